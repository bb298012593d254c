// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmcatalog.h"

#include <QtCore/QHash>

#include <optional>

namespace cytoloom {

/// Says when to sound for the alarms that wait for a person: at once for each new one, and again
/// while they stay unacknowledged, by the policy of their priority. It makes no sound itself. Its
/// time is that of the people who listen (monotonic, real), not that of a simulated process. A
/// value; one thread.
class AlarmSounder
{
public:
    explicit AlarmSounder(const AlarmPolicy &policy);

    /// The priority to sound for now; nullopt: be still. Call it when the alarms change and every
    /// second or so. \p now only grows.
    std::optional<int> look(const QVector<Alarm> &alarms, Duration now);
    /// Still for as long as the policy says. A new alarm of priority 1 breaks it.
    void mute(Duration now);
    /// How long it will still be mute; 0: it is not.
    [[nodiscard]] Duration mutedFor(Duration now) const;

private:
    AlarmPolicy m_policy;
    QHash<QString, UtcTime> m_known; ///< key → the call that has been sounded for
    std::optional<Duration> m_last; ///< when it sounded
    std::optional<Duration> m_mutedUntil;
};

} // namespace cytoloom
