// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"

namespace cytoloom {

/// Sterile tube welder: a write of 1 to start.sp heats the blade to 300 °C, joins and cools; after
/// 90 s ready.pv is 1. result.pv is 1 when the blade had been hot enough while it cut.
class TubeWelder final : public Equipment
{
public:
    TubeWelder(const UnitId &id, quint32 seed);
    void tick(qint64 tick) override;

private:
    double m_start = 0;
    double m_ready = 1;
    double m_left = 0; ///< s
    double m_blade = AmbientTemperature; ///< °C
    double m_peak = 0;
    double m_result = 0;
};

} // namespace cytoloom
