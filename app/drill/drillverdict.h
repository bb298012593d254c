// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/drill/drillcell.h"

namespace cytoloom {

/// Judges one cell from what was seen of it, and from nothing else. Pure; any thread.
///
/// Harmed, in this order: the journal lost what it had acknowledged ("drill.journalLost"); a
/// decision rested on a Good value that was not true, and nothing had told so
/// ("drill.wrongDecision": tag, believed, truth, sequence); a limit of the recipe was exceeded in
/// truth for longer than ten minutes while nothing told so ("drill.limitUntold": tag, truth,
/// limit); something moved while the step was Held ("drill.moves": tag, value); it could not be
/// restarted ("drill.noRestart"); it did not come to rest ("drill.notRecovered"). Held:
/// "drill.held" (restarts). Handled: "drill.told" (an alarm or a device state told, and it went
/// on), "drill.unseen" (nothing had to be told).
///
/// Told means, at or before the moment in question and since the fault began: the device was stated
/// as faulted and not as connected again, an alarm of the very value stood, or the step was Held.
[[nodiscard]] DrillVerdict judge(const DrillObservation &seen);

/// How long a limit may be exceeded in truth before somebody must have been told: the longest delay
/// of an alarm, with a poll. Process time.
inline constexpr Duration DrillLimitPatience = std::chrono::minutes(10);

} // namespace cytoloom
