// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/graphview.h"

#include "processgraph/commands/recipedocument.h"
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/minimap.h"

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
    , m_theme(theme)
{
    setObjectName(QStringLiteral("graphView"));
    setScene(m_scene);
    setFrameShape(QFrame::NoFrame);
    setDragMode(QGraphicsView::RubberBandDrag);
    setRubberBandSelectionMode(Qt::IntersectsItemShape);
    setTransformationAnchor(QGraphicsView::NoAnchor);
    setViewportUpdateMode(QGraphicsView::SmartViewportUpdate);
    setOptimizationFlags(
        QGraphicsView::DontSavePainterState | QGraphicsView::DontAdjustForAntialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    QPixmapCache::setCacheLimit(std::max(QPixmapCache::cacheLimit(), 48 * 1024));
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
    setTheme(theme);
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
    if (document) // after the scene, which has the new steps by then
        connect(document, &RecipeDocument::recipeReset, this, &GraphView::showStart);
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
}

void GraphView::setTheme(const Theme &theme)
{
    m_theme = theme;
    setBackgroundBrush(theme.canvas);
    resetCachedContent();
    m_scene->setTheme(theme);
    m_minimap->setTheme(theme);
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
    m_scene->openContainer(procedure.container(id));
    NodeItem *node = m_scene->node(id);
    if (!node)
        return;
    m_scene->clearSelection();
    node->setSelected(true);
    if (zoom() < 0.6)
        setZoom(0.8);
    m_framing = Framing::Person;
    ensureVisible(node->sceneBody(), 120, 120);
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
        if (const auto *node = qgraphicsitem_cast<NodeItem *>(item))
            now.insert(node->id());
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
    refreshMinimap();
    Q_EMIT zoomChanged(wanted);
}

void GraphView::fit()
{
    m_framing = Framing::All;
    frame();
}

void GraphView::showStart()
{
    m_framing = Framing::Start;
    frame();
}

void GraphView::frame()
{
    const QRectF contents = m_scene->contentsRect();
    const QSizeF room = viewport()->size();
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
    centerOn(centre);
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
    Q_EMIT refused(MessageCatalog::shipped().text(error.message, m_scene->style().language));
}

} // namespace cytoloom
