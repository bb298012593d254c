// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"

namespace cytoloom {

/// What may have run out while a batch stood still, looked at anew before anything is restarted.
struct ResumeFinding
{
    Message message;
    bool isDeviation = true; ///< false: something that the record cannot know and a person looks at
    ElementId element; ///< empty: the batch as a whole
    friend bool operator==(const ResumeFinding &, const ResumeFinding &) = default;
};

/// Codes "resume.unitMissing", "resume.notQualified", "resume.calibrationDue" for the bound units;
/// "resume.holdLimit" for matter that waits longer than its link allows; "resume.openTime" and
/// "resume.heldTime" for steps under way; "resume.expiryNotOnRecord" when the recipe has materials:
/// the record holds no lots, so their expiry is read from the labels. \p now and \p moment (batch
/// time) are those of the resumption. Pure; any thread.
[[nodiscard]] QVector<ResumeFinding> resumeCheck(
    const BatchState &state, const Plant &plant, UtcTime now, Duration moment);

} // namespace cytoloom
