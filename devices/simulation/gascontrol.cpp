// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/gascontrol.h"

#include "devices/simulation/equipment.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

namespace {
constexpr double Hours = TickSeconds / 3600.0;
constexpr double GasPerVolume = 0.05; // mL gas per mL and min
constexpr double KlaAt100 = 8; // 1/h
constexpr double Saturation = 0.21; // mmol O2 per L at 37 °C under air
constexpr double UptakePerMillion = 2.5e-4; // mmol per 1e6 cells and h
constexpr double Bicarbonate = 24; // mmol/L
constexpr double LactateMolarMass = 90; // mg/mmol
constexpr double Atmosphere = 760; // mmHg
constexpr double Sparse = 0.5; // mL, below it there is nothing to measure
} // namespace

void GasControl::tick(const Broth &broth, double stirrer)
{
    const double volume = broth[Broth::Volume];
    if (volume < Sparse) {
        m_flow = 0;
        return;
    }
    m_flow = GasPerVolume * volume;
    control();

    // (rpm^3)^0.34: the exponents of the published correlation. Surface transfer stays at rest.
    const double kla = 0.5 + KlaAt100 * std::pow(std::max(stirrer, 0.0) / 100, 1.02);
    const double gas = 100 * ((1 - m_o2Share - m_co2Share) + m_o2Share / 0.21);
    const double uptake = UptakePerMillion * 1000 * broth.viable() / volume; // mmol/(L·h)
    m_oxygen += (kla * (gas - m_oxygen) - 100 * uptake / Saturation) * Hours;
    m_oxygen = std::clamp(m_oxygen, 0.0, 480.0);

    const double lactate = broth.concentration(Broth::Lactate) * 1000 / LactateMolarMass;
    const double buffer = std::max(Bicarbonate - lactate, 0.5);
    // CO2 also comes from the cells, as much as they take oxygen; 0.03 mmol/(L·mmHg) dissolve.
    m_pco2 += (0.8 * kla * (m_co2Share * Atmosphere - m_pco2) + 0.1 * uptake / 0.03) * Hours;
    m_pco2 = std::max(m_pco2, 0.3);
    m_ph = 6.1 + std::log10(buffer / (0.03 * m_pco2));
}

void GasControl::control()
{
    // Integrating controllers, slower than the transfer: they need no tuning over the whole range.
    const double lackOfOxygen = std::clamp(m_oxygenSetPoint - m_oxygen, -20.0, 20.0);
    m_o2Share = std::clamp(m_o2Share + 2e-6 * lackOfOxygen * TickSeconds, 0.0, 0.8);
    const double tooBasic = std::clamp(m_ph - m_phSetPoint, -0.3, 0.3);
    m_co2Share = std::clamp(m_co2Share + 4e-5 * tooBasic * TickSeconds, 0.0, 0.2);
}

} // namespace cytoloom
