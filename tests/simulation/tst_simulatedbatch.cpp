// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoplant.h"

#include "devices/simulation/vessel.h"

#include <QtCore/QElapsedTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace cytoloom;

/// A whole CAR-T batch by hand, as a recipe would drive it: the physics must give what the
/// literature reports, and cheaply.
class TestSimulatedBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carTBatch_data();
    void carTBatch();

private:
    static void selectAndActivate(demo::Rig &rig);
    static void culture(demo::Rig &rig);
    static void harvest(demo::Rig &rig);
};

static const Broth &brothOf(demo::Rig &rig, const char *unit)
{
    return rig->vessel(UnitId(QLatin1String(unit)))->broth();
}

void TestSimulatedBatch::selectAndActivate(demo::Rig &rig)
{
    rig.fill("SEP-01", 1, 200, 15);
    rig.fill("SEP-01", 3, 5, 5);
    rig.run(30min);
    rig.set("SEP-01", "magnet.sp", 1);
    rig.run(5min);
    for (int wash = 0; wash < 4; ++wash) {
        rig.empty("SEP-01", 1, brothOf(rig, "SEP-01")[Broth::Volume] - 10, 60);
        rig.fill("SEP-01", 2, 80, 80);
    }
    rig.set("SEP-01", "magnet.sp", 0);
    rig.fill("SEP-01", 4, 5, 5);
    for (const char *reactor : {"BR-01", "BR-02"}) {
        rig.set(reactor, "temperature.sp", 37);
        rig.set(reactor, "stirrer.sp", 80);
    }
    rig.fill("BR-01", 1, 120, 60);
    rig.set("BR-01", "inlet.line.sp", 3);
    rig.empty("SEP-01", 2, 100, 50);
    rig.set("BR-01", "inlet.line.sp", 0);
}

void TestSimulatedBatch::culture(demo::Rig &rig)
{
    rig.run(24h);
    const double cells = brothOf(rig, "BR-01")[Broth::Target];
    rig.fill("BR-01", 2, 5 * cells / 100, 0.8); // MOI 5 of a vector with 1e8 TU/mL
    rig.run(24h);
    rig.fill("BR-01", 1, 200, 50);
    rig.set("BR-01", "perfusion.sp", 0.5);
    rig.run(72h);
    rig.set("BR-01", "perfusion.sp", 0);
    rig.set("BR-02", "inlet.line.sp", 3);
    rig.empty("BR-01", 2, 500, 100);
    rig.set("BR-02", "inlet.line.sp", 0);
    rig.fill("BR-02", 1, 480, 60);
    rig.set("BR-02", "perfusion.sp", 1);
    rig.run(168h);
}

void TestSimulatedBatch::harvest(demo::Rig &rig)
{
    rig.set("BR-02", "perfusion.sp", 0);
    rig.set("KS-01", "gforce.sp", 1000);
    rig.set("KS-01", "inlet.line.sp", 2);
    rig.set("BR-02", "outlet.line.sp", 2);
    rig.set("BR-02", "outlet.flow.sp", 120);
    rig.run(40s);
    rig.set("KS-01", "outlet.line.sp", 1);
    rig.set("KS-01", "outlet.flow.sp", 120);
    rig.run(10min);
    rig.set("BR-02", "outlet.line.sp", 0);
    rig.set("KS-01", "outlet.flow.sp", 0);
}

void TestSimulatedBatch::carTBatch_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 3; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestSimulatedBatch::carTBatch()
{
    QFETCH(quint32, seed);
    QElapsedTimer timer;
    timer.start();
    demo::Rig rig(seed);
    selectAndActivate(rig);
    const double start = brothOf(rig, "BR-01")[Broth::Target];
    culture(rig);
    const Broth end = brothOf(rig, "BR-02");
    harvest(rig);
    const double recovered = brothOf(rig, "KS-01").viable() / end.viable();
    qInfo(
        "from %.2e to %.2e T cells in %.0f mL, viability %.1f %%, CAR+ %.1f %%, recovery %.1f %%, "
        "pH %.2f, DO %.0f, %lld ms",
        start * 1e6, end[Broth::Target] * 1e6, end[Broth::Volume], 100 * end.viability(),
        100 * end[Broth::Car] / end[Broth::Target], 100 * recovered, rig.get("BR-02", "ph.pv"),
        rig.get("BR-02", "do.pv"), timer.elapsed());
    QVERIFY(start > 50 && start < 180);
    QVERIFY(end[Broth::Target] > 2000);
    QVERIFY(end.viability() > 0.85);
    const double car = end[Broth::Car] / end[Broth::Target];
    QVERIFY(car > 0.26 && car < 0.42);
    QVERIFY(recovered > 0.9);
}

QTEST_GUILESS_MAIN(TestSimulatedBatch)
#include "tst_simulatedbatch.moc"
