// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/differencelist.h"
#include "processgraph/model/masterrecipe.h"

// Parts of RecipeComparison: each appends what differs between two of a kind to \p list, whose
// subject the caller has set.
namespace cytoloom {

/// All of two steps but the container, the links and the content.
void compareElements(DifferenceList &list, const MasterRecipe &beforeRecipe, const Element &before,
    const MasterRecipe &afterRecipe, const Element &after);
/// All of two links but their ends.
void compareLinks(DifferenceList &list, const Link &before, const Link &after);
/// Everything that is not the procedure.
void compareHeaders(DifferenceList &list, const MasterRecipe &before, const MasterRecipe &after);

} // namespace cytoloom
