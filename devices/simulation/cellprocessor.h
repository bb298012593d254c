// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/heater.h"
#include "devices/simulation/vessel.h"

namespace cytoloom {

/// Closed cell processor: tempered chamber with mixer and a magnetic column. Label reagent labels
/// the target cells within minutes; the magnet holds labelled cells (recovery 55 ± 6 %, purity
/// 98 ± 1 % as published for CD4/CD8 selection) until it is switched off; washing them out of the
/// suspension is the outlet's and inlet's work. The waste line is the chamber's supernatant port.
class CellProcessor final : public Vessel
{
public:
    CellProcessor(const UnitId &id, quint32 seed, const Setup &setup);

private:
    void work(qint64 tick) override;
    Broth withdraw(double volume, const OutletLine &line) override;
    void setMagnet(double value);
    void label();
    void capture();

    Heater m_heater {4, 40, AmbientTemperature};
    double m_mixerSet = 0; ///< rpm
    double m_mixer = 0;
    double m_magnet = 0;
    double m_recovery = 0.55;
    double m_purity = 0.98;
    Broth m_bound; ///< cells on the column
};

} // namespace cytoloom
