// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/touchedscopes.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr uint NameMark = 1U << 16U;
constexpr uint AllMarks = 0xFFFFU | NameMark;
const Aspects AllOfSteps = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Times
    | Aspect::Evidence | Aspect::Texts;

uint marksOfAspects(Aspects aspects)
{
    return uint(aspects.toInt());
}

} // namespace

void TouchedScopes::take(const ChangeSet &changes)
{
    const ProcedureFlow &flow = m_context.flow();
    m_everywhere |= changes.header;
    for (const ChangeSet::Step &step : changes.replaced) {
        uint marks
            = marksOfAspects(step.aspects) | (step.renamed ? NameMark | uint(Aspect::Texts) : 0U);
        if (step.aspects.testFlag(Aspect::Values) && !step.aspects.testFlag(Aspect::Times)
            && decidesTimes(flow.number(step.id)))
            marks |= uint(Aspect::Times);
        if (marks != 0)
            takeStep(flow.number(step.id), marks);
    }
    for (const ElementId &id : changes.added)
        takeStep(flow.number(id), AllMarks);
    for (const ElementId &id : changes.homes) {
        const int home = flow.number(id);
        if (!id.isEmpty() && home < 0)
            continue; // gone, too
        takeContainer(home, AllMarks);
        takeUnits(home, AllMarks);
    }
    if (!changes.added.isEmpty() || !changes.removed.isEmpty())
        m_recipe[-1] |= marksOfAspects(AllOfSteps) | NameMark;
    for (const ChangeSet::Line &link : changes.links) {
        for (const ElementId &end : link.ends) {
            if (const int element = flow.number(end); element >= 0)
                takeEnd(element, AllMarks);
        }
        m_recipe[-1] |= marksOfAspects(link.aspects);
    }
}

// A parameter decides about times where a result is made of it, or a wait for a result compares
// with it: in the phases of the step and inside it, which inherit its parameters.
bool TouchedScopes::decidesTimes(int element) const
{
    const ProcedureFlow &flow = m_context.flow();
    for (int i = element; i < flow.endOf(element); ++i) {
        if (m_context.condition(i))
            return true;
        const PhaseClass *used = m_context.phaseClass(i);
        if (used && std::any_of(used->run.begin(), used->run.end(), [](const LogicStep &step) {
                return (step.kind == LogicKind::Record || step.kind == LogicKind::WaitUntil)
                    && (step.expression.contains(u"p."_s) || step.expression.contains(u"r."_s));
            }))
            return true;
    }
    return false;
}

// The step, all inside it (which inherits from it), and whoever looks at these over a link.
void TouchedScopes::takeStep(int element, uint marks)
{
    const ProcedureFlow &flow = m_context.flow();
    m_recipe[-1] |= marks;
    takeContainer(flow.container(element), marks);
    takeUnits(element, marks);
    for (int i = element; i < flow.endOf(element); ++i) {
        m_elements[i] |= marks;
        takeContainer(i, marks);
        if (flow.kind(i) == ElementKind::UnitProcedure)
            m_units[i] |= marks;
        for (const int link : flow.linksAt(i)) {
            m_links[link] |= marks;
            const int other = flow.fromOf(link) == i ? flow.toOf(link) : flow.fromOf(link);
            m_elements[other] |= marks;
            takeUnits(other, marks);
        }
    }
}

// A step whose links have changed.
void TouchedScopes::takeEnd(int element, uint marks)
{
    const ProcedureFlow &flow = m_context.flow();
    m_elements[element] |= marks;
    for (const int link : flow.linksAt(element))
        m_links[link] |= marks;
    takeContainer(flow.container(element), marks);
    takeUnits(element, marks);
}

// Every unit procedure at or above.
void TouchedScopes::takeUnits(int element, uint marks)
{
    const ProcedureFlow &flow = m_context.flow();
    for (int i = element < 0 ? -1 : flow.unitProcedure(element); i >= 0;) {
        m_units[i] |= marks;
        const int above = flow.container(i);
        i = above < 0 ? -1 : flow.unitProcedure(above);
    }
}

void TouchedScopes::takeContainer(int container, uint marks)
{
    if (container < 0 || m_context.flow().element(container).isContainer())
        m_containers[container] |= marks;
}

void TouchedScopes::takeReadersOfResults()
{
    const ProcedureFlow &flow = m_context.flow();
    const auto reads = [](const QStringList &names) {
        return std::any_of(names.begin(), names.end(),
            [](const QString &name) { return name.startsWith(u"r."_s); });
    };
    for (int i = 0; i < flow.count(); ++i) {
        const auto &condition = m_context.condition(i);
        const PhaseClass *used = m_context.phaseClass(i);
        if (!(condition && reads(condition->names()))
            && !(used && reads(m_context.logicNames(used->id))))
            continue;
        m_elements[i] |= AllMarks;
        for (const int link : flow.linksAt(i)) // the split in front of a transition
            m_elements[flow.fromOf(link)] |= AllMarks;
    }
}

const TouchedScopes::Marks &TouchedScopes::marksOf(RuleScope scope) const
{
    switch (scope) {
    case RuleScope::Element:
        return m_elements;
    case RuleScope::Link:
        return m_links;
    case RuleScope::Container:
        return m_containers;
    case RuleScope::UnitProcedure:
        return m_units;
    case RuleScope::Recipe:
    case RuleScope::Binding:
        break;
    }
    return m_recipe;
}

QVector<int> TouchedScopes::scopes(RuleScope scope, Aspects aspects) const
{
    QVector<int> result;
    const Marks &marks = marksOf(scope);
    for (auto it = marks.cbegin(); it != marks.cend(); ++it) {
        if (*it & marksOfAspects(aspects))
            result.append(it.key());
    }
    std::sort(result.begin(), result.end());
    return result;
}

QVector<int> TouchedScopes::renamed(RuleScope scope) const
{
    QVector<int> result;
    const Marks &marks = marksOf(scope);
    for (auto it = marks.cbegin(); it != marks.cend(); ++it) {
        if (*it & NameMark)
            result.append(it.key());
    }
    return result;
}

} // namespace cytoloom
