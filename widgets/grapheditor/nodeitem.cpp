// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/nodeitem.h"

#include "widgets/grapheditor/graphscene.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QGraphicsSceneHoverEvent>
#include <QtWidgets/QStyleOptionGraphicsItem>

namespace cytoloom {

namespace {

constexpr double Grip = 9; ///< how near is near
constexpr double Margin = 22; ///< badges, pills, labels, selection frame
/// What painting cards anew may take of a frame while the view moves, in ms: the rest of the 16 is
/// for lines and for putting the pictures on the screen.
constexpr qint64 MostPerFrame = 5;

} // namespace

NodeItem::NodeItem(ElementId id, const GraphStyle &style)
    : m_id(std::move(id))
    , m_style(style)
{
    setFlag(ItemIsSelectable);
    setFlag(ItemSendsGeometryChanges);
    setAcceptHoverEvents(true);
    setZValue(2);
}

void NodeItem::setCard(const CardData &card)
{
    if (m_look.card == card && !m_body.isNull())
        return;
    const QRectF body = isFrame() ? m_frame : NodePainter::body(card.kind, m_above, m_below);
    if (body != m_body)
        prepareGeometryChange();
    m_look.card = card;
    m_body = body;
    placeHandles();
    refresh();
}

void NodeItem::setPorts(const QVector<Port> &ports)
{
    if (ports == m_ports)
        return;
    m_ports = ports;
    placeHandles();
    refresh();
}

void NodeItem::setFinding(const FindingBadge &finding)
{
    if (finding == m_look.finding)
        return;
    m_look.finding = finding;
    refresh();
}

void NodeItem::setRuntime(const std::optional<RuntimeBadge> &badge)
{
    if (badge == m_look.runtime)
        return;
    m_look.runtime = badge;
    refresh();
}

void NodeItem::setTint(const std::optional<CardTint> &tint)
{
    if (tint == m_look.tint)
        return;
    m_look.tint = tint;
    refresh();
}

void NodeItem::setHighlighted(bool highlighted)
{
    if (highlighted == m_look.highlighted)
        return;
    m_look.highlighted = highlighted;
    refresh();
}

void NodeItem::setPinned(bool pinned)
{
    if (pinned == m_look.pinned)
        return;
    m_look.pinned = pinned;
    refresh();
}

void NodeItem::setTarget(std::optional<bool> target)
{
    if (target == m_look.target)
        return;
    m_look.target = target;
    refresh();
}

void NodeItem::setReach(double above, double below)
{
    if (!NodePainter::isBar(kind()) || (above == m_above && below == m_below))
        return;
    prepareGeometryChange();
    m_above = above;
    m_below = below;
    m_body = NodePainter::body(kind(), m_above, m_below);
    placeHandles();
    refresh();
}

void NodeItem::setFrame(const QRectF &content)
{
    if (content == m_frame)
        return;
    prepareGeometryChange();
    m_frame = content;
    m_look.frame = !content.isNull();
    m_body = isFrame() ? m_frame : NodePainter::body(kind(), m_above, m_below);
    placeHandles();
    refresh();
}

void NodeItem::restyle()
{
    refresh();
}

void NodeItem::placeHandles()
{
    m_handles.clear();
    if (kind() != ElementKind::End)
        m_handles.append({PortId(), {m_body.right(), 0}, true, PortPurpose::Product, {}});
    QVector<const Port *> in, out;
    for (const Port &port : m_ports)
        (port.direction == PortDirection::In ? in : out).append(&port);
    const auto place = [this](const QVector<const Port *> &ports, double x, bool outlet) {
        // Below the header, above the lower edge, clear of the control handle in the middle.
        const double top = m_body.top() + 16;
        const double step = (m_body.height() - 32) / std::max<double>(1, double(ports.size()));
        for (int i = 0; i < ports.size(); ++i) {
            double y = top + step * (i + 0.5);
            if (outlet && std::abs(y) < 12)
                y = y < 0 ? -16 : 16;
            m_handles.append(
                {ports.at(i)->id, {x, y}, outlet, ports.at(i)->purpose, ports.at(i)->name});
        }
    };
    if (NodePainter::isCard(kind()) && !isFrame()) {
        place(in, m_body.left(), false);
        place(out, m_body.right(), true);
    }
}

const NodeItem::Handle *NodeItem::handleAt(QPointF scenePosition) const
{
    const QPointF local = mapFromScene(scenePosition);
    const Handle *nearest = nullptr;
    double best = Grip;
    for (const Handle &handle : m_handles) {
        const double distance = QLineF(local, handle.at).length();
        if (distance <= best) {
            best = distance;
            nearest = &handle;
        }
    }
    return nearest;
}

void NodeItem::setHandlesShown(bool shown)
{
    if (shown == m_handlesShown)
        return;
    m_handlesShown = shown;
    refresh();
}

QRectF NodeItem::boundingRect() const
{
    const double side = kind() == ElementKind::Transition || kind() == ElementKind::Begin
            || kind() == ElementKind::End
        ? 78
        : Margin;
    return m_body.adjusted(-side, -Margin - 4, side, Margin);
}

QPainterPath NodeItem::shape() const
{
    QPainterPath path;
    if (isFrame()) {
        // Its header and its edge; inside, the mouse is left to what lies there.
        path.addRect(QRectF(m_body.topLeft(), QSizeF(m_body.width(), NodePainter::FrameHeader)));
        path.addRect(QRectF(m_body.right() - 5, m_body.top() + NodePainter::FrameHeader, 12,
            m_body.height() - NodePainter::FrameHeader));
        return path;
    }
    const double grow = m_body.width() < 40 ? 8 : Grip * 0.7;
    path.addRect(m_body.adjusted(-grow, -grow, grow, grow));
    return path;
}

void NodeItem::refresh()
{
    m_pictureScale = 0;
    update();
}

void NodeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QTransform toDevice = painter->worldTransform();
    const double detail = QStyleOptionGraphicsItem::levelOfDetailFromTransform(toDevice);
    if (m_style.vector || isFrame() || detail < NodePainter::OutlineDetail
        || toDevice.type() > QTransform::TxScale) {
        paintAll(*painter, m_style.vector ? 1.0 : detail); // a frame is too large to keep
        return;
    }
    const double ratio = painter->device()->devicePixelRatioF();
    const QRectF box = boundingRect();
    QPixmap picture;
    const bool have = m_pictureScale > 0 && QPixmapCache::find(m_picture, &picture);
    const double stretch = have ? detail * ratio / m_pictureScale : 0;
    if (!have || stretch != 1) {
        const bool roughly = have && m_style.moving && stretch > 0.45 && stretch < 2.2;
        const bool late
            = m_style.moving && m_style.frame.isValid() && m_style.frame.elapsed() >= MostPerFrame;
        if (!have && late) {
            paintAll(*painter, NodePainter::OutlineDetail / 2);
            return;
        }
        if (!roughly && !(have && late)) {
            picture = QPixmap((box.size() * detail * ratio).toSize() + QSize(2, 2));
            picture.fill(Qt::transparent);
            QPainter inside(&picture);
            inside.scale(detail * ratio, detail * ratio);
            inside.translate(-box.topLeft());
            paintAll(inside, detail);
            inside.end();
            m_pictureScale = detail * ratio;
            m_picture = QPixmapCache::insert(picture);
        }
    }
    // On whole pixels, or the text would be smeared.
    painter->setWorldTransform(QTransform());
    const QPointF corner = toDevice.map(box.topLeft());
    const QSizeF size = QSizeF(picture.size()) * (detail / m_pictureScale);
    if (detail * ratio == m_pictureScale) {
        picture.setDevicePixelRatio(ratio);
        painter->drawPixmap(corner.toPoint(), picture);
    } else {
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawPixmap(QRectF(corner, size), picture, QRectF(QPointF(), picture.size()));
    }
    painter->setWorldTransform(toDevice);
}

void NodeItem::paintAll(QPainter &painter, double detail) const
{
    NodePainter::paint(painter, m_look, m_style, m_body, detail);
    if (!m_handlesShown || !m_style.editable || detail < 0.45)
        return;
    const Theme &theme = m_style.theme;
    for (const Handle &handle : m_handles) {
        painter.setPen(QPen(theme.accent, 1.6));
        painter.setBrush(theme.raised);
        const QPointF at = handle.at;
        if (handle.port.isEmpty())
            painter.drawEllipse(at, 5, 5);
        else if (handle.purpose == PortPurpose::Sample || handle.purpose == PortPurpose::Waste)
            painter.drawPolygon(QPolygonF({at + QPointF(0, -5), at + QPointF(5, 0),
                at + QPointF(0, 5), at + QPointF(-5, 0)}));
        else
            painter.drawRect(QRectF(at - QPointF(4, 4), QSizeF(8, 8)));
    }
}

QVariant NodeItem::itemChange(GraphicsItemChange change, const QVariant &value)
{
    auto *graph = static_cast<GraphScene *>(scene());
    if (change == ItemPositionChange && graph)
        return graph->placeFor(value.toPointF());
    if (change == ItemPositionHasChanged && graph)
        graph->nodeMoved(this);
    if (change == ItemSelectedHasChanged) {
        m_look.selected = value.toBool();
        m_pictureScale = 0;
    }
    return QGraphicsItem::itemChange(change, value);
}

void NodeItem::hoverEnterEvent(QGraphicsSceneHoverEvent *)
{
    m_look.hovered = m_style.editable;
    setHandlesShown(m_style.editable);
    refresh();
}

void NodeItem::hoverMoveEvent(QGraphicsSceneHoverEvent *event)
{
    const Handle *handle = m_style.editable ? handleAt(event->scenePos()) : nullptr;
    if (handle && handle->out)
        setCursor(Qt::CrossCursor);
    else
        unsetCursor();
    setToolTip(handle ? handle->name.in(m_style.language) : QString());
}

void NodeItem::hoverLeaveEvent(QGraphicsSceneHoverEvent *)
{
    m_look.hovered = false;
    setHandlesShown(false);
    unsetCursor();
    refresh();
}

} // namespace cytoloom
