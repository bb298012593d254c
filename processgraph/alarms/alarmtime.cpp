// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmmonitorprivate.h"
#include "processgraph/execution/eventcodes.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QVector<QString> sortedKeys(const QSet<QString> &keys)
{
    QVector<QString> result(keys.begin(), keys.end());
    std::sort(result.begin(), result.end()); // events come in one order, whatever the hash
    return result;
}

} // namespace

void AlarmMonitor::Private::expire()
{
    if (deadlines.isEmpty())
        return;
    const QList<QString> shelved = deadlines.keys();
    for (const QString &key : sortedKeys(QSet<QString>(shelved.begin(), shelved.end()))) {
        const Alarm alarm = list.alarm(key);
        if (alarm.state != AlarmState::Shelved) {
            deadlines.remove(key);
            continue;
        }
        if (clock.now() < alarm.quietUntil && clock.elapsed() < deadlines.value(key))
            continue;
        deadlines.remove(key);
        const QVector<JournalEvent> events = comingBack(key,
            event(event::AlarmUnshelved, alarm, {{"alarm", alarm.id}, {"cause", u"expired"_s}}));
        for (const JournalEvent &each : events)
            tell(each);
    }
}

void AlarmMonitor::Private::alarmAgain()
{
    for (const QString &key : sortedKeys(list.open())) {
        const Alarm alarm = list.alarm(key);
        if (alarm.state != AlarmState::Acknowledged)
            continue;
        const size_t index = size_t(std::clamp(alarm.priority, 1, 4)) - 1;
        const Duration after = catalog.policy().alarmAgain[index];
        if (after > Duration(0) && clock.now() - alarm.acknowledged >= after)
            tell(event(event::AlarmRealarmed, alarm,
                {{"alarm", alarm.id}, {"afterMs", double(after.count())}}));
    }
}

QString AlarmMonitor::Private::positionOf(const Alarm &alarm) const
{
    QVector<UnitId> units = unitsOfDevice.value(alarm.device);
    if (!alarm.tag.isEmpty())
        units = {UnitId(alarm.tag.value().section(u'.', 0, 0))};
    QString rest;
    for (const AlarmPosition &position : positions) {
        if (position.units.isEmpty())
            rest = position.id;
        const bool ours = std::any_of(units.begin(), units.end(),
            [&position](const UnitId &unit) { return position.units.contains(unit); });
        if (ours)
            return position.id;
    }
    return rest;
}

FloodMeter &AlarmMonitor::Private::meterOf(const QString &position)
{
    auto found = meters.find(position);
    if (found == meters.end()) {
        const AlarmPolicy &policy = catalog.policy();
        found = meters.insert(
            position, FloodMeter(policy.floodStart, policy.floodEnd, policy.floodWindow));
    }
    return *found;
}

void AlarmMonitor::Private::countAlarm(const Alarm &alarm, UtcTime time)
{
    watchRate(); // a flood that is over ends before the next alarm is counted
    const AlarmPolicy &policy = catalog.policy();
    const QString position = positionOf(alarm);
    recent << Raised {time, alarm.key(), position};
    FloodMeter &meter = meterOf(position);
    if (meter.add(time)) {
        backlog << event(event::AlarmFloodStarted, {},
            {{"position", eventdata::textOrNull(position)}, {"count", meter.count()}});
    }
    const auto often = std::count_if(recent.begin(), recent.end(), [&](const Raised &each) {
        return each.key == alarm.key() && time - each.time < policy.chatterWindow;
    });
    if (int(often) >= policy.chatterCount && !list.alarm(alarm.key()).chattering) {
        chattering.insert(alarm.key());
        tell(event(event::AlarmChattering, alarm,
            {{"alarm", alarm.id}, {"count", double(often)},
                {"withinMs", double(policy.chatterWindow.count())}}));
    }
}

/// Floods and chattering that are over.
void AlarmMonitor::Private::watchRate()
{
    const AlarmPolicy &policy = catalog.policy();
    const UtcTime now = clock.now();
    for (auto it = meters.begin(); it != meters.end(); ++it) {
        const auto ended = it->advance(now);
        if (!ended)
            continue;
        floodsTold.remove(it.key());
        changed = true;
        backlog << event(event::AlarmFloodEnded, {},
            {{"position", eventdata::textOrNull(it.key())}, {"count", ended->count},
                {"lastedMs", double((ended->until - ended->from).count())}});
    }
    const Duration longest = std::max(policy.floodWindow, policy.chatterWindow);
    recent.removeIf([&](const Raised &each) { return now - each.time >= longest; });
    for (const QString &key : sortedKeys(chattering)) {
        const bool still = std::any_of(recent.begin(), recent.end(), [&](const Raised &each) {
            return each.key == key && now - each.time < policy.chatterWindow;
        });
        if (still)
            continue;
        chattering.remove(key);
        const Alarm alarm = list.alarm(key);
        if (alarm.chattering)
            tell(event(event::AlarmCalm, alarm, {{"alarm", alarm.id}}));
    }
}

void AlarmMonitor::Private::takeUpPlant()
{
    if (plantTaken)
        return;
    const auto events = journal.read({});
    if (!events)
        return; // asked again with the next occasion; what was written is not lost
    plantTaken = true;
    takeUp(*events);
    changed = changed || !list.open().isEmpty();
}

void AlarmMonitor::Private::takeUp(const QVector<JournalEvent> &events)
{
    for (const JournalEvent &told : events) {
        if (!told.code.startsWith("alarm."_L1) && !told.code.startsWith("deviation."_L1))
            continue;
        list.apply(told);
        const QString position = eventdata::text(told.data, u"position");
        if (told.code == QLatin1String(event::AlarmRaised)) {
            const Alarm alarm = AlarmList::alarmOf(told);
            recent << Raised {told.time, alarm.key(), positionOf(alarm)};
            const auto flood = floodsTold.find(recent.last().position);
            if (flood != floodsTold.end() && told.sequence > flood->sequence)
                ++flood->flood.count;
        } else if (told.code == QLatin1String(event::AlarmTouched)) {
            QSet<BatchId> &batches = touched[eventdata::text(told.data, u"alarm")];
            if (eventdata::flag(told.data, u"present"))
                batches.insert(told.batch);
            else
                batches.remove(told.batch);
        } else if (told.code == QLatin1String(event::AlarmChattering)) {
            chattering.insert(AlarmList::alarmOf(told).key());
        } else if (told.code == QLatin1String(event::AlarmFloodStarted)) {
            const int count = int(eventdata::number(told.data, u"count"));
            floodsTold.insert(position, {AlarmFlood {{}, told.time, {}, count}, told.sequence});
        } else if (told.code == QLatin1String(event::AlarmFloodEnded)) {
            floodsTold.remove(position);
        }
    }
    const Duration longest = catalog.policy().longestShelving;
    for (const QString &key : list.open()) {
        const Alarm alarm = list.alarm(key);
        if (alarm.state == AlarmState::Shelved && !deadlines.contains(key))
            deadlines.insert(key,
                clock.elapsed()
                    + std::clamp(Duration(alarm.quietUntil - clock.now()), Duration(0), longest));
    }
    restoreRates();
}

void AlarmMonitor::Private::restoreRates()
{
    const AlarmPolicy &policy = catalog.policy();
    const UtcTime now = clock.now();
    const Duration longest = std::max(policy.floodWindow, policy.chatterWindow);
    recent.removeIf([&](const Raised &each) { return now - each.time >= longest; });
    std::stable_sort(recent.begin(), recent.end(),
        [](const Raised &a, const Raised &b) { return a.time < b.time; });
    QHash<QString, QVector<UtcTime>> times;
    for (const Raised &each : std::as_const(recent)) {
        if (now - each.time < policy.floodWindow)
            times[each.position] << each.time;
    }
    for (auto it = floodsTold.begin(); it != floodsTold.end(); ++it)
        times[it.key()]; // it ends, too, where nothing came since
    for (auto it = times.begin(); it != times.end(); ++it) {
        FloodMeter &meter = meterOf(it.key());
        std::optional<AlarmFlood> flood = meter.flood(); // one of this program goes on
        const auto known = floodsTold.constFind(it.key());
        if (known != floodsTold.constEnd())
            flood = known->flood;
        meter.restore(it.value(), flood);
    }
}

} // namespace cytoloom
