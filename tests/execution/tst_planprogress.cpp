// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/planprogress.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/timenetwork.h"
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using C = ProceduralCommand;
using K = ElementKind;
using S = ProceduralState;
using Stage = PlanProgress::Stage;

namespace {

void takes(Element &element, Duration nominal)
{
    element.duration = DurationRange {nominal / 2, nominal, nominal * 2};
}

/// a (10 min), then x (60 min) where it is warm and y (10 min) otherwise, then c (10 min) and a
/// person (5 min). Every phase really takes 10 min.
MasterRecipe branching()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    takes(builder.add(K::Phase, u"a"_s, u"wait"_s), 10min);
    builder.add(K::SelectionSplit, u"sel"_s);
    builder.add(K::Transition, u"t1"_s).condition = u"temperature.pv > 30"_s;
    builder.add(K::Transition, u"t2"_s).condition = u"1"_s;
    takes(builder.add(K::Phase, u"x"_s, u"wait"_s), 60min);
    takes(builder.add(K::Phase, u"y"_s, u"wait"_s), 10min);
    builder.add(K::SelectionJoin, u"join"_s);
    takes(builder.add(K::Phase, u"c"_s, u"wait"_s), 10min);
    takes(builder.add(K::ManualStep, u"m"_s), 5min);
    builder.chain(u"up.b > a > sel > t1 > x > join > c > m > up.e"_s);
    builder.chain(u"sel > t2 > y > join"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    return builder.build();
}

/// At most 5 rounds of 10 min, 3 as planned; it ends after the second. Then a wait of 10 min.
MasterRecipe looping()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.open(K::Loop, u"l"_s);
    takes(builder.add(K::Phase, u"a"_s, u"wait"_s), 10min);
    builder.chain(u"l.b > a > l.e"_s);
    builder.close();
    takes(builder.add(K::Phase, u"z"_s, u"wait"_s), 10min);
    builder.chain(u"up.b > l > z > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    MasterRecipe recipe = builder.build();
    Element loop = *recipe.procedure.element(ElementId(u"l"_s));
    loop.maxCount = 5;
    loop.condition = u"count >= 2"_s;
    static_cast<void>(recipe.procedure.replaceElement(loop));
    return recipe;
}

/// up-out/long (30 min), out; up-in/short (10 min), in: out and in are a transfer of 20 min.
MasterRecipe transfer()
{
    RecipeBuilder builder;
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    builder.open(K::UnitProcedure, u"up-out"_s, u"ROLE1"_s);
    takes(builder.add(K::Phase, u"long"_s, u"wait"_s), 30min);
    takes(builder.add(K::Phase, u"out"_s, u"source"_s), 20min);
    builder.chain(u"up-out.b > long > out > up-out.e"_s);
    builder.close();
    builder.open(K::UnitProcedure, u"up-in"_s, u"ROLE2"_s);
    takes(builder.add(K::Phase, u"short"_s, u"wait"_s), 10min);
    takes(builder.add(K::Phase, u"in"_s, u"sink"_s), 15min);
    builder.chain(u"up-in.b > short > in > up-in.e"_s);
    builder.close();
    builder.chain(u"b > s > up-out > j > e"_s);
    builder.chain(u"s > up-in > j"_s);
    builder.link(linkOf(u"sync"_s, u"out"_s, u"in"_s, LinkKind::Sync));
    return builder.build();
}

PlanProgress progressOf(const Rig &rig)
{
    return PlanProgress(
        Plan::make(rig.executor->state().control), rig.executor->state(), rig.clock.now());
}

int minutes(Duration duration)
{
    return int(std::chrono::duration_cast<std::chrono::minutes>(duration).count());
}

/// "a Done 0-10" in minutes from the start of the batch, as expected or as it was.
QString shown(const Rig &rig, const PlanProgress &progress, const QString &element)
{
    static const QStringList stages {u"Ahead"_s, u"UnderWay"_s, u"Done"_s, u"NotTaken"_s};
    const auto step = progress.step(ElementId(element));
    if (!step)
        return u"?"_s;
    const QString words = element + u' ' + stages.at(int(step->stage));
    if (!step->expectedStart)
        return words;
    const UtcTime start = rig.executor->state().started;
    return words
        + u" %1-%2"_s.arg(QString::number(minutes(*step->expectedStart - start)),
            QString::number(minutes(*step->expectedEnd - start)));
}

} // namespace

class tst_PlanProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void planIsTheTimeNetwork();
    void atTheStartNothingIsBehind_data();
    void atTheStartNothingIsBehind();
    void followsTheBatch();
    void takesTheLongerBranch();
    void runsLate();
    void heldStepKeepsWhatItHasLeft();
    void loopRounds();
    void transferWaitsForBoth();
    void nextHuman();
    void endOfTheBatch();
    void nothingIsKnown();
};

void tst_PlanProgress::planIsTheTimeNetwork()
{
    Rig rig(branching());
    rig.create();
    const Plan plan = Plan::make(rig.executor->state().control);
    QVERIFY(plan.isKnown());
    QCOMPARE(plan.total(), Duration(85min));
    QCOMPARE(plan.work(), 5);
    const auto span = [&](const QString &id) {
        const int number = plan.number(ElementId(id));
        return std::pair(minutes(plan.start(number)), minutes(plan.end(number)));
    };
    QCOMPARE(span(u"a"_s), std::pair(0, 10));
    QCOMPARE(span(u"y"_s), std::pair(10, 20));
    QCOMPARE(span(u"c"_s), std::pair(70, 80)); // the longer branch counts
    QCOMPARE(span(u"up"_s), std::pair(0, 85));
    QCOMPARE(plan.number(ElementId(u"zz"_s)), -1);
    QCOMPARE(plan.human(plan.number(ElementId(u"m"_s))), Plan::Human::AtStart);
    QCOMPARE(plan.human(plan.number(ElementId(u"a"_s))), Plan::Human::None);
}

void tst_PlanProgress::atTheStartNothingIsBehind_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("CAR-T") << u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s;
    QTest::newRow("MSC") << u":/cytoloom/demo/msc-wharton.cyrecipe.json"_s;
}

/// A batch that has just begun is expected as planned, step by step, and the plan is that of the
/// rules.
void tst_PlanProgress::atTheStartNothingIsBehind()
{
    QFETCH(QString, file);
    const auto recipe = readRecipeFile(file);
    QVERIFY(recipe.ok());
    BatchState state;
    state.control.recipe = *recipe;
    state.control.header.id = BatchId(u"B"_s);
    state.state = state.own.state = S::Running;
    state.started = state.own.started = utcFromMs(1'750'000'000'000);
    const Plan plan = Plan::make(state.control);
    QVERIFY(plan.isKnown());
    QVERIFY(plan.total() > Duration(5 * 24h));
    ValidationInput input;
    input.recipe = *recipe;
    const ValidationContext context(input, Catalog::shipped());
    const TimeNetwork &network = context.once<TimeNetwork>();
    QCOMPARE(plan.total(), network.total(TimeNetwork::Nominal));
    const PlanProgress progress(plan, state, state.started);
    QCOMPARE(progress.behind(), std::optional(Duration(0)));
    QCOMPARE(progress.expectedEnd(), std::optional(state.started + plan.total()));
    for (int i = 0; i < plan.count(); ++i) {
        const PlanProgress::Step step = progress.step(i);
        const TimeNetwork::Span span
            = network.span(context.flow().number(step.element), TimeNetwork::Nominal);
        QCOMPARE(step.stage, Stage::Ahead);
        QCOMPARE(step.plannedStart, span.enter);
        QCOMPARE(step.plannedEnd, span.leave);
        QCOMPARE(step.behind, std::optional(Duration(0)));
        QCOMPARE(*step.expectedStart - state.started, span.enter);
    }
    // Nothing happens for three hours: everything is three hours late.
    const PlanProgress late(plan, state, state.started + 3h);
    QCOMPARE(late.behind(), std::optional<Duration>(3h));
}

void tst_PlanProgress::followsTheBatch()
{
    Rig rig(branching());
    rig.create();
    rig.start();
    rig.run(4);
    PlanProgress progress = progressOf(rig);
    QVERIFY(progress.isKnown());
    QCOMPARE(progress.behind(), std::optional(Duration(0)));
    QCOMPARE(shown(rig, progress, u"a"_s), u"a UnderWay 0-10"_s);
    QCOMPARE(shown(rig, progress, u"x"_s), u"x Ahead 10-70"_s);
    QCOMPARE(shown(rig, progress, u"m"_s), u"m Ahead 80-85"_s);
    rig.gateway.set(u"U1.temperature.pv"_s, 20);
    rig.run(8); // y was taken
    progress = progressOf(rig);
    QCOMPARE(shown(rig, progress, u"a"_s), u"a Done 0-10"_s);
    QCOMPARE(shown(rig, progress, u"t1"_s), u"t1 NotTaken"_s);
    QCOMPARE(shown(rig, progress, u"x"_s), u"x NotTaken"_s);
    QCOMPARE(shown(rig, progress, u"y"_s), u"y UnderWay 10-20"_s);
    QCOMPARE(shown(rig, progress, u"c"_s), u"c Ahead 20-30"_s);
    QCOMPARE(shown(rig, progress, u"m"_s), u"m Ahead 30-35"_s);
    QCOMPARE(progress.behind(), std::optional<Duration>(-50min));
    QCOMPARE(progress.step(ElementId(u"c"_s))->behind, std::optional<Duration>(-50min));
    QCOMPARE(progress.done(), 1);
}

void tst_PlanProgress::takesTheLongerBranch()
{
    Rig rig(branching());
    rig.gateway.set(u"U1.temperature.pv"_s, 37);
    rig.create();
    rig.start();
    rig.run(25); // x takes ten minutes, not sixty
    const PlanProgress progress = progressOf(rig);
    QCOMPARE(shown(rig, progress, u"y"_s), u"y NotTaken"_s);
    QCOMPARE(shown(rig, progress, u"x"_s), u"x Done 10-20"_s);
    QCOMPARE(shown(rig, progress, u"c"_s), u"c UnderWay 20-30"_s);
    QCOMPARE(progress.behind(), std::optional<Duration>(-50min));
}

void tst_PlanProgress::runsLate()
{
    Rig rig(branching());
    rig.gateway.set(u"U1.temperature.pv"_s, 20);
    rig.create();
    rig.start();
    rig.run(30);
    rig.run(12); // nobody has answered m for 12 minutes
    const PlanProgress progress = progressOf(rig);
    QCOMPARE(shown(rig, progress, u"m"_s), u"m UnderWay 30-42"_s); // not in the past
    QCOMPARE(progress.expectedEnd(), std::optional(rig.clock.now()));
    QCOMPARE(progress.step(ElementId(u"m"_s))->behind, std::optional<Duration>(42min - 85min));
}

void tst_PlanProgress::heldStepKeepsWhatItHasLeft()
{
    Rig rig(branching());
    rig.create();
    rig.start();
    rig.run(4);
    rig.command(u"a"_s, C::Hold);
    rig.run(20);
    QCOMPARE(rig.state(u"a"_s), S::Held);
    PlanProgress progress = progressOf(rig);
    QCOMPARE(shown(rig, progress, u"a"_s), u"a UnderWay 0-30"_s); // 24 + the 6 that it had left
    QCOMPARE(progress.behind(), std::optional<Duration>(20min));
    rig.run(10);
    progress = progressOf(rig);
    QCOMPARE(progress.behind(), std::optional<Duration>(30min));
}

void tst_PlanProgress::loopRounds()
{
    Rig rig(looping());
    rig.create();
    QCOMPARE(Plan::make(rig.executor->state().control).total(), Duration(40min));
    rig.start();
    rig.run(5);
    PlanProgress progress = progressOf(rig);
    QCOMPARE(shown(rig, progress, u"a"_s), u"a UnderWay 0-10"_s);
    QCOMPARE(shown(rig, progress, u"l"_s), u"l UnderWay 0-30"_s);
    rig.run(8); // second round
    progress = progressOf(rig);
    QCOMPARE(shown(rig, progress, u"a"_s), u"a UnderWay 10-20"_s);
    QCOMPARE(shown(rig, progress, u"l"_s), u"l UnderWay 0-30"_s);
    QCOMPARE(progress.behind(), std::optional(Duration(0)));
    rig.run(8); // it has ended after the second
    progress = progressOf(rig);
    QCOMPARE(shown(rig, progress, u"l"_s), u"l Done 0-20"_s);
    QCOMPARE(shown(rig, progress, u"z"_s), u"z UnderWay 20-30"_s);
    QCOMPARE(progress.behind(), std::optional<Duration>(-10min));
}

void tst_PlanProgress::transferWaitsForBoth()
{
    Rig rig(transfer());
    rig.create();
    rig.start();
    rig.run(5);
    PlanProgress progress = progressOf(rig);
    QCOMPARE(shown(rig, progress, u"in"_s), u"in Ahead 10-50"_s); // ends with its partner
    QCOMPARE(shown(rig, progress, u"out"_s), u"out Ahead 30-50"_s);
    rig.command(u"long"_s, C::Hold);
    rig.run(15);
    progress = progressOf(rig);
    QCOMPARE(shown(rig, progress, u"in"_s), u"in UnderWay 10-65"_s);
    QCOMPARE(shown(rig, progress, u"out"_s), u"out Ahead 45-65"_s);
    QCOMPARE(progress.behind(), std::optional<Duration>(15min));
}

void tst_PlanProgress::nextHuman()
{
    Rig rig(branching());
    rig.gateway.set(u"U1.temperature.pv"_s, 20);
    rig.create();
    QVERIFY(!progressOf(rig).nextHuman());
    rig.start();
    rig.run(1);
    PlanProgress progress = progressOf(rig);
    QVERIFY(progress.nextHuman());
    QCOMPARE(progress.nextHuman()->element, ElementId(u"m"_s));
    QCOMPARE(minutes(progress.nextHuman()->at - rig.clock.now()), 79);
    rig.run(10);
    QCOMPARE(minutes(progressOf(rig).nextHuman()->at - rig.clock.now()), 19);
    rig.run(20); // it asks now: nothing more is to come
    QCOMPARE(rig.state(u"m"_s), S::Running);
    QVERIFY(!progressOf(rig).nextHuman());
}

void tst_PlanProgress::endOfTheBatch()
{
    Rig rig(branching());
    rig.gateway.set(u"U1.temperature.pv"_s, 20);
    rig.create();
    rig.start();
    rig.run(31);
    rig.answerAll();
    QCOMPARE(rig.state({}), S::Complete);
    const UtcTime end = rig.clock.now();
    rig.run(100);
    const PlanProgress progress = progressOf(rig);
    QCOMPARE(progress.expectedEnd(), std::optional(end));
    QCOMPARE(progress.behind(), std::optional<Duration>(31min - 85min));
    QCOMPARE(progress.done(), 4);
    QVERIFY(!progress.nextHuman());
    QCOMPARE(shown(rig, progress, u"m"_s), u"m Done 30-31"_s);
}

void tst_PlanProgress::nothingIsKnown()
{
    const PlanProgress none;
    QVERIFY(!none.isKnown() && !none.expectedEnd() && !none.behind());
    QCOMPARE(none.count(), 0);
    QVERIFY(!none.step(ElementId(u"a"_s)));
    Rig rig(branching());
    rig.create();
    const PlanProgress idle = progressOf(rig);
    QVERIFY(!idle.isKnown() && !idle.expectedEnd());
    QVERIFY(idle.count() > 5);
    QVERIFY(!idle.step(0).expectedStart);
    // Links in a circle: counted, not foreseen.
    MasterRecipe circle = branching();
    Link back = linkOf(u"back"_s, u"c"_s, u"a"_s);
    QVERIFY(circle.procedure.addLink(back));
    ControlRecipe control;
    control.recipe = circle;
    const Plan plan = Plan::make(control);
    QVERIFY(!plan.isKnown());
    QCOMPARE(plan.work(), 5);
    QCOMPARE(plan.total(), Duration(0));
}

QTEST_GUILESS_MAIN(tst_PlanProgress)
#include "tst_planprogress.moc"
