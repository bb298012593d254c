// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipechange.h"

namespace cytoloom {

/// Builds the list of changes of one edit on a working copy of the recipe, so that ids, indexes and
/// refusals are found before anything is done to the document. A value; copies of a recipe share.
class RecipeEdit
{
public:
    explicit RecipeEdit(const MasterRecipe &recipe);

    [[nodiscard]] const MasterRecipe &recipe() const { return m_recipe; }
    [[nodiscard]] const QVector<RecipeChange> &changes() const { return m_changes; }
    [[nodiscard]] bool isEmpty() const { return m_changes.isEmpty(); }

    /// A free id made of \p stem: "expand-1", "expand-2", …
    [[nodiscard]] ElementId freeElementId(const QString &stem) const;
    [[nodiscard]] LinkId freeLinkId() const;

    Result<void> add(const Element &element, const ElementId &container);
    Result<void> add(const Link &link);
    Result<void> replace(const Element &element); ///< nothing when equal
    Result<void> replace(const Link &link);
    void replaceHeader(const MasterRecipe &recipe); ///< its procedure is not looked at
    /// Removes the links, then the elements with all their content and every link that touches
    /// them. What does not exist (any more) is passed over.
    Result<void> remove(const QVector<ElementId> &elements, const QVector<LinkId> &links);

private:
    Result<void> push(const RecipeChange &change);
    Result<void> removeLink(const LinkId &id);

    MasterRecipe m_recipe;
    QVector<RecipeChange> m_changes;
};

} // namespace cytoloom
