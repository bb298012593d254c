// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse, wheel and keys do: the second half of GraphView.
#include "processgraph/commands/lineedits.h"
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/canvasactions.h"
#include "widgets/grapheditor/canvasedits.h"
#include "widgets/grapheditor/canvasoffer.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/minimap.h"
#include "widgets/grapheditor/selectionband.h"
#include "widgets/grapheditor/stepdrag.h"
#include "widgets/itemmodels/palettemodel.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QDragEnterEvent>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

namespace cytoloom {

namespace {

constexpr double DropReach = 24; ///< scene units: so near to a line is on it

/// The first file of a drag that a recipe could be read from; empty: none.
QString droppedFile(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        const QString file = url.toLocalFile();
        if (file.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)
            || file.endsWith(QStringLiteral(".xml"), Qt::CaseInsensitive))
            return file;
    }
    return {};
}

} // namespace

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
    if (event->button() == Qt::LeftButton && !itemAt(event->pos())) {
        setFocus(Qt::MouseFocusReason);
        m_band = std::make_unique<SelectionBand>(
            *m_scene, mapToScene(event->pos()), event->modifiers());
        event->accept();
        return;
    }
    if (event->button() == Qt::RightButton) { // what the menu will be about
        QGraphicsItem *item = itemAt(event->pos());
        if (!item || !item->isSelected())
            m_scene->clearSelection();
        if (item)
            item->setSelected(true);
        event->accept();
        return;
    }
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
    if (m_band) {
        m_band->moveTo(mapToScene(event->pos()));
        viewport()->update();
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
    if (m_band && event->button() == Qt::LeftButton) {
        if (m_band->hasExtent())
            m_band->moveTo(mapToScene(event->pos()));
        m_band.reset();
        viewport()->update();
        event->accept();
        return;
    }
    QGraphicsView::mouseReleaseEvent(event);
}

bool GraphView::openAnnotation(QPoint viewportPoint)
{
    const QPointF at = mapToScene(viewportPoint);
    auto *item = qgraphicsitem_cast<AnnotationItem *>(itemAt(viewportPoint));
    if (!item)
        return false;
    const QString id = item->id(); // folding deletes the item
    if (item->isFoldMark(at))
        m_edits->setFolded(id, true);
    else
        editText(id);
    return true;
}

void GraphView::mouseDoubleClickEvent(QMouseEvent *event)
{
    event->accept();
    if (event->button() != Qt::LeftButton || openAnnotation(event->pos()))
        return;
    QGraphicsItem *item = itemAt(event->pos());
    if (!item) {
        chooseStep(mapToScene(event->pos()));
        return;
    }
    const auto *node = qgraphicsitem_cast<NodeItem *>(item);
    if (!node) {
        QGraphicsView::mouseDoubleClickEvent(event);
        return;
    }
    const ElementId id = node->id(); // opening deletes the item
    const QString group = DrawingLayout::annotationOf(id);
    if (!group.isEmpty())
        m_edits->setFolded(group, false);
    else if (node->isFrame())
        m_scene->setOpened(id, false);
    else if (event->modifiers() & Qt::ShiftModifier)
        m_scene->setOpened(id, true);
    else if (node->look().card.container)
        openContainer(id);
}

void GraphView::contextMenuEvent(QContextMenuEvent *event)
{
    QPointF at = mapToScene(event->pos());
    QPoint where = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const NodeItem *node = m_selected.isEmpty() ? nullptr : m_scene->node(m_selected.last());
        at = node ? node->sceneBody().center() : middle();
        where = viewport()->mapToGlobal(mapFromScene(at));
    }
    QMenu *menu = m_actions->contextMenu(this, at);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(where);
    event->accept();
}

// Ctrl and an arrow walk to the neighbour (with Shift it is selected, too), Alt and an arrow along
// the links, an arrow alone moves what is selected (with Shift by one unit).
bool GraphView::walkKey(QKeyEvent *event)
{
    QPoint way;
    switch (event->key()) {
    case Qt::Key_Left:
        way = {-1, 0};
        break;
    case Qt::Key_Right:
        way = {1, 0};
        break;
    case Qt::Key_Up:
        way = {0, -1};
        break;
    case Qt::Key_Down:
        way = {0, 1};
        break;
    default:
        return false;
    }
    const Qt::KeyboardModifiers keys = event->modifiers();
    if (keys & Qt::ControlModifier && keys & Qt::AltModifier)
        return false; // aligning
    if (keys & Qt::ControlModifier) {
        selectNeighbour(way.x(), way.y(), keys & Qt::ShiftModifier);
        m_nudgeGesture = 0;
    } else if (keys & Qt::AltModifier) {
        follow(way.x() > 0, way.y());
        m_nudgeGesture = 0;
    } else {
        const int step = keys & Qt::ShiftModifier ? 1 : 10;
        nudge(way.x() * step, way.y() * step);
    }
    return true;
}

void GraphView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) {
            m_spaceDown = true;
            viewport()->setCursor(Qt::OpenHandCursor);
        }
    } else if (event->key() == Qt::Key_Escape) {
        m_scene->clearSelection();
        m_offer->hide();
    } else if (!walkKey(event) && !m_actions->handle(*event)) {
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
    if (!document || elements.isEmpty() || m_scene->laneMode() != LaneMode::None) {
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
    else if (!droppedFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
    else
        event->ignore();
}

void GraphView::dragMoveEvent(QDragMoveEvent *event)
{
    if (const auto entry = PaletteModel::entryFrom(event->mimeData())) {
        // The line into which it would go stands out.
        const QPointF at = mapToScene(event->position().toPoint());
        LinkItem *line = m_scene->document() ? m_scene->lineAt(at, DropReach) : nullptr;
        const UnitOperationType *type = m_scene->catalog().unitOperation(entry->type);
        const bool fits = line
            && LineEdits::mayInsert(recipe().procedure, line->links(), m_scene->placeAt(at).first,
                entry->kind, type ? type->ports : QVector<Port>());
        m_scene->markLine(fits ? line : nullptr);
        event->acceptProposedAction();
    } else if (!droppedFile(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void GraphView::dragLeaveEvent(QDragLeaveEvent *event)
{
    m_scene->markLine(nullptr);
    event->accept();
}

void GraphView::dropEvent(QDropEvent *event)
{
    const QString file = droppedFile(*event->mimeData());
    if (!file.isEmpty()) {
        event->acceptProposedAction();
        Q_EMIT fileDropped(file);
        return;
    }
    const auto entry = PaletteModel::entryFrom(event->mimeData());
    if (!entry || !m_scene->document())
        return;
    m_framing = Framing::Person;
    const LinkItem *line = m_scene->markedLine();
    const QVector<LinkId> links = line ? line->links() : QVector<LinkId>();
    m_scene->markLine(nullptr);
    event->acceptProposedAction();
    m_edits->addStep(*entry, mapToScene(event->position().toPoint()), links);
    setFocus();
}

void GraphView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    placeMinimap();
    m_offer->place();
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
    keepMoving();
    refreshMinimap();
}

} // namespace cytoloom
