// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a phase says about matter that went through its ports.
#include "processgraph/execution/phaserunner.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

struct Measured
{
    double value = 0;
    QString unit;
    QString tag; ///< the instrument
};

QString portPurpose(LinkKind kind)
{
    switch (kind) {
    case LinkKind::Sample:
        return u"sample"_s;
    case LinkKind::Waste:
        return u"waste"_s;
    default:
        return u"material"_s;
    }
}

/// The signals that measure what goes through a port: the totaliser of its pump, the sampler's
/// volume, a scale.
QStringList instruments(const Port &port, bool isSample)
{
    if (port.direction == PortDirection::In)
        return {u"inlet.total.pv"_s};
    if (isSample)
        return {u"SAMPLER:volume.pv"_s};
    return {u"outlet.total.pv"_s, u"weight.pv"_s};
}

/// A Record step of the run logic has taken the instrument's value as a result of this run.
std::optional<Measured> measured(const ExecutionContext &context, const BatchState &state,
    const Element &element, const QStringList &signalNames)
{
    const PhaseClass *logic = context.phaseClass(element.type);
    const QMap<QString, ResultValue> reported = state.status(element.id).reported;
    std::optional<Measured> found;
    for (const LogicStep &step : logic ? logic->run : QVector<LogicStep>()) {
        const QString signal = step.expression.trimmed();
        const auto result = reported.constFind(step.result);
        if (step.kind != LogicKind::Record || !signalNames.contains(signal)
            || result == reported.constEnd())
            continue;
        const double *value = std::get_if<double>(&*result);
        const TagDefinition *tag = context.tag(state, element.id, signal);
        if (value && tag)
            found = Measured {*value, tag->unit.symbol(), tag->id.value()};
    }
    return found;
}

JsonValue valueOrNull(const std::optional<Quantity> &quantity)
{
    return quantity ? JsonValue(quantity->value) : JsonValue();
}

} // namespace

/// What went through the ports: measured where an instrument tells, else as the recipe states it;
/// "basis" says which.
void PhaseRunner::reportMaterial(const Element &element)
{
    const Procedure &procedure = m_transaction.procedure();
    QStringList linked;
    const QVector<LinkId> links = procedure.outgoing(element.id) + procedure.incoming(element.id);
    for (const LinkId &linkId : links) {
        const Link *link = procedure.link(linkId);
        if (link->kind == LinkKind::Control || link->kind == LinkKind::Sync)
            continue;
        const bool out = link->from.element == element.id;
        linked << (out ? link->from.port : link->to.port).value();
        const Port *port = element.port(link->from.port);
        if (out && port) // otherwise its source reports it
            reportMoved(element, *port, link);
    }
    for (const Port &port : element.ports) {
        if (!linked.contains(port.id.value()))
            reportMoved(element, port, nullptr);
    }
}

void PhaseRunner::reportMoved(const Element &element, const Port &port, const Link *link)
{
    const std::optional<Quantity> nominal = link && link->volume ? link->volume : port.volume;
    const bool isSample
        = (link && link->kind == LinkKind::Sample) || port.purpose == PortPurpose::Sample;
    std::optional<Measured> real
        = measured(m_context, m_transaction.state(), element, instruments(port, isSample));
    const auto mL = Unit::parse(u"mL"_s);
    const auto realUnit = real ? Unit::parse(real->unit) : mL;
    // A scale tells a mass: it stands beside the nominal volume.
    const bool isVolume = real && mL && realUnit && realUnit->isConvertibleTo(*mL);
    const bool isMass = real && !isVolume;
    const QString unit = isVolume ? real->unit : nominal ? nominal->unit.symbol() : QString();
    const auto text = [](const QString &value) { return eventdata::textOrNull(value); };
    const JsonValue direction
        = link ? JsonValue() : text(port.direction == PortDirection::In ? u"in"_s : u"out"_s);
    m_transaction.emitEvent(event::MaterialMoved, element.id,
        {{"link", link ? JsonValue(link->id.value()) : JsonValue()}, {"port", port.id.value()},
            {"to", link ? JsonValue(link->to.element.value()) : JsonValue()},
            {"purpose", link ? JsonValue(portPurpose(link->kind)) : JsonValue()},
            {"direction", direction}, {"medium", text(link ? link->medium : port.medium)},
            {"bomLine", link ? JsonValue() : text(port.bomLine)},
            {"volume", isVolume ? JsonValue(real->value) : valueOrNull(nominal)},
            {"unit", text(unit)},
            {"basis",
                isVolume      ? JsonValue(u"measured"_s)
                    : nominal ? JsonValue(u"nominal"_s)
                              : JsonValue()},
            {"nominal", isVolume ? valueOrNull(nominal) : JsonValue()},
            {"nominalUnit", isVolume && nominal ? JsonValue(nominal->unit.symbol()) : JsonValue()},
            {"mass", isMass ? JsonValue(real->value) : JsonValue()},
            {"massUnit", isMass ? JsonValue(real->unit) : JsonValue()},
            {"instrument", real ? JsonValue(real->tag) : JsonValue()}});
}

} // namespace cytoloom
