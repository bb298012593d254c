// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/flowinsertion.h"

#include "processgraph/model/controlflow.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double Column = 260; ///< distance of neighbours in a row
constexpr double Row = 160;

Error noWay(const Element &step)
{
    return Error(u"fix.noWay"_s,
        {{u"step.en"_s, step.name.in(Language::En)}, {u"step.zh"_s, step.name.in(Language::Zh)}});
}

Result<void> link(RecipeEdit &edit, const ElementId &from, const ElementId &to,
    GateOutcome outcome = GateOutcome::None)
{
    Link fresh;
    fresh.id = edit.freeLinkId();
    fresh.from.element = from;
    fresh.to.element = to;
    fresh.outcome = outcome;
    return edit.add(fresh);
}

// Every control link that ends (Before) or begins (After) at \p from does so at \p to instead.
Result<void> retarget(
    RecipeEdit &edit, FlowInsertion::Side side, const ElementId &from, const ElementId &to)
{
    const bool before = side == FlowInsertion::Side::Before;
    const Procedure &procedure = edit.recipe().procedure;
    const QVector<LinkId> links = before ? procedure.controlIn(from) : procedure.controlOut(from);
    for (const LinkId &id : links) {
        Link moved = *edit.recipe().procedure.link(id);
        (before ? moved.to : moved.from).element = to;
        if (Result<void> done = edit.replace(moved); !done)
            return done;
    }
    return {};
}

Element piece(RecipeEdit &edit, ElementKind kind, const QString &stem, const LocalizedText &name,
    Position position)
{
    Element element;
    element.kind = kind;
    element.id = edit.freeElementId(stem);
    element.name = name;
    element.position = position;
    return element;
}

bool closesBlock(ElementKind kind)
{
    return kind == ElementKind::ParallelJoin || kind == ElementKind::SelectionJoin
        || kind == ElementKind::End;
}

// Where the block around \p step ends: the first join or End on every way onward that does not
// close a block which was opened on the way.
ElementId blockEnd(const Procedure &procedure, const ElementId &container, const ElementId &step)
{
    const ControlFlow flow(procedure, container);
    ElementId at = step;
    while (true) {
        const ElementId next = flow.immediatePostDominator(at);
        const Element *element = procedure.element(next);
        if (!element)
            return {};
        // The join that ends a split's own block is on the way; anything else closes ours.
        const ElementKind from = procedure.element(at)->kind;
        const bool own = (from == ElementKind::ParallelSplit || from == ElementKind::SelectionSplit
                             || (from == ElementKind::Gate && at != step
                                 && procedure.controlOut(at).size() > 1))
            && element->kind != ElementKind::End;
        if (closesBlock(element->kind) && !own)
            return next;
        at = next;
    }
}

} // namespace

Result<void> FlowInsertion::insert(RecipeEdit &edit, Element step, const ElementId &at, Side side)
{
    const Procedure &procedure = edit.recipe().procedure;
    ElementId where = at;
    if (where.isEmpty())
        where = ControlFlow(procedure, {}).begin();
    const Element *neighbour = procedure.element(where);
    if (!neighbour)
        return Error(u"fix.placeGone"_s);
    if (neighbour->kind == ElementKind::Begin)
        side = Side::After;
    if (neighbour->kind == ElementKind::End)
        side = Side::Before;
    const ElementId container = procedure.container(where);
    step.position = neighbour->position;
    step.position.x += side == Side::Before ? -Column / 2 : Column / 2;
    step.position.y += Row;
    if (Result<void> done = edit.add(step, container); !done)
        return done;
    if (Result<void> done = retarget(edit, side, where, step.id); !done)
        return done;
    return side == Side::Before ? link(edit, step.id, where) : link(edit, where, step.id);
}

Result<void> FlowInsertion::branchToBlockEnd(
    RecipeEdit &edit, Element step, const ElementId &gate, GateOutcome outcome)
{
    const Element *from = edit.recipe().procedure.element(gate);
    if (!from)
        return Error(u"fix.placeGone"_s);
    const ElementId container = edit.recipe().procedure.container(gate);
    const ElementId end = blockEnd(edit.recipe().procedure, container, gate);
    const Element *closing = edit.recipe().procedure.element(end);
    if (!closing)
        return noWay(*from);
    const bool joins = closing->kind == ElementKind::SelectionJoin;
    const Position atEnd = closing->position;
    step.position = {from->position.x + Column, from->position.y + Row};
    if (Result<void> done = edit.add(step, container); !done)
        return done;
    ElementId target = end;
    if (!joins) {
        const Element join = piece(edit, ElementKind::SelectionJoin, u"selection-end"_s,
            {u"Selection end"_s, u"选择结束"_s}, {atEnd.x - Column / 2, atEnd.y});
        if (Result<void> done = edit.add(join, container); !done)
            return done;
        // Only the lines that come from the gate's side: the other branches of a parallel block
        // go on to its join.
        const ControlFlow flow(edit.recipe().procedure, container);
        const QSet<ElementId> onward = flow.reachableFrom(gate);
        const QVector<LinkId> incoming = edit.recipe().procedure.controlIn(end);
        for (const LinkId &id : incoming) {
            Link moved = *edit.recipe().procedure.link(id);
            if (!onward.contains(moved.from.element))
                continue;
            moved.to.element = join.id;
            if (Result<void> done = edit.replace(moved); !done)
                return done;
        }
        if (Result<void> done = link(edit, join.id, end); !done)
            return done;
        target = join.id;
    }
    if (Result<void> done = link(edit, gate, step.id, outcome); !done)
        return done;
    return link(edit, step.id, target);
}

Result<void> FlowInsertion::joinFailPath(
    RecipeEdit &edit, const ElementId &gate, GateOutcome outcome)
{
    const Element *from = edit.recipe().procedure.element(gate);
    if (!from)
        return Error(u"fix.placeGone"_s);
    const QVector<LinkId> outgoing = edit.recipe().procedure.controlOut(gate);
    for (const LinkId &id : outgoing) {
        Link fail = *edit.recipe().procedure.link(id);
        if (fail.outcome != GateOutcome::Fail)
            continue;
        const Element to = *edit.recipe().procedure.element(fail.to.element);
        ElementId target = to.id;
        if (to.kind != ElementKind::SelectionJoin) {
            const Element join = piece(edit, ElementKind::SelectionJoin, u"not-passed"_s,
                {u"Not passed"_s, u"未通过"_s}, {to.position.x - Column / 2, to.position.y});
            if (Result<void> done = edit.add(join, edit.recipe().procedure.container(gate)); !done)
                return done;
            if (Result<void> done = retarget(edit, Side::Before, to.id, join.id); !done)
                return done;
            if (Result<void> done = link(edit, join.id, to.id); !done)
                return done;
            target = join.id;
        }
        return link(edit, gate, target, outcome);
    }
    return noWay(*from);
}

Result<void> FlowInsertion::addEnd(RecipeEdit &edit, ElementKind kind, const ElementId &container)
{
    const bool begin = kind == ElementKind::Begin;
    const Procedure &procedure = edit.recipe().procedure;
    ElementId loose;
    int count = 0;
    Position outermost;
    const QVector<ElementId> children = procedure.children(container);
    for (const ElementId &id : children) {
        const Element *each = procedure.element(id);
        if (count == 0 || (begin ? each->position.x < outermost.x : each->position.x > outermost.x))
            outermost = each->position;
        const bool open
            = begin ? procedure.controlIn(id).isEmpty() : procedure.controlOut(id).isEmpty();
        if (open && each->kind != (begin ? ElementKind::End : ElementKind::Begin)) {
            loose = id;
            ++count;
        }
    }
    const Element fresh = piece(edit, kind, begin ? u"begin"_s : u"end"_s,
        begin ? LocalizedText {u"Begin"_s, u"开始"_s} : LocalizedText {u"End"_s, u"结束"_s},
        {outermost.x + (begin ? -Column : Column), outermost.y});
    if (Result<void> done = edit.add(fresh, container); !done)
        return done;
    // Where several steps are loose, which of them comes first (or last) is for the engineer.
    if (count != 1)
        return {};
    return begin ? link(edit, fresh.id, loose) : link(edit, loose, fresh.id);
}

Result<void> FlowInsertion::addElse(RecipeEdit &edit, const ElementId &split)
{
    const Procedure &procedure = edit.recipe().procedure;
    const Element *from = procedure.element(split);
    if (!from)
        return Error(u"fix.placeGone"_s);
    const ElementId container = procedure.container(split);
    const ElementId join = ControlFlow(procedure, container).immediatePostDominator(split);
    const Element *to = procedure.element(join);
    if (!to || to->kind != ElementKind::SelectionJoin)
        return noWay(*from);
    int priority = 0;
    const QVector<LinkId> branches = procedure.controlOut(split);
    for (const LinkId &id : branches)
        priority = std::max(priority, procedure.link(id)->priority + 1);
    const Element otherwise
        = piece(edit, ElementKind::Transition, u"otherwise"_s, {u"Otherwise"_s, u"否则"_s},
            {(from->position.x + to->position.x) / 2, from->position.y + Row});
    if (Result<void> done = edit.add(otherwise, container); !done)
        return done;
    Link first;
    first.id = edit.freeLinkId();
    first.from.element = split;
    first.to.element = otherwise.id;
    first.priority = priority;
    if (Result<void> done = edit.add(first); !done)
        return done;
    return link(edit, otherwise.id, join);
}

Result<void> FlowInsertion::joinBranches(RecipeEdit &edit, const ElementId &split)
{
    const Procedure &procedure = edit.recipe().procedure;
    const Element *from = procedure.element(split);
    if (!from)
        return Error(u"fix.placeGone"_s);
    const ElementId container = procedure.container(split);
    const ElementId meeting = ControlFlow(procedure, container).immediatePostDominator(split);
    const Element *to = procedure.element(meeting);
    if (!to || to->kind == ElementKind::ParallelJoin)
        return noWay(*from);
    const Element join = piece(edit, ElementKind::ParallelJoin, u"parallel-end"_s,
        {u"Parallel end"_s, u"并行结束"_s}, {to->position.x - Column / 2, to->position.y});
    if (Result<void> done = edit.add(join, container); !done)
        return done;
    if (Result<void> done = retarget(edit, Side::Before, meeting, join.id); !done)
        return done;
    return link(edit, join.id, meeting);
}

} // namespace cytoloom
