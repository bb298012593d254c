// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/lineedits.h"

#include "processgraph/commands/connectionrules.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool takes(const Port &port, PortDirection direction, const QString &medium)
{
    return port.direction == direction && port.purpose != PortPurpose::Sample
        && port.purpose != PortPurpose::Waste
        && (port.medium.isEmpty() || medium.isEmpty() || port.medium == medium);
}

const Port *portFor(const QVector<Port> &ports, PortDirection direction, const QString &medium)
{
    const auto found = std::find_if(ports.cbegin(), ports.cend(),
        [&](const Port &port) { return takes(port, direction, medium); });
    return found == ports.cend() ? nullptr : &*found;
}

bool carriesMatter(LinkKind kind)
{
    return kind == LinkKind::Material;
}

/// The one control link that goes on from \p step; null where there is none or a choice.
const Link *wayOn(const Procedure &procedure, const ElementId &step)
{
    const QVector<LinkId> out = procedure.controlOut(step);
    if (out.size() == 1)
        return procedure.link(out.first());
    const Link *pass = nullptr;
    for (const LinkId &id : out) {
        const Link *link = procedure.link(id);
        if (link->outcome != GateOutcome::Pass)
            continue;
        if (pass)
            return nullptr;
        pass = link;
    }
    return pass;
}

/// The one material link at that side of \p step; null where there is none or several.
const Link *onlyMatter(const Procedure &procedure, const ElementId &step, bool incoming)
{
    const Link *only = nullptr;
    const QVector<LinkId> links = incoming ? procedure.incoming(step) : procedure.outgoing(step);
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (!carriesMatter(link->kind))
            continue;
        if (only)
            return nullptr;
        only = link;
    }
    return only;
}

bool mayReplace(const Procedure &procedure, const Link &link)
{
    return mayConnect(procedure, link).ok();
}

} // namespace

Result<void> LineEdits::mayInsert(const Procedure &procedure, const QVector<LinkId> &links,
    const ElementId &container, ElementKind kind, const QVector<Port> &ports)
{
    if (kind == ElementKind::Begin || kind == ElementKind::End)
        return Error(u"edit.insert.ends"_s);
    bool led = false;
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (!link)
            continue;
        if (link->kind == LinkKind::Control) {
            if (procedure.home(id) != container)
                return Error(u"edit.insert.elsewhere"_s);
            led = true;
        } else if (carriesMatter(link->kind) && portFor(ports, PortDirection::In, link->medium)
            && portFor(ports, PortDirection::Out, link->medium)) {
            led = true;
        }
    }
    if (!led)
        return Error(u"edit.insert.noPort"_s);
    return {};
}

Result<void> LineEdits::mayInsert(
    const Procedure &procedure, const ElementId &step, const QVector<LinkId> &links)
{
    const Element *element = procedure.element(step);
    if (!element)
        return Error(u"edit.connect.unknown"_s);
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (link && (link->from.element == step || link->to.element == step))
            return Error(u"edit.insert.own"_s);
    }
    return mayInsert(procedure, links, procedure.container(step), element->kind, element->ports);
}

Result<void> LineEdits::insert(
    RecipeEdit &edit, const ElementId &step, const QVector<LinkId> &links)
{
    if (auto may = mayInsert(edit.recipe().procedure, step, links); !may)
        return may;
    const bool standsInALine = !edit.recipe().procedure.controlIn(step).isEmpty()
        || !edit.recipe().procedure.controlOut(step).isEmpty();
    if (standsInALine) {
        if (auto done = bypass(edit, step); !done)
            return done;
        QVector<LinkId> left = edit.recipe().procedure.controlIn(step);
        if (edit.recipe().procedure.element(step)->kind != ElementKind::Gate)
            left += edit.recipe().procedure.controlOut(step);
        if (auto done = edit.remove({}, left); !done)
            return done;
    }
    for (const LinkId &id : links) {
        const Link *found = edit.recipe().procedure.link(id);
        if (!found)
            continue;
        const Link old = *found;
        Link first = old, second = old;
        first.to = {step, {}};
        second.from = {step, {}};
        second.id = edit.freeLinkId();
        second.outcome = GateOutcome::None;
        second.priority = 0;
        second.holdLimit.reset();
        if (old.kind != LinkKind::Control) {
            const QVector<Port> &ports = edit.recipe().procedure.element(step)->ports;
            const Port *in = portFor(ports, PortDirection::In, old.medium);
            const Port *out = portFor(ports, PortDirection::Out, old.medium);
            if (!carriesMatter(old.kind) || !in || !out)
                continue; // goes past it
            first.to.port = in->id;
            second.from.port = out->id;
            if (out->volume)
                second.volume = out->volume;
        } else if (edit.recipe().procedure.element(step)->kind == ElementKind::Gate) {
            second.outcome = GateOutcome::Pass; // what the line is for
        }
        if (auto done = edit.replace(first); !done)
            return done;
        if (auto done = edit.add(second); !done)
            return done;
    }
    return {};
}

bool LineEdits::canBypass(const Procedure &procedure, const ElementId &step)
{
    const Element *element = procedure.element(step);
    if (!element || element->kind == ElementKind::Begin || element->kind == ElementKind::End)
        return false;
    const Link *on = wayOn(procedure, step);
    const QVector<LinkId> in = procedure.controlIn(step);
    return on && !in.isEmpty() && std::any_of(in.cbegin(), in.cend(), [&](const LinkId &id) {
        Link joined = *procedure.link(id);
        joined.to = on->to;
        return joined.from.element != joined.to.element && mayReplace(procedure, joined);
    });
}

Result<void> LineEdits::bypass(RecipeEdit &edit, const ElementId &step)
{
    // Control: every way in goes on where the one way out led.
    if (const Link *found = wayOn(edit.recipe().procedure, step)) {
        const Link on = *found;
        bool joinedAny = false;
        const QVector<LinkId> in = edit.recipe().procedure.controlIn(step);
        for (const LinkId &id : in) {
            Link joined = *edit.recipe().procedure.link(id);
            joined.to = on.to;
            if (joined.from.element == joined.to.element
                || !mayReplace(edit.recipe().procedure, joined))
                continue;
            if (auto done = edit.replace(joined); !done)
                return done;
            joinedAny = true;
        }
        if (joinedAny) {
            if (auto done = edit.remove({}, {on.id}); !done)
                return done;
        }
    }
    // Matter: what flows through it flows past it.
    const Link *in = onlyMatter(edit.recipe().procedure, step, true);
    const Link *out = onlyMatter(edit.recipe().procedure, step, false);
    if (in && out && in->medium == out->medium) {
        Link joined = *in;
        const LinkId gone = out->id;
        joined.to = out->to;
        if (joined.from.element != joined.to.element
            && mayReplace(edit.recipe().procedure, joined)) {
            if (auto done = edit.replace(joined); !done)
                return done;
            if (auto done = edit.remove({}, {gone}); !done)
                return done;
        }
    }
    return {};
}

Result<void> LineEdits::removeAndClose(
    RecipeEdit &edit, const QVector<ElementId> &elements, const QVector<LinkId> &links)
{
    for (const ElementId &id : elements) {
        if (!edit.recipe().procedure.element(id))
            continue;
        if (auto done = bypass(edit, id); !done)
            return done;
    }
    return edit.remove(elements, links);
}

} // namespace cytoloom
