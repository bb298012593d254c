// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/timenetwork.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace cytoloom {

namespace {

constexpr qint64 Never = std::numeric_limits<qint64>::min() / 4;
/// Beyond so many vertices worstBetween() takes the bound that is easier to get.
constexpr size_t LargestRegion = 4000;
/// So often all constraints are looked at; a recipe that needs more has none that contradict within
/// that many steps back and forth.
constexpr int MostRounds = 200;

} // namespace

int TimeNetwork::commonDominator(int a, int b) const
{
    while (a != b && a >= 0 && b >= 0) {
        int &later = m_rank[a] > m_rank[b] ? a : b;
        later = m_dominator[later];
    }
    return a == b ? a : -1;
}

// Both moments lie behind `top` on every way. Steps that come before y are taken at their shortest
// (they make y late as well), all others on the way to x at their longest.
Duration TimeNetwork::worstBetween(int from, int to, QVector<int> *path) const
{
    if (!m_ordered)
        return Duration(0);
    const int y = merged(from);
    const int x = merged(to);
    const int top = commonDominator(x, y);
    const auto bound = [&] {
        const qint64 late = m_time[Longest][x] - (top < 0 ? 0 : m_time[Longest][top]);
        const qint64 early = m_time[Shortest][y] - (top < 0 ? 0 : m_time[Shortest][top]);
        return Duration(late - early);
    };
    // Vertices from which y is reached, and how long that takes at least.
    std::unordered_map<int, qint64> before;
    std::vector<int> members {y};
    before[y] = 0;
    for (size_t at = 0; at < members.size(); ++at) {
        if (members.size() > LargestRegion)
            return bound();
        if (members[at] == top)
            continue;
        for (const int arc : m_in[members[at]]) {
            if (before.emplace(m_arcs[arc].from, Never).second)
                members.push_back(m_arcs[arc].from);
        }
    }
    const auto later = [this](int a, int b) { return m_rank[a] > m_rank[b]; };
    std::sort(members.begin(), members.end(), later);
    for (const int vertex : members) {
        if (vertex == y)
            continue;
        // Where one of several branches is taken nobody knows which: the shortest.
        const int element = vertex < m_context.flow().start() ? vertex / 2 : -1;
        const bool choice = element >= 0 && vertex % 2 == 1
            && (m_context.flow().element(element).kind == ElementKind::SelectionSplit
                || m_context.flow().element(element).kind == ElementKind::Gate);
        qint64 least = Never;
        for (const int index : m_out[vertex]) {
            const auto next = before.find(m_arcs[index].to);
            if (next == before.end())
                continue;
            const qint64 way = m_arcs[index].least[Shortest] + next->second;
            least = least == Never ? way : choice ? std::min(least, way) : std::max(least, way);
        }
        before[vertex] = least;
    }
    // From x back to y or to what comes before y.
    std::unordered_map<int, qint64> after;
    std::unordered_map<int, int> via;
    std::vector<int> way {x};
    after[x] = Never;
    for (size_t at = 0; at < way.size(); ++at) {
        if (way.size() > LargestRegion)
            return bound();
        if (before.contains(way[at]))
            continue;
        for (const int arc : m_in[way[at]]) {
            if (after.emplace(m_arcs[arc].from, Never).second)
                way.push_back(m_arcs[arc].from);
        }
    }
    std::sort(way.begin(), way.end(), [&later](int a, int b) { return later(b, a); });
    for (const int vertex : way) {
        if (const auto known = before.find(vertex); known != before.end()) {
            after[vertex] = -known->second;
            continue;
        }
        for (const int index : m_in[vertex]) {
            const qint64 then = after[m_arcs[index].from] + m_arcs[index].least[Longest];
            if (then > after[vertex]) {
                after[vertex] = then;
                via[vertex] = index;
            }
        }
    }
    if (path) {
        path->clear();
        for (auto step = via.find(x); step != via.end();) {
            const Arc &arc = m_arcs[step->second];
            if (arc.element >= 0 && arc.least[Longest] > 0 && arc.from < m_context.flow().start())
                path->prepend(ProcedureFlow::elementOf(arc.from));
            step = via.find(arc.from);
        }
    }
    return Duration(after[x]);
}

void TimeNetwork::computeHolds()
{
    const ProcedureFlow &flow = m_context.flow();
    for (const Link *link : m_context.links()) {
        if (link->kind != LinkKind::Material)
            continue;
        Hold hold;
        hold.link = link;
        const int from = flow.number(link->from.element);
        const int to = flow.number(link->to.element);
        if (m_partner[from] != to) {
            const int given = ProcedureFlow::leave(from);
            const int taken = ProcedureFlow::enter(to);
            hold.worst = std::max(Duration(0), worstBetween(given, taken, &hold.path));
            hold.nominal = std::max(Duration(0),
                Duration(m_time[Nominal][merged(taken)] - m_time[Nominal][merged(given)]));
            hold.worst = std::max(hold.worst, hold.nominal);
        }
        m_holds.append(hold);
    }
}

// All branches of a parallel block are gone through, one of a selection.
double TimeNetwork::sumIn(
    int container, Case which, const std::function<double(int element)> &of) const
{
    const ProcedureFlow &flow = m_context.flow();
    QHash<int, double> after;
    std::optional<double> end;
    const auto take = [which](std::optional<double> one, double other) {
        if (!one)
            return other;
        return which == Shortest ? std::min(*one, other) : std::max(*one, other);
    };
    for (const int child : flow.order(container)) {
        if (!m_onPath[child])
            continue;
        std::optional<double> before;
        const ParallelBlock *block = flow.blockOfJoin(child);
        if (block && after.contains(block->split)) {
            const double split = after.value(block->split);
            before = split;
            for (const int last : block->last)
                *before += after.value(last, split) - split;
        } else {
            for (const int one : flow.previous(child)) {
                if (after.contains(one))
                    before = take(before, after.value(one));
            }
        }
        double own = flow.children(child).isEmpty() ? of(child) : sumIn(child, which, of);
        if (flow.element(child).kind == ElementKind::Loop)
            own *= rounds(flow.element(child), which);
        after.insert(child, before.value_or(0) + own);
        if (flow.next(child).isEmpty())
            end = take(end, after.value(child));
    }
    return end.value_or(0);
}

double TimeNetwork::sum(Case which, const std::function<double(int element)> &of) const
{
    return m_ordered ? sumIn(-1, which, of) : 0;
}

void TimeNetwork::computeOpenTime()
{
    for (const Case which : {Shortest, Nominal, Longest})
        m_openTime[which] = Duration(qint64(sum(which, [&](int step) {
            return m_context.openness(step) == Openness::Open ? double(stated(step, which).count())
                                                              : 0.0;
        })));
}

// Bellman and Ford over all constraints, in the order of the recipe: forward constraints in
// topological order, then those that run back. As long as the latter move something, again. What
// caused each move forms a circle exactly when no schedule exists.
void TimeNetwork::findContradiction()
{
    const ProcedureFlow &flow = m_context.flow();
    QVector<Arc> arcs = m_arcs;
    QVector<int> back;
    const auto atMost = [&](int from, int to, Duration most, Reason reason, int element,
                            const Link *link) {
        if (merged(from) == merged(to))
            return;
        back.append(int(arcs.size()));
        arcs.append({merged(to), merged(from), {-most.count(), 0, 0}, reason, element, link, -1});
    };
    for (int i = 0; i < flow.count(); ++i) {
        const Element &step = flow.element(i);
        const int enter = ProcedureFlow::enter(i);
        const int leave = ProcedureFlow::leave(i);
        if (step.duration.longest > Duration(0) && step.kind != ElementKind::Transition)
            atMost(enter, leave, stated(i, Longest), Reason::AtMost, i, nullptr);
        if (step.maxOpenTime && m_context.openness(i) == Openness::Open)
            atMost(enter, leave, *step.maxOpenTime, Reason::OpenTime, i, nullptr);
    }
    for (const Link *link : m_context.links()) {
        const int from = flow.number(link->from.element);
        const int to = flow.number(link->to.element);
        if (link->kind == LinkKind::Material && link->holdLimit && m_partner[from] != to)
            atMost(ProcedureFlow::leave(from), ProcedureFlow::enter(to), *link->holdLimit,
                Reason::HoldLimit, -1, link);
    }
    std::sort(back.begin(), back.end(),
        [&](int a, int b) { return m_rank[arcs[a].from] > m_rank[arcs[b].from]; });

    QVector<qint64> time(flow.finish() + 1, 0);
    QVector<int> cause(flow.finish() + 1, -1);
    const auto push = [&](int index) {
        const Arc &arc = arcs[index];
        const qint64 then = time[arc.from] + arc.least[Shortest];
        if (then <= time[arc.to])
            return false;
        time[arc.to] = then;
        cause[arc.to] = index;
        return true;
    };
    for (int round = 0; round < MostRounds; ++round) {
        for (const int vertex : std::as_const(m_order)) {
            for (const int index : std::as_const(m_in[vertex]))
                push(index);
        }
        bool moved = false;
        for (const int index : std::as_const(back))
            moved = push(index) || moved;
        if (!moved || traceCircle(cause, arcs))
            return;
    }
}

bool TimeNetwork::traceCircle(const QVector<int> &cause, const QVector<Arc> &arcs)
{
    QVector<int> seen(cause.size(), -1);
    for (int start = 0; start < cause.size(); ++start) {
        int vertex = start;
        while (vertex >= 0 && seen[vertex] < 0) {
            seen[vertex] = start;
            vertex = cause[vertex] < 0 ? -1 : arcs[cause[vertex]].from;
        }
        if (vertex < 0 || seen[vertex] != start)
            continue;
        const int first = vertex;
        do {
            const Arc &arc = arcs[cause[vertex]];
            m_contradiction.prepend({arc.from, arc.to, Duration(arc.least[Shortest]), arc.reason,
                arc.element, arc.link});
            vertex = arc.from;
        } while (vertex != first);
        return true;
    }
    return false;
}

Duration TimeNetwork::excess() const
{
    Duration sum {0};
    for (const Constraint &one : m_contradiction)
        sum += one.least;
    return sum;
}

} // namespace cytoloom
