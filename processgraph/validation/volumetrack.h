// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validationcontext.h"

#include <QtCore/QHash>

namespace cytoloom {

/// The volume in the vessel of one unit procedure, step by step in control order, in mL. Interval
/// arithmetic: exclusive branches give the hull, parallel branches the sum, a loop its first and
/// its last round. Flows of one step run evenly beside each other, so that a perfusion does not
/// fill the vessel. An outgoing port without a volume takes all that is there; a residual states
/// what stays. A container's own ports count where nothing inside it has ports. Linear in the
/// steps.
class VolumeTrack
{
public:
    struct Level
    {
        double low = 0;
        double high = 0;
    };
    struct Step
    {
        Level before;
        Level during; ///< lowest and highest, parallel branches included
        Level after;
        bool hasInflow = false;
        bool drained = false; ///< only the stated residual is left
        std::optional<double> residual; ///< as stated
        Level computed; ///< what would be left by the flows, before the residual was taken over
        int lowFrom = -1; ///< step before this one on the way that gives the lowest level, -1 none
        int highFrom = -1;
    };

    VolumeTrack(const ValidationContext &context, int unitProcedure);

    /// False: nothing flows, or a volume is not known; then there are no steps to look at.
    [[nodiscard]] bool isKnown() const { return m_known && m_flows; }
    /// Elements of the unit procedure in the order in which they were walked.
    [[nodiscard]] const QVector<int> &elements() const { return m_elements; }
    [[nodiscard]] const Step &step(int element) const { return *m_steps.constFind(element); }
    [[nodiscard]] Level end() const { return m_end; }
    /// The largest volume that was in the vessel: what tolerances are fractions of.
    [[nodiscard]] double throughput() const { return m_throughput; }
    /// The steps with flows that lead to the highest (or lowest) level at \p element, in order.
    [[nodiscard]] QVector<int> pathTo(int element, bool highest) const;

    /// The volume through a port in mL: its own, else that of its links, else that of the other
    /// end.
    [[nodiscard]] static std::optional<double> volumeOf(
        const ValidationContext &context, const ElementId &element, const Port &port);
    [[nodiscard]] static std::optional<double> volumeOf(
        const ValidationContext &context, int element, const Port &port);

private:
    struct State
    {
        Level level;
        Level seen; ///< extremes since the innermost parallel split
        bool drained = false;
        bool reached = false;
    };
    State walk(int container, State state, bool again);
    State stepOver(int element, const State &before, Step entry, bool again);
    State flowThrough(int element, State state);
    State merge(int element, const QHash<int, State> &after, const State &start, Step &record);
    State runLoop(int element, const State &before, bool again);
    void record(int element, const Step &step);
    bool markPorts(int element);

    const ValidationContext &m_context;
    QHash<int, Step> m_steps;
    QVector<int> m_elements;
    QHash<int, bool> m_inside; ///< containers: something inside has ports
    Level m_end;
    double m_throughput = 0;
    bool m_known = true;
    bool m_flows = false;
};

} // namespace cytoloom
