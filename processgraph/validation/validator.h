// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/model/masterrecipe.h"
#include "processgraph/plant/batchbinding.h"
#include "processgraph/plant/plant.h"
#include "processgraph/validation/finding.h"
#include "processgraph/validation/profile.h"

namespace cytoloom {

/// Everything the rules look at, copied: a snapshot that another thread may work on.
struct ValidationInput
{
    MasterRecipe recipe;
    std::optional<Plant> plant; ///< without it the schedule-time rules have nothing to say
    /// The batch as it is planned; without it the rules about lots, people, rooms and times have
    /// nothing to look at. Its units, start, number and bookings count like those below.
    std::optional<BatchBinding> binding;
    QVector<Booking> bookings; ///< of other batches
    Profile profile = Profile::CN;
    /// When and as what the batch is to run; with both, its own bookings are worked out from the
    /// recipe's durations and compared with the others.
    std::optional<UtcTime> plannedStart;
    BatchId batch;
    /// Only these are asked: rules ("GMP-STR-05") or families ("GMP-STR"). Empty: all.
    QStringList rules;
};

/// Runs every rule of the profile and reports all violations at once, most severe first, then in
/// the order of the recipe. Pure function; any thread. Near-linear in the number of elements.
QVector<Finding> validate(const ValidationInput &input, const Catalog &catalog);

} // namespace cytoloom
