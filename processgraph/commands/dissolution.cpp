// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way back: the second half of Enclosure.
#include "processgraph/commands/elementfactory.h"
#include "processgraph/commands/enclosure.h"
#include "processgraph/commands/lineedits.h"
#include "processgraph/commands/steptransfer.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using namespace StepTransfer;

Result<QVector<ElementId>> Enclosure::dissolve(RecipeEdit &edit, const ElementId &container)
{
    const Procedure before = edit.recipe().procedure;
    const Element *box = before.element(container);
    if (!box || !box->isContainer())
        return Error(u"edit.enclose.nothing"_s);
    const ElementId begin = only(before, container, ElementKind::Begin);
    const ElementId end = only(before, container, ElementKind::End);
    Steps content;
    QVector<ElementId> order;
    for (const ElementId &id : before.children(container)) {
        if (id == begin || id == end)
            continue;
        content.insert(id);
        order.append(id);
    }
    const QVector<LinkId> touching = before.incoming(container) + before.outgoing(container);
    for (const LinkId &id : touching) {
        if (before.link(id)->kind != LinkKind::Control)
            return Error(u"edit.dissolve.ports"_s, {{u"name"_s, box->name.en}});
    }
    if (content.isEmpty()) {
        if (auto done = LineEdits::removeAndClose(edit, {container}, {}); !done)
            return done.error();
        return order;
    }
    const Line line = lineOf(before, content);
    if (line.first.isEmpty() || line.last.isEmpty())
        return Error(u"edit.dissolve.line"_s);
    const GateOutcome outcome = line.out.isEmpty() ? GateOutcome::None : line.out.first().outcome;
    const ElementId where = before.container(container);
    const auto fits = [&](std::optional<ElementKind> outer) {
        return std::all_of(order.cbegin(), order.cend(),
            [&](const ElementId &id) { return mayContain(outer, before.element(id)->kind); });
    };
    const bool here = fits(kindOf(before, where));
    ElementId previous;
    if (!here) {
        const QVector<LinkId> in = before.controlIn(container);
        if (in.size() == 1 && before.controlOut(before.link(in.first())->from.element).size() == 1)
            previous = before.link(in.first())->from.element;
        const auto kind = kindOf(before, previous);
        if (previous.isEmpty() || kind != box->kind || !fits(kind)
            || only(before, previous, ElementKind::End).isEmpty())
            return Error(u"edit.dissolve.nowhere"_s, {{u"name"_s, box->name.en}});
    }
    const QRectF extent = extentOf(before, content);
    const ElementId target = here ? where : previous;
    const ElementId targetEnd = here ? ElementId() : only(before, previous, ElementKind::End);
    const Position origin = here ? box->position : before.element(targetEnd)->position;
    const Position first = before.element(line.first)->position;
    QVector<Link> in, out;
    for (const LinkId &id : before.controlIn(here ? container : targetEnd))
        in.append(*before.link(id));
    for (const LinkId &id : before.controlOut(container))
        out.append(*before.link(id));
    auto lifted = lift(edit, content);
    if (!lifted)
        return lifted.error();
    QVector<LinkId> rewired;
    for (const Link &link : std::as_const(in))
        rewired.append(link.id);
    if (auto done = edit.remove({container}, rewired); !done)
        return done.error();
    // Room for what comes out: the neighbours on the right move on.
    const double wider = onGrid(extent.width());
    for (const ElementId &id : before.children(target)) {
        const Element *found = edit.recipe().procedure.element(id);
        if (!found || found->position.x < origin.x
            || (id != targetEnd && found->position.x == origin.x))
            continue;
        Element moved = *found;
        moved.position.x += wider + (id == targetEnd ? 100 : 0);
        if (auto done = edit.replace(moved); !done)
            return done.error();
    }
    const QPointF shift(onGrid(origin.x - extent.left()), onGrid(origin.y - first.y));
    if (auto done = lower(edit, *lifted, content, target, shift); !done)
        return done.error();
    if (auto done = addKept(edit, *lifted, line); !done)
        return done.error();
    for (Link link : in) {
        link.to = {line.first, {}};
        if (auto done = edit.add(link); !done)
            return done.error();
    }
    for (Link link : out) {
        link.from = {here ? line.last : previous, {}};
        if (here)
            link.outcome = outcome;
        if (auto done = edit.add(link); !done)
            return done.error();
    }
    if (!here) {
        if (auto done = join(edit, line.last, targetEnd, outcome); !done)
            return done.error();
    }
    return order;
}

} // namespace cytoloom
