// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/celltrack.h"

namespace cytoloom {

/// Grows \p viable (1e6) over \p hours logistically towards \p capacity (1e6). Pure.
[[nodiscard]] double grownCells(double viable, double capacity, double doublingTime, double hours);
/// Viability (%) after \p hours of culture that brings it to \p culture: a day for 63 % of the way.
/// Our assumption. Pure.
[[nodiscard]] double culturedViability(double viability, double culture, double hours);

/// The walk of a CellTrack: elements in the order in which they end, each from the levels that its
/// predecessors left, at worst, as planned and at best beside each other. One thread, one use.
class CellTrackRun
{
public:
    using Case = CellTrack::Case;

    CellTrackRun(const ValidationContext &context, const TimeNetwork &times);
    void walk();

    [[nodiscard]] bool hasSource() const { return m_source; }
    [[nodiscard]] CellTrack::Level product(Case which) const;
    [[nodiscard]] const QVector<int> &elements() const { return m_elements; }
    [[nodiscard]] CellTrack::Level before(int element, Case which) const
    {
        return m_before[element][which];
    }
    [[nodiscard]] CellTrack::Level after(int element, Case which) const
    {
        return m_after[element][which];
    }
    [[nodiscard]] const QVector<CellTrack::Sample> &samples() const { return m_samples; }
    [[nodiscard]] const QVector<UncertainNumber> &assumptions() const { return m_assumptions; }

private:
    struct State : CellTrack::Level
    {
        double rest = 0; ///< h until the cells grow
    };
    using States = std::array<State, 3>; ///< by Case
    void findWork();
    const States &enter(int element);
    [[nodiscard]] static State merged(const QVector<const States *> &all, Case which);
    [[nodiscard]] State joined(const ParallelBlock &block, Case which) const;
    void contain(int element, States &states) const;
    void flow(int element, States &states);
    void bring(int element, const Port &port, double volume, States &states);
    void work(int element, States &states);
    void let(int element, const Port &port, std::optional<double> volume,
        const std::array<double, 3> &share, const States &full);
    static void add(State &state, const State &other);
    /// The number at the case's end of its range; \p good: more of it means more cells.
    double value(const UncertainNumber &number, Case which, bool good = true);
    [[nodiscard]] int roundsAround(int element) const;

    const ValidationContext &m_context;
    const TimeNetwork &m_times;
    QVector<bool> m_portsInside; ///< element → something inside has ports
    QVector<bool> m_idle; ///< element → does nothing to cells and volumes
    QVector<bool> m_entered;
    QVector<States> m_before;
    QVector<States> m_after;
    QHash<int, States> m_moved; ///< by link
    States m_product;
    bool m_hasProduct = false;
    bool m_source = false;
    QVector<int> m_elements;
    QVector<CellTrack::Sample> m_samples;
    QVector<UncertainNumber> m_assumptions;
    QSet<QString> m_assumed;
};

} // namespace cytoloom
