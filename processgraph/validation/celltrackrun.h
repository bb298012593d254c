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

/// One of the three walks of a CellTrack: elements in the order in which they end, each from the
/// levels that its predecessors left. One thread, one use.
class CellTrackRun
{
public:
    /// What does not change from walk to walk.
    struct Shared
    {
        explicit Shared(const ValidationContext &context);
        QVector<bool> portsInside; ///< element → something inside has ports
        QVector<bool> idle; ///< element → does nothing to cells and volumes
    };

    CellTrackRun(const ValidationContext &context, const TimeNetwork &times, const Shared &shared,
        CellTrack::Case which);
    void walk();

    [[nodiscard]] bool hasSource() const { return m_source; }
    [[nodiscard]] CellTrack::Level product() const;
    [[nodiscard]] const QVector<int> &elements() const { return m_elements; }
    [[nodiscard]] CellTrack::Level before(int element) const { return m_before[element]; }
    [[nodiscard]] CellTrack::Level after(int element) const { return m_after[element]; }
    [[nodiscard]] const QVector<CellTrack::Sample> &samples() const { return m_samples; }
    [[nodiscard]] const QVector<UncertainNumber> &assumptions() const { return m_assumptions; }

private:
    struct State : CellTrack::Level
    {
        double rest = 0; ///< h until the cells grow
    };
    State enter(int element);
    State merged(const QVector<State> &states) const;
    State joined(const ParallelBlock &block);
    State contained(int element, const State &start);
    State flown(int element, State state);
    void bring(int element, const Port &port, double volume, State &state);
    void work(int element, State &state);
    void let(int element, const Port &port, double volume, double share, const State &state);
    static void add(State &state, const State &other);
    /// The number at this walk's end of its range; \p good: more of it means more cells.
    double value(const UncertainNumber &number, bool good = true);
    [[nodiscard]] int roundsAround(int element) const;

    const ValidationContext &m_context;
    const TimeNetwork &m_times;
    const Shared &m_shared;
    CellTrack::Case m_which;
    QVector<bool> m_entered;
    QVector<State> m_before;
    QVector<State> m_after;
    QVector<State> m_moved; ///< by link
    State m_product;
    bool m_hasProduct = false;
    bool m_source = false;
    QVector<int> m_elements;
    QVector<CellTrack::Sample> m_samples;
    QVector<UncertainNumber> m_assumptions;
    QSet<QString> m_assumed;
};

} // namespace cytoloom
