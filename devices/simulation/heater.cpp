// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/heater.h"

#include "devices/simulation/broth.h"

#include <algorithm>

namespace cytoloom {

namespace {
constexpr double JacketTime = 60; // s
constexpr double LiquidTime = 120; // s, small volume
constexpr double LiquidTimePerMl = 0.12; // s/mL
constexpr double EmptyVolume = 0.5; // mL
} // namespace

Heater::Heater(double low, double high, double setPoint)
    : m_low(low)
    , m_high(high)
    , m_setPoint(setPoint)
{ }

double Heater::temperature(const Broth &broth) const
{
    return broth[Broth::Volume] > EmptyVolume ? broth.temperature(m_jacket) : m_jacket;
}

void Heater::tick(Broth &broth)
{
    // The controller drives the jacket beyond the set point while the liquid is still far off.
    const double lead = std::clamp(0.5 * (m_setPoint - temperature(broth)), -4.0, 4.0);
    const double wanted = std::clamp(m_setPoint + lead, m_low, m_high);
    m_jacket += (wanted - m_jacket) * TickSeconds / JacketTime;
    const double volume = broth[Broth::Volume];
    if (volume <= 0)
        return;
    const double time = LiquidTime + LiquidTimePerMl * volume;
    broth[Broth::Heat] += (m_jacket * volume - broth[Broth::Heat]) * TickSeconds / time;
}

} // namespace cytoloom
