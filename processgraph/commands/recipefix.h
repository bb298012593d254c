// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipeedit.h"
#include "processgraph/validation/finding.h"

namespace cytoloom {

/// The one-click repairs of findings. A rule names a repair by id (Finding::fix) and hands in what
/// it needs (fixArgs); here stands what each one does to the recipe. A repair is right without
/// further thought or asks for what a person must still fill in; what it cannot do is refused and
/// nothing is changed. Pure functions; any thread.
namespace RecipeFix {

/// There is such a repair and the places of \p finding are still there.
[[nodiscard]] bool canApply(const Finding &finding, const MasterRecipe &recipe);
/// The words of the button: message code "fix.<id>" with the finding's fixArgs.
[[nodiscard]] Message label(const Finding &finding);
/// Adds the changes to \p edit. Fails with "fix.unknown" (args: fix), "fix.placeGone", or as
/// RecipeEdit does.
Result<void> apply(const Finding &finding, RecipeEdit &edit);
/// Every id there is, for tests and documents.
[[nodiscard]] QStringList ids();

} // namespace RecipeFix
} // namespace cytoloom
