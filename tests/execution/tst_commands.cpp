// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;
using C = ProceduralCommand;

namespace {

/// up/op with a (wait) and m (manual step) side by side.
MasterRecipe sideBySide()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    builder.add(K::Phase, u"a"_s, u"wait"_s);
    builder.add(K::ManualStep, u"m"_s);
    builder.chain(u"up.b > s > a > j > up.e"_s);
    builder.chain(u"s > m > j"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    return builder.build();
}

/// up-out/out pumps, up-in/in receives, at the same time.
MasterRecipe transfer()
{
    RecipeBuilder builder;
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    int role = 1;
    for (const auto &[name, type] :
        {std::pair(u"out"_s, u"source"_s), std::pair(u"in"_s, u"sink"_s)}) {
        builder.open(K::UnitProcedure, u"up-"_s + name, u"ROLE"_s + QString::number(role++));
        builder.add(K::Phase, name, type);
        builder.chain(u"up-%1.b > %1 > up-%1.e"_s.arg(name));
        builder.close();
        builder.chain(u"s > up-%1 > j"_s.arg(name));
    }
    builder.chain(u"b > s"_s);
    builder.chain(u"j > e"_s);
    builder.link(linkOf(u"sync"_s, u"out"_s, u"in"_s, LinkKind::Sync));
    return builder.build();
}

} // namespace

class tst_Commands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void propagation_data();
    void propagation();
    void rejected_data();
    void rejected();
    void previewAgreesWithCommand();
    void stopOpensOneDeviation();
    void stoppedPhaseIsDoneAgainAfterReset();
    void heldParentHoldsTokens();
    void pauseWaitsForTheOrderUnderWay();
    void pauseLeavesNoPumpRunning();
    void holdOfAContainerHoldsThePartner();
    void sourceRestartsAfterItsDestination();
    void answerOfAnotherLogicIsNoAnswer();
};

void tst_Commands::propagation_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QList<int>>("commands");
    QTest::addColumn<QStringList>("log");
    const auto list = [](std::initializer_list<C> commands) {
        QList<int> result;
        for (const C command : commands)
            result << int(command);
        return result;
    };
    QTest::newRow("hold the batch")
        << QString() << list({C::Hold})
        << QStringList {u"- Running>Holding"_s, u"up Running>Holding"_s, u"a Running>Holding"_s,
               u"m Running>Holding"_s, u"a Holding>Held"_s, u"m Holding>Held"_s,
               u"up Holding>Held"_s, u"- Holding>Held"_s};
    QTest::newRow("hold and restart one phase")
        << u"a"_s << list({C::Hold, C::Restart})
        << QStringList {u"a Running>Holding"_s, u"a Holding>Held"_s, u"a Held>Restarting"_s,
               u"a Restarting>Running"_s};
    QTest::newRow("hold and restart the unit")
        << u"up"_s << list({C::Hold, C::Restart})
        << QStringList {u"up Running>Holding"_s, u"a Running>Holding"_s, u"m Running>Holding"_s,
               u"a Holding>Held"_s, u"m Holding>Held"_s, u"up Holding>Held"_s,
               u"up Held>Restarting"_s, u"a Held>Restarting"_s, u"m Held>Restarting"_s,
               u"a Restarting>Running"_s, u"m Restarting>Running"_s, u"up Restarting>Running"_s};
    QTest::newRow("pause and resume")
        << u"up"_s << list({C::Pause, C::Resume})
        << QStringList {u"up Running>Pausing"_s, u"a Running>Pausing"_s, u"m Running>Pausing"_s,
               u"a Pausing>Paused"_s, u"m Pausing>Paused"_s, u"up Pausing>Paused"_s,
               u"up Paused>Running"_s, u"a Paused>Running"_s, u"m Paused>Running"_s};
    QTest::newRow("abort from hold")
        << QString() << list({C::Hold, C::Abort})
        << QStringList {u"- Running>Holding"_s, u"up Running>Holding"_s, u"a Running>Holding"_s,
               u"m Running>Holding"_s, u"a Holding>Held"_s, u"m Holding>Held"_s,
               u"up Holding>Held"_s, u"- Holding>Held"_s, u"- Held>Aborting"_s,
               u"up Held>Aborting"_s, u"a Held>Aborting"_s, u"m Held>Aborting"_s,
               u"a Aborting>Aborted"_s, u"m Aborting>Aborted"_s, u"up Aborting>Aborted"_s,
               u"- Aborting>Aborted"_s};
}

void tst_Commands::propagation()
{
    QFETCH(QString, target);
    QFETCH(QList<int>, commands);
    QFETCH(QStringList, log);
    Rig rig(sideBySide());
    rig.create();
    rig.start();
    rig.takeLog();
    for (const int command : commands)
        rig.command(target, C(command));
    QCOMPARE(rig.takeLog(), log);
    QVERIFY(rig.refusals.isEmpty());
}

void tst_Commands::rejected_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("command");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("code");
    QTest::newRow("start twice") << QString() << int(C::Start) << u"x"_s << u"command.illegal"_s;
    QTest::newRow("restart what runs")
        << u"a"_s << int(C::Restart) << u"x"_s << u"command.illegal"_s;
    QTest::newRow("start a phase") << u"a"_s << int(C::Start) << u"x"_s << u"command.onlyBatch"_s;
    QTest::newRow("reset the batch")
        << QString() << int(C::Reset) << u"x"_s << u"command.batchOnce"_s;
    QTest::newRow("a split") << u"s"_s << int(C::Hold) << u"x"_s << u"command.illegal"_s;
    QTest::newRow("nothing") << u"zz"_s << int(C::Hold) << u"x"_s << u"command.unknownElement"_s;
    QTest::newRow("hold, no reason") << u"a"_s << int(C::Hold) << u"  "_s << u"command.noReason"_s;
    QTest::newRow("stop, no reason")
        << u"a"_s << int(C::Stop) << QString() << u"command.noReason"_s;
    QTest::newRow("abort, no reason")
        << u"a"_s << int(C::Abort) << QString() << u"command.noReason"_s;
}

void tst_Commands::rejected()
{
    QFETCH(QString, target);
    QFETCH(int, command);
    QFETCH(QString, reason);
    QFETCH(QString, code);
    Rig rig(sideBySide());
    rig.create();
    rig.start();
    rig.takeLog();
    rig.command(target, C(command), reason);
    QCOMPARE(rig.refusals.size(), 1);
    QCOMPARE(rig.refusals.first().code(), code);
    QCOMPARE(rig.takeLog(), QStringList());
    const QStringList logged = rig.codes(u"command.rejected"_s);
    QCOMPARE(logged.size(), 1);
    QVERIFY(logged.first().contains(code));
}

void tst_Commands::previewAgreesWithCommand()
{
    for (int command = 0; command < 8; ++command) {
        Rig rig(sideBySide());
        rig.create();
        rig.start();
        const auto promised = rig.executor->preview(ElementId(u"a"_s), C(command));
        rig.takeLog();
        rig.command(u"a"_s, C(command));
        const QStringList log = rig.takeLog();
        QCOMPARE(promised.has_value(), !log.isEmpty());
        if (promised)
            QCOMPARE(log.first(), u"a Running>"_s + toText(*promised));
    }
}

void tst_Commands::stopOpensOneDeviation()
{
    Rig rig(sideBySide());
    rig.create();
    rig.start();
    rig.command({}, C::Stop, u"power"_s);
    QCOMPARE(rig.state({}), ProceduralState::Stopped);
    QCOMPARE(rig.codes(u"deviation.opened"_s),
        QStringList {u" {\"deviation\":\"B-1-D1\",\"class\":\"major\",\"cause\":{\"code\":"
                     u"\"execution.byPerson\",\"args\":{\"reason\":\"power\"}}}"_s});
    QVERIFY(rig.executor->state().prompts.isEmpty());
    // The unit still has the product in it: it stays with the batch.
    QCOMPARE(rig.executor->state().allocated.size(), 1);
}

void tst_Commands::stoppedPhaseIsDoneAgainAfterReset()
{
    Rig rig(sideBySide());
    rig.create();
    rig.start();
    rig.command(u"a"_s, C::Stop);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Stopped);
    QCOMPARE(rig.state(u"up"_s), ProceduralState::Running);
    rig.takeLog();
    rig.command(u"a"_s, C::Reset);
    QCOMPARE(rig.takeLog(), (QStringList {u"a Stopped>Idle"_s, u"a Idle>Running"_s}));
    rig.answerAll();
    rig.run(10);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_Commands::heldParentHoldsTokens()
{
    Rig rig(sideBySide());
    rig.create();
    rig.start();
    rig.command({}, C::Hold);
    rig.answerAll(); // the manual step is done while everything is Held
    rig.run(30);
    QCOMPARE(rig.state(u"m"_s), ProceduralState::Held);
    rig.command(u"a"_s, C::Restart);
    QCOMPARE(rig.refusals.size(), 1);
    QCOMPARE(rig.refusals.first().code(), u"command.parentHeld"_s);
    rig.command({}, C::Restart);
    rig.run();
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_Commands::pauseWaitsForTheOrderUnderWay()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    Parameter parameter;
    parameter.id = ParameterId(u"temperature"_s);
    parameter.name = words(u"temperature"_s);
    parameter.value = 37;
    builder.add(K::Phase, u"a"_s, u"heat"_s).parameters = {parameter};
    builder.chain(u"up.b > a > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    rig.command(u"a"_s, C::Pause);
    rig.executor->tick();
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Pausing); // the write is not answered
    rig.gateway.flush();
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Paused);
    rig.command(u"a"_s, C::Resume);
    rig.run();
    QCOMPARE(rig.executor->state().status(ElementId(u"a"_s)).step, 1);
    QCOMPARE(rig.gateway.log.size(), 1); // written once
}

void tst_Commands::pauseLeavesNoPumpRunning()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"f"_s, u"feed"_s);
    builder.chain(u"up.b > f > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig rig(builder.build());
    rig.gateway.set(u"U1.inlet.total.pv"_s, 50);
    rig.create();
    rig.start();
    rig.run(1);
    rig.command({}, C::Pause);
    rig.run(2);
    QCOMPARE(rig.state(u"f"_s), ProceduralState::Pausing); // the pump runs
    QCOMPARE(rig.gateway.values.value(u"U1.inlet.flow.sp"_s), 10.0);
    rig.run(3); // its time is over: the logic switches it off, and only then the phase stands
    QCOMPARE(rig.state(u"f"_s), ProceduralState::Paused);
    QCOMPARE(rig.gateway.values.value(u"U1.inlet.flow.sp"_s), 0.0);
    rig.run(30);
    QCOMPARE(rig.state({}), ProceduralState::Paused);
    rig.command({}, C::Resume);
    rig.run(11);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_Commands::holdOfAContainerHoldsThePartner()
{
    Rig rig(transfer());
    rig.create();
    rig.start();
    rig.run(1);
    rig.command(u"up-out"_s, C::Hold);
    rig.run(1);
    QCOMPARE(rig.state(u"out"_s), ProceduralState::Held);
    QCOMPARE(rig.state(u"in"_s), ProceduralState::Held);
    QCOMPARE(rig.state(u"up-in"_s), ProceduralState::Running);
    QVERIFY(rig.codes(u"deviation.opened"_s).isEmpty()); // a person wanted it
    rig.gateway.set(u"U2.temperature.pv"_s, 37);
    rig.command(u"up-out"_s, C::Restart);
    rig.run(1);
    QCOMPARE(rig.state(u"out"_s), ProceduralState::Running);
    QCOMPARE(rig.state(u"in"_s), ProceduralState::Running);
    rig.run(40);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_Commands::sourceRestartsAfterItsDestination()
{
    Rig rig(transfer());
    rig.create();
    rig.start();
    rig.run(1);
    rig.command({}, C::Hold);
    rig.run(1);
    rig.gateway.log.clear();
    rig.gateway.set(u"U2.temperature.pv"_s, 20);
    rig.command({}, C::Restart);
    rig.run(5);
    QCOMPARE(rig.state(u"in"_s), ProceduralState::Restarting);
    QCOMPARE(rig.state(u"out"_s), ProceduralState::Restarting);
    QCOMPARE(rig.gateway.log, QStringList {u"write U2.stirrer.sp=100"_s}); // it pumps nothing yet
    rig.gateway.set(u"U2.temperature.pv"_s, 37);
    rig.run(1);
    QCOMPARE(rig.state(u"in"_s), ProceduralState::Running);
    QVERIFY(rig.gateway.log.contains(u"write U1.inlet.flow.sp=10"_s));
    rig.run(40);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

/// The question of a restart stays open when the phase is held again; its answer is not that of
/// whatever the phase is doing then.
void tst_Commands::answerOfAnotherLogicIsNoAnswer()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"d"_s, u"draw"_s);
    builder.chain(u"up.b > d > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    rig.run(1);
    rig.command(u"d"_s, C::Hold);
    rig.run(1);
    rig.command(u"d"_s, C::Restart);
    QCOMPARE(rig.executor->state().prompts.size(), 1);
    rig.command(u"d"_s, C::Hold);
    rig.run(1);
    QCOMPARE(rig.state(u"d"_s), ProceduralState::Held);
    rig.answer(7); // while it is Held: no step of the hold logic is ended by it
    rig.command(u"d"_s, C::Restart);
    rig.run(1);
    QCOMPARE(rig.state(u"d"_s), ProceduralState::Restarting); // asked anew
    QCOMPARE(rig.executor->state().prompts.size(), 1);
    rig.answer(8);
    rig.run(10);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

QTEST_GUILESS_MAIN(tst_Commands)
#include "tst_commands.moc"
