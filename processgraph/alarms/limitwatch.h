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
    /// Suppress: outside for the first time before the limit counts; Arm: such a limit counts now.
    enum class Verdict { Nothing, Raise, Return, Suppress, Arm };

    /// \p prototype has id, tag, element, side, limit, priority, name, unit. \p deadband in the
    /// tag's unit. It counts once the value has been inside, or from armFrom() on.
    LimitWatch(Alarm prototype, Duration delay, double deadband);
    /// From then on the limit counts even if the value was never inside. Not before it is said.
    void armFrom(UtcTime time) { m_armedFrom = time; }

    /// What the next Good sample means for the alarm.
    Verdict take(double value, UtcTime time);
    /// It is raised already, e.g. after a restart.
    void setRaised(bool raised);
    /// It was told before that the limit does not count yet, e.g. before a restart.
    void setSuppressed() { m_suppressed = true; }

    [[nodiscard]] const Alarm &prototype() const { return m_prototype; }
    [[nodiscard]] bool isRaised() const { return m_raised; }
    /// Outside, but the limit does not count yet.
    [[nodiscard]] bool isSuppressed() const { return m_suppressed; }
    [[nodiscard]] std::optional<UtcTime> armedFrom() const { return m_armedFrom; }

private:
    [[nodiscard]] bool isOutside(double value, double margin) const;

    Alarm m_prototype;
    Duration m_delay;
    double m_deadband;
    std::optional<UtcTime> m_armedFrom;
    bool m_armed = false;
    bool m_suppressed = false; ///< and said so
    bool m_raised = false;
    std::optional<UtcTime> m_outsideSince;
};

} // namespace cytoloom
