// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/linkitem.h"

#include "widgets/grapheditor/nodepainter.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QPainterPathStroker>
#include <QtWidgets/QStyleOptionGraphicsItem>

#include <algorithm>
#include <utility>

namespace cytoloom {

namespace {

constexpr double LabelHeight = 16;

double widthOf(LinkItem::Look look)
{
    return look == LinkItem::Look::Material ? 3.6 : 1.6;
}

} // namespace

LinkItem::LinkItem(QVector<LinkId> links, Look look, const GraphStyle &style)
    : m_links(std::move(links))
    , m_look(look)
    , m_style(style)
{
    setFlag(ItemIsSelectable);
    setZValue(look == Look::Material ? 1 : 0.5);
}

void LinkItem::setLine(const QPolygonF &line)
{
    if (line == m_line)
        return;
    prepareGeometryChange();
    m_line = line;
    measure();
}

void LinkItem::setLabel(const QString &label)
{
    if (label == m_label)
        return;
    prepareGeometryChange();
    m_label = label;
    m_text = QStaticText(label);
    m_text.setTextFormat(Qt::PlainText);
    m_text.prepare({}, Theme::font(11));
    measure();
}

void LinkItem::setHighlighted(bool highlighted)
{
    m_highlighted = highlighted;
    update();
}

void LinkItem::setReceiving(bool receiving)
{
    m_receiving = receiving;
    update();
}

void LinkItem::setFaded(bool faded)
{
    if (faded == m_faded)
        return;
    m_faded = faded;
    update();
}

QVector<QRectF> LinkItem::labelPlaces() const
{
    if (m_label.isEmpty() || m_line.size() < 2)
        return {};
    const double width = QFontMetricsF(Theme::font(11)).horizontalAdvance(m_label) + 6;
    if (m_stub) {
        const bool incoming = m_label.startsWith(QChar(0x2190)); // ←: its free end is the first
        const QPointF open = incoming ? m_line.first() : m_line.last();
        return {QRectF(open.x() + 4, open.y() - LabelHeight / 2, width, LabelHeight)};
    }
    // Level pieces carry it above or below, the others at their side; long pieces first.
    QVector<QLineF> pieces;
    for (qsizetype i = 1; i < m_line.size(); ++i)
        pieces.append(QLineF(m_line.at(i - 1), m_line.at(i)));
    const auto isLevel = [](const QLineF &piece) { return std::abs(piece.dy()) < 0.5; };
    std::stable_sort(pieces.begin(), pieces.end(), [&](const QLineF &a, const QLineF &b) {
        return a.length() * (isLevel(a) ? 1.6 : 1.0) > b.length() * (isLevel(b) ? 1.6 : 1.0);
    });
    QVector<QRectF> places;
    for (const QLineF &piece : std::as_const(pieces)) {
        for (const double at : {0.5, 0.3, 0.7, 0.15, 0.85}) {
            const QPointF middle = piece.pointAt(at);
            if (isLevel(piece)) {
                const double left = middle.x() - width / 2;
                places.append(QRectF(left, middle.y() - LabelHeight - 4, width, LabelHeight));
                places.append(QRectF(left, middle.y() + 4, width, LabelHeight));
            } else {
                const double top = middle.y() - LabelHeight / 2;
                places.append(QRectF(middle.x() + 6, top, width, LabelHeight));
                places.append(QRectF(middle.x() - 6 - width, top, width, LabelHeight));
            }
        }
    }
    return places;
}

void LinkItem::placeLabel(const QRectF &box)
{
    if (box == m_labelBox)
        return;
    prepareGeometryChange();
    m_labelBox = box;
    m_shape = {};
    m_bounds = m_line.boundingRect().adjusted(-12, -12, 12, 12);
    if (!m_labelBox.isNull())
        m_bounds = m_bounds.united(m_labelBox.adjusted(-2, -2, 2, 2));
}

void LinkItem::measure()
{
    const QVector<QRectF> places = labelPlaces();
    m_shape = {};
    m_labelBox = places.isEmpty() ? QRectF() : places.first();
    m_bounds = m_line.boundingRect().adjusted(-12, -12, 12, 12);
    if (!m_labelBox.isNull())
        m_bounds = m_bounds.united(m_labelBox.adjusted(-2, -2, 2, 2));
}

QPainterPath LinkItem::shape() const
{
    if (!m_shape.isEmpty())
        return m_shape;
    QPainterPath path;
    path.addPolygon(m_line);
    QPainterPathStroker stroker;
    stroker.setWidth(12);
    QPainterPath wide = stroker.createStroke(path);
    if (!m_labelBox.isNull())
        wide.addRect(m_labelBox);
    m_shape = wide;
    return wide;
}

QColor LinkItem::colour() const
{
    const Theme &theme = m_style.theme;
    if (isSelected() || m_receiving)
        return theme.accent;
    if (m_highlighted)
        return theme.alarm[1];
    if (m_faded)
        return theme.strongLine;
    return m_look == Look::Control ? theme.text : theme.muted;
}

void LinkItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (m_line.size() < 2)
        return;
    const Theme &theme = m_style.theme;
    const bool selected = isSelected() || m_receiving;
    const double detail = m_style.vector
        ? 1.0
        : QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    const QColor colour = this->colour();
    const double width = widthOf(m_look);
    QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (m_look == Look::Aside)
        pen.setDashPattern({4, 3});
    if (m_look == Look::Sync)
        pen.setDashPattern({1.5, 2.5});
    // Right angles need no smoothing, and 2 000 of them pan better without.
    painter->setRenderHint(QPainter::Antialiasing, detail >= 0.45);
    if (selected && detail >= 0.2) {
        QColor halo = theme.accent;
        halo.setAlphaF(0.18F);
        painter->setPen(QPen(halo, width + 8, Qt::SolidLine, Qt::RoundCap, Qt::MiterJoin));
        painter->drawPolyline(m_line);
    }
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(m_line);
    if (detail < 0.2)
        return;
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    if (m_look != Look::Sync)
        paintArrow(*painter, width);
}

void LinkItem::paintArrow(QPainter &painter, double width) const
{
    const QPointF tip = m_line.last();
    const QPointF before = m_line.at(m_line.size() - 2);
    QLineF shaft(tip, before);
    if (shaft.length() < 1)
        return;
    shaft.setLength(9);
    const QPointF base = shaft.p2();
    const QLineF normal = QLineF(base, tip).normalVector();
    const double half = 3.4 + width * 0.45;
    const QPointF side(normal.dx() / 9 * half, normal.dy() / 9 * half);
    painter.drawPolygon(QPolygonF({tip, base + side, base - side}));
}

void LinkItem::paintLabel(QPainter &painter) const
{
    if (m_labelBox.isNull())
        return;
    const Theme &theme = m_style.theme;
    QColor behind = theme.canvas;
    behind.setAlphaF(0.9F);
    painter.setBrush(behind);
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(m_labelBox, 3, 3);
    painter.setFont(Theme::font(11));
    painter.setPen(m_faded ? theme.strongLine : theme.muted);
    if (m_style.vector) {
        painter.drawText(m_labelBox, Qt::AlignCenter, m_label);
        return;
    }
    const QSizeF size = m_text.size();
    painter.drawStaticText(
        m_labelBox.center() - QPointF(size.width() / 2, size.height() / 2), m_text);
}

} // namespace cytoloom
