// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/structurerules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/validationcontext.h"

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

QVector<int> ofKind(const ProcedureFlow &flow, int container, ElementKind kind)
{
    QVector<int> result;
    for (const int child : flow.children(container)) {
        if (flow.kind(child) == kind)
            result.append(child);
    }
    return result;
}

LocalizedText nameOf(const ValidationContext &context, int container)
{
    if (container < 0)
        return context.recipe().name;
    const Element &element = context.flow().element(container);
    return element.name.isEmpty() ? LocalizedText {element.id.value(), element.id.value()}
                                  : element.name;
}

QString wordOf(const ProcedureFlow &flow, const BlockProblem &problem)
{
    switch (problem.kind) {
    case BlockProblem::ForkWithoutSplit:
        return u"fork"_s;
    case BlockProblem::MergeWithoutJoin:
        return u"merge"_s;
    case BlockProblem::LeftoverToken:
        return flow.kind(problem.element) == ElementKind::End ? u"notJoined"_s : u"leftover"_s;
    case BlockProblem::Deadlock:
        return u"deadlock"_s;
    case BlockProblem::NotJoined:
        break;
    }
    return u"notJoined"_s;
}

void beginAndEnd(const ValidationContext &context, int container, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    FindingArgs args;
    args.name(u"container"_s, nameOf(context, container));
    for (const auto &[kind, none, many, linked] :
        {std::tuple {ElementKind::Begin, u"noBegin"_s, u"manyBegins"_s, u"beginEntered"_s},
            std::tuple {ElementKind::End, u"noEnd"_s, u"manyEnds"_s, u"endLeft"_s}}) {
        const QVector<int> found = ofKind(flow, container, kind);
        if (found.isEmpty())
            findings.add(u"GMP-STR-01"_s, none, {context.place(container)}, args).fix
                = kind == ElementKind::Begin ? u"addBegin"_s : u"addEnd"_s;
        if (found.size() > 1)
            findings.add(u"GMP-STR-01"_s, many, context.places(found),
                FindingArgs(args).number(u"count"_s, double(found.size())));
        for (const int one : found) {
            const bool wrong = kind == ElementKind::Begin ? !flow.previous(one).isEmpty()
                                                          : !flow.next(one).isEmpty();
            if (wrong)
                findings.add(u"GMP-STR-01"_s, linked, {context.place(one)}, args);
        }
    }
}

// One finding per island: the step to mend first, then the rest of it. Where Begin or End is
// missing GMP-STR-01 has said so, and everything would be an island. Vertices are places among the
// siblings: control links stay within a container.
void reachability(const ValidationContext &context, int container, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const Numbers children = flow.children(container);
    QVector<Digraph::Edge> edges;
    QVector<int> begins;
    QVector<int> ends;
    for (int i = 0; i < children.size(); ++i) {
        for (const int to : flow.next(children[i]))
            edges.append({i, flow.placeAmongSiblings(to)});
        if (flow.kind(children[i]) == ElementKind::Begin)
            begins.append(i);
        else if (flow.kind(children[i]) == ElementKind::End)
            ends.append(i);
    }
    const Digraph control(int(children.size()), edges);
    const Digraph backward = control.reversed();
    const auto report = [&](const Digraph &graph, const Digraph &reverse, const QVector<int> &from,
                            const QString &what) {
        if (from.isEmpty())
            return;
        QVector<bool> done = graph.reachable(from);
        for (const bool rootsOnly : {true, false}) { // what has no way in first, then bare cycles
            for (int i = 0; i < children.size(); ++i) {
                if (done[i] || (rootsOnly && !reverse.next(i).isEmpty()))
                    continue;
                QVector<int> members;
                for (const int place : graph.flood(i, done))
                    members.append(children[place]);
                findings.add(u"GMP-STR-02"_s, what, context.places(members),
                    FindingArgs()
                        .name(u"n"_s, flow.element(members.first()))
                        .number(u"count"_s, double(members.size())));
            }
        }
    };
    report(control, backward, begins, u"unreachable"_s);
    report(backward, control, ends, u"deadEnd"_s);
}

void cycles(const ValidationContext &context, int container, FindingList &findings)
{
    for (const QVector<int> &cycle : context.flow().cycles(container)) {
        QVector<LocalizedText> names;
        for (const int member : cycle)
            names.append(nameOf(context, member));
        findings.add(u"GMP-STR-03"_s, u"cycle"_s, context.places(cycle),
            FindingArgs()
                .names(u"path"_s, names)
                .name(u"n"_s, context.flow().element(cycle.first())));
    }
}

void loopLimits(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &loop = context.flow().element(element);
    if (loop.kind != ElementKind::Loop)
        return;
    const FindingArgs args = FindingArgs().name(u"n"_s, loop);
    if (loop.condition.trimmed().isEmpty())
        findings.add(u"GMP-STR-03"_s, u"noCondition"_s, {context.place(element)}, args);
    if (loop.maxCount < 1)
        findings.add(u"GMP-STR-03"_s, u"noLimit"_s, {context.place(element)}, args).fix
            = u"limitLoop"_s;
}

void blocks(const ValidationContext &context, int container, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    for (const BlockProblem &problem : flow.problems(container)) {
        // A token that is left over is mended at the split, everything else where it shows.
        const bool atSplit = problem.kind == BlockProblem::LeftoverToken;
        const int subject = atSplit ? problem.other : problem.element;
        const int object = atSplit ? problem.element : problem.other;
        QVector<int> places {subject};
        if (object >= 0)
            places.append(object);
        findings
            .add(u"GMP-STR-04"_s, wordOf(flow, problem), context.places(places),
                FindingArgs()
                    .name(u"n"_s, flow.element(subject))
                    .name(u"other"_s,
                        object >= 0 ? nameOf(context, object) : LocalizedText {u"–"_s, u"–"_s}))
            .fix
            = problem.kind == BlockProblem::NotJoined ? u"joinBranches"_s : QString();
    }
}

int rankOf(ElementKind kind)
{
    return kind == ElementKind::UnitProcedure ? 1
        : kind == ElementKind::Operation      ? 2
        : kind == ElementKind::Phase          ? 3
                                              : 0;
}

// The container around \p element that stands on the same level or a lower one; -1 when all is
// well.
int invertedIn(const ProcedureFlow &flow, int element)
{
    const int rank = rankOf(flow.kind(element));
    if (rank == 0)
        return -1;
    int above = flow.container(element);
    while (above >= 0 && rankOf(flow.kind(above)) == 0)
        above = flow.container(above);
    return above >= 0 && rankOf(flow.kind(above)) >= rank ? above : -1;
}

void levels(const ValidationContext &context, int i, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const Element &element = flow.element(i);
    if (rankOf(element.kind) == 0)
        return;
    const FindingArgs args = FindingArgs().name(u"n"_s, element);
    if (const int above = invertedIn(flow, i); above >= 0) {
        findings.add(u"GMP-STR-06"_s, u"inverted"_s, context.places({i, above}),
            FindingArgs(args).name(u"container"_s, flow.element(above)));
        return;
    }
    if (flow.unitProcedure(i) < 0 && context.isMachinePhase(i))
        findings.add(u"GMP-STR-06"_s, u"noUnitProcedure"_s, {context.place(i)}, args);
    if (element.kind == ElementKind::UnitProcedure && !element.role.isEmpty()
        && !context.recipe().role(element.role))
        findings.add(u"GMP-STR-06"_s, u"unknownRole"_s, {context.place(i)},
            FindingArgs(args).text(u"role"_s, element.role.value()));
}

void oneUnitOneOperation(const ValidationContext &context, int owner, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    QVector<int> operations;
    int machine = -1;
    for (int i = owner; i < flow.endOf(owner); ++i) {
        if (flow.unitProcedure(i) != owner)
            continue;
        if (flow.kind(i) == ElementKind::Operation && invertedIn(flow, i) < 0)
            operations.append(i);
        if (machine < 0 && context.isMachinePhase(i))
            machine = i;
    }
    for (const auto &[one, other] : flow.concurrentPairs(operations)) {
        findings.add(u"GMP-STR-06"_s, u"twoOperations"_s, context.places({one, other, owner}),
            FindingArgs()
                .name(u"n"_s, flow.element(one))
                .name(u"other"_s, flow.element(other))
                .name(u"container"_s, flow.element(owner)));
    }
    if (machine >= 0 && flow.element(owner).role.isEmpty())
        findings.add(u"GMP-STR-06"_s, u"noRole"_s, context.places({owner, machine}),
            FindingArgs()
                .name(u"n"_s, flow.element(owner))
                .name(u"phase"_s, flow.element(machine)));
}

} // namespace

QVector<RuleCheck> structureRules()
{
    return {
        {QLatin1String("GMP-STR-01"), RuleScope::Container, Aspect::Control, beginAndEnd},
        {QLatin1String("GMP-STR-02"), RuleScope::Container, Aspect::Control, reachability},
        {QLatin1String("GMP-STR-03"), RuleScope::Container, Aspect::Control, cycles},
        {QLatin1String("GMP-STR-03"), RuleScope::Element, Aspect::Control | Aspect::Values,
            loopLimits},
        {QLatin1String("GMP-STR-04"), RuleScope::Container, Aspect::Control, blocks},
        {QLatin1String("GMP-STR-06"), RuleScope::Element, Aspect::Control, levels},
        {QLatin1String("GMP-STR-06"), RuleScope::UnitProcedure, Aspect::Control,
            oneUnitOneOperation},
    };
}

} // namespace cytoloom::rules
