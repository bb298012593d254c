// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The runtime rules in execution: what they refuse does not start, waits for a person, survives a
// crash, and is never judged again in a replay.
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"
#include "tests/execution/permissivebench.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using S = ProceduralState;

namespace {

Attributes &stateOf(PermissiveBench &bench, const char *unit)
{
    return bench.binding->unitStates[UnitId(QString::fromLatin1(unit))].attributes;
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
    Booking other; // another product in the room, now
    other.batch = BatchId(u"B-OTHER"_s);
    other.product = u"OTHER"_s;
    other.unit = UnitId(u"SEP-01"_s);
    other.room = RoomId(u"R-C01"_s);
    other.from = bench.clock.now() - 1h;
    other.to = bench.clock.now() + 24h;
    other.closed = false;
    bench.binding->bookings = {other};
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
