// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/graphscene.h"

#include "processgraph/commands/recipedocument.h"
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/connectiondrag.h"
#include "widgets/grapheditor/stepdrag.h"

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
    m_opened.clear();
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
            m_opened.clear();
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
        m_opened.clear();
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
    for (const AnnotationItem *annotation : m_annotations)
        rect = rect.united(annotation->sceneBoundingRect());
    if (m_laneMode != LaneMode::None && !m_lanes.lanes.isEmpty()) {
        const LaneLayout::Lane &last = m_lanes.lanes.last();
        rect = rect.united(QRectF(0, 0, m_lanes.width, last.top + last.height));
    }
    return rect.isNull() ? QRectF(-200, -150, 400, 300) : rect.adjusted(-24, -24, 24, 24);
}

void GraphScene::setOpened(const ElementId &container, bool opened)
{
    const Element *element = recipe().procedure.element(container);
    if (opened == m_opened.contains(container) || (opened && (!element || !element->isContainer())))
        return;
    if (opened)
        m_opened.insert(container);
    else
        m_opened.remove(container);
    m_allChanged = true;
    sync();
}

void GraphScene::setLanes(LaneMode mode)
{
    if (mode == m_laneMode)
        return;
    m_laneMode = mode;
    m_allChanged = true;
    sync();
}

void GraphScene::setPlant(const std::optional<Plant> &plant)
{
    m_plant = plant;
    if (m_laneMode == LaneMode::Room)
        sync();
}

AnnotationItem *GraphScene::annotation(const QString &id) const
{
    return m_annotations.value(id);
}

QString GraphScene::sentence(const Error &error) const
{
    return MessageCatalog::shipped().text(error.message, m_style.language);
}

QPointF GraphScene::displacement(const ElementId &id) const
{
    const Element *element = recipe().procedure.element(id);
    if (!element)
        return {};
    return m_shown.value(id) - QPointF(element->position.x, element->position.y);
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

} // namespace cytoloom
