// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/sections.h"

namespace cytoloom {

/// A name that a condition may read, as completion offers it.
struct ConditionName
{
    QString name; ///< "r.viability", "temperature.pv"
    QString meaning; ///< in the language of the window
    QString unit; ///< symbol; empty: none
};

/// Everything that the condition of \p element can read: times, parameters of the step and the
/// containers around it, formula, results that steps report, signals of its unit and of the other
/// roles. Sorted by kind, then name. O(steps).
[[nodiscard]] QVector<ConditionName> conditionNames(
    const InspectorContext &context, const ElementId &element);

} // namespace cytoloom
