// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How frames are painted: the fifth part of GraphView.
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/selectionband.h"
#include "widgets/grapheditor/stepdrag.h"

#include <QtCore/QTimer>
#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>

#include <cmath>

namespace cytoloom {

void GraphView::keepMoving()
{
    m_scene->setMoving(true);
    m_rest->start();
}

void GraphView::settle()
{
    m_rest->stop();
    m_scene->setMoving(false);
    viewport()->update();
}

void GraphView::paintEvent(QPaintEvent *event)
{
    m_scene->beginFrame();
    const bool far = zoom() < NodePainter::OutlineDetail;
    const bool whole = far || m_scene->laneMode() != LaneMode::None;
    const auto mode
        = whole ? QGraphicsView::FullViewportUpdate : QGraphicsView::SmartViewportUpdate;
    if (viewportUpdateMode() != mode)
        setViewportUpdateMode(mode);
    if (!far) {
        QGraphicsView::paintEvent(event);
        return;
    }
    QPainter painter(viewport());
    painter.setClipRegion(event->region());
    painter.setWorldTransform(viewportTransform());
    const QRectF exposed = mapToScene(event->rect().adjusted(-2, -2, 2, 2)).boundingRect();
    drawBackground(&painter, exposed);
    m_scene->paintFar(painter, exposed);
    drawForeground(&painter, exposed);
}

void GraphView::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, m_theme.canvas);
    const double step = zoom() < 0.5 ? 100 : 40;
    if (zoom() < 0.25)
        return;
    QPen dots(
        m_theme.dark ? m_theme.line : m_theme.line.darker(106), 2, Qt::SolidLine, Qt::SquareCap);
    dots.setCosmetic(true);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(dots);
    QVector<QPointF> points;
    for (double x = std::floor(rect.left() / step) * step; x < rect.right(); x += step) {
        for (double y = std::floor(rect.top() / step) * step; y < rect.bottom(); y += step)
            points.append({x, y});
    }
    painter->drawPoints(points.constData(), int(points.size()));
}

void GraphView::drawForeground(QPainter *painter, const QRectF &rect)
{
    QGraphicsView::drawForeground(painter, rect);
    drawLanes(*painter);
    if (const StepDrag *drag = m_scene->drag()) {
        QPen pen(m_theme.accent, 1.2);
        pen.setCosmetic(true);
        painter->setPen(pen);
        painter->drawLines(drag->guides());
    }
    if (m_band)
        m_band->paint(*painter, m_theme);
}

void GraphView::drawLanes(QPainter &painter) const
{
    const LaneLayout &lanes = m_scene->lanes();
    if (lanes.lanes.isEmpty())
        return;
    // The headers stay at the left edge of the window, whatever is panned.
    const QTransform toView = painter.worldTransform();
    painter.save();
    painter.resetTransform();
    const double wide = viewport()->width();
    constexpr double Header = LaneHeader;
    for (const LaneLayout::Lane &lane : lanes.lanes) {
        const double top = toView.map(QPointF(0, lane.top)).y();
        const double bottom = toView.map(QPointF(0, lane.top + lane.height)).y();
        painter.setPen(QPen(m_theme.strongLine, 1));
        painter.drawLine(QPointF(0, bottom), QPointF(wide, bottom));
        if (&lane == &lanes.lanes.first())
            painter.drawLine(QPointF(0, top), QPointF(wide, top));
        const QRectF header(0, top, Header, bottom - top);
        painter.fillRect(header, m_theme.surface);
        painter.setPen(QPen(m_theme.line, 1));
        painter.setBrush(Qt::NoBrush); // what was painted before may have left one
        painter.drawRect(header.adjusted(0, 0.5, -0.5, 0));
        const QFont font = Theme::font(Theme::caption, true);
        painter.setFont(font);
        painter.setPen(m_theme.text);
        painter.drawText(header.adjusted(10, 4, -8, -4),
            Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap, lane.title);
    }
    painter.restore();
}

} // namespace cytoloom
