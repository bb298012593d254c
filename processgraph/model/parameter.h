// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/attribute.h"
#include "processgraph/foundation/id.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"

namespace cytoloom {

/// A parameter of a step: a set point with its nested limits, all in one unit.
/// Nesting (GMP-PAR-01): set point ∈ alert ⊆ action ⊆ validated.
struct Parameter
{
    ParameterId id; ///< the name that expressions use as "p.<id>"
    LocalizedText name;
    Unit unit;
    std::optional<double> value; ///< the set point, in unit; empty when formula gives it
    QString formula; ///< id of the formula parameter that gives the value; empty when value is own
    Range alert; ///< 警戒限: outside → alarm priority 3
    Range action; ///< 纠偏限: outside → alarm priority 2 and a deviation draft
    Range validated; ///< proven acceptable range
    bool critical = false; ///< a CPP
    QString source; ///< where the range comes from (validation report, filing)
    QString signal; ///< the unit's signal that shows it, e.g. "temperature.pv"; empty: not measured
    Duration samplingInterval {0}; ///< how often the signal must be recorded; 0: not stated
    Attributes attributes {}; ///< alarm rationalisation, registered range

    friend bool operator==(const Parameter &, const Parameter &) = default;
};

} // namespace cytoloom
