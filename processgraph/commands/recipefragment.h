// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/commands/recipeedit.h"

namespace cytoloom {

/// A piece of a recipe that was cut out to be put in elsewhere: steps with their content and the
/// links that run between them. It travels (clipboard) as a small recipe in the file format.
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
    [[nodiscard]] bool isEmpty() const { return m_recipe.procedure.elementCount() == 0; }

    /// Puts a copy with new ids into \p container, its top left corner moved by \p offset; refused
    /// with "edit.nesting" when a step may not lie there. Returns the ids of the outermost copies.
    Result<QVector<ElementId>> pasteInto(RecipeEdit &edit, const Catalog &catalog,
        const ElementId &container, Position offset) const;

private:
    MasterRecipe m_recipe; ///< header of the origin, procedure of the fragment
};

} // namespace cytoloom
