// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmtable.h"
#include "processgraph/plant/tagvalue.h"

namespace cytoloom {

/// One limit of one parameter, with delay and deadband. Pure; a value.
class LimitWatch
{
public:
    enum class Verdict { Nothing, Raise, Return };

    /// \p prototype has id, tag, element, side, limit, priority, name, unit. \p deadband in the
    /// tag's unit. \p armedFrom: from then on the limit counts even if the value was never inside.
    LimitWatch(Alarm prototype, Duration delay, double deadband, UtcTime armedFrom);

    /// What the next Good sample means for the alarm.
    Verdict take(double value, UtcTime time);
    /// It is raised already, e.g. after a restart.
    void setRaised(bool raised);

    [[nodiscard]] const Alarm &prototype() const { return m_prototype; }
    [[nodiscard]] bool isRaised() const { return m_raised; }

private:
    [[nodiscard]] bool isOutside(double value, double margin) const;

    Alarm m_prototype;
    Duration m_delay;
    double m_deadband;
    UtcTime m_armedFrom;
    bool m_armed = false;
    bool m_raised = false;
    std::optional<UtcTime> m_outsideSince;
};

} // namespace cytoloom
