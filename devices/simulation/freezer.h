// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"

namespace cytoloom {

/// Controlled-rate freezer with one probe in a product bag. While run.sp is 1 the chamber goes to
/// target.sp at the magnitude of rate.sp; stopped, it holds. A start more than 4 h after the last
/// program, or with a chamber that is not cold, finds a new bag at +8 °C. The bag supercools to
/// -8 °C, then stands at the plateau below -4 °C until its latent heat is gone.
class Freezer final : public Equipment
{
public:
    Freezer(const UnitId &id, quint32 seed);
    void tick(qint64 tick) override;

private:
    void setRun(double value);
    void freezeSample();

    double m_rate = -1; ///< K/min
    double m_target = 4; ///< °C
    double m_run = 0;
    double m_program = 4; ///< °C, where the ramp is
    double m_chamber = 4;
    double m_sample = AmbientTemperature;
    double m_frozen = 0; ///< 0 … 1
    bool m_nucleated = false;
    double m_idle = 0; ///< s since the program stopped
};

} // namespace cytoloom
