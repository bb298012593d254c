// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/genealogyrules.h"

#include "processgraph/validation/labelflow.h"
#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/rulehelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

std::optional<double> millilitres(const std::optional<Quantity> &volume)
{
    static const Unit unit = Unit::parse(u"mL"_s).value();
    const Result<Quantity> converted = volume ? volume->in(unit) : Result<Quantity>(Quantity());
    return volume && converted ? std::optional(converted->value) : std::nullopt;
}

bool carriesCells(const ValidationContext &context, int element, const Port &port)
{
    const MaterialClass *material = materialOf(context, element, port);
    return port.purpose == PortPurpose::Product && material && material->cells;
}

// --- GMP-GEN-01 -------------------------------------------------------------------------------

void partsExceed(
    const ValidationContext &context, int i, const Port &port, double parts, FindingList &findings)
{
    const std::optional<double> whole = millilitres(port.volume);
    const double tolerance = findings.number(u"GMP-GEN-01"_s, u"toleranceFraction"_s);
    if (!whole || parts <= *whole * (1 + tolerance))
        return;
    const FindingPlace place = portPlace(context, i, port);
    Finding &finding = findings.add(u"GMP-GEN-01"_s, u"exceeds"_s, {place},
        FindingArgs()
            .name(u"n"_s, context.flow().element(i))
            .number(u"x"_s, parts)
            .number(u"y"_s, *whole));
    const Unit unit = Unit::parse(u"mL"_s).value();
    finding.example.path = {place};
    finding.example.amount = Quantity {parts, unit};
    finding.example.limit = Quantity {*whole, unit};
}

// Bags of a filling step: "dose" in mL times "bags"; 0 where it does not say.
double filled(const ValidationContext &context, int i, double *bags)
{
    *bags = context.parameterValue(i, u"bags"_s).value_or(0);
    const std::optional<double> dose = context.parameterValue(i, u"dose"_s);
    const Parameter *own = context.flow().element(i).parameter(ParameterId(u"dose"_s));
    static const Unit unit = Unit::parse(u"mL"_s).value();
    const Result<double> converted
        = dose && own ? own->unit.convert(*dose, unit) : Result<double>(dose.value_or(0));
    return converted ? *converted * *bags : 0;
}

void split(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    int outlets = 0;
    int parts = 0;
    for (const Port &port : step.ports) {
        if (port.direction != PortDirection::Out || !carriesCells(context, i, port))
            continue;
        ++outlets;
        const QVector<const Link *> links = context.linksAt(step.id, port.id);
        parts += std::max(1, int(links.size()));
        double sum = 0;
        for (const Link *link : links)
            sum += millilitres(link->volume).value_or(0);
        if (links.size() > 1)
            partsExceed(context, i, port, sum, findings);
        double bags = 0;
        if (step.kind == ElementKind::Phase
            && ProcessWords::shipped().is(ProcessWords::Fill, step.type)) {
            partsExceed(context, i, port, filled(context, i, &bags), findings);
            parts = std::max(parts, int(bags));
        }
    }
    if (outlets == 0 || parts < 2 || stating(context, i, u"containerNumbering"_s))
        return;
    Finding &finding = findings.add(u"GMP-GEN-01"_s, u"noNumbering"_s, {context.place(i)},
        FindingArgs().name(u"n"_s, step).number(u"count"_s, parts));
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, u"containerNumbering"_s}};
}

// --- GMP-GEN-02 -------------------------------------------------------------------------------

void mergeCheck(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    int sources = 0;
    for (const Port &port : step.ports) {
        if (port.direction == PortDirection::In && carriesCells(context, i, port))
            sources += std::max(1, int(context.linksAt(step.id, port.id).size()));
    }
    if (sources < 2)
        return;
    const FindingArgs args = FindingArgs().name(u"n"_s, step).number(u"count"_s, sources);
    if (step.verification == VerificationKind::None)
        findings.add(u"GMP-GEN-02"_s, u"noCheck"_s, {context.place(i)}, args).fix
            = u"addSecondPerson"_s;
    if (!stating(context, i, u"mergedExpiry"_s)) {
        Finding &finding = findings.add(u"GMP-GEN-02"_s, u"noExpiry"_s, {context.place(i)}, args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs
            = {{u"attribute"_s, u"mergedExpiry"_s}, {u"value"_s, u"earliestAndWorst"_s}};
    }
}

void donors(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    int inlets = 0;
    for (int i = 0; i < flow.count() && inlets < 2; ++i) {
        for (const Port &port : flow.ports(i)) {
            const MaterialClass *material = materialOf(context, i, port);
            if (port.direction == PortDirection::In && material && material->cells
                && context.linksAt(i, port.id).isEmpty())
                ++inlets;
        }
    }
    if (inlets < 2)
        return; // nothing to mix
    const LabelFlow &labels = context.once<LabelFlow>();
    QSet<int> mixed; // unit procedures into which a mixture flows: said where it was mixed
    for (int i = 0; i < context.links().size(); ++i) {
        const Link *link = context.links()[i];
        const int giver = flow.fromOf(i);
        const int taker = flow.toOf(i);
        if (link->kind == LinkKind::Material && labels.source(giver) == LabelFlow::SeveralSources
            && flow.unitProcedure(giver) != flow.unitProcedure(taker))
            mixed.insert(flow.unitProcedure(taker));
    }
    QSet<int> said;
    for (int i = 0; i < flow.count(); ++i) {
        const int vessel = flow.unitProcedure(i);
        int takes = 0;
        int fromOutside = 0;
        for (const Port &port : flow.ports(i)) {
            const MaterialClass *material = materialOf(context, i, port);
            if (port.direction != PortDirection::In || !material || !material->cells)
                continue;
            ++takes;
            fromOutside += context.linksAt(i, port.id).isEmpty() ? 1 : 0;
        }
        const bool several = labels.source(i) == LabelFlow::SeveralSources || fromOutside > 1;
        if (takes == 0 || !several || mixed.contains(vessel) || said.contains(vessel)
            || stating(context, i, u"poolingLicence"_s) || stating(context, i, u"sameOrigin"_s))
            continue;
        if (vessel >= 0)
            said.insert(vessel);
        const QVector<int> path = labels.path(i, LabelFlow::Cells);
        Finding &finding = findings.add(u"GMP-GEN-02"_s, u"donors"_s, {context.place(i)},
            FindingArgs().name(u"n"_s, flow.element(i)).names(u"path"_s, namesOf(context, path)));
        finding.example.path = context.places(path);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"sameOrigin"_s}};
    }
}

// --- GMP-GEN-03 -------------------------------------------------------------------------------

void destinations(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    const bool stated = !step.attributes.text(u"disposition"_s).isEmpty();
    for (const Port &port : step.ports) {
        const bool matter
            = port.purpose == PortPurpose::Product || port.purpose == PortPurpose::Material;
        if (port.direction != PortDirection::Out || !matter || stated
            || !port.attributes.text(u"disposition"_s).isEmpty()
            || !context.linksAt(step.id, port.id).isEmpty())
            continue;
        Finding &finding
            = findings.add(u"GMP-GEN-03"_s, u"noDestination"_s, {portPlace(context, i, port)},
                FindingArgs().name(u"n"_s, step).name(u"m"_s, port.name));
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"disposition"_s}};
    }
}

// Product flows in, none flows out, and nothing says that it stays.
void sink(const ValidationContext &context, int unitProcedure, FindingList &findings)
{
    QVector<int> inside {unitProcedure};
    int taker = -1;
    for (qsizetype at = 0; at < inside.size(); ++at) {
        const int i = inside[at];
        const Element &step = context.flow().element(i);
        inside += context.flow().children(i).copy();
        if (!step.attributes.text(u"disposition"_s).isEmpty())
            return;
        for (const Port &port : step.ports) {
            if (!carriesCells(context, i, port))
                continue;
            if (port.direction == PortDirection::Out)
                return;
            if (!context.linksAt(step.id, port.id).isEmpty())
                taker = i;
        }
    }
    if (taker < 0)
        return;
    Finding &finding
        = findings.add(u"GMP-GEN-03"_s, u"sink"_s, context.places({unitProcedure, taker}),
            FindingArgs().name(u"n"_s, context.flow().element(unitProcedure)));
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, u"disposition"_s}};
}

// --- GMP-GEN-04 -------------------------------------------------------------------------------

QVector<int> entries(const ValidationContext &context, GateOutcome outcome, bool fails)
{
    QVector<int> result;
    for (int i = 0; i < context.links().size(); ++i) {
        const GateOutcome has = context.flow().linkOutcome(i);
        const bool wanted = fails ? has == outcome || has == GateOutcome::Pending : has == outcome;
        if (wanted && context.flow().linkKind(i) == LinkKind::Control && has != GateOutcome::None)
            result.append(ProcedureFlow::enter(context.flow().toOf(i)));
    }
    return result;
}

bool isWork(ElementKind kind)
{
    return kind == ElementKind::UnitProcedure || kind == ElementKind::Operation
        || kind == ElementKind::Phase || kind == ElementKind::Loop
        || kind == ElementKind::ManualStep;
}

// A control link from what only failed batches come to, into work that good ones do.
void rework(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const Digraph &graph = flow.flatParallel();
    const QVector<int> fails = entries(context, GateOutcome::Fail, true);
    if (fails.isEmpty())
        return;
    // Where a batch comes to that passes every gate.
    QVector<bool> blocked(graph.size(), false);
    for (const int entry : fails)
        blocked[entry] = true;
    for (const int entry : entries(context, GateOutcome::Pass, false))
        blocked[entry] = false;
    const QVector<bool> good = graph.reachable({flow.start()}, blocked);
    const QVector<bool> failed = graph.reachable(fails);
    // A merge on the way to the End is no rework: some work must lie behind it.
    QVector<int> work;
    for (int i = 0; i < flow.count(); ++i) {
        if (isWork(flow.kind(i)))
            work.append(ProcedureFlow::enter(i));
    }
    const QVector<bool> works = graph.reversed().reachable(work);
    for (int i = 0; i < context.links().size(); ++i) {
        if (flow.linkKind(i) != LinkKind::Control || flow.linkOutcome(i) != GateOutcome::None)
            continue;
        const Link *link = context.links()[i];
        const int from = flow.fromOf(i);
        const int to = flow.toOf(i);
        if (!failed[ProcedureFlow::leave(from)] || good[ProcedureFlow::leave(from)]
            || !good[ProcedureFlow::enter(to)] || !works[ProcedureFlow::enter(to)]
            || !link->attributes.text(u"reworkApproval"_s).isEmpty())
            continue;
        Finding &finding = findings.add(u"GMP-GEN-04"_s, u"rework"_s,
            {ValidationContext::place(*link), context.place(from), context.place(to)},
            FindingArgs().name(u"n"_s, flow.element(from)).name(u"other"_s, flow.element(to)));
        finding.example.path = context.places({from, to});
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"reworkApproval"_s}};
    }
}

void batchNumber(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.input().binding)
        return;
    const BatchBinding &binding = *context.input().binding;
    if (binding.batch.isEmpty()) {
        findings.add(u"GMP-GEN-04"_s, u"noNumber"_s, {context.place(-1)}, FindingArgs());
        return;
    }
    const auto other = std::find_if(binding.bookings.begin(), binding.bookings.end(),
        [&binding](const Booking &one) { return one.batch == binding.batch; });
    if (other == binding.bookings.end())
        return;
    FindingPlace place;
    place.unit = other->unit;
    place.room = other->room;
    Finding &finding = findings.add(u"GMP-GEN-04"_s, u"notUnique"_s, {place},
        FindingArgs()
            .text(u"b"_s, binding.batch.value())
            .text(u"product"_s, other->product)
            .text(u"q"_s, other->unit.value()));
    finding.example.batches = {binding.batch.value()};
}

} // namespace

QVector<RuleCheck> genealogyRules()
{
    const Aspects matter = Aspect::Control | Aspect::Matter | Aspect::Evidence;
    return {
        {QLatin1String("GMP-GEN-01"), RuleScope::Element,
            Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Header, split},
        {QLatin1String("GMP-GEN-02"), RuleScope::Element, Aspect::Matter | Aspect::Evidence,
            mergeCheck},
        {QLatin1String("GMP-GEN-02"), RuleScope::Recipe, matter | Aspect::Header, donors},
        {QLatin1String("GMP-GEN-03"), RuleScope::Element, Aspect::Matter | Aspect::Evidence,
            destinations},
        {QLatin1String("GMP-GEN-03"), RuleScope::UnitProcedure, matter, sink},
        {QLatin1String("GMP-GEN-04"), RuleScope::Recipe, Aspect::Control | Aspect::Evidence,
            rework},
        {QLatin1String("GMP-GEN-04"), RuleScope::Binding, Aspects(Aspect::Header), batchNumber},
    };
}

} // namespace cytoloom::rules
