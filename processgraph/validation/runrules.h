// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validator.h"

namespace cytoloom {

/// A time limit of the batch that is running: what has passed and what may.
struct RunTimer
{
    QString rule; ///< GMP-TIM-01 open, -02 hold, -03 age of starting material, -04 cryoprotectant
    ElementId element; ///< the step that the time counts for
    LinkId link; ///< for a hold: the link that states the limit
    Duration passed {0};
    Duration limit {0};
    friend bool operator==(const RunTimer &, const RunTimer &) = default;
};

/// The moment at which a running batch asks the rules: what is about to happen where, and what is
/// really there: scanned lots and sets, signed-in people, states of rooms and units.
struct RunSituation
{
    enum class Moment { Start, Transfer, Restart, Release };

    ElementId step; ///< the step that is about to start, to transfer, to be restarted, to release
    Moment moment = Moment::Start;
    UtcTime now {};
    BatchBinding binding; ///< as it is now; its assignments of `step` are the people at the step
    QVector<RunTimer> timers;
};

/// What the runtime rules (RuleMoment::Run) have against it: findings about the step, what it is
/// in, its unit and its room, and about the batch as a whole; most severe first. What lies ahead is
/// counted from now: a calibration must last until the step and what follows are done. Waivers of
/// the recipe count. `input` gives recipe, plant and profile; its binding and start are not looked
/// at. Empty for a step that the recipe does not have. Pure; any thread; a few milliseconds, for
/// the start of a step, not for every tick.
QVector<Finding> runFindings(
    const ValidationInput &input, const RunSituation &situation, const Catalog &catalog);

} // namespace cytoloom
