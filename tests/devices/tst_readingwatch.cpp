// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/readingwatch.h"

#include "devices/runtime/pollstatistics.h"
#include "tests/devices/peers.h"

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr Duration Interval {1000};

struct Reading
{
    int second;
    double value;
    Quality quality;
    const char *code;
};

DeviceTag watched(double maxRate, Duration frozenAfter)
{
    DeviceTag tag = tagOf("t", RegisterTable::InputRegisters, 0, RegisterType::U16);
    tag.scale = 0.1;
    tag.maxRate = maxRate;
    tag.frozenAfter = frozenAfter;
    return tag;
}

void run(const DeviceTag &tag, const QVector<Reading> &readings)
{
    ReadingWatch watch;
    for (const Reading &reading : readings) {
        const auto verdict = watch.judge(tag, {reading.value / tag.scale, reading.value, true, {}},
            std::chrono::seconds(reading.second), Interval);
        const QByteArray place = QByteArray::number(reading.second) + " s";
        QVERIFY2(verdict.quality == reading.quality, place);
        QVERIFY2(verdict.trouble.code == QLatin1String(reading.code), place);
    }
}

constexpr Quality Good = Quality::Good;
constexpr Quality Bad = Quality::Bad;
constexpr Quality Stale = Quality::Stale;

} // namespace

class TestReadingWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unwatchedIsGood()
    {
        run(watched(0, Duration(0)),
            {{0, 1, Good, ""}, {1, 1e6, Good, ""}, {100'000, 1e6, Good, ""}});
    }
    void spikeIsBadAndTheValueBehindItGood()
    {
        run(watched(1, Duration(0)),
            {{0, 37, Good, ""}, {1, 90, Bad, "device.jumped"}, {2, 37.5, Good, ""},
                {3, 38.5, Good, ""}, {4, 40, Bad, "device.jumped"}});
    }
    void roundingIsNoJump()
    {
        // 0.1 per step: two readings may be one step further apart than the process went.
        run(watched(1, Duration(0)),
            {{0, 37, Good, ""}, {1, 38.1, Good, ""}, {2, 39.3, Bad, "device.jumped"}});
    }
    void lastingLevelIsBelievedAtTheThirdReading()
    {
        run(watched(1, Duration(0)),
            {{0, 20, Good, ""}, {1, 60, Bad, "device.jumped"}, {2, 60.5, Bad, "device.jumped"},
                {3, 61, Good, ""}, {4, 61, Good, ""}, {5, 20, Bad, "device.jumped"}});
    }
    void jumpsThatDisagreeAreNoLevel()
    {
        run(watched(1, Duration(0)),
            {{0, 20, Good, ""}, {1, 60, Bad, "device.jumped"}, {2, 90, Bad, "device.jumped"},
                {3, 60, Bad, "device.jumped"}, {4, 90, Bad, "device.jumped"}, {5, 24, Good, ""}});
    }
    void afterAnOutageTheProcessMayBeAnywhereItCanReach()
    {
        run(watched(1, Duration(0)),
            {{0, 20, Good, ""}, {60, 75, Good, ""}, {61, 77, Bad, "device.jumped"}});
    }
    void twoReadingsAtOneMomentAreOneIntervalApart()
    {
        run(watched(1, Duration(0)),
            {{0, 20, Good, ""}, {0, 21, Good, ""}, {0, 25, Bad, "device.jumped"}});
    }
    void frozenIsStaleUntilItMoves()
    {
        run(watched(0, std::chrono::seconds(3)),
            {{0, 37, Good, ""}, {1, 37, Good, ""}, {2, 37, Good, ""},
                {3, 37, Stale, "device.frozen"}, {4, 37, Stale, "device.frozen"},
                {5, 37.1, Good, ""}, {6, 37.1, Good, ""}, {7, 37.1, Good, ""},
                {8, 37.1, Stale, "device.frozen"}});
    }
    void anOutageIsNoFreezing()
    {
        run(watched(0, std::chrono::seconds(3)),
            {{0, 37, Good, ""}, {1, 37, Good, ""}, {60, 37, Good, ""}, {61, 37, Good, ""},
                {62, 37, Good, ""}, {63, 37, Stale, "device.frozen"}});
    }
    /// A clock in large steps brings few readings: two alike are no proof.
    void fewReadingsProveNothing()
    {
        ReadingWatch watch;
        const DeviceTag tag = watched(0, std::chrono::seconds(60));
        const auto at = [&](int minute) {
            return watch
                .judge(
                    tag, {370, 37, true, {}}, std::chrono::minutes(minute), std::chrono::minutes(1))
                .quality;
        };
        QCOMPARE(at(0), Good);
        QCOMPARE(at(0), Good); // the same moment again is no repetition
        QCOMPARE(at(1), Good);
        QCOMPARE(at(2), Good);
        QCOMPARE(at(3), Stale);
        watch.interrupt();
        QCOMPARE(at(4), Good);
    }
    void theWordsHaveTheirNumbers()
    {
        ReadingWatch watch;
        const DeviceTag tag = watched(0.5, Duration(0));
        (void)watch.judge(tag, {370, 37, true, {}}, Duration(0), Interval);
        const auto verdict = watch.judge(tag, {900, 90, true, {}}, Duration(1000), Interval);
        QCOMPARE(verdict.trouble.args.value(u"from"_s), u"37"_s);
        QCOMPARE(verdict.trouble.args.value(u"value"_s), u"90"_s);
        QCOMPARE(verdict.trouble.args.value(u"rate"_s), u"0.5"_s);
    }
    void quantilesOfRoundTrips()
    {
        PollStatistics statistics;
        QCOMPARE(statistics.quantile(0.5), 0.0);
        for (int i = 1; i <= 100; ++i)
            statistics.add(i);
        QCOMPARE(statistics.quantile(0.5), 51.0);
        QCOMPARE(statistics.quantile(0.99), 99.0);
        QCOMPARE(statistics.quantile(1), 100.0);
        for (int i = 0; i < 512; ++i)
            statistics.add(7); // the old ones are gone
        QCOMPARE(statistics.quantile(1), 7.0);
    }
};

QTEST_GUILESS_MAIN(TestReadingWatch)
#include "tst_readingwatch.moc"
