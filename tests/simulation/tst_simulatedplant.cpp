// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoplant.h"

#include "devices/simulation/fillstation.h"
#include "devices/simulation/vessel.h"
#include "devices/simulation/watchdog.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace cytoloom;

class TestSimulatedPlant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLeavesOneVesselArrivesInTheOther();
    void clampedReceiverStopsThePump();
    void matterIsConserved();
    void pumpStopsWhereThereIsNothingAndWhereThereIsNoRoom();
    void totalsStartAgainWithTheLine();
    void selectionKeepsPublishedShare_data();
    void selectionKeepsPublishedShare();
    void heatingReachesTheSetPoint();
    void gasHoldsOxygenAndPh();
    void centrifugeConcentrates();
    void freezingHasAPlateau();
    void dosesAreFilled();
    void samplerTakesRealVolume();
    void counterNeedsItsTime();
    void welderNeedsItsTime();
    void attachedCellsStayUntilDissociated();
    void sameSeedSameReadings();
    void pollingChangesNothing();
    void watchdogTripsOnce();
};

static const Broth &brothOf(demo::Rig &rig, const char *unit)
{
    return rig->vessel(UnitId(QLatin1String(unit)))->broth();
}

void TestSimulatedPlant::whatLeavesOneVesselArrivesInTheOther()
{
    demo::Rig rig;
    rig.fill("SEP-01", 1, 100, 50);
    QVERIFY(std::abs(brothOf(rig, "SEP-01")[Broth::Volume] - 100) < 1e-6);
    const double cells = brothOf(rig, "SEP-01").viable();
    rig.set("BR-01", "inlet.line.sp", 3);
    rig.empty("SEP-01", 2, 60, 30);
    const Broth &from = brothOf(rig, "SEP-01");
    const Broth &to = brothOf(rig, "BR-01");
    QVERIFY(std::abs(from[Broth::Volume] - 40) < 1e-6);
    QVERIFY(std::abs(to[Broth::Volume] - 60) < 1e-6);
    QVERIFY(std::abs(to.viable() - 0.6 * cells) < 0.01 * cells);
    QVERIFY(std::abs(rig.get("BR-01", "inlet.total.pv") - 60) < 1e-3);
}

void TestSimulatedPlant::clampedReceiverStopsThePump()
{
    demo::Rig rig;
    rig.fill("SEP-01", 2, 50, 50);
    rig.set("SEP-01", "outlet.line.sp", 2);
    rig.set("SEP-01", "outlet.flow.sp", 30);
    rig.run(60s);
    QCOMPARE(rig.get("SEP-01", "outlet.flow.pv"), 0.0);
    QVERIFY(std::abs(brothOf(rig, "SEP-01")[Broth::Volume] - 50) < 1e-6);
    rig.set("BR-01", "inlet.line.sp", 3);
    rig.run(60s);
    QVERIFY(std::abs(brothOf(rig, "BR-01")[Broth::Volume] - 30) < 1e-6);
}

void TestSimulatedPlant::matterIsConserved()
{
    demo::Rig rig;
    // Cold and without cells nothing is eaten: every mL and mg must be somewhere.
    rig.fill("BR-01", 1, 400, 100);
    rig.fill("BR-01", 2, 10, 10);
    rig.set("BR-01", "perfusion.sp", 3);
    rig.run(6h);
    rig.set("BR-02", "inlet.line.sp", 3);
    rig.empty("BR-01", 2, 200, 50);
    rig.set("KS-01", "inlet.line.sp", 2);
    rig.empty("BR-02", 2, 100, 50);
    rig.set("FF-01", "inlet.line.sp", 2);
    rig.empty("KS-01", 2, 50, 50);
    rig.empty("FF-01", 1, 20, 20);
    Broth in;
    Broth out;
    for (const char *id : {"SEP-01", "BR-01", "BR-02", "KS-01", "FF-01"}) {
        const Vessel *vessel = rig->vessel(UnitId(QLatin1String(id)));
        in.add(vessel->supplied());
        out.add(vessel->broth());
        out.add(vessel->drained());
    }
    for (const Broth::Matter matter : {Broth::Volume, Broth::Glucose})
        QVERIFY(std::abs(in[matter] - out[matter]) < 1e-6 * in[matter]);
    QVERIFY(in[Broth::Volume] > 700);
}

void TestSimulatedPlant::pumpStopsWhereThereIsNothingAndWhereThereIsNoRoom()
{
    demo::Rig rig;
    rig.fill("SEP-01", 3, 40, 20); // the reagent bag holds 20 mL
    QVERIFY(std::abs(brothOf(rig, "SEP-01")[Broth::Volume] - 20) < 1e-6);
    rig.fill("KS-01", 1, 400, 200); // the chamber holds 300 mL
    QVERIFY(std::abs(brothOf(rig, "KS-01")[Broth::Volume] - 300) < 1e-6);
    rig.empty("SEP-01", 1, 50, 50);
    QVERIFY(brothOf(rig, "SEP-01")[Broth::Volume] < 1e-6);
}

void TestSimulatedPlant::totalsStartAgainWithTheLine()
{
    demo::Rig rig;
    rig.set("BR-01", "inlet.line.sp", 1);
    rig.set("BR-01", "inlet.flow.sp", 60);
    rig.run(60s);
    rig.set("BR-01", "inlet.line.sp", 1); // the same line: goes on
    rig.run(60s);
    QVERIFY(std::abs(rig.get("BR-01", "inlet.total.pv") - 120) < 1e-6);
    rig.set("BR-01", "inlet.line.sp", 2);
    QCOMPARE(rig.get("BR-01", "inlet.total.pv"), 0.0);
}

void TestSimulatedPlant::selectionKeepsPublishedShare_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 5; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestSimulatedPlant::selectionKeepsPublishedShare()
{
    QFETCH(quint32, seed);
    demo::Rig rig(seed);
    rig.fill("SEP-01", 1, 100, 50);
    const double target = brothOf(rig, "SEP-01")[Broth::Target];
    rig.fill("SEP-01", 3, 5, 5);
    rig.set("SEP-01", "mixer.sp", 30);
    rig.run(30min);
    rig.set("SEP-01", "magnet.sp", 1);
    rig.run(5min);
    for (int wash = 0; wash < 4; ++wash) {
        rig.empty("SEP-01", 1, brothOf(rig, "SEP-01")[Broth::Volume] - 5, 60);
        rig.fill("SEP-01", 2, 80, 80);
    }
    rig.set("SEP-01", "magnet.sp", 0);
    const Broth &left = brothOf(rig, "SEP-01");
    const double recovery = left[Broth::Target] / target;
    const double purity = left[Broth::Target] / left.viable();
    qInfo("recovery %.1f %%, purity %.1f %%", 100 * recovery, 100 * purity);
    QVERIFY(recovery > 0.37 && recovery < 0.73);
    QVERIFY(purity > 0.93 && purity < 0.999);
}

void TestSimulatedPlant::heatingReachesTheSetPoint()
{
    demo::Rig rig;
    rig.fill("BR-01", 1, 500, 250);
    QVERIFY(rig.get("BR-01", "temperature.pv") < 25);
    rig.set("BR-01", "temperature.sp", 37);
    rig.run(30min);
    QVERIFY(std::abs(rig.get("BR-01", "temperature.pv") - 37) < 0.3);
    rig.set("BR-01", "temperature.sp", 25);
    rig.run(60min);
    QVERIFY(std::abs(rig.get("BR-01", "temperature.pv") - 25) < 0.3);
}

void TestSimulatedPlant::gasHoldsOxygenAndPh()
{
    demo::Rig rig;
    rig.fill("BR-01", 1, 500, 250);
    rig.fill("BR-01", 5, 400, 100); // about 4e8 MSC: they breathe
    rig.set("BR-01", "temperature.sp", 37);
    rig.set("BR-01", "stirrer.sp", 100);
    rig.set("BR-01", "do.sp", 60);
    rig.set("BR-01", "ph.sp", 7.2);
    rig.run(24h);
    qInfo("DO %.1f, pH %.2f", rig.get("BR-01", "do.pv"), rig.get("BR-01", "ph.pv"));
    QVERIFY(rig.get("BR-01", "do.pv") > 50);
    QVERIFY(std::abs(rig.get("BR-01", "ph.pv") - 7.2) < 0.08);
}

void TestSimulatedPlant::centrifugeConcentrates()
{
    demo::Rig rig;
    rig.fill("BR-02", 5, 100, 50); // 1e8 cells, not attached yet
    rig.fill("BR-02", 1, 700, 300);
    const double cells = brothOf(rig, "BR-02").viable();
    rig.set("KS-01", "gforce.sp", 1000);
    rig.set("KS-01", "inlet.line.sp", 2);
    rig.set("BR-02", "outlet.line.sp", 2);
    rig.set("BR-02", "outlet.flow.sp", 120);
    rig.run(40s);
    rig.set("KS-01", "outlet.line.sp", 1);
    rig.set("KS-01", "outlet.flow.sp", 120);
    rig.run(7min);
    rig.set("KS-01", "outlet.flow.sp", 0);
    const double recovery = brothOf(rig, "KS-01").viable() / cells;
    qInfo("recovery %.1f %%, bed %.2f mL", 100 * recovery, rig.get("KS-01", "bed.pv"));
    QVERIFY(brothOf(rig, "KS-01")[Broth::Volume] < 100);
    QVERIFY(recovery > 0.9);
    QVERIFY(recovery < 1.0);
}

void TestSimulatedPlant::freezingHasAPlateau()
{
    demo::Rig rig;
    rig.set("CRF-01", "rate.sp", -1);
    rig.set("CRF-01", "target.sp", -80);
    rig.set("CRF-01", "run.sp", 1);
    int atPlateau = 0;
    double coldest = 20;
    bool jumped = false;
    for (int minute = 0; minute < 150; ++minute) {
        rig.run(60s);
        const double sample = rig.get("CRF-01", "sample.pv");
        jumped = jumped || sample > coldest + 1;
        coldest = std::min(coldest, sample);
        if (sample > -8.5 && sample < -3.5)
            ++atPlateau;
    }
    QVERIFY(atPlateau >= 5);
    QVERIFY(jumped || coldest < -50);
    QVERIFY(std::abs(rig.get("CRF-01", "chamber.pv") + 80) < 1);
    QVERIFY(rig.get("CRF-01", "sample.pv") < -75);
    rig.set("CRF-01", "run.sp", 0);
    rig.run(1h);
    QVERIFY(rig.get("CRF-01", "sample.pv") < -75); // stopped is held, not thawed
}

void TestSimulatedPlant::dosesAreFilled()
{
    demo::Rig rig;
    rig.fill("FF-01", 1, 100, 100);
    rig.set("FF-01", "dose.sp", 20);
    rig.set("FF-01", "bags.sp", 3);
    rig.set("FF-01", "fill.sp", 1);
    rig.run(50s);
    QCOMPARE(rig.get("FF-01", "bags.pv"), 2.0);
    rig.run(5min);
    QCOMPARE(rig.get("FF-01", "bags.pv"), 3.0);
    QVERIFY(std::abs(brothOf(rig, "FF-01")[Broth::Volume] - 40) < 1e-6);
    const auto *station = dynamic_cast<const FillStation *>(rig->equipment(UnitId(u"FF-01"_s)));
    QVERIFY(std::abs(station->filled()[Broth::Volume] - 60) < 1e-6);
}

void TestSimulatedPlant::samplerTakesRealVolume()
{
    demo::Rig rig;
    rig.fill("BR-01", 1, 100, 100);
    rig.set("AS-01", "source.sp", 2);
    rig.set("AS-01", "volume.sp", 5);
    rig.set("AS-01", "start.sp", 1);
    QCOMPARE(rig.get("AS-01", "ready.pv"), 0.0);
    rig.run(3min);
    QCOMPARE(rig.get("AS-01", "ready.pv"), 1.0);
    QVERIFY(std::abs(rig.get("AS-01", "volume.pv") - 5) < 1e-9);
    QVERIFY(std::abs(brothOf(rig, "BR-01")[Broth::Volume] - 95) < 1e-6);
    rig.set("AS-01", "source.sp", 3); // an empty vessel gives nothing
    rig.set("AS-01", "start.sp", 1);
    rig.run(3min);
    QCOMPARE(rig.get("AS-01", "volume.pv"), 0.0);
}

void TestSimulatedPlant::counterNeedsItsTime()
{
    demo::Rig rig;
    rig.fill("SEP-01", 1, 100, 100);
    const double truth = brothOf(rig, "SEP-01").viable() / 100;
    rig.set("CC-01", "source.sp", 1);
    rig.set("CC-01", "start.sp", 1);
    rig.run(60s);
    QCOMPARE(rig.get("CC-01", "ready.pv"), 0.0);
    rig.run(3min);
    QCOMPARE(rig.get("CC-01", "ready.pv"), 1.0);
    QVERIFY(std::abs(rig.get("CC-01", "concentration.pv") / truth - 1) < 0.25);
    QVERIFY(rig.get("CC-01", "viability.pv") > 90);
    QCOMPARE(rig.get("CC-01", "car.pv"), 0.0);
}

void TestSimulatedPlant::welderNeedsItsTime()
{
    demo::Rig rig;
    rig.set("TW-01", "start.sp", 1);
    rig.run(40s);
    QVERIFY(rig.get("TW-01", "temperature.pv") > 250);
    QCOMPARE(rig.get("TW-01", "ready.pv"), 0.0);
    rig.run(60s);
    QCOMPARE(rig.get("TW-01", "ready.pv"), 1.0);
    QCOMPARE(rig.get("TW-01", "result.pv"), 1.0);
}

void TestSimulatedPlant::attachedCellsStayUntilDissociated()
{
    demo::Rig rig;
    rig.set("BR-02", "temperature.sp", 37);
    rig.set("BR-02", "stirrer.sp", 50);
    rig.fill("BR-02", 1, 400, 200);
    rig.fill("BR-02", 5, 50, 50);
    rig.run(24h);
    const double cells = brothOf(rig, "BR-02").viable();
    rig.empty("BR-02", 1, 350, 300); // spent medium out
    QVERIFY(brothOf(rig, "BR-02").viable() > 0.95 * cells);
    rig.fill("BR-02", 4, 100, 100);
    rig.run(30min);
    rig.set("KS-01", "inlet.line.sp", 2);
    rig.empty("BR-02", 2, 250, 100);
    QVERIFY(brothOf(rig, "KS-01").viable() > 0.9 * cells);
}

void TestSimulatedPlant::sameSeedSameReadings()
{
    demo::Rig one(7);
    demo::Rig same(7);
    demo::Rig other(8);
    for (demo::Rig *rig : {&one, &same, &other}) {
        rig->fill("BR-01", 1, 500, 200);
        rig->run(90s);
    }
    for (const char *name : {"volume.pv", "temperature.pv", "glucose.pv"}) {
        QCOMPARE(one.get("BR-01", name), same.get("BR-01", name));
        QVERIFY(one.get("BR-01", name) != other.get("BR-01", name));
    }
}

void TestSimulatedPlant::pollingChangesNothing()
{
    demo::Rig quiet(3);
    demo::Rig watched(3);
    for (demo::Rig *rig : {&quiet, &watched}) {
        rig->fill("BR-01", 1, 300, 100);
        rig->fill("BR-01", 5, 20, 20);
        rig->set("BR-01", "temperature.sp", 37);
    }
    quiet.run(2h);
    for (int i = 0; i < 7200 / 5; ++i) {
        watched.run(5s);
        QVERIFY(watched.get("BR-01", "temperature.pv") > 0);
    }
    QCOMPARE(quiet.get("BR-01", "temperature.pv"), watched.get("BR-01", "temperature.pv"));
    QCOMPARE(brothOf(quiet, "BR-01")[Broth::Target], brothOf(watched, "BR-01")[Broth::Target]);
}

void TestSimulatedPlant::watchdogTripsOnce()
{
    Watchdog dog(std::chrono::hours(1), std::chrono::minutes(5));
    QVERIFY(!dog.trips(demo::Start + std::chrono::hours(9), true)); // no master yet, no silence
    dog.beat(demo::Start);
    QVERIFY(!dog.trips(demo::Start + std::chrono::minutes(5), true));
    QVERIFY(!dog.trips(demo::Start + std::chrono::minutes(6), false)); // real time counts
    QVERIFY(dog.trips(demo::Start + std::chrono::minutes(6), true));
    QVERIFY(dog.isTripped());
    QVERIFY(!dog.trips(demo::Start + std::chrono::minutes(7), true));
    dog.beat(demo::Start + std::chrono::minutes(8));
    QVERIFY(!dog.isTripped());
}

QTEST_GUILESS_MAIN(TestSimulatedPlant)
#include "tst_simulatedplant.moc"
