// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the items follow the recipe: the second part of GraphScene.
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/words.h"

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
    m_linkOf.clear();
    m_linksAt.clear();
    m_ends.clear();
    qDeleteAll(m_links);
    m_links.clear();
    qDeleteAll(m_nodes);
    m_nodes.clear();
    m_allChanged = true;
}

void GraphScene::sync()
{
    if (!m_container.isEmpty() && !recipe().procedure.element(m_container)) {
        openContainer({});
        return;
    }
    m_syncing = true;
    m_style.editable = m_document && m_document->isEditable();
    syncNodes();
    syncLinks();
    m_syncing = false;
    m_changed.clear();
    m_allChanged = false;
    applyFindings();
    applyRuntime();
    Q_EMIT drawn();
}

void GraphScene::syncNodes()
{
    const Procedure &procedure = recipe().procedure;
    const QVector<ElementId> children = procedure.children(m_container);
    const QSet<ElementId> wanted(children.cbegin(), children.cend());
    for (auto it = m_nodes.begin(); it != m_nodes.end();) {
        if (wanted.contains(it.key())) {
            ++it;
            continue;
        }
        delete it.value();
        it = m_nodes.erase(it);
    }
    for (const ElementId &id : children) {
        const Element &element = *procedure.element(id);
        NodeItem *&node = m_nodes[id];
        const bool fresh = !node;
        if (fresh)
            node = new NodeItem(id, m_style);
        if (fresh || m_allChanged || m_changed.contains(id)) {
            node->setCard(cardData(recipe(), element, m_catalog, m_style.language));
            node->setPorts(element.ports);
            node->restyle();
            node->setPos(element.position.x, element.position.y);
        }
        if (fresh)
            addItem(node);
    }
}

ElementId GraphScene::visibleAt(const ElementId &id) const
{
    const Procedure &procedure = recipe().procedure;
    ElementId at = id;
    while (!at.isEmpty()) {
        const ElementId outer = procedure.container(at);
        if (outer == m_container)
            return at;
        at = outer;
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
