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

Alarm alarmOf(const JournalEvent &event, const QString &id)
{
    Alarm alarm;
    alarm.id = id;
    alarm.tag = TagId(eventdata::text(event.data, u"tag"));
    alarm.element = event.element;
    alarm.batch = event.batch;
    alarm.priority = int(eventdata::number(event.data, u"priority", 2));
    alarm.side
        = eventdata::text(event.data, u"side") == "low"_L1 ? LimitSide::Low : LimitSide::High;
    alarm.limit = eventdata::number(event.data, u"limit");
    alarm.value = eventdata::number(event.data, u"value");
    alarm.unit = eventdata::text(event.data, u"unit");
    alarm.name = eventdata::localized(event.data, u"name");
    alarm.raised = event.time;
    return alarm;
}

} // namespace

void AlarmList::apply(const JournalEvent &event)
{
    const QString id = eventdata::text(event.data, u"alarm");
    if (id.isEmpty())
        return;
    AlarmAction action = AlarmAction::Raise;
    if (event.code == QLatin1String(event::DeviationOpened)) {
        ++m_deviations;
        return;
    }
    if (event.code == QLatin1String(event::AlarmCleared))
        action = AlarmAction::Return;
    else if (event.code == QLatin1String(event::AlarmAcknowledged))
        action = AlarmAction::Acknowledge;
    else if (event.code != QLatin1String(event::AlarmRaised))
        return;
    const auto next = alarmStateAfter(stateOf(id), action);
    if (!next)
        return;
    Alarm &alarm = m_alarms[id];
    switch (action) {
    case AlarmAction::Raise:
        alarm = alarmOf(event, id);
        break;
    case AlarmAction::Return:
        alarm.cleared = event.time;
        break;
    case AlarmAction::Acknowledge:
        alarm.acknowledged = event.time;
        alarm.person = event.person;
        break;
    }
    alarm.state = *next;
}

bool AlarmList::worsen(const QString &id, double value)
{
    const auto found = m_alarms.find(id);
    if (found == m_alarms.end() || !isWorse(*found, value))
        return false;
    found->value = value;
    return true;
}

QVector<Alarm> AlarmList::active() const
{
    QVector<Alarm> result;
    for (const Alarm &alarm : m_alarms) {
        if (alarm.state != AlarmState::Normal)
            result << alarm;
    }
    std::sort(result.begin(), result.end(), [](const Alarm &a, const Alarm &b) {
        if (a.priority != b.priority)
            return a.priority < b.priority;
        return a.raised != b.raised ? a.raised > b.raised : a.id < b.id;
    });
    return result;
}

} // namespace cytoloom
