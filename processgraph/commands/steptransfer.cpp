// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/steptransfer.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

std::optional<ElementKind> StepTransfer::kindOf(const Procedure &procedure, const ElementId &id)
{
    const Element *element = procedure.element(id);
    return element ? std::optional(element->kind) : std::nullopt;
}

ElementId StepTransfer::only(
    const Procedure &procedure, const ElementId &container, ElementKind kind)
{
    const QVector<ElementId> children = procedure.children(container);
    for (const ElementId &id : children) {
        if (procedure.element(id)->kind == kind)
            return id;
    }
    return {};
}

StepTransfer::Line StepTransfer::lineOf(const Procedure &procedure, const Steps &steps)
{
    Line line;
    QSet<ElementId> firsts, lasts;
    for (const ElementId &id : steps) {
        const QVector<LinkId> in = procedure.controlIn(id), out = procedure.controlOut(id);
        for (const LinkId &link : in) {
            if (!steps.contains(procedure.link(link)->from.element)) {
                line.in.append(*procedure.link(link));
                firsts.insert(id);
            }
        }
        for (const LinkId &link : out) {
            if (!steps.contains(procedure.link(link)->to.element)) {
                line.out.append(*procedure.link(link));
                lasts.insert(id);
            }
        }
        if (in.isEmpty())
            firsts.insert(id);
        if (out.isEmpty())
            lasts.insert(id);
    }
    const auto byId = [](const Link &a, const Link &b) { return a.id < b.id; };
    std::sort(
        line.in.begin(), line.in.end(), byId); // a set has no order: ids must not depend on it
    std::sort(line.out.begin(), line.out.end(), byId);
    if (firsts.size() == 1)
        line.first = *firsts.cbegin();
    if (lasts.size() == 1)
        line.last = *lasts.cbegin();
    return line;
}

Result<StepTransfer::Lifted> StepTransfer::lift(RecipeEdit &edit, const Steps &steps)
{
    const Procedure &procedure = edit.recipe().procedure;
    Lifted lifted;
    Steps taken;
    QVector<ElementId> outermost;
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        if (!steps.contains(id) && !taken.contains(procedure.container(id)))
            continue;
        taken.insert(id);
        lifted.parts.append({*procedure.element(id), procedure.container(id)});
        if (steps.contains(id))
            outermost.append(id);
    }
    const QVector<LinkId> links = procedure.links();
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (taken.contains(link->from.element) || taken.contains(link->to.element))
            lifted.links.append(*link);
    }
    if (auto done = edit.remove(outermost, {}); !done)
        return done.error();
    return lifted;
}

Result<void> StepTransfer::lower(RecipeEdit &edit, const Lifted &lifted, const Steps &steps,
    const ElementId &container, QPointF shift)
{
    for (const Lifted::Part &part : lifted.parts) {
        Element element = part.element;
        const bool outer = steps.contains(element.id);
        if (outer) {
            element.position.x += shift.x();
            element.position.y += shift.y();
        }
        if (auto done = edit.add(element, outer ? container : part.container); !done)
            return done;
    }
    return {};
}

Result<void> StepTransfer::addKept(RecipeEdit &edit, const Lifted &lifted, const Line &line)
{
    QSet<LinkId> across;
    for (const Link &link : line.in + line.out)
        across.insert(link.id);
    for (const Link &link : lifted.links) {
        if (across.contains(link.id))
            continue;
        if (auto done = edit.add(link); !done)
            return done;
    }
    return {};
}

Result<void> StepTransfer::join(
    RecipeEdit &edit, const ElementId &from, const ElementId &to, GateOutcome outcome)
{
    Link link;
    link.id = edit.freeLinkId();
    link.from.element = from;
    link.to.element = to;
    link.outcome = outcome;
    return edit.add(link);
}

QRectF StepTransfer::extentOf(const Procedure &procedure, const Steps &steps)
{
    double left = 1e12, top = 1e12, right = -1e12, bottom = -1e12;
    for (const ElementId &id : steps) {
        const Position at = procedure.element(id)->position;
        left = std::min(left, at.x);
        right = std::max(right, at.x);
        top = std::min(top, at.y);
        bottom = std::max(bottom, at.y);
    }
    return {QPointF(left, top), QPointF(right, bottom)};
}

double StepTransfer::onGrid(double value)
{
    return std::round(value / 10) * 10;
}

} // namespace cytoloom
