// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/limitwatch.h"

namespace cytoloom {

LimitWatch::LimitWatch(Alarm prototype, Duration delay, double deadband)
    : m_prototype(std::move(prototype))
    , m_delay(delay)
    , m_deadband(deadband)
{ }

bool LimitWatch::isOutside(double value, double margin) const
{
    return m_prototype.side == LimitSide::High ? value > m_prototype.limit - margin
                                               : value < m_prototype.limit + margin;
}

LimitWatch::Verdict LimitWatch::take(double value, UtcTime time)
{
    if (m_raised) {
        if (isOutside(value, m_deadband))
            return Verdict::Nothing;
        m_raised = false;
        m_outsideSince.reset();
        return Verdict::Return;
    }
    if (!isOutside(value, 0)) {
        m_armed = true;
        m_outsideSince.reset();
        return std::exchange(m_suppressed, false) ? Verdict::Arm : Verdict::Nothing;
    }
    if (!m_armed && (!m_armedFrom || time < *m_armedFrom))
        return std::exchange(m_suppressed, true) ? Verdict::Nothing : Verdict::Suppress;
    m_armed = true;
    if (!m_outsideSince)
        m_outsideSince = time;
    if (std::exchange(m_suppressed, false))
        return Verdict::Arm; // its delay begins now
    if (time - *m_outsideSince < m_delay)
        return Verdict::Nothing;
    m_raised = true;
    return Verdict::Raise;
}

void LimitWatch::setRaised(bool raised)
{
    m_raised = raised;
    m_suppressed = m_suppressed && !raised;
    m_armed = m_armed || raised;
}

} // namespace cytoloom
