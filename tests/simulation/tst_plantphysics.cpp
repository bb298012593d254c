// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What holds in the virtual plant whatever is done to it: matter is neither made nor lost, nothing
// is less than nothing, and sensors show what can be.
#include "demoplant.h"

#include "devices/simulation/fillstation.h"
#include "devices/simulation/noise.h"
#include "devices/simulation/vessel.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace cytoloom;

namespace {

const QVector<const char *> Vessels {"SEP-01", "BR-01", "BR-02", "KS-01", "FF-01"};

const Vessel &vessel(demo::Rig &rig, const char *unit)
{
    return *rig->vessel(UnitId(QLatin1String(unit)));
}

/// Orders without sense, as nobody would give them; the same ones for the same seed.
class Monkey
{
public:
    explicit Monkey(quint32 seed)
        : m_noise(seed, u"monkey"_s)
    { }
    void act(demo::Rig &rig)
    {
        const char *unit = Vessels[pick(int(Vessels.size()))];
        switch (pick(9)) {
        case 0:
        case 1:
            rig.set(unit, "inlet.line.sp", pick(7));
            break;
        case 2:
            rig.set(unit, "inlet.flow.sp", number(150));
            break;
        case 3:
        case 4:
            rig.set(unit, "outlet.line.sp", pick(5));
            break;
        case 5:
            rig.set(unit, "outlet.flow.sp", number(150));
            break;
        case 6:
            bioreactor(rig, pick(2) ? "BR-01" : "BR-02");
            break;
        case 7:
            rig.set("SEP-01", "magnet.sp", pick(2));
            rig.set("KS-01", "gforce.sp", number(1000));
            break;
        default:
            rig.set("FF-01", "dose.sp", number(30));
            rig.set("FF-01", "bags.sp", pick(6));
            rig.set("FF-01", "fill.sp", pick(2));
            rig.set("AS-01", "source.sp", pick(7));
            rig.set("AS-01", "volume.sp", number(20) - 5);
            rig.set("AS-01", "start.sp", 1);
            rig.set("CC-01", "source.sp", pick(7));
            rig.set("CC-01", "start.sp", 1);
        }
        rig.run(std::chrono::seconds(pick(150)));
    }

private:
    void bioreactor(demo::Rig &rig, const char *unit)
    {
        rig.set(unit, "temperature.sp", 4 + number(38));
        rig.set(unit, "perfusion.sp", number(10));
        rig.set(unit, "stirrer.sp", number(300));
        rig.set(unit, "ph.sp", 6.5 + number(1.5));
        rig.set(unit, "do.sp", number(100));
    }
    int pick(int count) { return int(m_noise.uniform(++m_counter) * count); }
    double number(double most) { return m_noise.uniform(++m_counter) * most; }

    Noise m_noise;
    qint64 m_counter = 0;
};

} // namespace

class TestPlantPhysics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matterIsNeitherMadeNorLost_data();
    void matterIsNeitherMadeNorLost();
    void sameOrdersSameReadings();
    void perfusionWashesOutAsADilution();
    void glucoseBecomesLactate();
    void cellsBreathe();
    void noiseIsWhatItClaims();

private:
    static void checkVessel(demo::Rig &rig, const char *unit);
};

void TestPlantPhysics::checkVessel(demo::Rig &rig, const char *unit)
{
    const Vessel &each = vessel(rig, unit);
    const Broth &broth = each.broth();
    for (const Broth *part : {&broth, &each.drained(), &each.supplied()}) {
        for (int matter = 0; matter < Broth::Count; ++matter) {
            const double amount = (*part)[Broth::Matter(matter)];
            QVERIFY2(std::isfinite(amount) && amount >= 0, unit);
        }
    }
    const double cells = broth[Broth::Target] * (1 + 1e-9) + 1e-12;
    for (const auto part :
        {Broth::Car, Broth::Mesenchymal, Broth::Attached, Broth::Labelled, Broth::Activation})
        QVERIFY2(broth[part] <= cells, unit);
    QVERIFY(broth.viability() >= 0 && broth.viability() <= 1);
    if (broth[Broth::Volume] > 1)
        QVERIFY2(each.temperature() >= 0 && each.temperature() <= 50, unit);
}

void TestPlantPhysics::matterIsNeitherMadeNorLost_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestPlantPhysics::matterIsNeitherMadeNorLost()
{
    QFETCH(quint32, seed);
    demo::Rig rig(seed);
    Monkey monkey(seed);
    for (int i = 0; i < 250; ++i) {
        monkey.act(rig);
        Broth in;
        Broth out;
        for (const char *unit : Vessels) {
            checkVessel(rig, unit);
            if (QTest::currentTestFailed())
                return;
            in.add(vessel(rig, unit).supplied());
            out.add(vessel(rig, unit).broth());
            out.add(vessel(rig, unit).drained());
        }
        out.add(dynamic_cast<const FillStation &>(vessel(rig, "FF-01")).filled());
        // What no cell eats.
        for (const auto matter :
            {Broth::Volume, Broth::Dmso, Broth::Beads, Broth::Activator, Broth::Enzyme})
            QVERIFY(std::abs(in[matter] - out[matter]) <= 1e-9 * in[matter] + 1e-9);
        for (const auto *unit : {"BR-01", "BR-02"}) {
            QVERIFY(rig.get(unit, "ph.pv") > 5 && rig.get(unit, "ph.pv") < 9);
            QVERIFY(rig.get(unit, "do.pv") >= 0 && rig.get(unit, "do.pv") < 500);
            for (const char *gas : {"gas.air.pv", "gas.o2.pv", "gas.co2.pv"})
                QVERIFY(rig.get(unit, gas) >= 0);
        }
    }
}

void TestPlantPhysics::sameOrdersSameReadings()
{
    const auto readings = [](quint32 seed) {
        demo::Rig rig(seed);
        Monkey monkey(7); // the same orders for all
        QVector<double> values;
        for (int i = 0; i < 80; ++i) {
            monkey.act(rig);
            for (const char *unit : Vessels)
                values << rig.get(unit, "volume.pv") << rig.get(unit, "outlet.flow.pv");
            for (const char *name :
                {"temperature.pv", "ph.pv", "do.pv", "glucose.pv", "biomass.pv"})
                values << rig.get("BR-01", name);
            values << rig.get("CC-01", "concentration.pv") << rig.get("BAL-01", "weight.pv");
        }
        return values;
    };
    const QVector<double> first = readings(3);
    QCOMPARE(readings(3), first);
    QVERIFY(readings(4) != first);
}

void TestPlantPhysics::perfusionWashesOutAsADilution()
{
    demo::Rig rig;
    rig.fill("BR-01", 1, 500, 100); // 4.5 mg/mL of glucose
    rig.fill("BR-01", 2, 100, 50); // vector in a buffer of 2 mg/mL
    const Broth &broth = vessel(rig, "BR-01").broth();
    const double start = broth.concentration(Broth::Glucose);
    const double volume = broth[Broth::Volume];
    rig.set("BR-01", "perfusion.sp", 2);
    rig.run(12h); // one volume
    const double expected = 4.5 + (start - 4.5) * std::exp(-1.0);
    QVERIFY(std::abs(broth.concentration(Broth::Glucose) - expected) < 1e-3);
    QVERIFY(std::abs(broth[Broth::Volume] - volume) < 1e-6);
}

void TestPlantPhysics::glucoseBecomesLactate()
{
    demo::Rig rig;
    rig.fill("BR-01", 1, 200, 100);
    rig.fill("BR-01", 5, 100, 100); // MSC
    rig.set("BR-01", "temperature.sp", 37);
    rig.set("BR-01", "stirrer.sp", 60);
    const Broth before = vessel(rig, "BR-01").broth();
    rig.run(48h);
    const Broth &after = vessel(rig, "BR-01").broth();
    const double eaten = before[Broth::Glucose] - after[Broth::Glucose];
    const double made = after[Broth::Lactate] - before[Broth::Lactate];
    QVERIFY(eaten > 10); // mg
    QVERIFY(std::abs(made - 0.75 * eaten) < 1e-3 * eaten);
    QVERIFY(after[Broth::Target] > 1.3 * before[Broth::Target]);
    QVERIFY(after.viability() > 0.8);
    // Each cell takes between 0.01 and 0.05 mg of glucose per 1e6 and hour.
    const double perCell = eaten / 48 / ((before[Broth::Target] + after[Broth::Target]) / 2);
    QVERIFY(perCell > 0.01 && perCell < 0.05);
}

void TestPlantPhysics::cellsBreathe()
{
    demo::Rig rig;
    rig.fill("BR-01", 5, 400, 100); // 1e6 MSC per mL
    rig.set("BR-01", "temperature.sp", 37);
    rig.set("BR-01", "do.sp", 0); // nothing but air
    rig.set("BR-01", "stirrer.sp", 100);
    rig.run(4h);
    const double stirred = rig.get("BR-01", "do.pv");
    rig.set("BR-01", "stirrer.sp", 0);
    rig.run(4h);
    const double still = rig.get("BR-01", "do.pv");
    // Uptake 0.25 mmol/(L·h) against 8.5 1/h of kLa leaves 86 %, against 0.5 1/h nothing.
    QVERIFY(stirred > 75 && stirred < 95);
    QVERIFY(still >= 0 && still < 5);
}

void TestPlantPhysics::noiseIsWhatItClaims()
{
    const Noise noise(1, u"key"_s);
    double sum = 0;
    double squares = 0;
    constexpr int Count = 20'000;
    for (int i = 0; i < Count; ++i) {
        const double value = noise.gaussian(i);
        sum += value;
        squares += value * value;
        QVERIFY(noise.uniform(i) > 0 && noise.uniform(i) < 1);
    }
    QVERIFY(std::abs(sum / Count) < 0.03);
    QVERIFY(std::abs(squares / Count - 1) < 0.05);
    QCOMPARE(Noise(1, u"key"_s).gaussian(5), noise.gaussian(5));
    QVERIFY(Noise(2, u"key"_s).gaussian(5) != noise.gaussian(5));
    QVERIFY(Noise(1, u"other"_s).gaussian(5) != noise.gaussian(5));
}

QTEST_GUILESS_MAIN(TestPlantPhysics)
#include "tst_plantphysics.moc"
