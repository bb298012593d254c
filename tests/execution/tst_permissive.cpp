// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The runtime rules in execution: what they refuse does not start, waits for a person, survives a
// crash, and is never judged again in a replay.
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"
#include "tests/execution/permissivebench.h"

#include <QtTest/QtTest>

#include <functional>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using S = ProceduralState;

namespace {

using Change = std::function<void(PermissiveBench &)>;

struct Row
{
    const char *name = "";
    const char *step = "";
    Change change;
    QStringList codes; ///< what stands in the way; empty: it starts
};

Attributes &stateOf(PermissiveBench &bench, const char *unit)
{
    return bench.binding->unitStates[UnitId(QString::fromLatin1(unit))].attributes;
}

Booking foreign(const PermissiveBench &bench, const QString &product)
{
    Booking booking;
    booking.batch = BatchId(u"B-OTHER"_s);
    booking.product = product;
    booking.unit = UnitId(u"SEP-01"_s);
    booking.room = RoomId(u"R-C01"_s);
    booking.from = bench.clock.now() - 1h;
    booking.to = bench.clock.now() + 24h;
    booking.closed = false;
    return booking;
}

void addIrreversible(PermissiveBench &bench, const QString &outcome)
{
    Element ship = bench.change(u"release.sign"_s);
    ship.attributes.set(u"irreversible"_s, u"ship"_s);
    bench.put(ship);
    bench.gate(u"day12"_s, outcome);
}

QVector<Row> bindingRows()
{
    return {
        {"clearance of the line", "receive.clear", {}, {}},
        {"MAT-01 rejected lot", "process.prime",
            [](PermissiveBench &b) { b.lot(u"buffer"_s)->status = LotStatus::Rejected; },
            {u"GMP-MAT-01.rejected"_s}},
        {"MAT-01 other step", "culture1.settle",
            [](PermissiveBench &b) { b.lot(u"buffer"_s)->status = LotStatus::Rejected; }, {}},
        {"MAT-01 expires before the end", "process.prime",
            [](PermissiveBench &b) { b.lot(u"buffer"_s)->expiry = b.clock.now() + 5min; },
            {u"GMP-MAT-01.expires"_s}},
        {"MAT-02 no record", "process.label",
            [](PermissiveBench &b) {
                b.lot(u"beads"_s)->status = LotStatus::ConditionallyReleased;
            },
            {u"GMP-MAT-02.noRecord"_s}},
        {"MAT-07 tests missing", "culture1.vector",
            [](PermissiveBench &b) { b.lot(u"vector"_s)->attributes.remove(u"testsOnFile"_s); },
            {u"GMP-MAT-07.tests"_s}},
        {"SUS-01 expired set", "process.weld",
            [](PermissiveBench &b) { b.set(u"set-processor"_s)->expiry = b.clock.now(); },
            {u"GMP-SUS-01.expires"_s}},
        {"SUS-02 used set", "process.weld",
            [](PermissiveBench &b) { b.set(u"set-processor"_s)->usedBy = {BatchId(u"B-OLD"_s)}; },
            {u"GMP-SUS-02.used"_s}},
        {"PER-01 nobody", "receive.clear",
            [](PermissiveBench &b) {
                b.binding->assignments.removeIf([](const Assignment &one) {
                    return one.element.value() == "receive.clear"_L1 && !one.checker;
                });
            },
            {u"GMP-PER-01.nobody"_s}},
        {"PER-01 training lapsed", "receive.clear",
            [](PermissiveBench &b) {
                for (CrewMember &one : b.binding->crew)
                    one.qualifications[u"CART-LV-01/3"_s] = b.clock.now() - 24h;
            },
            {u"GMP-PER-01.expires"_s}},
        {"PER-02 checks himself", "receive.clear",
            [](PermissiveBench &b) {
                for (Assignment &one : b.binding->assignments)
                    one.person = PersonId(u"P-021"_s);
            },
            {u"GMP-PER-02.samePerson"_s}},
        {"COI-03 wrong donor", "process.load",
            [](PermissiveBench &b) {
                b.binding->attributes.set(u"donors"_s, QStringList {u"D-9"_s});
            },
            {u"GMP-COI-03.mismatch"_s}},
        {"SEG-06 positive donor", "process.load",
            [](PermissiveBench &b) {
                b.binding->attributes.set(u"donorSerology"_s, u"positive"_s);
            },
            {u"GMP-SEG-06.zone"_s}},
        {"TIM-03 too old", "process.load",
            [](PermissiveBench &b) {
                b.binding->attributes.set(u"collectedAt"_s, UtcTime(b.clock.now() - 24h * 10));
            },
            {u"GMP-TIM-03.tooOld"_s}},
        {"EQP-03 not clean", "process.prime",
            [](PermissiveBench &b) {
                stateOf(b, "SEP-01").set(u"cleanStatus"_s, u"toBeCleaned"_s);
            },
            {u"GMP-EQP-03.notClean"_s}},
        {"CLR-01 not cleared", "culture1.clear",
            [](PermissiveBench &b) { stateOf(b, "BR-01").remove(u"clearanceRecord"_s); },
            {u"GMP-CLR-01.notConfirmed"_s}},
        {"CLR-04 clean hold", "culture1.clear",
            [](PermissiveBench &b) {
                stateOf(b, "BR-01").set(u"cleanedAt"_s, UtcTime(b.clock.now() - 24h * 31));
            },
            {u"GMP-CLR-04.cleanHold"_s}},
        {"SEG-01 other product", "process.prime",
            [](PermissiveBench &b) { b.binding->bookings = {foreign(b, u"OTHER"_s)}; },
            {u"GMP-SEG-01.now"_s, u"GMP-SEG-02.now"_s}},
        {"SEG-02 other batch, open", "process.prime",
            [](PermissiveBench &b) { b.binding->bookings = {foreign(b, b.recipe.productCode)}; },
            {u"GMP-SEG-02.now"_s}},
        {"SEG-02 other batch has left", "process.prime",
            [](PermissiveBench &b) {
                b.binding->bookings = {foreign(b, b.recipe.productCode)};
                b.binding->bookings.first().to = b.clock.now() - 1min;
            },
            {}},
        {"SEG-02 both closed", "process.prime",
            [](PermissiveBench &b) {
                b.binding->bookings = {foreign(b, b.recipe.productCode)};
                b.binding->bookings.first().closed = true;
            },
            {}},
    };
}

QVector<Row> recordRows()
{
    return {
        {"EQP-02 calibration due", "process.prime",
            [](PermissiveBench &b) { b.unit(u"SEP-01"_s)->calibrationDue = b.clock.now() + 1min; },
            {u"GMP-EQP-02.due"_s}},
        {"EQP-02 long enough", "process.prime",
            [](PermissiveBench &b) {
                b.unit(u"SEP-01"_s)->calibrationDue = b.clock.now() + 24h * 60;
            },
            {}},
        {"ENV-09 requalification", "process.prime",
            [](PermissiveBench &b) {
                b.room(u"R-C01"_s)
                    ->attributes.set(u"requalificationDue"_s, UtcTime(b.clock.now() - 24h));
            },
            {u"GMP-ENV-09.requalification"_s}},
        {"ENV-09 action limit", "process.prime",
            [](PermissiveBench &b) {
                b.room(u"R-C01"_s)->attributes.set(u"environmentState"_s, u"action"_s);
            },
            {u"GMP-ENV-09.action"_s}},
        {"TIM-02 waited too long", "culture1.in",
            [](PermissiveBench &b) { b.done(u"process.out"_s, 121min); },
            {u"GMP-TIM-02.elapsed"_s}},
        {"TIM-02 waited to the limit", "culture1.in",
            [](PermissiveBench &b) { b.done(u"process.out"_s, 120min); }, {}},
        {"TIM-04 cryoprotectant", "freeze.run",
            [](PermissiveBench &b) { b.done(u"fill.cryo"_s, 119min); }, {u"GMP-TIM-04.elapsed"_s}},
        {"TIM-04 in time", "freeze.run", [](PermissiveBench &b) { b.done(u"fill.cryo"_s, 10min); },
            {}},
        {"IPC-08 gate undecided", "release.sign",
            [](PermissiveBench &b) { addIrreversible(b, u"pending"_s); },
            {u"GMP-IPC-08.undecided"_s}},
        {"IPC-08 gate failed", "release.sign",
            [](PermissiveBench &b) { addIrreversible(b, u"fail"_s); }, {u"GMP-IPC-08.failed"_s}},
        {"IPC-08 gate passed", "release.sign",
            [](PermissiveBench &b) { addIrreversible(b, u"pass"_s); }, {}},
        {"BAL-05 a label is missing", "release",
            [](PermissiveBench &b) {
                b.passResults(u"release"_s);
                b.result(u"labelDifference"_s, JsonValue(1.0));
            },
            {u"GMP-BAL-05.counted"_s}},
        {"BAL-05 all labels there", "release",
            [](PermissiveBench &b) {
                b.passResults(u"release"_s);
                b.result(u"labelDifference"_s, JsonValue(0.0));
            },
            {}},
        {"COI-03 nobody has matched", "release",
            [](PermissiveBench &b) {
                b.binding->attributes.remove(u"donorRecipientCheck"_s);
                b.passResults(u"release"_s);
            },
            {u"GMP-COI-03.unconfirmed"_s}},
        {"MAT-02 a lot is open", "release",
            [](PermissiveBench &b) {
                MaterialLot &lot = *b.lot(u"beads"_s);
                lot.status = LotStatus::ConditionallyReleased;
                lot.attributes.set(u"conditionalReleaseRecord"_s, u"CR-1"_s);
                lot.attributes.set(u"riskAssessment"_s, u"RA-1"_s);
                b.passResults(u"release"_s);
            },
            {u"GMP-MAT-02.open"_s}},
    };
}

QVector<Row> rows()
{
    return bindingRows() + recordRows();
}

void calibrationDue(PermissiveBench &bench)
{
    bench.unit(u"SEP-01"_s)->calibrationDue = bench.clock.now() + 1min;
}

void roomOverdue(PermissiveBench &bench)
{
    bench.room(u"R-C01"_s)
        ->attributes.set(u"requalificationDue"_s, UtcTime(bench.clock.now() - 24h));
}

} // namespace

class tst_Permissive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void asked_data();
    void asked();
    void refusalIsJournalledBeforeAnybodyIsAsked();
    void killedAfterTheRefusal();
    void mendedAndTriedAgain();
    void waivedByTheRole();
    void notWaivable();
    void restartIsRefused();
    void heldTooLongIsNotRestarted();
    void abortClosesTheQuestion();
    void warnsOnce();
    void rulesAreThoseOfTheBatch_data();
    void rulesAreThoseOfTheBatch();
    void waitingForTheSourceIsNoTransferYet();
    void saysWhatNobodyJudges();
    void sameSecondPersonLeavesARow();
    void withoutRulesNothingIsAsked();
};

void tst_Permissive::asked_data()
{
    QTest::addColumn<int>("index");
    const QVector<Row> all = rows();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << i;
}

void tst_Permissive::asked()
{
    QFETCH(const int, index);
    const Row row = rows()[index];
    const QString step = QString::fromLatin1(row.step);
    PermissiveBench bench;
    if (row.change)
        row.change(bench);
    bench.place(step);
    bench.resume();
    bench.tick();
    QCOMPARE(bench.refused(), row.codes);
    if (row.codes.isEmpty()) {
        QVERIFY(bench.stateOf(step) != S::Idle);
        QVERIFY2(bench.events(u"rule.refused"_s).isEmpty(),
            qPrintable(bench.events(u"rule.refused"_s).join(u'\n')));
        return;
    }
    const bool isGate = bench.recipe.procedure.element(ElementId(step))->kind == ElementKind::Gate;
    QCOMPARE(bench.stateOf(step), isGate ? S::Running : S::Idle);
    QVERIFY(bench.state().status(ElementId(step)).outcome.isEmpty());
    QCOMPARE(bench.state().prompts.size(), 1);
    const Prompt prompt = bench.state().prompts.constBegin().value();
    QCOMPARE(prompt.element, ElementId(step));
    QCOMPARE(prompt.purpose, PromptPurpose::Refusal);
    for (const QString &text : {prompt.definition.text.en, prompt.definition.text.zh})
        QVERIFY2(text.contains(u"GMP-"_s) && !text.contains(u'{'), qPrintable(text));
    // Ticks change nothing while nobody has answered, and a replay gives the same.
    const qsizetype before = bench.journal.events.size();
    bench.clock.advance(1min);
    bench.tick();
    QCOMPARE(bench.journal.events.size(), before);
    const BatchState replayed = BatchState::fold(bench.journal.events);
    QCOMPARE(replayed.refusals, bench.state().refusals);
    QCOMPARE(replayed.prompts, bench.state().prompts);
    QCOMPARE(replayed.tokens, bench.state().tokens);
}

void tst_Permissive::refusalIsJournalledBeforeAnybodyIsAsked()
{
    PermissiveBench bench;
    calibrationDue(bench);
    bench.place(u"process.prime"_s);
    bench.comeUp();
    QVector<Prompt> shown;
    connect(bench.executor.get(), &RecipeExecutor::promptOpened, this,
        [&shown](const Prompt &prompt) { shown << prompt; });
    bench.journal.failing = true;
    bench.restart();
    bench.tick();
    QVERIFY(shown.isEmpty());
    QVERIFY(bench.state().refusals.isEmpty());
    bench.journal.failing = false;
    bench.restart();
    bench.tick();
    QCOMPARE(shown.size(), 1);
    const QStringList told = bench.events(u"rule.refused"_s);
    QCOMPARE(told.size(), 1);
    for (const QString &part : {u"\"rule\":\"GMP-EQP-02\""_s, u"\"unit\":\"SEP-01\""_s,
             u"\"moment\":\"start\""_s, u"\"version\":"_s, u"\"example\":"_s, u"\"key\":"_s})
        QVERIFY2(told.first().contains(part), qPrintable(part + u'\n' + told.first()));
}

void tst_Permissive::killedAfterTheRefusal()
{
    PermissiveBench bench;
    calibrationDue(bench);
    bench.place(u"process.prime"_s);
    bench.resume();
    QCOMPARE(bench.refused(), QStringList {u"GMP-EQP-02.due"_s});
    const Refusal before = bench.state().refusals.value(ElementId(u"process.prime"_s));
    // Another program, whose rules would have nothing against it: what was decided stays decided.
    bench.unit(u"SEP-01"_s)->calibrationDue = bench.clock.now() + 24h * 365;
    bench.comeUp();
    QCOMPARE(bench.state().refusals.value(ElementId(u"process.prime"_s)), before);
    QCOMPARE(bench.state().prompts.size(), 1);
    QCOMPARE(bench.stateOf(u"process.prime"_s), S::Idle);
    // A third one, with the old facts: RESTART tries again, and is refused again.
    calibrationDue(bench);
    bench.resume();
    QCOMPARE(bench.refused(), QStringList {u"GMP-EQP-02.due"_s});
    QCOMPARE(bench.events(u"rule.refused"_s).size(), 2);
    QCOMPARE(bench.state().prompts.size(), 1);
    QCOMPARE(bench.stateOf(u"process.prime"_s), S::Idle);
}

void tst_Permissive::mendedAndTriedAgain()
{
    PermissiveBench bench;
    stateOf(bench, "SEP-01").set(u"cleanStatus"_s, u"toBeCleaned"_s);
    bench.place(u"process.prime"_s);
    bench.resume();
    QCOMPARE(bench.refused(), QStringList {u"GMP-EQP-03.notClean"_s});
    bench.answer(1, {}, u"P-021"_s); // says it is mended, and it is not
    QCOMPARE(bench.events(u"rule.refused"_s).size(), 2);
    QCOMPARE(bench.stateOf(u"process.prime"_s), S::Idle);
    stateOf(bench, "SEP-01").set(u"cleanStatus"_s, u"clean"_s);
    QVERIFY(bench.executor->bind(*bench.binding, PersonId(u"P-021"_s)));
    bench.answer(1, {}, u"P-021"_s);
    QCOMPARE(bench.stateOf(u"process.prime"_s), S::Running);
    QVERIFY(bench.state().refusals.isEmpty());
    // Whoever says so has not done the step.
    QVERIFY(bench.state().status(ElementId(u"process.prime"_s)).persons.isEmpty());
}

void tst_Permissive::waivedByTheRole()
{
    PermissiveBench bench;
    roomOverdue(bench);
    bench.place(u"process.prime"_s);
    bench.resume();
    QCOMPARE(bench.refused(), QStringList {u"GMP-ENV-09.requalification"_s});
    bench.answer(1, {}, u"P-021"_s); // "accept with a reason"
    QCOMPARE(bench.state().prompts.size(), 1);
    const Prompt asks = bench.state().prompts.constBegin().value();
    QCOMPARE(asks.purpose, PromptPurpose::Waiver);
    QCOMPARE(asks.definition.role, u"qa"_s);
    bench.answer(0, u"in a hurry"_s, u"P-021"_s); // an operator may not
    QCOMPARE(bench.refusals.last().code(), u"waiver.wrongRole"_s);
    QCOMPARE(bench.events(u"answer.refused"_s).size(), 1);
    bench.answer(0, u"  "_s, u"P-031"_s); // and not without a reason
    QCOMPARE(bench.refusals.last().code(), u"prompt.empty"_s);
    QCOMPARE(bench.stateOf(u"process.prime"_s), S::Idle);
    bench.answer(0, u"requalified yesterday, certificate under way"_s, u"P-031"_s);
    QCOMPARE(bench.stateOf(u"process.prime"_s), S::Running);
    const QStringList waived = bench.events(u"rule.waived"_s);
    QCOMPARE(waived.size(), 1);
    QVERIFY(waived.first().contains(u"certificate under way"_s));
    QVERIFY(bench.state().prompts.isEmpty());
    // It holds for the batch, after a crash, too.
    QCOMPARE(BatchState::fold(bench.journal.events).waived, bench.state().waived);
    bench.resume();
    QVERIFY(bench.stateOf(u"process.prime"_s) != S::Held);
    QCOMPARE(bench.events(u"rule.refused"_s).size(), 1);
}

void tst_Permissive::notWaivable()
{
    PermissiveBench bench;
    calibrationDue(bench);
    roomOverdue(bench); // one that may be waived beside one that may not
    bench.place(u"process.prime"_s);
    bench.resume();
    QCOMPARE(bench.refused().size(), 2);
    const Prompt prompt = bench.state().prompts.constBegin().value();
    QCOMPARE(prompt.definition.answer, AnswerKind::Confirm);
}

void tst_Permissive::restartIsRefused()
{
    PermissiveBench bench;
    calibrationDue(bench);
    bench.atWork(u"process.prime"_s, 5min);
    bench.comeUp();
    QCOMPARE(bench.stateOf(u"process.prime"_s), S::Held);
    bench.gateway->log.clear();
    bench.restart();
    bench.tick();
    QCOMPARE(bench.refusals.last().code(), u"run.refused"_s);
    QCOMPARE(bench.stateOf(u"process.prime"_s), S::Held);
    QCOMPARE(bench.state().state, S::Held);
    QVERIFY2(bench.gateway->log.isEmpty(), qPrintable(bench.gateway->log.join(u';')));
    const Refusal refusal = bench.state().refusals.value(ElementId(u"process.prime"_s));
    QCOMPARE(refusal.moment, u"restart"_s);
    QCOMPARE(refusal.target, ElementId());
    QCOMPARE(refusal.person, PersonId(u"P-021"_s));
    QVERIFY(bench.events(u"batch.command"_s).isEmpty());
    // Mended: the answer gives the RESTART that was refused.
    bench.unit(u"SEP-01"_s)->calibrationDue = bench.clock.now() + 24h * 365;
    bench.comeUp();
    QCOMPARE(bench.state().prompts.size(), 1);
    bench.answer(1, {}, u"P-022"_s);
    bench.tick();
    QVERIFY(bench.stateOf(u"process.prime"_s) != S::Held);
    QCOMPARE(bench.events(u"batch.command"_s).size(), 1);
    QVERIFY(bench.state().refusals.isEmpty());
}

void tst_Permissive::heldTooLongIsNotRestarted()
{
    for (const bool late : {false, true}) {
        PermissiveBench bench;
        Element step = bench.change(u"process.prime"_s);
        step.maxOpenTime = 60min;
        step.maxHeldTime = 30min;
        bench.put(step);
        bench.atWork(u"process.prime"_s, late ? 61min : 20min);
        bench.comeUp();
        bench.clock.advance(late ? 31min : 10min); // held since it came up
        bench.restart();
        const QStringList both {u"GMP-TIM-01.elapsed"_s, u"GMP-TIM-02.held"_s};
        QCOMPARE(bench.refused(), late ? both : QStringList());
    }
}

void tst_Permissive::abortClosesTheQuestion()
{
    PermissiveBench bench;
    calibrationDue(bench);
    bench.place(u"process.prime"_s);
    bench.resume();
    QCOMPARE(bench.state().prompts.size(), 1);
    bench.executor->command({}, ProceduralCommand::Hold, u"look"_s, PersonId(u"P-021"_s));
    bench.tick();
    QCOMPARE(bench.state().prompts.size(), 1); // held or not, somebody has to decide
    bench.executor->command({}, ProceduralCommand::Abort, u"lost"_s, PersonId(u"P-021"_s));
    bench.tick();
    QCOMPARE(bench.state().state, S::Aborted);
    QVERIFY(bench.state().prompts.isEmpty());
    QVERIFY(bench.state().refusals.isEmpty());
}

void tst_Permissive::warnsOnce()
{
    PermissiveBench bench;
    bench.done(u"receive.weigh"_s, 1min); // it gives, and nobody has looked at the weld
    bench.place(u"process.load"_s);
    bench.resume();
    QVERIFY(bench.stateOf(u"process.load"_s) != S::Idle);
    const QStringList warned = bench.events(u"rule.warned"_s);
    QCOMPARE(warned.size(), 1);
    QVERIFY2(warned.first().contains(u"GMP-CON-04.notChecked"_s), qPrintable(warned.first()));
    bench.resume();
    QCOMPARE(bench.events(u"rule.warned"_s).size(), 1);
}

void tst_Permissive::rulesAreThoseOfTheBatch_data()
{
    QTest::addColumn<Profile>("profile");
    QTest::addColumn<QStringList>("refused");
    const QStringList both {u"GMP-SEG-01.now"_s, u"GMP-SEG-02.now"_s};
    QTest::newRow("CN") << Profile::CN << both;
    QTest::newRow("EU") << Profile::EU << both;
    QTest::newRow("US") << Profile::US << QStringList {u"GMP-SEG-02.now"_s}; // SEG-01 only warns
}

// The program that comes up knows of the profile from the record alone.
void tst_Permissive::rulesAreThoseOfTheBatch()
{
    QFETCH(Profile, profile);
    QFETCH(QStringList, refused);
    PermissiveBench bench;
    bench.profile = profile;
    bench.binding->bookings = {foreign(bench, u"OTHER"_s)};
    bench.place(u"process.prime"_s);
    bench.resume();
    bench.tick();
    QCOMPARE(bench.refused(), refused);
    const QString warned = bench.events(u"rule.warned"_s).join(u'\n');
    QCOMPARE(warned.contains(u"GMP-SEG-01.now"_s), profile == Profile::US);
}

void tst_Permissive::waitingForTheSourceIsNoTransferYet()
{
    PermissiveBench bench;
    bench.place(u"culture2.in"_s); // begins beside its source and waits for it
    bench.resume();
    QVERIFY(bench.stateOf(u"culture2.in"_s) != S::Idle);
    const QString warned = bench.events(u"rule.warned"_s).join(u'\n');
    QVERIFY2(!warned.contains(u"GMP-CON-04"_s), qPrintable(warned));
}

void tst_Permissive::saysWhatNobodyJudges()
{
    for (const bool bound : {true, false}) {
        PermissiveBench bench;
        if (!bound)
            bench.binding.reset();
        bench.place(u"process.prime"_s);
        bench.resume();
        QVERIFY(bench.stateOf(u"process.prime"_s) != S::Idle);
        const QStringList told = bench.events(u"rule.unjudged"_s);
        QCOMPARE(told.size(), 1);
        QVERIFY(told.first().contains(u"run.unjudged.asDrawn"_s));
        for (const char *reason : {"lots", "sets", "people", "donor", "places", "otherBatches"})
            QCOMPARE(told.first().contains(u"run.unjudged."_s + QLatin1String(reason)), !bound);
        QCOMPARE(told.first().contains(u"GMP-MAT-01"_s), !bound);
        // Told again only when more becomes known.
        bench.resume();
        QCOMPARE(bench.events(u"rule.unjudged"_s).size(), 1);
    }
}

void tst_Permissive::sameSecondPersonLeavesARow()
{
    PermissiveBench bench;
    bench.place(u"receive.clear"_s);
    bench.resume();
    for (int i = 0; i < 20 && bench.refusals.isEmpty() && !bench.state().prompts.isEmpty(); ++i) {
        bench.answer(0, u"x"_s, u"P-021"_s);
        const ElementId step(u"receive.clear"_s);
        const QVector<SignaturePoint> points = bench.state().status(step).workDone
            ? bench.state().missingSignatures(step)
            : QVector<SignaturePoint>();
        for (const SignaturePoint &point : points)
            bench.executor->sign(
                ElementId(u"receive.clear"_s), point.meaning, point.role, PersonId(u"P-021"_s));
        bench.tick();
    }
    bool same = false;
    for (const Error &error : std::as_const(bench.refusals))
        same = same || error.code().endsWith("samePerson"_L1);
    QVERIFY(same);
    QVERIFY(!bench.events(u"answer.refused"_s).isEmpty());
    QVERIFY(bench.stateOf(u"receive.clear"_s) != S::Complete);
}

void tst_Permissive::withoutRulesNothingIsAsked()
{
    PermissiveBench bench;
    calibrationDue(bench);
    bench.place(u"process.prime"_s);
    FakeGateway gateway;
    RecipeExecutor executor(bench.plant, bench.clock, bench.journal, gateway);
    QVERIFY(executor.recover(BatchId(u"B-1"_s)));
    executor.command({}, ProceduralCommand::Restart, {}, PersonId(u"P-021"_s));
    executor.tick();
    QVERIFY(executor.state().status(ElementId(u"process.prime"_s)).state != S::Idle);
    QVERIFY(executor.state().refusals.isEmpty());
}

QTEST_GUILESS_MAIN(tst_Permissive)
#include "tst_permissive.moc"
