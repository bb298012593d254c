// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the items follow the recipe: the second part of GraphScene.
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/stepdrag.h"
#include "widgets/grapheditor/words.h"

#include <QtCore/QSignalBlocker>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

LinkItem::Look lookOf(LinkKind kind)
{
    switch (kind) {
    case LinkKind::Material:
        return LinkItem::Look::Material;
    case LinkKind::Sync:
        return LinkItem::Look::Sync;
    case LinkKind::Sample:
    case LinkKind::Waste:
        return LinkItem::Look::Aside;
    case LinkKind::Control:
        break;
    }
    return LinkItem::Look::Control;
}

} // namespace

void GraphScene::clearItems()
{
    // In one go, and first: items that go one by one tell of a selection of steps that are gone.
    clearSelection();
    m_linkOf.clear();
    m_linksAt.clear();
    m_ends.clear();
    qDeleteAll(m_links);
    m_links.clear();
    qDeleteAll(m_nodes);
    m_nodes.clear();
    qDeleteAll(m_annotations);
    m_annotations.clear();
    m_shown.clear();
    m_marked = nullptr;
    m_allChanged = true;
}

void GraphScene::sync()
{
    if (!m_container.isEmpty() && !recipe().procedure.element(m_container)) {
        openContainer({});
        return;
    }
    m_syncing = true;
    markLine(nullptr);
    m_style.editable = m_document && m_document->isEditable();
    // Nobody may ask about a selection that the recipe does not know any more.
    const qsizetype selected = selectedItems().size();
    QSignalBlocker quiet(this);
    syncNodes();
    syncLinks();
    syncAnnotations();
    quiet.unblock();
    m_syncing = false;
    m_changed.clear();
    m_allChanged = false;
    applyFindings();
    applyRuntime();
    if (selectedItems().size() != selected)
        Q_EMIT selectionChanged();
    Q_EMIT drawn();
}

void GraphScene::syncNodes()
{
    const Procedure &procedure = recipe().procedure;
    m_opened.removeIf([&procedure](const ElementId &id) { return !procedure.element(id); });
    DrawingLayout layout = DrawingLayout::of(
        recipe(), m_container, m_laneMode == LaneMode::None ? m_opened : QSet<ElementId>());
    m_lanes = {};
    if (m_laneMode != LaneMode::None) {
        m_lanes = LaneLayout::of(recipe(), m_container, m_laneMode, m_plant, m_style.language);
        layout.folded.clear();
        layout.places.clear();
        const QVector<ElementId> children = procedure.children(m_container);
        for (const ElementId &id : children)
            layout.places.append({id, m_lanes.places.value(id), {}, 0});
    }
    m_folded = layout.folded;
    QSet<ElementId> wanted;
    for (const DrawingLayout::Place &place : std::as_const(layout.places))
        wanted.insert(place.id);
    for (auto it = m_nodes.begin(); it != m_nodes.end();) {
        if (wanted.contains(it.key())) {
            ++it;
            continue;
        }
        m_shown.remove(it.key());
        delete it.value();
        it = m_nodes.erase(it);
    }
    for (const DrawingLayout::Place &place : std::as_const(layout.places)) {
        NodeItem *&node = m_nodes[place.id];
        const bool fresh = !node;
        if (fresh)
            node = new NodeItem(place.id, m_style);
        const QString group = DrawingLayout::annotationOf(place.id);
        if (!group.isEmpty()) {
            showGroup(*node, group);
        } else if (fresh || m_allChanged || m_changed.contains(place.id)) {
            const Element &element = *procedure.element(place.id);
            node->setCard(cardData(recipe(), element, m_catalog, m_style.language));
            node->setPorts(element.ports);
            node->setPinned(element.pinned);
            node->restyle();
        }
        node->setFrame(place.frame);
        node->setZValue(place.frame.isNull() ? 2 : -2 + place.depth * 0.01);
        node->setFlag(
            QGraphicsItem::ItemIsMovable, m_style.editable && m_laneMode == LaneMode::None);
        node->setPos(place.at);
        m_shown.insert(place.id, place.at);
        if (fresh)
            addItem(node);
    }
}

void GraphScene::showGroup(NodeItem &node, const QString &annotation)
{
    CardData card;
    card.kind = ElementKind::Operation;
    card.icon = QStringLiteral("select");
    card.container = true;
    for (const Annotation &group : recipe().annotations) {
        if (group.id != annotation)
            continue;
        card.title = group.text.in(m_style.language);
        card.rows.append({tr("Group"), tr("%n step(s)", nullptr, int(group.members.size()))});
    }
    node.setCard(card);
    node.restyle();
}

void GraphScene::syncAnnotations()
{
    QHash<QString, AnnotationItem *> kept;
    for (const Annotation &annotation : recipe().annotations) {
        const bool here = annotation.container == m_container
            || (m_opened.contains(annotation.container) && m_nodes.contains(annotation.container));
        const bool group = annotation.kind == Annotation::Kind::Group;
        if (!here || m_laneMode != LaneMode::None || (group && annotation.collapsed))
            continue;
        AnnotationItem *item = m_annotations.take(annotation.id);
        if (!item) {
            item = new AnnotationItem(annotation.id, m_style);
            addItem(item);
        }
        QRectF around;
        for (const ElementId &member : annotation.members) {
            if (const NodeItem *node = m_nodes.value(member))
                around = around.united(node->sceneBody());
        }
        const QPointF shift = annotation.container == m_container ? QPointF() : [&] {
            const QVector<ElementId> inside = recipe().procedure.children(annotation.container);
            return inside.isEmpty() ? QPointF() : displacement(inside.first());
        }();
        item->show(annotation, around, shift, m_style.editable);
        kept.insert(annotation.id, item);
    }
    qDeleteAll(m_annotations);
    m_annotations = kept;
}

ElementId GraphScene::visibleAt(const ElementId &id) const
{
    const Procedure &procedure = recipe().procedure;
    for (ElementId at = id; !at.isEmpty(); at = procedure.container(at)) {
        const ElementId folded = m_folded.value(at);
        if (!folded.isEmpty())
            return m_nodes.contains(folded) ? folded : ElementId();
        if (m_nodes.contains(at))
            return at;
    }
    return {};
}

void GraphScene::syncLinks()
{
    const Procedure &procedure = recipe().procedure;
    struct Bundle
    {
        ElementId from, to;
        QVector<LinkId> links;
        LinkItem::Look look = LinkItem::Look::Control;
        QString otherEnd;
    };
    QMap<QString, Bundle> bundles;
    const QVector<LinkId> all = procedure.links();
    for (const LinkId &id : all) {
        const Link &link = *procedure.link(id);
        const ElementId from = visibleAt(link.from.element);
        const ElementId to = visibleAt(link.to.element);
        if (from == to) // inside one card, or altogether elsewhere
            continue;
        const LinkItem::Look look = lookOf(link.kind);
        const bool stub = from.isEmpty() || to.isEmpty();
        QString key = from.value() + u'\n' + to.value();
        if (look == LinkItem::Look::Aside || stub)
            key += u'\n' + id.value();
        Bundle &bundle = bundles[key];
        bundle.from = from;
        bundle.to = to;
        // Matter is what is drawn; the token goes with it.
        if (bundle.links.isEmpty() || look == LinkItem::Look::Material
            || (look == LinkItem::Look::Control && bundle.look == LinkItem::Look::Sync))
            bundle.look = look;
        if (look == LinkItem::Look::Material)
            bundle.links.prepend(id);
        else
            bundle.links.append(id);
        if (stub) {
            const ElementId outside = from.isEmpty() ? link.from.element : link.to.element;
            const ElementId unit = procedure.unitProcedure(outside);
            const Element *other = procedure.element(unit.isEmpty() ? outside : unit);
            bundle.otherEnd = other ? other->name.in(m_style.language) : QString();
        }
    }
    QHash<QString, LinkItem *> kept;
    m_ends.clear();
    m_linkOf.clear();
    m_linksAt.clear();
    for (auto it = bundles.cbegin(); it != bundles.cend(); ++it) {
        const Bundle &bundle = it.value();
        LinkItem *item = m_links.value(it.key());
        if (item && (item->links() != bundle.links || item->look() != bundle.look))
            item = nullptr;
        if (!item) {
            item = new LinkItem(bundle.links, bundle.look, m_style);
            addItem(item);
        } else {
            m_links.remove(it.key());
        }
        const bool stub = bundle.from.isEmpty() || bundle.to.isEmpty();
        item->setStub(stub);
        item->setLabel(stub ? (bundle.to.isEmpty() ? u"→ "_s : u"← "_s) + bundle.otherEnd
                            : labelOf(bundle.links));
        kept.insert(it.key(), item);
        m_ends.insert(item, {bundle.from, bundle.to});
        for (const LinkId &link : bundle.links)
            m_linkOf.insert(link, item);
        for (const ElementId &end : {bundle.from, bundle.to}) {
            if (!end.isEmpty())
                m_linksAt[end].append(item);
        }
    }
    qDeleteAll(m_links);
    m_links = kept;
    routeAll();
}

QString GraphScene::labelOf(const QVector<LinkId> &links) const
{
    QStringList parts;
    for (const LinkId &id : links) {
        const Link &link = *recipe().procedure.link(id);
        QString amount;
        if (link.volume) {
            amount = Words::amount(*link.volume);
        } else if (link.kind == LinkKind::Material) {
            const MaterialClass *medium = m_catalog.material(link.medium);
            amount = medium ? medium->name.in(m_style.language) : link.medium;
        }
        switch (link.kind) {
        case LinkKind::Control:
            if (link.outcome != GateOutcome::None)
                parts << Words::outcome(link.outcome);
            break;
        case LinkKind::Sync:
            parts << tr("in step");
            break;
        case LinkKind::Sample:
            parts << tr("Sample") + u' ' + amount;
            break;
        case LinkKind::Waste:
            parts << tr("Waste") + u' ' + amount;
            break;
        case LinkKind::Material:
            parts << amount;
            break;
        }
        if (link.holdLimit)
            parts << u"≤ "_s + toReadable(*link.holdLimit);
    }
    parts.removeAll(QString());
    parts.removeDuplicates();
    return parts.join(u" · "_s);
}

} // namespace cytoloom
