// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/difference.h"
#include "processgraph/model/masterrecipe.h"

#include <QtCore/QHash>
#include <QtCore/QVector>

namespace cytoloom {

/// In what two versions of a recipe differ, as an approver reads it. Steps and links belong
/// together by id; what has no partner then (pasted or drawn anew) by container, kind, type and
/// name, links by their ends. Empty exactly when the recipes are equal. A value.
///
/// What lies inside an added or removed container, and links whose step came or went, are told only
/// where they are grave; all of them stand in the hashes, for a drawing.
struct RecipeComparison
{
    QVector<Difference> differences; ///< header first, then in the order of the drawing, then links

    QHash<ElementId, ElementId> partner; ///< step of the old version → the same step in the new one
    QHash<ElementId, DifferenceKind> before; ///< steps of the old version that are not the same now
    QHash<ElementId, DifferenceKind> after;
    QHash<LinkId, DifferenceKind> linksBefore;
    QHash<LinkId, DifferenceKind> linksAfter;

    [[nodiscard]] bool isEmpty() const { return differences.isEmpty(); }
    [[nodiscard]] int count(DifferenceWeight weight) const;
    [[nodiscard]] int count(DifferenceKind kind) const;
};

/// O(elements + links + parameters). Any thread.
[[nodiscard]] RecipeComparison compareRecipes(
    const MasterRecipe &before, const MasterRecipe &after);

} // namespace cytoloom
