// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmcatalog.h"
#include "processgraph/alarms/limitwatch.h"
#include "processgraph/execution/batchstate.h"

namespace cytoloom {

/// The limits of one parameter with what they need to know of the way to its set point.
struct LimitGroup
{
    /// Step of the run logic that orders the set point: from then on the value has `settle` to
    /// arrive. -1: it is there from the beginning.
    int orderedBy = -1;
    Duration settle {0};
    QVector<LimitWatch> watches;
};

/// The limits of all parameters of \p element that show on a signal: action limits with priority
/// 2, alert limits with 3, unless the response card says otherwise. Delay and deadband are those of
/// the recipe's evidence (alarmDelay, alarmDeadband: a share of the action range), else those of
/// the quantity. Pure.
[[nodiscard]] QVector<LimitGroup> limitsOf(const BatchState &state, const Plant &plant,
    const AlarmCatalog &catalog, const Element &element);

/// A limit that nobody may shelve (rules.md 3.3): the pressure of an A or B room; a temperature,
/// unless its card says that it is not that of patient material; what its card forbids.
[[nodiscard]] bool isProductCritical(
    const TagDefinition &tag, const PlantUnit &unit, const Plant &plant, const AlarmCard *card);

} // namespace cytoloom
