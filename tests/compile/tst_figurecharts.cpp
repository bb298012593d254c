// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "widgets/compile/figurecharts.h"
#include "widgets/compile/materialmodel.h"
#include "widgets/compile/proofmodel.h"

#include <QtGui/QWheelEvent>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <numeric>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// The figures of a report and an envelope as drawings and tables.
class TestFigureCharts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void niceStepIsRound_data();
    void niceStepIsRound();
    void timelineHasEveryStepOfThePathOnce();
    void timelineOfTheWorstCaseHasItsOwnTimes();
    void holdBeyondItsLimitIsAnAlert();
    void peakBeyondTheUnitIsAnAlert();
    void staffColumnsHoldThePeople();
    void shareBelowFollowsTheQuantiles_data();
    void shareBelowFollowsTheQuantiles();
    void dosesAddUp();
    void finishesShowTheOuterStepsOrAll();
    void proofModelSaysEachOutcome();
    void materialModelHasTheBill();
    void rowLeadsToItsStepByMouseAndKey();
    void barOnTopWins();
    void wheelZoomsOnlyWithControl();
    void emptyReportDrawsNothing();

private:
    CompileReport m_report;
    DonorEnvelope m_envelope;
    CompileWords m_words {Language::En};
};

void TestFigureCharts::initTestCase()
{
    QApplication::setStyle(u"Fusion"_s);
    initResources();
    ValidationInput input;
    input.recipe = *readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s);
    input.plant = *readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s);
    m_report = makeCompileReport(input, Catalog::shipped());
    const auto envelope = makeDonorEnvelope(input, Catalog::shipped(), {300, 5, 2});
    QVERIFY(envelope);
    m_envelope = *envelope;
}

void TestFigureCharts::niceStepIsRound_data()
{
    QTest::addColumn<double>("span");
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("step");
    QTest::newRow("ten") << 10.0 << 10.0 << 1.0;
    QTest::newRow("hundred") << 100.0 << 8.0 << 20.0;
    QTest::newRow("seven") << 7.0 << 10.0 << 1.0;
    QTest::newRow("small") << 0.03 << 4.0 << 0.01;
    QTest::newRow("large") << 15527.0 << 32.0 << 500.0;
    QTest::newRow("nothing") << 0.0 << 5.0 << 1.0;
}

void TestFigureCharts::niceStepIsRound()
{
    QFETCH(double, span);
    QFETCH(double, most);
    QFETCH(double, step);
    QVERIFY(qFuzzyCompare(niceStep(span, most), step));
}

void TestFigureCharts::timelineHasEveryStepOfThePathOnce()
{
    const RowChartContent chart = figurecharts::timeline(m_report, m_words, false);
    QVERIFY(chart.hours);
    QMap<ElementId, int> seen;
    double before = -1;
    for (const RowChartContent::Row &row : chart.rows) {
        QVERIFY(!row.label.isEmpty());
        QVERIFY(m_report.recipe.procedure.container(row.element).isEmpty());
        QVERIFY(!row.bars.isEmpty());
        double first = row.bars.first().from;
        for (const RowChartContent::Bar &bar : row.bars) {
            first = std::min(first, bar.from);
            QVERIFY(bar.from >= 0 && bar.to >= bar.from && bar.to <= chart.high + 1e-9);
            if (bar.tone == RowChartContent::Tone::Strong)
                ++seen[bar.element];
        }
        QVERIFY2(first >= before, qPrintable(row.label));
        before = first;
    }
    int expected = 0;
    for (const PathStep &step : m_report.nominalPath) {
        if (step.leave <= step.enter)
            continue;
        ++expected;
        QCOMPARE(seen.value(step.element), 1);
    }
    QVERIFY(expected > 10);
}

void TestFigureCharts::timelineOfTheWorstCaseHasItsOwnTimes()
{
    const RowChartContent planned = figurecharts::timeline(m_report, m_words, false);
    const RowChartContent worst = figurecharts::timeline(m_report, m_words, true);
    QVERIFY(worst != planned);
    QVERIFY(qFuzzyCompare(worst.high, toSeconds(m_report.total.longest) / 3600));
    for (const RowChartContent::Row &row : worst.rows) {
        for (const RowChartContent::Bar &bar : row.bars)
            QCOMPARE(bar.tone, RowChartContent::Tone::Strong);
    }
}

void TestFigureCharts::holdBeyondItsLimitIsAnAlert()
{
    CompileReport report = m_report;
    QVERIFY(!report.holds.isEmpty());
    const RowChartContent kept = figurecharts::holds(report, m_words);
    QVERIFY(std::none_of(kept.rows.cbegin(), kept.rows.cend(),
        [](const RowChartContent::Row &row) { return row.alert; }));
    HoldFigure &hold = report.holds.first();
    hold.limit = std::chrono::hours(2);
    hold.worst = std::chrono::hours(3);
    const RowChartContent::Row row = figurecharts::holds(report, m_words).rows.first();
    QVERIFY(row.alert);
    QVERIFY(row.value.startsWith(u'▲')); // not by colour alone
    QCOMPARE(row.bars.first().to, 150.0);
    hold.limit.reset();
    const RowChartContent::Row open = figurecharts::holds(report, m_words).rows.first();
    QVERIFY(open.bars.isEmpty() && !open.alert);
}

void TestFigureCharts::peakBeyondTheUnitIsAnAlert()
{
    CompileReport report = m_report;
    QVERIFY(!report.vessels.isEmpty());
    VesselFigure &vessel = report.vessels.first();
    vessel.least = 10;
    vessel.most = 100;
    vessel.peak = 101;
    const RowChartContent chart = figurecharts::vessels(report, m_words);
    QVERIFY(chart.rows.first().alert);
    QVERIFY(chart.rows.first().value.startsWith(u'▲'));
    QCOMPARE(chart.rows.first().element, vessel.step);
    vessel.peak = 99;
    QVERIFY(!figurecharts::vessels(report, m_words).rows.first().alert);
    vessel.peak = 9;
    QVERIFY(figurecharts::vessels(report, m_words).rows.first().value.startsWith(u'▼'));
}

void TestFigureCharts::staffColumnsHoldThePeople()
{
    const StepChartContent chart = figurecharts::staff(m_report, m_words);
    QCOMPARE(chart.columns.size(), m_report.staff.size());
    QVERIFY(!chart.series.isEmpty());
    for (int i = 0; i < chart.columns.size(); ++i) {
        const StepChartContent::Column &column = chart.columns.at(i);
        QCOMPARE(column.heights.size(), chart.series.size());
        const auto &people = m_report.staff.at(i).people;
        const int asked = std::accumulate(people.cbegin(), people.cend(), 0);
        QCOMPARE(std::accumulate(column.heights.cbegin(), column.heights.cend(), 0.0), asked);
        QVERIFY(asked <= chart.top);
    }
}

void TestFigureCharts::shareBelowFollowsTheQuantiles_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("share");
    QTest::newRow("below") << -1.0 << 0.0;
    QTest::newRow("middle") << 15.0 << 0.75;
    QTest::newRow("point") << 10.0 << 0.5;
    QTest::newRow("above") << 30.0 << 1.0;
}

void TestFigureCharts::shareBelowFollowsTheQuantiles()
{
    QFETCH(double, value);
    QFETCH(double, share);
    QCOMPARE(figurecharts::shareBelow({0, 10, 20}, value), share);
    QCOMPARE(figurecharts::shareBelow({}, value), 0.0);
}

void TestFigureCharts::dosesAddUp()
{
    const StepChartContent chart = figurecharts::doses(m_envelope, m_words);
    QVERIFY(chart.columns.size() > 5);
    double all = 0, last = chart.low;
    for (const StepChartContent::Column &column : chart.columns) {
        QVERIFY(qFuzzyCompare(column.from + 1, last + 1));
        last = column.to;
        all += column.heights.first();
    }
    QVERIFY(all > 0.985 && all < 1.0001); // the last percent may lie beyond
    QCOMPARE(chart.marks.first().at, m_envelope.dose.least);
    QVERIFY(chart.low <= m_envelope.dose.least);
}

void TestFigureCharts::finishesShowTheOuterStepsOrAll()
{
    const MasterRecipe &recipe = m_report.recipe;
    const RowChartContent outer = figurecharts::finishes(m_envelope, recipe, m_words, false);
    const RowChartContent every = figurecharts::finishes(m_envelope, recipe, m_words, true);
    QVERIFY(!outer.rows.isEmpty() && every.rows.size() > 3 * outer.rows.size());
    for (const RowChartContent::Row &row : outer.rows) {
        QVERIFY(recipe.procedure.container(row.element).isEmpty());
        const double median = row.marks.first().at;
        QVERIFY(row.bars.first().from <= median && median <= row.bars.first().to);
        QVERIFY(row.bars.first().from <= row.bars.last().from); // 25 to 75 inside 5 to 95 %
        QVERIFY(row.bars.last().to <= row.bars.first().to);
    }
    QCOMPARE(figurecharts::branches(m_envelope, recipe, m_words).rows.size(),
        m_envelope.branches.size());
}

void TestFigureCharts::proofModelSaysEachOutcome()
{
    CompileReport report = m_report;
    report.rules[0].outcome = ProofOutcome::Violated;
    report.rules[0].findings = 2;
    report.rules[1].outcome = ProofOutcome::NotAsked;
    report.rules[1].why = u"binding"_s;
    Finding finding;
    finding.rule = report.rules.at(0).rule;
    FindingPlace place;
    place.element = ElementId(u"harvest"_s);
    finding.places = {place};
    report.findings = {finding};
    ProofModel model(Theme::light());
    const QAbstractItemModelTester tester(&model);
    model.setReport(report);
    QCOMPARE(model.rowCount(), report.rules.size());
    const QModelIndex violated = model.index(0, ProofModel::Outcome);
    QVERIFY(violated.data().toString().contains(u"violated"_s));
    QVERIFY(violated.data().toString().endsWith(u"2"_s));
    QCOMPARE(violated.data(ProofModel::ElementRole).toString(), u"harvest"_s);
    QVERIFY(model.index(1, ProofModel::Outcome).data().toString().contains(u"binding"_s));
    model.setLanguage(Language::Zh);
    QVERIFY(model.index(0, 0).data().toString().contains(u"违反"_s));
    QCOMPARE(model.headerData(ProofModel::Clauses, Qt::Horizontal, Qt::DisplayRole).toString(),
        u"条款"_s);
}

void TestFigureCharts::materialModelHasTheBill()
{
    MaterialModel model;
    const QAbstractItemModelTester tester(&model);
    model.setReport(m_report);
    QCOMPARE(model.rowCount(), m_report.materials.size());
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            QVERIFY(!model.index(row, column).data().toString().isEmpty());
        const QString step = model.index(row, 0).data(MaterialModel::ElementRole).toString();
        if (!step.isEmpty())
            QVERIFY(m_report.recipe.procedure.element(ElementId(step)));
    }
}

void TestFigureCharts::rowLeadsToItsStepByMouseAndKey()
{
    RowChart chart(Theme::light());
    chart.setContent(figurecharts::holds(m_report, m_words));
    chart.resize(900, chart.sizeHint().height());
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    QSignalSpy chosen(&chart, &RowChart::chosen);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.rowRect(1).center().toPoint());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().value<ElementId>(), chart.content().rows.at(1).element);
    QTest::keyClick(&chart, Qt::Key_Down);
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen.last().first().value<ElementId>(), chart.content().rows.at(2).element);
}

void TestFigureCharts::barOnTopWins()
{
    RowChart chart(Theme::light());
    chart.setContent(figurecharts::timeline(m_report, m_words, false));
    chart.resize(1200, chart.sizeHint().height());
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    QSignalSpy chosen(&chart, &RowChart::chosen);
    for (int row = 0; row < chart.content().rows.size(); ++row) {
        const auto &bars = chart.content().rows.at(row).bars;
        const RowChartContent::Bar &bar = bars.last();
        if (bar.tone != RowChartContent::Tone::Strong || bar.element.isEmpty())
            continue;
        chosen.clear();
        QTest::mouseClick(&chart, Qt::LeftButton, {},
            chart.barRect(row, int(bars.size()) - 1).center().toPoint());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<ElementId>(), bar.element);
    }
}

void TestFigureCharts::wheelZoomsOnlyWithControl()
{
    RowChart chart(Theme::light());
    chart.setContent(figurecharts::timeline(m_report, m_words, false));
    chart.resize(1200, chart.sizeHint().height());
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    const double all = chart.high() - chart.low();
    const QPointF at = chart.rowRect(0).center();
    const auto turn = [&](Qt::KeyboardModifiers keys) {
        QWheelEvent wheel(
            at, chart.mapToGlobal(at), {}, {0, 240}, Qt::NoButton, keys, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&chart, &wheel);
        return wheel.isAccepted();
    };
    QVERIFY(!turn(Qt::NoModifier)); // the page below scrolls
    QCOMPARE(chart.high() - chart.low(), all);
    QVERIFY(turn(Qt::ControlModifier));
    QVERIFY(chart.high() - chart.low() < all * 0.8);
    QVERIFY(chart.low() >= 0 && chart.high() <= all + 1e-9);
    QTest::mouseDClick(&chart, Qt::LeftButton, {}, at.toPoint());
    QCOMPARE(chart.high() - chart.low(), all);
}

void TestFigureCharts::emptyReportDrawsNothing()
{
    const CompileReport nothing;
    for (const RowChartContent &content : {figurecharts::timeline(nothing, m_words, false),
             figurecharts::vessels(nothing, m_words), figurecharts::holds(nothing, m_words)}) {
        RowChart chart(Theme::light());
        chart.setContent(content);
        chart.resize(400, 200);
        QVERIFY(!chart.grab().isNull());
        QTest::mouseClick(&chart, Qt::LeftButton, {}, {100, 40});
    }
    StepChart staff(Theme::light());
    staff.setContent(figurecharts::staff(nothing, m_words));
    QVERIFY(!staff.grab().isNull());
    QVERIFY(figurecharts::doses({}, m_words).columns.isEmpty());
}

QTEST_MAIN(TestFigureCharts)
#include "tst_figurecharts.moc"
