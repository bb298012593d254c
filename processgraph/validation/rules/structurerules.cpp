// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/structurerules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/validationcontext.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

QVector<int> ofKind(const ProcedureFlow &flow, int container, ElementKind kind)
{
    QVector<int> result;
    for (const int child : flow.children(container)) {
        if (flow.element(child).kind == kind)
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

// The containers that have a control flow: the procedure, and every one with content.
QVector<int> containers(const ProcedureFlow &flow)
{
    QVector<int> result {-1};
    for (int i = 0; i < flow.count(); ++i) {
        if (flow.element(i).isContainer())
            result.append(i);
    }
    return result;
}

QString wordOf(const ProcedureFlow &flow, const BlockProblem &problem)
{
    switch (problem.kind) {
    case BlockProblem::ForkWithoutSplit:
        return u"fork"_s;
    case BlockProblem::MergeWithoutJoin:
        return u"merge"_s;
    case BlockProblem::LeftoverToken:
        return flow.element(problem.element).kind == ElementKind::End ? u"notJoined"_s
                                                                      : u"leftover"_s;
    case BlockProblem::Deadlock:
        return u"deadlock"_s;
    case BlockProblem::NotJoined:
        break;
    }
    return u"notJoined"_s;
}

} // namespace

void beginAndEnd(const ValidationContext &context, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    for (const int container : containers(flow)) {
        FindingArgs args;
        args.name(u"container"_s, nameOf(context, container));
        for (const auto &[kind, none, many, linked] :
            {std::tuple {ElementKind::Begin, u"noBegin"_s, u"manyBegins"_s, u"beginEntered"_s},
                std::tuple {ElementKind::End, u"noEnd"_s, u"manyEnds"_s, u"endLeft"_s}}) {
            const QVector<int> found = ofKind(flow, container, kind);
            if (found.isEmpty())
                findings.add(u"GMP-STR-01"_s, none, {context.place(container)}, args);
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
}

// One finding per island: the step to mend first, then the rest of it. Where Begin or End is
// missing GMP-STR-01 has said so, and everything would be an island.
void reachability(const ValidationContext &context, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    Digraph control(flow.count());
    for (int i = 0; i < flow.count(); ++i) {
        for (const int to : flow.next(i))
            control.addEdge(i, to);
    }
    const Digraph backward = control.reversed();
    QVector<int> begins;
    QVector<int> ends;
    QVector<bool> hasBegin(flow.count() + 1, false);
    QVector<bool> hasEnd(flow.count() + 1, false);
    for (int i = 0; i < flow.count(); ++i) {
        if (flow.element(i).kind == ElementKind::Begin) {
            begins.append(i);
            hasBegin[flow.container(i) + 1] = true;
        } else if (flow.element(i).kind == ElementKind::End) {
            ends.append(i);
            hasEnd[flow.container(i) + 1] = true;
        }
    }
    const auto report = [&](const Digraph &graph, const Digraph &reverse, const QVector<int> &from,
                            const QVector<bool> &hasAnchor, const QString &what) {
        const QVector<bool> reached = graph.reachable(from);
        QVector<bool> done = reached;
        for (const bool rootsOnly : {true, false}) { // what has no way in first, then bare cycles
            for (int i = 0; i < flow.count(); ++i) {
                const auto &in = reverse.next(i);
                if (done[i] || !hasAnchor[flow.container(i) + 1] || (rootsOnly && !in.isEmpty()))
                    continue;
                const QVector<int> members = graph.flood(i, done);
                findings.add(u"GMP-STR-02"_s, what, context.places(members),
                    FindingArgs()
                        .name(u"n"_s, flow.element(i))
                        .number(u"count"_s, double(members.size())));
            }
        }
    };
    report(control, backward, begins, hasBegin, u"unreachable"_s);
    report(backward, control, ends, hasEnd, u"deadEnd"_s);
}

void loops(const ValidationContext &context, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    for (const QVector<int> &cycle : flow.cycles()) {
        QVector<LocalizedText> names;
        for (const int member : cycle)
            names.append(nameOf(context, member));
        findings.add(u"GMP-STR-03"_s, u"cycle"_s, context.places(cycle),
            FindingArgs().names(u"path"_s, names).name(u"n"_s, flow.element(cycle.first())));
    }
    for (int i = 0; i < flow.count(); ++i) {
        const Element &loop = flow.element(i);
        if (loop.kind != ElementKind::Loop)
            continue;
        const FindingArgs args = FindingArgs().name(u"n"_s, loop);
        if (loop.condition.trimmed().isEmpty())
            findings.add(u"GMP-STR-03"_s, u"noCondition"_s, {context.place(i)}, args);
        if (loop.maxCount < 1)
            findings.add(u"GMP-STR-03"_s, u"noLimit"_s, {context.place(i)}, args);
    }
}

void blocks(const ValidationContext &context, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    for (const BlockProblem &problem : flow.problems()) {
        // A token that is left over is mended at the split, everything else where it shows.
        const bool atSplit = problem.kind == BlockProblem::LeftoverToken;
        const int subject = atSplit ? problem.other : problem.element;
        const int object = atSplit ? problem.element : problem.other;
        QVector<int> places {subject};
        if (object >= 0)
            places.append(object);
        findings.add(u"GMP-STR-04"_s, wordOf(flow, problem), context.places(places),
            FindingArgs()
                .name(u"n"_s, flow.element(subject))
                .name(u"other"_s,
                    object >= 0 ? nameOf(context, object) : LocalizedText {u"–"_s, u"–"_s}));
    }
}

void levels(const ValidationContext &context, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const auto rank = [](ElementKind kind) {
        return kind == ElementKind::UnitProcedure ? 1
            : kind == ElementKind::Operation      ? 2
            : kind == ElementKind::Phase          ? 3
                                                  : 0;
    };
    QHash<int, QVector<int>> operations; // by unit procedure
    for (int i = 0; i < flow.count(); ++i) {
        const Element &element = flow.element(i);
        int above = flow.container(i);
        while (above >= 0 && rank(flow.element(above).kind) == 0)
            above = flow.container(above);
        const FindingArgs args = FindingArgs().name(u"n"_s, element);
        if (rank(element.kind) > 0 && above >= 0
            && rank(flow.element(above).kind) >= rank(element.kind)) {
            findings.add(u"GMP-STR-06"_s, u"inverted"_s, context.places({i, above}),
                FindingArgs(args).name(u"container"_s, flow.element(above)));
            continue;
        }
        const int owner = flow.unitProcedure(i);
        if (context.isMachinePhase(i)) {
            if (owner < 0)
                findings.add(u"GMP-STR-06"_s, u"noUnitProcedure"_s, {context.place(i)}, args);
        }
        if (element.kind == ElementKind::UnitProcedure && !element.role.isEmpty()
            && !context.recipe().role(element.role))
            findings.add(u"GMP-STR-06"_s, u"unknownRole"_s, {context.place(i)},
                FindingArgs(args).text(u"role"_s, element.role.value()));
        if (element.kind == ElementKind::Operation && owner >= 0)
            operations[owner].append(i);
    }
    for (int owner = 0; owner < flow.count(); ++owner) {
        for (const auto &[one, other] : flow.concurrentPairs(operations.value(owner))) {
            findings.add(u"GMP-STR-06"_s, u"twoOperations"_s, context.places({one, other, owner}),
                FindingArgs()
                    .name(u"n"_s, flow.element(one))
                    .name(u"other"_s, flow.element(other))
                    .name(u"container"_s, flow.element(owner)));
        }
    }
    QSet<int> reported;
    for (int i = 0; i < flow.count(); ++i) {
        const int owner = flow.unitProcedure(i);
        if (owner < 0 || reported.contains(owner) || !context.isMachinePhase(i)
            || !flow.element(owner).role.isEmpty())
            continue;
        reported.insert(owner);
        findings.add(u"GMP-STR-06"_s, u"noRole"_s, context.places({owner, i}),
            FindingArgs().name(u"n"_s, flow.element(owner)).name(u"phase"_s, flow.element(i)));
    }
}

QVector<RuleCheck> structureRules()
{
    const Aspects everything
        = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Header;
    return {
        {QLatin1String("GMP-STR-01"), RuleScope::Recipe, everything,
            [](const ValidationContext &context, int, FindingList &findings) {
                beginAndEnd(context, findings);
            }},
        {QLatin1String("GMP-STR-02"), RuleScope::Recipe, everything,
            [](const ValidationContext &context, int, FindingList &findings) {
                reachability(context, findings);
            }},
        {QLatin1String("GMP-STR-03"), RuleScope::Recipe, everything,
            [](const ValidationContext &context, int, FindingList &findings) {
                loops(context, findings);
            }},
        {QLatin1String("GMP-STR-04"), RuleScope::Recipe, everything,
            [](const ValidationContext &context, int, FindingList &findings) {
                blocks(context, findings);
            }},
        {QLatin1String("GMP-STR-06"), RuleScope::Recipe, everything,
            [](const ValidationContext &context, int, FindingList &findings) {
                levels(context, findings);
            }},
    };
}

} // namespace cytoloom::rules
