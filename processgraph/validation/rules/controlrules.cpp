// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/controlrules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/validationcontext.h"

#include <algorithm>
#include <queue>

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

// What lies on the product path of a gate: whether a step can be reached over a pass link. The
// search goes in topological order and not beyond what is asked for, so that gates with short
// detours cost little in a long recipe.
class ProductPath
{
public:
    ProductPath(const Digraph &graph, const QVector<int> &ranks, const QVector<int> &starts)
        : m_graph(graph)
        , m_ranks(ranks)
    {
        for (const int start : starts)
            take(start);
    }
    bool reaches(int vertex)
    {
        while (
            !m_open.empty() && -m_open.top().first <= m_ranks[vertex] && !m_seen.contains(vertex)) {
            const int at = m_open.top().second;
            m_open.pop();
            for (const int next : m_graph.next(at))
                take(next);
        }
        return m_seen.contains(vertex);
    }

private:
    void take(int vertex)
    {
        if (m_seen.contains(vertex))
            return;
        m_seen.insert(vertex);
        m_open.emplace(-m_ranks[vertex], vertex);
    }

    const Digraph &m_graph;
    const QVector<int> &m_ranks;
    QSet<int> m_seen;
    std::priority_queue<std::pair<int, int>> m_open; // least rank first
};

// Places in an order in which every edge leads up, circles apart: depth-first finishing times.
QVector<int> ranksOf(const Digraph &graph)
{
    QVector<int> ranks(graph.size(), 0);
    QVector<bool> seen(graph.size(), false);
    struct Visit
    {
        int vertex = 0;
        qsizetype next = 0;
    };
    int rank = graph.size();
    const auto search = [&](int root) {
        QVector<Visit> visits {{root, 0}};
        seen[root] = true;
        while (!visits.isEmpty()) {
            Visit &at = visits.last();
            if (at.next == graph.next(at.vertex).size()) {
                ranks[at.vertex] = --rank;
                visits.removeLast();
                continue;
            }
            const int to = graph.next(at.vertex)[at.next++];
            if (seen[to])
                continue;
            seen[to] = true;
            visits.append({to, 0});
        }
    };
    for (int vertex = 0; vertex < graph.size(); ++vertex) {
        if (!seen[vertex])
            search(vertex);
    }
    return ranks;
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
QVector<int> undecidedWay(const ValidationContext &context, int gate,
    const QVector<bool> &dispositions, const QVector<int> &ranks)
{
    const ProcedureFlow &flow = context.flow();
    const Digraph &graph = flow.flatParallel();
    const QVector<int> fails = targets(context, gate, GateOutcome::Fail);
    if (fails.isEmpty())
        return {};
    ProductPath product(graph, ranks, entries(targets(context, gate, GateOutcome::Pass)));
    for (const int target : fails) {
        const int start = ProcedureFlow::enter(target);
        QSet<int> seen {start};
        QVector<int> todo;
        if (!dispositions[start])
            todo.append(start);
        while (!todo.isEmpty()) {
            const int vertex = todo.takeLast();
            const bool works = vertex % 2 == 0 && vertex < flow.start()
                && isWork(flow.kind(ProcedureFlow::elementOf(vertex)));
            if (vertex == flow.finish() || (works && product.reaches(vertex)))
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
    constexpr int most = 64; // of a longer way its two ends
    constexpr int mostVertices = 512;
    QVector<int> result;
    QSet<int> seen;
    for (int i = 0; i < way.size(); ++i) {
        if (i == mostVertices / 2 && way.size() > mostVertices)
            i = int(way.size()) - mostVertices / 2;
        const int element = ProcedureFlow::elementOf(way[i]);
        if (way[i] >= context.flow().start() || seen.contains(element))
            continue;
        seen.insert(element);
        const ElementKind kind = context.flow().kind(element);
        if (isWork(kind) || kind == ElementKind::Transition)
            result.append(element);
    }
    if (result.size() > most)
        result.remove(most / 2, result.size() - most);
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
        if (flow.kind(i) == ElementKind::Gate)
            result.append(i);
    }
    return result;
}

void gateLinks(const ValidationContext &context, int gate, FindingList &findings)
{
    if (context.flow().kind(gate) != ElementKind::Gate)
        return;
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
            findings.add(u"GMP-IPC-06"_s, what, {context.place(gate)}, args).fix
                = outcome == GateOutcome::Fail    ? u"addFailPath"_s
                : outcome == GateOutcome::Pending ? u"addPendingPath"_s
                                                  : QString();
    }
}

void failPaths(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const QVector<int> gates = gatesOf(flow);
    if (gates.isEmpty())
        return;
    QVector<bool> dispositions(flow.flatParallel().size(), false);
    for (int i = 0; i < flow.count(); ++i)
        dispositions[ProcedureFlow::enter(i)] = isDisposition(flow.element(i));
    const QVector<int> ranks = ranksOf(flow.flatParallel());
    for (const int gate : gates) {
        const QVector<int> way = undecidedWay(context, gate, dispositions, ranks);
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

// Ways from the start to one release that lead past a gate, as counter-examples. Two shortest ways
// do for nearly all gates.
class WaysPast
{
public:
    WaysPast(const ValidationContext &context, int release)
        : m_context(context)
        , m_goal(ProcedureFlow::enter(release))
    {
        const ProcedureFlow &flow = context.flow();
        for (const bool lastFirst : {false, true}) {
            const QVector<int> tree = flow.flat().wayTree(flow.start(), lastFirst);
            QVector<int> way;
            Way known;
            known.passes.fill(false, tree.size());
            for (int vertex = m_goal; vertex >= 0; vertex = tree[vertex]) {
                way.append(vertex);
                known.passes[vertex] = true;
            }
            if (way.last() != flow.start())
                continue;
            std::reverse(way.begin(), way.end());
            known.steps = stepsOf(context, way);
            m_ways.append(known);
        }
    }
    [[nodiscard]] QVector<int> stepsPast(int gate) const
    {
        const int avoid = ProcedureFlow::enter(gate);
        for (const Way &way : m_ways) {
            if (!way.passes[avoid])
                return way.steps;
        }
        const ProcedureFlow &flow = m_context.flow();
        QVector<bool> blocked(flow.flat().size(), false);
        blocked[avoid] = true;
        return stepsOf(m_context, flow.flat().path(flow.start(), m_goal, blocked));
    }

private:
    struct Way
    {
        QVector<bool> passes; ///< by vertex
        QVector<int> steps;
    };
    const ValidationContext &m_context;
    int m_goal = -1;
    QVector<Way> m_ways;
};

// A tree, asked whether one vertex stands above another.
class Above
{
public:
    Above(const QVector<int> &parents, int root)
        : m_from(parents.size(), -1)
        , m_to(parents.size(), -1)
    {
        QVector<NumberLists::Entry> entries;
        entries.reserve(parents.size());
        for (int vertex = 0; vertex < parents.size(); ++vertex) {
            if (parents[vertex] >= 0)
                entries.append({parents[vertex], vertex});
        }
        const NumberLists children(int(parents.size()), entries);
        int time = 0;
        QVector<int> todo {root};
        while (!todo.isEmpty()) {
            const int vertex = todo.last();
            if (m_from[vertex] < 0) {
                m_from[vertex] = time++;
                for (const int child : children[vertex])
                    todo.append(child);
            } else {
                m_to[vertex] = time;
                todo.removeLast();
            }
        }
    }
    [[nodiscard]] bool contains(int vertex) const { return m_from[vertex] >= 0; }
    [[nodiscard]] bool operator()(int upper, int lower) const
    {
        return contains(upper) && m_from[upper] <= m_from[lower] && m_from[lower] < m_to[upper];
    }

private:
    QVector<int> m_from;
    QVector<int> m_to;
};

void gateBypass(const ValidationContext &context, int, FindingList &findings)
{
    // Gates times releases: beyond that many questions one release per gate is told.
    constexpr qsizetype mostPairs = 4'000;
    const ProcedureFlow &flow = context.flow();
    QVector<int> mandatory;
    QVector<int> releases;
    for (const int gate : gatesOf(flow)) {
        const auto &specification = flow.gate(gate);
        if (specification && specification->release)
            releases.append(gate);
        else if (specification && specification->mandatory)
            mandatory.append(gate);
    }
    if (mandatory.isEmpty() || releases.isEmpty())
        return;
    const Above above(flow.flat().dominators(flow.start()), flow.start());
    releases.removeIf([&](int release) { // GMP-STR-02
        return !above.contains(ProcedureFlow::enter(release));
    });
    if (releases.size() * mandatory.size() > mostPairs)
        releases.resize(std::max<qsizetype>(1, mostPairs / mandatory.size()));
    for (const int release : std::as_const(releases)) {
        std::optional<WaysPast> ways;
        for (const int gate : std::as_const(mandatory)) {
            if (above(ProcedureFlow::enter(gate), ProcedureFlow::enter(release)))
                continue;
            if (!ways)
                ways.emplace(context, release);
            const QVector<int> steps = ways->stepsPast(gate);
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

} // namespace

QVector<RuleCheck> controlRules()
{
    const Aspects decisions = Aspect::Control | Aspect::Evidence;
    return {
        {QLatin1String("GMP-IPC-06"), RuleScope::Element, decisions, gateLinks},
        {QLatin1String("GMP-IPC-06"), RuleScope::Recipe, decisions, failPaths},
        {QLatin1String("GMP-IPC-07"), RuleScope::Recipe, decisions, gateBypass},
    };
}

} // namespace cytoloom::rules
