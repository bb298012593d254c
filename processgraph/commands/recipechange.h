// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

#include <variant>

namespace cytoloom {

// The smallest steps an edit is made of. Each can be done and undone exactly, order included,
// because a recipe file written after undo must be the same, byte by byte. Values.

struct ElementInsertion
{
    Element element;
    ElementId container;
    int index = 0; ///< among the siblings
};
struct ElementRemoval
{
    Element element;
    ElementId container;
    int index = 0;
};
struct ElementReplacement
{
    Element before;
    Element after;
};
struct LinkInsertion
{
    Link link;
    int index = 0; ///< among all links
};
struct LinkRemoval
{
    Link link;
    int index = 0;
};
struct LinkReplacement
{
    Link before;
    Link after;
};
/// Everything of a recipe that is not its procedure.
struct HeaderReplacement
{
    MasterRecipe before; ///< its procedure is empty
    MasterRecipe after;
};

using RecipeChange = std::variant<ElementInsertion, ElementRemoval, ElementReplacement,
    LinkInsertion, LinkRemoval, LinkReplacement, HeaderReplacement>;

/// The change that takes \p change back.
[[nodiscard]] RecipeChange inverse(const RecipeChange &change);
/// Fails as Procedure does, and then leaves \p recipe as it was.
Result<void> apply(const RecipeChange &change, MasterRecipe &recipe);
/// \p recipe without its procedure: what a HeaderReplacement holds.
[[nodiscard]] MasterRecipe headerOf(const MasterRecipe &recipe);

} // namespace cytoloom
