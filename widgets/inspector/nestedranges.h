// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"
#include "processgraph/plant/plant.h"

namespace cytoloom {

/// Everything that a parameter lies within, innermost first and in the parameter's unit: alert,
/// action and validated range from the recipe; calibrated range and capability from the instrument
/// of the unit that the step is bound to. Each must lie within the next one that is stated
/// (GMP-PAR-01). A value; any thread.
struct NestedRanges
{
    enum class Ring { Alert, Action, Validated, Calibrated, Capability };
    struct Entry
    {
        Ring ring = Ring::Alert;
        Range range;
        // This end reaches beyond the next ring that is stated.
        bool lowBeyond = false;
        bool highBeyond = false;
    };

    Unit unit;
    std::optional<double> setPoint;
    bool setPointBeyond = false; ///< it lies outside the first ring
    QVector<Entry> entries; ///< only what is stated
    QString instrument; ///< "BR-02 temperature"; empty: none is known

    /// \p plant gives the instrument; without it, or without a unit that is bound, its two rings
    /// are not there.
    [[nodiscard]] static NestedRanges of(const MasterRecipe &recipe,
        const std::optional<Plant> &plant, const ElementId &element, const Parameter &parameter);

    [[nodiscard]] bool isMeaningful() const; ///< there is something to draw
    [[nodiscard]] bool isNested() const; ///< nothing reaches beyond what is around it
    /// What a drawing shows: the recipe's own rings and the set point with some room around them.
    /// The instrument's may go on beyond both ends, or begin or end within.
    [[nodiscard]] Range scale() const;
};

} // namespace cytoloom
