// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/balancerules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/volumetrack.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

QVector<LocalizedText> namesOf(const ValidationContext &context, const QVector<int> &elements)
{
    QVector<LocalizedText> names;
    for (const int element : elements)
        names.append(context.flow().element(element).name);
    return names;
}

void checkVessel(const ValidationContext &context, int unitProcedure, FindingList &findings)
{
    const VolumeTrack track(context, unitProcedure);
    if (!track.isKnown())
        return;
    const double tolerance = std::max(findings.number(u"GMP-BAL-01"_s, u"toleranceMl"_s),
        findings.number(u"GMP-BAL-01"_s, u"toleranceFraction"_s) * track.throughput());
    const Element &vessel = context.flow().element(unitProcedure);
    const PlantUnit *unit = context.unitOf(unitProcedure);
    const auto args = [&](int element) {
        return FindingArgs()
            .name(u"n"_s, context.flow().element(element))
            .name(u"vessel"_s, vessel)
            .text(u"q"_s, unit ? unit->id.value() : vessel.role.value())
            .number(u"tolerance"_s, tolerance);
    };
    for (const int element : track.elements()) {
        const VolumeTrack::Step &step = track.step(element);
        if (context.flow().element(element).isContainer() && !step.residual)
            continue; // its steps have said it
        if (std::min(step.computed.low, step.during.low) < -tolerance) {
            const QVector<int> path = track.pathTo(element, false);
            findings.add(u"GMP-BAL-01"_s, u"negative"_s, context.places({element, unitProcedure}),
                args(element)
                    .number(u"volume"_s, std::min(step.computed.low, step.during.low))
                    .names(u"path"_s, namesOf(context, path)));
        } else if (step.residual
            && (step.computed.low < *step.residual - tolerance
                || step.computed.high > *step.residual + tolerance)) {
            const bool less = step.computed.low < *step.residual - tolerance;
            findings.add(u"GMP-BAL-01"_s, u"residual"_s, context.places({element, unitProcedure}),
                args(element)
                    .number(u"residual"_s, *step.residual)
                    .number(u"volume"_s, less ? step.computed.low : step.computed.high)
                    .names(u"path"_s, namesOf(context, track.pathTo(element, !less))));
        }
    }
    const VolumeTrack::Level end = track.end();
    if (!track.step(unitProcedure).drained && end.high > tolerance)
        findings.add(u"GMP-BAL-01"_s, u"leftOver"_s, {context.place(unitProcedure)},
            args(unitProcedure).number(u"volume"_s, end.high));
}

// What leaves one step must arrive at the other.
void checkLink(const ValidationContext &context, int number, FindingList &findings)
{
    const Link *link = context.links()[number];
    if (link->kind == LinkKind::Control || link->kind == LinkKind::Sync)
        return;
    const double smallest = findings.number(u"GMP-BAL-01"_s, u"toleranceMl"_s);
    const double fraction = findings.number(u"GMP-BAL-01"_s, u"toleranceFraction"_s);
    std::optional<double> volumes[2];
    const Endpoint *ends[2] = {&link->from, &link->to};
    for (int i = 0; i < 2; ++i) {
        const Element *element = context.recipe().procedure.element(ends[i]->element);
        const Port *port = element ? element->port(ends[i]->port) : nullptr;
        // A port with several links shares its volume among them: no sum to compare.
        if (port && port->volume && context.linksAt(element->id, port->id).size() == 1)
            volumes[i] = VolumeTrack::volumeOf(context, element->id, *port);
    }
    const auto differ = [&](std::optional<double> one, std::optional<double> other) {
        return one && other
            && std::abs(*one - *other) > std::max(smallest, fraction * std::max(*one, *other));
    };
    // What is written at the line itself stands between the two.
    static const Unit millilitres = Unit::parse(u"mL"_s).value();
    const auto own = link->volume ? link->volume->in(millilitres) : Result<Quantity>(Quantity());
    if (link->volume && own) {
        if (differ(volumes[0], own->value))
            volumes[1] = own->value;
        else if (differ(own->value, volumes[1]))
            volumes[0] = own->value;
    }
    if (!differ(volumes[0], volumes[1]))
        return;
    QVector<FindingPlace> places {ValidationContext::place(*link)};
    for (const Endpoint *end : ends) {
        places.append(context.place(context.flow().number(end->element)));
        places.last().port = end->port;
    }
    findings.add(u"GMP-BAL-01"_s, u"link"_s, places,
        FindingArgs()
            .text(u"e"_s, link->id.value())
            .name(u"n"_s, *context.recipe().procedure.element(link->from.element))
            .name(u"other"_s, *context.recipe().procedure.element(link->to.element))
            .number(u"out"_s, *volumes[0])
            .number(u"in"_s, *volumes[1]));
}

} // namespace

QVector<RuleCheck> balanceRules()
{
    return {
        {QLatin1String("GMP-BAL-01"), RuleScope::UnitProcedure,
            Aspect::Control | Aspect::Matter | Aspect::Values, checkVessel},
        {QLatin1String("GMP-BAL-01"), RuleScope::Link, Aspect::Matter, checkLink},
    };
}

} // namespace cytoloom::rules
