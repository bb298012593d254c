// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Devices that go away and come back, and safe states that do not arrive.
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;
using C = ProceduralCommand;
using S = ProceduralState;

namespace {

MasterRecipe one(const QString &type)
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"f"_s, type);
    builder.chain(u"up.b > f > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    return builder.build();
}

/// As a real gateway says it: the state first, then that the values are old.
void lose(Rig &rig, const QStringList &tags)
{
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Faulted);
    for (const QString &tag : tags)
        rig.gateway.set(tag, rig.gateway.values.value(tag), Quality::Stale);
}

} // namespace

class tst_PlantWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setPointAfterTheReturn_data();
    void setPointAfterTheReturn();
    void ownOrderIsNoChange();
    void awayForMinutes();
    void safeStateIsOrderedAgainOnReturn();
    void recoverySafesServingUnits();
};

void tst_PlantWatch::setPointAfterTheReturn_data()
{
    QTest::addColumn<double>("readBack");
    QTest::addColumn<int>("state");
    QTest::newRow("as it was") << 10.0 << int(S::Running);
    QTest::newRow("its watchdog stopped the pump") << 0.0 << int(S::Held);
}

/// Shorter than the grace: the phase would wait for a pump that does not run any more.
void tst_PlantWatch::setPointAfterTheReturn()
{
    QFETCH(double, readBack);
    QFETCH(int, state);
    Rig rig(one(u"feed"_s));
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    rig.create();
    rig.start();
    rig.run(1);
    QCOMPARE(rig.gateway.values.value(u"U1.inlet.flow.sp"_s), 10.0);
    lose(rig, {u"U1.inlet.flow.sp"_s});
    rig.run(1);
    QCOMPARE(rig.state(u"f"_s), S::Running); // it may come back as it was
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    rig.run();
    QCOMPARE(rig.state(u"f"_s), S::Running); // nothing is known yet
    rig.gateway.set(u"U1.inlet.flow.sp"_s, readBack);
    rig.run();
    rig.run();
    QCOMPARE(rig.state(u"f"_s), S(state));
    if (S(state) == S::Held) {
        const Message reason = rig.executor->state().status(ElementId(u"f"_s)).reason;
        QCOMPARE(reason.code, u"execution.setPointChanged"_s);
        QCOMPARE(reason.args.value(u"tag"_s), u"U1.inlet.flow.sp"_s);
        rig.command(u"f"_s, C::Restart);
        rig.run();
        QCOMPARE(rig.gateway.values.value(u"U1.inlet.flow.sp"_s), 10.0);
    }
    rig.gateway.set(u"U1.inlet.total.pv"_s, 50);
    rig.run(20);
    QCOMPARE(rig.state({}), S::Complete);
}

void tst_PlantWatch::ownOrderIsNoChange()
{
    Rig rig(one(u"feed"_s));
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    rig.gateway.set(u"U1.inlet.flow.sp"_s, 0);
    rig.create();
    // The device says no for a moment while it goes on answering.
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Faulted);
    rig.start(); // orders 10
    rig.gateway.flush();
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    rig.run();
    QCOMPARE(rig.state(u"f"_s), S::Running);
}

void tst_PlantWatch::awayForMinutes()
{
    Rig rig(one(u"feed"_s));
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    rig.create();
    rig.start();
    rig.run(1);
    lose(rig, {u"U1.inlet.flow.sp"_s});
    rig.run(1);
    QCOMPARE(rig.state(u"f"_s), S::Running);
    rig.run(2);
    QCOMPARE(rig.state(u"f"_s), S::Held);
    QCOMPARE(
        rig.executor->state().status(ElementId(u"f"_s)).reason.code, u"execution.deviceLost"_s);
    QCOMPARE(rig.codes(u"deviation.opened"_s).size(), 1);
}

/// The hold logic and the safe state reach nobody while the device is away: the pump may run on.
void tst_PlantWatch::safeStateIsOrderedAgainOnReturn()
{
    Rig rig(one(u"feed"_s));
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    rig.create();
    rig.start();
    rig.run(1);
    lose(rig, {u"U1.inlet.flow.sp"_s});
    rig.gateway.failures.insert(TagId(u"U1.inlet.flow.sp"_s), 2);
    rig.gateway.failures.insert(TagId(), 1); // the safe state
    rig.run(4);
    QCOMPARE(rig.state(u"f"_s), S::Held);
    QCOMPARE(rig.gateway.log.count(u"safe U1"_s), 1);
    const QStringList deviations = rig.codes(u"deviation.opened"_s);
    QCOMPARE(deviations.size(), 2);
    QVERIFY2(
        deviations.last().contains(u"execution.safeStateFailed"_s), qPrintable(deviations.last()));
    rig.run(10);
    QCOMPARE(rig.gateway.log.count(u"safe U1"_s), 1); // nobody is there to hear it
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    rig.run(2);
    QCOMPARE(rig.gateway.log.count(u"safe U1"_s), 2);
    QCOMPARE(rig.codes(u"unit.safeState"_s).size(), 2);
    QCOMPARE(rig.state(u"f"_s), S::Held);
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Faulted);
    rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    rig.run(2);
    QCOMPARE(rig.gateway.log.count(u"safe U1"_s), 2); // it has arrived
}

void tst_PlantWatch::recoverySafesServingUnits()
{
    Rig before(one(u"draw"_s));
    before.create();
    before.start();
    before.run(1);
    Rig after(before.master, before.journal, before.clock.now());
    QVERIFY(after.executor->recover(BatchId(u"B-1"_s)));
    QStringList safe = after.gateway.log;
    safe.sort();
    QCOMPARE(safe, (QStringList {u"safe U1"_s, u"safe U2"_s}));
}

QTEST_GUILESS_MAIN(tst_PlantWatch)
#include "tst_plantwatch.moc"
