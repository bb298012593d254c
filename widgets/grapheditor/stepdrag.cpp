// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/stepdrag.h"

#include "processgraph/commands/arrangement.h"
#include "processgraph/commands/lineedits.h"
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/graphscene.h"

#include <algorithm>

namespace cytoloom {

namespace {

constexpr double GuideReach = 6; ///< scene units: how near is in line
constexpr double LineReach = 26; ///< from the middle of a step to the line it would go into
constexpr double Neighbourhood = 1400; ///< what is farther away than this guides nobody

} // namespace

StepDrag::StepDrag(GraphScene &scene, QHash<ElementId, QPointF> shown)
    : m_scene(scene)
    , m_shown(std::move(shown))
{ }

void StepDrag::setModifiers(Qt::KeyboardModifiers modifiers)
{
    m_free = modifiers & Qt::AltModifier;
    m_intoLine = modifiers & Qt::ShiftModifier;
}

QPointF StepDrag::shift(const NodeItem &node) const
{
    return node.pos() - m_shown.value(node.id(), node.pos());
}

/// What moves because the container or group around it does.
QSet<ElementId> StepDrag::carried() const
{
    QSet<ElementId> ids;
    QSet<ElementId> frames;
    for (const NodeItem *node : m_scene.nodes()) {
        if (node->isFrame() && node->isSelected())
            frames.insert(node->id());
    }
    const Procedure &procedure = m_scene.recipe().procedure;
    if (!frames.isEmpty()) {
        for (auto it = m_scene.nodes().cbegin(); it != m_scene.nodes().cend(); ++it) {
            for (ElementId at = procedure.container(it.key()); !at.isEmpty();
                 at = procedure.container(at)) {
                if (frames.contains(at))
                    ids.insert(it.key());
            }
        }
    }
    return ids;
}

NodeItem *StepDrag::single() const
{
    const QList<QGraphicsItem *> selected = m_scene.selectedItems();
    NodeItem *only = nullptr;
    for (QGraphicsItem *item : selected) {
        auto *node = qgraphicsitem_cast<NodeItem *>(item);
        if (!node && !qgraphicsitem_cast<LinkItem *>(item))
            return nullptr;
        if (node && only)
            return nullptr;
        if (node)
            only = node;
    }
    return only && DrawingLayout::annotationOf(only->id()).isEmpty() ? only : nullptr;
}

void StepDrag::follow()
{
    m_guides.clear();
    m_placing = true;
    if (!m_free)
        fallIntoLine();
    carryContent();
    m_placing = false;
    lookForLine();
}

void StepDrag::fallIntoLine()
{
    const QSet<ElementId> along = carried();
    QRectF moving;
    QVector<NodeItem *> moved;
    for (NodeItem *node : m_scene.nodes()) {
        if (!node->isSelected() || along.contains(node->id()))
            continue;
        moved.append(node);
        moving = moving.united(node->sceneBody());
    }
    if (moved.isEmpty())
        return;
    const QRectF near
        = moving.adjusted(-Neighbourhood, -Neighbourhood, Neighbourhood, Neighbourhood);
    QVector<QRectF> others;
    for (const NodeItem *node : m_scene.nodes()) {
        const QRectF body = node->sceneBody();
        if (!node->isSelected() && !along.contains(node->id()) && near.intersects(body))
            others.append(body);
    }
    const Arrangement::Snap snap = Arrangement::snapped(moving, others, GuideReach);
    m_guides = snap.guides;
    if (snap.shift.isNull())
        return;
    for (NodeItem *node : std::as_const(moved))
        node->setPos(node->pos() + snap.shift);
    for (AnnotationItem *item : m_scene.annotationItems()) {
        if (item->isSelected())
            item->setPos(item->pos() + snap.shift);
    }
}

void StepDrag::carryContent()
{
    const Procedure &procedure = m_scene.recipe().procedure;
    const QSet<ElementId> along = carried();
    for (const ElementId &id : along) {
        for (ElementId at = procedure.container(id); !at.isEmpty(); at = procedure.container(at)) {
            const NodeItem *frame = m_scene.node(at);
            if (frame && frame->isFrame() && frame->isSelected() && !along.contains(at))
                m_scene.node(id)->setPos(m_shown.value(id) + shift(*frame));
        }
    }
    for (AnnotationItem *item : m_scene.annotationItems()) {
        if (!item->isSelected() || !item->isGroup())
            continue;
        for (const ElementId &member : item->members()) {
            if (NodeItem *node = m_scene.node(member))
                node->setPos(m_shown.value(member) + item->pos() - item->home());
        }
    }
}

bool StepDrag::mayGoInto(const NodeItem &node) const
{
    const Procedure &procedure = m_scene.recipe().procedure;
    const bool wired
        = !procedure.controlIn(node.id()).isEmpty() || !procedure.controlOut(node.id()).isEmpty();
    return m_intoLine || !wired;
}

void StepDrag::lookForLine()
{
    m_scene.markLine(nullptr);
    const NodeItem *node = single();
    if (!node || shift(*node).manhattanLength() < 4)
        return;
    if (!mayGoInto(*node))
        return;
    const Procedure &procedure = m_scene.recipe().procedure;
    LinkItem *line = m_scene.lineAt(node->scenePos(), LineReach);
    if (line && LineEdits::mayInsert(procedure, node->id(), line->links()))
        m_scene.markLine(line);
}

Result<void> StepDrag::moveIn(RecipeEdit &edit) const
{
    const QSet<ElementId> along = carried();
    const auto put = [&edit](const ElementId &id, QPointF by) -> Result<void> {
        const Element *found = edit.recipe().procedure.element(id);
        if (!found || by.isNull())
            return {};
        Element element = *found;
        element.position.x += by.x();
        element.position.y += by.y();
        return edit.replace(element);
    };
    MasterRecipe header = m_scene.recipe();
    // In the order of the recipe, so that the same gesture always gives the same command.
    const QVector<ElementId> all = header.procedure.elements();
    for (const ElementId &id : all) {
        const NodeItem *node = m_scene.node(id);
        if (!node || along.contains(id))
            continue;
        if (auto done = put(id, shift(*node)); !done)
            return done;
    }
    for (Annotation &annotation : header.annotations) {
        QPointF by;
        if (const NodeItem *node = m_scene.node(DrawingLayout::groupNode(annotation.id))) {
            by = shift(*node);
            for (const ElementId &member : annotation.members) {
                if (auto done = put(member, by); !done)
                    return done;
            }
        } else if (const AnnotationItem *item = m_scene.annotation(annotation.id)) {
            by = item->pos() - item->home();
        }
        annotation.position.x += by.x();
        annotation.position.y += by.y();
    }
    edit.replaceHeader(header);
    return {};
}

Result<void> StepDrag::finish()
{
    RecipeDocument *document = m_scene.document();
    LinkItem *into = m_scene.markedLine();
    const QVector<LinkId> links = into ? into->links() : QVector<LinkId>();
    m_scene.markLine(nullptr);
    if (!document)
        return {};
    RecipeEdit edit(document->recipe());
    Result<void> done = moveIn(edit);
    if (done && !edit.isEmpty() && !links.isEmpty())
        done = LineEdits::insert(edit, single()->id(), links);
    if (done)
        done = document->perform(edit, links.isEmpty() ? tr("Move") : tr("Insert into the line"));
    m_inVain = !done;
    return done;
}

} // namespace cytoloom
