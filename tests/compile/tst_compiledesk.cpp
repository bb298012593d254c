// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/demofiles.h"
#include "app/desktop/recovery.h"
#include "app/desktop/workspace.h"
#include "processgraph/exchange/batchml.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "widgets/common/noticebar.h"
#include "widgets/compile/compilepage.h"
#include "widgets/compile/rowchart.h"
#include "widgets/documents/documentbar.h"
#include "widgets/documents/exchangedialog.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/validationrunner.h"

#include <QtCore/QMimeData>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtGui/QDropEvent>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {
constexpr int Patience = 60'000;

QByteArray readAll(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The compile page and BatchML in the window: by mouse, with files.
class TestCompileDesk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void switchTurnsDrawingAndReport();
    void stepsAreColouredByRisk();
    void profileIsThatOfDrawingAndReport();
    void barOfThePathShowsTheStepOnTheCanvas();
    void reportIsSaved();
    void anotherKindOfFileIsNotOverwritten();
    void bindingDropsAnywhere();
    void bindingOfAnotherRecipeIsRefused();
    void exportTellsTheLossThenWrites();
    void exportedRecipeComesBackTheSame();
    void foreignRecipeTellsItemByItem();
    void brokenFileIsRefused();

private:
    [[nodiscard]] CompilePage *page() { return m_workspace->compile().page(); }
    [[nodiscard]] DesignPage *design() { return m_window->design(); }
    void press(const QString &name)
    {
        auto *button = m_window->findChild<QPushButton *>(name);
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void showReport();
    void drop(QWidget *target, const QString &file);

    QTemporaryDir m_home;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Workspace> m_workspace;
};

void TestCompileDesk::initTestCase()
{
    QVERIFY(m_home.isValid());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toUtf8());
    QCoreApplication::setOrganizationName(u"cytoloom"_s);
    QCoreApplication::setApplicationName(u"cytoloom-test"_s);
    QApplication::setStyle(u"Fusion"_s);
    initResources();
}

void TestCompileDesk::init()
{
    QSettings().clear();
    QDir(recoveryfile::root()).removeRecursively();
    m_window = std::make_unique<MainWindow>(Catalog::shipped(), Language::En);
    m_window->resize(1280, 800);
    m_workspace = std::make_unique<Workspace>(*m_window, Catalog::shipped());
    page()->setPatience(1e9);
    m_window->showPage(PageId::Design);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    bool done = false;
    m_workspace->recipes().open(demofiles::CarT, [&done] { done = true; });
    QTRY_VERIFY_WITH_TIMEOUT(done, Patience);
}

void TestCompileDesk::cleanup()
{
    m_workspace.reset();
    m_window.reset();
}

void TestCompileDesk::showReport()
{
    if (!page()->isVisible())
        press(u"viewProof"_s);
    QTRY_VERIFY_WITH_TIMEOUT(page()->isUpToDate() && !page()->isBusy(), Patience);
}

void TestCompileDesk::drop(QWidget *target, const QString &file)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(target, &event);
}

void TestCompileDesk::switchTurnsDrawingAndReport()
{
    QVERIFY(design()->view()->isVisible());
    QVERIFY(!page()->isVisible());
    showReport();
    QVERIFY(page()->isVisible());
    QVERIFY(!design()->view()->isVisible());
    QCOMPARE(page()->report()->recipe.id, m_workspace->document().recipe().id);
    press(u"viewDrawing"_s);
    QVERIFY(design()->view()->isVisible());
    QVERIFY(!page()->isVisible());
}

void TestCompileDesk::stepsAreColouredByRisk()
{
    RiskColours &colours = m_workspace->riskColours();
    QSignalSpy coloured(&colours, &RiskColours::coloured);
    const auto nodes = [this] { return design()->view()->graphScene()->nodes(); };
    const auto tinted = [&nodes] {
        int count = 0;
        for (const NodeItem *node : nodes())
            count += node->look().tint && !node->look().tint->word.isEmpty() ? 1 : 0;
        return count;
    };
    QCOMPARE(tinted(), 0);
    auto *manual = m_window->findChild<QAction *>(u"riskManual"_s);
    QVERIFY(manual);
    manual->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(coloured.size(), 1, Patience);
    QVERIFY(tinted() > 0);
    double most = 0;
    for (const NodeItem *node : nodes()) {
        QVERIFY(node->look().tint);
        most = std::max(most, node->look().tint->share);
        // Colour and word go together.
        QCOMPARE(node->look().tint->share > 0, !node->look().tint->word.isEmpty());
    }
    QCOMPARE(most, 1.0);
    const auto *legend = m_window->findChild<QLabel *>(u"riskLegend"_s);
    QVERIFY(legend->isVisible() && legend->text().contains(manual->text()));
    m_window->findChild<QAction *>(u"riskNone"_s)->trigger();
    QCOMPARE(tinted(), 0);
    QVERIFY(!legend->isVisible());
}

void TestCompileDesk::profileIsThatOfDrawingAndReport()
{
    press(u"profileUS"_s);
    QCOMPARE(design()->validation()->profile(), Profile::US);
    QTRY_VERIFY_WITH_TIMEOUT(!design()->validation()->isBusy(), Patience);
    showReport();
    QCOMPARE(page()->report()->profile, Profile::US);
    press(u"profileEU"_s);
    QTRY_VERIFY_WITH_TIMEOUT(page()->isUpToDate() && !page()->isBusy(), Patience);
    QCOMPARE(page()->report()->profile, Profile::EU);
    QCOMPARE(design()->validation()->profile(), Profile::EU);
    // The next start goes on with it.
    m_workspace.reset();
    m_window = std::make_unique<MainWindow>(Catalog::shipped(), Language::En);
    m_workspace = std::make_unique<Workspace>(*m_window, Catalog::shipped());
    QCOMPARE(design()->validation()->profile(), Profile::EU);
    QVERIFY(m_window->findChild<QPushButton *>(u"profileEU"_s)->isChecked());
}

void TestCompileDesk::barOfThePathShowsTheStepOnTheCanvas()
{
    showReport();
    auto *chart = page()->findChild<RowChart *>(u"pathChart"_s);
    const int row = 3;
    const auto &bars = chart->content().rows.at(row).bars;
    const ElementId element = bars.last().element;
    QVERIFY(!element.isEmpty());
    QTest::mouseClick(
        chart, Qt::LeftButton, {}, chart->barRect(row, int(bars.size()) - 1).center().toPoint());
    QVERIFY(design()->view()->isVisible());
    QVERIFY(design()->view()->selectedElements().contains(element));
    QVERIFY(m_window->findChild<QPushButton *>(u"viewDrawing"_s)->isChecked());
}

void TestCompileDesk::reportIsSaved()
{
    showReport();
    QSignalSpy written(&m_workspace->compile(), &CompileDesk::written);
    const QString pdf = m_home.filePath(u"report.pdf"_s);
    const QString json = m_home.filePath(u"report.json"_s);
    m_workspace->compile().writePdf(pdf);
    QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, Patience);
    QVERIFY(readAll(pdf).startsWith("%PDF-"));
    QVERIFY(readAll(pdf).size() > 20'000);
    m_workspace->compile().writeJson(json);
    QTRY_COMPARE_WITH_TIMEOUT(written.size(), 2, Patience);
    const auto read = readJsonFile(json);
    QVERIFY(read);
    m_workspace->compile().writeJson(json); // the same kind may be replaced
    QTRY_COMPARE_WITH_TIMEOUT(written.size(), 3, Patience);
}

void TestCompileDesk::anotherKindOfFileIsNotOverwritten()
{
    showReport();
    const QString file = m_home.filePath(u"mine.json"_s);
    {
        QFile mine(file);
        QVERIFY(mine.open(QIODevice::WriteOnly));
        mine.write("{\"mine\": 1}");
    }
    QSignalSpy failed(&m_workspace->compile(), &CompileDesk::failed);
    m_workspace->compile().writeJson(file);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, Patience);
    QCOMPARE(readAll(file), "{\"mine\": 1}");
    QCOMPARE(m_window->notices()->shownKey(), u"compile.write"_s);
}

void TestCompileDesk::bindingDropsAnywhere()
{
    const QString file = m_home.filePath(u"lot.cybinding.json"_s);
    QVERIFY(QFile::exists(file) || QFile::copy(u":/cytoloom/demo/cart.cybinding.json"_s, file));
    drop(design()->view()->viewport(), file);
    QTRY_VERIFY_WITH_TIMEOUT(page()->isVisible(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(page()->isUpToDate() && !page()->isBusy(), Patience);
    QVERIFY(!page()->report()->batch.isEmpty());
    QVERIFY(page()->findChild<QLabel *>(u"bindingName"_s)->text().contains(u"lot.cybinding"_s));
    press(u"bindingRemove"_s);
    QTRY_VERIFY_WITH_TIMEOUT(page()->isUpToDate() && !page()->isBusy(), Patience);
    QVERIFY(page()->report()->batch.isEmpty());
}

void TestCompileDesk::bindingOfAnotherRecipeIsRefused()
{
    BatchBinding binding = *readBindingFile(u":/cytoloom/demo/cart.cybinding.json"_s);
    binding.recipe = RecipeId(u"OTHER"_s);
    const QString file = m_home.filePath(u"other.cybinding.json"_s);
    {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(writeBinding(binding));
    }
    QSignalSpy failed(&m_workspace->compile(), &CompileDesk::failed);
    drop(m_window.get(), file);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, Patience);
    QCOMPARE(failed.first().first().value<Error>().code(), u"binding.otherRecipe"_s);
    QVERIFY(!page()->isVisible());
}

void TestCompileDesk::exportTellsTheLossThenWrites()
{
    QSignalSpy told(&m_workspace->exchange(), &ExchangeDesk::exportTold);
    Q_EMIT m_workspace->recipes().bar()->exportRequested();
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, Patience);
    auto *dialog = m_window->findChild<ExchangeDialog *>(u"exportDialog"_s);
    auto *table = dialog->findChild<QTableView *>(u"exchangeNotes"_s);
    const QAbstractItemModelTester tester(table->model());
    QCOMPARE(table->model()->rowCount(), exportNotes(m_workspace->document().recipe()).size());
    QVERIFY(table->model()->rowCount() > 0);
    for (const int column : {ExchangeNoteModel::Where, ExchangeNoteModel::What})
        QVERIFY(!table->model()->index(0, column).data().toString().isEmpty());
    // A double click leads to the step that it is about.
    int row = 0;
    while (row < table->model()->rowCount()
        && table->model()->index(row, 0).data(ExchangeNoteModel::ElementRole).toString().isEmpty())
        ++row;
    QVERIFY(row < table->model()->rowCount());
    const ElementId step(
        table->model()->index(row, 0).data(ExchangeNoteModel::ElementRole).toString());
    table->scrollTo(table->model()->index(row, 0));
    const QPoint at = table->visualRect(table->model()->index(row, 0)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, at);
    QVERIFY(design()->view()->selectedElements().contains(step));
}

void TestCompileDesk::exportedRecipeComesBackTheSame()
{
    const MasterRecipe recipe = m_workspace->document().recipe();
    const QString file = m_home.filePath(u"recipe.xml"_s);
    QSignalSpy written(&m_workspace->exchange(), &ExchangeDesk::written);
    m_workspace->exchange().exportTo(recipe, file);
    QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, Patience);
    QSignalSpy told(&m_workspace->exchange(), &ExchangeDesk::importTold);
    drop(m_window.get(), file);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, Patience);
    auto *dialog = m_window->findChild<ExchangeDialog *>(u"importDialog"_s);
    QVERIFY(dialog->findChild<QLabel *>(u"exchangeTitle"_s)->text().contains(u"whole"_s));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"exchangeConfirm"_s), Qt::LeftButton);
    QVERIFY(m_workspace->document().recipe() == recipe);
    QVERIFY(m_workspace->document().fileName().isEmpty());
    QCOMPARE(m_workspace->recipes().documents().size(), 2);
}

void TestCompileDesk::foreignRecipeTellsItemByItem()
{
    // Our own file with what makes it ours taken away: as another system would write it.
    QByteArray xml = exportBatchml(m_workspace->document().recipe());
    const QByteArray begin = "<OtherInformation>", end = "</OtherInformation>";
    for (qsizetype at = xml.indexOf(begin); at >= 0; at = xml.indexOf(begin))
        xml.remove(at, xml.indexOf(end, at) + end.size() - at);
    const QString file = m_home.filePath(u"foreign.xml"_s);
    {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(xml);
    }
    QSignalSpy told(&m_workspace->exchange(), &ExchangeDesk::importTold);
    QSignalSpy failed(&m_workspace->exchange(), &ExchangeDesk::failed);
    drop(design()->view()->viewport(), file);
    QTRY_VERIFY_WITH_TIMEOUT(told.size() + failed.size() == 1, Patience);
    QVERIFY2(failed.isEmpty(),
        qPrintable(failed.isEmpty() ? QString() : failed.first().first().value<Error>().code()));
    auto *dialog = m_window->findChild<ExchangeDialog *>(u"importDialog"_s);
    auto *table = dialog->findChild<QTableView *>(u"exchangeNotes"_s);
    QVERIFY(table->isVisible() && table->model()->rowCount() > 0);
    const int before = int(m_workspace->recipes().documents().size());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"exchangeCancel"_s), Qt::LeftButton);
    QCOMPARE(m_workspace->recipes().documents().size(), before); // nothing opened
}

void TestCompileDesk::brokenFileIsRefused()
{
    const QString file = m_home.filePath(u"broken.xml"_s);
    {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("<MasterRecipe><ID>");
    }
    QSignalSpy failed(&m_workspace->exchange(), &ExchangeDesk::failed);
    m_workspace->exchange().importFile(file);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, Patience);
    QCOMPARE(m_window->notices()->shownKey(), u"exchange.file"_s);
}

QTEST_MAIN(TestCompileDesk)
#include "tst_compiledesk.moc"
