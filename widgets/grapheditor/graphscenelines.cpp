// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How lines run and where their labels stand: the third part of GraphScene.
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/stepdrag.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyleOptionGraphicsItem>

#include <algorithm>
#include <utility>

namespace cytoloom {

namespace {

bool isFlexible(ElementKind kind)
{
    return NodePainter::isBar(kind);
}

} // namespace

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
        if (m_drag && node->isSelected() && m_drag->mayGoInto(*node))
            continue;
        if (node->kind() != ElementKind::Transition && !node->isFrame())
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
    placeLabels();
}

// A label that a card or another label covers says nothing: each takes the first of its places
// that is free, and keeps the best one where none is.
void GraphScene::placeLabels()
{
    if (m_nodes.size() > 300)
        return; // nobody reads labels at the size at which so much is seen
    QVector<QRectF> taken;
    for (const NodeItem *node : qAsConst(m_nodes)) {
        const bool card = NodePainter::isCard(node->kind());
        taken.append(node->sceneBody().adjusted(-2, card ? -8 : 0, 2, card ? 12 : 0)); // pills
    }
    QHash<const LinkItem *, QVector<QRectF>> lines;
    for (const LinkItem *link : qAsConst(m_links)) {
        for (qsizetype i = 1; i < link->line().size(); ++i) {
            const QRectF piece = QRectF(link->line().at(i - 1), link->line().at(i)).normalized();
            lines[link].append(piece.adjusted(-2, -2, 2, 2));
        }
    }
    QList<QString> keys = m_links.keys(); // the same order each time: labels must not hop about
    std::sort(keys.begin(), keys.end());
    for (const QString &key : std::as_const(keys)) {
        LinkItem *link = m_links.value(key);
        const QVector<QRectF> places = link->labelPlaces();
        if (places.isEmpty())
            continue;
        const auto touches = [](const QVector<QRectF> &boxes, const QRectF &box) {
            return std::any_of(boxes.cbegin(), boxes.cend(),
                [&box](const QRectF &other) { return other.intersects(box); });
        };
        const auto isReadable = [&](const QRectF &box) { return !touches(taken, box); };
        const auto isFree = [&](const QRectF &box) {
            if (touches(taken, box))
                return false;
            for (auto it = lines.cbegin(); it != lines.cend(); ++it) {
                if (it.key() != link && touches(it.value(), box))
                    return false;
            }
            return true;
        };
        auto best = std::find_if(places.cbegin(), places.cend(), isFree);
        if (best == places.cend()) // crossed by a line is better than hidden by a card
            best = std::find_if(places.cbegin(), places.cend(), isReadable);
        const QRectF box = best == places.cend() ? places.first() : *best;
        link->placeLabel(box);
        taken.append(box);
    }
}

void GraphScene::drawForeground(QPainter *painter, const QRectF &exposed)
{
    const double detail
        = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    if (!m_style.vector && detail < NodePainter::FullDetail)
        return;
    for (const LinkItem *link : std::as_const(m_links)) {
        if (exposed.intersects(link->boundingRect()))
            link->paintLabel(*painter);
    }
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
    m_moved.insert(node->id());
    if (!m_drag)
        routeMoved(); // while dragging, once for all that move together
}

void GraphScene::routeMoved()
{
    if (m_moved.isEmpty())
        return;
    const QSet<ElementId> moved = std::exchange(m_moved, {});
    if (m_nodes.size() <= 300) {
        routeAll();
        return;
    }
    QSet<LinkItem *> touched;
    for (const ElementId &id : moved) {
        const QVector<LinkItem *> links = m_linksAt.value(id);
        touched += QSet<LinkItem *>(links.cbegin(), links.cend());
    }
    for (LinkItem *link : std::as_const(touched))
        route(link, m_ends[link].lane);
}

} // namespace cytoloom
