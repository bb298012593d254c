// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/vessel.h"

namespace cytoloom {

/// Continuous (fluidised-bed) centrifuge: while it spins, the waste line takes liquid and leaves
/// the cells in the bed. The bed forms in about 8 min; recovery is above 90 % as long as the flow
/// fits the force (120 mL/min at 1000 g, published); stopped, the bed goes with the liquid.
/// The spinning chamber itself cannot be emptied into the waste.
class Centrifuge final : public Vessel
{
public:
    Centrifuge(const UnitId &id, quint32 seed, const Setup &setup);

private:
    void work(qint64 tick) override;
    Broth withdraw(double volume, const OutletLine &line) override;
    [[nodiscard]] double reachable(const OutletLine &line) const override;
    [[nodiscard]] bool holdsBed() const { return m_force > 100; }

    double m_forceSet = 0; ///< x g
    double m_force = 0;
    double m_bed = 0; ///< 0 … 1, how far the bed is formed
    double m_loss = 0.05;
};

} // namespace cytoloom
