// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"

namespace cytoloom {

/// Particle counter and room sensors of a grade A zone: counts as they are in an isolator that
/// nobody disturbs, a minute's sample at a time.
class EnvironmentMonitor final : public Equipment
{
public:
    EnvironmentMonitor(const UnitId &id, quint32 seed);
    void tick(qint64 tick) override;

private:
    void sampleAir(qint64 tick);

    double m_small = 60; ///< 1/m3, from 0.5 µm
    double m_large = 0; ///< 1/m3, from 5 µm
};

} // namespace cytoloom
