// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipechange.h"

namespace cytoloom {

namespace {

struct Inverse
{
    RecipeChange operator()(const ElementInsertion &c) const
    {
        return ElementRemoval {c.element, c.container, c.index};
    }
    RecipeChange operator()(const ElementRemoval &c) const
    {
        return ElementInsertion {c.element, c.container, c.index};
    }
    RecipeChange operator()(const ElementReplacement &c) const
    {
        return ElementReplacement {c.after, c.before};
    }
    RecipeChange operator()(const LinkInsertion &c) const { return LinkRemoval {c.link, c.index}; }
    RecipeChange operator()(const LinkRemoval &c) const { return LinkInsertion {c.link, c.index}; }
    RecipeChange operator()(const LinkReplacement &c) const
    {
        return LinkReplacement {c.after, c.before};
    }
    RecipeChange operator()(const HeaderReplacement &c) const
    {
        return HeaderReplacement {c.after, c.before};
    }
};

struct Apply
{
    MasterRecipe &recipe;

    Result<void> operator()(const ElementInsertion &c) const
    {
        return recipe.procedure.addElement(c.element, c.container, c.index);
    }
    Result<void> operator()(const ElementRemoval &c) const
    {
        return recipe.procedure.removeElement(c.element.id);
    }
    Result<void> operator()(const ElementReplacement &c) const
    {
        return recipe.procedure.replaceElement(c.after);
    }
    Result<void> operator()(const LinkInsertion &c) const
    {
        return recipe.procedure.addLink(c.link, c.index);
    }
    Result<void> operator()(const LinkRemoval &c) const
    {
        return recipe.procedure.removeLink(c.link.id);
    }
    Result<void> operator()(const LinkReplacement &c) const
    {
        return recipe.procedure.replaceLink(c.after);
    }
    Result<void> operator()(const HeaderReplacement &c) const
    {
        const Procedure procedure = recipe.procedure;
        recipe = c.after;
        recipe.procedure = procedure;
        return {};
    }
};

} // namespace

RecipeChange inverse(const RecipeChange &change)
{
    return std::visit(Inverse {}, change);
}

Result<void> apply(const RecipeChange &change, MasterRecipe &recipe)
{
    return std::visit(Apply {recipe}, change);
}

MasterRecipe headerOf(const MasterRecipe &recipe)
{
    MasterRecipe header = recipe;
    header.procedure = Procedure();
    return header;
}

} // namespace cytoloom
