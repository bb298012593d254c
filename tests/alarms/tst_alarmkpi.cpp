// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmkpi.h"
#include "processgraph/alarms/alarmrate.h"
#include "processgraph/alarms/alarmsounder.h"
#include "processgraph/execution/eventcodes.h"
#include "tests/alarms/eventrow.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using Verdict = AlarmFigure::Verdict;

namespace {

constexpr int Day = 24 * 60;

UtcTime minute(double value)
{
    return utcFromMs(qint64(value * 60'000));
}

JournalEvent raised(double at, const QByteArray &name, int priority = 4, const char *phase = "p")
{
    return row(at, event::AlarmRaised,
        R"("alarm":")" + name + "|" + phase + R"(|action.low","tag":")" + name + R"(","priority":)"
            + QByteArray::number(priority));
}

JournalEvent cleared(double at, const QByteArray &name, const char *phase = "p")
{
    return row(at, event::AlarmCleared, R"("alarm":")" + name + "|" + phase + R"(|action.low")");
}

/// \p count alarms, each of its own tag, one a minute from \p from on; each lasts two minutes.
QVector<JournalEvent> series(int from, int count, int step = 1)
{
    QVector<JournalEvent> events;
    for (int i = 0; i < count; ++i) {
        const QByteArray tag = "T" + QByteArray::number(from) + "." + QByteArray::number(i);
        events << raised(from + i * step, tag) << cleared(from + i * step + 2, tag);
    }
    std::stable_sort(events.begin(), events.end(),
        [](const JournalEvent &a, const JournalEvent &b) { return a.time < b.time; });
    return events;
}

} // namespace

class tst_AlarmKpi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figures_data();
    void figures();
    void details();
    void floods_data();
    void floods();
    void sound();
    void muted();
};

// Computed by hand over one day (1440 min = 24 h = 144 ten-minute periods) unless said otherwise.
void tst_AlarmKpi::figures_data()
{
    QTest::addColumn<QVector<JournalEvent>>("events");
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("value");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char *name, const QVector<JournalEvent> &events, const char *id,
                         double value, Verdict verdict) {
        QTest::newRow(name) << events << QString::fromLatin1(id) << value << verdict;
    };
    const auto shelved = [](const QByteArray &members, const char *person = "anna") {
        return test::row(5, event::AlarmShelved, R"("alarm":"a|p|alert.low",)" + members, person);
    };
    const QByteArray sound = R"("role":"operator","reason":"r","until":"1970-01-01T08:05:00.000Z")";

    // 144 alarms, one every ten minutes: 144/day, 6/h, 1 per 10 min.
    row("per day", series(0, 144, 10), "perDay", 144, Verdict::Good);
    row("per hour", series(0, 144, 10), "perHour", 6, Verdict::Good);
    row("per ten minutes", series(0, 144, 10), "perTenMinutes", 1, Verdict::Good);
    // 288, one every five minutes: between target and limit.
    row("per day, to be watched", series(0, 288, 5), "perDay", 288, Verdict::Watch);
    row("per hour, to be watched", series(0, 288, 5), "perHour", 12, Verdict::Watch);
    // 480, one every three minutes.
    row("per day, exceeded", series(0, 480, 3), "perDay", 480, Verdict::Exceeded);
    row("per hour, exceeded", series(0, 480, 3), "perHour", 20, Verdict::Exceeded);
    // 30 in an hour are still allowed, 31 are not: one hour of 24 is 4.17 %.
    row("thirty in an hour", series(60, 30, 2), "busyHours", 0, Verdict::Good);
    row("a busy hour", series(60, 60, 1), "busyHours", 100.0 / 24, Verdict::Exceeded);
    // Ten in a period are allowed; eleven in one of 144 is 0.694 %, below 1 %.
    row("ten in a period", series(60, 10), "busyPeriods", 0, Verdict::Good);
    row("a busy period", series(60, 10) + series(69, 1), "busyPeriods", 100.0 / 144, Verdict::Good);
    // Ten a minute apart and no more than ten within ten minutes: no flood. Sixty do flood: from
    // the eleventh (minute 70, where ten minutes hold 60..70 less 60: no; see floods()).
    row("no flood", series(60, 10), "floodTime", 0, Verdict::Good);
    // Twelve alarms half a minute apart from minute 60: the eleventh is at 65, fewer than five are
    // left when the eighth (63.5) leaves at 73.5: 8.5 min of 1440 = 0.590 %.
    QVector<JournalEvent> dense;
    for (int i = 0; i < 12; ++i)
        dense << raised(60 + i * 0.5, "D" + QByteArray::number(i));
    row("a flood", dense, "floodTime", 100 * 8.5 / 1440, Verdict::Good);
    // Eleven different ones: ten of eleven are 90.9 %.
    row("top ten", series(0, 11, 60), "topTen", 1000.0 / 11, Verdict::Exceeded);
    // Of 1000 different ones, ten are 1 %: the target.
    row("top ten of many", series(0, 1000), "topTen", 1, Verdict::Good);
    row("top ten of some", series(0, 250, 5), "topTen", 4, Verdict::Watch);
    // Three times within ten minutes chatter, whatever the phase; at 0, 5 and 10 they do not.
    row("chattering",
        {raised(0, "a", 4, "p"), cleared(2, "a", "p"), raised(4, "a", 4, "q"), cleared(6, "a", "q"),
            raised(9, "a", 4, "p")},
        "chattering", 1, Verdict::Exceeded);
    row("not chattering",
        {raised(0, "a"), cleared(2, "a"), raised(5, "a"), cleared(7, "a"), raised(10, "a")},
        "chattering", 0, Verdict::Good);
    row("fleeting", {raised(0, "a"), cleared(0.9, "a"), raised(60, "b"), cleared(61, "b")},
        "fleeting", 1, Verdict::Exceeded);
    row("no alarm", {}, "perDay", 0, Verdict::Good);
    row("no alarm, no share", {}, "topTen", 0, Verdict::Good);
    // 100 alarms: 80 low, 15 medium, 4 high, 1 highest (which is not less than 1 %).
    QVector<JournalEvent> mix;
    for (int i = 0; i < 100; ++i)
        mix << raised(i, "M" + QByteArray::number(i), i < 80 ? 4 : i < 95 ? 3 : i < 99 ? 2 : 1);
    row("low", mix, "low", 80, Verdict::Good);
    row("medium", mix, "medium", 15, Verdict::Good);
    row("high", mix, "high", 4, Verdict::Good);
    row("highest", mix, "highest", 1, Verdict::Exceeded);
    mix[0] = raised(0, "M0", 3);
    row("too few low", mix, "low", 79, Verdict::Exceeded);
    row("too many medium", mix, "medium", 16, Verdict::Exceeded);
    row("shelved as it should be", {shelved(sound)}, "outsideMethod", 0, Verdict::Good);
    row("by nobody", {shelved(sound, "")}, "outsideMethod", 1, Verdict::Exceeded);
    row("no reason", {shelved(QByteArray(sound).replace(R"("reason":"r",)", ""))}, "outsideMethod",
        1, Verdict::Exceeded);
    row("without end", {shelved(R"("role":"operator","reason":"r")")}, "outsideMethod", 1,
        Verdict::Exceeded);
    row("for too long", {shelved(QByteArray(sound).replace("08:05", "08:06"))}, "outsideMethod", 1,
        Verdict::Exceeded);
    row("of the product",
        {test::row(
             1, event::AlarmRaised, R"("alarm":"a|p|alert.low","priority":2,"critical":true)"),
            shelved(sound)},
        "outsideMethod", 1, Verdict::Exceeded);
}

void tst_AlarmKpi::figures()
{
    QFETCH(QVector<JournalEvent>, events);
    QFETCH(QString, id);
    QFETCH(double, value);
    QFETCH(Verdict, verdict);
    const AlarmKpi kpi = alarmKpi(events, minute(0), minute(Day), AlarmPolicy());
    const AlarmFigure *figure = kpi.figure(id);
    QVERIFY(figure);
    QVERIFY2(std::abs(figure->value - value) < 1e-9, qPrintable(QString::number(figure->value)));
    QCOMPARE(figure->verdict, verdict);
    QCOMPARE(kpi.figures.size(), 15);
}

void tst_AlarmKpi::details()
{
    // Stands from minute 0 for three days: stale from minute 1440 on, on the second, third and
    // fourth day of the base; another one for exactly a day is not.
    QVector<JournalEvent> events {raised(0, "old", 2), raised(10, "day", 4),
        cleared(10 + Day, "day"), cleared(3 * Day + 60, "old"), raised(4 * Day, "new", 4)};
    const AlarmKpi kpi = alarmKpi(events, minute(0), minute(5 * Day), AlarmPolicy());
    QCOMPARE(kpi.alarms, 3);
    QVERIFY(!kpi.fullBase);
    QVERIFY(alarmKpi({}, minute(0), minute(30 * Day), AlarmPolicy()).fullBase);
    QCOMPARE(kpi.figure(u"stale"_s)->value, 1.0);
    QCOMPARE(kpi.figure(u"stale"_s)->verdict, Verdict::Good);
    QCOMPARE(kpi.stale.size(), 1);
    QCOMPARE(kpi.stale.first().id, u"old|action.low"_s);
    QCOMPARE(kpi.stale.first().count, 3 * 24 + 1);
    QCOMPARE(kpi.perTenMinutes.size(), 5 * 144);
    QCOMPARE(kpi.perTenMinutes.at(0), 1);
    QCOMPARE(kpi.perTenMinutes.at(1), 1);
    QCOMPARE(kpi.perTenMinutes.at(4 * 144), 1);
    // One that began before the base and goes on counts as stale, but not as an alarm of the base.
    const AlarmKpi later = alarmKpi(events, minute(2 * Day), minute(3 * Day), AlarmPolicy());
    QCOMPARE(later.alarms, 0);
    QCOMPARE(later.stale.size(), 1);
    // Equally frequent ones in the order of their names.
    QCOMPARE(kpi.top.size(), 3);
    QCOMPARE(kpi.top.first().id, u"day|action.low"_s);
}

// Start above 10 in 10 min, end below 5. Alarms at the given seconds; expected: from-until:count in
// seconds.
void tst_AlarmKpi::floods_data()
{
    QTest::addColumn<QList<int>>("seconds");
    QTest::addColumn<QString>("floods");
    const auto every = [](int step, int count, int from = 0) {
        QList<int> times;
        for (int i = 0; i < count; ++i)
            times << from + i * step;
        return times;
    };
    QTest::newRow("ten") << every(10, 10) << QString();
    QTest::newRow("eleven at once") << QList<int>(11, 100) << u"100-700:11"_s;
    // The eleventh is at 100; the seventh (60) leaves at 660.
    QTest::newRow("eleven") << every(10, 11) << u"100-660:11"_s;
    // One a minute: ten minutes never hold more than ten.
    QTest::newRow("one a minute") << every(60, 100) << QString();
    // One every 50 s: ten minutes hold twelve; the eleventh is at 500, the last at 1450; the last
    // but four (1250) leaves at 1850.
    QTest::newRow("lasting") << every(50, 30) << u"500-1850:30"_s;
    QTest::newRow("two") << every(10, 11) + every(10, 11, 3600) << u"100-660:11 3700-4260:11"_s;
    // Seven in ten minutes keep it alive.
    QTest::newRow("it falls slowly")
        << every(10, 11) + every(85, 10, 110) << u"100-%1:21"_s.arg(110 + 85 * 5 + 600);
    QTest::newRow("cut by the end") << every(10, 11, 9700) << u"9800-10000:11"_s;
}

void tst_AlarmKpi::floods()
{
    QFETCH(QList<int>, seconds);
    QFETCH(QString, floods);
    QVector<UtcTime> times;
    for (const int second : seconds)
        times << utcFromMs(second * 1000LL);
    std::reverse(times.begin(), times.end()); // in any order
    QStringList found;
    for (const AlarmFlood &flood :
        floodsOf(times, 10, 5, std::chrono::minutes(10), utcFromMs(10'000'000)))
        found << u"%1-%2:%3"_s.arg(toMs(flood.from) / 1000)
                     .arg(toMs(flood.until) / 1000)
                     .arg(flood.count);
    QCOMPARE(found.join(u' '), floods);
}

void tst_AlarmKpi::sound()
{
    AlarmSounder sounder(AlarmCatalog::shipped().policy());
    using std::chrono::seconds;
    Alarm low;
    low.id = u"low"_s;
    low.priority = 3;
    low.state = AlarmState::Unacknowledged;
    low.annunciated = utcFromMs(1);
    Alarm high = low;
    high.id = u"high"_s;
    high.priority = 2;
    QCOMPARE(sounder.look({}, seconds(0)), std::nullopt);
    QCOMPARE(sounder.look({low}, seconds(1)), std::optional(3));
    QCOMPARE(sounder.look({low}, seconds(2)), std::nullopt);
    QCOMPARE(sounder.look({low, high}, seconds(3)), std::optional(2));
    QCOMPARE(sounder.look({low, high}, seconds(62)), std::nullopt);
    QCOMPARE(sounder.look({low, high}, seconds(63)), std::optional(2)); // priority 2: after 60 s
    high.state = AlarmState::Acknowledged;
    QCOMPARE(sounder.look({low, high}, seconds(200)), std::nullopt); // priority 3: after 5 min
    QCOMPARE(sounder.look({low, high}, seconds(63 + 300)), std::optional(3));
    high.state = AlarmState::Unacknowledged; // called for again
    high.annunciated = utcFromMs(2);
    QCOMPARE(sounder.look({low, high}, seconds(364)), std::optional(2));
    low.state = high.state = AlarmState::ReturnedUnacknowledged; // flashes, but is silent
    QCOMPARE(sounder.look({low, high}, seconds(2000)), std::nullopt);
    low.state = AlarmState::Unacknowledged;
    low.priority = 4; // never again by itself
    low.annunciated = utcFromMs(3);
    QCOMPARE(sounder.look({low}, seconds(2001)), std::optional(4));
    QCOMPARE(sounder.look({low}, seconds(9000)), std::nullopt);
}

void tst_AlarmKpi::muted()
{
    AlarmSounder sounder(AlarmCatalog::shipped().policy());
    using std::chrono::seconds;
    Alarm alarm;
    alarm.id = u"a"_s;
    alarm.priority = 2;
    alarm.state = AlarmState::Unacknowledged;
    alarm.annunciated = utcFromMs(1);
    QCOMPARE(sounder.look({alarm}, seconds(0)), std::optional(2));
    sounder.mute(seconds(30));
    QCOMPARE(sounder.mutedFor(seconds(40)), Duration(seconds(50)));
    QCOMPARE(sounder.look({alarm}, seconds(65)), std::nullopt);
    QCOMPARE(sounder.mutedFor(seconds(90)), Duration(0));
    QCOMPARE(sounder.look({alarm}, seconds(90)), std::optional(2)); // nobody has acknowledged
    sounder.mute(seconds(91));
    Alarm critical = alarm;
    critical.id = u"b"_s;
    critical.priority = 1;
    QCOMPARE(sounder.look({alarm, critical}, seconds(92)), std::optional(1));
    QCOMPARE(sounder.mutedFor(seconds(92)), Duration(0));
}

QTEST_APPLESS_MAIN(tst_AlarmKpi)
#include "tst_alarmkpi.moc"
