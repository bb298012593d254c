// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QRectF>
#include <QtCore/QVector>
#include <QtGui/QPolygonF>

namespace cytoloom {

/// Finds right-angled lines between boxes that keep clear of other boxes: tries the usual shapes
/// (straight, one or two elbows, around) and takes the cheapest by boxes crossed, bends and length.
/// Boxes are held in a grid, so that a line looks only at its neighbourhood. A value; any thread.
class OrthogonalRouter
{
public:
    struct End
    {
        QRectF box;
        double shiftX = 0; ///< along the top and bottom side, from the middle
        double shiftY = 0; ///< along the left and right side
        bool flexible = false; ///< a bar: may be met at any height
    };

    void clear();
    /// \p box will be avoided by every line that does not end at it.
    void addObstacle(const QRectF &box);
    /// Points from the side of \p from to the side of \p to. \p lane (0, 1, 2 …) sets lines apart
    /// that would share a channel.
    [[nodiscard]] QPolygonF route(const End &from, const End &to, int lane = 0) const;

private:
    [[nodiscard]] int crossed(const QPolygonF &line, const QRectF &from, const QRectF &to) const;
    [[nodiscard]] double cost(const QPolygonF &line, const QRectF &from, const QRectF &to) const;

    QVector<QRectF> m_boxes;
    QHash<QPoint, QVector<int>> m_grid;
};

} // namespace cytoloom
