// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/demofiles.h"
#include "app/desktop/workspace.h"
#include "processgraph/commands/formulasets.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "widgets/common/noticebar.h"
#include "widgets/compare/compareview.h"
#include "widgets/documents/documentbar.h"
#include "widgets/formula/formulagrid.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/validationrunner.h"
#include "widgets/library/librarypanel.h"

#include <QtCore/QMimeData>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {
constexpr int Patience = 60'000;
}

/// The life of a version, own blocks and formula sets, by mouse.
class TestVersionDesk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void lifeOfAVersion();
    void aReasonTypedAtOnceIsTheReason();
    void theNameOfTheFileGoesOn();
    void changedFileIsTold();
    void openErrorsAreRefused();
    void ownBlockIsSavedAndDropped();
    void templateGivesADraft();
    void formulaSetsAreEditedAndUndone();
    void pictures();

private:
    template <class T = QWidget> T *find(const QString &name)
    {
        const QList<T *> all = m_window->findChildren<T *>(name);
        for (T *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    bool click(const QString &name);
    RecipeDocument &document() { return m_workspace->document(); }
    void open(const QString &file);
    QString draftFile(const char *id);
    /// Opens the dialog of the step, says who signs, as what and why, and confirms.
    void sign(VersionStep step, const char *person, const char *role, const char *reason);
    void shot(const QString &name);

    QTemporaryDir m_home;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Workspace> m_workspace;
};

void TestVersionDesk::initTestCase()
{
    QVERIFY(m_home.isValid());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toUtf8());
    QCoreApplication::setOrganizationName(u"cytoloom"_s);
    QCoreApplication::setApplicationName(u"cytoloom-test"_s);
    QApplication::setStyle(u"Fusion"_s);
    initResources();
}

void TestVersionDesk::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>(Catalog::shipped(), Language::En);
    m_window->resize(1280, 800);
    m_workspace = std::make_unique<Workspace>(*m_window, Catalog::shipped());
    m_window->showPage(PageId::Design);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestVersionDesk::cleanup()
{
    m_workspace.reset();
    m_window.reset();
}

bool TestVersionDesk::click(const QString &name)
{
    auto *button = find<QWidget>(name);
    if (!button || !button->isEnabled())
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

void TestVersionDesk::open(const QString &file)
{
    bool done = false;
    m_workspace->recipes().open(file, [&done] { done = true; });
    QTRY_VERIFY_WITH_TIMEOUT(done, Patience);
}

QString TestVersionDesk::draftFile(const char *id)
{
    MasterRecipe recipe = *readRecipeFile(demofiles::Msc);
    recipe.id = RecipeId(QString::fromUtf8(id));
    recipe.version = 1;
    recipe.status = RecipeStatus::Draft;
    recipe.approvals.clear();
    recipe.approvedBy.clear();
    recipe.author = u"li-wei"_s;
    const QString folder = m_home.filePath(recipe.id.value());
    QDir().mkpath(folder);
    const QString file = QDir(folder).filePath(versions::fileNameFor(recipe.id, 1));
    if (!writeRecipeFile(recipe, file))
        qFatal("cannot write %s", qPrintable(file));
    return file;
}

void TestVersionDesk::sign(
    VersionStep step, const char *person, const char *role, const char *reason)
{
    m_workspace->versions().begin(step);
    QVERIFY(click(u"sign-change-person"_s));
    auto *name = find<QLineEdit>(u"person-name"_s);
    QVERIFY(name);
    QTest::keyClicks(name, QString::fromUtf8(person));
    QVERIFY(click(u"person-take"_s));
    if (*role) {
        auto *roles = find<QComboBox>(u"sign-role"_s);
        QVERIFY(roles);
        roles->setCurrentIndex(roles->findData(QString::fromUtf8(role)));
    }
    auto *text = find<QPlainTextEdit>(u"sign-reason"_s);
    QVERIFY(text);
    QTest::keyClicks(text, QString::fromUtf8(reason));
    QVERIFY(click(u"sign-confirm"_s));
}

void TestVersionDesk::lifeOfAVersion()
{
    const QString file = draftFile("LIFE-01");
    open(file);
    auto *status = find<QLabel>(u"versionStatus"_s);
    QVERIFY(status && status->text().contains(u"Draft"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->design()->validation()->isBusy(), Patience);
    QSignalSpy stepped(&m_workspace->versions(), &VersionDesk::stepped);

    sign(VersionStep::Submit, "li-wei", "", "");
    QTRY_COMPARE_WITH_TIMEOUT(stepped.count(), 1, Patience);
    QCOMPARE(document().recipe().status, RecipeStatus::InReview);
    QVERIFY(!document().isModified());
    QVERIFY(!document().isEditable());
    QCOMPARE(readRecipeFile(file)->status, RecipeStatus::InReview);

    // The author cannot approve; the dialog says so and stays.
    sign(VersionStep::Approve, "Li-Wei", "quality", "");
    auto *hint = find<QLabel>(u"sign-hint"_s);
    QVERIFY(hint && hint->text().contains(u"cannot approve"_s));
    QVERIFY(click(u"sign-cancel"_s));
    QTRY_VERIFY(!find<QLabel>(u"sign-hint"_s));

    sign(VersionStep::Approve, "prod-1", "production", "");
    QTRY_COMPARE_WITH_TIMEOUT(stepped.count(), 2, Patience);
    QCOMPARE(document().recipe().status, RecipeStatus::InReview);
    QVERIFY(status->text().contains(u"Production"_s));
    sign(VersionStep::Approve, "qa-1", "quality", "looks right");
    QTRY_COMPARE_WITH_TIMEOUT(stepped.count(), 3, Patience);
    QCOMPARE(document().recipe().status, RecipeStatus::Approved);
    QVERIFY(checkApprovals(document().recipe()));
    sign(VersionStep::MakeEffective, "qa-1", "", "");
    QTRY_COMPARE_WITH_TIMEOUT(stepped.count(), 4, Patience);
    QCOMPARE(readRecipeFile(file)->status, RecipeStatus::Effective);

    // The button of the locked page asks for the reason, too.
    QVERIFY(click(u"newVersion"_s));
    QVERIFY(find<QWidget>(u"sign-dialog"_s));
    QVERIFY(!find<QPushButton>(u"sign-confirm"_s)->isEnabled());
    QVERIFY(click(u"sign-cancel"_s));
    QTRY_VERIFY(!find<QWidget>(u"sign-dialog"_s));
    sign(VersionStep::StartNew, "zhang-min", "", "Longer expansion");
    QTRY_COMPARE_WITH_TIMEOUT(stepped.count(), 5, Patience);
    QCOMPARE(document().recipe().version, 2);
    QCOMPARE(document().recipe().changeReason, u"Longer expansion"_s);
    QVERIFY(document().isEditable());
    QVERIFY(document().fileName().endsWith(u"LIFE-01-v2.cyrecipe.json"_s));
    QCOMPARE(readRecipeFile(file)->status, RecipeStatus::Effective); // it stays as it was

    // Version 2 becomes effective: version 1 retires.
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->design()->validation()->isBusy(), Patience);
    sign(VersionStep::Submit, "zhang-min", "", "");
    QTRY_COMPARE_WITH_TIMEOUT(stepped.count(), 6, Patience);
    sign(VersionStep::Approve, "prod-1", "production", "");
    QTRY_COMPARE_WITH_TIMEOUT(stepped.count(), 7, Patience);
    sign(VersionStep::Approve, "qa-1", "quality", "");
    QTRY_COMPARE_WITH_TIMEOUT(stepped.count(), 8, Patience);
    sign(VersionStep::MakeEffective, "qa-1", "", "");
    QTRY_COMPARE_WITH_TIMEOUT(stepped.count(), 9, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(readRecipeFile(file)->status, RecipeStatus::Retired, Patience);
    QVERIFY(checkApprovals(*readRecipeFile(file)));

    // And the two are compared.
    m_workspace->versions().compareWith(*readRecipeFile(file));
    CompareView *view = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((view = find<CompareView>(u"compareView"_s)), Patience);
    QVERIFY(!view->comparison().isEmpty());
    QCOMPARE(view->comparison().count(DifferenceWeight::Widened), 0);
}

void TestVersionDesk::aReasonTypedAtOnceIsTheReason()
{
    MasterRecipe approved = document().recipe();
    approved.id = RecipeId(u"REASON-01"_s);
    approved.status = RecipeStatus::Approved;
    m_workspace->recipes().add(approved, m_home.filePath(u"reason.cyrecipe.json"_s), false);
    m_window->activateWindow();
    m_workspace->versions().begin(VersionStep::StartNew);
    QTRY_VERIFY(find<QDialog>(u"sign-dialog"_s));
    auto *dialog = find<QDialog>(u"sign-dialog"_s);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QVERIFY(dialog->focusWidget());
    QTest::keyClicks(dialog->focusWidget(), u"Colder by half a degree"_s);
    QVERIFY(!find<QDialog>(u"person-dialog"_s));
    QCOMPARE(find<QPlainTextEdit>(u"sign-reason"_s)->toPlainText(), u"Colder by half a degree"_s);
    // The name that is asked for here is of this signature only, and the dialog says so.
    QVERIFY(click(u"sign-change-person"_s));
    QTRY_VERIFY(find<QDialog>(u"person-dialog"_s));
    QCOMPARE(find<QDialog>(u"person-dialog"_s)->windowTitle(), u"Who signs?"_s);
    find<QDialog>(u"person-dialog"_s)->reject();
    dialog->reject();
}

void TestVersionDesk::theNameOfTheFileGoesOn()
{
    const QString mine = m_home.filePath(u"my own cart.cyrecipe.json"_s);
    QVERIFY(QFile::copy(draftFile("NAME-01"), mine));
    auto recipe = readRecipeFile(mine);
    QVERIFY(recipe.ok());
    recipe->status = RecipeStatus::Retired;
    QVERIFY(writeRecipeFile(*recipe, mine).ok());
    open(mine);
    QSignalSpy stepped(&m_workspace->versions(), &VersionDesk::stepped);
    sign(VersionStep::StartNew, "zhang-min", "", "Again");
    QTRY_COMPARE_WITH_TIMEOUT(stepped.count(), 1, Patience);
    QCOMPARE(QFileInfo(document().fileName()).fileName(), u"my own cart-v2.cyrecipe.json"_s);
}

void TestVersionDesk::changedFileIsTold()
{
    const QString file = draftFile("BROKEN-01");
    const auto review
        = versions::submit(*readRecipeFile(file), {}, {PersonId(u"li-wei"_s), {}, {}});
    MasterRecipe changed = *review;
    changed.name.en = u"Changed by hand"_s;
    QVERIFY(writeRecipeFile(changed, file));
    open(file);
    QVERIFY(m_window->notices()->shownText().contains(u"was changed after li-wei"_s));
    QSignalSpy refused(&m_workspace->versions(), &VersionDesk::refused);
    sign(VersionStep::Approve, "qa-1", "quality", "");
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused.first().first().value<Error>().code(), u"model.approvalBroken"_s);
}

void TestVersionDesk::openErrorsAreRefused()
{
    MasterRecipe recipe;
    recipe.id = RecipeId(u"EMPTY-01"_s);
    recipe.name = {u"Empty"_s, u"空"_s};
    m_workspace->recipes().add(recipe, m_home.filePath(u"empty.cyrecipe.json"_s), true);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->design()->validation()->isBusy(), Patience);
    QSignalSpy refused(&m_workspace->versions(), &VersionDesk::refused);
    sign(VersionStep::Submit, "li-wei", "", "");
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused.first().first().value<Error>().code(), u"version.openErrors"_s);
    QCOMPARE(document().recipe().status, RecipeStatus::Draft);
    QVERIFY(!QFile::exists(document().fileName()));
}

void TestVersionDesk::ownBlockIsSavedAndDropped()
{
    open(draftFile("BLOCK-01"));
    GraphView *view = m_window->design()->view();
    ElementId step;
    const QVector<ElementId> top = document().procedure().children({});
    for (const ElementId &id : top) {
        if (step.isEmpty()
            && document().procedure().element(id)->kind == ElementKind::UnitProcedure)
            step = id;
    }
    view->showElement(step);
    QSignalSpy refreshed(&m_workspace->library(), &LibraryDesk::refreshed);
    QVERIFY(click(u"librarySave"_s));
    auto *name = find<QLineEdit>(u"block-en"_s);
    QVERIFY(name);
    name->setText(u"My block"_s);
    QVERIFY(click(u"block-save"_s));
    QTRY_VERIFY_WITH_TIMEOUT(refreshed.count() > 0, Patience);
    auto *panel = find<LibraryPanel>(u"libraryPanel"_s);
    QTRY_COMPARE_WITH_TIMEOUT(panel->model()->rowCount(), 1, Patience);
    QCOMPARE(panel->model()->index(0, 0).data().toString(), u"My block · v1"_s);

    // Dragged onto the canvas: one undo step, new ids, where it was dropped.
    const QByteArray before = writeRecipe(document().recipe());
    const std::unique_ptr<QMimeData> data(panel->model()->mimeData({panel->model()->index(0, 0)}));
    const QPoint at(300, 200);
    QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, {});
    enter.ignore();
    QCoreApplication::sendEvent(view->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    const int undo = document().undoStack()->count();
    const QPointF target = GraphScene::snapped(view->mapToScene(at));
    QDropEvent drop(QPointF(at), Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QCoreApplication::sendEvent(view->viewport(), &drop);
    QVERIFY2(
        document().undoStack()->count() == undo + 1, qPrintable(m_window->notices()->shownText()));
    const ElementId copy = document().procedure().children({}).last();
    QVERIFY(copy != step);
    QCOMPARE(
        document().procedure().element(copy)->name, document().procedure().element(step)->name);
    QCOMPARE(document().procedure().element(copy)->position.x, target.x());
    QCOMPARE(
        document().procedure().children(copy).size(), document().procedure().children(step).size());
    document().undoStack()->undo();
    QCOMPARE(writeRecipe(document().recipe()), before);
}

void TestVersionDesk::templateGivesADraft()
{
    m_workspace->library().newFromTemplate(demofiles::CarT);
    QTRY_VERIFY_WITH_TIMEOUT(document().procedure().elementCount() > 0, Patience);
    const MasterRecipe pattern = *readRecipeFile(demofiles::CarT);
    QCOMPARE(document().recipe().status, RecipeStatus::Draft);
    QCOMPARE(document().recipe().version, 1);
    QVERIFY(document().recipe().id != pattern.id);
    QVERIFY(document().recipe().approvals.isEmpty() && document().recipe().approvedBy.isEmpty());
    QCOMPARE(document().procedure(), pattern.procedure);
    QVERIFY(document().isModified()); // it was never saved
    QVERIFY(document().fileName().isEmpty());
}

void TestVersionDesk::formulaSetsAreEditedAndUndone()
{
    open(draftFile("SETS-01"));
    MasterRecipe recipe = document().recipe();
    QVERIFY(!recipe.formula.isEmpty());
    const QByteArray before = writeRecipe(recipe);
    m_workspace->library().showFormulaSets();
    auto *grid = find<FormulaGrid>(u"formulaGrid"_s);
    QVERIFY(grid);
    QVERIFY(click(u"formulaAdd"_s));
    find<QLineEdit>(u"formula-name-en"_s)->setText(u"High"_s);
    find<QLineEdit>(u"formula-name-zh"_s)->setText(u"高"_s);
    QTest::keyClick(find<QLineEdit>(u"formula-name-zh"_s), Qt::Key_Return);
    QCOMPARE(grid->model()->columnCount(), 2);
    const QModelIndex cell = grid->model()->index(0, 1);
    const Quantity base = recipe.formula.first().value;
    const QString bare = QString::number(base.value * 2); // the unit is the formula's
    QVERIFY(grid->model()->setData(cell, bare, Qt::EditRole));
    QVERIFY(cell.data().toString().startsWith(u'≠'));
    QVERIFY(!grid->model()->setData(cell, u"3 lightbulbs"_s, Qt::EditRole));
    QVERIFY(!find<QLabel>(u"formulaHint"_s)->text().isEmpty());
    grid->table()->setCurrentIndex(cell);
    QVERIFY(click(u"formulaActivate"_s));
    QCOMPARE(document().recipe().formula.first().value.value, base.value * 2);
    QCOMPARE(grid->model()->columnCount(), 3); // what the formula had is a set
    QCOMPARE(document().undoStack()->count(), 3);
    while (document().undoStack()->canUndo())
        document().undoStack()->undo();
    QCOMPARE(writeRecipe(document().recipe()), before);
}

void TestVersionDesk::shot(const QString &name)
{
    QTest::qWait(50);
    const QString folder = qEnvironmentVariable("CYTOLOOM_PICTURES");
    const QPixmap whole = m_window->grab();
    QVERIFY(!whole.isNull());
    if (folder.isEmpty())
        return;
    QVERIFY(whole.save(QDir(folder).filePath(name + u".png"_s)));
    for (const QString &dialog : {u"sign-dialog"_s, u"formula-sets"_s}) {
        if (auto *open = find<QDialog>(dialog))
            QVERIFY(open->grab().save(QDir(folder).filePath(name + u'-' + dialog + u".png"_s)));
    }
}

void TestVersionDesk::pictures()
{
    open(draftFile("PICTURE-01"));
    open(draftFile("PICTURE-02"));
    MasterRecipe header = document().recipe();
    header.description.en += u" "_s;
    QVERIFY(document().editHeader(header));
    const QString set = *formulasets::add(document(), {u"High dose"_s, u"高剂量"_s});
    const FormulaParameter first = document().recipe().formula.first();
    QVERIFY(formulasets::setValue(
        document(), set, first.id, {first.value.value * 2, first.value.unit}));
    for (const Language language : {Language::En, Language::Zh}) {
        m_window->setLanguage(language);
        const QString word = language == Language::Zh ? u"zh"_s : u"en"_s;
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            m_window->resize(size);
            m_workspace->versions().begin(VersionStep::Submit);
            m_workspace->library().showFormulaSets();
            shot(u"documents-%1-%2"_s.arg(word).arg(size.width()));
            for (const QString &name : {u"sign-dialog"_s, u"formula-sets"_s}) {
                QVERIFY(find<QDialog>(name));
                find<QDialog>(name)->close();
                QTRY_VERIFY(!find<QDialog>(name));
            }
        }
    }
}

QTEST_MAIN(TestVersionDesk)
#include "tst_versiondesk.moc"
