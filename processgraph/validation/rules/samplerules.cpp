// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/samplerules.h"

#include "processgraph/validation/phaseindex.h"
#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/rulehelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

using Stage = ProcessWords::Stage;

QVector<int> phasesIn(const ValidationContext &context, const QStringList &classes)
{
    return context.once<PhaseIndex>().of(classes);
}

// By vertex: a gate, a phase that is a control, or a step that says that it is one.
QVector<bool> controlsOf(const ValidationContext &context)
{
    const ProcedureFlow &flow = context.flow();
    QVector<bool> controls(flow.flat().size(), false);
    for (int i = 0; i < flow.count(); ++i) {
        controls[ProcedureFlow::enter(i)] = flow.kind(i) == ElementKind::Gate
            || (flow.has(i, StepPart::Attributes)
                && !flow.attributes(i).texts(u"inProcessControl"_s).isEmpty());
    }
    for (const int phase : phasesOf(context, ProcessWords::InProcessControl))
        controls[ProcedureFlow::enter(phase)] = true;
    return controls;
}

// The steps of one stage behind which (or, for stages that say so, before which) nothing is
// controlled before the next stage begins.
void controlOfStage(const ValidationContext &context, const Stage &stage, const Digraph &reversed,
    const QVector<bool> &controls, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const QVector<int> steps = phasesIn(context, stage.phases);
    if (steps.isEmpty())
        return;
    const QVector<int> next = phasesIn(context, stage.until);
    QVector<int> ends {flow.finish()};
    for (const int one : next)
        ends.append(ProcedureFlow::enter(one));
    const QVector<bool> uncontrolled = reversed.reachable(ends, controls);
    QVector<bool> since;
    if (!stage.since.isEmpty()) {
        QVector<int> starts {flow.start()};
        for (const int one : phasesIn(context, stage.since))
            starts.append(ProcedureFlow::leave(one));
        since = flow.flat().reachable(starts, controls);
    }
    for (const int step : steps) {
        const Attributes *stated = stating(context, step, u"inProcessControl"_s);
        if (stated || !uncontrolled[ProcedureFlow::leave(step)]
            || (!since.isEmpty() && !since[ProcedureFlow::enter(step)]))
            continue;
        Finding &finding = findings.add(u"GMP-IPC-02"_s, u"noControl"_s, {context.place(step)},
            FindingArgs().name(u"n"_s, flow.element(step)).name(u"stage"_s, stage.name), stage.id);
        QVector<int> path {step};
        for (const int vertex : flow.flat().path(
                 ProcedureFlow::leave(step), ends.size() > 1 ? ends[1] : flow.finish(), controls)) {
            const int element = ProcedureFlow::elementOf(vertex);
            if (vertex < flow.start() && flow.kind(element) == ElementKind::Phase
                && !path.contains(element))
                path.append(element);
        }
        finding.example.path = context.places(path);
    }
}

void inProcessControl(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const QVector<bool> controls = controlsOf(context);
    const Digraph reversed = flow.flat().reversed();
    for (const Stage &stage : ProcessWords::shipped().stages())
        controlOfStage(context, stage, reversed, controls, findings);
}

struct SamplePort
{
    int element = -1;
    const Port *port = nullptr;
};

QVector<SamplePort> samplesFor(const ValidationContext &context, const QString &test)
{
    QVector<SamplePort> result;
    for (int i = 0; i < context.flow().count(); ++i) {
        if (!context.flow().has(i, StepPart::Ports))
            continue;
        const Element &step = context.flow().element(i);
        for (const Port &port : step.ports) {
            if (port.purpose == PortPurpose::Sample && port.direction == PortDirection::Out
                && testedFor(step, port).contains(test))
                result.append({i, &port});
        }
    }
    return result;
}

// The mandatory gate that asks for a result; -1: none does.
int gateAsking(const ValidationContext &context, const QString &result)
{
    for (int i = 0; i < context.flow().count(); ++i) {
        if (!context.flow().has(i, StepPart::Gate))
            continue;
        const auto &gate = context.flow().gate(i);
        if (!gate->mandatory && !gate->release)
            continue;
        for (const Criterion &criterion : gate->criteria) {
            if (criterion.attribute == result)
                return i;
        }
    }
    return -1;
}

QString statedText(const ValidationContext &context, const SamplePort &sample, const QString &id)
{
    const QString own = sample.port->attributes.text(id);
    return own.isEmpty() ? context.flow().attributes(sample.element).text(id) : own;
}

QVector<bool> reachableAfter(const ValidationContext &context, const QVector<int> &steps,
    const QVector<int> &blockedBy, bool included)
{
    const Digraph &graph = context.flow().flat();
    QVector<bool> blocked(graph.size(), false);
    for (const int step : blockedBy)
        blocked[ProcedureFlow::enter(step)] = true;
    QVector<int> starts;
    for (const int step : steps)
        starts.append(included ? ProcedureFlow::enter(step) : ProcedureFlow::leave(step));
    return graph.reachable(starts, blocked);
}

void mycoplasma(const ValidationContext &context, FindingList &findings)
{
    const int gate = gateAsking(context, u"mycoplasma"_s);
    if (gate < 0)
        return;
    const FindingArgs args = FindingArgs().name(u"g"_s, context.flow().element(gate));
    const QVector<SamplePort> samples = samplesFor(context, u"mycoplasma"_s);
    if (samples.isEmpty()) {
        findings.add(u"GMP-IPC-03"_s, u"noMycoplasmaSample"_s, {context.place(gate)}, args);
        return;
    }
    const QVector<int> washes = phasesOf(context, ProcessWords::Wash);
    // Behind a wash, and no culture since.
    const QVector<bool> washed
        = reachableAfter(context, washes, phasesOf(context, ProcessWords::Culture), false);
    const auto good = std::find_if(samples.begin(), samples.end(),
        [&](const SamplePort &one) { return !washed[ProcedureFlow::enter(one.element)]; });
    const SamplePort &best = good == samples.end() ? samples.first() : *good;
    const FindingPlace place = portPlace(context, best.element, *best.port);
    const FindingArgs where = FindingArgs().name(u"n"_s, context.flow().element(best.element));
    if (good == samples.end()) {
        Finding &finding = findings.add(u"GMP-IPC-03"_s, u"afterWash"_s, {place}, where);
        for (const int wash : washes) {
            const QVector<int> way = context.flow().flat().path(
                ProcedureFlow::leave(wash), ProcedureFlow::enter(best.element));
            if (!way.isEmpty())
                finding.example.path = context.places({wash, best.element});
        }
    }
    const QString matter = statedText(context, best, u"sampleMatter"_s);
    if (matter == u"cellsAndSupernatant"_s)
        return;
    Finding &finding = findings.add(
        u"GMP-IPC-03"_s, matter.isEmpty() ? u"noMatter"_s : u"matter"_s, {place}, where);
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, u"sampleMatter"_s}, {u"value"_s, u"cellsAndSupernatant"_s}};
}

void sterility(const ValidationContext &context, FindingList &findings)
{
    const int gate = gateAsking(context, u"sterility"_s);
    if (gate < 0)
        return;
    QVector<int> finals = phasesOf(context, ProcessWords::Formulate);
    finals += phasesOf(context, ProcessWords::Fill);
    const FindingArgs args = FindingArgs().name(u"g"_s, context.flow().element(gate));
    const QVector<SamplePort> samples = samplesFor(context, u"sterility"_s);
    const QVector<bool> isFinal = reachableAfter(context, finals, {}, true);
    const auto good = std::find_if(samples.begin(), samples.end(), [&](const SamplePort &one) {
        return finals.isEmpty() || isFinal[ProcedureFlow::enter(one.element)];
    });
    if (good == samples.end()) {
        const bool none = samples.isEmpty();
        findings.add(u"GMP-IPC-03"_s, none ? u"noSterilitySample"_s : u"notFinal"_s,
            none ? QVector<FindingPlace> {context.place(gate)}
                 : QVector<FindingPlace> {portPlace(
                     context, samples.first().element, *samples.first().port)},
            none ? args
                 : FindingArgs(args).name(u"n"_s, context.flow().element(samples.first().element)));
        return;
    }
    if (!statedText(context, *good, u"sterilityContainers"_s).isEmpty())
        return;
    Finding &finding = findings.add(u"GMP-IPC-03"_s, u"noContainers"_s,
        {portPlace(context, good->element, *good->port)},
        FindingArgs().name(u"n"_s, context.flow().element(good->element)));
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, u"sterilityContainers"_s}};
}

// GMP-IPC-09: from a sample outlet along matter links into something that is product.
void samplesReturn(const ValidationContext &context, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const QVector<const Link *> &links = context.links();
    QSet<int> handling; // steps that work on samples only
    QVector<int> todo;
    for (int i = 0; i < links.size(); ++i) {
        if (links[i]->from.port.isEmpty())
            continue;
        const Port *port = flow.element(flow.fromOf(i)).port(links[i]->from.port);
        if (port && port->purpose == PortPurpose::Sample)
            todo.append(i);
    }
    while (!todo.isEmpty()) {
        const int at = todo.takeLast();
        const Link *link = links[at];
        const int number = flow.toOf(at);
        const Element *taker = &flow.element(number);
        const Port *port = taker->port(link->to.port);
        const bool product = port
            && (port->purpose == PortPurpose::Product || port->purpose == PortPurpose::Material);
        const bool inVessel = flow.unitProcedure(number) >= 0;
        if (product && (inVessel || port->purpose == PortPurpose::Product)) {
            const QVector<FindingPlace> places {ValidationContext::place(*link),
                context.place(flow.fromOf(at)), context.place(number)};
            Finding &finding = findings.add(u"GMP-IPC-09"_s, u"returned"_s, places,
                FindingArgs().name(u"n"_s, flow.element(flow.fromOf(at))).name(u"other"_s, *taker));
            finding.example.path = places;
            finding.fix = u"removeLink"_s;
            continue;
        }
        if (handling.contains(number))
            continue;
        handling.insert(number);
        for (const int next : flow.linksAt(number)) {
            const Port *out
                = flow.fromOf(next) == number ? taker->port(links[next]->from.port) : nullptr;
            if (out && out->purpose != PortPurpose::Waste && links[next]->kind != LinkKind::Waste)
                todo.append(next);
        }
    }
}

void retention(const ValidationContext &context, FindingList &findings)
{
    const QVector<int> releases = releaseGates(context);
    if (releases.isEmpty() || !samplesFor(context, u"retention"_s).isEmpty()
        || !context.recipe().attributes.text(u"retentionExemption"_s).isEmpty())
        return;
    Finding &finding
        = findings.add(u"GMP-IPC-09"_s, u"noRetention"_s, {context.place(releases.first())},
            FindingArgs().name(u"g"_s, context.flow().element(releases.first())));
    finding.severity = Severity::Warning;
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, u"retentionExemption"_s}, {u"home"_s, u"recipe"_s}};
}

} // namespace

QStringList testedFor(const Element &step, const Port &port)
{
    const QStringList own = port.attributes.texts(u"testedFor"_s);
    return own.isEmpty() ? step.attributes.texts(u"testedFor"_s) : own;
}

QVector<RuleCheck> sampleRules()
{
    const Aspects all = Aspect::Control | Aspect::Matter | Aspect::Evidence | Aspect::Header;
    return {
        {QLatin1String("GMP-IPC-02"), RuleScope::Recipe, Aspect::Control | Aspect::Evidence,
            inProcessControl},
        {QLatin1String("GMP-IPC-03"), RuleScope::Recipe, all,
            [](const ValidationContext &context, int, FindingList &findings) {
                mycoplasma(context, findings);
                sterility(context, findings);
            }},
        {QLatin1String("GMP-IPC-09"), RuleScope::Recipe, all,
            [](const ValidationContext &context, int, FindingList &findings) {
                samplesReturn(context, findings);
                retention(context, findings);
            }},
    };
}

} // namespace cytoloom::rules
