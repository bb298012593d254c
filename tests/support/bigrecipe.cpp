// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/bigrecipe.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Copies
{
public:
    Copies(const MasterRecipe &original, int count)
        : m_original(original.procedure)
        , m_count(count)
    { }

    Procedure make()
    {
        for (int copy = 0; copy < m_count; ++copy) {
            addElements(copy);
            addLinks(copy);
        }
        return m_result;
    }

private:
    template <class Id> static Id named(const Id &id, int copy)
    {
        return id.isEmpty() ? id : Id(id.value() + u'.' + QString::number(copy));
    }
    [[nodiscard]] bool isOuter(const ElementId &id, ElementKind kind) const
    {
        return m_original.container(id).isEmpty() && m_original.element(id)->kind == kind;
    }

    void addElements(int copy)
    {
        for (const ElementId &id : m_original.elements()) {
            if (copy > 0 && isOuter(id, ElementKind::Begin))
                continue;
            Element element = *m_original.element(id);
            // Where one copy ends the next one begins.
            if (copy + 1 < m_count && isOuter(id, ElementKind::End))
                element.kind = ElementKind::SelectionJoin;
            if (copy + 1 < m_count && element.gate)
                element.gate->release = false;
            element.id = named(id, copy);
            element.position.y += 4000.0 * copy;
            const auto done = m_result.addElement(element, named(m_original.container(id), copy));
            Q_ASSERT(done.ok());
            if (isOuter(id, ElementKind::End))
                m_end = element.id;
        }
    }

    void addLinks(int copy)
    {
        for (const LinkId &id : m_original.links()) {
            Link link = *m_original.link(id);
            const bool fromBegin = isOuter(link.from.element, ElementKind::Begin);
            link.id = named(id, copy);
            link.to.element = named(link.to.element, copy);
            link.from.element = fromBegin && copy > 0 ? m_lastEnd : named(link.from.element, copy);
            const auto done = m_result.addLink(link);
            Q_ASSERT(done.ok());
        }
        m_lastEnd = m_end;
    }

    const Procedure &m_original;
    int m_count;
    Procedure m_result;
    ElementId m_end; ///< of this copy
    ElementId m_lastEnd; ///< of the copy before
};

} // namespace

MasterRecipe bigRecipe(const MasterRecipe &original, int elements)
{
    MasterRecipe recipe = original;
    const int size = original.procedure.elementCount();
    recipe.procedure = Copies(original, std::max(1, (elements + size / 2) / size)).make();
    return recipe;
}

} // namespace cytoloom
