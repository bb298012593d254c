// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
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

/// What the runtime rules have against going on: the same questions that RESTART and the next
/// starts will ask (RunRules), about steps at work, steps whose token waits and steps that matter
/// waits for. "resume.unitMissing" and "resume.notQualified" for the bound units;
/// "run.unjudged.…" for what nobody can judge because the record holds no lots, people or places.
/// \p now and \p moment (batch time) are those of the resumption. Pure; any thread.
[[nodiscard]] QVector<ResumeFinding> resumeCheck(const BatchState &state, const Plant &plant,
    UtcTime now, Duration moment, const Catalog &catalog = Catalog::shipped());

} // namespace cytoloom
