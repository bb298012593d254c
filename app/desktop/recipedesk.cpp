// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recipedesk.h"

#include "app/desktop/mainwindow.h"
#include "app/desktop/recentrecipes.h"
#include "app/desktop/recovery.h"
#include "widgets/common/noticebar.h"
#include "widgets/common/welcomepage.h"
#include "widgets/documents/documentbar.h"
#include "widgets/documents/restoredialog.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTimer>
#include <QtGui/QShortcut>
#include <QtWidgets/QMessageBox>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString CameAlong = u"recipe.cameAlong"_s;

} // namespace

RecipeDesk::RecipeDesk(MainWindow &window, const Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_catalog(catalog)
    , m_bar(new DocumentBar(window.theme()))
    , m_recovery(new Recovery(recoveryfile::root(), this))
    , m_recent(new RecentRecipes(*window.welcome(), this))
{
    m_bar->setLanguage(window.language());
    m_window.design()->setDocumentBar(m_bar);
    addDocument();
    show(0);
    connectWindow();
    m_recovery->lookForLeft();
}

RecipeDesk::~RecipeDesk()
{
    m_window.design()->setDocument(nullptr); // the page outlives the documents
    for (const Open &open : m_open) {
        open.document->undoStack()->disconnect(this);
        open.document->disconnect(this);
    }
    m_open.clear();
    delete m_bar; // it tells this of its tabs
}

void RecipeDesk::connectWindow()
{
    WelcomePage *welcome = m_window.welcome();
    connect(welcome, &WelcomePage::cardChosen, this, &RecipeDesk::cardChosen);
    const auto showDesign = [this] { m_window.showPage(PageId::Design); };
    connect(welcome, &WelcomePage::fileChosen, this,
        [this, showDesign](const QString &file) { open(file, showDesign); });
    connect(welcome, &WelcomePage::openRequested, this, &RecipeDesk::askAndOpen);
    connect(welcome, &WelcomePage::newRecipeRequested, this, &RecipeDesk::newRecipe);
    connect(m_window.design(), &DesignPage::saveRequested, this, [this] { save(); });
    connect(m_bar, &DocumentBar::chosen, this, &RecipeDesk::activate);
    connect(m_bar, &DocumentBar::closeRequested, this, &RecipeDesk::close);
    connect(m_bar, &DocumentBar::newRequested, this, &RecipeDesk::newRecipe);
    connect(m_bar, &DocumentBar::openRequested, this, &RecipeDesk::askAndOpen);
    connect(m_bar, &DocumentBar::saveAsRequested, this, [this] { saveAs(); });
    const auto key = [this](const QKeySequence &keys, const std::function<void()> &act) {
        connect(new QShortcut(keys, &m_window), &QShortcut::activated, this, act);
    };
    const auto step = [this](int by) {
        const int count = int(m_open.size());
        activate((m_current + by + count) % count);
    };
    key(QKeySequence::Save, [this] { save(); });
    key(QKeySequence(u"Ctrl+Shift+S"_s), // the standard key is none where no desktop gives it
        [this] { saveAs(); });
    key(QKeySequence::Open, [this] { askAndOpen(); });
    key(QKeySequence::New, [this] { newRecipe(); });
    key(QKeySequence::Close, [this] { close(m_current); });
    key(QKeySequence(u"Ctrl+Tab"_s), [step] { step(1); });
    key(QKeySequence(u"Ctrl+Shift+Tab"_s), [step] { step(-1); });
    connect(m_window.notices(), &NoticeBar::cancelRequested, this, [this](const QString &notice) {
        if (notice == u"recipe.opening"_s)
            ++m_reading; // its result is not wanted any more
    });
    connect(&m_window, &MainWindow::languageChanged, m_bar, &DocumentBar::setLanguage);
    m_window.setAcceptDrops(true);
    m_window.installEventFilter(this);
    m_window.design()->view()->viewport()->installEventFilter(this);
    connect(m_window.design()->view(), &GraphView::fileDropped, this,
        [this](const QString &file) { openAll({file}); });
    connect(m_recovery, &Recovery::found, this, &RecipeDesk::offerLeft);
    connect(m_recovery, &Recovery::failed, this, [this](const Error &error) {
        m_window.notices()->set(u"recipe.recovery"_s, NoticeLevel::Warning, error);
    });
    connect(m_recovery, &Recovery::kept, this,
        [this] { m_window.notices()->clear(u"recipe.recovery"_s); });
}

RecipeDocument &RecipeDesk::document()
{
    return *m_open.at(size_t(m_current)).document;
}

QVector<RecipeDocument *> RecipeDesk::documents() const
{
    QVector<RecipeDocument *> all;
    for (const Open &open : m_open)
        all << open.document.get();
    return all;
}

bool RecipeDesk::hasChanges() const
{
    return std::any_of(m_open.cbegin(), m_open.cend(),
        [](const Open &open) { return open.document->isModified(); });
}

int RecipeDesk::indexOf(const RecipeDocument *document) const
{
    const auto found = std::find_if(m_open.cbegin(), m_open.cend(),
        [document](const Open &open) { return open.document.get() == document; });
    return found == m_open.cend() ? -1 : int(found - m_open.cbegin());
}

bool RecipeDesk::isBlank(const RecipeDocument &document) const
{
    return document.fileName().isEmpty() && !document.isModified() && document.recipe().id.isEmpty()
        && document.procedure().elementCount() == 0;
}

RecipeDocument &RecipeDesk::addDocument()
{
    m_open.emplace_back().document = std::make_unique<RecipeDocument>(m_catalog);
    RecipeDocument &document = *m_open.back().document;
    m_recovery->watch(&document);
    connect(&document, &RecipeDocument::fileNameChanged, this, &RecipeDesk::refreshBar);
    connect(&document, &RecipeDocument::headerChanged, this, &RecipeDesk::refreshBar);
    connect(&document, &RecipeDocument::recipeReset, this, &RecipeDesk::refreshBar);
    connect(document.undoStack(), &QUndoStack::cleanChanged, this, &RecipeDesk::refreshBar);
    connect(&document, &RecipeDocument::cameAlong, this, [this](const BroughtParts &parts) {
        if (parts.isEmpty()) {
            m_window.notices()->clear(CameAlong);
            return;
        }
        const Message told = parts.message();
        m_window.notices()->set(CameAlong, NoticeLevel::Info, Error(told.code, told.args));
    });
    return document;
}

RecipeDocument &RecipeDesk::add(const MasterRecipe &recipe, const QString &fileName, bool unsaved)
{
    RecipeDocument &target = isBlank(document()) ? document() : addDocument();
    const int index = indexOf(&target);
    m_open[size_t(index)].zoom = 0;
    m_open[size_t(index)].onDisk
        = fileName.isEmpty() || unsaved ? std::nullopt : std::optional(recipe);
    target.setRecipe(recipe, fileName);
    if (unsaved)
        target.undoStack()->resetClean();
    if (index == m_current)
        showStartSoon();
    else
        show(index);
    refreshBar();
    return target;
}

void RecipeDesk::leave()
{
    if (m_current < 0 || size_t(m_current) >= m_open.size())
        return;
    const GraphView *view = m_window.design()->view();
    Open &open = m_open[size_t(m_current)];
    open.container = view->container();
    open.zoom = view->zoom();
    open.centre = view->mapToScene(view->viewport()->rect().center());
}

void RecipeDesk::showStartSoon()
{
    // Once the layout has its size, unless another recipe is on the page by then.
    QTimer::singleShot(0, this, [this, shown = &document()] {
        if (indexOf(shown) == m_current)
            m_window.design()->view()->showStart();
    });
}

void RecipeDesk::show(int index)
{
    leave();
    m_current = index;
    const Open &open = m_open.at(size_t(index));
    GraphView *view = m_window.design()->view();
    m_window.design()->setDocument(open.document.get());
    if (open.zoom > 0) {
        view->openContainer(open.container);
        view->setZoom(open.zoom);
        view->centerOn(open.centre);
    } else {
        showStartSoon();
    }
    refreshBar();
    Q_EMIT currentChanged(open.document.get());
}

void RecipeDesk::activate(int index)
{
    if (index >= 0 && size_t(index) < m_open.size() && index != m_current)
        show(index);
}

void RecipeDesk::refreshBar()
{
    QVector<DocumentBar::Tab> tabs;
    for (const Open &open : m_open) {
        const MasterRecipe &recipe = open.document->recipe();
        LocalizedText title = recipe.name;
        if (title.isEmpty())
            title = {tr("Untitled"), tr("Untitled")};
        const QString version = u" · v"_s + QString::number(recipe.version);
        tabs.append({{title.in(Language::En) + version, title.in(Language::Zh) + version},
            open.document->fileName(), open.document->isModified()});
    }
    m_bar->setTabs(tabs, m_current);
}

void RecipeDesk::close(int index)
{
    if (index < 0 || size_t(index) >= m_open.size())
        return;
    RecipeDocument *document = m_open[size_t(index)].document.get();
    const auto done = [this, document] { removeAt(indexOf(document)); };
    if (!document->isModified()) {
        done();
        return;
    }
    activate(index);
    ask(*document, done);
}

void RecipeDesk::removeAt(int index)
{
    if (index < 0)
        return;
    if (m_open.size() == 1)
        addDocument();
    // The page lets go of the document before it goes.
    const int next = index == m_current
        ? (size_t(index) + 1 < m_open.size() ? index + 1 : index - 1)
        : m_current;
    if (next != m_current)
        show(next);
    // A stack that goes says that it is clean: nobody may listen any more.
    const std::unique_ptr<RecipeDocument> closed = std::move(m_open[size_t(index)].document);
    closed->undoStack()->disconnect(this);
    closed->disconnect(this);
    m_open.erase(m_open.begin() + index);
    if (m_current > index)
        --m_current;
    refreshBar();
}

void RecipeDesk::ask(RecipeDocument &document, const std::function<void()> &then)
{
    auto *box = new QMessageBox(QMessageBox::Question, u"Cytoloom"_s,
        tr("The recipe “%1” has changes that are not saved.")
            .arg(document.recipe().name.in(m_window.language())),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    box->setObjectName(u"unsaved"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, then](int answer) {
        if (answer == QMessageBox::Save)
            save(then);
        else if (answer == QMessageBox::Discard)
            then();
    });
    box->open();
}

void RecipeDesk::afterAskingAboutChanges(std::function<void()> then)
{
    // One after the other, each on the page while it is asked about.
    const auto asked = std::make_shared<QSet<const RecipeDocument *>>();
    const auto next = std::make_shared<std::function<void()>>();
    *next = [this, asked, weak = std::weak_ptr(next), then = std::move(then)] {
        const auto self = weak.lock();
        for (const Open &open : m_open) {
            RecipeDocument *document = open.document.get();
            if (!document->isModified() || asked->contains(document))
                continue;
            asked->insert(document);
            activate(indexOf(document));
            ask(*document, [self] { (*self)(); });
            return;
        }
        then();
    };
    (*next)();
}

void RecipeDesk::newRecipe()
{
    MasterRecipe recipe;
    recipe.id = RecipeId(u"NEW-01"_s);
    recipe.name = {u"New process"_s, u"新工艺"_s};
    recipe.product = {u"New product"_s, u"新产品"_s};
    add(recipe, {}, false);
    m_window.showPage(PageId::Design);
}

void RecipeDesk::offerLeft(const recoveryfile::Left &left)
{
    if (!left.refused.isEmpty())
        m_window.notices()->set(u"recipe.left"_s, NoticeLevel::Warning, left.refused.first());
    if (left.documents.isEmpty())
        return;
    QVector<RestoreDialog::Item> items;
    for (const Recovered &kept : left.documents)
        items.append({kept.recipe.name, kept.fileName, kept.time, kept.differences, kept.widened,
            kept.fileGone});
    auto *dialog = new RestoreDialog(m_window.theme(), m_window.language(), items, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RestoreDialog::restoreRequested, this, [this, left](const QVector<int> &rows) {
        QVector<RecipeDocument *> documents;
        for (const int row : rows) {
            const Recovered &kept = left.documents.at(row);
            RecipeDocument &document = add(kept.recipe, kept.fileName, true);
            m_open[size_t(indexOf(&document))].onDisk = kept.onDisk;
            documents << &document;
        }
        m_window.showPage(PageId::Design);
        m_recovery->forgetOnceKept(left.folders, documents);
    });
    connect(dialog, &RestoreDialog::discardRequested, this,
        [this, folders = left.folders] { m_recovery->forget(folders); });
    dialog->open();
}

} // namespace cytoloom
