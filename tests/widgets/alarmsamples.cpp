// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/alarmsamples.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "tests/widgets/samples.h"

#include <algorithm>

namespace cytoloom::samples {

using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

struct Kind
{
    const char16_t *tag;
    const char16_t *limit;
    const char16_t *card;
    const char16_t *unit;
    LocalizedText name;
    int priority;
    double value;
    double bound;
};

const QVector<Kind> &kinds()
{
    static const QVector<Kind> all {{u"BR-02.temperature.pv", u"action.high", u"ALM-0101.high",
                                        u"°C", {u"Temperature"_s, u"温度"_s}, 2, 38.4, 38},
        {u"BR-02.do.pv", u"action.low", u"ALM-0103.low", u"%", {u"Dissolved oxygen"_s, u"溶氧"_s},
            2, 13.8, 15},
        {u"BR-01.ph.pv", u"alert.low", u"ALM-0102.low", u"pH", {u"pH"_s, u"pH"_s}, 3, 6.87, 6.9},
        {u"BR-02.glucose.pv", u"alert.low", u"glucose", u"g/L", {u"Glucose"_s, u"葡萄糖"_s}, 4,
            1.42, 1.5},
        {u"EM-01.pressure.pv", u"action.low", u"room.pressure.low", u"Pa",
            {u"Pressure of R-A01"_s, u"R-A01 压差"_s}, 1, 7.2, 10},
        {u"INC-01.co2.pv", u"alert.high", u"incubator.co2", u"%", {u"CO2"_s, u"CO2 浓度"_s}, 4, 5.6,
            5.5}};
    return all;
}

Alarm alarmOf(const Kind &kind, const QString &batch)
{
    Alarm alarm;
    alarm.tag = TagId(QString::fromUtf16(kind.tag));
    alarm.element = ElementId(u"expansion.main.control"_s);
    alarm.id
        = alarm.tag.value() + u'|' + alarm.element.value() + u'|' + QString::fromUtf16(kind.limit);
    alarm.batch = BatchId(batch);
    alarm.priority = kind.priority;
    alarm.side = alarm.id.endsWith(u"low"_s) ? LimitSide::Low : LimitSide::High;
    alarm.limit = kind.bound;
    alarm.value = kind.value;
    alarm.unit = QString::fromUtf16(kind.unit);
    alarm.name = kind.name;
    alarm.card = QString::fromUtf16(kind.card);
    alarm.present = true;
    alarm.state = AlarmState::Unacknowledged;
    alarm.critical = kind.card == u"room.pressure.low"_s || kind.card == u"ALM-0101.high"_s;
    alarm.occurrences = 1;
    return alarm;
}

} // namespace

QVector<Alarm> manyAlarms()
{
    QVector<Alarm> alarms;
    const auto add = [&](int kind, const QString &batch, AlarmState state, Duration ago) {
        Alarm alarm = alarmOf(kinds().at(kind), batch);
        alarm.state = state;
        alarm.present = state == AlarmState::Unacknowledged || state == AlarmState::Acknowledged;
        alarm.raised = alarm.annunciated = now() - ago;
        alarms << alarm;
    };
    add(1, u"B26-1107"_s, AlarmState::Unacknowledged, minutes(4));
    alarms.last().occurrences = 3;
    alarms.last().comment = u"Valve was found half closed"_s;
    add(0, u"B26-1107"_s, AlarmState::Unacknowledged, minutes(1));
    add(4, u"B26-1107"_s, AlarmState::LatchedUnacknowledged, minutes(22));
    add(2, u"B26-1108"_s, AlarmState::Acknowledged, minutes(47));
    alarms.last().person = PersonId(u"P-021"_s);
    add(3, u"B26-1108"_s, AlarmState::ReturnedUnacknowledged, hours(3));
    alarms.last().chattering = true;
    Alarm lost;
    lost.kind = AlarmKind::Device;
    lost.id = u"DEV-SEP-01|device|fault"_s;
    lost.device = DeviceId(u"DEV-SEP-01"_s);
    lost.name = {u"Cell processor SEP-01"_s, u"细胞处理系统 SEP-01"_s};
    lost.card = u"device.processor"_s;
    lost.state = AlarmState::Acknowledged;
    lost.present = true;
    lost.raised = now() - minutes(9);
    lost.person = PersonId(u"P-021"_s);
    lost.touches = {BatchId(u"B26-1107"_s), BatchId(u"B26-1109"_s)};
    alarms << lost;
    return alarms;
}

QVector<Alarm> quietAlarms()
{
    Alarm shelved = alarmOf(kinds().at(5), u"B26-1108"_s);
    shelved.state = AlarmState::Shelved;
    shelved.raised = now() - minutes(50);
    shelved.quietSince = now() - minutes(20);
    shelved.quietUntil = now() + minutes(100);
    shelved.quietBy = PersonId(u"P-021"_s);
    shelved.quietRole = u"supervisor"_s;
    shelved.quietReason = u"Gas bottle is being changed"_s;
    Alarm broken = alarmOf(kinds().at(3), u"B26-1107"_s);
    broken.state = AlarmState::OutOfService;
    broken.raised = broken.quietSince = now() - hours(5);
    broken.quietBy = PersonId(u"P-007"_s);
    broken.quietRole = u"engineer"_s;
    broken.quietReason = u"Sensor broken"_s;
    Alarm onTheWay = alarmOf(kinds().at(0), u"B26-1109"_s);
    onTheWay.id.replace(u"high"_s, u"low"_s);
    onTheWay.side = LimitSide::Low;
    onTheWay.limit = 36;
    onTheWay.value = 24.1;
    onTheWay.state = AlarmState::SuppressedByDesign;
    onTheWay.present = false;
    onTheWay.raised = onTheWay.quietSince = now() - minutes(12);
    return {shelved, broken, onTheWay};
}

QVector<JournalEvent> alarmMonth()
{
    QVector<JournalEvent> events;
    const auto tell = [&](const char *code, const Alarm &alarm, UtcTime time,
                          std::initializer_list<eventdata::Member> more, const QString &person) {
        JournalEvent event;
        event.code = QString::fromLatin1(code);
        event.time = time;
        event.batch = alarm.batch;
        event.element = alarm.element;
        event.person = PersonId(person);
        event.data = eventdata::object({{"alarm", alarm.id}, {"tag", alarm.tag.value()},
            {"priority", alarm.priority}, {"value", alarm.value}, {"limit", alarm.limit},
            {"side", alarm.side == LimitSide::Low ? u"low"_s : u"high"_s}, {"unit", alarm.unit},
            {"name", eventdata::toJson(alarm.name)}, {"card", alarm.card}});
        for (const eventdata::Member &member : more)
            event.data.insert(QLatin1String(member.key), member.value);
        events << event;
    };
    const UtcTime start = now() - hours(24 * 30);
    // A few a day; the low priorities come more often.
    for (int hour = 2; hour < 24 * 30; hour += 3) {
        const int kind = hour % 7 == 0 ? 1 : hour % 5 == 0 ? 2 : hour % 11 == 0 ? 0 : 3 + hour % 3;
        Alarm alarm = alarmOf(kinds().at(kind == 4 ? 5 : kind), u"B26-110%1"_s.arg(7 + hour / 300));
        if (hour == 401)
            alarm.batch = BatchId(u"B26-1110"_s); // of its own, so that nothing ends it early
        const UtcTime raised = start + hours(hour) + minutes(hour * 7 % 60);
        tell(event::AlarmRaised, alarm, raised, {}, {});
        tell(event::AlarmAcknowledged, alarm, raised + minutes(2),
            {{"comment", hour % 5 == 0 ? u"Sample compared, feed begun"_s : QString()}},
            hour % 2 == 0 ? u"P-021"_s : u"P-007"_s);
        if (hour == 401) // a stale one
            tell(event::AlarmCleared, alarm, raised + hours(31), {{"worst", alarm.value}}, {});
        else
            tell(event::AlarmCleared, alarm, raised + minutes(9), {{"worst", alarm.value}}, {});
    }
    // A flood on the twelfth day: one alarm chatters.
    for (int i = 0; i < 26; ++i) {
        const Alarm alarm = alarmOf(kinds().at(i % 3 == 0 ? 4 : 5), u"B26-1108"_s);
        const UtcTime raised = start + hours(24 * 11 + 6) + seconds(i * 40);
        tell(event::AlarmRaised, alarm, raised, {}, {});
        tell(event::AlarmCleared, alarm, raised + seconds(25), {{"worst", alarm.value}}, {});
    }
    const Alarm shelved = alarmOf(kinds().at(5), u"B26-1108"_s);
    tell(event::AlarmShelved, shelved, start + hours(24 * 11 + 7),
        {{"role", u"supervisor"_s}, {"reason", u"Gas bottle is being changed"_s},
            {"until", toIso(start + hours(24 * 11 + 9))}},
        u"P-021"_s);
    tell(event::AlarmUnshelved, shelved, start + hours(24 * 11 + 9), {{"cause", u"expired"_s}}, {});
    std::stable_sort(events.begin(), events.end(),
        [](const JournalEvent &a, const JournalEvent &b) { return a.time < b.time; });
    return events;
}

} // namespace cytoloom::samples
