// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/canvasedits.h"

#include "processgraph/commands/connectionrules.h"
#include "processgraph/commands/lineedits.h"
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QSignalBlocker>

#include <algorithm>

namespace cytoloom {

namespace {

constexpr double DropGrid = 10; ///< as GraphScene::snapped()
constexpr double DropGap = 20; ///< that a new step keeps from the one it gave way to

} // namespace

CanvasEdits::CanvasEdits(GraphView &view)
    : QObject(&view)
    , m_view(view)
{ }

bool CanvasEdits::may() const
{
    return m_view.graphScene()->document() != nullptr;
}

bool CanvasEdits::perform(RecipeEdit &edit, const Result<void> &built, const QString &what)
{
    RecipeDocument *document = m_view.graphScene()->document();
    Result<void> done = built;
    if (done)
        done = document->perform(edit, what);
    if (!done)
        Q_EMIT m_view.refused(m_view.graphScene()->sentence(done.error()));
    return done.ok();
}

QVector<Arrangement::Box> CanvasEdits::boxes() const
{
    QVector<Arrangement::Box> found;
    const QVector<ElementId> selected = m_view.selectedElements();
    for (const ElementId &id : selected) {
        const NodeItem *node = m_view.graphScene()->node(id);
        if (node)
            found.append({id, node->sceneBody(), m_view.recipe().procedure.element(id)->position});
    }
    return found;
}

QStringList CanvasEdits::annotations() const
{
    QStringList ids;
    const QList<AnnotationItem *> items = m_view.graphScene()->annotationItems();
    for (const AnnotationItem *item : items) {
        if (item->isSelected())
            ids.append(item->id());
    }
    ids.sort();
    return ids;
}

const Element *CanvasEdits::single() const
{
    const QVector<ElementId> selected = m_view.selectedElements();
    return selected.size() == 1 ? m_view.recipe().procedure.element(selected.first()) : nullptr;
}

void CanvasEdits::selectInverse()
{
    QSignalBlocker quiet(m_view.graphScene());
    for (NodeItem *node : m_view.graphScene()->nodes())
        node->setSelected(!node->isSelected());
    const QVector<LinkItem *> links = m_view.graphScene()->linkItems();
    for (LinkItem *link : links)
        link->setSelected(false);
    quiet.unblock();
    Q_EMIT m_view.graphScene()->selectionChanged();
}

void CanvasEdits::selectConnected()
{
    GraphScene *scene = m_view.graphScene();
    const Procedure &procedure = m_view.recipe().procedure;
    QVector<ElementId> next = m_view.selectedElements();
    QSet<ElementId> reached(next.cbegin(), next.cend());
    while (!next.isEmpty()) {
        const ElementId id = next.takeLast();
        const QVector<LinkId> links = procedure.incoming(id) + procedure.outgoing(id);
        for (const LinkId &link : links) {
            for (const ElementId &end :
                {procedure.link(link)->from.element, procedure.link(link)->to.element}) {
                const ElementId shown = scene->visibleAt(end);
                if (shown.isEmpty() || reached.contains(shown))
                    continue;
                reached.insert(shown);
                next.append(shown);
            }
        }
    }
    QSignalBlocker quiet(scene);
    for (const ElementId &id : std::as_const(reached)) {
        if (NodeItem *node = scene->node(id))
            node->setSelected(true);
    }
    quiet.unblock();
    Q_EMIT scene->selectionChanged();
}

void CanvasEdits::selectSameType()
{
    const Procedure &procedure = m_view.recipe().procedure;
    QSet<std::pair<int, QString>> types;
    const QVector<ElementId> selected = m_view.selectedElements();
    for (const ElementId &id : selected)
        types.insert({int(procedure.element(id)->kind), procedure.element(id)->type});
    QSignalBlocker quiet(m_view.graphScene());
    for (NodeItem *node : m_view.graphScene()->nodes()) {
        const Element *element = procedure.element(node->id());
        if (element && types.contains({int(element->kind), element->type}))
            node->setSelected(true);
    }
    quiet.unblock();
    Q_EMIT m_view.graphScene()->selectionChanged();
}

void CanvasEdits::place(const QHash<ElementId, Position> &positions, const QString &what)
{
    if (!may() || positions.isEmpty())
        return;
    RecipeEdit edit(m_view.recipe());
    Result<void> built;
    const QVector<ElementId> all = m_view.recipe().procedure.elements();
    for (const ElementId &id : all) {
        const auto position = positions.constFind(id);
        if (position == positions.constEnd() || !built)
            continue;
        Element element = *edit.recipe().procedure.element(id);
        element.position = *position;
        built = edit.replace(element);
    }
    perform(edit, built, what);
}

void CanvasEdits::align(Arrangement::Edge edge)
{
    place(Arrangement::aligned(boxes(), edge), tr("Align"));
}

void CanvasEdits::distribute(Qt::Orientation along)
{
    place(Arrangement::distributed(boxes(), along), tr("Distribute"));
}

void CanvasEdits::togglePinned()
{
    const QVector<ElementId> selected = m_view.selectedElements();
    if (!may() || selected.isEmpty())
        return;
    RecipeEdit edit(m_view.recipe());
    const Procedure &procedure = m_view.recipe().procedure;
    const bool all = std::all_of(selected.cbegin(), selected.cend(),
        [&](const ElementId &id) { return procedure.element(id)->pinned; });
    Result<void> built;
    for (const ElementId &id : selected) {
        Element element = *procedure.element(id);
        element.pinned = !all;
        if (built)
            built = edit.replace(element);
    }
    perform(edit, built, all ? tr("Unpin") : tr("Pin"));
}

void CanvasEdits::keepLanes()
{
    const LaneLayout lanes = m_view.graphScene()->lanes();
    QHash<ElementId, Position> places;
    for (auto it = lanes.places.cbegin(); it != lanes.places.cend(); ++it)
        places.insert(it.key(), {it->x(), it->y()});
    m_view.graphScene()->setLanes(LaneMode::None);
    place(places, tr("Arrange by lanes"));
}

QPointF CanvasEdits::freeShift(ElementKind kind, QPointF scenePosition) const
{
    const GraphScene *scene = m_view.graphScene();
    if (scene->laneMode() != LaneMode::None)
        return {}; // lanes give every step a place of its own
    const QPointF at = GraphScene::snapped(scenePosition);
    const QRectF wanted = NodePainter::body(kind).translated(at);
    QVector<QRectF> taken;
    for (const NodeItem *node : scene->nodes()) {
        const QRectF body = node->sceneBody();
        if (!node->isFrame() || !body.contains(at)) // an opened container that it goes into
            taken.append(body);
    }
    if (std::none_of(taken.cbegin(), taken.cend(),
            [&wanted](const QRectF &body) { return body.intersects(wanted); }))
        return {};
    for (QRectF &body : taken)
        body.adjust(-DropGap, -DropGap, DropGap, DropGap);
    return Arrangement::freeShift(wanted, taken, DropGrid);
}

void CanvasEdits::addStep(
    const PaletteEntry &entry, QPointF scenePosition, const QVector<LinkId> &links)
{
    if (!may())
        return;
    RecipeEdit edit(m_view.recipe());
    auto [container, position] = m_view.graphScene()->placeAt(scenePosition);
    const QPointF shift = freeShift(entry.kind, scenePosition);
    position = {position.x + shift.x(), position.y + shift.y()};
    const auto id
        = addFromPalette(edit, m_view.graphScene()->catalog(), entry, container, position);
    if (!id) {
        Q_EMIT m_view.refused(m_view.graphScene()->sentence(id.error()));
        return;
    }
    Result<void> built;
    if (!links.isEmpty() && LineEdits::mayInsert(edit.recipe().procedure, *id, links))
        built = LineEdits::insert(edit, *id, links);
    if (perform(edit, built,
            tr("Add %1").arg(edit.recipe().procedure.element(*id)->name.in(
                m_view.graphScene()->style().language))))
        m_view.selectOnly({*id});
}

void CanvasEdits::addJoined(
    const PaletteEntry &entry, QPointF scenePosition, const Endpoint &origin, bool outwards)
{
    if (!may())
        return;
    RecipeEdit edit(m_view.recipe());
    auto [container, position] = m_view.graphScene()->placeAt(scenePosition);
    const QPointF shift = freeShift(entry.kind, scenePosition);
    position = {position.x + shift.x(), position.y + shift.y()};
    const ElementId where = m_view.recipe().procedure.container(origin.element);
    const auto id = addFromPalette(edit, m_view.graphScene()->catalog(), entry,
        origin.port.isEmpty() ? where : container, position);
    if (!id) {
        Q_EMIT m_view.refused(m_view.graphScene()->sentence(id.error()));
        return;
    }
    const Procedure &procedure = edit.recipe().procedure;
    QVector<Endpoint> ends;
    if (origin.port.isEmpty())
        ends.append({*id, {}});
    for (const Port &port : procedure.element(*id)->ports)
        ends.append({*id, port.id});
    Result<void> built;
    for (const Endpoint &end : std::as_const(ends)) {
        auto link = outwards ? proposedLink(procedure, origin, end)
                             : proposedLink(procedure, end, origin);
        if (!link) {
            built = link.error();
            continue;
        }
        link->id = edit.freeLinkId();
        built = edit.add(*link);
        break;
    }
    if (perform(edit, built,
            tr("Add %1").arg(
                procedure.element(*id)->name.in(m_view.graphScene()->style().language))))
        m_view.selectOnly({*id});
}

} // namespace cytoloom
