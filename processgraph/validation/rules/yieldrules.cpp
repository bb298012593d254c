// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/yieldrules.h"

#include "processgraph/validation/celltrack.h"
#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/rulehelp.h"
#include "processgraph/validation/rules/samplerules.h"

#include <algorithm>
#include <cmath>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

Quantity millilitres(double volume)
{
    static const Unit unit = Unit::parse(u"mL"_s).value();
    return {volume, unit};
}

Quantity millionCells(double cells)
{
    static const Unit unit = Unit::parse(u"cells"_s).value();
    return {cells * 1e6, unit};
}

void sterilityVolume(
    const ValidationContext &context, const CellTrack::Sample &sample, FindingList &findings)
{
    const Element &step = context.flow().element(sample.element);
    const Port *port = step.port(sample.port);
    if (!port || !testedFor(step, *port).contains(u"sterility"_s) || sample.available < 1)
        return;
    // Ph. Eur. 2.6.27: 1 % of 10 … 1000 mL, 100 µL of 1 … 10 mL; more is the site's to say.
    const double whole = std::min(sample.available, 1000.0);
    const double needed = whole < 10
        ? findings.number(u"GMP-BAL-02"_s, u"sterilitySmallMl"_s)
        : whole * findings.number(u"GMP-BAL-02"_s, u"sterilityFraction"_s);
    if (sample.volume >= needed)
        return;
    const FindingPlace place = portPlace(context, sample.element, *port);
    Finding &finding = findings.add(u"GMP-BAL-02"_s, u"sterilitySmall"_s, {place},
        FindingArgs()
            .name(u"n"_s, step)
            .number(u"x"_s, sample.volume)
            .number(u"y"_s, needed)
            .number(u"whole"_s, sample.available));
    finding.example.path = {place};
    finding.example.amount = millilitres(sample.volume);
    finding.example.limit = millilitres(needed);
}

// The steps that take samples, those that take most cells first.
QVector<int> samplers(const CellTrack &cells)
{
    QVector<CellTrack::Sample> samples = cells.samples();
    std::stable_sort(samples.begin(), samples.end(),
        [](const CellTrack::Sample &one, const CellTrack::Sample &other) {
            return one.cells[CellTrack::Nominal] > other.cells[CellTrack::Nominal];
        });
    QVector<int> result;
    for (const CellTrack::Sample &sample : std::as_const(samples)) {
        if (!result.contains(sample.element) && result.size() < 8)
            result.append(sample.element);
    }
    return result;
}

/// What is inside a unit procedure, itself included.
QVector<int> inside(const ValidationContext &context, int unitProcedure)
{
    QVector<int> result {unitProcedure};
    for (qsizetype at = 0; at < result.size(); ++at)
        result += context.flow().children(result[at]).copy();
    return result;
}

void yieldLimits(const ValidationContext &context, int unitProcedure, FindingList &findings)
{
    bool in = false;
    bool out = false;
    bool limits = false;
    bool action = !context.recipe().attributes.text(u"yieldAction"_s).isEmpty();
    for (const int i : inside(context, unitProcedure)) {
        const Element &step = context.flow().element(i);
        limits = limits || !step.attributes.range(u"yieldLimits"_s).isEmpty();
        action = action || !step.attributes.text(u"yieldAction"_s).isEmpty();
        for (const Port &port : step.ports) {
            const MaterialClass *material = materialOf(context, i, port);
            if (!material || !material->cells)
                continue;
            // Seed of the bill of materials is what the yield is counted from.
            in = in
                || (port.purpose == PortPurpose::Material && port.direction == PortDirection::In);
            if (port.purpose != PortPurpose::Product)
                continue;
            // What comes from outside is received, not made of something.
            const bool received = port.direction == PortDirection::In
                && context.linksAt(step.id, port.id).isEmpty();
            (port.direction == PortDirection::In ? in : out) |= !received;
        }
    }
    if (!in || !out || (limits && action))
        return;
    Finding &finding = findings.add(u"GMP-BAL-04"_s, limits ? u"noAction"_s : u"noLimits"_s,
        {context.place(unitProcedure)},
        FindingArgs().name(u"n"_s, context.flow().element(unitProcedure)));
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, limits ? u"yieldAction"_s : u"yieldLimits"_s}};
}

void labelCount(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const QVector<int> fills = phasesOf(context, ProcessWords::Fill);
    const QVector<int> releases = releaseGates(context);
    if (fills.isEmpty() || releases.isEmpty())
        return;
    QVector<bool> counted(flow.flat().size(), false);
    for (int i = 0; i < flow.count(); ++i) {
        const PhaseClass *used = context.phaseClass(i);
        if (used && used->results.contains(u"labelDifference"_s))
            counted[ProcedureFlow::enter(i)] = true;
    }
    QVector<int> starts;
    for (const int fill : fills)
        starts.append(ProcedureFlow::leave(fill));
    const QVector<bool> uncounted = flow.flat().reachable(starts, counted);
    for (const int release : releases) {
        if (!uncounted[ProcedureFlow::enter(release)])
            continue;
        Finding &finding = findings.add(u"GMP-BAL-05"_s, u"noReconciliation"_s,
            context.places({release, fills.first()}),
            FindingArgs()
                .name(u"g"_s, flow.element(release))
                .name(u"n"_s, flow.element(fills.first())));
        finding.example.path = context.places({fills.first(), release});
    }
}

void labelDifference(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.input().binding)
        return;
    static const Unit one = Unit::parse(u"1"_s).value();
    const Attributes &stated = context.input().binding->attributes;
    const auto count = [&stated](const QString &id) { return stated.number(id, one).value_or(0); };
    // Until labels have been used there is nothing to reconcile.
    if (!stated.has(u"labelsIssued"_s) || !stated.has(u"labelsUsed"_s))
        return;
    const double accounted = count(u"labelsUsed"_s) + count(u"labelsOnRecord"_s)
        + count(u"labelsSpoiled"_s) + count(u"labelsDestroyed"_s);
    const double difference = count(u"labelsIssued"_s) - accounted;
    if (difference == 0)
        return;
    QVector<int> places = releaseGates(context);
    if (places.isEmpty())
        places.append(-1);
    Finding &finding = findings.add(u"GMP-BAL-05"_s, u"difference"_s, context.places(places),
        FindingArgs()
            .number(u"x"_s, std::abs(difference))
            .number(u"issued"_s, count(u"labelsIssued"_s))
            .number(u"accounted"_s, accounted));
    finding.example.amount = Quantity {difference, one};
    finding.example.limit = Quantity {0, one};
    finding.example.batches = {context.input().binding->batch.value()};
}

} // namespace

void samplesAndDose(const ValidationContext &context, const CellTrack &cells, FindingList &findings)
{
    if (!cells.isKnown())
        return;
    double taken = 0;
    for (const CellTrack::Sample &sample : cells.samples()) {
        sterilityVolume(context, sample, findings);
        taken += sample.cells[CellTrack::Nominal];
    }
    const CellTrack::Dose &dose = cells.dose();
    if (!dose.isKnown() || dose.least <= 0)
        return;
    if (dose.attribute == u"carCells"_s)
        taken *= cells.product(CellTrack::Nominal).car / 100;
    const double planned = cells.doseFigure(CellTrack::Nominal);
    const double margin = findings.number(u"GMP-BAL-03"_s, u"margin"_s);
    const QVector<int> steps = samplers(cells);
    const bool bySamples = planned < dose.least && planned + taken >= dose.least;
    const double limit = bySamples ? dose.least : dose.least * margin;
    // Nothing at all means that the flow is cut, which is no matter of yields.
    if (planned >= limit || planned <= 0)
        return;
    QVector<int> places {dose.gate};
    if (bySamples)
        places += steps;
    Finding &finding = findings.add(bySamples ? u"GMP-BAL-02"_s : u"GMP-BAL-03"_s,
        bySamples ? u"dose"_s : u"below"_s, context.places(places),
        FindingArgs()
            .name(u"g"_s, context.flow().element(dose.gate))
            .number(u"x"_s, planned)
            .number(u"y"_s, dose.least)
            .number(u"margin"_s, margin)
            .number(u"worst"_s, cells.doseFigure(CellTrack::Worst))
            .number(u"taken"_s, taken)
            .names(u"path"_s, namesOf(context, steps), u", "_s));
    finding.example.path = context.places(places);
    finding.example.amount = millionCells(planned);
    finding.example.limit = millionCells(limit);
}

QVector<RuleCheck> yieldRules()
{
    return {
        {QLatin1String("GMP-BAL-04"), RuleScope::UnitProcedure,
            Aspect::Control | Aspect::Matter | Aspect::Evidence | Aspect::Header, yieldLimits},
        {QLatin1String("GMP-BAL-05"), RuleScope::Recipe, Aspect::Control | Aspect::Evidence,
            labelCount},
        {QLatin1String("GMP-BAL-05"), RuleScope::Binding,
            Aspect::Control | Aspect::Evidence | Aspect::Header, labelDifference},
    };
}

} // namespace cytoloom::rules
