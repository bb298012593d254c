// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipeedit.h"

namespace cytoloom {

/// Puts steps into a control flow so that its blocks stay sound: what repairs and drops on a line
/// have in common. Each fails as RecipeEdit does, with "fix.placeGone" when the step is not there,
/// or with "fix.noWay" (args: step) when the flow around it is not sound enough to know where to
/// put something; then \p edit is not to be used any further. Pure; any thread.
namespace FlowInsertion {

enum class Side { Before, After };

/// \p step stands before (or after) \p at in its container's flow. An empty \p at means the begin
/// of the procedure. Begin has no before and End no after: there the other side is taken.
Result<void> insert(RecipeEdit &edit, Element step, const ElementId &at, Side side);
/// \p step hangs on \p gate by a new link with \p outcome and rejoins where the block around the
/// gate ends, beside the product path and never in it: a selection join is added where needed.
Result<void> branchToBlockEnd(
    RecipeEdit &edit, Element step, const ElementId &gate, GateOutcome outcome);
/// \p gate goes the way of its fail link for \p outcome, too: both meet in a selection join.
Result<void> joinFailPath(RecipeEdit &edit, const ElementId &gate, GateOutcome outcome);
/// Begin (or End) for \p container, linked to the one step that has nothing before (after) it.
Result<void> addEnd(RecipeEdit &edit, ElementKind kind, const ElementId &container);
/// A branch of \p split that is taken when no other is: a transition without condition to where
/// the selection ends.
Result<void> addElse(RecipeEdit &edit, const ElementId &split);
/// A parallel join where the branches of \p split meet.
Result<void> joinBranches(RecipeEdit &edit, const ElementId &split);

} // namespace FlowInsertion
} // namespace cytoloom
