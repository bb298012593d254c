// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/graphview.h"

#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/canvasactions.h"
#include "widgets/grapheditor/canvasedits.h"
#include "widgets/grapheditor/canvasoffer.h"
#include "widgets/grapheditor/canvassearch.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/minimap.h"
#include "widgets/grapheditor/selectionband.h"

#include <QtCore/QSignalBlocker>
#include <QtCore/QTimer>
#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>
#include <QtGui/QPixmapCache>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

namespace cytoloom {

namespace {

constexpr double LeastZoom = 0.1, MostZoom = 3.0;
/// Below the first a card's rows are too small to read; the second is what a drawing that does not
/// fit opens with.
constexpr double LegibleZoom = 0.7, StartZoom = 0.8;

} // namespace

GraphView::GraphView(const Catalog &catalog, const Theme &theme, QWidget *parent)
    : QGraphicsView(parent)
    , m_scene(new GraphScene(catalog, theme, this))
    , m_minimap(new Minimap(*this, *m_scene))
    , m_edits(new CanvasEdits(*this))
    , m_actions(new CanvasActions(*this))
    , m_search(new CanvasSearch(*this, theme))
    , m_offer(new CanvasOffer(*this, theme))
    , m_theme(theme)
    , m_rest(new QTimer(this))
{
    setObjectName(QStringLiteral("graphView"));
    setScene(m_scene);
    setFrameShape(QFrame::NoFrame);
    setTransformationAnchor(QGraphicsView::NoAnchor);
    setViewportUpdateMode(QGraphicsView::SmartViewportUpdate);
    setOptimizationFlags(
        QGraphicsView::DontSavePainterState | QGraphicsView::DontAdjustForAntialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    QPixmapCache::setCacheLimit(std::max(QPixmapCache::cacheLimit(), 64 * 1024));
    m_rest->setSingleShot(true);
    m_rest->setInterval(140);
    connect(m_rest, &QTimer::timeout, this, &GraphView::settle);
    connect(m_scene, &GraphScene::selectionChanged, this, [this] {
        trackSelection();
        Q_EMIT selectionChanged();
    });
    connect(m_scene, &GraphScene::elementClicked, this, &GraphView::elementClicked);
    connect(m_scene, &GraphScene::refused, this, &GraphView::refused);
    connect(m_scene, &GraphScene::containerChanged, this, [this](const ElementId &id) {
        growSceneRect();
        if (m_scene->document())
            showStart();
        else
            fit();
        Q_EMIT containerChanged(id);
    });
    connect(m_scene, &GraphScene::drawn, this, [this] {
        growSceneRect();
        refreshMinimap();
    });
    build();
    setTheme(theme);
}

void GraphView::build()
{
    setAccessibleName(tr("Process drawing"));
    connect(m_scene, &GraphScene::stepWanted, this, &GraphView::offerSteps);
    connect(m_edits, &CanvasEdits::commentAdded, this, &GraphView::editText);
    connect(m_edits, &CanvasEdits::gapLeft, this, [this](const QVector<Link> &joins) {
        m_offer->offer(tr("The line is open where the step was."), tr("Close the line"),
            [this, joins] { m_edits->closeGap(joins); });
    });
    connect(this, &GraphView::selectionChanged, this, &GraphView::describeSelection);
}

GraphView::~GraphView()
{
    // The scene tells of items that go; nobody must listen in a half-gone view.
    m_scene->disconnect(this);
}

void GraphView::setDocument(RecipeDocument *document)
{
    if (m_scene->document())
        m_scene->document()->disconnect(this);
    m_scene->setDocument(document);
    m_offer->hide();
    if (document) { // after the scene, which has the new steps by then
        connect(document, &RecipeDocument::recipeReset, this, &GraphView::showStart);
        connect(document, &RecipeDocument::changed, m_offer, &QWidget::hide);
    }
    showStart();
}

void GraphView::setRecipe(const MasterRecipe &recipe)
{
    m_scene->setRecipe(recipe);
}

const MasterRecipe &GraphView::recipe() const
{
    return m_scene->recipe();
}

void GraphView::setLanguage(Language language)
{
    m_scene->setLanguage(language);
    m_actions->retranslate();
    m_search->setLanguage(language);
    m_offer->setLanguage(language);
    setAccessibleName(tr("Process drawing"));
}

void GraphView::setPlant(const std::optional<Plant> &plant)
{
    m_scene->setPlant(plant);
}

void GraphView::setLanes(LaneMode mode)
{
    if (mode == m_scene->laneMode())
        return;
    m_scene->setLanes(mode);
    m_actions->refresh();
    growSceneRect();
    showStart();
}

void GraphView::selectOnly(const QVector<ElementId> &ids)
{
    QSignalBlocker quiet(m_scene);
    m_scene->clearSelection();
    for (const ElementId &id : ids) {
        if (NodeItem *node = m_scene->node(m_scene->visibleAt(id)))
            node->setSelected(true);
    }
    quiet.unblock();
    Q_EMIT m_scene->selectionChanged();
}

void GraphView::setTheme(const Theme &theme)
{
    m_theme = theme;
    setBackgroundBrush(theme.canvas);
    resetCachedContent();
    m_scene->setTheme(theme);
    m_minimap->setTheme(theme);
    m_search->setTheme(theme);
    m_offer->setTheme(theme);
}

void GraphView::setRuntime(const QHash<ElementId, RuntimeBadge> &badges)
{
    m_scene->setRuntime(badges);
    m_minimap->refreshSoon();
}

void GraphView::setFindings(const QVector<Finding> &findings)
{
    m_scene->setFindings(findings);
}

ElementId GraphView::container() const
{
    return m_scene->container();
}

void GraphView::openContainer(const ElementId &container)
{
    m_scene->openContainer(container);
}

void GraphView::showElement(const ElementId &id)
{
    const Procedure &procedure = recipe().procedure;
    if (!procedure.element(id))
        return;
    // Where it can be seen already, in an opened container, one need not go away.
    if (m_scene->visibleAt(id) != id)
        m_scene->openContainer(procedure.container(id));
    NodeItem *node = m_scene->node(m_scene->visibleAt(id));
    if (!node)
        return;
    m_scene->clearSelection();
    node->setSelected(true);
    if (zoom() < 0.6)
        setZoom(0.8);
    m_framing = Framing::Person;
    if (m_search->isVisible()) {
        const QPoint aside
            = viewport()->rect().center() - m_search->freePart(viewport()->rect()).center();
        centerOn(node->sceneBody().center() + QPointF(aside) / zoom());
    } else {
        ensureVisible(node->sceneBody(), 120, 120);
    }
}

void GraphView::showLink(const LinkId &id)
{
    const Link *link = recipe().procedure.link(id);
    if (!link)
        return;
    m_scene->openContainer(recipe().procedure.container(link->from.element));
    LinkItem *item = m_scene->linkItem(id);
    if (!item)
        return;
    m_scene->clearSelection();
    item->setSelected(true);
    m_framing = Framing::Person;
    ensureVisible(item->line().boundingRect(), 80, 80);
}

void GraphView::trackSelection()
{
    QSet<ElementId> now;
    const QList<QGraphicsItem *> items = m_scene->selectedItems();
    for (QGraphicsItem *item : items) {
        const auto *node = qgraphicsitem_cast<NodeItem *>(item);
        if (!node)
            continue;
        const QString group = DrawingLayout::annotationOf(node->id());
        if (group.isEmpty()) {
            now.insert(node->id());
            continue;
        }
        for (const Annotation &annotation : recipe().annotations) {
            if (annotation.id == group)
                now += QSet<ElementId>(annotation.members.cbegin(), annotation.members.cend());
        }
    }
    m_selected.removeIf([&now](const ElementId &id) { return !now.contains(id); });
    QVector<ElementId> fresh;
    for (const ElementId &id : std::as_const(now)) {
        if (!m_selected.contains(id))
            fresh.append(id);
    }
    std::sort(fresh.begin(), fresh.end()); // a rubber band has no order of its own
    m_selected += fresh;
}

QVector<ElementId> GraphView::selectedElements() const
{
    return m_selected;
}

QVector<LinkId> GraphView::selectedLinks() const
{
    QVector<LinkId> ids;
    const QList<QGraphicsItem *> items = m_scene->selectedItems();
    for (QGraphicsItem *item : items) {
        if (const auto *link = qgraphicsitem_cast<LinkItem *>(item))
            ids += link->links();
    }
    return ids;
}

double GraphView::zoom() const
{
    return transform().m11();
}

void GraphView::setZoom(double factor)
{
    zoomAround(viewport()->rect().center(), factor);
}

void GraphView::zoomAround(QPoint viewportPoint, double factor)
{
    const double wanted = std::clamp(factor, LeastZoom, MostZoom);
    m_framing = Framing::Person;
    const QPointF before = mapToScene(viewportPoint);
    setTransform(QTransform::fromScale(wanted, wanted));
    growSceneRect();
    const QPointF moved = mapFromScene(before) - viewportPoint;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + int(std::lround(moved.x())));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + int(std::lround(moved.y())));
    keepMoving();
    refreshMinimap();
    Q_EMIT zoomChanged(wanted);
}

void GraphView::fit()
{
    m_framing = Framing::All;
    frame();
}

void GraphView::fitSelection()
{
    QRectF around;
    const QList<QGraphicsItem *> items = m_scene->selectedItems();
    for (const QGraphicsItem *item : items)
        around = around.united(item->sceneBoundingRect());
    if (around.isNull()) {
        fit();
        return;
    }
    m_framing = Framing::Person;
    const double factor = std::clamp(std::min(viewport()->width() / (around.width() + 80),
                                         viewport()->height() / (around.height() + 80)),
        LeastZoom, 1.5);
    setTransform(QTransform::fromScale(factor, factor));
    growSceneRect();
    centerOn(around.center());
    settle();
    refreshMinimap();
    Q_EMIT zoomChanged(zoom());
}

QPointF GraphView::middle() const
{
    return mapToScene(viewport()->rect().center());
}

void GraphView::showStart()
{
    m_framing = Framing::Start;
    frame();
}

void GraphView::frame()
{
    const QRectF contents = m_scene->contentsRect();
    // The headers of lanes lie over the left edge of the window.
    const double header = m_scene->laneMode() == LaneMode::None ? 0 : LaneHeader;
    const QSizeF room(viewport()->width() - header, viewport()->height());
    if (m_framing == Framing::Person || room.width() < 50 || room.height() < 50)
        return;
    const double whole
        = std::min({room.width() / contents.width(), room.height() / contents.height(), 1.0});
    const bool part = m_framing == Framing::Start && whole < LegibleZoom;
    const double factor = std::clamp(part ? StartZoom : whole, LeastZoom, MostZoom);
    setTransform(QTransform::fromScale(factor, factor));
    growSceneRect();
    QPointF centre = contents.center();
    if (part) {
        // From the left, with Begin in the middle of the height as far as there is something above.
        const double w = room.width() / factor, h = room.height() / factor;
        QPointF begin(contents.left(), contents.center().y());
        for (const NodeItem *node : m_scene->nodes()) {
            if (node->kind() == ElementKind::Begin)
                begin = node->pos();
        }
        if (contents.width() > w)
            centre.setX(std::clamp(
                begin.x() - 70 + w / 2, contents.left() + w / 2, contents.right() - w / 2));
        if (contents.height() > h)
            centre.setY(std::clamp(begin.y(), contents.top() + h / 2, contents.bottom() - h / 2));
    }
    centerOn(centre - QPointF(header / factor / 2, 0));
    settle();
    refreshMinimap();
    Q_EMIT zoomChanged(zoom());
}

void GraphView::growSceneRect()
{
    // Room to pan a whole window beyond the drawing on every side.
    const double w = viewport()->width() / zoom(), h = viewport()->height() / zoom();
    m_scene->setSceneRect(m_scene->contentsRect().adjusted(-w, -h, w, h));
}

void GraphView::setMinimapVisible(bool visible)
{
    m_minimapWanted = visible;
    refreshMinimap();
}

void GraphView::refreshMinimap()
{
    const QRectF seen = mapToScene(viewport()->rect()).boundingRect();
    m_minimap->setVisible(m_minimapWanted && !seen.contains(m_scene->contentsRect()));
    m_minimap->update();
}

void GraphView::say(const Error &error)
{
    Q_EMIT refused(m_scene->sentence(error));
}

} // namespace cytoloom
