// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/graphscene.h"

#include "processgraph/commands/recipedocument.h"
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/connectiondrag.h"

#include <QtWidgets/QGraphicsSceneMouseEvent>

#include <cmath>

namespace cytoloom {

namespace {

constexpr double Grid = 10;

} // namespace

GraphScene::GraphScene(const Catalog &catalog, const Theme &theme, QObject *parent)
    : QGraphicsScene(parent)
    , m_catalog(catalog)
{
    m_style.theme = theme;
    setItemIndexMethod(QGraphicsScene::BspTreeIndex);
    setBspTreeDepth(0);
}

GraphScene::~GraphScene()
{
    clearItems();
}

void GraphScene::setDocument(RecipeDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_container = {};
    m_allChanged = true;
    if (document) {
        const auto changed = [this](const ElementId &id) { markChanged(id); };
        connect(document, &RecipeDocument::elementAdded, this, changed);
        connect(document, &RecipeDocument::elementChanged, this, changed);
        connect(document, &RecipeDocument::elementRemoved, this,
            [this](const ElementId &, const ElementId &container) { markChanged(container); });
        connect(document, &RecipeDocument::headerChanged, this, [this] { m_allChanged = true; });
        connect(document, &RecipeDocument::recipeReset, this, [this] {
            m_allChanged = true;
            m_findings.clear();
            openContainer({});
        });
        connect(document, &RecipeDocument::changed, this, &GraphScene::sync);
    }
    clearItems();
    sync();
    Q_EMIT containerChanged(m_container);
}

void GraphScene::setRecipe(const MasterRecipe &recipe)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = nullptr;
    const bool same = m_recipe.id == recipe.id && m_recipe.version == recipe.version
        && (m_container.isEmpty() || recipe.procedure.element(m_container));
    m_recipe = recipe;
    m_allChanged = true;
    if (!same) {
        m_container = {};
        clearItems();
    }
    sync();
    if (!same)
        Q_EMIT containerChanged(m_container);
}

const MasterRecipe &GraphScene::recipe() const
{
    return m_document ? m_document->recipe() : m_recipe;
}

void GraphScene::setTheme(const Theme &theme)
{
    m_style.theme = theme;
    for (NodeItem *node : qAsConst(m_nodes))
        node->restyle();
    update();
    Q_EMIT drawn();
}

void GraphScene::setLanguage(Language language)
{
    m_style.language = language;
    retranslate();
}

void GraphScene::retranslate()
{
    m_allChanged = true;
    sync();
}

void GraphScene::openContainer(const ElementId &container)
{
    const Element *element = recipe().procedure.element(container);
    const ElementId target = element && element->isContainer() ? container : ElementId();
    const bool moved = target != m_container;
    m_container = target;
    m_allChanged = true;
    if (moved)
        clearItems();
    sync();
    if (moved)
        Q_EMIT containerChanged(m_container);
}

LinkItem *GraphScene::linkItem(const LinkId &id) const
{
    return m_linkOf.value(id);
}

QVector<LinkItem *> GraphScene::linkItems() const
{
    return m_links.values();
}

QRectF GraphScene::contentsRect() const
{
    QRectF rect;
    for (const NodeItem *node : m_nodes)
        rect = rect.united(node->sceneBoundingRect());
    for (const LinkItem *link : m_links)
        rect = rect.united(link->sceneBoundingRect());
    return rect.isNull() ? QRectF(-200, -150, 400, 300) : rect.adjusted(-24, -24, 24, 24);
}

void GraphScene::highlight(const ElementId &element, const LinkId &link)
{
    for (auto it = m_nodes.cbegin(); it != m_nodes.cend(); ++it)
        it.value()->setHighlighted(it.key() == element);
    for (LinkItem *item : qAsConst(m_links))
        item->setHighlighted(item->links().contains(link));
}

QPointF GraphScene::snapped(QPointF position)
{
    return {std::round(position.x() / Grid) * Grid, std::round(position.y() / Grid) * Grid};
}

void GraphScene::markChanged(const ElementId &id)
{
    m_changed.insert(id);
    const QVector<ElementId> above = recipe().procedure.ancestors(id);
    for (const ElementId &container : above)
        m_changed.insert(container);
}

NodeItem *GraphScene::nodeUnder(QPointF position) const
{
    const QList<QGraphicsItem *> found = items(position);
    for (QGraphicsItem *item : found) {
        if (auto *node = qgraphicsitem_cast<NodeItem *>(item))
            return node;
    }
    return nullptr;
}

void GraphScene::mousePressEvent(QGraphicsSceneMouseEvent *event)
{
    m_pressedAt = event->scenePos();
    NodeItem *node = nodeUnder(event->scenePos());
    if (node && m_style.editable && event->button() == Qt::LeftButton) {
        const NodeItem::Handle *handle = node->handleAt(event->scenePos());
        if (handle && handle->out) {
            for (NodeItem *other : qAsConst(m_nodes))
                other->setHandlesShown(true);
            m_connection = std::make_unique<ConnectionDrag>(*this, *node, *handle);
            m_connection->moveTo(event->scenePos(), nullptr);
            event->accept();
            return;
        }
        m_dragging = true;
    }
    QGraphicsScene::mousePressEvent(event);
}

void GraphScene::mouseMoveEvent(QGraphicsSceneMouseEvent *event)
{
    if (m_connection) {
        m_connection->moveTo(event->scenePos(), nodeUnder(event->scenePos()));
        event->accept();
        return;
    }
    QGraphicsScene::mouseMoveEvent(event);
    routeMoved();
}

void GraphScene::mouseReleaseEvent(QGraphicsSceneMouseEvent *event)
{
    if (m_connection) {
        const auto connection = std::move(m_connection);
        for (NodeItem *other : qAsConst(m_nodes))
            other->setHandlesShown(false);
        const auto link = connection->finish(event->scenePos(), nodeUnder(event->scenePos()));
        if (link && *link) {
            if (const auto done = m_document->connectSteps(**link); !done)
                Q_EMIT refused(
                    MessageCatalog::shipped().text(done.error().message, m_style.language));
        } else if (link) {
            Q_EMIT refused(MessageCatalog::shipped().text(link->error().message, m_style.language));
        }
        return;
    }
    QGraphicsScene::mouseReleaseEvent(event);
    const bool wasDragging = m_dragging;
    m_dragging = false;
    if (wasDragging && m_document) {
        QHash<ElementId, Position> moved;
        for (const NodeItem *node : qAsConst(m_nodes)) {
            const Element *element = recipe().procedure.element(node->id());
            const Position now {node->pos().x(), node->pos().y()};
            if (element && element->position != now)
                moved.insert(node->id(), now);
        }
        if (!moved.isEmpty()) {
            if (const auto done = m_document->move(moved); !done) {
                Q_EMIT refused(
                    MessageCatalog::shipped().text(done.error().message, m_style.language));
                m_allChanged = true;
                sync();
            }
        }
    }
    if (event->button() == Qt::LeftButton && QLineF(m_pressedAt, event->scenePos()).length() < 4) {
        if (NodeItem *node = nodeUnder(event->scenePos()))
            Q_EMIT elementClicked(node->id());
    }
}

} // namespace cytoloom
