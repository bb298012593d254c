// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/forecastdata.h"
#include "processgraph/validation/timenetwork.h"

namespace cytoloom {

/// Viable cells and volume along the material flow, from the source to the final container: at
/// worst, as planned and at best. Worst and best put every uncertain number at its 5 % or 95 %
/// point at once (the recipe's own range, where it states one: both ends), culture times at their
/// shortest or longest, loops at most or one round of sampling. Rules of the track:
/// - an unlinked inlet of a source material (ForecastData) brings density × volume; a linked inlet
///   brings what the step at the other end has let go;
/// - samples and product outlets take their share of the volume with the cells in it; waste takes
///   none: what a step loses in all is its recovery;
/// - culture phases let cells grow after the lag, logistically up to the largest density that the
///   volume allows;
/// - parallel branches multiply their shares; exclusive ones: the least at worst, the mean as
///   planned, the most at best. Gates pass (TimeNetwork::onPath()).
/// Built in linear time, then immutable; any thread. Keeps references to the context and network.
class CellTrack
{
public:
    enum Case { Worst, Nominal, Best };

    struct Level
    {
        double volume = 0; ///< mL in the vessel
        double viable = 0; ///< 1e6 cells of the kind in the vessel
        double viability = 0; ///< %
        double car = 0; ///< % of the viable cells that are transduced
        int type = -1; ///< index into ForecastData::types(), -1 no cells
        [[nodiscard]] double carCells() const { return viable * car / 100; }
    };
    struct Step
    {
        std::array<Level, 3> before;
        std::array<Level, 3> after;
    };
    /// What is drawn and not returned.
    struct Sample
    {
        int element = -1;
        PortId port;
        double volume = 0; ///< mL in one execution
        int rounds = 1; ///< most executions: the loops around it
        double available = 0; ///< mL in the vessel before it, at worst
        std::array<double, 3> cells {}; ///< 1e6 viable cells taken with it in all rounds
    };
    /// What a gate asks of the cell count.
    struct Dose
    {
        int gate = -1; ///< element; the release gate where it asks, otherwise the last that does
        QString attribute; ///< "carCells" or "totalCells", both in 1e6
        double least = 0; ///< 1e6
        [[nodiscard]] bool isKnown() const { return gate >= 0; }
    };

    CellTrack(const ValidationContext &context, const TimeNetwork &times);

    /// Cells come into the process somewhere. Otherwise there is nothing to say.
    [[nodiscard]] bool isKnown() const { return m_known; }
    /// Steps of unit procedures on the product's way, in the order in which they end.
    [[nodiscard]] const QVector<int> &elements() const { return m_elements; }
    /// Null for steps that were not walked.
    [[nodiscard]] const Step *step(int element) const;
    [[nodiscard]] const QVector<Sample> &samples() const { return m_samples; }
    /// What leaves the process as product (unlinked product outlets of cell materials), or stays in
    /// the vessel that was worked on last where there is no such outlet.
    [[nodiscard]] const Level &product(Case which) const { return m_product[which]; }
    [[nodiscard]] const Dose &dose() const { return m_dose; }
    /// The figure that the dose is compared with, 1e6: carCells() or viable cells of product().
    [[nodiscard]] double doseFigure(Case which) const;
    /// The numbers that were used, as the recipe or the defaults state them, in order of first use.
    [[nodiscard]] const QVector<UncertainNumber> &assumptions() const { return m_assumptions; }

    /// The number for \p element: the attribute of the step, of a container, of the recipe, or the
    /// default of the cell type. nullopt: recovery that nobody states (nothing is lost).
    [[nodiscard]] static std::optional<UncertainNumber> recovery(
        const ValidationContext &context, int element, const CellType &type);
    [[nodiscard]] static UncertainNumber doublingTime(
        const ValidationContext &context, int element, const CellType &type);
    [[nodiscard]] static UncertainNumber transduction(
        const ValidationContext &context, int element, const CellType &type);
    [[nodiscard]] static UncertainNumber density(
        const ValidationContext &context, int element, const Port &port, const CellType &type);
    [[nodiscard]] static UncertainNumber startViability(
        const ValidationContext &context, int element, const Port &port, const CellType &type);
    [[nodiscard]] static Dose doseOf(const ValidationContext &context);

private:
    const ValidationContext &m_context;
    const TimeNetwork &m_times;
    bool m_known = false;
    QVector<int> m_elements;
    QVector<Step> m_steps; ///< of m_elements
    QVector<int> m_places; ///< element → where it stands among these, -1
    QVector<Sample> m_samples;
    std::array<Level, 3> m_product;
    Dose m_dose;
    QVector<UncertainNumber> m_assumptions;
};

} // namespace cytoloom
