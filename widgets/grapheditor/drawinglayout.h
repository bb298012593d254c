// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

#include <QtCore/QHash>
#include <QtCore/QPointF>
#include <QtCore/QRectF>
#include <QtCore/QSet>

namespace cytoloom {

/// Where the steps of one container are shown: at their own places, as long as nothing is opened in
/// the drawing. An opened container makes room: what stands right of it or below it moves on. This
/// is display only; the document keeps its positions.
struct DrawingLayout
{
    struct Place
    {
        ElementId id; ///< of a step, or groupNode() of a folded group
        QPointF at;
        QRectF frame; ///< opened in place: its frame around `at`; null otherwise
        int depth = 0; ///< how many opened containers it lies in
    };
    QVector<Place> places;
    QHash<ElementId, ElementId> folded; ///< steps that stand in a folded group: its node

    [[nodiscard]] static DrawingLayout of(
        const MasterRecipe &recipe, const ElementId &container, const QSet<ElementId> &opened);
    /// The id under which a folded group is shown as one card, and the group's id from it (empty:
    /// it is a step).
    [[nodiscard]] static ElementId groupNode(const QString &annotation);
    [[nodiscard]] static QString annotationOf(const ElementId &node);
};

} // namespace cytoloom
