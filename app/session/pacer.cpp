// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/pacer.h"

#include <algorithm>

namespace cytoloom {

namespace {

/// At low speeds a step is what passes in a fifth of a second, so that the screen moves.
constexpr double StepSeconds = 0.2;
constexpr Duration ShortestStep {1000};

} // namespace

void Pacer::setSpeed(double speed, UtcTime now)
{
    m_speed = std::clamp(speed, 0.1, 100'000.0);
    m_base = now;
    m_real.start();
}

UtcTime Pacer::next(UtcTime now) const
{
    const Duration step = std::clamp(fromSeconds(m_speed * StepSeconds), ShortestStep, LongestStep);
    // Whole steps of the clock face: minutes fall on minutes.
    const Duration since = now.time_since_epoch();
    return UtcTime((since / step + 1) * step);
}

int Pacer::wait(UtcTime time) const
{
    const double due = toSeconds(time - m_base) / m_speed * 1000.0;
    return int(std::clamp(due - double(m_real.elapsed()), 0.0, 60'000.0));
}

} // namespace cytoloom
