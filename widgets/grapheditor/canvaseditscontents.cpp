// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Removing, containers, groups and comments: the second half of CanvasEdits.
#include "processgraph/commands/annotationedits.h"
#include "processgraph/commands/connectionrules.h"
#include "processgraph/commands/enclosure.h"
#include "processgraph/commands/lineedits.h"
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/canvasedits.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/words.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Steps from one container, in the order of the recipe.
QVector<ElementId> inOrder(const Procedure &procedure, const QVector<ElementId> &ids)
{
    QVector<ElementId> sorted;
    const QVector<ElementId> siblings = ids.isEmpty()
        ? QVector<ElementId>()
        : procedure.children(procedure.container(ids.first()));
    for (const ElementId &id : siblings) {
        if (ids.contains(id))
            sorted.append(id);
    }
    return sorted;
}

} // namespace

void CanvasEdits::removeSelection(bool closing)
{
    const QVector<ElementId> elements = m_view.selectedElements();
    const QVector<LinkId> links = m_view.selectedLinks();
    const QStringList notes = annotations();
    if (!may() || (elements.isEmpty() && links.isEmpty() && notes.isEmpty()))
        return;
    const MasterRecipe before = m_view.recipe();
    RecipeEdit edit(before);
    Result<void> built
        = closing ? LineEdits::removeAndClose(edit, elements, links) : edit.remove(elements, links);
    AnnotationEdits::remove(edit, notes);
    AnnotationEdits::prune(edit);
    if (!perform(edit, built, tr("Delete")) || closing || elements.isEmpty())
        return;
    // What closing the line would have joined is offered.
    RecipeEdit closed(before);
    if (!LineEdits::removeAndClose(closed, elements, links))
        return;
    QVector<Link> joins;
    const QVector<LinkId> all = closed.recipe().procedure.links();
    for (const LinkId &id : all) {
        if (!m_view.recipe().procedure.link(id))
            joins.append(*closed.recipe().procedure.link(id));
    }
    if (!joins.isEmpty())
        Q_EMIT gapLeft(joins);
}

void CanvasEdits::closeGap(const QVector<Link> &joins)
{
    if (!may())
        return;
    RecipeEdit edit(m_view.recipe());
    Result<void> built;
    for (Link link : joins) {
        if (!built || !mayConnect(edit.recipe().procedure, link))
            continue;
        if (edit.recipe().procedure.link(link.id))
            link.id = edit.freeLinkId();
        built = edit.add(link);
    }
    perform(edit, built, tr("Close the line"));
}

LocalizedText CanvasEdits::freshName(const QString &en, const QString &zh) const
{
    // As typed by nobody: both languages until somebody names it.
    return {en, zh};
}

void CanvasEdits::enclose(ElementKind kind)
{
    const Procedure &procedure = m_view.recipe().procedure;
    const QVector<ElementId> steps = inOrder(procedure, m_view.selectedElements());
    if (!may())
        return;
    RecipeEdit edit(m_view.recipe());
    const LocalizedText name = kind == ElementKind::Loop ? freshName(u"Loop"_s, u"循环"_s)
        : kind == ElementKind::UnitProcedure ? freshName(u"Unit procedure"_s, u"单元规程"_s)
                                             : freshName(u"Operation"_s, u"操作"_s);
    const auto id = Enclosure::enclose(edit, steps, kind, name);
    AnnotationEdits::prune(edit);
    if (perform(edit, id ? Result<void>() : Result<void>(id.error()), tr("Make a container")))
        m_view.selectOnly({*id});
}

void CanvasEdits::splitOut()
{
    if (!may())
        return;
    const Procedure &procedure = m_view.recipe().procedure;
    const QVector<ElementId> steps = inOrder(procedure, m_view.selectedElements());
    RecipeEdit edit(m_view.recipe());
    const bool unit = !steps.isEmpty() && procedure.element(procedure.container(steps.first()))
        && procedure.element(procedure.container(steps.first()))->kind
            == ElementKind::UnitProcedure;
    const auto id = Enclosure::splitOut(edit, steps,
        unit ? freshName(u"Unit procedure"_s, u"单元规程"_s)
             : freshName(u"Operation"_s, u"操作"_s));
    AnnotationEdits::prune(edit);
    if (perform(edit, id ? Result<void>() : Result<void>(id.error()), tr("Split off")))
        m_view.showElement(*id);
}

void CanvasEdits::dissolve()
{
    const Element *element = single();
    if (!may() || !element || !element->isContainer())
        return;
    RecipeEdit edit(m_view.recipe());
    const auto content = Enclosure::dissolve(edit, element->id);
    AnnotationEdits::prune(edit);
    if (perform(edit, content ? Result<void>() : Result<void>(content.error()), tr("Dissolve")))
        m_view.selectOnly(*content);
}

void CanvasEdits::group()
{
    const Procedure &procedure = m_view.recipe().procedure;
    const QVector<ElementId> steps = inOrder(procedure, m_view.selectedElements());
    if (!may() || steps.isEmpty())
        return;
    RecipeEdit edit(m_view.recipe());
    // A step is in one group at most.
    MasterRecipe header = headerOf(edit.recipe());
    for (Annotation &other : header.annotations)
        other.members.removeIf([&steps](const ElementId &id) { return steps.contains(id); });
    edit.replaceHeader(header);
    AnnotationEdits::prune(edit);
    Annotation group;
    group.kind = Annotation::Kind::Group;
    group.container = procedure.container(steps.first());
    group.members = steps;
    group.text = freshName(u"Group"_s, u"分组"_s);
    QRectF around;
    for (const ElementId &id : steps) {
        const Position at = procedure.element(id)->position;
        around = around.united(QRectF(at.x - 98, at.y - 52, 196, 104));
    }
    group.position = {around.left(), around.top()};
    AnnotationEdits::add(edit, group);
    perform(edit, {}, tr("Group"));
}

void CanvasEdits::ungroup()
{
    QStringList ids = annotations();
    const QVector<ElementId> selected = m_view.selectedElements();
    for (const Annotation &annotation : m_view.recipe().annotations) {
        if (annotation.kind != Annotation::Kind::Group || ids.contains(annotation.id))
            continue;
        if (std::any_of(annotation.members.cbegin(), annotation.members.cend(),
                [&selected](const ElementId &id) { return selected.contains(id); }))
            ids.append(annotation.id);
    }
    if (!may() || ids.isEmpty())
        return;
    for (const Annotation &annotation : m_view.recipe().annotations) {
        if (annotation.kind == Annotation::Kind::Comment)
            ids.removeAll(annotation.id);
    }
    RecipeEdit edit(m_view.recipe());
    AnnotationEdits::remove(edit, ids);
    perform(edit, {}, tr("Ungroup"));
}

void CanvasEdits::setFolded(const QString &group, bool folded)
{
    const AnnotationItem *item = m_view.graphScene()->annotation(group);
    for (Annotation annotation : m_view.recipe().annotations) {
        if (annotation.id != group || !may() || annotation.collapsed == folded)
            continue;
        RecipeEdit edit(m_view.recipe());
        annotation.collapsed = folded;
        if (folded && item)
            annotation.position = {item->home().x(), item->home().y()};
        AnnotationEdits::replace(edit, annotation);
        perform(edit, {}, folded ? tr("Fold the group") : tr("Unfold the group"));
        return;
    }
}

void CanvasEdits::addComment(QPointF scenePosition)
{
    if (!may())
        return;
    const auto [container, position] = m_view.graphScene()->placeAt(scenePosition);
    RecipeEdit edit(m_view.recipe());
    Annotation comment;
    comment.container = container;
    comment.position = position;
    const QSizeF size = AnnotationItem::sizeOfComment(QString());
    comment.width = size.width();
    comment.height = size.height();
    comment.text = freshName(u"Comment"_s, u"备注"_s);
    const QString id = AnnotationEdits::add(edit, comment);
    if (perform(edit, {}, tr("Comment")))
        Q_EMIT commentAdded(id);
}

void CanvasEdits::rename(const ElementId &id, const QString &name)
{
    const Element *element = m_view.recipe().procedure.element(id);
    if (!may() || !element)
        return;
    LocalizedText both = element->name;
    (m_view.graphScene()->style().language == Language::Zh ? both.zh : both.en) = name;
    if (const auto done = m_view.graphScene()->document()->rename(id, both); !done)
        Q_EMIT m_view.refused(m_view.graphScene()->sentence(done.error()));
}

void CanvasEdits::setText(const QString &annotation, const QString &text)
{
    const bool zh = m_view.graphScene()->style().language == Language::Zh;
    const LocalizedText fresh[] {{u"Comment"_s, u"备注"_s}, {u"Group"_s, u"分组"_s}};
    for (Annotation changed : m_view.recipe().annotations) {
        if (changed.id != annotation || !may() || text.trimmed().isEmpty())
            continue;
        // A name that nobody gave says nothing in the other language, either.
        if (changed.text == fresh[0] || changed.text == fresh[1])
            changed.text = {};
        (zh ? changed.text.zh : changed.text.en) = text.trimmed();
        RecipeEdit edit(m_view.recipe());
        AnnotationEdits::replace(edit, changed);
        perform(edit, {}, tr("Edit the text"));
        return;
    }
}

void CanvasEdits::toggleOpened()
{
    const Element *element = single();
    if (element && element->isContainer())
        m_view.graphScene()->setOpened(element->id, !m_view.graphScene()->isOpened(element->id));
}

} // namespace cytoloom
