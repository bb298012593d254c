// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/controlrules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/validationcontext.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

// The step at which quality decides what becomes of a batch that did not pass: a gate, or a step
// that quality signs.
bool isDisposition(const Element &element)
{
    if (element.kind == ElementKind::Gate)
        return true;
    return std::any_of(
        element.signatures.begin(), element.signatures.end(), [](const SignaturePoint &point) {
            return point.role == u"qa"_s || point.role == u"qualified-person"_s
                || point.meaning == SignatureMeaning::Approved
                || point.meaning == SignatureMeaning::Released;
        });
}

// Something is done with the product or by people here; splits, joins and the like only route.
bool isWork(ElementKind kind)
{
    switch (kind) {
    case ElementKind::UnitProcedure:
    case ElementKind::Operation:
    case ElementKind::Phase:
    case ElementKind::Loop:
    case ElementKind::ManualStep:
    case ElementKind::Gate:
        return true;
    default:
        return false;
    }
}

QVector<int> targets(const ValidationContext &context, int gate, GateOutcome outcome)
{
    const Procedure &procedure = context.recipe().procedure;
    QVector<int> result;
    for (const LinkId &id : procedure.controlOut(context.flow().element(gate).id)) {
        const Link *link = procedure.link(id);
        if (link->outcome == outcome)
            result.append(context.flow().number(link->to.element));
    }
    return result;
}

QVector<int> entries(const QVector<int> &elements)
{
    QVector<int> result;
    for (const int element : elements)
        result.append(ProcedureFlow::enter(element));
    return result;
}

// From the fail link to work on the product path, or to the end of the procedure, with no decision
// of quality on the way. \p dispositions are the vertices where such ways stop.
QVector<int> undecidedWay(
    const ValidationContext &context, int gate, const QVector<bool> &dispositions)
{
    const ProcedureFlow &flow = context.flow();
    const Digraph &graph = flow.flatParallel();
    std::optional<QVector<bool>> product; // asked for only where a fail link leads to more work
    for (const int target : targets(context, gate, GateOutcome::Fail)) {
        const int start = ProcedureFlow::enter(target);
        QSet<int> seen {start};
        QVector<int> todo;
        if (!dispositions[start])
            todo.append(start);
        while (!todo.isEmpty()) {
            const int vertex = todo.takeLast();
            bool found = vertex == flow.finish();
            if (!found && vertex % 2 == 0
                && isWork(flow.element(ProcedureFlow::elementOf(vertex)).kind)) {
                if (!product)
                    product = graph.reachable(entries(targets(context, gate, GateOutcome::Pass)));
                found = (*product)[vertex];
            }
            if (found)
                return graph.path(start, vertex, dispositions);
            for (const int next : graph.next(vertex)) {
                if (dispositions[next] || seen.contains(next))
                    continue;
                seen.insert(next);
                todo.append(next);
            }
        }
    }
    return {};
}

// The elements of a way, each once, without those that only route.
QVector<int> stepsOf(const ValidationContext &context, const QVector<int> &way)
{
    QVector<int> result;
    QSet<int> seen;
    for (const int vertex : way) {
        const int element = ProcedureFlow::elementOf(vertex);
        if (vertex >= context.flow().start() || seen.contains(element))
            continue;
        seen.insert(element);
        const ElementKind kind = context.flow().element(element).kind;
        if (isWork(kind) || kind == ElementKind::Transition)
            result.append(element);
    }
    return result;
}

QVector<LocalizedText> namesOf(const ValidationContext &context, const QVector<int> &elements)
{
    QVector<LocalizedText> names;
    for (const int element : elements)
        names.append(context.flow().element(element).name);
    return names;
}

QVector<int> gatesOf(const ProcedureFlow &flow)
{
    QVector<int> result;
    for (int i = 0; i < flow.count(); ++i) {
        if (flow.element(i).kind == ElementKind::Gate)
            result.append(i);
    }
    return result;
}

void checkLinks(const ValidationContext &context, int gate, FindingList &findings)
{
    const Procedure &procedure = context.recipe().procedure;
    const Element &element = context.flow().element(gate);
    const FindingArgs args = FindingArgs().name(u"g"_s, element);
    if (!element.gate || element.gate->criteria.isEmpty())
        findings.add(u"GMP-IPC-06"_s, u"noCriteria"_s, {context.place(gate)}, args);
    for (const LinkId &id : procedure.controlOut(element.id)) {
        const Link *link = procedure.link(id);
        if (link->outcome != GateOutcome::None)
            continue;
        FindingPlace place = context.place(gate);
        place.link = link->id;
        findings.add(u"GMP-IPC-06"_s, u"noOutcome"_s, {place},
            FindingArgs(args).text(u"e"_s, link->id.value()));
    }
    for (const auto &[outcome, what] :
        {std::pair {GateOutcome::Pass, u"noPass"_s}, std::pair {GateOutcome::Fail, u"noFail"_s},
            std::pair {GateOutcome::Pending, u"noPending"_s}}) {
        if (targets(context, gate, outcome).isEmpty())
            findings.add(u"GMP-IPC-06"_s, what, {context.place(gate)}, args);
    }
}

} // namespace

void gateOutcomes(const ValidationContext &context, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const QVector<int> gates = gatesOf(flow);
    if (gates.isEmpty())
        return;
    QVector<bool> dispositions(flow.flatParallel().size(), false);
    for (int i = 0; i < flow.count(); ++i)
        dispositions[ProcedureFlow::enter(i)] = isDisposition(flow.element(i));
    for (const int gate : gates) {
        checkLinks(context, gate, findings);
        const QVector<int> way = undecidedWay(context, gate, dispositions);
        if (way.isEmpty())
            continue;
        const QVector<int> steps = stepsOf(context, way);
        const bool ends = way.last() == flow.finish();
        QVector<int> places {gate};
        places += steps;
        findings.add(u"GMP-IPC-06"_s, ends ? u"failEnds"_s : u"failReturns"_s,
            context.places(places),
            FindingArgs()
                .name(u"g"_s, flow.element(gate))
                .names(u"path"_s, namesOf(context, steps)));
    }
}

void gateBypass(const ValidationContext &context, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    QVector<int> mandatory;
    QVector<int> releases;
    for (const int gate : gatesOf(flow)) {
        const auto &specification = flow.element(gate).gate;
        if (specification && specification->release)
            releases.append(gate);
        else if (specification && specification->mandatory)
            mandatory.append(gate);
    }
    if (mandatory.isEmpty() || releases.isEmpty())
        return;
    const QVector<int> above = flow.flat().dominators(flow.start());
    const QVector<bool> reached = flow.flat().reachable({flow.start()});
    for (const int release : releases) {
        if (!reached[ProcedureFlow::enter(release)])
            continue; // GMP-STR-02
        QSet<int> dominators;
        for (int vertex = ProcedureFlow::enter(release); vertex >= 0; vertex = above[vertex])
            dominators.insert(vertex);
        for (const int gate : mandatory) {
            if (dominators.contains(ProcedureFlow::enter(gate)))
                continue;
            QVector<bool> blocked(flow.flat().size(), false);
            blocked[ProcedureFlow::enter(gate)] = true;
            const QVector<int> steps = stepsOf(
                context, flow.flat().path(flow.start(), ProcedureFlow::enter(release), blocked));
            QVector<int> places {gate};
            places += steps;
            findings.add(u"GMP-IPC-07"_s, u"bypass"_s, context.places(places),
                FindingArgs()
                    .name(u"g"_s, flow.element(gate))
                    .name(u"release"_s, flow.element(release))
                    .names(u"path"_s, namesOf(context, steps)),
                flow.element(release).id.value());
        }
    }
}

QVector<RuleCheck> controlRules()
{
    const Aspects everything
        = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Header;
    return {
        {QLatin1String("GMP-IPC-06"), RuleScope::Recipe, everything,
            [](const ValidationContext &context, int, FindingList &findings) {
                gateOutcomes(context, findings);
            }},
        {QLatin1String("GMP-IPC-07"), RuleScope::Recipe, everything,
            [](const ValidationContext &context, int, FindingList &findings) {
                gateBypass(context, findings);
            }},
    };
}

} // namespace cytoloom::rules
