// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/librarydesk.h"

#include "app/desktop/demofiles.h"
#include "app/desktop/mainwindow.h"
#include "app/desktop/pool.h"
#include "app/desktop/recipedesk.h"
#include "processgraph/commands/versions.h"
#include "processgraph/model/recipejson.h"
#include "widgets/common/noticebar.h"
#include "widgets/documents/documentbar.h"
#include "widgets/formula/formulagrid.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/library/librarypanel.h"
#include "widgets/library/saveblockdialog.h"

#include <QtCore/QDateTime>
#include <QtCore/QMimeData>
#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtGui/QDropEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialog>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>

#include <limits>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString Failed = u"library.failed"_s;
const QString FolderKey = u"blockFolder"_s;

/// "Centrifuge wash" → "centrifuge-wash": the same name is the same block.
QString idOf(const QString &name)
{
    static const QRegularExpression other(
        u"[^\\p{L}\\p{N}]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    return name.toLower().replace(other, u"-"_s);
}

} // namespace

LibraryDesk::LibraryDesk(MainWindow &window, RecipeDesk &recipes, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_recipes(recipes)
    , m_panel(new LibraryPanel(window.theme()))
{
    m_panel->setLanguage(window.language());
    m_window.design()->setLibrary(m_panel);
    m_window.design()->view()->viewport()->installEventFilter(this);
    connectPanel();
    recipes.bar()->setTemplates({{demofiles::CarT, {u"CAR-T, lentiviral"_s, u"CAR-T，慢病毒"_s}},
        {demofiles::Msc, {u"MSC, Wharton's jelly"_s, u"MSC，华通氏胶"_s}}});
    connect(recipes.bar(), &DocumentBar::templateRequested, this, &LibraryDesk::newFromTemplate);
    connect(recipes.bar(), &DocumentBar::formulaRequested, this, &LibraryDesk::showFormulaSets);
    refresh();
}

LibraryDesk::~LibraryDesk()
{
    delete m_panel; // the page outlives the desk
}

QString LibraryDesk::folder()
{
    const QString chosen = QSettings().value(FolderKey).toString();
    return chosen.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/blocks"_s
        : chosen;
}

void LibraryDesk::connectPanel()
{
    GraphView *view = m_window.design()->view();
    connect(view, &GraphView::selectionChanged, m_panel,
        [this, view] { m_panel->setSelectionCount(int(view->selectedElements().size())); });
    connect(&m_window, &MainWindow::languageChanged, m_panel, &LibraryPanel::setLanguage);
    connect(m_panel, &LibraryPanel::saveRequested, this, &LibraryDesk::saveSelection);
    connect(m_panel, &LibraryPanel::insertRequested, this, &LibraryDesk::insert);
    connect(m_panel, &LibraryPanel::removeRequested, this, &LibraryDesk::removeBlock);
    connect(m_panel, &LibraryPanel::folderRequested, this, &LibraryDesk::chooseFolder);
}

void LibraryDesk::refresh()
{
    inPool(
        this, [folder = folder()] { return blocklibrary::read(folder); },
        [this](const blocklibrary::Contents &contents) {
            m_panel->setBlocks(contents.blocks, int(contents.refused.size()));
            if (contents.refused.isEmpty())
                m_window.notices()->clear(Failed);
            else
                m_window.notices()->set(Failed, NoticeLevel::Warning, contents.refused.first());
            Q_EMIT refreshed();
        });
}

void LibraryDesk::saveSelection()
{
    const GraphView *view = m_window.design()->view();
    const MasterRecipe recipe = m_recipes.document().recipe();
    const QVector<ElementId> selected = view->selectedElements();
    if (selected.isEmpty())
        return;
    QMap<QString, int> known;
    for (int row = 0; row < m_panel->model()->rowCount(); ++row) {
        const RecipeBlock &block = m_panel->model()->block(row);
        known.insert(block.name.en, block.version);
    }
    auto *dialog = new SaveBlockDialog(
        m_window.theme(), known, recipe.procedure.element(selected.first())->name, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SaveBlockDialog::confirmed, this,
        [this, recipe, selected](const LocalizedText &name, const LocalizedText &note) {
            RecipeBlock block;
            block.id = idOf(name.en);
            block.name = name;
            block.note = note;
            block.author = QSettings().value(u"person"_s).toString();
            block.created = utcFromMs(QDateTime::currentMSecsSinceEpoch());
            const QByteArray text = RecipeFragment::copy(recipe, selected).toText();
            inPool(
                this,
                [folder = folder(), block, text]() -> Result<RecipeBlock> {
                    auto content = readRecipe(text, block.id);
                    if (!content)
                        return content.error();
                    RecipeBlock whole = block;
                    whole.content = *content;
                    return blocklibrary::add(folder, whole);
                },
                [this](const Result<RecipeBlock> &added) {
                    if (!added)
                        m_window.notices()->set(Failed, NoticeLevel::Error, added.error());
                    else
                        refresh();
                });
        });
    dialog->open();
}

void LibraryDesk::insert(const RecipeBlock &block)
{
    const GraphView *view = m_window.design()->view();
    paste(writeRecipe(block.content), view->mapToScene(view->viewport()->rect().center()));
}

void LibraryDesk::paste(const QByteArray &text, QPointF at)
{
    const auto tell = [this](const Error &error) {
        m_window.notices()->set(Failed, NoticeLevel::Warning, error);
    };
    const auto recipe = readRecipe(text, u"clipboard"_s);
    const auto fragment = RecipeFragment::fromText(text);
    if (!fragment || !recipe) {
        tell(fragment ? recipe.error() : fragment.error());
        return;
    }
    // Its top left step comes to lie where it was dropped.
    Position corner {std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
    const QVector<ElementId> outermost = recipe->procedure.children({});
    for (const ElementId &id : outermost) {
        const Position position = recipe->procedure.element(id)->position;
        corner = {std::min(corner.x, position.x), std::min(corner.y, position.y)};
    }
    const QPointF target = GraphScene::snapped(at);
    GraphView *view = m_window.design()->view();
    const auto pasted = m_recipes.document().paste(
        *fragment, view->container(), {target.x() - corner.x, target.y() - corner.y});
    if (!pasted) {
        tell(pasted.error());
        return;
    }
    m_window.notices()->clear(Failed);
    view->graphScene()->clearSelection();
    for (const ElementId &id : *pasted) {
        if (NodeItem *node = view->graphScene()->node(id))
            node->setSelected(true);
    }
}

bool LibraryDesk::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // what enters and moves is one, too
    const QString format = QLatin1String(RecipeFragment::MimeType);
    if (!drop->mimeData()->hasFormat(format))
        return QObject::eventFilter(watched, event);
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (type == QEvent::Drop)
        paste(drop->mimeData()->data(format),
            m_window.design()->view()->mapToScene(drop->position().toPoint()));
    return true;
}

void LibraryDesk::removeBlock(const RecipeBlock &block)
{
    auto *box = new QMessageBox(QMessageBox::Question, u"Cytoloom"_s,
        tr("Remove all versions of the block “%1” from the library? Recipes that use it keep "
           "their copy.")
            .arg(block.name.in(m_window.language())),
        QMessageBox::Yes | QMessageBox::No, &m_window);
    box->setObjectName(u"removeBlock"_s);
    box->setDefaultButton(QMessageBox::No);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, id = block.id](int answer) {
        if (answer != QMessageBox::Yes)
            return;
        inPool(
            this, [folder = folder(), id] { return blocklibrary::remove(folder, id); },
            [this](const Result<void> &removed) {
                if (!removed)
                    m_window.notices()->set(Failed, NoticeLevel::Error, removed.error());
                refresh();
            });
    });
    box->open();
}

void LibraryDesk::chooseFolder()
{
    auto *dialog = new QFileDialog(&m_window, tr("Folder of the blocks"), folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &chosen) {
        QSettings().setValue(FolderKey, chosen);
        refresh();
    });
    dialog->open();
}

void LibraryDesk::newFromTemplate(const QString &fileName)
{
    inPool(
        this, [fileName] { return readRecipeFile(fileName); },
        [this](const Result<MasterRecipe> &pattern) {
            if (!pattern) {
                m_window.notices()->set(Failed, NoticeLevel::Error, pattern.error());
                return;
            }
            const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyMMdd-hhmmss"_s);
            const RecipeId id(pattern->id.value() + u'-' + stamp);
            m_recipes.add(versions::draftFrom(*pattern, id), {}, true);
            m_window.showPage(PageId::Design);
        });
}

void LibraryDesk::showFormulaSets()
{
    auto *dialog = new QDialog(&m_window);
    dialog->setObjectName(u"formula-sets"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(
        tr("Formula sets of %1").arg(m_recipes.document().recipe().name.in(m_window.language())));
    dialog->resize(860, 460);
    auto *grid = new FormulaGrid(m_window.theme(), dialog);
    grid->setLanguage(m_window.language());
    connect(&m_window, &MainWindow::languageChanged, grid, &FormulaGrid::setLanguage);
    grid->setDocument(&m_recipes.document());
    // It belongs to the recipe on the page: with another one there it has nothing to show.
    connect(&m_recipes, &RecipeDesk::currentChanged, dialog, [dialog, grid] {
        grid->setDocument(nullptr);
        dialog->close();
    });
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(grid);
    dialog->show();
}

} // namespace cytoloom
