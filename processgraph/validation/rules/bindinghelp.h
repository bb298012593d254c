// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/bookingtable.h"
#include "processgraph/validation/findinglist.h"

namespace cytoloom::rules {

/// Evidence of a unit or room: the plant file's, and over it what the binding says of it now.
[[nodiscard]] Attributes attributesOf(const ValidationContext &context, const PlantUnit &unit);
[[nodiscard]] Attributes attributesOf(const ValidationContext &context, const Room &room);
/// What was in it before; empty when the binding does not say.
[[nodiscard]] PlaceState stateOf(const ValidationContext &context, const PlantUnit &unit);
[[nodiscard]] PlaceState stateOf(const ValidationContext &context, const Room &room);

/// A unit that this batch uses, by which unit procedures, and for how long at most.
struct UnitUse
{
    const PlantUnit *unit = nullptr;
    UnitRole role;
    QVector<int> procedures; ///< empty: an instrument that other steps read
    UtcTime from {};
    UtcTime to {};
};
/// In the order of the roles. Empty where no start is planned or no plant is known.
[[nodiscard]] QVector<UnitUse> unitUses(
    const ValidationContext &context, const BookingTable &table);
/// The places of a use: its unit procedures, then the unit.
[[nodiscard]] QVector<FindingPlace> placesOf(const ValidationContext &context, const UnitUse &use);

/// "2027-03-01 07:00 UTC".
[[nodiscard]] QString momentText(UtcTime time);
/// Where a step of the binding is done: its own room, that of its unit, or the binding's.
[[nodiscard]] const Room *roomFor(const ValidationContext &context, const Assignment &assignment);
[[nodiscard]] const CrewMember *member(const BatchBinding &binding, const PersonId &person);
/// People do it: a manual step or a phase whose class is manual.
[[nodiscard]] bool isManual(const ValidationContext &context, int element);
/// Recipe and version as qualifications name them: "CART-LV-01/3".
[[nodiscard]] QString trainingName(const MasterRecipe &recipe);

} // namespace cytoloom::rules
