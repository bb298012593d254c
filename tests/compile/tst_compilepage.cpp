// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipedocument.h"
#include "processgraph/compiler/envelopejson.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "translations/translations.h"
#include "widgets/compile/compilepage.h"
#include "widgets/compile/rowchart.h"

#include <QtCore/QDir>
#include <QtCore/QMimeData>
#include <QtCore/QTranslator>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {
constexpr int Patience = 60'000;
}

/// The compile page over the CAR-T recipe. With CYTOLOOM_PICTURES set, pictures are kept in that
/// folder.
class TestCompilePage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void verdictSaysWhatWasFound();
    void nothingIsCutOff();
    void profileIsThatOfTheReport();
    void followsAnEditThatIsQuick();
    void offersToComputeAgainWhenSlow();
    void cancelLeavesNoReport();
    void newerEditWinsOverAReportUnderWay();
    void barLeadsToTheStep();
    void findingLeadsToItsPlace();
    void rulesCanBeSearched();
    void bindingIsJudgedShownAndRemoved();
    void droppedBindingIsAskedFor();
    void sameSeedGivesTheSameDonors();
    void donorsCanBeCancelled();
    void donorsSayWhyThereAreNone();
    void otherDocumentTakesNothingAlong();
    void chineseHasNoEnglish();
    void pictures();

private:
    void waitForReport();
    void runDonors(const QString &seed, int runs);
    template <class T> T *find(const QString &name) { return m_page->findChild<T *>(name); }
    void press(const QString &name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }

    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<CompilePage> m_page;
    QTranslator m_translator;
};

void TestCompilePage::initTestCase()
{
    QApplication::setStyle(u"Fusion"_s);
    initResources();
    qApp->setFont(Theme::font(Theme::body));
    qApp->setPalette(Theme::light().palette());
    qApp->setStyleSheet(Theme::light().styleSheet());
}

void TestCompilePage::init()
{
    MasterRecipe recipe = *readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s);
    recipe.status = RecipeStatus::Draft;
    recipe.approvedBy.clear();
    recipe.approvals.clear();
    m_document = std::make_unique<RecipeDocument>(Catalog::shipped());
    m_document->setRecipe(recipe, {});
    m_page = std::make_unique<CompilePage>(Catalog::shipped(), Theme::light());
    m_page->setPatience(1e9); // never too slow to follow, on any machine
    m_page->resize(1208, 720);
    m_page->setDocument(m_document.get());
    m_page->setPlant(*readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s));
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    waitForReport();
}

void TestCompilePage::cleanup()
{
    m_page.reset();
    m_document.reset();
    QCoreApplication::removeTranslator(&m_translator);
}

void TestCompilePage::waitForReport()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isUpToDate() && !m_page->isBusy(), Patience);
}

void TestCompilePage::runDonors(const QString &seed, int runs)
{
    find<QTabWidget>(u"compileTabs"_s)->setCurrentIndex(2);
    find<QSpinBox>(u"donorRuns"_s)->setValue(runs);
    auto *box = find<QLineEdit>(u"donorSeed"_s);
    box->selectAll();
    QTest::keyClicks(box, seed);
    press(u"donorRun"_s);
    QVERIFY(m_page->isBusy());
}

void TestCompilePage::verdictSaysWhatWasFound()
{
    QCOMPARE(m_page->report()->errors(), 0);
    const QString verdict = find<QLabel>(u"verdict"_s)->text();
    QCOMPARE(verdict.startsWith(u"Clean"_s), m_page->report()->findings.isEmpty());
    QVERIFY(verdict.startsWith(u"Clean"_s) || verdict.contains(u"no error"_s));
    QVERIFY(find<QLabel>(u"verdictBasis"_s)->text().contains(u"CART-LV-01"_s));
    QVERIFY(find<QPushButton>(u"compilePdf"_s)->isEnabled());
    QVERIFY(!find<QPushButton>(u"compileAgain"_s)->isVisible());
}

void TestCompilePage::nothingIsCutOff()
{
    auto *tabs = find<QTabWidget>(u"compileTabs"_s);
    for (const QSize &size :
        {QSize(1208, 720), QSize(1208, 700), QSize(900, 600), QSize(1848, 980)}) {
        // Turned away from while the window changes its size
        tabs->setCurrentIndex(2);
        QCoreApplication::processEvents();
        m_page->resize(size);
        QCoreApplication::processEvents();
        tabs->setCurrentIndex(0);
        QTest::qWait(0);
        for (const RowChart *chart : m_page->findChildren<RowChart *>()) {
            if (!chart->isVisible())
                continue;
            const QWidget *card = chart->parentWidget();
            QTRY_VERIFY2(
                chart->geometry().bottom() < card->height(), qPrintable(chart->objectName()));
            QVERIFY(chart->height() >= chart->sizeHint().height());
        }
        const auto *table = find<QTableView>(u"materialTable"_s);
        QTRY_VERIFY(table->geometry().bottom() < table->parentWidget()->height());
    }
}

void TestCompilePage::profileIsThatOfTheReport()
{
    for (const Profile profile : {Profile::EU, Profile::US, Profile::CN}) {
        m_page->setProfile(profile);
        QVERIFY(!m_page->isUpToDate());
        QVERIFY(!find<QPushButton>(u"compilePdf"_s)->isEnabled());
        waitForReport();
        QCOMPARE(m_page->report()->profile, profile);
    }
}

void TestCompilePage::followsAnEditThatIsQuick()
{
    MasterRecipe recipe = m_document->recipe();
    recipe.name.en = u"Renamed"_s;
    QVERIFY(m_document->editHeader(recipe));
    QVERIFY(!m_page->isUpToDate());
    waitForReport();
    QCOMPARE(m_page->report()->recipe.name.en, u"Renamed"_s);
    m_document->undoStack()->undo();
    waitForReport();
    QVERIFY(m_page->report()->recipe == m_document->recipe());
}

void TestCompilePage::offersToComputeAgainWhenSlow()
{
    m_page->setPatience(-1);
    MasterRecipe recipe = m_document->recipe();
    recipe.name.en = u"Renamed"_s;
    QVERIFY(m_document->editHeader(recipe));
    auto *again = find<QPushButton>(u"compileAgain"_s);
    QTRY_VERIFY_WITH_TIMEOUT(again->isVisible(), Patience);
    QVERIFY(!m_page->isUpToDate() && !m_page->isBusy());
    QVERIFY(find<QLabel>(u"compileState"_s)->text().startsWith(u'▲'));
    QVERIFY(m_page->report()->recipe.name.en != u"Renamed"_s); // the old one stays, and says so
    QTest::mouseClick(again, Qt::LeftButton);
    waitForReport();
    QCOMPARE(m_page->report()->recipe.name.en, u"Renamed"_s);
    QVERIFY(!again->isVisible());
}

void TestCompilePage::cancelLeavesNoReport()
{
    QSignalSpy computed(m_page.get(), &CompilePage::computed);
    m_page->setProfile(Profile::EU);
    m_page->compute();
    m_page->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), Patience);
    QCoreApplication::processEvents();
    QCOMPARE(computed.size(), 0);
    QCOMPARE(m_page->report()->profile, Profile::CN); // what was there before
    QVERIFY(!m_page->isUpToDate());
    QVERIFY(find<QLabel>(u"compileState"_s)->text().startsWith(u"Cancelled"_s));
    press(u"compileAgain"_s);
    waitForReport();
    QCOMPARE(m_page->report()->profile, Profile::EU);
}

void TestCompilePage::newerEditWinsOverAReportUnderWay()
{
    m_page->compute();
    MasterRecipe recipe = m_document->recipe();
    recipe.name.en = u"While proving"_s;
    QVERIFY(m_document->editHeader(recipe));
    QVERIFY(!m_page->isUpToDate());
    waitForReport();
    QCOMPARE(m_page->report()->recipe.name.en, u"While proving"_s);
}

void TestCompilePage::barLeadsToTheStep()
{
    auto *chart = find<RowChart>(u"pathChart"_s);
    QSignalSpy chosen(m_page.get(), &CompilePage::placeChosen);
    const auto &bars = chart->content().rows.first().bars;
    QTest::mouseClick(
        chart, Qt::LeftButton, {}, chart->barRect(0, int(bars.size()) - 1).center().toPoint());
    QCOMPARE(chosen.size(), 1);
    const ElementId element = chosen.first().first().value<FindingPlace>().element;
    QVERIFY(m_document->procedure().element(element));
    press(u"pathWorst"_s);
    QCOMPARE(chart->content().high, toSeconds(m_page->report()->total.longest) / 3600);
}

void TestCompilePage::findingLeadsToItsPlace()
{
    auto *list = find<QAbstractItemView>(u"compileFindings"_s);
    QCOMPARE(list->isVisible(), !m_page->report()->findings.isEmpty());
    MasterRecipe recipe = m_document->recipe();
    const ElementId gate(u"release"_s);
    QVERIFY(recipe.procedure.element(gate));
    for (const LinkId &link : recipe.procedure.controlOut(gate)) {
        if (recipe.procedure.link(link)->outcome == GateOutcome::Fail)
            QVERIFY(recipe.procedure.removeLink(link));
    }
    m_document->setRecipe(recipe, {});
    waitForReport();
    QVERIFY(m_page->report()->errors() > 0);
    QVERIFY(list->isVisible());
    QVERIFY(!find<QLabel>(u"verdict"_s)->text().startsWith(u"Clean"_s));
    QSignalSpy chosen(m_page.get(), &CompilePage::placeChosen);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
        list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(chosen.size(), 1);
    const auto places = m_page->report()->findings.first().places;
    QCOMPARE(chosen.first().first().value<FindingPlace>().element, places.first().element);
}

void TestCompilePage::rulesCanBeSearched()
{
    find<QTabWidget>(u"compileTabs"_s)->setCurrentIndex(1);
    auto *table = find<QTableView>(u"proofTable"_s);
    QCOMPARE(table->model()->rowCount(), m_page->report()->rules.size());
    QTest::keyClicks(find<QLineEdit>(u"proofSearch"_s), u"gmp-tim-06"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QVERIFY(find<QLabel>(u"compileAssumptions"_s)->text().contains(u"1. "_s));
}

void TestCompilePage::bindingIsJudgedShownAndRemoved()
{
    const int open = m_page->report()->rulesWith(ProofOutcome::NotAsked);
    QVERIFY(open > 0);
    const auto binding = readBindingFile(u":/cytoloom/demo/cart.cybinding.json"_s);
    QVERIFY(binding);
    m_page->setBinding(u"cart.cybinding.json"_s, *binding);
    waitForReport();
    QCOMPARE(m_page->report()->batch, binding->batch);
    QVERIFY(m_page->report()->rulesWith(ProofOutcome::NotAsked) < open);
    QVERIFY(find<QFrame>(u"bindingChip"_s)->isVisible());
    QVERIFY(find<QLabel>(u"bindingName"_s)->text().contains(u"cart.cybinding.json"_s));
    press(u"bindingRemove"_s);
    waitForReport();
    QVERIFY(m_page->report()->batch.isEmpty());
    QVERIFY(!find<QFrame>(u"bindingChip"_s)->isVisible());
    QCOMPARE(m_page->report()->rulesWith(ProofOutcome::NotAsked), open);
}

void TestCompilePage::droppedBindingIsAskedFor()
{
    QSignalSpy dropped(m_page.get(), &CompilePage::bindingDropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/somewhere/other.txt"_s)});
    const auto drop = [&] {
        QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
        enter.ignore();
        QCoreApplication::sendEvent(m_page.get(), &enter);
        QDropEvent event({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_page.get(), &event);
        return enter.isAccepted();
    };
    QVERIFY(!drop());
    QCOMPARE(dropped.size(), 0);
    data.setUrls({QUrl::fromLocalFile(u"/somewhere/b.cybinding.json"_s)});
    QVERIFY(drop());
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().first().toString(), u"/somewhere/b.cybinding.json"_s);
}

void TestCompilePage::sameSeedGivesTheSameDonors()
{
    const auto result = [this](const QString &seed) {
        runDonors(seed, 400);
        [this] { QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), Patience); }();
        return m_page->donors() ? toJson(*m_page->donors(), Language::En).toJson() : QByteArray();
    };
    const QByteArray first = result(u"7"_s);
    QVERIFY(!first.isEmpty());
    QVERIFY(find<QLabel>(u"donorState"_s)->text().contains(u"seed 7"_s));
    const QByteArray other = result(u"8"_s);
    QVERIFY(other != first);
    QCOMPARE(result(u"7"_s), first);
    QCOMPARE(m_page->donors()->runs, 400);
    QVERIFY(find<RowChart>(u"finishChart"_s)->content().rows.size() > 5);
    QSignalSpy chosen(m_page.get(), &CompilePage::placeChosen);
    auto *chart = find<RowChart>(u"finishChart"_s);
    QTest::mouseClick(chart, Qt::LeftButton, {}, chart->rowRect(2).center().toPoint());
    QCOMPARE(
        chosen.first().first().value<FindingPlace>().element, chart->content().rows.at(2).element);
}

void TestCompilePage::donorsCanBeCancelled()
{
    runDonors(u"3"_s, 1'000'000);
    auto *cancel = find<QPushButton>(u"donorCancel"_s);
    QVERIFY(cancel->isVisible());
    QVERIFY(!find<QPushButton>(u"donorRun"_s)->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), Patience);
    QVERIFY(!m_page->donors());
    QVERIFY(find<QLabel>(u"donorState"_s)->text().contains(u"cancelled"_s));
    QVERIFY(find<QPushButton>(u"donorRun"_s)->isVisible());
}

void TestCompilePage::donorsSayWhyThereAreNone()
{
    m_document->setRecipe({}, {});
    waitForReport();
    runDonors(u"1"_s, 100);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), Patience);
    QVERIFY(find<QLabel>(u"donorState"_s)->text().contains(u"Begin"_s));
}

void TestCompilePage::otherDocumentTakesNothingAlong()
{
    m_page->setBinding(u"cart"_s, *readBindingFile(u":/cytoloom/demo/cart.cybinding.json"_s));
    waitForReport();
    runDonors(u"1"_s, 100);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->donors().has_value(), Patience);
    RecipeDocument other(Catalog::shipped());
    other.setRecipe(*readRecipeFile(u":/cytoloom/demo/msc-wharton.cyrecipe.json"_s), {});
    m_page->setDocument(&other);
    QVERIFY(!m_page->donors());
    QVERIFY(!find<QFrame>(u"bindingChip"_s)->isVisible());
    waitForReport();
    QCOMPARE(m_page->report()->recipe.id, other.recipe().id);
    QVERIFY(m_page->report()->batch.isEmpty());
    m_page->setDocument(nullptr);
    QVERIFY(!m_page->isUpToDate());
}

void TestCompilePage::chineseHasNoEnglish()
{
    installLanguage(*qApp, Language::Zh, m_translator);
    m_page->setLanguage(Language::Zh);
    const QRegularExpression sentence(u"[A-Za-z]{4,} [a-z]{3,}"_s);
    for (const QWidget *widget : m_page->findChildren<QWidget *>()) {
        QString text;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            text = label->textFormat() == Qt::RichText ? QString() : label->text();
        else if (const auto *button = qobject_cast<const QPushButton *>(widget))
            text = button->text();
        QVERIFY2(!sentence.match(text).hasMatch(), qPrintable(text));
    }
}

void TestCompilePage::pictures()
{
    const QString folder = qEnvironmentVariable("CYTOLOOM_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    runDonors(u"1"_s, 2000);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), Patience);
    for (const Language language : {Language::En, Language::Zh}) {
        installLanguage(*qApp, language, m_translator);
        m_page->setLanguage(language);
        for (const QSize &size : {QSize(1208, 700), QSize(1848, 980)}) {
            m_page->resize(size);
            for (const QString &pane : {u"figuresScroll"_s, u"donorScroll"_s}) {
                find<QTabWidget>(u"compileTabs"_s)->setCurrentIndex(pane[0] == u'f' ? 0 : 2);
                QTest::qWait(50);
                QVERIFY(find<QScrollArea>(pane)->widget()->grab().save(
                    QDir(folder).filePath(u"%1-%2-%3.png"_s.arg(pane)
                                              .arg(language == Language::Zh ? u"zh"_s : u"en"_s)
                                              .arg(size.width()))));
            }
            for (int tab = 0; tab < 3; ++tab) {
                find<QTabWidget>(u"compileTabs"_s)->setCurrentIndex(tab);
                QTest::qWait(50);
                QVERIFY(m_page->grab().save(
                    QDir(folder).filePath(u"compile%1-%2-%3.png"_s.arg(tab)
                                              .arg(language == Language::Zh ? u"zh"_s : u"en"_s)
                                              .arg(size.width()))));
            }
        }
    }
}

QTEST_MAIN(TestCompilePage)
#include "tst_compilepage.moc"
