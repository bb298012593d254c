// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The second part of RecipeDesk: files, read and written in the pool.
#include "app/desktop/mainwindow.h"
#include "app/desktop/pool.h"
#include "app/desktop/recentrecipes.h"
#include "app/desktop/recipedesk.h"
#include "processgraph/commands/versions.h"
#include "processgraph/commands/versionsfolder.h"
#include "processgraph/model/recipejson.h"
#include "widgets/common/filedialogs.h"
#include "widgets/common/noticebar.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtWidgets/QFileDialog>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString Opening = u"recipe.opening"_s;
const QString Saving = u"recipe.saving"_s;
const QString Failed = u"recipe.failed"_s;
const QString Doubt = u"recipe.approval"_s;
/// Work that is done before anybody has looked needs no word.
constexpr int PatienceMs = 300;

} // namespace

void RecipeDesk::open(const QString &fileName, std::function<void()> then)
{
    for (int i = 0; i < int(m_open.size()); ++i) {
        const QString &there = m_open[size_t(i)].document->fileName();
        if (there.isEmpty() || QFileInfo(there) != QFileInfo(fileName))
            continue;
        activate(i);
        if (then)
            then();
        return;
    }
    read(fileName, then);
}

void RecipeDesk::read(const QString &fileName, const std::function<void()> &then)
{
    const int request = ++m_reading;
    NoticeBar *notices = m_window.notices();
    notices->clear(Failed);
    notices->clear(Doubt);
    QTimer::singleShot(PatienceMs, this, [this, notices, request, fileName] {
        if (request == m_reading)
            notices->setBusy(
                Opening, [fileName] { return tr("Opening %1…").arg(fileName); }, true);
    });
    struct Outcome
    {
        Result<MasterRecipe> recipe;
        Result<void> sound;
    };
    inPool(
        this,
        [fileName] {
            auto recipe = readRecipeFile(fileName);
            Result<void> sound = recipe ? checkSignedContent(*recipe) : Result<void>();
            return Outcome {std::move(recipe), std::move(sound)};
        },
        [this, request, fileName, then](const Outcome &outcome) {
            if (request != m_reading)
                return;
            ++m_reading; // the word of patience comes too late
            m_window.notices()->clear(Opening);
            if (!outcome.recipe) {
                m_window.notices()->set(Failed, NoticeLevel::Error, outcome.recipe.error());
                Q_EMIT failed(outcome.recipe.error());
                return;
            }
            if (!outcome.sound) // it can be read, so that somebody can see what was changed
                m_window.notices()->set(Doubt, NoticeLevel::Error, outcome.sound.error());
            add(*outcome.recipe, fileName, false);
            m_recent->remember(fileName);
            if (then)
                then();
        });
}

void RecipeDesk::save(std::function<void()> then)
{
    const QString fileName = document().fileName();
    if (fileName.isEmpty() || fileName.startsWith(u':'))
        saveAs(std::move(then));
    else
        write(document(), fileName, false, then);
}

void RecipeDesk::saveAs(std::function<void()> then)
{
    RecipeDocument *target = &document();
    const MasterRecipe &recipe = target->recipe();
    const QString &old = target->fileName();
    const QString name = versions::fileNameFor(recipe.id, recipe.version);
    QFileDialog *dialog = filedialogs::forSaving(&m_window, tr("Save the recipe"),
        tr("Recipes (*.cyrecipe.json)"), u"cyrecipe.json"_s, name, old);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, target, then = std::move(then)](const QString &chosen) {
            if (indexOf(target) >= 0)
                write(*target, chosen, true, then);
        });
    dialog->open();
}

bool RecipeDesk::isWriting(RecipeDocument &document, const std::function<void()> &next)
{
    Open &open = m_open[size_t(indexOf(&document))];
    if (open.writing)
        open.waiting.push_back([this, target = &document, next] {
            if (indexOf(target) >= 0) // it may have been closed meanwhile
                next();
        });
    return std::exchange(open.writing, true);
}

void RecipeDesk::endWriting(RecipeDocument *document, const std::optional<MasterRecipe> &written)
{
    const int index = indexOf(document);
    if (index < 0)
        return;
    Open &open = m_open[size_t(index)];
    open.writing = false;
    if (written)
        open.onDisk = written;
    const auto waiting = std::exchange(open.waiting, {});
    for (const std::function<void()> &next : waiting)
        next(); // the first of them writes, the others wait again
}

void RecipeDesk::write(
    RecipeDocument &document, const QString &fileName, bool over, const std::function<void()> &then)
{
    if (isWriting(document,
            [this, &document, fileName, over, then] { write(document, fileName, over, then); }))
        return;
    const int index = document.undoStack()->index();
    NoticeBar *notices = m_window.notices();
    notices->clear(Failed);
    notices->setBusy(
        Saving, [fileName] { return tr("Saving %1…").arg(fileName); }, false);
    const MasterRecipe recipe = document.recipe();
    const auto last = over ? std::nullopt : m_open[size_t(indexOf(&document))].onDisk;
    inPool(
        this,
        [recipe, fileName, last] { return versions::saveVersion(recipe, fileName, false, last); },
        [this, target = &document, recipe, fileName, index, then](const Result<void> &saved) {
            m_window.notices()->clear(Saving);
            if (!saved) {
                m_window.notices()->set(Failed, NoticeLevel::Error, saved.error());
                endWriting(target, std::nullopt);
                return;
            }
            if (indexOf(target) >= 0) // it may have been closed meanwhile
                target->setSaved(fileName, index, recipe);
            endWriting(target, recipe);
            m_recent->remember(fileName);
            if (then)
                then();
        });
}

void RecipeDesk::replaceSaved(RecipeDocument &document, const MasterRecipe &next,
    const QString &fileName, bool fresh, std::function<void()> then)
{
    // Nobody edits between what was signed and what is written.
    m_window.design()->setEnabled(false);
    if (isWriting(document, [this, &document, next, fileName, fresh, then] {
            replaceSaved(document, next, fileName, fresh, then);
        }))
        return;
    m_window.notices()->clear(Failed);
    const bool same = QFileInfo(fileName) == QFileInfo(document.fileName());
    const auto last = same ? m_open[size_t(indexOf(&document))].onDisk : std::nullopt;
    inPool(
        this,
        [next, fileName, fresh, last] {
            return versions::saveVersion(next, fileName, fresh, last);
        },
        [this, target = &document, next, fileName, then = std::move(then)](
            const Result<void> &saved) {
            m_window.design()->setEnabled(true);
            if (!saved) {
                m_window.notices()->set(Failed, NoticeLevel::Error, saved.error());
                endWriting(target, std::nullopt);
                return;
            }
            m_window.notices()->clear(Doubt);
            if (indexOf(target) >= 0)
                target->setRecipe(next, fileName);
            endWriting(target, next);
            m_recent->remember(fileName);
            if (then)
                then();
        });
}

bool RecipeDesk::eventFilter(QObject *watched, QEvent *event)
{
    const bool ours = watched == &m_window || watched == m_window.design()->view()->viewport();
    if (!ours || (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop))
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // a drag that enters is one, too
    QStringList files;
    const QList<QUrl> urls = drop->mimeData()->urls();
    for (const QUrl &url : urls) {
        const QString file = url.toLocalFile();
        if (file.endsWith(u".cyrecipe.json"_s))
            files << file;
    }
    if (files.isEmpty())
        return QObject::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        openAll(files);
    return true;
}

void RecipeDesk::openAll(const QStringList &files)
{
    if (files.isEmpty())
        return;
    m_window.showPage(PageId::Design);
    open(files.first(), [this, rest = files.mid(1)] { openAll(rest); });
}

void RecipeDesk::askAndOpen()
{
    QFileDialog *dialog = filedialogs::forOpening(
        &m_window, tr("Open a recipe"), tr("Recipes (*.cyrecipe.json)"), document().fileName());
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString &file) { open(file, [this] { m_window.showPage(PageId::Design); }); });
    dialog->open();
}

} // namespace cytoloom
