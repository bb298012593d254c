// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The overview of a large drawing: thousands of steps in one frame. Painting item by item would
// cost more for the bookkeeping than for the pixels.
#include "widgets/grapheditor/graphscene.h"

#include <QtCore/QMap>
#include <QtGui/QPainter>
#include <QtWidgets/QStyleOptionGraphicsItem>

namespace cytoloom {

namespace {

struct Batch
{
    QVector<QRectF> boxes;
    QVector<QLineF> lines;
};

} // namespace

void GraphScene::paintFar(QPainter &painter, const QRectF &exposed) const
{
    const double pixel = 1 / painter.worldTransform().m11();
    painter.setRenderHint(QPainter::Antialiasing, false);
    QMap<quint64, Batch> lines;
    for (const LinkItem *link : m_links) {
        const QPolygonF &line = link->line();
        if (line.size() < 2 || !exposed.intersects(link->boundingRect()))
            continue;
        // Marked ones last, so that they lie on top.
        const bool marked = link->isSelected() || link->isHighlighted();
        const bool wide = marked || link->look() == LinkItem::Look::Material;
        Batch &batch
            = lines[(quint64(marked) << 40) | (quint64(wide) << 33) | link->colour().rgba()];
        for (qsizetype i = 1; i < line.size(); ++i)
            batch.lines.append(QLineF(line.at(i - 1), line.at(i)));
    }
    for (auto it = lines.cbegin(); it != lines.cend(); ++it) {
        QPen pen(QColor::fromRgba(QRgb(it.key() & 0xFFFFFFFF)), it.key() >> 40 ? 2 : 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.drawLines(it->lines);
    }
    QMap<std::pair<QRgb, QRgb>, Batch> cards;
    QVector<const NodeItem *> special;
    for (const NodeItem *node : m_nodes) {
        const QRectF body = node->sceneBody();
        if (!exposed.intersects(body))
            continue;
        const NodeLook &look = node->look();
        if (!NodePainter::isCard(node->kind()) || node->isFrame() || look.selected
            || look.highlighted || look.runtime || look.finding.count > 0) {
            special.append(node);
            continue;
        }
        const auto [fill, line] = NodePainter::outlineColours(look, m_style);
        cards[{fill.rgba(), line.rgba()}].boxes.append(body);
    }
    for (auto it = cards.cbegin(); it != cards.cend(); ++it) {
        QPen pen(QColor::fromRgba(it.key().second), 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.setBrush(QColor::fromRgba(it.key().first));
        painter.drawRects(it->boxes);
    }
    const QTransform home = painter.worldTransform();
    for (const NodeItem *node : std::as_const(special)) {
        painter.translate(node->scenePos());
        NodePainter::paint(painter, node->look(), m_style, node->body(), 1 / pixel);
        painter.setWorldTransform(home);
    }
}

} // namespace cytoloom
