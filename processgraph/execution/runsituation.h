// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"
#include "processgraph/validation/runrules.h"

/// What a running batch tells the runtime rules. Pure functions; any thread.
namespace cytoloom::runsituation {

/// A step that a person or a machine does, or a gate: what the rules are asked about.
[[nodiscard]] bool isWork(const Element &element);
/// Transfer for a step that takes matter from another one, otherwise Start.
[[nodiscard]] RunSituation::Moment startOf(const Procedure &procedure, const Element &element);
/// What the binding of the batch tells; nothing where it was begun without one.
[[nodiscard]] RunFacts factsOf(const BatchState &state);
/// \p moment is batch time (see BatchState).
[[nodiscard]] RunSituation make(const BatchState &state, const ElementId &step,
    RunSituation::Moment about, UtcTime now, Duration moment);

} // namespace cytoloom::runsituation
