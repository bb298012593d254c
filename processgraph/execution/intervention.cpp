// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/intervention.h"

#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/runsituation.h"
#include "processgraph/model/controlflow.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

/// A parallel split and the branch of it that a position lies in.
using Branch = std::pair<ElementId, ElementId>;
using Stack = QVector<Branch>;

/// Where the batch stands within one container: a step under way, or a link whose token waits.
struct Standing
{
    ElementId element;
    LinkId link; ///< empty: the element is under way
    Stack stack;
};

/// Tokens and parallel blocks of one container.
class Marking
{
public:
    Marking(const BatchState &state, const ElementId &container)
        : m_state(state)
        , m_procedure(state.control.recipe.procedure)
        , m_flow(m_procedure, container)
    {
        const QVector<ElementId> splits = m_flow.ofKind(ElementKind::ParallelSplit);
        for (const ElementId &split : splits) {
            const ElementId join = m_flow.immediatePostDominator(split);
            const Element *closes = m_procedure.element(join);
            if (closes && closes->kind == ElementKind::ParallelJoin)
                m_joins.insert(split, join);
        }
    }

    /// Outermost block first.
    [[nodiscard]] Stack stackOf(const ElementId &element) const
    {
        QVector<std::pair<qsizetype, Branch>> found; // by how much each split contains
        for (auto it = m_joins.begin(); it != m_joins.end(); ++it) {
            const bool inside = element != it.key() && m_flow.dominates(it.key(), element)
                && !m_flow.dominates(it.value(), element);
            if (!inside)
                continue;
            const QVector<ElementId> branches = m_flow.successors(it.key());
            for (const ElementId &first : branches) {
                if (m_flow.dominates(first, element))
                    found << std::pair {
                        m_flow.reachableFrom(it.key()).size(), Branch {it.key(), first}};
            }
        }
        std::sort(found.begin(), found.end(),
            [](const auto &a, const auto &b) { return a.first > b.first; });
        Stack stack;
        for (const auto &[size, branch] : found)
            stack << branch;
        return stack;
    }

    [[nodiscard]] QVector<Standing> positions() const
    {
        QVector<Standing> result;
        const QVector<ElementId> all = m_flow.elements();
        for (const ElementId &id : all) {
            const S now = m_state.status(id).state;
            if (now != S::Idle && now != S::Complete)
                result << Standing {id, {}, stackOf(id)};
            const QVector<LinkId> in = m_procedure.controlIn(id);
            for (const LinkId &link : in) {
                if (!m_state.tokens.contains(link))
                    continue;
                // At a join a token belongs to the branch that it comes from.
                const ElementId from = m_procedure.link(link)->from.element;
                const bool atJoin = m_procedure.element(id)->kind == ElementKind::ParallelJoin;
                Stack stack = stackOf(atJoin ? from : id);
                if (atJoin && m_joins.contains(from)) // an empty branch
                    stack << Branch {from, id};
                result << Standing {id, link, stack};
            }
        }
        return result;
    }

    /// From here the container can end: one position, or a block with one in each of its branches.
    [[nodiscard]] bool isSound(const QVector<Stack> &stacks, qsizetype depth = 0) const
    {
        if (stacks.size() == 1 && stacks.first().size() == depth)
            return true;
        ElementId split;
        QHash<ElementId, QVector<Stack>> branches;
        for (const Stack &stack : stacks) {
            if (stack.size() <= depth || (!split.isEmpty() && stack.at(depth).first != split))
                return false;
            split = stack.at(depth).first;
            branches[stack.at(depth).second] << stack;
        }
        const QVector<ElementId> all = m_flow.successors(split);
        return !split.isEmpty() && std::all_of(all.begin(), all.end(), [&](const ElementId &first) {
            return branches.contains(first) && isSound(branches.value(first), depth + 1);
        });
    }

    /// Work on the ways from \p from to \p to, both excluded.
    [[nodiscard]] QSet<ElementId> between(const ElementId &from, const ElementId &to) const
    {
        QSet<ElementId> found = m_flow.reachableFrom(from);
        found.intersect(m_flow.reaching(to));
        found.remove(from);
        found.remove(to);
        return found;
    }

private:
    const BatchState &m_state;
    const Procedure &m_procedure;
    ControlFlow m_flow;
    QHash<ElementId, ElementId> m_joins; ///< of parallel splits
};

bool beginsWith(const Stack &stack, const Stack &prefix)
{
    return stack.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), stack.begin());
}

} // namespace

JsonValue clearanceData(const LineClearance &clearance, bool keeps)
{
    return eventdata::object({{"unit", clearance.unit.value()},
        {"checklist", eventdata::textOrNull(clearance.checklist)},
        {"items", eventdata::toJson(clearance.items)}, {"verifiedBy", clearance.verifiedBy.value()},
        {"keeps", keeps ? JsonValue(true) : JsonValue()}});
}

Result<JumpPlan> planJump(const BatchState &state, const ElementId &to)
{
    const Procedure &procedure = state.control.recipe.procedure;
    const Element *target = procedure.element(to);
    const QMap<QString, QString> args {{u"element"_s, to.value()}};
    if (!target || target->kind == ElementKind::Begin || procedure.controlIn(to).isEmpty())
        return Error(u"jump.unknown"_s, args);
    JumpPlan plan;
    plan.container = procedure.container(to);
    if (state.status(plan.container).state != S::Held)
        return Error(u"jump.notHeld"_s,
            {{u"element"_s, to.value()}, {u"container"_s, plan.container.value()}});
    const S now = state.status(to).state;
    if (now != S::Idle && !isFinal(now))
        return Error(u"jump.underWay"_s, args);
    plan.placed = procedure.controlIn(to).first();

    const Marking marking(state, plan.container);
    const Stack stack = marking.stackOf(to);
    const QVector<Standing> positions = marking.positions();
    // What is left are the steps of the branch that the target lies in, or all where it lies in a
    // block that is not open.
    const bool own = std::any_of(positions.begin(), positions.end(),
        [&](const Standing &one) { return beginsWith(one.stack, stack); });
    QVector<Stack> after {stack};
    for (const Standing &one : positions) {
        if (own && !beginsWith(one.stack, stack)) {
            after << one.stack;
            continue;
        }
        if (one.link.isEmpty())
            plan.left << one.element;
        else
            plan.taken << one.link;
        const QSet<ElementId> between = marking.between(one.element, to);
        for (const ElementId &id : between) {
            const Element *element = procedure.element(id);
            if ((runsituation::isWork(*element) || element->isContainer())
                && state.status(id).state == S::Idle && !plan.skipped.contains(id))
                plan.skipped << id;
        }
        const Element *waited = procedure.element(one.element);
        if (!one.link.isEmpty() && one.element != to
            && (runsituation::isWork(*waited) || waited->isContainer()))
            plan.skipped << one.element;
    }
    if (!marking.isSound(after))
        return Error(u"jump.parallel"_s, args);
    std::sort(plan.skipped.begin(), plan.skipped.end());
    return plan;
}

} // namespace cytoloom
