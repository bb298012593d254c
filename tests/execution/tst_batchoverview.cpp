// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/batchoverview.h"
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

#include <random>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using C = ProceduralCommand;
using K = ElementKind;
using Kind = HumanAction::Kind;
using S = ProceduralState;

namespace {

constexpr std::array<int, 4> NoAlarms {0, 0, 0, 0};

/// heat (60 min, open at most 90, held at most 30) beside nothing, then a person with a signature.
MasterRecipe recipe()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    Element &heat = builder.add(K::Phase, u"heat"_s, u"heat"_s);
    Parameter temperature;
    temperature.id = ParameterId(u"temperature"_s);
    temperature.name = words(u"temperature"_s);
    temperature.value = 37;
    heat.parameters = {temperature};
    heat.duration.nominal = 60min;
    heat.maxOpenTime = 90min;
    heat.maxHeldTime = 30min;
    builder.chain(u"up.b > heat > up.e"_s);
    builder.close();
    Element &person = builder.add(K::ManualStep, u"m"_s);
    person.duration.nominal = 5min;
    person.signatures = {SignaturePoint {SignatureMeaning::Reviewed, u"qa"_s}};
    builder.chain(u"b > up > m > e"_s);
    return builder.build();
}

BatchOverview overviewOf(const Rig &rig, const std::array<int, 4> &alarms = NoAlarms,
    const QVector<UnitClaim> &claims = {})
{
    const BatchState &state = rig.executor->state();
    const PlanProgress progress(Plan::make(state.control), state, rig.clock.now());
    return makeBatchOverview(
        state, progress, alarms, claims, rig.clock.now(), rig.executor->batchTime());
}

} // namespace

class tst_BatchOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheBatch();
    void faultIsAnswered();
    void recoveryComesFirst();
    void containerSpeaksForItsContent();
    void alarmsAndLimits();
    void clearanceAfterTheEnd();
    void sortsByWhoNeedsAHuman_data();
    void sortsByWhoNeedsAHuman();
    void strictWeakOrder();
};

void tst_BatchOverview::followsTheBatch()
{
    Rig rig(recipe());
    rig.create();
    BatchOverview seen = overviewOf(rig);
    QCOMPARE(seen.batch, BatchId(u"B-1"_s));
    QCOMPARE(seen.identity, u"C-7K42"_s);
    QCOMPARE(seen.recipe, u"R v1"_s);
    QVERIFY(seen.simulated);
    QCOMPARE(seen.state, S::Idle);
    QVERIFY(!seen.next && !seen.behind && !seen.tolerance);
    QCOMPARE(seen.attention, Attention::Quiet);
    QCOMPARE(seen.total, 2);

    rig.start();
    rig.run(10);
    seen = overviewOf(rig);
    QCOMPARE(seen.element, ElementId(u"heat"_s));
    QCOMPARE(seen.unit, UnitId(u"U1"_s));
    QCOMPARE(seen.behind, std::optional(Duration(0)));
    QCOMPARE(seen.tolerance, std::optional<Duration>(80min));
    QVERIFY(seen.next);
    QCOMPARE(seen.next->kind, Kind::Upcoming);
    QCOMPARE(seen.next->element, ElementId(u"m"_s));
    QCOMPARE(seen.next->in, std::optional<Duration>(50min));
    QCOMPARE(seen.attention, Attention::Quiet);
    rig.run(40);
    QCOMPARE(overviewOf(rig).attention, Attention::Soon);

    rig.command(u"heat"_s, C::Hold, u"look"_s);
    rig.run(2);
    seen = overviewOf(rig);
    QCOMPARE(seen.next->kind, Kind::Restart);
    QCOMPARE(seen.next->in, std::optional<Duration>(-2min));
    QCOMPARE(seen.next->left, std::optional<Duration>(28min)); // held at most half an hour
    QCOMPARE(seen.attention, Attention::Asked);
    QCOMPARE(seen.reason.code, u"execution.byPerson"_s);
    rig.run(29);
    seen = overviewOf(rig);
    QCOMPARE(seen.attention, Attention::Danger); // a limit of the cells
    QVERIFY(*seen.next->left < 0min);

    rig.gateway.set(u"U1.temperature.pv"_s, 37);
    rig.command(u"heat"_s, C::Restart);
    rig.run(1);
    seen = overviewOf(rig);
    QCOMPARE(seen.done, 1);
    QCOMPARE(seen.element, ElementId(u"m"_s));
    QCOMPARE(seen.next->kind, Kind::Prompt);
    QVERIFY(seen.next->prompt > 0);
    QVERIFY(!seen.next->left);
    rig.answer(0);
    seen = overviewOf(rig);
    QCOMPARE(seen.next->kind, Kind::Signature);
    QCOMPARE(seen.next->element, ElementId(u"m"_s));
    rig.executor->sign(
        ElementId(u"m"_s), SignatureMeaning::Reviewed, u"qa"_s, PersonId(u"berta"_s));
    QCOMPARE(rig.state({}), S::Complete);
    seen = overviewOf(rig);
    QVERIFY(!seen.next && !seen.tolerance);
    QCOMPARE(seen.done, 2);
    QCOMPARE(seen.attention, Attention::Quiet);
}

void tst_BatchOverview::faultIsAnswered()
{
    Rig rig(recipe());
    rig.gateway.failures.insert(TagId(u"U1.temperature.sp"_s), 2);
    rig.create();
    rig.start();
    rig.run(4);
    BatchOverview seen = overviewOf(rig);
    QCOMPARE(seen.next->kind, Kind::Fault);
    QCOMPARE(seen.next->element, ElementId(u"heat"_s));
    QCOMPARE(seen.reason.code, u"execution.writeFailed"_s);
    QVERIFY(seen.next->left && *seen.next->left <= 10min && *seen.next->left > 5min);
    QCOMPARE(seen.attention, Attention::Asked);
    rig.run(10);
    seen = overviewOf(rig);
    QVERIFY(*seen.next->left < 0min);
    QCOMPARE(seen.attention, Attention::Late); // the cells still tolerate it
}

void tst_BatchOverview::recoveryComesFirst()
{
    Rig rig(recipe());
    rig.create();
    rig.start();
    rig.run(4);
    Rig again(recipe(), rig.journal, rig.clock.now() + 7min);
    QVERIFY(again.executor->recover(BatchId(u"B-1"_s)));
    const BatchOverview seen = overviewOf(again);
    QCOMPARE(seen.next->kind, Kind::Recovery);
    QCOMPARE(seen.next->element, ElementId()); // the batch is Held as a whole
    QCOMPARE(seen.state, S::Held);
    QCOMPARE(seen.reason.code, u"execution.recovered"_s);
    const BatchState &state = again.executor->state();
    QCOMPARE(askedActions(state, Plan::make(state.control), {}, again.clock.now(),
                 again.executor->batchTime())
                 .size(),
        1);
}

void tst_BatchOverview::containerSpeaksForItsContent()
{
    Rig rig(recipe());
    rig.create();
    rig.start();
    rig.run(4);
    rig.command(u"heat"_s, C::Hold);
    rig.command(u"up"_s, C::Hold);
    rig.run(1);
    const BatchOverview seen = overviewOf(rig);
    QCOMPARE(seen.next->kind, Kind::Restart);
    QCOMPARE(seen.next->element, ElementId(u"up"_s));
    QCOMPARE(seen.element, ElementId(u"heat"_s)); // the step that it is about
}

void tst_BatchOverview::alarmsAndLimits()
{
    Rig rig(recipe());
    rig.create();
    rig.start();
    rig.run(4);
    QCOMPARE(overviewOf(rig, {0, 2, 1, 0}).attention, Attention::Quiet);
    QCOMPARE(overviewOf(rig, {0, 2, 1, 0}).alarms, (std::array<int, 4> {0, 2, 1, 0}));
    QCOMPARE(overviewOf(rig, {1, 0, 0, 0}).attention, Attention::Danger);
    rig.run(100); // 90 min open is all that the cells take; the hour of the step's wait is over
    const BatchOverview seen = overviewOf(rig);
    QVERIFY(*seen.tolerance < 0min);
    QCOMPARE(seen.attention, Attention::Danger);
}

void tst_BatchOverview::clearanceAfterTheEnd()
{
    Rig rig(recipe());
    rig.gateway.set(u"U1.temperature.pv"_s, 37);
    rig.create();
    rig.start();
    rig.run(1);
    rig.command({}, C::Abort);
    rig.run(1);
    QCOMPARE(rig.state({}), S::Aborted);
    UnitClaim claim;
    claim.unit = UnitId(u"U1"_s);
    claim.state = UnitClaim::State::AwaitingClearance;
    claim.holder = BatchId(u"B-1"_s);
    claim.element = ElementId(u"up"_s);
    claim.since = rig.clock.now() - 3min;
    QCOMPARE(overviewOf(rig, NoAlarms, {claim}).next->kind, Kind::Clearance);
    QCOMPARE(overviewOf(rig, NoAlarms, {claim}).next->in, std::optional<Duration>(-3min));
    claim.holder = BatchId(u"B-2"_s);
    QVERIFY(!overviewOf(rig, NoAlarms, {claim}).next);
}

namespace {

BatchOverview line(const QString &batch, Attention attention, std::optional<Kind> kind = {},
    std::optional<Duration> in = {}, std::optional<Duration> left = {},
    std::optional<Duration> tolerance = {})
{
    BatchOverview overview;
    overview.batch = BatchId(batch);
    overview.attention = attention;
    overview.tolerance = tolerance;
    if (kind) {
        HumanAction action;
        action.kind = *kind;
        action.in = in;
        action.left = left;
        overview.next = action;
    }
    return overview;
}

} // namespace

void tst_BatchOverview::sortsByWhoNeedsAHuman_data()
{
    QTest::addColumn<BatchOverview>("first");
    QTest::addColumn<BatchOverview>("second");
    const BatchOverview quiet = line(u"B-1"_s, Attention::Quiet);
    const BatchOverview soon = line(u"B-2"_s, Attention::Soon, Kind::Upcoming, 10min);
    const BatchOverview asked = line(u"B-3"_s, Attention::Asked, Kind::Prompt, -1min);
    const BatchOverview limited = line(u"B-4"_s, Attention::Asked, Kind::Prompt, -1min, 30min);
    const BatchOverview late = line(u"B-5"_s, Attention::Late, Kind::Fault, -20min, -5min);
    const BatchOverview later = line(u"B-6"_s, Attention::Late, Kind::Restart, -20min, -50min);
    const BatchOverview danger = line(u"B-9"_s, Attention::Danger);
    QTest::newRow("danger before all") << danger << later;
    QTest::newRow("longest over its limit") << later << late;
    QTest::newRow("limit before none") << limited << asked;
    QTest::newRow("over before under") << late << limited;
    QTest::newRow("asked before upcoming") << asked << soon;
    QTest::newRow("upcoming before nothing") << soon << quiet;
    QTest::newRow("sooner first") << line(u"B-8"_s, Attention::Quiet, Kind::Upcoming, 1h)
                                  << line(u"B-7"_s, Attention::Quiet, Kind::Upcoming, 2h);
    QTest::newRow("asked the longest") << line(u"B-8"_s, Attention::Asked, Kind::Prompt, -9min)
                                       << line(u"B-7"_s, Attention::Asked, Kind::Prompt, -1min);
    QTest::newRow("what the cells tolerate") << line(u"B-8"_s, Attention::Quiet, {}, {}, {}, 20min)
                                             << line(u"B-7"_s, Attention::Quiet, {}, {}, {}, 30min);
    QTest::newRow("by number") << line(u"B-7"_s, Attention::Quiet)
                               << line(u"B-8"_s, Attention::Quiet);
}

void tst_BatchOverview::sortsByWhoNeedsAHuman()
{
    QFETCH(BatchOverview, first);
    QFETCH(BatchOverview, second);
    QVERIFY(needsHumanBefore(first, second));
    QVERIFY(!needsHumanBefore(second, first));
    QVERIFY(!needsHumanBefore(first, first));
}

void tst_BatchOverview::strictWeakOrder()
{
    std::mt19937 random(4);
    const auto pick = [&](int most) { return int(random() % unsigned(most)); };
    const auto maybe = [&]() -> std::optional<Duration> {
        return pick(3) == 0 ? std::nullopt : std::optional<Duration>(Duration(pick(5) - 2));
    };
    QVector<BatchOverview> all;
    for (int i = 0; i < 60; ++i)
        all << line(u"B-"_s + QString::number(pick(4)), Attention(pick(5)),
            pick(4) == 0 ? std::nullopt : std::optional(Kind(pick(10))), maybe(), maybe(), maybe());
    const auto equivalent = [](const BatchOverview &a, const BatchOverview &b) {
        return !needsHumanBefore(a, b) && !needsHumanBefore(b, a);
    };
    for (const BatchOverview &a : all) {
        QVERIFY(!needsHumanBefore(a, a));
        for (const BatchOverview &b : all) {
            QVERIFY(!needsHumanBefore(a, b) || !needsHumanBefore(b, a));
            for (const BatchOverview &c : all) {
                QVERIFY(
                    !needsHumanBefore(a, b) || !needsHumanBefore(b, c) || needsHumanBefore(a, c));
                QVERIFY(!equivalent(a, b) || !equivalent(b, c) || equivalent(a, c));
            }
        }
    }
}

QTEST_GUILESS_MAIN(tst_BatchOverview)
#include "tst_batchoverview.moc"
