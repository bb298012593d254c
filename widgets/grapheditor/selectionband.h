// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtCore/QSet>
#include <QtGui/QPolygonF>

class QGraphicsItem;
class QPainter;

namespace cytoloom {

class GraphScene;

/// Choosing with the mouse what lies in a box or, with Alt, inside a line drawn by hand. Shift adds
/// to the selection, Ctrl turns it round. In scene coordinates; lives for one gesture.
class SelectionBand
{
public:
    SelectionBand(GraphScene &scene, QPointF start, Qt::KeyboardModifiers modifiers);

    void moveTo(QPointF position);
    void paint(QPainter &painter, const Theme &theme) const;
    /// The pointer has gone far enough to mean it.
    [[nodiscard]] bool hasExtent() const;

private:
    [[nodiscard]] bool holds(const QPolygonF &outline) const;
    void apply();

    GraphScene &m_scene;
    bool m_lasso;
    bool m_turn;
    QPolygonF m_points; ///< box: first and last count
    QSet<QGraphicsItem *> m_before; ///< what was selected and stays so
};

} // namespace cytoloom
