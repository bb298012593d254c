// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/gaterules.h"

#include "processgraph/catalog/attributeset.h"
#include "processgraph/validation/phaseindex.h"
#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/rulehelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

bool hasCells(const ValidationContext &context)
{
    for (int i = 0; i < context.flow().count(); ++i) {
        if (!context.flow().has(i, StepPart::Ports))
            continue;
        for (const Port &port : context.flow().ports(i)) {
            const MaterialClass *material = materialOf(context, i, port);
            if (port.purpose == PortPurpose::Product && material && material->cells)
                return true;
        }
    }
    return false;
}

// What the steps bring in and do, and what their gates ask: all that a release test can rest on.
struct Inventory
{
    QSet<QString> materials;
    QSet<QString> phases;
    QSet<QString> release; ///< results that the finished product is judged by
    QSet<QString> before; ///< results that mandatory gates before that judge the batch by
};

// Gates behind the last step that changes the product: what they ask, the release may rest on. A
// count before harvest says nothing about what is in the bags.
QVector<bool> judgesFinished(const ValidationContext &context)
{
    const ProcedureFlow &flow = context.flow();
    const Digraph &steps = flow.flat();
    QVector<int> gates;
    QVector<bool> result(flow.count(), false);
    for (int i = 0; i < flow.count(); ++i) {
        if (flow.has(i, StepPart::Gate)) {
            gates.append(i);
            result[i] = true;
        }
    }
    QVector<int> changing;
    for (const ProcessWords::Word word :
        {ProcessWords::Culture, ProcessWords::Wash, ProcessWords::Formulate, ProcessWords::Fill})
        changing += phasesOf(context, word);
    // Backwards from the changing steps, once for all gates.
    QVector<int> starts;
    for (const int step : std::as_const(changing))
        starts.append(ProcedureFlow::enter(step));
    const QVector<bool> before = steps.reversed().reachable(starts, {});
    for (const int gate : std::as_const(gates))
        result[gate] = starts.isEmpty() || !before[ProcedureFlow::leave(gate)];
    return result;
}

Inventory inventory(const ValidationContext &context)
{
    Inventory result;
    const QVector<bool> finished = judgesFinished(context);
    const ProcedureFlow &flow = context.flow();
    const QStringList phases = context.once<PhaseIndex>().types();
    result.phases = QSet<QString>(phases.begin(), phases.end());
    for (int i = 0; i < flow.count(); ++i) {
        if (!flow.has(i, StepPart::Ports) && !flow.has(i, StepPart::Gate))
            continue;
        const Element &step = flow.element(i);
        for (const Port &port : step.ports) {
            const MaterialClass *material = materialOf(context, i, port);
            if (material && port.direction == PortDirection::In)
                result.materials.insert(material->id);
        }
        if (!step.gate || (!step.gate->mandatory && !step.gate->release))
            continue;
        QSet<QString> &asked = step.gate->release || finished[i] ? result.release : result.before;
        for (const Criterion &criterion : step.gate->criteria)
            asked.insert(criterion.attribute);
    }
    return result;
}

bool anyOf(const QStringList &wanted, const QSet<QString> &there)
{
    return std::any_of(
        wanted.begin(), wanted.end(), [&there](const QString &one) { return there.contains(one); });
}

// The first mandatory gate in process order that is no release; -1: none.
int firstGate(const ValidationContext &context)
{
    for (const int element : context.flow().order(-1)) {
        const auto &gate = context.flow().gate(element);
        if (gate && gate->mandatory && !gate->release)
            return element;
    }
    return -1;
}

void offerCriterion(const ValidationContext &context, const ProcessWords::ReleaseTest &test,
    int gate, Finding &finding)
{
    finding.fix = u"addCriterion"_s;
    finding.fixArgs = {{u"gate"_s, context.flow().element(gate).id.value()},
        {u"gate.en"_s, context.flow().element(gate).name.in(Language::En)},
        {u"gate.zh"_s, context.flow().element(gate).name.in(Language::Zh)},
        {u"results"_s, test.results.join(u';')}};
}

void releaseTests(const ValidationContext &context, int, FindingList &findings)
{
    if (!hasCells(context))
        return;
    const QVector<int> releases = releaseGates(context);
    if (releases.isEmpty()) {
        findings.add(u"GMP-IPC-01"_s, u"noRelease"_s, {context.place(-1)}, FindingArgs());
        return;
    }
    const Inventory there = inventory(context);
    const auto told = [&](const QString &what, const ProcessWords::ReleaseTest &test) -> Finding & {
        return findings.add(u"GMP-IPC-01"_s, what, {context.place(releases.last())},
            FindingArgs()
                .name(u"g"_s, context.flow().element(releases.last()))
                .name(u"test"_s, test.name),
            test.id);
    };
    for (const ProcessWords::ReleaseTest &test : ProcessWords::shipped().releaseTests()) {
        if (!test.materials.isEmpty() && !anyOf(test.materials, there.materials))
            continue;
        if (!anyOf(test.results, there.release) && !anyOf(test.phases, there.phases)) {
            const bool elsewhere = anyOf(test.results, there.before);
            Finding &finding = told(elsewhere ? u"onlyBefore"_s : u"missing"_s, test);
            // Another gate knows how it is measured and what is enough.
            if (elsewhere)
                offerCriterion(context, test, releases.last(), finding);
            continue;
        }
        if (test.inProcess && !anyOf(test.results, there.before)) {
            Finding &finding = told(u"onlyRelease"_s, test);
            const int gate = firstGate(context);
            if (gate >= 0)
                offerCriterion(context, test, gate, finding);
        }
    }
}

// A machine on the line reports it; a laboratory does otherwise.
bool isMeasuredInLine(const ValidationContext &context, const QString &result)
{
    const QVector<PhaseClass> &classes = context.catalog().phaseClasses();
    return std::any_of(classes.begin(), classes.end(),
        [&result](const PhaseClass &one) { return !one.manual && one.results.contains(result); });
}

void completeness(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    if (!step.gate)
        return;
    for (const Criterion &criterion : step.gate->criteria) {
        const FindingArgs args = FindingArgs().name(u"g"_s, step).name(u"test"_s, criterion.name);
        if (criterion.method.isEmpty())
            findings.add(
                u"GMP-IPC-05"_s, u"noMethod"_s, {context.place(i)}, args, criterion.attribute);
        QStringList needed {u"methodValidation"_s};
        if (!isMeasuredInLine(context, criterion.attribute))
            needed << u"samplingProcedure"_s << u"turnaround"_s;
        QVector<LocalizedText> missing;
        QString first;
        for (const QString &attribute : std::as_const(needed)) {
            if (criterion.attributes.has(attribute))
                continue;
            if (first.isEmpty())
                first = attribute;
            missing.append(AttributeSet::shipped().definition(attribute)->name);
        }
        if (missing.isEmpty())
            continue;
        Finding &finding = findings.add(u"GMP-IPC-05"_s, u"incomplete"_s, {context.place(i)},
            FindingArgs(args).names(u"list"_s, missing, u"; "_s), criterion.attribute);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"criterion"_s, criterion.attribute}, {u"attribute"_s, first}};
    }
}

// Quality decides here: what was pending is pending no more.
bool isDecision(const Element &element)
{
    return element.kind == ElementKind::Gate
        || std::any_of(
            element.signatures.begin(), element.signatures.end(), [](const SignaturePoint &point) {
                return point.meaning == SignatureMeaning::Approved
                    || point.meaning == SignatureMeaning::Released;
            });
}

void irreversible(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    QVector<int> final;
    for (int i = 0; i < flow.count(); ++i) {
        if (!flow.attributes(i).text(u"irreversible"_s).isEmpty())
            final.append(i);
    }
    if (final.isEmpty())
        return;
    QVector<bool> stops(flow.flatParallel().size(), false);
    for (int i = 0; i < flow.count(); ++i)
        stops[ProcedureFlow::enter(i)] = isDecision(flow.element(i))
            || !flow.attributes(i).text(u"conditionalWay"_s).isEmpty();
    QVector<const Link *> pending;
    QVector<int> starts;
    for (int i = 0; i < context.links().size(); ++i) {
        if (flow.linkOutcome(i) != GateOutcome::Pending)
            continue;
        const Link *link = context.links()[i];
        const int target = flow.toOf(i);
        if (stops[ProcedureFlow::enter(target)]
            || !link->attributes.text(u"conditionalWay"_s).isEmpty())
            continue;
        pending.append(link);
        starts.append(ProcedureFlow::enter(target));
    }
    const QVector<bool> open = flow.flatParallel().reachable(starts, stops);
    for (const int step : final) {
        if (starts.isEmpty() || !open[ProcedureFlow::enter(step)])
            continue;
        for (int at = 0; at < starts.size(); ++at) {
            const QVector<int> way
                = flow.flatParallel().path(starts[at], ProcedureFlow::enter(step), stops);
            if (way.isEmpty())
                continue;
            const int gate = flow.number(pending[at]->from.element);
            QVector<int> path {gate};
            for (const int vertex : way) {
                const int element = ProcedureFlow::elementOf(vertex);
                if (vertex < flow.start() && !path.contains(element))
                    path.append(element);
            }
            Finding &finding
                = findings.add(u"GMP-IPC-08"_s, u"pending"_s, context.places({step, gate}),
                    FindingArgs()
                        .name(u"n"_s, flow.element(step))
                        .name(u"g"_s, flow.element(gate))
                        .names(u"path"_s, namesOf(context, path)));
            finding.example.path = context.places(path);
            break;
        }
    }
}

} // namespace

QVector<RuleCheck> gateRules()
{
    return {
        {QLatin1String("GMP-IPC-01"), RuleScope::Recipe,
            Aspect::Control | Aspect::Matter | Aspect::Evidence | Aspect::Header, releaseTests},
        {QLatin1String("GMP-IPC-05"), RuleScope::Element, Aspect::Evidence | Aspect::Values,
            completeness},
        {QLatin1String("GMP-IPC-08"), RuleScope::Recipe, Aspect::Control | Aspect::Evidence,
            irreversible},
    };
}

} // namespace cytoloom::rules
