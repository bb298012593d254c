// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipefragment.h"

#include "processgraph/commands/elementfactory.h"
#include "processgraph/model/recipejson.h"

#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// An attribute of links that names a step.
const QString JointCheckStep = u"jointCheckStep"_s;

void copyTree(const Procedure &from, const ElementId &id, const ElementId &container, Procedure &to)
{
    const Element *element = from.element(id);
    if (!element || to.element(id))
        return;
    if (!to.addElement(*element, container))
        return;
    const QVector<ElementId> children = from.children(id);
    for (const ElementId &child : children)
        copyTree(from, child, id, to);
}

/// "expand-12" → "expand", so that copies are counted on and not called "expand-12-1".
QString stemOf(const ElementId &id)
{
    static const QRegularExpression number(u"-\\d+$"_s);
    return QString(id.value()).remove(number);
}

} // namespace

RecipeFragment RecipeFragment::copy(const MasterRecipe &recipe, const QVector<ElementId> &elements)
{
    RecipeFragment fragment;
    fragment.m_recipe = headerOf(recipe);
    for (const ElementId &id : elements)
        copyTree(recipe.procedure, id, ElementId(), fragment.m_recipe.procedure);
    const QVector<LinkId> links = recipe.procedure.links();
    for (const LinkId &id : links) {
        const Link *link = recipe.procedure.link(id);
        if (fragment.m_recipe.procedure.element(link->from.element)
            && fragment.m_recipe.procedure.element(link->to.element)) {
            const auto done = fragment.m_recipe.procedure.addLink(*link);
            Q_ASSERT(done.ok());
        }
    }
    // What was decided about the whole recipe does not travel with a piece of it.
    MasterRecipe &piece = fragment.m_recipe;
    StepParts::of(piece.procedure).keepOnly(piece);
    piece.status = RecipeStatus::Draft;
    piece.approvedBy.clear();
    piece.approvals.clear();
    piece.waivers.clear();
    piece.annotations.clear();
    piece.formulaSets.clear();
    return fragment;
}

Result<RecipeFragment> RecipeFragment::fromText(const QByteArray &text)
{
    auto recipe = readRecipe(text, u"clipboard"_s);
    if (!recipe)
        return recipe.error();
    RecipeFragment fragment;
    fragment.m_recipe = *recipe;
    return fragment;
}

QByteArray RecipeFragment::toText() const
{
    return writeRecipe(m_recipe);
}

Result<RecipeFragment::Pasted> RecipeFragment::pasteInto(
    RecipeEdit &edit, const Catalog &catalog, const ElementId &container, Position offset) const
{
    const PartsTransfer parts(m_recipe, m_recipe.procedure, edit.recipe());
    edit.replaceHeader(parts.header());
    const Procedure &source = m_recipe.procedure;
    const Element *outer = edit.recipe().procedure.element(container);
    const auto outerKind = outer ? std::optional(outer->kind) : std::nullopt;
    QHash<ElementId, ElementId> renamed;
    Pasted pasted;
    pasted.brought = parts.brought();
    const QVector<ElementId> all = source.elements();
    for (const ElementId &id : all) {
        Element element = *source.element(id);
        const ElementId inside = source.container(id);
        if (inside.isEmpty()) {
            if (!mayContain(outerKind, element.kind, element.type, catalog))
                return Error(u"edit.nesting"_s, {{u"type"_s, element.name.en}});
            element.position.x += offset.x;
            element.position.y += offset.y;
        }
        parts.point(element);
        element.id = edit.freeElementId(stemOf(id));
        renamed.insert(id, element.id);
        if (auto done = edit.add(element, inside.isEmpty() ? container : renamed.value(inside));
            !done)
            return done.error();
        if (inside.isEmpty())
            pasted.outermost.append(element.id);
    }
    const QVector<LinkId> links = source.links();
    for (const LinkId &id : links) {
        Link link = *source.link(id);
        link.id = edit.freeLinkId();
        link.from.element = renamed.value(link.from.element);
        link.to.element = renamed.value(link.to.element);
        const ElementId check(link.attributes.text(JointCheckStep));
        if (renamed.contains(check))
            link.attributes.set(JointCheckStep, renamed.value(check).value());
        if (auto done = edit.add(link); !done)
            return done.error();
    }
    return pasted;
}

} // namespace cytoloom
