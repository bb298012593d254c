// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/connectionrules.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

Error refusal(const char *what, QMap<QString, QString> args = {})
{
    return Error(u"edit.connect."_s + QLatin1String(what), std::move(args));
}

LinkKind kindOfMatter(const Port &port)
{
    switch (port.purpose) {
    case PortPurpose::Sample:
        return LinkKind::Sample;
    case PortPurpose::Waste:
        return LinkKind::Waste;
    default:
        return LinkKind::Material;
    }
}

Result<void> controlMay(const Procedure &procedure, const Link &link)
{
    const Element *from = procedure.element(link.from.element);
    const Element *to = procedure.element(link.to.element);
    if (procedure.container(from->id) != procedure.container(to->id))
        return refusal("otherContainer");
    if (to->kind == ElementKind::Begin)
        return refusal("intoBegin");
    if (from->kind == ElementKind::End)
        return refusal("outOfEnd");
    return {};
}

Result<void> matterMay(const Procedure &procedure, const Link &link)
{
    const Port *from = procedure.element(link.from.element)->port(link.from.port);
    const Port *to = procedure.element(link.to.element)->port(link.to.port);
    if (!from || (!to && link.kind == LinkKind::Material))
        return refusal("onePort");
    if (from->direction != PortDirection::Out || (to && to->direction != PortDirection::In))
        return refusal("direction");
    if (to && !from->medium.isEmpty() && !to->medium.isEmpty() && from->medium != to->medium)
        return refusal("medium", {{u"from"_s, from->medium}, {u"to"_s, to->medium}});
    if (to && to->purpose == PortPurpose::Product
        && (from->purpose == PortPurpose::Waste || from->purpose == PortPurpose::Sample))
        return refusal("purpose");
    return {};
}

// The first answer of the gate that leads nowhere yet; several may lead to the same step.
GateOutcome nextOutcome(const Procedure &procedure, const ElementId &gate)
{
    const QVector<LinkId> out = procedure.controlOut(gate);
    for (const GateOutcome outcome : {GateOutcome::Pass, GateOutcome::Fail, GateOutcome::Pending}) {
        const bool led = std::any_of(out.cbegin(), out.cend(),
            [&](const LinkId &id) { return procedure.link(id)->outcome == outcome; });
        if (!led)
            return outcome;
    }
    return GateOutcome::Pass;
}

} // namespace

Result<void> mayConnect(const Procedure &procedure, const Link &link)
{
    const Element *from = procedure.element(link.from.element);
    const Element *to = procedure.element(link.to.element);
    if (!from || !to)
        return refusal("unknown");
    if (from == to)
        return refusal("self");
    const QVector<LinkId> existing = procedure.outgoing(from->id);
    for (const LinkId &id : existing) {
        const Link *other = procedure.link(id);
        if (other && other->id != link.id && other->kind == link.kind && other->from == link.from
            && other->to == link.to && other->outcome == link.outcome)
            return refusal("twice");
    }
    switch (link.kind) {
    case LinkKind::Control:
        return controlMay(procedure, link);
    case LinkKind::Sync:
        if (from->kind != ElementKind::Phase || to->kind != ElementKind::Phase)
            return refusal("syncPhases");
        if (procedure.unitProcedure(from->id) == procedure.unitProcedure(to->id))
            return refusal("syncUnit");
        return {};
    default:
        return matterMay(procedure, link);
    }
}

Result<Link> proposedLink(const Procedure &procedure, const Endpoint &from, const Endpoint &to)
{
    Link link;
    link.from = from;
    link.to = to;
    const Element *source = procedure.element(from.element);
    const Port *port = source ? source->port(from.port) : nullptr;
    if (port) {
        link.kind = kindOfMatter(*port);
        link.medium = port->medium;
        link.volume = port->volume;
        link.connection = Connection::Weld;
    } else if (!to.port.isEmpty()) {
        return refusal("onePort");
    } else if (source && source->kind == ElementKind::Gate) {
        link.outcome = nextOutcome(procedure, source->id);
    }
    if (auto may = mayConnect(procedure, link); !may)
        return may.error();
    return link;
}

} // namespace cytoloom
