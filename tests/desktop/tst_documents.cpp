// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/demofiles.h"
#include "app/desktop/recovery.h"
#include "app/desktop/workspace.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "widgets/common/noticebar.h"
#include "widgets/documents/documentbar.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QMimeData>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTreeWidget>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {
constexpr int Patience = 60'000;
}

/// Open recipes, the clean mark, and what a crash leaves.
class TestDocuments final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void eachTabHasItsOwnUndoAndView();
    void openFileIsNotOpenedTwice();
    void closingAsksOnlyWhenChanged();
    void cleanMarkIsExactAfterUndoAndSave();
    void editsWhileSavingStayUnsaved();
    void savesComeOneAfterTheOther();
    void workOfOthersIsNotWrittenOver();
    void droppedFilesOpen();
    void crashIsOfferedAndRestored();
    void goodEndLeavesNothing();
    void brokenKeptFileHarmsNothing();
    void brokenKeptFileIsTold();
    void leftStaysUntilItIsKeptAgain();
    void closingTheWindowAsksForEach();

private:
    void start();
    RecipeDesk &desk() { return m_workspace->recipes(); }
    QTabBar *tabs() { return m_window->findChild<QTabBar *>(u"documentTabs"_s); }
    QString recipeFile(const char *name);
    void open(const QString &file);
    static void rename(RecipeDocument &document, const char *name);

    QTemporaryDir m_home;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Workspace> m_workspace;
};

void TestDocuments::initTestCase()
{
    QVERIFY(m_home.isValid());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toUtf8());
    QCoreApplication::setOrganizationName(u"cytoloom"_s);
    QCoreApplication::setApplicationName(u"cytoloom-test"_s);
    QApplication::setStyle(u"Fusion"_s);
    initResources();
}

void TestDocuments::init()
{
    QSettings().clear();
    QDir(recoveryfile::root()).removeRecursively();
    start();
}

void TestDocuments::start()
{
    m_window = std::make_unique<MainWindow>(Catalog::shipped(), Language::En);
    m_window->resize(1280, 800);
    m_workspace = std::make_unique<Workspace>(*m_window, Catalog::shipped());
    m_window->showPage(PageId::Design);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestDocuments::cleanup()
{
    m_workspace.reset();
    m_window.reset();
}

/// A draft of that name on the disk.
QString TestDocuments::recipeFile(const char *name)
{
    MasterRecipe recipe = *readRecipeFile(demofiles::Msc);
    recipe.id = RecipeId(QString::fromUtf8(name));
    recipe.status = RecipeStatus::Draft;
    recipe.approvedBy.clear();
    recipe.name = {QString::fromUtf8(name), QString::fromUtf8(name)};
    const QString file = m_home.filePath(recipe.id.value() + u".cyrecipe.json"_s);
    if (!writeRecipeFile(recipe, file))
        qFatal("cannot write %s", qPrintable(file));
    return file;
}

void TestDocuments::open(const QString &file)
{
    bool done = false;
    desk().open(file, [&done] { done = true; });
    QTRY_VERIFY_WITH_TIMEOUT(done, Patience);
    QCoreApplication::processEvents(); // what is framed once the layout stands
}

void TestDocuments::rename(RecipeDocument &document, const char *name)
{
    MasterRecipe recipe = document.recipe();
    recipe.name.en = QString::fromUtf8(name);
    QVERIFY(document.editHeader(recipe));
}

void TestDocuments::eachTabHasItsOwnUndoAndView()
{
    open(recipeFile("A"));
    RecipeDocument *a = &desk().document();
    QCOMPARE(tabs()->count(), 1); // the empty one gave way
    rename(*a, "A changed");
    const ElementId inside = a->procedure().children({}).value(1);
    m_window->design()->view()->openContainer(inside);
    m_window->design()->view()->setZoom(0.5);
    open(recipeFile("B"));
    QCOMPARE(tabs()->count(), 2);
    RecipeDocument *b = &desk().document();
    QVERIFY(b != a);
    QVERIFY(!b->isModified() && a->isModified());
    QVERIFY(tabs()->tabText(0).startsWith(u'●'));
    QVERIFY(!tabs()->tabText(1).startsWith(u'●'));
    QCOMPARE(b->undoStack()->count(), 0);
    QTest::mouseClick(tabs(), Qt::LeftButton, {}, tabs()->tabRect(0).center());
    QCOMPARE(&desk().document(), a);
    QCOMPARE(m_window->design()->document(), a);
    QCOMPARE(m_window->design()->view()->container(), inside);
    QCOMPARE(m_window->design()->view()->zoom(), 0.5);
    a->undoStack()->undo();
    QVERIFY(!a->isModified());
    QVERIFY(!tabs()->tabText(0).startsWith(u'●'));
}

void TestDocuments::openFileIsNotOpenedTwice()
{
    const QString file = recipeFile("A");
    open(file);
    open(recipeFile("B"));
    open(file);
    QCOMPARE(tabs()->count(), 2);
    QCOMPARE(tabs()->currentIndex(), 0);
}

void TestDocuments::closingAsksOnlyWhenChanged()
{
    open(recipeFile("A"));
    open(recipeFile("B"));
    desk().close(1);
    QCOMPARE(tabs()->count(), 1);
    QVERIFY(!m_window->findChild<QMessageBox *>(u"unsaved"_s));
    rename(desk().document(), "A changed");
    desk().close(0);
    auto *box = m_window->findChild<QMessageBox *>(u"unsaved"_s);
    QVERIFY(box && box->text().contains(u"A changed"_s));
    QTest::mouseClick(box->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY(!m_window->findChild<QMessageBox *>(u"unsaved"_s));
    QCOMPARE(tabs()->count(), 1);
    QVERIFY(desk().document().isModified());
    desk().close(0);
    box = m_window->findChild<QMessageBox *>(u"unsaved"_s);
    QVERIFY(box);
    QTest::mouseClick(box->button(QMessageBox::Discard), Qt::LeftButton);
    QTRY_VERIFY(!desk().document().isModified());
    QCOMPARE(tabs()->count(), 1); // an empty one took its place
    QVERIFY(desk().document().fileName().isEmpty());
    QCOMPARE(m_window->design()->document(), &desk().document());
}

void TestDocuments::cleanMarkIsExactAfterUndoAndSave()
{
    const QString file = recipeFile("A");
    open(file);
    RecipeDocument &document = desk().document();
    rename(document, "one");
    rename(document, "two");
    bool saved = false;
    desk().save([&saved] { saved = true; });
    QTRY_VERIFY_WITH_TIMEOUT(saved, Patience);
    QVERIFY(!document.isModified());
    document.undoStack()->undo();
    QVERIFY(document.isModified());
    document.undoStack()->redo();
    QVERIFY(!document.isModified());
    document.undoStack()->undo();
    rename(document, "other"); // what was saved cannot be reached any more
    QVERIFY(document.isModified());
    document.undoStack()->undo();
    QVERIFY(document.isModified());
    QCOMPARE(readRecipeFile(file)->name.en, u"two"_s);
}

void TestDocuments::editsWhileSavingStayUnsaved()
{
    const QString file = recipeFile("A");
    open(file);
    RecipeDocument &document = desk().document();
    rename(document, "one");
    bool saved = false;
    desk().save([&saved] { saved = true; });
    rename(document, "two"); // before the pool has answered
    QSignalSpy changed(&document, &RecipeDocument::changed);
    QTRY_VERIFY_WITH_TIMEOUT(saved, Patience);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(readRecipeFile(file)->name.en, u"one"_s);
    QCOMPARE(document.recipe().name.en, u"two"_s);
    QVERIFY(document.isModified());
    document.undoStack()->undo();
    QVERIFY(!document.isModified()); // that is what the file holds
    // Another branch stands at the saved index by now.
    rename(document, "three");
    saved = false;
    desk().save([&saved] { saved = true; });
    document.undoStack()->undo();
    rename(document, "four");
    QTRY_VERIFY_WITH_TIMEOUT(saved, Patience);
    QCOMPARE(readRecipeFile(file)->name.en, u"three"_s);
    QCOMPARE(document.recipe().name.en, u"four"_s);
    QVERIFY(document.isModified());
}

/// Saved again before the first save has ended: the file holds the newest, and that is clean.
void TestDocuments::savesComeOneAfterTheOther()
{
    const QString file = recipeFile("A");
    open(file);
    RecipeDocument &document = desk().document();
    int saved = 0;
    constexpr int Times = 5;
    for (int i = 0; i < Times; ++i) {
        rename(document, qPrintable(u"name %1"_s.arg(i)));
        desk().save([&saved] { ++saved; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(saved, Times, Patience);
    QCOMPARE(readRecipeFile(file)->name.en, u"name 4"_s);
    QVERIFY(!document.isModified());
    QVERIFY2(
        m_window->notices()->shownText().isEmpty(), qPrintable(m_window->notices()->shownText()));
}

/// Another program saved the same file meanwhile: what it saved is there, what was edited here is
/// here, and the person is told.
void TestDocuments::workOfOthersIsNotWrittenOver()
{
    const QString file = recipeFile("A");
    open(file);
    RecipeDocument &document = desk().document();
    MasterRecipe theirs = *readRecipeFile(file);
    theirs.name.en = u"theirs"_s;
    QVERIFY(writeRecipeFile(theirs, file));
    rename(document, "mine");
    bool saved = false;
    desk().save([&saved] { saved = true; });
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->notices()->shownText().contains(u"changed by somebody else"_s), Patience);
    QVERIFY(!saved && document.isModified());
    QCOMPARE(document.recipe().name.en, u"mine"_s);
    QCOMPARE(*readRecipeFile(file), theirs);
    // It was moved away: what is here is all there is.
    QVERIFY(QFile::rename(file, file + u".theirs"_s));
    desk().save([&saved] { saved = true; });
    QTRY_VERIFY_WITH_TIMEOUT(saved, Patience);
    QCOMPARE(readRecipeFile(file)->name.en, u"mine"_s);
    rename(document, "mine again");
    saved = false;
    desk().save([&saved] { saved = true; }); // its own save is no other's
    QTRY_VERIFY_WITH_TIMEOUT(saved, Patience);
    QVERIFY(QFile::remove(file + u".theirs"_s));
}

void TestDocuments::droppedFilesOpen()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(recipeFile("A")), QUrl::fromLocalFile(recipeFile("B")),
        QUrl::fromLocalFile(m_home.filePath(u"picture.png"_s))});
    QDragEnterEvent enter(QPoint(600, 400), Qt::CopyAction, &data, Qt::LeftButton, {});
    enter.ignore();
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(600, 400), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_window.get(), &drop);
    QTRY_COMPARE_WITH_TIMEOUT(tabs()->count(), 2, Patience);
    QCOMPARE(desk().document().recipe().id, RecipeId(u"B"_s));
    // On the canvas, too, which knows drags of its own.
    QMimeData third;
    third.setUrls({QUrl::fromLocalFile(recipeFile("C"))});
    QDragEnterEvent over(QPoint(200, 200), Qt::CopyAction, &third, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_window->design()->view()->viewport(), &over);
    QDropEvent onCanvas(QPointF(200, 200), Qt::CopyAction, &third, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_window->design()->view()->viewport(), &onCanvas);
    QVERIFY(onCanvas.isAccepted());
    QTRY_VERIFY2_WITH_TIMEOUT(
        tabs()->count() == 3, qPrintable(m_window->notices()->shownText()), Patience);
    QMimeData other;
    other.setUrls({QUrl::fromLocalFile(m_home.filePath(u"picture.png"_s))});
    QDragEnterEvent refused(QPoint(600, 400), Qt::CopyAction, &other, Qt::LeftButton, {});
    refused.ignore();
    QCoreApplication::sendEvent(m_window.get(), &refused);
    QVERIFY(!refused.isAccepted());
}

void TestDocuments::crashIsOfferedAndRestored()
{
    const QString file = recipeFile("A");
    open(file);
    rename(desk().document(), "kept aside");
    const MasterRecipe before = desk().document().recipe();
    Recovery &recovery = desk().recovery();
    QSignalSpy kept(&recovery, &Recovery::kept);
    recovery.keepNow();
    QTRY_COMPARE_WITH_TIMEOUT(kept.count(), 1, Patience);
    // Killed: the files stay, the lock goes with the process.
    const QString copy = m_home.filePath(u"crashed"_s);
    QDir().mkpath(copy);
    const QDir folder(recovery.folder());
    for (const QString &name : folder.entryList({u"*.cyrecovery.json"_s}, QDir::Files))
        QVERIFY(QFile::copy(folder.filePath(name), QDir(copy).filePath(name)));
    cleanup();
    QVERIFY(QDir().rename(copy, QDir(recoveryfile::root()).filePath(u"crashed"_s)));

    start();
    QDialog *dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT(
        (dialog = m_window->findChild<QDialog *>(u"restore-dialog"_s)), Patience);
    auto *list = dialog->findChild<QTreeWidget *>(u"restore-list"_s);
    QCOMPARE(list->topLevelItemCount(), 1);
    QVERIFY(list->topLevelItem(0)->text(0).contains(u"kept aside"_s));
    QCOMPARE(list->topLevelItem(0)->text(2), u"1 difference"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"restore-take"_s), Qt::LeftButton);
    QCOMPARE(desk().document().recipe(), before);
    QCOMPARE(desk().document().fileName(), file);
    QVERIFY(desk().document().isModified());
    QTRY_VERIFY_WITH_TIMEOUT(!QDir(recoveryfile::root()).exists(u"crashed"_s), Patience);
    QCOMPARE(readRecipeFile(file)->name.en, u"A"_s); // nothing was written over
}

void TestDocuments::goodEndLeavesNothing()
{
    open(recipeFile("A"));
    rename(desk().document(), "changed");
    QSignalSpy kept(&desk().recovery(), &Recovery::kept);
    desk().recovery().keepNow();
    QTRY_COMPARE_WITH_TIMEOUT(kept.count(), 1, Patience);
    desk().recovery().keepNow(); // nothing new: nothing is written
    desk().document().undoStack()->undo();
    QTRY_VERIFY_WITH_TIMEOUT(
        QDir(desk().recovery().folder()).entryList({u"*.cyrecovery.json"_s}, QDir::Files).isEmpty(),
        Patience);
    QCOMPARE(kept.count(), 1);
    cleanup();
    QVERIFY(QDir(recoveryfile::root()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
    start();
}

void TestDocuments::brokenKeptFileHarmsNothing()
{
    const QDir folder(recoveryfile::root() + u"/run"_s);
    QDir().mkpath(folder.path());
    QFile file(folder.filePath(u"x.cyrecovery.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"schema\": \"cytoloom.recovery/1\", \"time\": ");
    file.close();
    const recoveryfile::Left left = recoveryfile::findLeft(recoveryfile::root(), {});
    QVERIFY(left.documents.isEmpty());
    QCOMPARE(left.refused.size(), 1);
    QCOMPARE(left.refused.first().code(), u"recovery.unreadable"_s);
    QCOMPARE(QFileInfo(left.refused.first().place.file), QFileInfo(file));
    QCOMPARE(left.refused.first().place.line, 1);
    recoveryfile::removeFolder(folder.path());
    QVERIFY(file.exists()); // somebody may still be able to read it
}

void TestDocuments::brokenKeptFileIsTold()
{
    cleanup();
    const QDir folder(recoveryfile::root() + u"/run"_s);
    QDir().mkpath(folder.path());
    QFile file(folder.filePath(u"x.cyrecovery.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"schema\": \"cytoloom.recovery/1\", \"time\": ");
    file.close();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->notices()->shownText().contains(u"x.cyrecovery.json"_s), Patience);
    QVERIFY(!m_window->findChild<QDialog *>(u"restore-dialog"_s)); // nothing to offer
    QVERIFY(file.exists());
}

/// A disk that takes nothing: what an earlier run left stays until this run has it on the disk,
/// too, and that is tried again.
void TestDocuments::leftStaysUntilItIsKeptAgain()
{
    const QString root = m_home.filePath(u"drafts"_s);
    const QString old = root + u"/old"_s;
    Recovered kept;
    kept.key = u"a"_s;
    kept.recipe = *readRecipeFile(recipeFile("A"));
    kept.recipe.name.en = u"draft"_s;
    QVERIFY(recoveryfile::write(old, kept));
    Recovery recovery(root);
    QFile inTheWay(recovery.folder()); // there can be no folder of that name
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    RecipeDocument document(Catalog::shipped());
    recovery.watch(&document);
    document.setRecipe(kept.recipe);
    document.undoStack()->resetClean();
    QSignalSpy failed(&recovery, &Recovery::failed);
    QSignalSpy again(&recovery, &Recovery::kept);
    recovery.forgetOnceKept({old}, {&document});
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, Patience);
    QCOMPARE(recoveryfile::findLeft(root, {}).documents.size(), 1);
    QVERIFY(inTheWay.remove());
    recovery.keepNow();
    QTRY_COMPARE_WITH_TIMEOUT(again.count(), 1, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!QDir(old).exists(), Patience);
    QCOMPARE(failed.count(), 1);
}

void TestDocuments::closingTheWindowAsksForEach()
{
    open(recipeFile("A"));
    rename(desk().document(), "A changed");
    open(recipeFile("B"));
    rename(desk().document(), "B changed");
    m_window->close();
    for (const QString &name : {u"A changed"_s, u"B changed"_s}) {
        QVERIFY(m_window->isVisible());
        QMessageBox *box = nullptr;
        const auto isThere = [&] {
            for (QMessageBox *each : m_window->findChildren<QMessageBox *>(u"unsaved"_s)) {
                if (each->isVisible() && each->text().contains(name))
                    box = each;
            }
            return box != nullptr;
        };
        QTRY_VERIFY(isThere());
        QTest::mouseClick(box->button(QMessageBox::Discard), Qt::LeftButton);
    }
    QTRY_VERIFY(!m_window->isVisible());
}

QTEST_MAIN(TestDocuments)
#include "tst_documents.moc"
