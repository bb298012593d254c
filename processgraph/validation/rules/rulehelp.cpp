// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/rulehelp.h"

#include "processgraph/validation/phaseindex.h"
#include "processgraph/validation/processwords.h"

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

QVector<LocalizedText> namesOf(const ValidationContext &context, const QVector<int> &elements)
{
    QVector<LocalizedText> names;
    for (const int number : elements) {
        const Element &element = context.flow().element(number);
        names.append(element.name.isEmpty() ? LocalizedText {element.id.value(), element.id.value()}
                                            : element.name);
    }
    return names;
}

Quantity minutes(Duration time)
{
    static const Unit unit = Unit::parse(u"min"_s).value();
    return {toSeconds(time) / 60, unit};
}

QString timeText(Duration time)
{
    return toReadable(time);
}

QString rangeText(const Range &range)
{
    const auto text = [](double value) { return QString::number(value, 'g', 6); };
    if (range.low && range.high)
        return text(*range.low) + u" … "_s + text(*range.high);
    return range.low ? u"≥ "_s + text(*range.low)
        : range.high ? u"≤ "_s + text(*range.high)
                     : u"–"_s;
}

FindingPlace portPlace(const ValidationContext &context, int element, const Port &port)
{
    FindingPlace place = context.place(element);
    place.port = port.id;
    return place;
}

const MaterialClass *materialOf(const ValidationContext &context, int element, const Port &port)
{
    if (!port.medium.isEmpty())
        return context.catalog().material(port.medium);
    for (const Link *link : context.linksAt(element, port.id)) {
        if (!link->medium.isEmpty())
            return context.catalog().material(link->medium);
    }
    return nullptr;
}

bool isFinalOutlet(const ValidationContext &context, int element, const Port &port)
{
    if (port.direction != PortDirection::Out || port.purpose != PortPurpose::Product
        || !context.linksAt(element, port.id).isEmpty())
        return false;
    const MaterialClass *material = materialOf(context, element, port);
    return material && material->cells;
}

QVector<int> phasesOf(const ValidationContext &context, int word)
{
    return context.once<PhaseIndex>().of(ProcessWords::shipped().ids(ProcessWords::Word(word)));
}

bool needsPeople(const ValidationContext &context, int element)
{
    const Element &step = context.flow().element(element);
    const PhaseClass *used = context.phaseClass(element);
    return step.kind == ElementKind::ManualStep || (used && used->manual) || !step.crew.isEmpty()
        || !step.signatures.isEmpty();
}

QVector<int> releaseGates(const ValidationContext &context)
{
    QVector<int> result;
    for (int i = 0; i < context.flow().count(); ++i) {
        if (context.flow().has(i, StepPart::Gate) && context.flow().gate(i)->release)
            result.append(i);
    }
    return result;
}

const Attributes *stating(const ValidationContext &context, int element, const QString &attribute)
{
    for (int at = element; at >= 0; at = context.flow().container(at)) {
        const Attributes &attributes = context.flow().attributes(at);
        if (attributes.has(attribute))
            return &attributes;
    }
    return nullptr;
}

} // namespace cytoloom::rules
