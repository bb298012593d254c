// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/linkitem.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QPainterPathStroker>
#include <QtWidgets/QStyleOptionGraphicsItem>

#include <algorithm>

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
    measure();
}

void LinkItem::setHighlighted(bool highlighted)
{
    m_highlighted = highlighted;
    update();
}

void LinkItem::setFaded(bool faded)
{
    if (faded == m_faded)
        return;
    m_faded = faded;
    update();
}

void LinkItem::measure()
{
    m_labelBox = {};
    if (!m_label.isEmpty() && m_line.size() >= 2) {
        // Beside the longest level piece, or right of the longest piece when none is level.
        qsizetype best = 1;
        double longest = -1;
        for (qsizetype i = 1; i < m_line.size(); ++i) {
            const QLineF piece(m_line.at(i - 1), m_line.at(i));
            const bool level = std::abs(piece.dy()) < 0.5;
            const double value = piece.length() * (level ? 1.6 : 1.0);
            if (value > longest) {
                longest = value;
                best = i;
            }
        }
        const QLineF piece(m_line.at(best - 1), m_line.at(best));
        const QPointF middle = (piece.p1() + piece.p2()) / 2;
        const double width = QFontMetricsF(Theme::font(11)).horizontalAdvance(m_label) + 6;
        const bool incoming = m_label.startsWith(QChar(0x2190)); // ←: its free end is the first
        const QPointF open = incoming ? m_line.first() : m_line.last();
        if (m_stub)
            m_labelBox = QRectF(open.x() + 4, open.y() - LabelHeight / 2, width, LabelHeight);
        else if (std::abs(piece.dy()) < 0.5)
            m_labelBox
                = QRectF(middle.x() - width / 2, middle.y() - LabelHeight - 4, width, LabelHeight);
        else
            m_labelBox = QRectF(middle.x() + 6, middle.y() - LabelHeight / 2, width, LabelHeight);
    }
    m_bounds = m_line.boundingRect().adjusted(-12, -12, 12, 12);
    if (!m_labelBox.isNull())
        m_bounds = m_bounds.united(m_labelBox.adjusted(-2, -2, 2, 2));
}

QPainterPath LinkItem::shape() const
{
    QPainterPath path;
    path.addPolygon(m_line);
    QPainterPathStroker stroker;
    stroker.setWidth(12);
    QPainterPath wide = stroker.createStroke(path);
    if (!m_labelBox.isNull())
        wide.addRect(m_labelBox);
    return wide;
}

void LinkItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    if (m_line.size() < 2)
        return;
    const Theme &theme = m_style.theme;
    const bool selected = option->state & QStyle::State_Selected;
    const double detail
        = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    QColor colour = m_look == Look::Control ? theme.text : theme.muted;
    if (m_faded)
        colour = theme.strongLine;
    if (m_highlighted)
        colour = theme.alarm[1];
    if (selected)
        colour = theme.accent;
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
    if (detail >= 0.45)
        paintLabel(*painter);
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
    behind.setAlphaF(0.82F);
    painter.setBrush(behind);
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(m_labelBox, 3, 3);
    painter.setFont(Theme::font(11));
    painter.setPen(m_faded ? theme.strongLine : theme.muted);
    painter.drawText(m_labelBox, Qt::AlignCenter, m_label);
}

} // namespace cytoloom
