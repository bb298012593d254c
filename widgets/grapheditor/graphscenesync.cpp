// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the items follow the recipe: the second half of GraphScene.
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/words.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool isFlexible(ElementKind kind)
{
    return NodePainter::isBar(kind);
}

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

void GraphScene::spanBars()
{
    for (NodeItem *node : qAsConst(m_nodes)) {
        if (!isFlexible(node->kind()))
            continue;
        double above = 0, below = 0;
        const QVector<LinkItem *> links = m_linksAt.value(node->id());
        for (LinkItem *link : links) {
            const Ends ends = m_ends.value(link);
            const NodeItem *other = m_nodes.value(ends.from == node->id() ? ends.to : ends.from);
            // A far step is reached by a line, not by a longer bar.
            if (!other || std::abs(other->x() - node->x()) > 500)
                continue;
            const double distance = other->y() - node->y();
            if (std::abs(distance) > 1000)
                continue;
            above = std::max(above, -distance + 24);
            below = std::max(below, distance + 24);
        }
        node->setReach(above, below);
    }
}

void GraphScene::routeAll()
{
    spanBars();
    m_router.clear();
    for (const NodeItem *node : qAsConst(m_nodes)) {
        if (node->kind() != ElementKind::Transition)
            m_router.addObstacle(node->sceneBody());
    }
    // Several lines at one side of a card stand apart, in the order of their other ends.
    for (auto it = m_linksAt.cbegin(); it != m_linksAt.cend(); ++it) {
        const NodeItem *node = m_nodes.value(it.key());
        if (!node || isFlexible(node->kind()))
            continue;
        for (const bool outgoing : {true, false}) {
            QVector<LinkItem *> here;
            for (LinkItem *link : it.value()) {
                const Ends &ends = m_ends[link];
                if ((outgoing ? ends.from : ends.to) == it.key()
                    && !(outgoing ? ends.to : ends.from).isEmpty()
                    && link->look() != LinkItem::Look::Aside)
                    here.append(link);
            }
            const auto otherY = [&](LinkItem *link) {
                const Ends &ends = m_ends[link];
                const NodeItem *other = m_nodes.value(outgoing ? ends.to : ends.from);
                return other ? other->y() : 0.0;
            };
            std::stable_sort(here.begin(), here.end(),
                [&](LinkItem *a, LinkItem *b) { return otherY(a) < otherY(b); });
            // The one that carries the token leaves and arrives in the middle: it runs straight.
            const auto isControl = [this](const LinkItem *link) {
                const Link *first = recipe().procedure.link(link->links().first());
                return link->look() == LinkItem::Look::Control && first
                    && (first->outcome == GateOutcome::None || first->outcome == GateOutcome::Pass);
            };
            const bool oneControl = std::count_if(here.cbegin(), here.cend(), isControl) == 1;
            double shift = oneControl ? 0 : -9.0 * double(here.size() - 1);
            for (int i = 0; i < here.size(); ++i) {
                Ends &ends = m_ends[here.at(i)];
                const bool middle = oneControl && isControl(here.at(i));
                if (!middle && oneControl)
                    shift += 18;
                (outgoing ? ends.fromShift : ends.toShift) = middle ? 0 : shift;
                if (!oneControl)
                    shift += 18;
                if (outgoing)
                    ends.lane = i;
            }
        }
    }
    for (LinkItem *link : qAsConst(m_links))
        route(link, m_ends[link].lane);
}

void GraphScene::route(LinkItem *item, int lane)
{
    const Ends ends = m_ends.value(item);
    const NodeItem *from = m_nodes.value(ends.from);
    const NodeItem *to = m_nodes.value(ends.to);
    if (!from || !to) {
        // Something that comes from or goes to another container: a short end with its name.
        const NodeItem *node = from ? from : to;
        if (!node)
            return;
        const QVector<LinkItem *> all = m_linksAt.value(node->id());
        const double x = node->sceneBody().right() - 34 - 40 * double(all.indexOf(item) % 3);
        const double y = from ? node->sceneBody().bottom() : node->sceneBody().top();
        const double step = 30 + 18 * double(all.indexOf(item) % 3);
        if (from)
            item->setLine(QPolygonF({{x, y}, {x, y + step}}));
        else
            item->setLine(QPolygonF({{x, y - step}, {x, y}}));
        return;
    }
    const bool aside = item->look() == LinkItem::Look::Aside;
    OrthogonalRouter::End a {from->sceneBody(), ends.fromShift, ends.fromShift};
    OrthogonalRouter::End b {to->sceneBody(), ends.toShift, ends.toShift};
    a.flexible = isFlexible(from->kind());
    b.flexible = isFlexible(to->kind());
    if (aside) {
        a.shiftX += 46;
        a.shiftY += 28;
        b.shiftX -= 46;
        b.shiftY -= 28;
        lane += 1;
    }
    item->setLine(m_router.route(a, b, lane));
}

void GraphScene::nodeMoved(NodeItem *node)
{
    if (m_syncing || !m_nodes.contains(node->id()))
        return;
    if (m_nodes.size() <= 300) {
        routeAll();
        return;
    }
    const QVector<LinkItem *> links = m_linksAt.value(node->id());
    for (LinkItem *link : links)
        route(link, m_ends[link].lane);
}

} // namespace cytoloom
