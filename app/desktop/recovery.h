// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/recoveryfile.h"
#include "processgraph/records/storelock.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <memory>

namespace cytoloom {

class RecipeDocument;

/// Keeps what is being drawn and not saved aside every 30 s, and finds at the next start what a
/// crash has left. Files are touched in the pool only; what is kept goes when the document is saved
/// or given up, and all of it when the program ends as it should. GUI thread.
class Recovery final : public QObject
{
    Q_OBJECT

public:
    static constexpr int IntervalMs = 30'000;

    explicit Recovery(const QString &root, QObject *parent = nullptr);
    /// A run that ends here has ended well: nothing of it stays behind.
    ~Recovery() override;

    /// \p document is looked after until it is destroyed.
    void watch(RecipeDocument *document);
    /// Keeps at once what has changed since the last time, instead of waiting for the timer.
    void keepNow();
    /// found() follows when earlier runs left something, readable or not.
    void lookForLeft();
    /// The documents are in hands (or not wanted): what was left goes.
    void forget(const QStringList &folders);
    /// As forget(), but only once each of \p documents is kept in the folder of this run, saved or
    /// closed: until then what was left is all that there is on the disk.
    void forgetOnceKept(const QStringList &folders, const QVector<RecipeDocument *> &documents);
    [[nodiscard]] const QString &folder() const { return m_folder; }

Q_SIGNALS:
    void found(const cytoloom::recoveryfile::Left &left);
    void kept(const QString &key); ///< safely on the disk
    void failed(const cytoloom::Error &error); ///< once for a cause

private:
    struct Watched
    {
        QString key;
        bool stale = false; ///< changed since it was kept
        bool busy = false; ///< being written
        bool onDisk = false;
    };
    void keep(RecipeDocument *document);
    void drop(Watched &watched);
    void settle(RecipeDocument *document); ///< it is safe, or not wanted
    void tell(const Error &error);
    void takeFolder();

    QString m_root;
    QString m_folder;
    std::unique_ptr<StoreLock> m_lock;
    QHash<RecipeDocument *, Watched> m_watched;
    QTimer m_timer;
    bool m_locking = false;
    QString m_lastFailure; ///< code; empty: the last time went well
    struct Owed
    {
        QSet<RecipeDocument *> documents;
        QStringList folders;
    };
    QVector<Owed> m_owed;
};

} // namespace cytoloom
