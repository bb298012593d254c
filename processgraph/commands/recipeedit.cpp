// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipeedit.h"

#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

RecipeEdit::RecipeEdit(const MasterRecipe &recipe)
    : m_recipe(recipe)
{ }

ElementId RecipeEdit::freeElementId(const QString &stem) const
{
    for (int number = 1;; ++number) {
        const ElementId id(stem + QLatin1Char('-') + QString::number(number));
        if (!m_recipe.procedure.element(id))
            return id;
    }
}

LinkId RecipeEdit::freeLinkId() const
{
    for (int number = int(m_recipe.procedure.links().size()) + 1;; ++number) {
        const LinkId id(QLatin1Char('L') + QString::number(number));
        if (!m_recipe.procedure.link(id))
            return id;
    }
}

Result<void> RecipeEdit::push(const RecipeChange &change)
{
    if (auto done = apply(change, m_recipe); !done)
        return done.error();
    m_changes.append(change);
    return {};
}

Result<void> RecipeEdit::add(const Element &element, const ElementId &container)
{
    const int index = int(m_recipe.procedure.children(container).size());
    return push(ElementInsertion {element, container, index});
}

Result<void> RecipeEdit::add(const Link &link)
{
    return push(LinkInsertion {link, int(m_recipe.procedure.links().size())});
}

Result<void> RecipeEdit::replace(const Element &element)
{
    const Element *before = m_recipe.procedure.element(element.id);
    if (before && *before == element)
        return {};
    return push(ElementReplacement {before ? *before : Element(), element});
}

Result<void> RecipeEdit::replace(const Link &link)
{
    const Link *before = m_recipe.procedure.link(link.id);
    if (!before)
        return push(LinkReplacement {Link(), link}); // refused, with the reason
    if (*before == link)
        return {};
    // A link that moves to another container loses its place among its siblings: taken out and put
    // in, undo brings it back to just where it stood.
    Procedure moved = m_recipe.procedure;
    if (Result<void> done = moved.replaceLink(link); !done)
        return done;
    if (moved.home(link.id) == m_recipe.procedure.home(link.id))
        return push(LinkReplacement {*before, link});
    if (Result<void> done = removeLink(link.id); !done)
        return done;
    return add(link);
}

void RecipeEdit::replaceHeader(const MasterRecipe &recipe)
{
    const HeaderReplacement change {headerOf(m_recipe), headerOf(recipe)};
    if (change.before == change.after)
        return;
    const auto done = push(change);
    Q_ASSERT(done.ok());
}

Result<void> RecipeEdit::removeLink(const LinkId &id)
{
    const Link *link = m_recipe.procedure.link(id);
    if (!link)
        return {};
    return push(LinkRemoval {*link, int(m_recipe.procedure.links().indexOf(id))});
}

Result<void> RecipeEdit::remove(const QVector<ElementId> &elements, const QVector<LinkId> &links)
{
    for (const LinkId &link : links) {
        if (auto done = removeLink(link); !done)
            return done;
    }
    // Content before its container: the depth-first order of the procedure, backwards.
    QSet<ElementId> doomed(elements.cbegin(), elements.cend());
    QVector<ElementId> order;
    const QVector<ElementId> all = m_recipe.procedure.elements();
    for (const ElementId &id : all) {
        if (doomed.contains(m_recipe.procedure.container(id)))
            doomed.insert(id);
        if (doomed.contains(id))
            order.prepend(id);
    }
    for (const ElementId &id : order) {
        const QVector<LinkId> touching
            = m_recipe.procedure.incoming(id) + m_recipe.procedure.outgoing(id);
        for (const LinkId &link : touching) {
            if (auto done = removeLink(link); !done)
                return done;
        }
        const ElementId container = m_recipe.procedure.container(id);
        const int index = int(m_recipe.procedure.children(container).indexOf(id));
        const Element element = *m_recipe.procedure.element(id);
        if (auto done = push(ElementRemoval {element, container, index}); !done)
            return done;
    }
    return {};
}

} // namespace cytoloom
