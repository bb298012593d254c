// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/twin/tcellmodel.h"

#include <QtCore/QFile>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using namespace cytoloom;

class TestTCellModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reproducesThePublishedRun();
    void feedAddsGlucoseAndVolume();
    void failsWithoutTouchingTheState();
};

void TestTCellModel::reproducesThePublishedRun()
{
    QFile file(QStringLiteral(CYTOLOOM_CASES) + u"/twin/tcell_ambr15_nofeed.csv"_s);
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the published reference run (shared/cases/twin) is not beside the sources");
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 170);

    TCellModel model;
    TCellModel::State state {1.1e6, 0, 1, -24, 50, 7.4};
    double worstX = 0;
    double worstG = 0;
    for (int hour = 1; hour < lines.size() - 1; ++hour) {
        QVERIFY(model.advance(state, 1));
        const QList<QByteArray> fields = lines[hour + 1].split(',');
        QCOMPARE(fields[0].toDouble(), double(hour));
        const double x = fields[1].toDouble();
        const double g = fields[3].toDouble();
        worstX = std::max(worstX, std::abs(state.viable - x) / x);
        // Below 1 µg/mL the reference itself is only its solver's noise.
        worstG = std::max(worstG, std::abs(state.glucose - g) / std::max(g, 1e-3));
    }
    qInfo("worst error over 168 h: X %.4f %%, G %.4f %%", 100 * worstX, 100 * worstG);
    QVERIFY(worstX < 0.005);
    QVERIFY(worstG < 0.005);
}

void TestTCellModel::feedAddsGlucoseAndVolume()
{
    TCellModel model;
    TCellModel::State state {0, 0, 1, 0, 50, 7.4};
    QVERIFY(model.advance(state, 10, 1));
    QCOMPARE(state.volume, 60.0);
    const double mass = 50 * 1 + 10 * 20; // mg that were there and that were fed
    QVERIFY(std::abs(state.glucose * state.volume - mass) < 1e-4 * mass);
}

void TestTCellModel::failsWithoutTouchingTheState()
{
    TCellModel model;
    TCellModel::State state {1e6, 0, 1, 0, 50, 7.4};
    state.glucose = qQNaN();
    const auto result = model.advance(state, 1);
    QVERIFY(!result);
    QCOMPARE(result.error().code(), u"twin.odeFailed"_s);
    QCOMPARE(state.viable, 1e6);
}

QTEST_GUILESS_MAIN(TestTCellModel)
#include "tst_tcellmodel.moc"
