// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"

#include <QtCore/QVector>

namespace cytoloom {

class Broth;
class Vessel;

/// Automated counter on a sampling manifold. A write of 1 to start.sp takes 0.3 mL out of the
/// vessel that source.sp names; 3 min later ready.pv is 1 and the results of that moment are shown,
/// with the method's error (5 % of the count).
class CellCounter final : public Equipment
{
public:
    /// \p sources: source.sp 1, 2, …; entries may be null. They must outlive the counter.
    CellCounter(const UnitId &id, quint32 seed, const QVector<Vessel *> &sources);
    void tick(qint64 tick) override;

private:
    void start();
    void measure(const Broth &sample);

    QVector<Vessel *> m_sources;
    double m_source = 1;
    double m_start = 0;
    double m_ready = 1;
    double m_left = 0; ///< s until the result is there
    qint64 m_counts = 0;
    struct Result
    {
        double concentration = 0; ///< 1e6/mL, viable
        double viability = 0; ///< %
        double car = 0; ///< % of the T cells
    };
    Result m_next;
    Result m_shown;
};

} // namespace cytoloom
