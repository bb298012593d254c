// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/heater.h"
#include "devices/simulation/vessel.h"

namespace cytoloom {

/// Formulation and filling: cooled mixing bag and a dosing pump that fills bags.sp bags with
/// dose.sp mL each while fill.sp is 1 (bags.pv counts from 0 at every start). The dose comes out of
/// outlet line 2 of the same bag.
class FillStation final : public Vessel
{
public:
    FillStation(const UnitId &id, quint32 seed, const Setup &setup);
    /// What is in the filled bags.
    [[nodiscard]] const Broth &filled() const { return m_filled; }

private:
    void work(qint64 tick) override;
    void setFill(double value);

    Heater m_heater {2, 37, AmbientTemperature};
    double m_mixerSet = 0; ///< rpm
    double m_mixer = 0;
    double m_dose = 0; ///< mL
    double m_bagsWanted = 0;
    double m_bags = 0;
    double m_fill = 0;
    double m_inBag = 0; ///< mL in the bag that is being filled
    Broth m_filled;
};

} // namespace cytoloom
