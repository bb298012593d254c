// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Many batches on one plant: who gets which unit, who waits for what, and that nobody waits for
// ever.
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "tests/execution/cellrig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using C = ProceduralCommand;
using K = ElementKind;
using S = ProceduralState;
using Claim = UnitClaim::State;

namespace {

/// One unit procedure after the other, each ten minutes long: "1 2" on ROLE1, then on ROLE2.
MasterRecipe oneAfterTheOther(const QString &roles, const QString &phase = u"wait"_s)
{
    RecipeBuilder builder;
    QStringList way {u"b"_s};
    int number = 0;
    for (const QString &role : roles.split(u' ')) {
        const QString name = u"p%1"_s.arg(++number);
        builder.open(K::UnitProcedure, name, u"ROLE"_s + role);
        builder.add(K::Phase, name + u".w"_s, phase);
        builder.chain(name + u".b > "_s + name + u".w > "_s + name + u".e"_s);
        builder.close();
        way << name;
    }
    way << u"e"_s;
    builder.chain(way.join(u" > "_s));
    return builder.build();
}

/// Both unit procedures side by side; a sends to b and both end together.
MasterRecipe transfer()
{
    RecipeBuilder builder;
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    for (const auto &[name, role, phase] : {std::tuple(u"p1"_s, u"ROLE1"_s, u"send"_s),
             std::tuple(u"p2"_s, u"ROLE2"_s, u"receive"_s)}) {
        builder.open(K::UnitProcedure, name, role);
        builder.add(K::Phase, name + u".w"_s, phase);
        builder.chain(name + u".b > "_s + name + u".w > "_s + name + u".e"_s);
        builder.close();
        builder.chain(u"s > "_s + name + u" > j"_s);
    }
    builder.link(linkOf(u"sync"_s, u"p1.w"_s, u"p2.w"_s, LinkKind::Sync));
    builder.chain(u"b > s"_s);
    builder.chain(u"j > e"_s);
    return builder.build();
}

QStringList eventsOf(const CellRig &rig, const char *code)
{
    QStringList found;
    for (const JournalEvent &event : rig.journal.events) {
        if (event.code == QLatin1String(code))
            found << event.batch.value() + u' ' + event.element.value() + u' '
                    + eventdata::text(event.data, u"unit");
    }
    return found;
}

} // namespace

class tst_ProcessCell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoBatchesRunSideBySide();
    void theSecondWaitsUntilTheUnitIsCleared();
    void aUnitIsKeptForItsOwnBatch();
    void priorityGoesFirst();
    void lessTimeLeftGoesBeforePriority();
    void oppositeWaysNeverBlock();
    void crossedTransfersNeverBlock();
    void whoWaitsKeepsHisPlaceAfterACrash();
    void aClearanceNeedsTwoPeopleAndItems();
    void anotherBatchsValueIsNoValue();
    void anotherBatchsUnitIsNotTouched();
    void oneGroupOfEventsPerTick();
    void whatTheJournalRefusesHasNotHappened();
    void anEndedBatchLeavesItsUnitsToBeCleared();
};

void tst_ProcessCell::twoBatchesRunSideBySide()
{
    CellRig rig(4);
    QVERIFY(rig.create(u"A"_s, oneAfterTheOther(u"1 2"_s), {u"U1"_s, u"U2"_s}).ok());
    QVERIFY(rig.create(u"B"_s, oneAfterTheOther(u"1 2"_s), {u"U3"_s, u"U4"_s}).ok());
    QCOMPARE(
        rig.create(u"B"_s, oneAfterTheOther(u"1"_s), {u"U1"_s}).error().code(), u"batch.exists"_s);
    rig.start(u"A"_s);
    rig.run(5);
    rig.start(u"B"_s);
    rig.run(5);
    QCOMPARE(rig.stateOf(u"A"_s, u"p2"_s), S::Running);
    QCOMPARE(rig.stateOf(u"B"_s, u"p1"_s), S::Running);
    rig.command(u"A"_s, {}, C::Hold);
    rig.run(30);
    QCOMPARE(rig.stateOf(u"A"_s), S::Held);
    QCOMPARE(rig.stateOf(u"B"_s), S::Complete);
    rig.cell->forget(BatchId(u"B"_s));
    QCOMPARE(rig.cell->batches(), QVector<BatchId> {BatchId(u"A"_s)});
    rig.command(u"B"_s, {}, C::Hold);
    QCOMPARE(rig.takeRefusals(), QStringList {u"batch.unknown"_s});
}

void tst_ProcessCell::theSecondWaitsUntilTheUnitIsCleared()
{
    CellRig rig(1);
    for (const QString &name : {u"A"_s, u"B"_s}) {
        QVERIFY(rig.create(name, oneAfterTheOther(u"1"_s), {u"U1"_s}).ok());
        rig.start(name);
    }
    QCOMPARE(rig.claim(u"U1"_s).holder, BatchId(u"A"_s));
    QCOMPARE(rig.claim(u"U1"_s).state, Claim::Allocated);
    QCOMPARE(rig.claim(u"U1"_s).queue.size(), 1);
    QCOMPARE(rig.claim(u"U1"_s).queue.first().batch, BatchId(u"B"_s));
    QCOMPARE(rig.claim(u"U1"_s).queue.first().why.code, u"unit.held"_s);
    rig.clear(u"U1"_s);
    QCOMPARE(rig.takeRefusals(), QStringList {u"clearance.stillUsed"_s});
    rig.run(10);
    QCOMPARE(rig.stateOf(u"A"_s), S::Complete);
    QCOMPARE(rig.claim(u"U1"_s).state, Claim::AwaitingClearance);
    QCOMPARE(rig.claim(u"U1"_s).queue.first().why.code, u"unit.awaitsClearance"_s);
    rig.run(60);
    QCOMPARE(rig.stateOf(u"B"_s, u"p1"_s), S::Idle);
    rig.clear(u"U1"_s);
    QCOMPARE(rig.stateOf(u"B"_s, u"p1"_s), S::Running);
    QCOMPARE(rig.claim(u"U1"_s).holder, BatchId(u"B"_s));
    // The clearance stands in the record of the batch that left the unit.
    QCOMPARE(eventsOf(rig, event::UnitCleared), QStringList {u"A  U1"_s});
    QCOMPARE(eventsOf(rig, event::UnitRequested), QStringList {u"B p1 U1"_s});
    QCOMPARE(rig.takeRefusals(), QStringList());
}

void tst_ProcessCell::aUnitIsKeptForItsOwnBatch()
{
    CellRig rig(2);
    QVERIFY(rig.create(u"A"_s, oneAfterTheOther(u"1 2 1"_s), {u"U1"_s, u"U2"_s}).ok());
    QVERIFY(rig.create(u"B"_s, oneAfterTheOther(u"1"_s), {u"U1"_s}).ok());
    rig.start(u"A"_s);
    rig.start(u"B"_s);
    rig.run(12);
    // A is at U2; its cells may still be in U1.
    QCOMPARE(rig.stateOf(u"A"_s, u"p2"_s), S::Running);
    QCOMPARE(rig.claim(u"U1"_s).state, Claim::Kept);
    QCOMPARE(rig.claim(u"U1"_s).queue.first().why.code, u"unit.kept"_s);
    rig.clear(u"U1"_s);
    QCOMPARE(rig.takeRefusals(), QStringList {u"clearance.stillUsed"_s});
    rig.run(18);
    QCOMPARE(rig.stateOf(u"A"_s), S::Complete);
    rig.clear(u"U1"_s);
    rig.run(10);
    QCOMPARE(rig.stateOf(u"B"_s), S::Complete);
}

void tst_ProcessCell::priorityGoesFirst()
{
    CellRig rig(1);
    for (const auto &[name, priority] :
        {std::pair(u"A"_s, 0), std::pair(u"B"_s, 0), std::pair(u"C"_s, 5)}) {
        QVERIFY(rig.create(name, oneAfterTheOther(u"1"_s), {u"U1"_s}, priority).ok());
        rig.start(name);
        rig.run(1);
    }
    const QVector<UnitClaim::Waiting> queue = rig.claim(u"U1"_s).queue;
    QCOMPARE(queue.size(), 2);
    QCOMPARE(queue.at(0).batch, BatchId(u"C"_s)); // asked last, but its patient goes first
    QCOMPARE(queue.at(1).batch, BatchId(u"B"_s));
    rig.run(10);
    rig.clear(u"U1"_s);
    QCOMPARE(rig.stateOf(u"C"_s, u"p1"_s), S::Running);
    QCOMPARE(rig.stateOf(u"B"_s, u"p1"_s), S::Idle);
    // Who stands Held in the queue keeps nobody waiting.
    rig.run(10);
    rig.command(u"B"_s, {}, C::Hold);
    QVERIFY(rig.create(u"D"_s, oneAfterTheOther(u"1"_s), {u"U1"_s}, -1).ok());
    rig.start(u"D"_s);
    rig.run(1);
    rig.clear(u"U1"_s);
    QCOMPARE(rig.stateOf(u"D"_s, u"p1"_s), S::Running);
}

void tst_ProcessCell::lessTimeLeftGoesBeforePriority()
{
    RecipeBuilder builder; // a first step without a unit, then U1 within two hours
    builder.add(K::Phase, u"q"_s, u"quick"_s);
    builder.open(K::UnitProcedure, u"p1"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"p1.w"_s, u"wait"_s);
    builder.chain(u"p1.b > p1.w > p1.e"_s);
    builder.close();
    Link limited = linkOf(u"q>p1"_s, u"q"_s, u"p1"_s);
    limited.holdLimit = std::chrono::hours(2);
    builder.link(limited);
    builder.chain(u"b > q"_s);
    builder.chain(u"p1 > e"_s);
    CellRig rig(1);
    QVERIFY(rig.create(u"A"_s, oneAfterTheOther(u"1"_s), {u"U1"_s}).ok());
    QVERIFY(rig.create(u"B"_s, oneAfterTheOther(u"1"_s), {u"U1"_s}, 9).ok());
    QVERIFY(rig.create(u"C"_s, builder.build(), {u"U1"_s}).ok());
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        rig.start(name);
    rig.run(1);
    QCOMPARE(rig.claim(u"U1"_s).queue.at(0).batch, BatchId(u"C"_s));
    QCOMPARE(rig.claim(u"U1"_s).queue.at(1).batch, BatchId(u"B"_s));
}

void tst_ProcessCell::oppositeWaysNeverBlock()
{
    // Each holds, as Kept, what the other one wants next: the classic circle.
    CellRig rig(2);
    QVERIFY(rig.create(u"A"_s, oneAfterTheOther(u"1 2 1"_s), {u"U1"_s, u"U2"_s}).ok());
    QVERIFY(rig.create(u"B"_s, oneAfterTheOther(u"1 2 1"_s), {u"U2"_s, u"U1"_s}).ok());
    rig.start(u"A"_s);
    rig.start(u"B"_s);
    QCOMPARE(rig.stateOf(u"A"_s, u"p1"_s), S::Running);
    QCOMPARE(rig.stateOf(u"B"_s, u"p1"_s), S::Idle); // U2 is free, and not given
    QCOMPARE(rig.claim(u"U2"_s).queue.first().why.code, u"unit.wouldBlock"_s);
    for (int minute = 0; minute < 90; ++minute) {
        rig.run(1);
        rig.answerAll();
    }
    QCOMPARE(rig.stateOf(u"A"_s), S::Complete);
    QCOMPARE(rig.stateOf(u"B"_s), S::Complete);
}

void tst_ProcessCell::crossedTransfersNeverBlock()
{
    CellRig rig(2);
    QVERIFY(rig.create(u"A"_s, transfer(), {u"U1"_s, u"U2"_s}).ok());
    QVERIFY(rig.create(u"B"_s, transfer(), {u"U2"_s, u"U1"_s}).ok());
    rig.start(u"A"_s);
    rig.start(u"B"_s);
    for (int minute = 0; minute < 60; ++minute) {
        rig.run(1);
        rig.answerAll();
    }
    QCOMPARE(rig.stateOf(u"A"_s), S::Complete);
    QCOMPARE(rig.stateOf(u"B"_s), S::Complete);
}

void tst_ProcessCell::whoWaitsKeepsHisPlaceAfterACrash()
{
    CellRig rig(1);
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s}) {
        QVERIFY(rig.create(name, oneAfterTheOther(u"1"_s), {u"U1"_s}).ok());
        rig.start(name);
        rig.run(1);
    }
    const UnitClaim before = rig.claim(u"U1"_s);
    rig.crash();
    QCOMPARE(rig.stateOf(u"A"_s, u"p1"_s), S::Held);
    QCOMPARE(rig.claim(u"U1"_s).holder, BatchId(u"A"_s));
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        rig.command(name, {}, C::Restart);
    rig.run(1);
    const UnitClaim after = rig.claim(u"U1"_s);
    QCOMPARE(after.queue.size(), 2);
    for (qsizetype i = 0; i < 2; ++i) {
        QCOMPARE(after.queue.at(i).batch, before.queue.at(i).batch);
        QCOMPARE(after.queue.at(i).since, before.queue.at(i).since);
    }
    QCOMPARE(eventsOf(rig, event::UnitRequested).size(), 2); // nobody asks twice
    for (int minute = 0; minute < 40; ++minute) {
        rig.run(1);
        rig.answerAll();
    }
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        QCOMPARE(rig.stateOf(name), S::Complete);
}

void tst_ProcessCell::aClearanceNeedsTwoPeopleAndItems()
{
    CellRig rig(1);
    QVERIFY(rig.create(u"A"_s, oneAfterTheOther(u"1"_s), {u"U1"_s}).ok());
    rig.clear(u"U1"_s);
    QCOMPARE(rig.takeRefusals(), QStringList {u"clearance.notWaiting"_s});
    rig.start(u"A"_s);
    rig.run(10);
    LineClearance clearance {UnitId(u"U1"_s), {}, {u"empty"_s}, PersonId(u"anna"_s), {}};
    rig.cell->clearUnit(clearance);
    clearance.verifiedBy = clearance.person;
    rig.cell->clearUnit(clearance);
    clearance.verifiedBy = PersonId(u"bert"_s);
    clearance.items.clear();
    rig.cell->clearUnit(clearance);
    QCOMPARE(rig.takeRefusals(),
        (QStringList {u"clearance.noPerson"_s, u"clearance.samePerson"_s, u"clearance.noItems"_s}));
    QCOMPARE(rig.claim(u"U1"_s).state, Claim::AwaitingClearance);
    rig.clear(u"U1"_s);
    QCOMPARE(rig.claim(u"U1"_s).state, Claim::Free);
}

void tst_ProcessCell::anotherBatchsValueIsNoValue()
{
    // B waits for a temperature of U1, which it has used; then A uses U1 and heats it.
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"p1"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"p1.w"_s, u"quick"_s);
    builder.chain(u"p1.b > p1.w > p1.e"_s);
    builder.close();
    builder.add(K::Transition, u"t"_s).condition = u"ROLE1:temperature.pv > 30"_s;
    builder.add(K::Phase, u"after"_s, u"wait"_s);
    builder.chain(u"b > p1 > t > after > e"_s);
    CellRig rig(1);
    QVERIFY(rig.create(u"B"_s, builder.build(), {u"U1"_s}).ok());
    rig.gateway->set(u"U1.temperature.pv"_s, 20);
    rig.start(u"B"_s);
    rig.run(1);
    rig.clear(u"U1"_s);
    QVERIFY(rig.create(u"A"_s, oneAfterTheOther(u"1"_s), {u"U1"_s}).ok());
    rig.start(u"A"_s);
    rig.gateway->set(u"U1.temperature.pv"_s, 37);
    rig.run(3);
    QCOMPARE(rig.stateOf(u"A"_s, u"p1"_s), S::Running);
    QCOMPARE(rig.stateOf(u"B"_s, u"after"_s), S::Idle); // 37 °C are A's
}

void tst_ProcessCell::anotherBatchsUnitIsNotTouched()
{
    // The phase class writes to ROLE2, which no unit procedure of B has: B must get it first.
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"p1"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"p1.d"_s, u"draw"_s);
    builder.chain(u"p1.b > p1.d > p1.e"_s);
    builder.close();
    builder.chain(u"b > p1 > e"_s);
    CellRig rig(2);
    QVERIFY(rig.create(u"A"_s, oneAfterTheOther(u"1"_s), {u"U2"_s}).ok());
    QVERIFY(rig.create(u"B"_s, builder.build(), {u"U1"_s, u"U2"_s}).ok());
    rig.start(u"A"_s);
    rig.start(u"B"_s);
    rig.run(3);
    QCOMPARE(rig.stateOf(u"B"_s, u"p1.d"_s), S::Idle);
    QVERIFY(!rig.gateway->log.join(u' ').contains(u"U2.stirrer"_s));
    QCOMPARE(rig.claim(u"U2"_s).queue.first().element, ElementId(u"p1.d"_s));
    rig.run(8);
    rig.clear(u"U2"_s);
    QCOMPARE(rig.stateOf(u"B"_s, u"p1.d"_s), S::Running);
    rig.run(10);
    QCOMPARE(rig.stateOf(u"B"_s), S::Complete);
    QCOMPARE(rig.claim(u"U2"_s).state, Claim::Free); // what served needs no clearance
}

void tst_ProcessCell::oneGroupOfEventsPerTick()
{
    CellRig rig(6);
    for (int i = 1; i <= 6; ++i) {
        const QString name = u"B%1"_s.arg(i);
        QVERIFY(rig.create(name, oneAfterTheOther(u"1"_s), {u"U%1"_s.arg(i)}).ok());
        rig.start(name);
    }
    const qsizetype before = rig.journal.groups.size();
    rig.run(10); // all six end in the same minute
    QCOMPARE(rig.journal.groups.size(), before + 1);
    // Live state and journal agree, numbers included.
    for (const BatchId &id : rig.cell->batches()) {
        const BatchState folded = BatchState::fold(*rig.journal.read(id));
        QCOMPARE(folded.lastSequence, rig.cell->batch(id)->state().lastSequence);
        QCOMPARE(folded.state, S::Complete);
    }
}

void tst_ProcessCell::whatTheJournalRefusesHasNotHappened()
{
    CellRig rig(1);
    for (const QString &name : {u"A"_s, u"B"_s}) {
        QVERIFY(rig.create(name, oneAfterTheOther(u"1"_s), {u"U1"_s}).ok());
        rig.start(name);
    }
    rig.journal.failing = true;
    rig.run(10); // A would end and release its unit
    QCOMPARE(rig.stateOf(u"A"_s), S::Running);
    QCOMPARE(rig.claim(u"U1"_s).state, Claim::Allocated);
    rig.clear(u"U1"_s);
    QCOMPARE(rig.takeRefusals(), QStringList {u"clearance.stillUsed"_s});
    rig.journal.failing = false;
    rig.run(1);
    QVERIFY(rig.claim(u"U1"_s).holder == BatchId(u"A"_s));
}

void tst_ProcessCell::anEndedBatchLeavesItsUnitsToBeCleared()
{
    CellRig rig(1);
    for (const QString &name : {u"A"_s, u"B"_s}) {
        QVERIFY(rig.create(name, oneAfterTheOther(u"1"_s), {u"U1"_s}).ok());
        rig.start(name);
    }
    rig.command(u"A"_s, {}, C::Abort);
    rig.run(1);
    QCOMPARE(rig.stateOf(u"A"_s), S::Aborted);
    QCOMPARE(rig.claim(u"U1"_s).state, Claim::AwaitingClearance);
    rig.cell->forget(BatchId(u"A"_s));
    rig.crash(); // a new program knows it from the journal
    QCOMPARE(rig.claim(u"U1"_s).state, Claim::AwaitingClearance);
    QCOMPARE(rig.claim(u"U1"_s).holder, BatchId(u"A"_s));
    rig.clear(u"U1"_s);
    rig.command(u"B"_s, {}, C::Restart);
    rig.run(1);
    QCOMPARE(rig.stateOf(u"B"_s, u"p1"_s), S::Running);
}

QTEST_GUILESS_MAIN(tst_ProcessCell)
#include "tst_processcell.moc"
