// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"

#include <QtCore/QVector>

namespace cytoloom {

class Vessel;

/// Autosampler: a write of 1 to start.sp draws volume.sp mL out of the vessel that source.sp names;
/// after 2 min ready.pv is 1 and volume.pv says what was really there to draw.
class Autosampler final : public Equipment
{
public:
    /// \p sources as in CellCounter.
    Autosampler(const UnitId &id, quint32 seed, const QVector<Vessel *> &sources);
    void tick(qint64 tick) override;

private:
    void start();

    QVector<Vessel *> m_sources;
    double m_source = 1;
    double m_volumeSet = 5; ///< mL
    double m_start = 0;
    double m_ready = 1;
    double m_left = 0; ///< s
    double m_drawn = 0; ///< mL
    double m_shown = 0; ///< mL
};

} // namespace cytoloom
