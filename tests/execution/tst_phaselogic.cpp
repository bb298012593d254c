// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/execution/rig.h"
#include "tests/support/signing.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;

namespace {

Parameter temperature(double value)
{
    Parameter result;
    result.id = ParameterId(u"temperature"_s);
    result.name = words(u"temperature"_s);
    result.value = value;
    result.validated = Range {30.0, 40.0};
    result.signal = u"temperature.pv"_s;
    return result;
}

/// One phase "a" of \p type in U1.
MasterRecipe onePhase(const QString &type, double setPoint = 37)
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"a"_s, type).parameters = {temperature(setPoint)};
    builder.chain(u"up.b > a > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    return builder.build();
}

} // namespace

class tst_PhaseLogic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writeWaitRecord();
    void writeIsTriedTwice_data();
    void writeIsTriedTwice();
    void setPointOutsideValidatedRangeIsRefused();
    void timeoutHolds_data();
    void timeoutHolds();
    void holdAndRestart();
    void failedSafeWriteOrdersSafeState();
    void check_data();
    void check();
    void rampGoesByTheMinute();
    void waitCountsThroughHold();
    void stepElapsedBeginsAnewAfterHold();
    void syncPartnersGoTogether();
    void partnersAreHeldTogether();
    void lostDeviceHoldsAfterGrace();
    void deviceThatComesBackInTimeHoldsNothing();
    void materialIsReported();
    void unknownPhaseClassIsRefused();
};

void tst_PhaseLogic::writeWaitRecord()
{
    Rig rig(onePhase(u"heat"_s));
    rig.create();
    rig.start();
    QCOMPARE(rig.gateway.log, QStringList {u"write U1.temperature.sp=37"_s});
    QCOMPARE(rig.executor->state().status(ElementId(u"a"_s)).step, 0);
    rig.gateway.flush();
    QCOMPARE(rig.executor->state().status(ElementId(u"a"_s)).step, 1);
    rig.gateway.set(u"U1.temperature.pv"_s, 36.4);
    rig.run(3);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Running);
    rig.gateway.set(u"U1.temperature.pv"_s, 36.8, Quality::Stale);
    rig.run(3);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Running);
    rig.gateway.set(u"U1.temperature.pv"_s, 36.8);
    rig.run();
    QCOMPARE(rig.state({}), ProceduralState::Complete);
    QCOMPARE(std::get<double>(rig.executor->state().results.value(u"reached"_s)), 36.8);
    const QStringList ordered = rig.codes(u"write.ordered"_s);
    QCOMPARE(ordered.size(), 1);
    QVERIFY(ordered.first().contains(u"\"tag\":\"U1.temperature.sp\",\"value\":37"_s));
    QVERIFY(rig.codes(u"write.finished"_s).first().contains(u"\"verified\":true"_s));
}

void tst_PhaseLogic::writeIsTriedTwice_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<ProceduralState>("after");
    QTest::addColumn<int>("orders"); // of the set point
    QTest::newRow("second try works") << 1 << ProceduralState::Running << 2;
    QTest::newRow("second try fails") << 2 << ProceduralState::Held << 2;
}

void tst_PhaseLogic::writeIsTriedTwice()
{
    QFETCH(int, failures);
    QFETCH(ProceduralState, after);
    QFETCH(int, orders);
    Rig rig(onePhase(u"heat"_s));
    rig.gateway.failures.insert(TagId(u"U1.temperature.sp"_s), failures);
    rig.create();
    rig.start();
    rig.run();
    QCOMPARE(rig.state(u"a"_s), after);
    QCOMPARE(rig.gateway.log.count(u"write U1.temperature.sp=37"_s), orders);
    if (after == ProceduralState::Held) {
        QCOMPARE(rig.executor->state().status(ElementId(u"a"_s)).reason.code,
            u"execution.writeFailed"_s);
        QCOMPARE(rig.executor->state().deviations, 1);
    }
}

void tst_PhaseLogic::setPointOutsideValidatedRangeIsRefused()
{
    Rig rig(onePhase(u"heat"_s, 45));
    rig.create();
    rig.start();
    rig.run(2);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Held);
    QCOMPARE(rig.gateway.log, QStringList {u"write U1.stirrer.sp=0"_s}); // the hold logic's alone
    const Message reason = rig.executor->state().status(ElementId(u"a"_s)).reason;
    QCOMPARE(reason.code, u"execution.outsideValidated"_s);
    QCOMPARE(reason.args.value(u"value"_s), u"45"_s);
    QCOMPARE(reason.args.value(u"high"_s), u"40"_s);
}

void tst_PhaseLogic::timeoutHolds_data()
{
    QTest::addColumn<bool>("good");
    QTest::addColumn<QString>("code");
    QTest::newRow("never true") << true << u"execution.timeout"_s;
    QTest::newRow("never known") << false << u"execution.timeoutUnknown"_s;
}

void tst_PhaseLogic::timeoutHolds()
{
    QFETCH(bool, good);
    QFETCH(QString, code);
    Rig rig(onePhase(u"heat"_s));
    rig.create();
    rig.start();
    rig.gateway.set(u"U1.temperature.pv"_s, 20, good ? Quality::Good : Quality::Bad);
    rig.run(59);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Running);
    rig.run(2);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Held);
    QCOMPARE(rig.executor->state().status(ElementId(u"a"_s)).reason.code, code);
    // Held for a while and restarted, it has its whole time again.
    rig.run(120);
    rig.command(u"a"_s, ProceduralCommand::Restart);
    rig.run(30);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Running);
}

void tst_PhaseLogic::holdAndRestart()
{
    Rig rig(onePhase(u"heat"_s));
    rig.create();
    rig.start();
    rig.run(2);
    rig.takeLog();
    rig.gateway.log.clear();
    rig.command(u"a"_s, ProceduralCommand::Hold);
    QCOMPARE(rig.takeLog(), QStringList {u"a Running>Holding"_s}); // until the pump stands
    rig.gateway.flush();
    QCOMPARE(rig.takeLog(), QStringList {u"a Holding>Held"_s});
    rig.command(u"a"_s, ProceduralCommand::Restart);
    rig.gateway.flush();
    QCOMPARE(rig.takeLog(), (QStringList {u"a Held>Restarting"_s, u"a Restarting>Running"_s}));
    QCOMPARE(
        rig.gateway.log, (QStringList {u"write U1.stirrer.sp=0"_s, u"write U1.stirrer.sp=100"_s}));
    QCOMPARE(rig.executor->state().status(ElementId(u"a"_s)).step, 1); // where it was
    rig.gateway.set(u"U1.temperature.pv"_s, 37);
    rig.run();
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_PhaseLogic::failedSafeWriteOrdersSafeState()
{
    Rig rig(onePhase(u"heat"_s));
    rig.create();
    rig.start();
    rig.run();
    rig.gateway.log.clear();
    rig.gateway.failures.insert(TagId(u"U1.stirrer.sp"_s), 2);
    rig.command(u"a"_s, ProceduralCommand::Hold);
    rig.run();
    QCOMPARE(rig.gateway.log,
        (QStringList {u"write U1.stirrer.sp=0"_s, u"write U1.stirrer.sp=0"_s, u"safe U1"_s}));
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Held);
}

void tst_PhaseLogic::check_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<Quality>("quality");
    QTest::addColumn<ProceduralState>("after");
    QTest::newRow("holds") << 39.0 << Quality::Good << ProceduralState::Complete;
    QTest::newRow("does not hold") << 41.0 << Quality::Good << ProceduralState::Held;
    QTest::newRow("unknown") << 39.0 << Quality::Stale << ProceduralState::Running;
}

void tst_PhaseLogic::check()
{
    QFETCH(double, value);
    QFETCH(Quality, quality);
    QFETCH(ProceduralState, after);
    Rig rig(onePhase(u"check"_s));
    rig.gateway.set(u"U1.temperature.pv"_s, value, quality);
    rig.create();
    rig.start();
    QCOMPARE(rig.state(u"a"_s), after);
    if (after == ProceduralState::Held)
        QCOMPARE(
            rig.executor->state().status(ElementId(u"a"_s)).reason.code, u"execution.tooHot"_s);
}

void tst_PhaseLogic::rampGoesByTheMinute()
{
    Rig rig(onePhase(u"ramp"_s, 37));
    rig.create();
    rig.start();
    rig.run(2);
    QVERIFY(rig.gateway.log.isEmpty()); // from where is not known yet
    rig.gateway.set(u"U1.temperature.pv"_s, 32);
    rig.run(5); // the first tick takes the start; 2 per minute from then on
    QCOMPARE(rig.gateway.log,
        (QStringList {u"write U1.temperature.sp=34"_s, u"write U1.temperature.sp=36"_s,
            u"write U1.temperature.sp=37"_s}));
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_PhaseLogic::waitCountsThroughHold()
{
    Rig rig(onePhase(u"wait"_s));
    rig.create();
    rig.start();
    rig.run(4);
    rig.command(u"a"_s, ProceduralCommand::Hold);
    rig.run(20);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Held);
    rig.command(u"a"_s, ProceduralCommand::Restart);
    QCOMPARE(rig.state({}), ProceduralState::Complete); // ten minutes have long passed
}

void tst_PhaseLogic::stepElapsedBeginsAnewAfterHold()
{
    // "slow: more than 3 minutes in this step and no flow" must not hold at once after a restart,
    // when the pump has not come up to speed yet.
    Rig rig(onePhase(u"pump"_s));
    rig.gateway.set(u"U1.inlet.flow.pv"_s, 10);
    rig.create();
    rig.start();
    rig.run(5);
    rig.command(u"a"_s, ProceduralCommand::Hold);
    rig.gateway.set(u"U1.inlet.flow.pv"_s, 0);
    rig.run(10);
    rig.command(u"a"_s, ProceduralCommand::Restart);
    rig.run(2);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Running);
    rig.gateway.set(u"U1.inlet.flow.pv"_s, 10);
    rig.run(5);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Running);
    rig.gateway.set(u"U1.inlet.flow.pv"_s, 0);
    rig.run(1);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

namespace {

MasterRecipe transfer()
{
    RecipeBuilder builder;
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    int role = 1;
    for (const QString &name : {u"send"_s, u"receive"_s}) {
        builder.open(K::UnitProcedure, u"up-"_s + name, u"ROLE"_s + QString::number(role++));
        builder.add(K::Phase, name, name);
        builder.chain(u"up-%1.b > %1 > up-%1.e"_s.arg(name));
        builder.close();
        builder.chain(u"s > up-%1 > j"_s.arg(name));
    }
    builder.chain(u"b > s"_s);
    builder.chain(u"j > e"_s);
    builder.link(linkOf(u"sync"_s, u"send"_s, u"receive"_s, LinkKind::Sync));
    return builder.build();
}

} // namespace

void tst_PhaseLogic::syncPartnersGoTogether()
{
    Rig rig(transfer());
    rig.create();
    rig.start();
    rig.run(4);
    QVERIFY(rig.gateway.log.isEmpty()); // the receiver waits for the sender
    rig.run(1);
    QCOMPARE(rig.gateway.log, QStringList {u"write U2.inlet.flow.sp=10"_s});
    rig.run(4);
    QCOMPARE(rig.state(u"receive"_s), ProceduralState::Running);
    rig.run(1);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_PhaseLogic::partnersAreHeldTogether()
{
    Rig rig(transfer());
    rig.gateway.failures.insert(TagId(u"U2.inlet.flow.sp"_s), 2);
    rig.create();
    rig.start();
    rig.run(6);
    QCOMPARE(rig.state(u"receive"_s), ProceduralState::Held);
    QCOMPARE(rig.state(u"send"_s), ProceduralState::Held);
    QCOMPARE(rig.executor->state().status(ElementId(u"send"_s)).reason.code,
        u"execution.partnerFailed"_s);
    rig.command(u"receive"_s, ProceduralCommand::Restart); // and its partner with it
    rig.run(6);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_PhaseLogic::lostDeviceHoldsAfterGrace()
{
    Rig rig(onePhase(u"heat"_s));
    rig.create();
    rig.start();
    rig.run();
    rig.gateway.setDevice(u"D-U2"_s, ConnectionState::Faulted); // serves another unit
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Faulted);
    QCOMPARE(rig.codes(u"device.state"_s).size(), 2);
    rig.run(1);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Running);
    rig.run(1);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Held);
    const Message reason = rig.executor->state().status(ElementId(u"a"_s)).reason;
    QCOMPARE(reason.code, u"execution.deviceLost"_s);
    QCOMPARE(reason.args.value(u"device"_s), u"D-U1"_s);
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    rig.run(60);
    QCOMPARE(rig.state(u"a"_s), ProceduralState::Held); // a person decides
}

void tst_PhaseLogic::deviceThatComesBackInTimeHoldsNothing()
{
    Rig rig(onePhase(u"wait"_s));
    rig.create();
    rig.start();
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Disconnected);
    rig.run(1);
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connecting);
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    rig.run(9);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
    QCOMPARE(rig.codes(u"device.state"_s).size(), 2);
}

void tst_PhaseLogic::materialIsReported()
{
    RecipeBuilder builder;
    Element &from = builder.add(K::Phase, u"a"_s, u"quick"_s);
    Port out;
    out.id = PortId(u"out"_s);
    out.name = words(u"out"_s);
    out.direction = PortDirection::Out;
    out.medium = u"medium"_s;
    Port fed = out;
    fed.id = PortId(u"fed"_s);
    fed.direction = PortDirection::In;
    fed.bomLine = u"M-1"_s;
    from.ports = {out, fed};
    Element &to = builder.add(K::Phase, u"c"_s, u"quick"_s);
    Port in = out;
    in.id = PortId(u"in"_s);
    in.direction = PortDirection::In;
    to.ports = {in};
    builder.chain(u"b > a > c > e"_s);
    Link link = linkOf(u"m"_s, u"a"_s, u"c"_s, LinkKind::Material);
    link.from.port = PortId(u"out"_s);
    link.to.port = PortId(u"in"_s);
    link.medium = u"medium"_s;
    link.volume = *Quantity::parse(u"50 mL"_s);
    builder.link(link);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    QCOMPARE(rig.codes(u"material.moved"_s),
        (QStringList {
            u"a {\"link\":\"m\",\"port\":\"out\",\"to\":\"c\",\"purpose\":\"material\","
            u"\"medium\":\"medium\",\"volume\":50,\"unit\":\"mL\",\"basis\":\"nominal\"}"_s,
            u"a {\"port\":\"fed\",\"direction\":\"in\",\"medium\":\"medium\",\"bomLine\":\"M-1\"}"_s}));
}

void tst_PhaseLogic::unknownPhaseClassIsRefused()
{
    Rig rig(onePhase(u"juggle"_s));
    BatchHeader header;
    header.id = BatchId(u"B-1"_s);
    sign(rig.master);
    const auto control = ControlRecipe::make(rig.master, smallPlant(), header);
    QVERIFY(control.ok());
    const auto created = rig.executor->create(*control);
    QVERIFY(!created.ok());
    QCOMPARE(created.error().code(), u"batch.unknownPhase"_s);
    QVERIFY(rig.journal.events.isEmpty());
}

QTEST_GUILESS_MAIN(tst_PhaseLogic)
#include "tst_phaselogic.moc"
