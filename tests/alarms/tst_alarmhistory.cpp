// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmhistory.h"

#include "processgraph/alarms/alarmtable.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/foundation/messagecatalog.h"
#include "tests/alarms/eventrow.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

/// A day in the life of three alarms; minutes are those of the rows.
QVector<JournalEvent> story()
{
    const QByteArray low = R"("alarm":"BR.do.pv|p|action.low")";
    const QByteArray lowData = low
        + R"(,"tag":"BR.do.pv","priority":2,"value":12,"limit":15,"side":"low","unit":"%",)"
          R"("name":{"en":"Oxygen","zh":"溶氧"})";
    const QByteArray high
        = R"("alarm":"BR.ph.pv|p|alert.high","tag":"BR.ph.pv","priority":3,"value":7.7,)"
          R"("limit":7.5,"side":"high","name":{"en":"pH","zh":"pH"})";
    return {row(0, event::AlarmSuppressed, lowData), row(5, event::AlarmArmed, low),
        row(10, event::AlarmRaised, lowData),
        row(10, event::DeviationOpened, low + R"(,"deviation":"B-1-A1")"),
        row(12, event::AlarmAcknowledged, low + R"(,"comment":"valve was closed")", "anna"),
        row(15, event::AlarmCommented, low + R"(,"comment":"opened")", "ben"),
        row(20, event::AlarmRaised, high),
        row(21, event::AlarmShelved,
            R"("alarm":"BR.ph.pv|p|alert.high","role":"operator","reason":"probe swap","until":"1970-01-02T00:00:00.000Z")",
            "anna"),
        row(30, event::AlarmCleared, low + R"(,"worst":9)"),
        row(40, event::AlarmCondition, R"("alarm":"BR.ph.pv|p|alert.high","present":false)"),
        row(50, event::AlarmCondition, high + R"(,"present":true)"),
        row(60, event::AlarmUnshelved, R"("alarm":"BR.ph.pv|p|alert.high","cause":"expired")"),
        row(60, event::AlarmRaised, high),
        row(70, event::AlarmRaised,
            R"("alarm":"D|device|fault","device":"D","priority":2,"name":{"en":"=pump","zh":"泵"})",
            "", ""),
        row(70, event::AlarmTouched, R"("alarm":"D|device|fault","device":"D","present":true)")};
}

QString summary(const QVector<AlarmRecord> &records)
{
    QStringList lines;
    for (const AlarmRecord &record : records)
        lines << u"%1 %2 %3%4"_s.arg((toMs(record.alarm.raised)) / 60'000)
                     .arg(record.alarm.id.section(u'|', 2))
                     .arg(letterOf(record.alarm.state))
                     .arg(record.annunciated ? u""_s : u" silent"_s);
    return lines.join(u", "_s);
}

} // namespace

class tst_AlarmHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void occurrences();
    void filters_data();
    void filters();
    void csv();
};

void tst_AlarmHistory::occurrences()
{
    const QVector<AlarmRecord> records = alarmHistory(story());
    QCOMPARE(summary(records),
        u"0 action.low A silent, 10 action.low A, 20 alert.high G, 50 alert.high B, 70 fault B"_s);
    const AlarmRecord &low = records.at(1);
    QCOMPARE(low.alarm.value, 9.0); // the worst
    QCOMPARE(low.alarm.person, PersonId(u"anna"_s));
    QCOMPARE(low.deviation, u"B-1-A1"_s);
    QCOMPARE(low.notes.size(), 2);
    QCOMPARE(low.notes.at(1).text, u"opened"_s);
    QCOMPARE(low.notes.at(1).person, PersonId(u"ben"_s));
    QCOMPARE(records.at(0).quiet.size(), 1);
    QCOMPARE(toMs(records.at(0).quiet.first().until) / 60'000, 5);
    // Shelved when it ended; it came again in the same span.
    const QuietSpan first = records.at(2).quiet.first();
    QCOMPARE(first.state, AlarmState::Shelved);
    QCOMPARE(first.reason, u"probe swap"_s);
    QCOMPARE(first.role, u"operator"_s);
    QCOMPARE(toMs(first.from) / 60'000, 21);
    QCOMPARE(toMs(first.planned) / 60'000, 24 * 60);
    QCOMPARE(toMs(records.at(3).quiet.first().until) / 60'000, 60);
    QCOMPARE(records.at(3).calledAgain, 0); // told for the first time when it came back
    QCOMPARE(records.at(4).alarm.touches, QVector<BatchId> {BatchId(u"B-1"_s)});
}

void tst_AlarmHistory::filters_data()
{
    QTest::addColumn<AlarmFilter>("filter");
    QTest::addColumn<QString>("rows"); // by their place
    const auto filter = [](auto set) {
        AlarmFilter made;
        set(made);
        return made;
    };
    using F = AlarmFilter;
    const auto row = [&](const char *name, const F &made, const char *rows) {
        QTest::newRow(name) << made << QString::fromLatin1(rows);
    };
    const auto minute = [](int value) { return utcFromMs(qint64(value) * 60'000); };
    row("all", {}, "01234");
    row("annunciated", filter([](F &f) { f.suppressed = false; }), "1234");
    row("batch with what touched it", filter([](F &f) { f.batch = BatchId(u"B-1"_s); }), "01234");
    row("another batch", filter([](F &f) { f.batch = BatchId(u"B-2"_s); }), "");
    row("phase", filter([](F &f) { f.element = ElementId(u"p"_s); }), "0123");
    row("priority", filter([](F &f) { f.priorities = {3}; }), "23");
    row("tag", filter([](F &f) { f.tag = u"DO.pv"_s; }), "01");
    row("device", filter([](F &f) { f.tag = u"d|device"_s; }), "4");
    row("state", filter([](F &f) { f.states = {AlarmState::Unacknowledged}; }), "34");
    row("comment", filter([](F &f) { f.text = u"VALVE"_s; }), "1");
    row("reason", filter([](F &f) { f.text = u"probe"_s; }), "23");
    row("name in Chinese", filter([](F &f) { f.text = u"溶氧"_s; }), "01");
    row("person", filter([](F &f) { f.text = u"ben"_s; }), "1");
    row("deviation", filter([](F &f) { f.text = u"B-1-A1"_s; }), "1");
    row("from", filter([&](F &f) { f.from = minute(45); }), "34");
    row("until", filter([&](F &f) { f.until = minute(20); }), "01");
}

void tst_AlarmHistory::filters()
{
    QFETCH(AlarmFilter, filter);
    QFETCH(QString, rows);
    const QVector<AlarmRecord> records = alarmHistory(story());
    QString actual;
    for (qsizetype i = 0; i < records.size(); ++i)
        actual += passes(records.at(i), filter) ? QString::number(i) : QString();
    QCOMPARE(actual, rows);
    QCOMPARE(filtered(records, filter).size(), rows.size());
}

void tst_AlarmHistory::csv()
{
    const QVector<AlarmRecord> records = alarmHistory(story());
    const QString english = QString::fromUtf8(alarmCsv(records, Language::En).mid(3));
    const QStringList lines = english.split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines.first().count(u','), lines.at(2).count(u','));
    QVERIFY(lines.first().startsWith(u"Batch,Phase,Tag,Alarm,Priority,State,Raised (UTC)"_s));
    QVERIFY2(
        lines.at(2).startsWith(u"B-1,p,BR.do.pv,Oxygen,2,Normal,1970-01-01T00:10:00.000Z,"
                               "1970-01-01T00:12:00.000Z,anna,1970-01-01T00:30:00.000Z,,9,<15,%"_s),
        qPrintable(lines.at(2)));
    QVERIFY(lines.at(2).contains(u"anna: valve was closed; ben: opened"_s));
    QVERIFY(lines.at(5).contains(u",'=pump,"_s)); // no formula for a spreadsheet
    const QString chinese = QString::fromUtf8(alarmCsv(records, Language::Zh));
    QVERIFY(chinese.contains(u"批,阶段,位号"_s));
    QVERIFY(chinese.contains(u"溶氧"_s));
    for (char16_t letter = u'A'; letter <= u'I'; ++letter)
        QVERIFY(MessageCatalog::shipped().contains(u"alarm.state."_s + QChar(letter)));
    // What holds the separators is quoted.
    QVector<AlarmRecord> awkward {records.at(1)};
    awkward[0].notes = {{{}, PersonId(u"anna"_s), u"a \"b\", c\nd"_s}};
    QVERIFY(QString::fromUtf8(alarmCsv(awkward, Language::En))
                .contains(u"\"anna: a \"\"b\"\", c\nd\""_s));
}

QTEST_APPLESS_MAIN(tst_AlarmHistory)
#include "tst_alarmhistory.moc"
