// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/enclosure.h"

#include "processgraph/commands/elementfactory.h"
#include "processgraph/commands/steptransfer.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using namespace StepTransfer;

namespace {

constexpr double FirstColumn = 140, Row = 80, Column = 260;

/// Steps of one level that form a piece of line.
Result<Line> pieceOfLine(const Procedure &procedure, const QVector<ElementId> &steps)
{
    if (steps.isEmpty())
        return Error(u"edit.enclose.nothing"_s);
    for (const ElementId &id : steps) {
        const Element *element = procedure.element(id);
        if (!element)
            return Error(u"edit.connect.unknown"_s);
        if (procedure.container(id) != procedure.container(steps.first()))
            return Error(u"edit.enclose.levels"_s);
        if (element->kind == ElementKind::Begin || element->kind == ElementKind::End)
            return Error(u"edit.enclose.ends"_s);
    }
    const Line line = lineOf(procedure, Steps(steps.cbegin(), steps.cend()));
    if (line.first.isEmpty())
        return Error(u"edit.enclose.entries"_s);
    if (line.last.isEmpty() || line.out.size() > 1)
        return Error(u"edit.enclose.exits"_s);
    return line;
}

Element symbol(RecipeEdit &edit, ElementKind kind, Position at)
{
    Element element;
    const bool begin = kind == ElementKind::Begin;
    element.kind = kind;
    element.id = edit.freeElementId(begin ? u"begin"_s : u"end"_s);
    element.name
        = begin ? LocalizedText {u"Begin"_s, u"开始"_s} : LocalizedText {u"End"_s, u"结束"_s};
    element.position = at;
    return element;
}

/// Moves \p steps, a piece of \p line, into the fresh container \p box with a Begin and an End.
/// \p across: what becomes of the control links across its edge; they come back under their ids
/// before a new link may take one of them.
Result<void> fill(RecipeEdit &edit, const Element &box, const ElementId &where, const Steps &steps,
    const Line &line, const QVector<Link> &across)
{
    const QRectF extent = extentOf(edit.recipe().procedure, steps);
    const double height = edit.recipe().procedure.element(line.first)->position.y;
    auto lifted = lift(edit, steps);
    if (!lifted)
        return lifted.error();
    if (auto done = edit.add(box, where); !done)
        return done;
    const QPointF shift(FirstColumn - extent.left(), Row - extent.top());
    const double axis = height + shift.y();
    const Element begin = symbol(edit, ElementKind::Begin, {0, axis});
    if (auto done = edit.add(begin, box.id); !done)
        return done;
    if (auto done = lower(edit, *lifted, steps, box.id, shift); !done)
        return done;
    const Element end
        = symbol(edit, ElementKind::End, {FirstColumn + extent.width() + Column - 100, axis});
    if (auto done = edit.add(end, box.id); !done)
        return done;
    // Everything but the lines of control across the edge stays as it was.
    if (auto done = addKept(edit, *lifted, line); !done)
        return done;
    for (const Link &link : across) {
        if (auto done = edit.add(link); !done)
            return done;
    }
    if (auto done = join(edit, begin.id, line.first); !done)
        return done;
    const GateOutcome outcome = line.out.isEmpty() ? GateOutcome::None : line.out.first().outcome;
    return join(edit, line.last, end.id, outcome);
}

QString stemFor(ElementKind kind)
{
    return kind == ElementKind::UnitProcedure ? u"unit-procedure"_s
        : kind == ElementKind::Loop           ? u"loop"_s
                                              : u"operation"_s;
}

} // namespace

QVector<ElementKind> Enclosure::possibleKinds(
    const Procedure &procedure, const QVector<ElementId> &steps)
{
    QVector<ElementKind> kinds;
    if (!pieceOfLine(procedure, steps).ok())
        return kinds;
    const auto outer = kindOf(procedure, procedure.container(steps.first()));
    for (const ElementKind kind :
        {ElementKind::Operation, ElementKind::UnitProcedure, ElementKind::Loop}) {
        if (mayContain(outer, kind)
            && std::all_of(steps.cbegin(), steps.cend(),
                [&](const auto &id) { return mayContain(kind, procedure.element(id)->kind); }))
            kinds.append(kind);
    }
    return kinds;
}

Result<ElementId> Enclosure::enclose(
    RecipeEdit &edit, const QVector<ElementId> &steps, ElementKind kind, const LocalizedText &name)
{
    const auto line = pieceOfLine(edit.recipe().procedure, steps);
    if (!line)
        return line.error();
    if (!possibleKinds(edit.recipe().procedure, steps).contains(kind))
        return Error(u"edit.nesting"_s, {{u"type"_s, name.en}});
    const Steps set(steps.cbegin(), steps.cend());
    const ElementId where = edit.recipe().procedure.container(steps.first());
    const QRectF extent = extentOf(edit.recipe().procedure, set);
    Element box;
    box.kind = kind;
    box.id = edit.freeElementId(stemFor(kind));
    box.name = name;
    box.position = {onGrid(extent.center().x()), onGrid(extent.center().y())};
    if (kind == ElementKind::Loop) {
        box.condition = u"1"_s;
        box.maxCount = 10;
    }
    QVector<Link> across;
    for (Link link : line->in) {
        link.to = {box.id, {}};
        across.append(link);
    }
    for (Link link : line->out) {
        link.from = {box.id, {}};
        link.outcome = GateOutcome::None; // the gate is inside
        across.append(link);
    }
    if (auto done = fill(edit, box, where, set, *line, across); !done)
        return done.error();
    return box.id;
}

Result<ElementId> Enclosure::splitOut(
    RecipeEdit &edit, const QVector<ElementId> &steps, const LocalizedText &name)
{
    const auto line = pieceOfLine(edit.recipe().procedure, steps);
    if (!line)
        return line.error();
    const Procedure before = edit.recipe().procedure;
    const ElementId from = before.container(steps.first());
    const Element *source = before.element(from);
    if (!source
        || (source->kind != ElementKind::Operation && source->kind != ElementKind::UnitProcedure)
        || before.controlOut(from).size() > 1)
        return Error(u"edit.enclose.split"_s);
    const Element origin = *source;
    // What runs after the piece goes into a container of its own, first.
    Steps after, piece(steps.cbegin(), steps.cend());
    QVector<ElementId> next;
    if (!line->out.isEmpty())
        next.append(line->out.first().to.element);
    while (!next.isEmpty()) {
        const ElementId id = next.takeLast();
        if (after.contains(id) || piece.contains(id)
            || before.element(id)->kind == ElementKind::End)
            continue;
        after.insert(id);
        for (const LinkId &link : before.controlOut(id))
            next.append(before.link(link)->to.element);
    }
    const auto moveBehind
        = [&](const Steps &tail, const LocalizedText &title, double column) -> Result<ElementId> {
        const Line part = lineOf(edit.recipe().procedure, tail);
        if (part.first.isEmpty())
            return Error(u"edit.enclose.entries"_s);
        if (part.last.isEmpty())
            return Error(u"edit.enclose.exits"_s);
        Element box;
        box.kind = origin.kind;
        box.type = origin.type;
        box.role = origin.role;
        box.openness = origin.openness;
        box.aseptic = origin.aseptic;
        box.grade = origin.grade;
        box.id = edit.freeElementId(stemFor(origin.kind));
        box.name = title;
        box.position = {origin.position.x + column, origin.position.y};
        const ElementId end = only(edit.recipe().procedure, from, ElementKind::End);
        QVector<Link> across;
        for (Link link : part.in) {
            link.to = {end, {}};
            if (!end.isEmpty())
                across.append(link);
        }
        if (auto done = fill(edit, box, before.container(from), tail, part, across); !done)
            return done.error();
        const QVector<LinkId> on = edit.recipe().procedure.controlOut(from);
        for (const LinkId &id : on) {
            Link link = *edit.recipe().procedure.link(id);
            link.from = {box.id, {}};
            if (auto done = edit.replace(link); !done)
                return done.error();
        }
        if (auto done = join(edit, from, box.id); !done)
            return done.error();
        return box.id;
    };
    const bool head = std::all_of(line->in.cbegin(), line->in.cend(), [&](const Link &link) {
        return before.element(link.from.element)->kind == ElementKind::Begin;
    });
    if (!after.isEmpty()) {
        const LocalizedText rest {origin.name.en + u" (2)"_s, origin.name.zh + u"（2）"_s};
        if (auto done = moveBehind(after, rest, head ? Column : 2 * Column); !done)
            return done.error();
    }
    if (head) {
        // It stays where it is; what followed has gone.
        Element renamed = *edit.recipe().procedure.element(from);
        renamed.name = name;
        if (auto done = edit.replace(renamed); !done)
            return done.error();
        return from;
    }
    return moveBehind(piece, name, Column);
}

} // namespace cytoloom
