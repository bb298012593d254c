// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/clock.h"

namespace cytoloom {

UtcTime SystemClock::now() const
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

Duration SystemClock::elapsed() const
{
    return std::chrono::duration_cast<Duration>(
        std::chrono::steady_clock::now().time_since_epoch());
}

SteppedClock::SteppedClock(UtcTime start)
    : m_start(toMs(start))
    , m_now(m_start)
{ }

UtcTime SteppedClock::now() const
{
    return utcFromMs(m_now.load(std::memory_order_acquire));
}

Duration SteppedClock::elapsed() const
{
    return Duration(m_now.load(std::memory_order_acquire) - m_start);
}

void SteppedClock::advance(Duration step)
{
    advanceTo(now() + step);
}

void SteppedClock::advanceTo(UtcTime time)
{
    if (time > now())
        m_now.store(toMs(time), std::memory_order_release);
}

} // namespace cytoloom
