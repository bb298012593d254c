// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/model/masterrecipe.h"
#include "processgraph/plant/plant.h"
#include "processgraph/validation/finding.h"
#include "processgraph/validation/profile.h"

namespace cytoloom {

/// A unit, and the time when a batch has it: what the schedule-time rules look at.
struct Booking
{
    BatchId batch;
    QString product;
    UnitId unit;
    RoomId room;
    UtcTime from {};
    UtcTime to {};
    bool closed = true; ///< every step of the booking is demonstrably closed
};

/// Everything the rules look at, copied: a snapshot that another thread may work on.
struct ValidationInput
{
    MasterRecipe recipe;
    std::optional<Plant> plant; ///< without it the schedule-time rules have nothing to say
    QVector<Booking> bookings; ///< of other batches
    Profile profile = Profile::CN;
    /// When and as what the batch is to run; with both, its own bookings are worked out from the
    /// recipe's durations and compared with the others.
    std::optional<UtcTime> plannedStart;
    BatchId batch;
};

/// Runs every rule of the profile and reports all violations at once, most severe first, then in
/// the order of the recipe. Pure function; any thread. Near-linear in the number of elements.
QVector<Finding> validate(const ValidationInput &input, const Catalog &catalog);

} // namespace cytoloom
