// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/blastradius.h"
#include "processgraph/foundation/messagecatalog.h"
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using C = ProceduralCommand;
using K = ElementKind;
using S = ProceduralState;

namespace {

/// Side by side: up1 { feed1 > out }, up2 { culture2 > in > late2 } and a manual step. out and in
/// are a transfer; what feed1 gives waits at most 20 min for late2.
MasterRecipe recipe()
{
    RecipeBuilder builder;
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    builder.open(K::UnitProcedure, u"up1"_s, u"ROLE1"_s);
    Port port;
    port.id = PortId(u"x"_s);
    port.direction = PortDirection::Out;
    Element &feed = builder.add(K::Phase, u"feed1"_s, u"feed"_s);
    feed.maxHeldTime = 15min;
    feed.maxOpenTime = 30min;
    feed.ports = {port};
    builder.add(K::Phase, u"out"_s, u"source"_s);
    builder.chain(u"up1.b > feed1 > out > up1.e"_s);
    builder.close();
    builder.open(K::UnitProcedure, u"up2"_s, u"ROLE2"_s);
    builder.add(K::Phase, u"culture2"_s, u"culture"_s);
    builder.add(K::Phase, u"in"_s, u"sink"_s);
    port.direction = PortDirection::In;
    builder.add(K::Phase, u"late2"_s, u"wait"_s).ports = {port};
    builder.chain(u"up2.b > culture2 > in > late2 > up2.e"_s);
    builder.close();
    builder.add(K::ManualStep, u"look"_s);
    builder.chain(u"b > s > up1 > j > e"_s);
    builder.chain(u"s > up2 > j"_s);
    builder.chain(u"s > look > j"_s);
    builder.link(linkOf(u"sync"_s, u"out"_s, u"in"_s, LinkKind::Sync));
    Link waits = linkOf(u"waits"_s, u"feed1"_s, u"late2"_s, LinkKind::Material);
    waits.from.port = waits.to.port = port.id;
    waits.holdLimit = 20min;
    builder.link(waits);
    return builder.build();
}

BlastRadius radiusOf(const Rig &rig, const BlastTrigger &trigger)
{
    return blastRadius(
        trigger, {rig.executor->state()}, smallPlant(), rig.clock.now(), rig.clock.elapsed());
}

BatchState renamed(const Rig &rig, const QString &id)
{
    BatchState state = rig.executor->state();
    state.control.header.id = BatchId(id);
    return state;
}

} // namespace

class tst_BlastRadius : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheTruth_data();
    void tellsTheTruth();
    void deviceLossTellsTheTruth_data();
    void deviceLossTellsTheTruth();
    void illegalCommandTouchesNothing();
    void unitsSayWhatTheyDo();
    void clocksOfTheCells();
    void manyBatches();
    void nothingRuns();
    void wordsInBothLanguages();
};

void tst_BlastRadius::tellsTheTruth_data()
{
    QTest::addColumn<int>("minute");
    QTest::addColumn<QString>("element");
    QTest::addColumn<int>("command");
    for (const int minute : {1, 7, 16, 40}) {
        for (const QString &element : {u""_s, u"up1"_s, u"up2"_s, u"feed1"_s, u"culture2"_s,
                 u"out"_s, u"in"_s, u"late2"_s, u"look"_s}) {
            for (const C command : {C::Hold, C::Stop, C::Abort})
                QTest::addRow("%d min %s %s", minute,
                    element.isEmpty() ? "batch" : qPrintable(element), qPrintable(toText(command)))
                    << minute << element << int(command);
        }
    }
}

/// What it says and what the executor then does are the same, element by element.
void tst_BlastRadius::tellsTheTruth()
{
    QFETCH(int, minute);
    QFETCH(QString, element);
    QFETCH(int, command);
    Rig rig(recipe());
    rig.gateway.set(u"U1.inlet.total.pv"_s, 50);
    rig.create();
    rig.start();
    rig.run(minute);
    const BlastRadius radius
        = radiusOf(rig, BlastTrigger::commandTo(BatchId(u"B-1"_s), ElementId(element), C(command)));
    const BatchState before = rig.executor->state();
    rig.command(element, C(command));
    for (int i = 0; i < 5; ++i)
        rig.run(); // no time passes: only what the command leads to
    QCOMPARE(radius.refusal.has_value(), !rig.refusals.isEmpty());
    QHash<ElementId, S> expected;
    for (const BlastRadius::Step &step : radius.touched) {
        QCOMPARE(step.from, before.status(step.element).state);
        expected.insert(step.element, step.to);
    }
    QVector<ElementId> all = before.control.recipe.procedure.elements();
    all.prepend(ElementId());
    for (const ElementId &id : all) {
        const S was = before.status(id).state;
        const S is = rig.executor->state().status(id).state;
        QVERIFY2(expected.value(id, was) == is,
            qPrintable(
                u"%1: %2, not %3"_s.arg(id.value(), toText(is), toText(expected.value(id, was)))));
    }
    for (const BlastRadius::Step &step : radius.goesOn)
        QCOMPARE(step.from, step.to);
}

void tst_BlastRadius::deviceLossTellsTheTruth_data()
{
    QTest::addColumn<int>("minute");
    QTest::addColumn<QString>("unit");
    for (const int minute : {1, 7, 16, 40}) {
        for (const QString &unit : {u"U1"_s, u"U2"_s})
            QTest::addRow("%d min %s", minute, qPrintable(unit)) << minute << unit;
    }
}

void tst_BlastRadius::deviceLossTellsTheTruth()
{
    QFETCH(int, minute);
    QFETCH(QString, unit);
    Rig rig(recipe());
    rig.gateway.set(u"U1.inlet.total.pv"_s, 50);
    rig.create();
    rig.start();
    rig.run(minute);
    const BlastRadius byDevice = radiusOf(rig, BlastTrigger::deviceLost(DeviceId(u"D-"_s + unit)));
    const BlastRadius byUnit = radiusOf(rig, BlastTrigger::unitLost(UnitId(unit)));
    QCOMPARE(byUnit, byDevice);
    rig.gateway.setDevice(u"D-"_s + unit, ConnectionState::Faulted);
    rig.run(2);
    for (int i = 0; i < 5; ++i)
        rig.run();
    QStringList said;
    QStringList held;
    for (const BlastRadius::Step &step : byDevice.touched) {
        QCOMPARE(step.to, S::Held);
        said << step.element.value();
    }
    for (const ElementId &id : rig.executor->state().control.recipe.procedure.elements()) {
        if (rig.executor->state().status(id).state == S::Held)
            held << id.value();
    }
    QCOMPARE(said, held);
}

void tst_BlastRadius::illegalCommandTouchesNothing()
{
    Rig rig(recipe());
    rig.create();
    rig.start();
    const BlastRadius radius
        = radiusOf(rig, BlastTrigger::commandTo(BatchId(u"B-1"_s), ElementId(u"late2"_s), C::Hold));
    QVERIFY(radius.refusal);
    QCOMPARE(radius.refusal->code(), u"command.illegal"_s);
    QVERIFY(radius.touched.isEmpty() && radius.batches.isEmpty() && radius.clocks.isEmpty());
    QCOMPARE(radius.summary.code, u"blast.nothing"_s);
    const BlastRadius other
        = radiusOf(rig, BlastTrigger::commandTo(BatchId(u"B-9"_s), {}, C::Hold));
    QCOMPARE(other.refusal->code(), u"batch.unknown"_s);
}

void tst_BlastRadius::unitsSayWhatTheyDo()
{
    Rig rig(recipe());
    rig.create();
    rig.start();
    rig.run(1);
    const auto codes = [](const BlastRadius &radius) {
        QStringList list;
        for (const BlastRadius::Unit &unit : radius.units)
            list << unit.unit.value() + u' ' + unit.effect.code + u' '
                    + unit.effect.args.value(u"does.en"_s);
        return list;
    };
    const BatchId batch(u"B-1"_s);
    QCOMPARE(codes(radiusOf(rig, BlastTrigger::commandTo(batch, {}, C::Hold))),
        (QStringList {u"U1 blast.unit.held stands"_s, u"U2 blast.unit.held stands"_s}));
    QCOMPARE(codes(radiusOf(rig, BlastTrigger::commandTo(batch, ElementId(u"up1"_s), C::Stop))),
        (QStringList {u"U1 blast.unit.stopped inlet.flow.sp"_s}));
    QCOMPARE(
        codes(radiusOf(rig, BlastTrigger::commandTo(batch, ElementId(u"culture2"_s), C::Abort))),
        (QStringList {u"U2 blast.unit.abortedPlain "_s}));
    QCOMPARE(codes(radiusOf(rig, BlastTrigger::deviceLost(DeviceId(u"D-U1"_s)))),
        (QStringList {u"U1 blast.unit.unreachable stands"_s}));
}

void tst_BlastRadius::clocksOfTheCells()
{
    using Clock = ToleranceClock::Kind;
    Rig rig(recipe());
    rig.gateway.set(u"U1.inlet.total.pv"_s, 50);
    rig.create();
    rig.start();
    rig.run(4);
    const BatchId batch(u"B-1"_s);
    const auto hold = [&](const QString &element) {
        return radiusOf(rig, BlastTrigger::commandTo(batch, ElementId(element), C::Hold));
    };
    BlastRadius radius = hold(u"feed1"_s);
    QCOMPARE(radius.clocks.size(), 2);
    QCOMPARE(radius.clocks.first().clock,
        (ToleranceClock {Clock::HeldTime, ElementId(u"feed1"_s), {}, 0min, 15min, false}));
    QCOMPARE(radius.clocks.last().clock,
        (ToleranceClock {Clock::OpenTime, ElementId(u"feed1"_s), {}, 4min, 30min, true}));
    QCOMPARE(radius.tolerance(), std::optional<Duration>(15min));
    QCOMPARE(radius.batches.first().tolerance, std::optional<Duration>(15min));
    QVERIFY(hold(u"culture2"_s).clocks.isEmpty()); // late2 waits for nothing that is there yet

    rig.command(u"feed1"_s, C::Hold);
    rig.run(10);
    radius = radiusOf(rig, BlastTrigger::commandTo(batch, ElementId(u"feed1"_s), C::Abort));
    QCOMPARE(radius.clocks.first().clock,
        (ToleranceClock {Clock::HeldTime, ElementId(u"feed1"_s), {}, 10min, 15min, true}));
    QCOMPARE(radius.clocks.last().clock.left(), Duration(16min));

    rig.command(u"feed1"_s, C::Restart);
    rig.run(20); // feed1 is done, out and in transfer; the matter for late2 waits behind in
    QCOMPARE(rig.state(u"feed1"_s), S::Complete);
    QCOMPARE(rig.state(u"in"_s), S::Running);
    radius = hold(u"in"_s);
    QCOMPARE(radius.clocks.size(), 1);
    QCOMPARE(radius.clocks.first().clock.kind, Clock::MaterialHold);
    QCOMPARE(radius.clocks.first().clock.element, ElementId(u"late2"_s));
    QVERIFY(radius.clocks.first().clock.passed > 0min);
    rig.run(60 * 3);
    QVERIFY(hold({}).refusal || hold({}).clocks.isEmpty()); // taken in
}

void tst_BlastRadius::manyBatches()
{
    Rig first(recipe());
    first.create();
    first.start();
    first.run(1);
    Rig second(recipe());
    second.create();
    second.start();
    second.run(1);
    second.command(u"up1"_s, C::Hold);
    second.run();
    QVector<BatchState> batches {renamed(first, u"B-1"_s), renamed(second, u"B-2"_s)};
    const auto ask = [&](const BlastTrigger &trigger) {
        return blastRadius(
            trigger, batches, smallPlant(), first.clock.now(), first.clock.elapsed());
    };
    BlastRadius radius = ask(BlastTrigger::deviceLost(DeviceId(u"D-U2"_s)));
    QCOMPARE(radius.batches.size(), 2);
    QCOMPARE(radius.batches.at(0).steps, 1);
    QCOMPARE(radius.batches.at(0).goingOn, 2); // feed1, look
    QCOMPARE(radius.batches.at(0).identity, u"C-7K42"_s);
    QCOMPARE(radius.batches.at(1).steps, 1); // culture2 of the second
    radius = ask(BlastTrigger::deviceLost(DeviceId(u"D-U1"_s)));
    QCOMPARE(radius.touched.size(), 1); // the second is Held there already
    QCOMPARE(radius.batches.size(), 2);
    QVERIFY(radius.batches.at(1).sharesUnit);
    // A command touches its batch only; who is in the same unit is told.
    radius = ask(BlastTrigger::commandTo(BatchId(u"B-2"_s), ElementId(u"culture2"_s), C::Stop));
    QCOMPARE(radius.touched.size(), 1);
    QCOMPARE(radius.touched.first().batch, BatchId(u"B-2"_s));
    QCOMPARE(radius.batches.size(), 2);
    QCOMPARE(radius.batches.first().batch, BatchId(u"B-2"_s));
    QVERIFY(!radius.batches.first().sharesUnit && radius.batches.last().sharesUnit);
    QCOMPARE(radius.summary.args.value(u"batches"_s), u"1"_s);
}

void tst_BlastRadius::nothingRuns()
{
    Rig rig(recipe());
    rig.create();
    const BlastRadius radius = radiusOf(rig, BlastTrigger::deviceLost(DeviceId(u"D-U1"_s)));
    QVERIFY(!radius.refusal);
    QCOMPARE(radius.summary.code, u"blast.nothing"_s);
    QCOMPARE(radius.units.size(), 1); // out of reach all the same
    QCOMPARE(radius.units.first().effect.code, u"blast.unit.unreachablePlain"_s);
    QVERIFY(blastRadius(BlastTrigger::unitLost(UnitId(u"none"_s)), {}, smallPlant(), {}, {})
                .units.isEmpty());
}

void tst_BlastRadius::wordsInBothLanguages()
{
    const MessageCatalog &catalog = MessageCatalog::shipped();
    for (const char *code : {"clock.open", "clock.held", "clock.material", "clock.begins",
             "blast.summary", "blast.summaryNoClock", "blast.summaryLate", "blast.nothing",
             "blast.unit.held", "blast.unit.heldPlain", "blast.unit.stopped",
             "blast.unit.stoppedPlain", "blast.unit.aborted", "blast.unit.abortedPlain",
             "blast.unit.paused", "blast.unit.unreachable", "blast.unit.unreachablePlain"})
        QVERIFY2(catalog.contains(QString::fromLatin1(code)), code);
    Rig rig(recipe());
    rig.create();
    rig.start();
    rig.run(4);
    const BlastRadius radius
        = radiusOf(rig, BlastTrigger::commandTo(BatchId(u"B-1"_s), ElementId(u"feed1"_s), C::Hold));
    QCOMPARE(catalog.text(radius.summary, Language::En),
        u"1 step(s) of 1 batch(es) on 1 unit(s) change state; 2 go on. The cells tolerate it for "
        u"15 min."_s);
    for (const Language language : {Language::En, Language::Zh}) {
        QVERIFY(!catalog.text(radius.summary, language).contains(u'{'));
        for (const BlastRadius::Unit &unit : radius.units)
            QVERIFY(!catalog.text(unit.effect, language).contains(u'{'));
        for (const BlastRadius::Clock &clock : radius.clocks)
            QVERIFY(!catalog.text(wordsOf(clock.clock, clock.name), language).contains(u'{'));
    }
}

QTEST_GUILESS_MAIN(tst_BlastRadius)
#include "tst_blastradius.moc"
