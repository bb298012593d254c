// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/demofiles.h"
#include "app/desktop/recovery.h"
#include "app/desktop/workspace.h"
#include "app/session/reporting.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/support/hand.h"
#include "widgets/common/filedialogs.h"
#include "widgets/common/noticebar.h"
#include "widgets/compile/compilepage.h"
#include "widgets/documents/documentbar.h"
#include "widgets/grapheditor/canvassearch.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/findingspanel.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/palettewidget.h"
#include "widgets/grapheditor/validationrunner.h"

#include <QtCore/QLineF>
#include <QtCore/QMimeData>
#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {
constexpr int Patience = 60'000;
}

/// What a new user does on the design page in the window, by mouse and keyboard: takes steps from
/// one recipe to another, renames, finds, drops, and looks for files.
class TestDesignDesk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void pasteAcrossRecipesBringsItsParts();
    void renamesWhereTheStepStands();
    void emptyNameIsRefused();
    void ctrlKJumpsBesideTheBox_data();
    void ctrlKJumpsBesideTheBox();
    void droppedStepsDoNotCover();
    void doubleClickedStepsDoNotCover();
    void bindingIsSeenWhileDrawing();
    void dialogsStartWhereTheFileIs();
    void previewOpensNoFileWithoutAName();

private:
    RecipeDesk &desk() { return m_workspace->recipes(); }
    RecipeDocument &document() { return desk().document(); }
    DesignPage *page() { return m_window->design(); }
    GraphView *view() { return page()->view(); }
    void open(const QString &file);
    QString recipeFile(const QString &from, const QString &name, const QString &folder = {});
    void select(const ElementId &id);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        m_hand.key(view(), key, modifiers);
    }
    /// A key of the window, wherever the focus is.
    void shortcut(Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        QApplication::setActiveWindow(m_window.get()); // which a closed dialog gives back
        QTest::keyClick(m_window->windowHandle(), key, modifiers);
        Hand::rest();
    }
    [[nodiscard]] QRectF body(const ElementId &id)
    {
        return view()->graphScene()->node(id)->sceneBody();
    }
    void nobodyIsCovered();
    QFileDialog *dialog();

    QTemporaryDir m_home;
    Hand m_hand;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Workspace> m_workspace;
};

void TestDesignDesk::initTestCase()
{
    QVERIFY(m_home.isValid());
    qputenv("HOME", m_home.path().toUtf8());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toUtf8());
    QCoreApplication::setOrganizationName(u"cytoloom"_s);
    QCoreApplication::setApplicationName(u"cytoloom-test"_s);
    QApplication::setStyle(u"Fusion"_s);
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    initResources();
}

void TestDesignDesk::init()
{
    QSettings().clear();
    QDir(recoveryfile::root()).removeRecursively();
    m_window = std::make_unique<MainWindow>(Catalog::shipped(), Language::En);
    m_window->resize(1280, 800);
    m_workspace = std::make_unique<Workspace>(*m_window, Catalog::shipped());
    m_window->showPage(PageId::Design);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QApplication::setActiveWindow(m_window.get()); // as a window manager does
}

void TestDesignDesk::cleanup()
{
    m_workspace.reset();
    m_window.reset();
}

/// A draft on the disk with the content of a shipped recipe.
QString TestDesignDesk::recipeFile(const QString &from, const QString &name, const QString &folder)
{
    MasterRecipe recipe = *readRecipeFile(from);
    recipe.id = RecipeId(name);
    recipe.status = RecipeStatus::Draft;
    recipe.approvedBy.clear();
    recipe.approvals.clear();
    recipe.name = {name, name};
    QDir(m_home.path()).mkpath(folder.isEmpty() ? u"."_s : folder);
    const QString file = QDir(m_home.filePath(folder)).filePath(name + u".cyrecipe.json"_s);
    if (!writeRecipeFile(recipe, file))
        qFatal("cannot write %s", qPrintable(file));
    return file;
}

void TestDesignDesk::open(const QString &file)
{
    bool done = false;
    desk().open(file, [&done] { done = true; });
    QTRY_VERIFY_WITH_TIMEOUT(done, Patience);
    Hand::rest();
}

/// By mouse.
void TestDesignDesk::select(const ElementId &id)
{
    view()->showElement(id); // where it can be clicked
    view()->graphScene()->clearSelection();
    m_hand.clickAt(view()->viewport(), view()->mapFromScene(body(id).center()));
    QCOMPARE(view()->selectedElements(), QVector<ElementId> {id});
}

void TestDesignDesk::nobodyIsCovered()
{
    const auto nodes = view()->graphScene()->nodes();
    for (const NodeItem *one : nodes) {
        for (const NodeItem *other : nodes)
            QVERIFY2(one == other || !one->sceneBody().intersects(other->sceneBody()),
                qPrintable(one->id().value() + u" covers "_s + other->id().value()));
    }
}

void TestDesignDesk::pasteAcrossRecipesBringsItsParts()
{
    open(recipeFile(demofiles::CarT, u"A"_s));
    const MasterRecipe source = document().recipe();
    select(ElementId(u"culture1"_s));
    key(Qt::Key_C, Qt::ControlModifier);

    shortcut(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(document().recipe().roles.size(), 0);
    view()->setFocus();
    const int undo = document().undoStack()->count();
    key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(view()->selectedElements().size(), 1);
    const MasterRecipe &target = document().recipe();
    const Element *copy = target.procedure.element(view()->selectedElements().first());
    QVERIFY(target.role(copy->role));
    QVERIFY(target.formulaParameter(u"titre"_s) && target.formulaParameter(u"moi"_s));
    QVERIFY(target.bomLine(u"vector"_s) && target.bomLine(u"vessel-activation"_s));
    QVERIFY(!target.bomLine(u"beads"_s)); // nobody asked for it
    QCOMPARE(document().undoStack()->count(), undo + 1);
    NoticeBar *notices = m_window->notices();
    QVERIFY2(notices->shownText().contains(u"CULTURE1"_s), qPrintable(notices->shownText()));
    QVERIFY(notices->shownText().contains(u"titre"_s));
    QVERIFY(notices->shownText().contains(u"vessel-activation"_s));

    // Again: everything is there by now, and nothing more is told.
    key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(document().recipe().bom.size(), qsizetype(3));
    QVERIFY(!notices->contains(u"recipe.cameAlong"_s));
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(document().recipe().bom.isEmpty() && document().recipe().roles.isEmpty());
    QVERIFY(document().recipe().formula.isEmpty());
}

void TestDesignDesk::renamesWhereTheStepStands()
{
    open(recipeFile(demofiles::CarT, u"A"_s));
    const ElementId id(u"culture1"_s);
    const LocalizedText before = document().procedure().element(id)->name;
    select(id);
    key(Qt::Key_F2);
    auto *field = view()->findChild<QPlainTextEdit *>(u"inlineText"_s);
    QVERIFY(field && field->isVisible());
    QCOMPARE(field->toPlainText(), before.en);
    // Where the card is.
    const QRect card = view()->mapFromScene(body(id)).boundingRect();
    QVERIFY(card.intersects(field->geometry()));
    m_hand.key(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, u"Grow"_s);
    m_hand.key(field, Qt::Key_Return);
    QCOMPARE(document().procedure().element(id)->name, (LocalizedText {u"Grow"_s, before.zh}));
    Hand::rest();
    QVERIFY(view()->hasFocus());
    key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(document().procedure().element(id)->name, before);
    // Esc leaves it.
    key(Qt::Key_F2);
    field = view()->findChild<QPlainTextEdit *>(u"inlineText"_s);
    QVERIFY(field);
    QTest::keyClicks(field, u"Other"_s);
    m_hand.key(field, Qt::Key_Escape);
    QCOMPARE(document().procedure().element(id)->name, before);
}

void TestDesignDesk::emptyNameIsRefused()
{
    open(recipeFile(demofiles::CarT, u"A"_s));
    const ElementId id(u"culture1"_s);
    const LocalizedText before = document().procedure().element(id)->name;
    select(id);
    QSignalSpy refused(view(), &GraphView::refused);
    key(Qt::Key_F2);
    auto *field = view()->findChild<QPlainTextEdit *>(u"inlineText"_s);
    QVERIFY(field);
    m_hand.key(field, Qt::Key_Delete);
    m_hand.key(field, Qt::Key_Return);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(document().procedure().element(id)->name, before);
}

void TestDesignDesk::ctrlKJumpsBesideTheBox_data()
{
    QTest::addColumn<QSize>("window");
    QTest::newRow("desk") << QSize(1280, 800);
    QTest::newRow("wide") << QSize(1920, 1080);
}

void TestDesignDesk::ctrlKJumpsBesideTheBox()
{
    QFETCH(QSize, window);
    m_window->resize(window);
    open(recipeFile(demofiles::CarT, u"A"_s));
    view()->setFocus();
    key(Qt::Key_K, Qt::ControlModifier);
    CanvasSearch &search = view()->search();
    QVERIFY(search.isVisible());
    auto *text = search.findChild<QLineEdit *>(u"canvasSearchText"_s);
    QVERIFY(text->hasFocus());
    QTest::keyClicks(text, u"a"_s);
    QVERIFY(search.hits().size() > 5);
    for (int i = 0; i < search.hits().size(); ++i) {
        m_hand.key(text, Qt::Key_Return);
        const ElementId found = search.hits().at(i).element;
        QCOMPARE(view()->selectedElements(), QVector<ElementId> {found});
        const QRect step = view()->mapFromScene(body(found)).boundingRect();
        QVERIFY2(!step.intersects(search.geometry()), qPrintable(found.value()));
        const QRect room = view()->viewport()->rect();
        const bool fits = step.width() < room.width() / 2 && step.height() < room.height();
        QVERIFY2(room.contains(fits ? step : QRect(step.center(), QSize(1, 1))),
            qPrintable(found.value())); // a bar may be taller than the window
        const QPoint middle = search.freePart(room).center();
        QVERIFY2((step.center() - middle).manhattanLength() <= 4, qPrintable(found.value()));
    }
}

void TestDesignDesk::droppedStepsDoNotCover()
{
    shortcut(Qt::Key_N, Qt::ControlModifier);
    PaletteModel *model = page()->paletteWidget()->model();
    QModelIndex card;
    for (int row = 0; row < model->rowCount() && !card.isValid(); ++row) {
        const auto entry = model->entry(model->index(row));
        if (entry && entry->kind == ElementKind::UnitProcedure)
            card = model->index(row);
    }
    QVERIFY(card.isValid());
    const std::unique_ptr<QMimeData> data(model->mimeData({card}));
    const QPoint at = view()->viewport()->rect().center();
    const QPointF scene = GraphScene::snapped(view()->mapToScene(at));
    for (int i = 0; i < 9; ++i) {
        m_hand.drop(view()->viewport(), view()->mapFromScene(scene), *data);
        Hand::rest();
        QCOMPARE(document().procedure().children({}).size(), qsizetype(i + 1));
        if (i == 0) { // free: just there
            const Position first = document()
                                       .procedure()
                                       .element(document().procedure().children({}).first())
                                       ->position;
            QCOMPARE(QPointF(first.x, first.y), scene);
        }
    }
    nobodyIsCovered();
    // And not far from where they were let go.
    const QVector<ElementId> all = document().procedure().children({});
    for (const ElementId &id : all) {
        const Position position = document().procedure().element(id)->position;
        QVERIFY(QLineF(scene, QPointF(position.x, position.y)).length() < 520);
        QCOMPARE(GraphScene::snapped({position.x, position.y}), QPointF(position.x, position.y));
    }
}

void TestDesignDesk::doubleClickedStepsDoNotCover()
{
    shortcut(Qt::Key_N, Qt::ControlModifier);
    auto *list = page()->paletteWidget()->findChild<QListView *>();
    QVERIFY(list);
    PaletteModel *model = page()->paletteWidget()->model();
    int row = 0;
    while (row < model->rowCount() && !model->entry(model->index(row)))
        ++row;
    const QModelIndex entry = list->model()->index(row, 0);
    for (int i = 0; i < 4; ++i) {
        list->scrollTo(entry);
        const QPoint at = list->visualRect(entry).center();
        m_hand.clickAt(list->viewport(), at);
        m_hand.doubleClickAt(list->viewport(), at);
        Hand::rest();
        QCOMPARE(document().procedure().children({}).size(), qsizetype(i + 1));
    }
    nobodyIsCovered();
}

void TestDesignDesk::bindingIsSeenWhileDrawing()
{
    BatchBinding binding = *readBindingFile(u":/cytoloom/demo/cart.cybinding.json"_s);
    for (MaterialLot &lot : binding.lots)
        lot.status = LotStatus::Rejected;
    const QString file = m_home.filePath(u"rejected.cybinding.json"_s);
    {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(writeBinding(binding));
    }
    open(demofiles::CarT);
    page()->setPlant(*readPlantFile(demofiles::Plant));
    ValidationRunner *runner = page()->validation();
    QTRY_VERIFY_WITH_TIMEOUT(!runner->isBusy(), Patience);
    QSignalSpy found(runner, &ValidationRunner::finished);
    const auto aboutLots = [&found] {
        const auto findings = found.last().first().value<QVector<Finding>>();
        return std::count_if(findings.begin(), findings.end(),
            [](const Finding &each) { return each.severity == Severity::Error; });
    };
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    m_hand.drop(view()->viewport(), QPoint(200, 200), data);
    QTRY_VERIFY_WITH_TIMEOUT(found.count() > 0 && !runner->isBusy(), Patience);
    QVERIFY(aboutLots() > 0);
    found.clear();
    auto *remove = page()->findChild<QPushButton *>(u"bindingRemove"_s);
    QVERIFY(remove && remove->isVisible());
    m_hand.press(remove);
    QTRY_VERIFY_WITH_TIMEOUT(found.count() > 0 && !runner->isBusy(), Patience);
    QCOMPARE(aboutLots(), 0);
}

QFileDialog *TestDesignDesk::dialog()
{
    const QList<QFileDialog *> all = m_window->findChildren<QFileDialog *>();
    return all.isEmpty() ? nullptr : all.last();
}

void TestDesignDesk::dialogsStartWhereTheFileIs()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    QDir().mkpath(documents);
    const auto asked = [this](Qt::Key key, Qt::KeyboardModifiers modifiers) {
        shortcut(key, modifiers);
        QFileDialog *shown = dialog();
        const QString folder = shown ? shown->directory().absolutePath() : QString();
        if (shown)
            shown->reject();
        Hand::rest();
        return folder;
    };
    // Nothing open, nothing used yet.
    QCOMPARE(asked(Qt::Key_O, Qt::ControlModifier), documents);
    // The last folder that was used.
    const QString used = m_home.filePath(u"used"_s);
    const QString file = recipeFile(demofiles::Msc, u"B"_s, u"used"_s);
    shortcut(Qt::Key_O, Qt::ControlModifier);
    QFileDialog *shown = dialog();
    QVERIFY(shown);
    Q_EMIT shown->fileSelected(file);
    shown->reject();
    QTRY_COMPARE_WITH_TIMEOUT(document().fileName(), file, Patience);
    Hand::rest();
    shortcut(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(asked(Qt::Key_O, Qt::ControlModifier), used);
    QCOMPARE(asked(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier), used);
    // A document that is open goes before it.
    open(recipeFile(demofiles::Msc, u"C"_s, u"elsewhere"_s));
    QCOMPARE(asked(Qt::Key_O, Qt::ControlModifier), m_home.filePath(u"elsewhere"_s));
    QCOMPARE(
        asked(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier), m_home.filePath(u"elsewhere"_s));
    // A folder that is gone is no place to start.
    QDir(used).removeRecursively();
    QCOMPARE(filedialogs::startFolder(), documents);
    QVERIFY(filedialogs::startFolder() != QDir::currentPath());
}

// It warned on the console once per page that was looked at.
void TestDesignDesk::previewOpensNoFileWithoutAName()
{
    QTest::failOnWarning(QRegularExpression(u"No file name"_s));
    ReportOrder order;
    order.storeFile = m_home.filePath(u"none.sqlite"_s);
    order.plantFile = demofiles::Plant;
    order.batch = BatchId(u"B1"_s);
    const auto made = writeReport(order, nullptr);
    QVERIFY(!made.ok());
    QVERIFY2(made.error().code().startsWith(u"store."_s), qPrintable(made.error().code()));
}

QTEST_MAIN(TestDesignDesk)
#include "tst_designdesk.moc"
