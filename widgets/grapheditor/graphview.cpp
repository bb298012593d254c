// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/graphview.h"

#include "processgraph/commands/recipedocument.h"
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphvizlayouter.h"
#include "widgets/grapheditor/minimap.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPixmapCache>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

namespace cytoloom {

namespace {

constexpr double LeastZoom = 0.1, MostZoom = 3.0;

/// What a batch normally does shall run straight; the exits of its gates hang beside it.
double weightOf(const Link &link)
{
    if (link.outcome == GateOutcome::Fail || link.outcome == GateOutcome::Pending)
        return 1;
    return link.kind == LinkKind::Control ? 10 : 3;
}

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
    connect(m_scene, &GraphScene::selectionChanged, this, &GraphView::selectionChanged);
    connect(m_scene, &GraphScene::elementClicked, this, &GraphView::elementClicked);
    connect(m_scene, &GraphScene::refused, this, &GraphView::refused);
    connect(m_scene, &GraphScene::containerChanged, this, [this](const ElementId &id) {
        growSceneRect();
        fit();
        Q_EMIT containerChanged(id);
    });
    connect(m_scene, &GraphScene::drawn, this, &GraphView::growSceneRect);
    setTheme(theme);
}

GraphView::~GraphView()
{
    // The scene tells of items that go; nobody must listen in a half-gone view.
    m_scene->disconnect(this);
}

void GraphView::setDocument(RecipeDocument *document)
{
    m_scene->setDocument(document);
    fit();
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
    ensureVisible(item->line().boundingRect(), 80, 80);
}

QVector<ElementId> GraphView::selectedElements() const
{
    QVector<ElementId> ids;
    const QList<QGraphicsItem *> items = m_scene->selectedItems();
    for (QGraphicsItem *item : items) {
        if (const auto *node = qgraphicsitem_cast<NodeItem *>(item))
            ids.append(node->id());
    }
    return ids;
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
    const QPointF before = mapToScene(viewportPoint);
    setTransform(QTransform::fromScale(wanted, wanted));
    growSceneRect();
    const QPointF moved = mapFromScene(before) - viewportPoint;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + int(std::lround(moved.x())));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + int(std::lround(moved.y())));
    m_minimap->update();
    Q_EMIT zoomChanged(wanted);
}

void GraphView::fit()
{
    const QRectF contents = m_scene->contentsRect();
    const QSizeF room = viewport()->size();
    if (room.width() < 50 || room.height() < 50)
        return;
    const double factor
        = std::min({room.width() / contents.width(), room.height() / contents.height(), 1.0});
    setTransform(QTransform::fromScale(
        std::clamp(factor, LeastZoom, MostZoom), std::clamp(factor, LeastZoom, MostZoom)));
    growSceneRect();
    centerOn(contents.center());
    m_minimap->update();
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
    m_minimap->setVisible(visible);
}

void GraphView::say(const Error &error)
{
    Q_EMIT refused(MessageCatalog::shipped().text(error.message, m_scene->style().language));
}

void GraphView::deleteSelection()
{
    if (!m_scene->document())
        return;
    const auto elements = selectedElements();
    const auto links = selectedLinks();
    if (elements.isEmpty() && links.isEmpty())
        return;
    if (const auto done = m_scene->document()->remove(elements, links); !done)
        say(done.error());
}

void GraphView::duplicateSelection()
{
    if (!m_scene->document() || selectedElements().isEmpty())
        return;
    const auto copies = m_scene->document()->duplicate(selectedElements());
    if (!copies) {
        say(copies.error());
        return;
    }
    m_scene->clearSelection();
    for (const ElementId &id : *copies) {
        if (NodeItem *node = m_scene->node(id))
            node->setSelected(true);
    }
}

void GraphView::copySelection()
{
    const auto elements = selectedElements();
    if (elements.isEmpty())
        return;
    auto *copied = new QMimeData;
    copied->setData(
        QLatin1String(RecipeFragment::MimeType), RecipeFragment::copy(recipe(), elements).toText());
    QGuiApplication::clipboard()->setMimeData(copied);
}

void GraphView::paste()
{
    const QMimeData *held = QGuiApplication::clipboard()->mimeData();
    if (!m_scene->document() || !held || !held->hasFormat(QLatin1String(RecipeFragment::MimeType)))
        return;
    const auto fragment
        = RecipeFragment::fromText(held->data(QLatin1String(RecipeFragment::MimeType)));
    if (!fragment) {
        say(fragment.error());
        return;
    }
    const auto pasted = m_scene->document()->paste(*fragment, container(), {60, 60});
    if (!pasted) {
        say(pasted.error());
        return;
    }
    m_scene->clearSelection();
    for (const ElementId &id : *pasted) {
        if (NodeItem *node = m_scene->node(id))
            node->setSelected(true);
    }
}

void GraphView::autoArrange()
{
    if (!m_scene->document())
        return;
    LayoutJob job;
    for (const NodeItem *node : m_scene->nodes()) {
        // Room for pills and labels; a bar is as long as its branches will make it.
        const QSizeF size = NodePainter::isCard(node->kind()) ? node->body().size() + QSizeF(0, 30)
                                                              : QSizeF(46, 80);
        job.boxes.append({node->id(), size});
    }
    std::sort(job.boxes.begin(), job.boxes.end(),
        [](const auto &a, const auto &b) { return a.id < b.id; });
    const Procedure &procedure = recipe().procedure;
    const QVector<LinkId> links = procedure.links();
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (m_scene->node(link->from.element) && m_scene->node(link->to.element)
            && (link->kind == LinkKind::Control || link->kind == LinkKind::Material))
            job.lines.append({link->from.element, link->to.element, weightOf(*link)});
    }
    job.aspect = double(viewport()->width()) / std::max(1, viewport()->height());
    auto *watcher = new QFutureWatcher<Result<QHash<ElementId, Position>>>(this);
    const ElementId where = container();
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, where] {
        watcher->deleteLater();
        const auto positions = watcher->result();
        RecipeDocument *document = m_scene->document();
        if (!document)
            return;
        if (!positions) {
            say(positions.error());
        } else if (const auto done = document->arrange(*positions); !done) {
            say(done.error());
        } else if (where == container()) {
            fit();
        }
        Q_EMIT arranged();
    });
    watcher->setFuture(QtConcurrent::run([job] { return GraphvizLayouter().arrange(job); }));
}

void GraphView::alignSelection(Qt::Orientation along)
{
    const auto elements = selectedElements();
    if (!m_scene->document() || elements.size() < 2)
        return;
    double sum = 0;
    for (const ElementId &id : elements)
        sum += along == Qt::Horizontal ? m_scene->node(id)->y() : m_scene->node(id)->x();
    const double line = std::round(sum / double(elements.size()) / 10) * 10;
    QHash<ElementId, Position> moved;
    for (const ElementId &id : elements) {
        const NodeItem *node = m_scene->node(id);
        moved.insert(
            id, along == Qt::Horizontal ? Position {node->x(), line} : Position {line, node->y()});
    }
    if (const auto done = m_scene->document()->arrange(moved); !done)
        say(done.error());
}

void GraphView::selectEverything()
{
    for (QGraphicsItem *item : m_scene->items())
        item->setSelected(true);
}

} // namespace cytoloom
