// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmtable.h"
#include "processgraph/alarms/limitwatch.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class tst_AlarmTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void damping_data();
    void damping();
    void watch_data();
    void watch();
};

// Rows typed apart from the code, from rules.md 3.3: the state, then what each action leads to in
// the order of AlarmAction (raise, return, acknowledge, latch, reset, re-alarm, shelve, unshelve,
// suppress, unsuppress, take out of service, return to service); "-": nothing.
void tst_AlarmTable::table_data()
{
    QTest::addColumn<QString>("row");
    for (const char *row : {"A B--- -- G-H- I-", "B -DCE -- G--- I-", "C -A-F -B G--- I-",
             "D B-A- -- G--- I-", "E B-F- -- ---- I-", "F B--- A- ---- I-", "G ---- -- -A-- I-",
             "H ---- -- ---A I-", "I ---- -- ---- -A"})
        QTest::newRow(row) << QString::fromLatin1(row);
}

void tst_AlarmTable::table()
{
    QFETCH(QString, row);
    row.remove(u' ');
    const auto state = AlarmState(row.at(0).unicode() - u'A');
    QString actual = letterOf(state);
    for (int action = 0; action <= int(AlarmAction::ReturnToService); ++action) {
        const auto next = alarmStateAfter(state, AlarmAction(action));
        actual += next ? letterOf(*next) : QChar(u'-');
    }
    QCOMPARE(actual, row);
    QCOMPARE(isAbnormal(state), u"BC"_s.contains(row.at(0)));
    QCOMPARE(isWaiting(state), u"BDE"_s.contains(row.at(0)));
    QCOMPARE(isAcknowledged(state), !isWaiting(state));
    QCOMPARE(isQuiet(state), u"GHI"_s.contains(row.at(0)));
    QCOMPARE(isLatched(state), u"EF"_s.contains(row.at(0)));
}

void tst_AlarmTable::damping_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("signal");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<double>("deadband");
    QTest::newRow("flow") << u"mL/min"_s << u"inlet.flow.pv"_s << 15 << 0.05;
    QTest::newRow("volume") << u"mL"_s << u"volume.pv"_s << 60 << 0.05;
    QTest::newRow("level") << u"%"_s << u"level.pv"_s << 60 << 0.05;
    QTest::newRow("pressure") << u"Pa"_s << u"pressure.pv"_s << 15 << 0.02;
    QTest::newRow("temperature") << u"°C"_s << u"temperature.pv"_s << 60 << 0.01;
    QTest::newRow("pH") << u""_s << u"ph.pv"_s << 60 << 0.02;
    QTest::newRow("glucose") << u"g/L"_s << u"glucose.pv"_s << 60 << 0.02;
}

void tst_AlarmTable::damping()
{
    QFETCH(QString, unit);
    QFETCH(QString, signal);
    QFETCH(int, seconds);
    QFETCH(double, deadband);
    const auto parsed = Unit::parse(unit);
    QVERIFY(parsed.ok());
    const AlarmDamping found = dampingFor(*parsed, signal);
    QCOMPARE(found.delay, Duration(std::chrono::seconds(seconds)));
    QCOMPARE(found.deadband, deadband);
}

// High limit 38, delay 60 s, deadband 0.5, armed after 30 min; one sample per 30 s from minute
// `from`. The log has a letter per sample: . nothing, R raise, r return.
void tst_AlarmTable::watch_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<QString>("log");
    QTest::newRow("inside") << 0 << QList<double> {37, 38, 37.9} << u"..."_s;
    QTest::newRow("short peak") << 0 << QList<double> {37, 39, 39, 37, 39} << u"....."_s;
    QTest::newRow("lasting") << 0 << QList<double> {37, 39, 39, 39, 40} << u"...R."_s;
    QTest::newRow("within the deadband it stays")
        << 0 << QList<double> {37, 39, 39, 39, 37.9, 37.6, 37.5, 39} << u"...R..r."_s;
    QTest::newRow("comes again") << 0 << QList<double> {37, 39, 39, 39, 37, 39, 39, 39}
                                 << u"...Rr..R"_s;
    QTest::newRow("not yet inside") << 0 << QList<double> {39, 39, 39, 39, 39, 39} << u"s....."_s;
    QTest::newRow("never inside, late") << 30 << QList<double> {39, 39, 39} << u"..R"_s;
}

void tst_AlarmTable::watch()
{
    QFETCH(int, from);
    QFETCH(QList<double>, values);
    QFETCH(QString, log);
    Alarm prototype;
    prototype.limit = 38;
    const UtcTime start = utcFromMs(1'000'000'000);
    LimitWatch watch(prototype, std::chrono::seconds(60), 0.5);
    watch.armFrom(start + std::chrono::minutes(30));
    UtcTime time = start + std::chrono::minutes(from);
    QString actual;
    for (const double value : values) {
        switch (watch.take(value, time)) {
        case LimitWatch::Verdict::Nothing:
            actual += u'.';
            break;
        case LimitWatch::Verdict::Raise:
            actual += u'R';
            break;
        case LimitWatch::Verdict::Return:
            actual += u'r';
            break;
        case LimitWatch::Verdict::Suppress:
            actual += u's';
            break;
        case LimitWatch::Verdict::Arm:
            actual += u'a';
            break;
        }
        time += std::chrono::seconds(30);
    }
    QCOMPARE(actual, log);

    // The mirror image: a low limit.
    prototype.side = LimitSide::Low;
    prototype.limit = -38;
    LimitWatch low(prototype, std::chrono::seconds(60), 0.5);
    low.armFrom(start + std::chrono::minutes(30));
    time = start + std::chrono::minutes(from);
    QString mirrored;
    for (const double value : values) {
        const auto verdict = low.take(-value, time);
        mirrored += verdict == LimitWatch::Verdict::Nothing ? u'.'
            : verdict == LimitWatch::Verdict::Raise         ? u'R'
            : verdict == LimitWatch::Verdict::Suppress      ? u's'
            : verdict == LimitWatch::Verdict::Arm           ? u'a'
                                                            : u'r';
        time += std::chrono::seconds(30);
    }
    QCOMPARE(mirrored, log);
}

QTEST_APPLESS_MAIN(tst_AlarmTable)
#include "tst_alarmtable.moc"
