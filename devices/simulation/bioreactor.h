// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/gascontrol.h"
#include "devices/simulation/heater.h"
#include "devices/simulation/vessel.h"

namespace cytoloom {

/// Stirred single-use bioreactor with temperature, pH and DO control, and perfusion through a
/// filter that keeps the cells.
class Bioreactor final : public Vessel
{
public:
    Bioreactor(const UnitId &id, quint32 seed, const Setup &setup);

private:
    void work(qint64 tick) override;
    [[nodiscard]] CultureEnvironment environment() const override;
    [[nodiscard]] bool hasCarriers() const override { return true; }
    void perfuse();

    Heater m_heater {4, 42, AmbientTemperature};
    GasControl m_gas;
    double m_stirrerSet = 0; ///< rpm
    double m_stirrer = 0;
    double m_perfusionSet = 0; ///< vessel volumes per day
    double m_perfusion = 0;
};

} // namespace cytoloom
