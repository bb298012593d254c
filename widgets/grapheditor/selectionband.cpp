// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/selectionband.h"

#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/graphscene.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

SelectionBand::SelectionBand(GraphScene &scene, QPointF start, Qt::KeyboardModifiers modifiers)
    : m_scene(scene)
    , m_lasso(modifiers & Qt::AltModifier)
    , m_turn(modifiers & Qt::ControlModifier)
    , m_points({start, start})
{
    const QList<QGraphicsItem *> selected = scene.selectedItems();
    if (m_turn || modifiers & Qt::ShiftModifier)
        m_before = QSet<QGraphicsItem *>(selected.cbegin(), selected.cend());
    else
        scene.clearSelection();
}

bool SelectionBand::hasExtent() const
{
    return m_points.boundingRect().width() + m_points.boundingRect().height() > 4;
}

void SelectionBand::moveTo(QPointF position)
{
    if (!m_lasso)
        m_points.last() = position;
    else if (QLineF(m_points.last(), position).length() > 3)
        m_points.append(position);
    apply();
}

bool SelectionBand::holds(const QPolygonF &outline) const
{
    if (!m_lasso)
        return QRectF(m_points.first(), m_points.last())
            .normalized()
            .intersects(outline.boundingRect());
    // A lasso takes what has its middle inside.
    return m_points.containsPoint(outline.boundingRect().center(), Qt::OddEvenFill);
}

void SelectionBand::apply()
{
    const QRectF box = m_points.boundingRect();
    QSignalBlocker quiet(m_scene); // told once, not once per step
    const auto choose = [this](QGraphicsItem *item, bool in) {
        const bool was = m_before.contains(item);
        item->setSelected(m_turn ? was != in : was || in);
    };
    for (NodeItem *node : m_scene.nodes()) {
        const QRectF body = node->sceneBody();
        // What is opened around the band is not meant: only what is wholly inside.
        const bool in = node->isFrame() ? !m_lasso && box.contains(body) : holds(QPolygonF(body));
        choose(node, in);
    }
    const QVector<LinkItem *> links = m_scene.linkItems();
    for (LinkItem *link : links) {
        const QPolygonF &line = link->line();
        const bool in = m_lasso
            ? std::all_of(line.cbegin(), line.cend(),
                [this](QPointF p) { return m_points.containsPoint(p, Qt::OddEvenFill); })
            : box.contains(line.boundingRect());
        choose(link, in && !line.isEmpty());
    }
    const QList<AnnotationItem *> annotations = m_scene.annotationItems();
    for (AnnotationItem *item : annotations) {
        const QRectF body(item->pos(), item->size());
        choose(item, item->isGroup() ? !m_lasso && box.contains(body) : holds(QPolygonF(body)));
    }
    quiet.unblock();
    Q_EMIT m_scene.selectionChanged();
}

void SelectionBand::paint(QPainter &painter, const Theme &theme) const
{
    QColor inside = theme.accent;
    inside.setAlphaF(0.08F);
    QPen pen(theme.accent, 1.4, m_lasso ? Qt::DashLine : Qt::SolidLine);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.setBrush(inside);
    if (m_lasso)
        painter.drawPolygon(m_points);
    else
        painter.drawRect(QRectF(m_points.first(), m_points.last()).normalized());
}

} // namespace cytoloom
