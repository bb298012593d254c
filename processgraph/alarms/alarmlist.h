// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmtable.h"
#include "processgraph/execution/journal.h"

#include <QtCore/QHash>

namespace cytoloom {

/// The alarms of a batch as a fold over its events; the live list, a restart and the report come
/// from here. A value.
class AlarmList
{
public:
    /// Takes alarm.raised, alarm.cleared, alarm.acknowledged and counts the deviations of alarms.
    void apply(const JournalEvent &event);
    /// Keeps the worst value of an alarm that is up. True when \p value is worse.
    bool worsen(const QString &id, double value);
    /// Number of the next deviation.
    int countDeviation() { return ++m_deviations; }

    [[nodiscard]] AlarmState stateOf(const QString &id) const { return m_alarms.value(id).state; }
    [[nodiscard]] Alarm alarm(const QString &id) const { return m_alarms.value(id); }
    /// Not Normal: highest priority first, then newest, then by id.
    [[nodiscard]] QVector<Alarm> active() const;

private:
    QHash<QString, Alarm> m_alarms; ///< the last occurrence of each
    int m_deviations = 0;
};

} // namespace cytoloom
