// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/commands/recipeedit.h"
#include "processgraph/commands/stepparts.h"

namespace cytoloom {

/// A piece of a recipe that was cut out to be put in elsewhere: steps with their content and the
/// links that run between them, with the unit roles, formula values and lines of the bill of
/// materials that they refer to. It travels (clipboard, block) as a small recipe in the file
/// format.
class RecipeFragment
{
public:
    /// The MIME type of the clipboard.
    static constexpr auto MimeType = "application/x-cytoloom-steps";

    RecipeFragment() = default;
    /// Steps of one container; what is not there is passed over.
    static RecipeFragment copy(const MasterRecipe &recipe, const QVector<ElementId> &elements);
    /// Fails as readRecipe() does.
    static Result<RecipeFragment> fromText(const QByteArray &text);

    [[nodiscard]] QByteArray toText() const;
    [[nodiscard]] const MasterRecipe &content() const { return m_recipe; }
    [[nodiscard]] bool isEmpty() const { return m_recipe.procedure.elementCount() == 0; }

    struct Pasted
    {
        QVector<ElementId> outermost; ///< the copies
        BroughtParts brought;
    };
    /// Puts a copy with new ids into \p container, its top left corner moved by \p offset; refused
    /// with "edit.nesting" when a step may not lie there. What the steps refer to and the recipe
    /// does not have comes along, see PartsTransfer.
    Result<Pasted> pasteInto(RecipeEdit &edit, const Catalog &catalog, const ElementId &container,
        Position offset) const;

private:
    MasterRecipe m_recipe; ///< names and parts of the origin, procedure of the fragment
};

} // namespace cytoloom
