// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/minimap.h"

#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

Minimap::Minimap(GraphView &view, GraphScene &scene)
    : QWidget(&view)
    , m_view(view)
    , m_scene(scene)
    , m_theme(Theme::light())
{
    m_later.setSingleShot(true);
    m_later.setInterval(80);
    connect(&m_later, &QTimer::timeout, this, &Minimap::redraw);
    connect(&scene, &GraphScene::drawn, this, &Minimap::refreshSoon);
    setCursor(Qt::PointingHandCursor);
    resize(180, 114);
}

void Minimap::setTheme(const Theme &theme)
{
    m_theme = theme;
    redraw();
}

void Minimap::refreshSoon()
{
    if (!m_later.isActive())
        m_later.start();
}

void Minimap::redraw()
{
    const QRectF contents = m_scene.contentsRect();
    const QRectF room = QRectF(rect()).adjusted(8, 8, -8, -8);
    const double scale
        = std::min(room.width() / contents.width(), room.height() / contents.height());
    m_toMap = QTransform();
    m_toMap.translate(room.center().x(), room.center().y());
    m_toMap.scale(scale, scale);
    m_toMap.translate(-contents.center().x(), -contents.center().y());

    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.strongLine, 1));
    painter.setBrush(m_theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(QPen(m_theme.line, 1));
    const QVector<LinkItem *> links = m_scene.linkItems();
    for (const LinkItem *link : links)
        painter.drawPolyline(m_toMap.map(link->line()));
    painter.setPen(Qt::NoPen);
    for (const NodeItem *node : m_scene.nodes()) {
        const bool active = node->look().runtime
            && node->look().runtime->state != ProceduralState::Idle
            && !isFinal(node->look().runtime->state);
        painter.setBrush(active ? m_theme.text : m_theme.dark ? m_theme.strongLine : m_theme.done);
        painter.drawRect(m_toMap.mapRect(node->sceneBody()));
    }
    update();
}

void Minimap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    const QRectF seen = m_view.mapToScene(m_view.viewport()->rect()).boundingRect();
    const QRectF frame = m_toMap.mapRect(seen).intersected(QRectF(rect()).adjusted(2, 2, -2, -2));
    QColor inside = m_theme.accent;
    inside.setAlphaF(0.06F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.accent, 1.5));
    painter.setBrush(inside);
    painter.drawRoundedRect(frame, 2, 2);
}

void Minimap::mousePressEvent(QMouseEvent *event)
{
    goTo(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        goTo(event->position());
}

void Minimap::goTo(QPointF point)
{
    m_view.centerOn(m_toMap.inverted().map(point));
}

} // namespace cytoloom
