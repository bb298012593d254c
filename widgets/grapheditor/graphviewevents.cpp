// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse, wheel and keys do: the second half of GraphView.
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/minimap.h"
#include "widgets/itemmodels/palettemodel.h"

#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

namespace cytoloom {

void GraphView::wheelEvent(QWheelEvent *event)
{
    const QPoint turn = event->angleDelta();
    m_framing = Framing::Person;
    if (event->modifiers() & Qt::ShiftModifier) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - turn.y() - turn.x());
    } else {
        zoomAround(event->position().toPoint(), zoom() * std::pow(1.0015, turn.y()));
    }
    event->accept();
}

void GraphView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton || (m_spaceDown && event->button() == Qt::LeftButton)) {
        m_panning = true;
        m_panFrom = event->pos();
        viewport()->setCursor(Qt::ClosedHandCursor);
        event->accept();
        return;
    }
    m_pressedAt = event->pos();
    m_framing = Framing::Person;
    QGraphicsView::mousePressEvent(event);
}

void GraphView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_panning) {
        m_framing = Framing::Person;
        const QPoint moved = event->pos() - m_panFrom;
        m_panFrom = event->pos();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
        event->accept();
        return;
    }
    QGraphicsView::mouseMoveEvent(event);
}

void GraphView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_panning) {
        m_panning = false;
        viewport()->setCursor(m_spaceDown ? Qt::OpenHandCursor : Qt::ArrowCursor);
        event->accept();
        return;
    }
    QGraphicsView::mouseReleaseEvent(event);
}

void GraphView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QList<QGraphicsItem *> under = items(event->pos());
    for (QGraphicsItem *item : under) {
        const auto *node = qgraphicsitem_cast<NodeItem *>(item);
        if (!node)
            continue;
        const ElementId id = node->id(); // opening deletes the item
        if (node->look().card.container)
            openContainer(id);
        event->accept();
        return;
    }
    QGraphicsView::mouseDoubleClickEvent(event);
}

bool GraphView::handleZoomKey(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_F:
        fit();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        setZoom(zoom() * 1.2);
        return true;
    case Qt::Key_Minus:
        setZoom(zoom() / 1.2);
        return true;
    case Qt::Key_L:
        connectSelection();
        return true;
    case Qt::Key_Backspace:
        openContainer(recipe().procedure.container(container()));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (selectedElements().size() == 1) {
            const Element *element = recipe().procedure.element(selectedElements().first());
            if (element && element->isContainer())
                openContainer(element->id);
        }
        return true;
    default:
        return false;
    }
}

// Ctrl and an arrow walk from step to step; with Shift the next one is selected, too.
bool GraphView::walkKey(QKeyEvent *event)
{
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        selectNeighbour(-1, 0, extend);
        return true;
    case Qt::Key_Right:
        selectNeighbour(1, 0, extend);
        return true;
    case Qt::Key_Up:
        selectNeighbour(0, -1, extend);
        return true;
    case Qt::Key_Down:
        selectNeighbour(0, 1, extend);
        return true;
    default:
        return false;
    }
}

void GraphView::keyPressEvent(QKeyEvent *event)
{
    RecipeDocument *document = m_scene->document();
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceDown = true;
        viewport()->setCursor(Qt::OpenHandCursor);
    } else if (event->matches(QKeySequence::Delete)) {
        deleteSelection();
    } else if (event->matches(QKeySequence::Undo) && document) {
        document->undoStack()->undo();
    } else if ((event->matches(QKeySequence::Redo)
                   || (event->key() == Qt::Key_Y && event->modifiers() == Qt::ControlModifier))
        && document) {
        document->undoStack()->redo();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectEverything();
    } else if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->matches(QKeySequence::Paste)) {
        paste();
    } else if (event->key() == Qt::Key_D && event->modifiers() == Qt::ControlModifier) {
        duplicateSelection();
    } else if (event->key() == Qt::Key_Escape) {
        m_scene->clearSelection();
    } else if (event->modifiers() & Qt::ControlModifier && walkKey(event)) {
        m_nudgeGesture = 0;
    } else if (event->key() == Qt::Key_Left) {
        nudge(-10, 0);
    } else if (event->key() == Qt::Key_Right) {
        nudge(10, 0);
    } else if (event->key() == Qt::Key_Up) {
        nudge(0, -10);
    } else if (event->key() == Qt::Key_Down) {
        nudge(0, 10);
    } else if (event->modifiers() & Qt::ControlModifier || !handleZoomKey(event)) {
        QGraphicsView::keyPressEvent(event);
        return;
    }
    event->accept();
}

void GraphView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->isAutoRepeat())
        return;
    if (event->key() == Qt::Key_Space) {
        m_spaceDown = false;
        viewport()->setCursor(Qt::ArrowCursor);
    }
    // A row of arrow presses is one gesture until another key ends it.
    if (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right && event->key() != Qt::Key_Up
        && event->key() != Qt::Key_Down)
        m_nudgeGesture = 0;
    QGraphicsView::keyReleaseEvent(event);
}

void GraphView::nudge(int dx, int dy)
{
    RecipeDocument *document = m_scene->document();
    const auto elements = selectedElements();
    if (!document || elements.isEmpty()) {
        m_framing = Framing::Person;
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + dx * 4);
        verticalScrollBar()->setValue(verticalScrollBar()->value() + dy * 4);
        return;
    }
    QHash<ElementId, Position> moved;
    for (const ElementId &id : elements) {
        const Position at = recipe().procedure.element(id)->position;
        moved.insert(id, {at.x + dx, at.y + dy});
    }
    m_framing = Framing::Person; // what one works on must not jump away
    if (m_nudgeGesture == 0)
        m_nudgeGesture = document->newGesture();
    if (const auto done = document->move(moved, m_nudgeGesture); !done)
        say(done.error());
}

void GraphView::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_scene->document() && event->mimeData()->hasFormat(QLatin1String(PaletteModel::MimeType)))
        event->acceptProposedAction();
    else
        event->ignore();
}

void GraphView::dragMoveEvent(QDragMoveEvent *event)
{
    if (event->mimeData()->hasFormat(QLatin1String(PaletteModel::MimeType)))
        event->acceptProposedAction();
}

void GraphView::dropEvent(QDropEvent *event)
{
    const auto entry = PaletteModel::entryFrom(event->mimeData());
    RecipeDocument *document = m_scene->document();
    if (!entry || !document)
        return;
    m_framing = Framing::Person;
    const QPointF at = GraphScene::snapped(mapToScene(event->position().toPoint()));
    const auto id = document->addFromPalette(*entry, container(), {at.x(), at.y()});
    if (!id) {
        say(id.error());
        return;
    }
    event->acceptProposedAction();
    m_scene->clearSelection();
    if (NodeItem *node = m_scene->node(*id))
        node->setSelected(true);
    setFocus();
}

void GraphView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    placeMinimap();
    growSceneRect();
    frame();
    refreshMinimap();
}

void GraphView::placeMinimap()
{
    // An overview, not a cover: smaller in a small window.
    const int wide = std::clamp(width() / 5, 120, 180);
    m_minimap->setFixedSize(wide, wide * 5 / 8);
    m_minimap->refreshSoon();
    m_minimap->move(width() - m_minimap->width() - 14, height() - m_minimap->height() - 14);
    m_minimap->raise();
}

void GraphView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    refreshMinimap();
}

void GraphView::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, m_theme.canvas);
    const double step = zoom() < 0.5 ? 100 : 40;
    if (zoom() < 0.25)
        return;
    painter->setPen(QPen(m_theme.line, 1.4 / zoom(), Qt::SolidLine, Qt::RoundCap));
    QVector<QPointF> points;
    for (double x = std::floor(rect.left() / step) * step; x < rect.right(); x += step) {
        for (double y = std::floor(rect.top() / step) * step; y < rect.bottom(); y += step)
            points.append({x, y});
    }
    painter->drawPoints(points.constData(), int(points.size()));
}

} // namespace cytoloom
