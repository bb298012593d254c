// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the mouse does to items: drawing lines and moving steps. The gestures themselves are classes
// of their own; this passes on what happens.
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/connectiondrag.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/stepdrag.h"

#include <QtWidgets/QGraphicsSceneMouseEvent>

#include <limits>

namespace cytoloom {

NodeItem *GraphScene::nodeUnder(QPointF position) const
{
    const QList<QGraphicsItem *> found = items(position);
    for (QGraphicsItem *item : found) {
        if (auto *node = qgraphicsitem_cast<NodeItem *>(item))
            return node;
    }
    return nullptr;
}

LinkItem *GraphScene::lineAt(QPointF position, double reach) const
{
    LinkItem *best = nullptr;
    double least = reach;
    const QRectF near(position - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach));
    for (LinkItem *item : m_links) {
        if (!item->boundingRect().intersects(near) || item->isStub())
            continue;
        const QPolygonF &line = item->line();
        for (qsizetype i = 1; i < line.size(); ++i) {
            // Right-angled pieces: the distance to the piece's rectangle.
            const QRectF piece = QRectF(line.at(i - 1), line.at(i)).normalized();
            const double dx
                = std::max({piece.left() - position.x(), 0.0, position.x() - piece.right()});
            const double dy
                = std::max({piece.top() - position.y(), 0.0, position.y() - piece.bottom()});
            const double distance = std::hypot(dx, dy);
            if (distance < least) {
                least = distance;
                best = item;
            }
        }
    }
    return best;
}

std::pair<ElementId, Position> GraphScene::placeAt(QPointF position) const
{
    const NodeItem *inner = nullptr;
    for (const NodeItem *node : m_nodes) {
        if (node->isFrame() && node->sceneBody().contains(position)
            && (!inner || node->zValue() > inner->zValue()))
            inner = node;
    }
    const QPointF at = snapped(position);
    if (inner) {
        const QVector<ElementId> content = recipe().procedure.children(inner->id());
        const QPointF shift
            = content.isEmpty() ? inner->sceneBody().topLeft() : displacement(content.first());
        return {inner->id(), {at.x() - shift.x(), at.y() - shift.y()}};
    }
    // What is opened has pushed the rest aside.
    QPointF back = at;
    for (const NodeItem *node : m_nodes) {
        if (!node->isFrame() || recipe().procedure.container(node->id()) != m_container)
            continue;
        const QRectF body = node->sceneBody();
        if (at.x() > body.right())
            back.rx() -= body.width() - NodePainter::CardWidth;
        if (at.y() > body.bottom())
            back.ry() -= body.height() - NodePainter::CardHeight;
    }
    return {m_container, {back.x(), back.y()}};
}

void GraphScene::markLine(LinkItem *line)
{
    if (line == m_marked)
        return;
    if (m_marked)
        m_marked->setReceiving(false);
    m_marked = line;
    if (m_marked)
        m_marked->setReceiving(true);
}

QPointF GraphScene::placeFor(QPointF wanted) const
{
    return m_drag && m_drag->isOnGrid() ? snapped(wanted) : wanted;
}

void GraphScene::mousePressEvent(QGraphicsSceneMouseEvent *event)
{
    m_pressedAt = event->scenePos();
    m_keptSelected.clear();
    if (event->modifiers() == Qt::ShiftModifier)
        m_keptSelected = selectedItems(); // a click adds, as with Ctrl; a drag is of one step
    NodeItem *node = nodeUnder(event->scenePos());
    const bool left = event->button() == Qt::LeftButton && m_style.editable;
    if (node && left && DrawingLayout::annotationOf(node->id()).isEmpty()) {
        if (const NodeItem::Handle *handle = node->handleAt(event->scenePos())) {
            for (NodeItem *other : qAsConst(m_nodes))
                other->setHandlesShown(true);
            m_connection = std::make_unique<ConnectionDrag>(*this, *node, *handle);
            m_connection->moveTo(event->scenePos(), nullptr);
            event->accept();
            return;
        }
    }
    QGraphicsScene::mousePressEvent(event);
    if (left && mouseGrabberItem() && m_laneMode == LaneMode::None)
        m_drag = std::make_unique<StepDrag>(*this, m_shown);
}

void GraphScene::mouseMoveEvent(QGraphicsSceneMouseEvent *event)
{
    if (m_connection) {
        m_connection->moveTo(event->scenePos(), nodeUnder(event->scenePos()));
        event->accept();
        return;
    }
    if (m_drag)
        m_drag->setModifiers(event->modifiers());
    QGraphicsScene::mouseMoveEvent(event);
    if (m_drag && (event->buttons() & Qt::LeftButton)) {
        m_drag->follow();
        routeMoved();
        update(); // guides
    }
}

void GraphScene::mouseReleaseEvent(QGraphicsSceneMouseEvent *event)
{
    if (m_connection) {
        const auto connection = std::move(m_connection);
        for (NodeItem *other : qAsConst(m_nodes))
            other->setHandlesShown(false);
        NodeItem *over = nodeUnder(event->scenePos());
        const auto link = connection->finish(event->scenePos(), over);
        if (link && *link) {
            if (const auto done = m_document->connectSteps(**link); !done)
                Q_EMIT refused(sentence(done.error()));
        } else if (link) {
            Q_EMIT refused(sentence(link->error()));
        } else if (!over && QLineF(m_pressedAt, event->scenePos()).length() > 40) {
            Q_EMIT stepWanted(connection->origin(), connection->isOutwards(), event->scenePos());
        }
        return;
    }
    QGraphicsScene::mouseReleaseEvent(event);
    if (m_drag) {
        const auto drag = std::move(m_drag);
        routeMoved();
        if (const auto done = drag->finish(); !done)
            Q_EMIT refused(sentence(done.error()));
        m_allChanged = m_allChanged || drag->wasInVain();
        if (drag->wasInVain())
            sync();
        update();
    }
    if (event->button() == Qt::LeftButton && QLineF(m_pressedAt, event->scenePos()).length() < 4) {
        NodeItem *clicked = nodeUnder(event->scenePos());
        if (clicked && !m_keptSelected.isEmpty()) {
            const QList<QGraphicsItem *> present = items(); // a kept one may be gone
            clearSelection(); // the first that was selected stays the first
            m_keptSelected += clicked;
            for (QGraphicsItem *kept : std::as_const(m_keptSelected)) {
                if (present.contains(kept))
                    kept->setSelected(true);
            }
        }
        if (clicked)
            Q_EMIT elementClicked(clicked->id());
    }
}

} // namespace cytoloom
