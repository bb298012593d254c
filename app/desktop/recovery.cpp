// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recovery.h"

#include "app/desktop/pool.h"
#include "processgraph/commands/recipedocument.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QUuid>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString newKey()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

Recovery::Recovery(const QString &root, QObject *parent)
    : QObject(parent)
    , m_root(root)
    , m_folder(QDir(root).filePath(newKey()))
{
    m_timer.setInterval(IntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &Recovery::keepNow);
    m_timer.start();
}

Recovery::~Recovery()
{
    const bool used = m_lock != nullptr;
    m_lock.reset();
    if (used) {
        // A write that is still under way must not come after the folder has gone.
        QThreadPool::globalInstance()->waitForDone(2000);
        recoveryfile::removeFolder(m_folder);
    }
}

void Recovery::watch(RecipeDocument *document)
{
    m_watched.insert(document, {newKey()});
    connect(document, &RecipeDocument::changed, this, [this, document] {
        const auto watched = m_watched.find(document);
        if (watched != m_watched.end())
            watched->stale = true;
    });
    connect(document->undoStack(), &QUndoStack::cleanChanged, this, [this, document](bool clean) {
        const auto watched = m_watched.find(document);
        if (watched == m_watched.end())
            return;
        if (clean) {
            drop(*watched);
            settle(document);
        } else
            watched->stale = true; // undone behind what was saved
    });
    connect(document, &QObject::destroyed, this, [this, document] {
        Watched watched = m_watched.take(document);
        drop(watched);
        settle(document);
    });
}

void Recovery::drop(Watched &watched)
{
    watched.stale = false;
    if (!watched.onDisk && !watched.busy)
        return;
    watched.onDisk = false;
    inPool(
        this,
        [folder = m_folder, key = watched.key] {
            recoveryfile::remove(folder, key);
            return true;
        },
        [](bool) {});
}

void Recovery::keepNow()
{
    const QList<RecipeDocument *> documents = m_watched.keys();
    for (RecipeDocument *document : documents)
        keep(document);
}

void Recovery::keep(RecipeDocument *document)
{
    Watched &watched = m_watched[document];
    if (!watched.stale || watched.busy || !document->isModified())
        return;
    if (!m_lock) {
        takeFolder(); // then it is kept
        return;
    }
    watched.stale = false;
    watched.busy = true;
    Recovered state;
    state.key = watched.key;
    state.fileName = document->fileName();
    state.time = utcFromMs(QDateTime::currentMSecsSinceEpoch());
    state.recipe = document->recipe();
    const QString key = watched.key;
    inPool(
        this, [folder = m_folder, state] { return recoveryfile::write(folder, state); },
        [this, document, key](const Result<void> &done) {
            const auto still = m_watched.find(document);
            const bool wanted = still != m_watched.end() && still->key == key;
            if (wanted) {
                still->busy = false;
                still->onDisk = still->onDisk || done.ok();
                if (!document->isModified())
                    drop(*still);
            }
            if (!wanted) { // it was closed meanwhile
                Watched gone {key, false, false, true};
                drop(gone);
            } else if (done) {
                m_lastFailure.clear();
                settle(document);
                Q_EMIT kept(key);
            } else {
                still->stale = true; // tried again by the timer: a disk does not stay full
                tell(done.error());
            }
        });
}

void Recovery::tell(const Error &error)
{
    if (std::exchange(m_lastFailure, error.code()) != error.code())
        Q_EMIT failed(error);
}

void Recovery::takeFolder()
{
    // The first change of this run: from now on there is a folder, and it is held.
    if (std::exchange(m_locking, true))
        return;
    using Lock = std::shared_ptr<Result<std::unique_ptr<StoreLock>>>;
    inPool(
        this,
        [folder = m_folder] {
            QDir().mkpath(folder);
            return std::make_shared<Result<std::unique_ptr<StoreLock>>>(
                StoreLock::acquire(folder + u"/run"_s));
        },
        [this](const Lock &lock) {
            m_locking = false;
            if (*lock) {
                m_lock = std::move(*lock).value();
                keepNow();
            } else {
                tell(Error(u"file.cannotWrite"_s,
                    {{u"file"_s, m_folder},
                        {u"reason"_s, lock->error().message.args.value(u"reason"_s)}},
                    {m_folder, {}, 0, 0}));
            }
        });
}

void Recovery::lookForLeft()
{
    inPool(
        this, [root = m_root, own = m_folder] { return recoveryfile::findLeft(root, own); },
        [this](const recoveryfile::Left &left) {
            if (left.documents.isEmpty())
                forget(left.folders); // what nobody can read stays in them
            if (!left.documents.isEmpty() || !left.refused.isEmpty())
                Q_EMIT found(left);
        });
}

void Recovery::forgetOnceKept(
    const QStringList &folders, const QVector<RecipeDocument *> &documents)
{
    m_owed.append({QSet<RecipeDocument *>(documents.begin(), documents.end()), folders});
    settle(nullptr);
    keepNow();
}

void Recovery::settle(RecipeDocument *document)
{
    for (qsizetype i = m_owed.size() - 1; i >= 0; --i) {
        m_owed[i].documents.remove(document);
        if (m_owed[i].documents.isEmpty())
            forget(m_owed.takeAt(i).folders);
    }
}

void Recovery::forget(const QStringList &folders)
{
    if (folders.isEmpty())
        return;
    inPool(
        this,
        [folders] {
            for (const QString &folder : folders)
                recoveryfile::removeFolder(folder);
            return true;
        },
        [](bool) {});
}

} // namespace cytoloom
