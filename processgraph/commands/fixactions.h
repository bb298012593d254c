// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipeedit.h"
#include "processgraph/validation/finding.h"

namespace cytoloom {

/// The repairs of findings that touch more than one thing: what RecipeFix carries out by these
/// names. Each adds its changes to \p edit, or fails as RecipeFix::apply does; then \p edit is not
/// to be used any further. Pure; any thread.
namespace FixActions {

/// The inlet takes the one line of its material; where there is none, a new line with the port's
/// volume, whose code and specification a person fills in. Fails with "fix.severalLines" (args:
/// material) where somebody must choose.
Result<void> addBomLine(RecipeEdit &edit, const Finding &finding);
/// A criterion on one of the results of fixArgs "results", as another gate has it, for the gate of
/// fixArgs "gate".
Result<void> addCriterion(RecipeEdit &edit, const Finding &finding);
/// A step behind the unit procedure that inactivates (fixArgs "value") what leaves the waste port,
/// and the link to it.
Result<void> addWasteRoute(RecipeEdit &edit, const Finding &finding);
Result<void> removeLink(RecipeEdit &edit, const Finding &finding);
/// A step before the gate in which quality reviews its results and signs.
Result<void> addReview(RecipeEdit &edit, const Finding &finding);
/// The next version of the recipe, as a draft without signatures.
Result<void> newVersion(RecipeEdit &edit, const Finding &finding);

} // namespace FixActions
} // namespace cytoloom
