// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmlist.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool isWorse(const Alarm &alarm, double value)
{
    return alarm.side == LimitSide::High ? value > alarm.value : value < alarm.value;
}

UtcTime timeOf(const JournalEvent &event, QStringView key)
{
    return utcFromIso(eventdata::text(event.data, key)).value_or(UtcTime {});
}

/// What an event does to the state; nullopt: something else, or nothing.
std::optional<AlarmAction> actionOf(const QString &code, bool latching)
{
    static const QHash<QString, AlarmAction> known {
        {QLatin1String(event::AlarmRaised), AlarmAction::Raise},
        {QLatin1String(event::AlarmCleared), AlarmAction::Return},
        {QLatin1String(event::AlarmAcknowledged), AlarmAction::Acknowledge},
        {QLatin1String(event::AlarmReset), AlarmAction::Reset},
        {QLatin1String(event::AlarmRealarmed), AlarmAction::ReAlarm},
        {QLatin1String(event::AlarmShelved), AlarmAction::Shelve},
        {QLatin1String(event::AlarmUnshelved), AlarmAction::Unshelve},
        {QLatin1String(event::AlarmSuppressed), AlarmAction::Suppress},
        {QLatin1String(event::AlarmNotInUse), AlarmAction::Suppress},
        {QLatin1String(event::AlarmArmed), AlarmAction::Unsuppress},
        {QLatin1String(event::AlarmUnsuppressed), AlarmAction::Unsuppress},
        {QLatin1String(event::AlarmOutOfService), AlarmAction::TakeOutOfService},
        {QLatin1String(event::AlarmInService), AlarmAction::ReturnToService}};
    const auto found = known.constFind(code);
    if (found == known.constEnd())
        return std::nullopt;
    return *found == AlarmAction::Return && latching ? AlarmAction::Latch : *found;
}

QVector<Alarm> sorted(QVector<Alarm> alarms, bool byState)
{
    std::sort(alarms.begin(), alarms.end(), [byState](const Alarm &a, const Alarm &b) {
        if (byState && a.state != b.state)
            return a.state < b.state;
        if (a.priority != b.priority)
            return a.priority < b.priority;
        return a.raised != b.raised ? a.raised > b.raised : a.key() < b.key();
    });
    return alarms;
}

} // namespace

Alarm AlarmList::alarmOf(const JournalEvent &event)
{
    const JsonValue &data = event.data;
    Alarm alarm;
    alarm.id = eventdata::text(data, u"alarm");
    alarm.tag = TagId(eventdata::text(data, u"tag"));
    alarm.element = event.element;
    alarm.batch = event.batch;
    alarm.priority = int(eventdata::number(data, u"priority", 2));
    alarm.side = eventdata::text(data, u"side") == "low"_L1 ? LimitSide::Low : LimitSide::High;
    alarm.limit = eventdata::number(data, u"limit");
    alarm.value = eventdata::number(data, u"value");
    alarm.unit = eventdata::text(data, u"unit");
    alarm.name = eventdata::localized(data, u"name");
    alarm.raised = alarm.annunciated = event.time;
    const QString kind = eventdata::text(data, u"kind");
    if (kind == "identity"_L1)
        alarm.kind = AlarmKind::Identity;
    else if (kind == "device"_L1 || (kind.isEmpty() && alarm.tag.isEmpty()))
        alarm.kind = AlarmKind::Device;
    alarm.device = DeviceId(eventdata::text(data, u"device"));
    for (const QString &batch : eventdata::texts(data, u"batches"))
        alarm.touches << BatchId(batch);
    alarm.card = eventdata::text(data, u"card");
    alarm.latching = eventdata::flag(data, u"latching");
    alarm.critical = eventdata::flag(data, u"critical");
    return alarm;
}

void AlarmList::apply(const JournalEvent &event)
{
    const QString id = eventdata::text(event.data, u"alarm");
    if (id.isEmpty())
        return;
    if (event.code == QLatin1String(event::DeviationOpened)) {
        ++m_deviations[event.batch];
        return;
    }
    const QString key = event.batch.isEmpty() ? id : id + u'|' + event.batch.value();
    const auto known = m_alarms.constFind(key);
    const auto action = actionOf(event.code, known != m_alarms.constEnd() && known->latching);
    if (!action) {
        applyFlag(key, event);
        return;
    }
    const auto next = alarmStateAfter(stateOf(key), *action);
    const bool begins = *action == AlarmAction::Raise || *action == AlarmAction::Suppress;
    if (!next || (known == m_alarms.constEnd() && !begins))
        return;
    Alarm &alarm = m_alarms[key];
    if (begins) {
        Alarm fresh = alarmOf(event);
        fresh.state = alarm.state;
        fresh.chattering = alarm.chattering;
        fresh.comment = alarm.comment;
        fresh.occurrences = alarm.occurrences + (*action == AlarmAction::Raise ? 1 : 0);
        // A device that fails while it is not in use fails; a limit that does not count yet is none
        fresh.present
            = *action == AlarmAction::Raise || event.code == QLatin1String(event::AlarmNotInUse);
        alarm = fresh;
    }
    const QString comment = eventdata::text(event.data, u"comment");
    if (!comment.isEmpty())
        alarm.comment = comment;
    switch (*action) {
    case AlarmAction::Return:
    case AlarmAction::Latch:
        alarm.present = false;
        alarm.cleared = event.time;
        alarm.value = eventdata::number(event.data, u"worst", alarm.value);
        break;
    case AlarmAction::Acknowledge:
        alarm.acknowledged = event.time;
        alarm.person = event.person;
        break;
    case AlarmAction::ReAlarm:
        alarm.annunciated = event.time;
        break;
    default:
        applyQuiet(alarm, *action, event);
    }
    change(alarm, *next);
}

/// Who has made it quiet, why, and until when; nothing of it once it is back.
void AlarmList::applyQuiet(Alarm &alarm, AlarmAction action, const JournalEvent &event)
{
    if (action == AlarmAction::Raise || action == AlarmAction::Reset)
        return;
    const bool begins = action == AlarmAction::Shelve || action == AlarmAction::TakeOutOfService
        || action == AlarmAction::Suppress;
    const bool byPerson = begins && action != AlarmAction::Suppress;
    alarm.quietSince = begins ? event.time : UtcTime {};
    alarm.quietUntil = action == AlarmAction::Shelve ? timeOf(event, u"until") : UtcTime {};
    alarm.oneShot = action == AlarmAction::Shelve && eventdata::flag(event.data, u"oneShot");
    alarm.quietBy = byPerson ? event.person : PersonId();
    alarm.quietRole = byPerson ? eventdata::text(event.data, u"role") : QString();
    alarm.quietReason = byPerson ? eventdata::text(event.data, u"reason") : QString();
    if (action == AlarmAction::Unsuppress && eventdata::text(event.data, u"cause") != "inUse"_L1)
        alarm.present = false;
}

/// Events that leave the state as it is.
void AlarmList::applyFlag(const QString &key, const JournalEvent &event)
{
    const auto found = m_alarms.find(key);
    if (found == m_alarms.end())
        return;
    if (event.code == QLatin1String(event::AlarmCondition)) {
        if (!isQuiet(found->state))
            return;
        found->present = eventdata::flag(event.data, u"present");
        if (found->present)
            found->value = eventdata::number(event.data, u"value");
        else
            found->cleared = event.time;
        change(*found, found->state);
    } else if (event.code == QLatin1String(event::AlarmCommented)) {
        found->comment = eventdata::text(event.data, u"comment");
    } else if (event.code == QLatin1String(event::AlarmChattering)) {
        found->chattering = true;
    } else if (event.code == QLatin1String(event::AlarmCalm)) {
        found->chattering = false;
    }
}

void AlarmList::change(Alarm &alarm, AlarmState next)
{
    alarm.state = next;
    if (next != AlarmState::Normal || alarm.present)
        m_open.insert(alarm.key());
    else
        m_open.remove(alarm.key());
}

bool AlarmList::worsen(const QString &key, double value)
{
    const auto found = m_alarms.find(key);
    if (found == m_alarms.end() || !found->present || !isWorse(*found, value))
        return false;
    found->value = value;
    return true;
}

void AlarmList::retire(const BatchId &batch)
{
    erase_if(m_alarms, [&](const std::pair<const QString &, Alarm &> &entry) {
        return entry.second.batch == batch && !m_open.contains(entry.first);
    });
    m_deviations.remove(batch);
}

AlarmState AlarmList::stateOf(const QString &key) const
{
    const auto found = m_alarms.constFind(key);
    return found == m_alarms.constEnd() ? AlarmState::Normal : found->state;
}

bool AlarmList::isPresent(const QString &key) const
{
    const auto found = m_alarms.constFind(key);
    return found != m_alarms.constEnd() && found->present;
}

QString AlarmList::find(const QString &name) const
{
    if (m_alarms.contains(name))
        return name;
    const Alarm *best = nullptr;
    for (const Alarm &alarm : m_alarms) {
        if (alarm.id != name)
            continue;
        const auto rank = [](const Alarm &each) {
            return std::tuple(isWaiting(each.state), each.raised, each.key());
        };
        if (!best || rank(*best) < rank(alarm))
            best = &alarm;
    }
    return best ? best->key() : QString();
}

QVector<Alarm> AlarmList::active() const
{
    QVector<Alarm> result;
    for (const QString &key : m_open) {
        const Alarm &alarm = *m_alarms.constFind(key);
        if (alarm.state != AlarmState::Normal && !isQuiet(alarm.state))
            result << alarm;
    }
    return sorted(result, false);
}

QVector<Alarm> AlarmList::quiet() const
{
    QVector<Alarm> result;
    for (const QString &key : m_open) {
        const Alarm &alarm = *m_alarms.constFind(key);
        if (isQuiet(alarm.state))
            result << alarm;
    }
    return sorted(result, true);
}

QVector<QString> AlarmList::openOf(const BatchId &batch) const
{
    QVector<QString> keys;
    for (const QString &key : m_open) {
        if (m_alarms.constFind(key)->batch == batch)
            keys << key;
    }
    std::sort(keys.begin(), keys.end()); // events come in one order, whatever the hash
    return keys;
}

} // namespace cytoloom
