// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/twin/culturemodel.h"
#include "processgraph/twin/transduction.h"

#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using namespace cytoloom;

class TestCultureModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expandsWithPerfusion_data();
    void expandsWithPerfusion();
    void conditionsCostYield_data();
    void conditionsCostYield();
    void mesenchymalCellsReachHarvestDensity();
    void carFractionFollowsMoi_data();
    void carFractionFollowsMoi();
};

namespace {

/// Days of culture in one volume; perfusion from the day on which it is given.
CultureState grow(CultureParameters parameters, CultureState state, CultureEnvironment environment,
    int days, int perfusionFrom, double perfusion)
{
    CultureModel model(parameters);
    for (int minute = 0; minute < days * 1440; ++minute) {
        environment.perfusion = minute >= perfusionFrom * 1440 ? perfusion : 0;
        if (!model.advance(state, environment, 1 / 60.0))
            return {};
    }
    return state;
}

CultureState seed(double density)
{
    return {density, 0.02 * density, 4.5, 0, 0, 24, 0.9};
}

} // namespace

void TestCultureModel::expandsWithPerfusion_data()
{
    QTest::addColumn<double>("cells"); // 1e6
    QTest::addColumn<double>("volume"); // mL
    QTest::newRow("5e7 in 0.5 L") << 50.0 << 500.0;
    QTest::newRow("1e8 in 0.5 L") << 100.0 << 500.0;
    QTest::newRow("1e8 in 1 L") << 100.0 << 1000.0;
    QTest::newRow("1e8 in 2 L") << 100.0 << 2000.0;
}

void TestCultureModel::expandsWithPerfusion()
{
    QFETCH(double, cells);
    QFETCH(double, volume);
    const CultureState end
        = grow(CultureParameters::tCells(), seed(cells / volume), {}, 10, 3, 1.0);
    qInfo("%.2e cells, viability %.1f %%, glucose %.2f, lactate %.2f", end.viable * volume * 1e6,
        100 * end.viability(), end.glucose, end.lactate);
    QVERIFY(end.viable * volume > 2000);
    QVERIFY(end.viable * volume < 20000);
    QVERIFY(end.viability() > 0.85);
}

void TestCultureModel::conditionsCostYield_data()
{
    QTest::addColumn<double>("temperature");
    QTest::addColumn<double>("ph");
    QTest::addColumn<double>("oxygen");
    QTest::addColumn<double>("perfusion");
    QTest::newRow("cold") << 33.0 << 7.25 << 50.0 << 1.0;
    QTest::newRow("fever") << 40.5 << 7.25 << 50.0 << 1.0;
    QTest::newRow("sour") << 37.0 << 6.8 << 50.0 << 1.0;
    QTest::newRow("no oxygen") << 37.0 << 7.25 << 0.5 << 1.0;
    QTest::newRow("not perfused") << 37.0 << 7.25 << 50.0 << 0.0;
}

void TestCultureModel::conditionsCostYield()
{
    QFETCH(double, temperature);
    QFETCH(double, ph);
    QFETCH(double, oxygen);
    QFETCH(double, perfusion);
    const auto parameters = CultureParameters::tCells();
    const CultureState good = grow(parameters, seed(0.2), {}, 10, 3, 1.0);
    CultureEnvironment environment;
    environment.temperature = temperature;
    environment.ph = ph;
    environment.oxygen = oxygen;
    const CultureState bad = grow(parameters, seed(0.2), environment, 10, 3, perfusion);
    QVERIFY2(bad.viable < 0.75 * good.viable,
        qPrintable(u"%1 against %2"_s.arg(bad.viable).arg(good.viable)));
}

void TestCultureModel::mesenchymalCellsReachHarvestDensity()
{
    CultureState start {0.03, 0.001, 4.5, 0, 0, 12, 0};
    const CultureState day10 = grow(CultureParameters::mesenchymal(), start, {}, 10, 1, 1.0);
    const CultureState day16 = grow(CultureParameters::mesenchymal(), start, {}, 16, 1, 1.0);
    qInfo("day 10 %.2f, day 16 %.2f 1e6/mL", day10.viable, day16.viable);
    QVERIFY(day10.viable / start.viable > 20);
    QVERIFY(day16.viable > 2.0);
    QVERIFY(day16.viability() > 0.85);
}

void TestCultureModel::carFractionFollowsMoi_data()
{
    QTest::addColumn<double>("moi");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("5") << 5.0 << 0.31 << 0.36;
    QTest::newRow("7.5") << 7.5 << 0.43 << 0.48;
    QTest::newRow("10") << 10.0 << 0.53 << 0.58;
}

void TestCultureModel::carFractionFollowsMoi()
{
    QFETCH(double, moi);
    QFETCH(double, low);
    QFETCH(double, high);
    double fraction = 0;
    for (int minute = 0; minute < 4 * 1440; ++minute) {
        fraction = Transduction::carFraction(fraction, moi, 0.9, 1 / 60.0);
        moi = Transduction::vectorLeft(moi, 1 / 60.0);
    }
    QVERIFY2(fraction > low && fraction < high, qPrintable(QString::number(fraction)));
}

QTEST_GUILESS_MAIN(TestCultureModel)
#include "tst_culturemodel.moc"
