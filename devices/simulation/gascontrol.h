// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/broth.h"

namespace cytoloom {

/// Dissolved oxygen and pH of a stirred bioreactor, and the controllers that hold them by the gas.
///
/// Oxygen: d(DO)/dt = kLa·(DO* − DO) − uptake. kLa ~ (P/V)^0.34·Vs^0.38 as in the published model,
/// P ~ rpm³, scaled to 8 1/h at 100 rpm (our assumption); uptake 2.5e-4 mmol per 1e6 cells and h.
/// There is no nitrogen: above the set point DO falls only as the cells breathe.
/// pH: bicarbonate buffer (24 mmol/L, 1:1 against lactate) with CO2 that follows the gas
/// (Henderson–Hasselbalch, pK 6.1).
class GasControl
{
public:
    double &oxygenSetPoint() { return m_oxygenSetPoint; }
    double &phSetPoint() { return m_phSetPoint; }
    [[nodiscard]] double oxygen() const { return m_oxygen; } ///< % air saturation
    [[nodiscard]] double ph() const { return m_ph; }
    [[nodiscard]] double air() const { return m_flow * (1 - m_o2Share - m_co2Share); } ///< mL/min
    [[nodiscard]] double o2() const { return m_flow * m_o2Share; }
    [[nodiscard]] double co2() const { return m_flow * m_co2Share; }

    void tick(const Broth &broth, double stirrer);

private:
    void control();

    double m_oxygenSetPoint = 50;
    double m_phSetPoint = 7.2;
    double m_oxygen = 95;
    double m_ph = 7.4;
    double m_pco2 = 38; ///< mmHg
    double m_flow = 0;
    double m_o2Share = 0;
    double m_co2Share = 0.05;
};

} // namespace cytoloom
