// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/model/element.h"

#include <QtCore/QHash>
#include <QtCore/QLineF>
#include <QtCore/QRectF>
#include <QtCore/QVector>

namespace cytoloom {

/// Where steps stand beside each other in a drawing. Pure functions; scene units.
namespace Arrangement {

/// A step as it is drawn.
struct Box
{
    ElementId id;
    QRectF outline;
    Position position; ///< Element::position
};

enum class Edge { Left, Centre, Right, Top, Middle, Bottom };

/// The new positions of \p boxes when that edge or middle line of all of them is one: the outermost
/// edge, or the middle of the whole selection on the grid of 10. Those that stay are left out.
[[nodiscard]] QHash<ElementId, Position> aligned(const QVector<Box> &boxes, Edge edge);
/// Equal gaps between the boxes in that direction; the outermost two stay. Needs three.
[[nodiscard]] QHash<ElementId, Position> distributed(
    const QVector<Box> &boxes, Qt::Orientation along);

struct Snap
{
    QPointF shift; ///< what brings the moving outline into line
    QVector<QLineF> guides; ///< what it is in line with
};

/// The nearest line (left, middle, right; top, middle, bottom) of \p others that \p moving nearly
/// stands on, at most \p reach away, and equal gaps between two neighbours in a row.
[[nodiscard]] Snap snapped(const QRectF &moving, const QVector<QRectF> &others, double reach);

/// \p wanted as an arrangement proposes it, with the \p pinned boxes where they stand: the rest is
/// moved as a whole to where it fits them best, and what then lies on a pinned box gives way
/// downwards. \p boxes: all that were arranged, in a fixed order.
[[nodiscard]] QHash<ElementId, Position> aroundPinned(const QVector<Box> &boxes,
    const QHash<ElementId, Position> &wanted, const QSet<ElementId> &pinned);

/// How far \p wanted must be moved, in steps of \p grid, to lie on none of \p taken: the shortest
/// way there is, none when it is free where it is. Touching edges are no overlap.
[[nodiscard]] QPointF freeShift(const QRectF &wanted, const QVector<QRectF> &taken, double grid);

} // namespace Arrangement
} // namespace cytoloom
