// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmsounder.h"

#include "processgraph/alarms/alarmtable.h"

#include <algorithm>

namespace cytoloom {

AlarmSounder::AlarmSounder(const AlarmPolicy &policy)
    : m_policy(policy)
{ }

std::optional<int> AlarmSounder::look(const QVector<Alarm> &alarms, Duration now)
{
    QHash<QString, UtcTime> waiting;
    int highest = 5;
    int highestNew = 5;
    Duration again {0}; // the shortest repetition of those that wait; 0: none repeats
    for (const Alarm &alarm : alarms) {
        // What has returned flashes without a sound (state D of ISA-18.2).
        if (alarm.state != AlarmState::Unacknowledged)
            continue;
        const QString key = alarm.key();
        waiting.insert(key, alarm.annunciated);
        highest = std::min(highest, alarm.priority);
        const auto known = m_known.constFind(key);
        if (known == m_known.constEnd() || *known != alarm.annunciated)
            highestNew = std::min(highestNew, alarm.priority);
        const Duration repeat = m_policy.soundAgain[size_t(std::clamp(alarm.priority, 1, 4)) - 1];
        if (repeat > Duration(0))
            again = again > Duration(0) ? std::min(again, repeat) : repeat;
    }
    m_known = waiting;
    if (m_mutedUntil && (now >= *m_mutedUntil || highestNew == 1))
        m_mutedUntil.reset();
    if (m_mutedUntil)
        return std::nullopt;
    const bool due = m_last && again > Duration(0) && now - *m_last >= again;
    if (highestNew > 4 && !due)
        return std::nullopt;
    m_last = now;
    return highestNew <= 4 ? highestNew : highest;
}

void AlarmSounder::mute(Duration now)
{
    m_mutedUntil = now + m_policy.mute;
}

Duration AlarmSounder::mutedFor(Duration now) const
{
    return m_mutedUntil && now < *m_mutedUntil ? *m_mutedUntil - now : Duration(0);
}

} // namespace cytoloom
