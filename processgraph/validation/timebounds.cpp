// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/timenetwork.h"

#include "processgraph/validation/timeregion.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cytoloom {

namespace {

constexpr qint64 Never = TimeRegion::Never;
/// Beyond so many vertices worstBetween() takes the bound that is easier to get.
constexpr qsizetype LargestRegion = 4000;
/// So often all constraints are looked at; a recipe that needs more has none that contradict within
/// that many steps back and forth.
constexpr int MostRounds = 200;

} // namespace

int TimeNetwork::commonDominator(int a, int b) const
{
    if (a == b)
        return a;
    return m_dominators.contains(a) && m_dominators.contains(b) ? m_dominators.common(a, b) : -1;
}

Duration TimeNetwork::worstBetween(int from, int to, QVector<int> *path) const
{
    TimeRegion region(vertices());
    return worstBetween(from, to, path, region);
}

// Both moments lie behind `top` on every way. Steps that come before y are taken at their shortest
// (they make y late as well), all others on the way to x at their longest.
Duration TimeNetwork::worstBetween(int from, int to, QVector<int> *path, TimeRegion &region) const
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
    region.ask();
    // Vertices from which y is reached, and how long that takes at least.
    region.addBefore(y, 0);
    for (qsizetype at = 0; at < region.members.size(); ++at) {
        if (region.members.size() > LargestRegion)
            return bound();
        if (region.members[at] == top)
            continue;
        for (const int arc : m_in[region.members[at]])
            region.addBefore(m_arcs[arc].from, Never);
    }
    const auto later = [this](int a, int b) { return m_rank[a] > m_rank[b]; };
    std::sort(region.members.begin(), region.members.end(), later);
    for (const int vertex : std::as_const(region.members)) {
        if (vertex == y)
            continue;
        // Where one of several branches is taken nobody knows which: the shortest.
        const int element = vertex < m_context.flow().start() ? vertex / 2 : -1;
        const bool choice = element >= 0 && vertex % 2 == 1
            && (m_context.flow().kind(element) == ElementKind::SelectionSplit
                || m_context.flow().kind(element) == ElementKind::Gate);
        qint64 least = Never;
        for (const int index : m_out[vertex]) {
            const Arc &arc = m_arcs[index];
            if (!region.isBefore(arc.to))
                continue;
            const qint64 way = arc.least[Shortest] + region[arc.to].before;
            least = least == Never ? way : choice ? std::min(least, way) : std::max(least, way);
        }
        region.at(vertex).before = least;
    }
    // From x back to y or to what comes before y.
    region.addAfter(x);
    for (qsizetype at = 0; at < region.way.size(); ++at) {
        if (region.way.size() > LargestRegion)
            return bound();
        if (region.isBefore(region.way[at]))
            continue;
        for (const int arc : m_in[region.way[at]])
            region.addAfter(m_arcs[arc].from);
    }
    std::sort(region.way.begin(), region.way.end(), [&later](int a, int b) { return later(b, a); });
    for (const int vertex : std::as_const(region.way)) {
        TimeRegion::Vertex &here = region.at(vertex);
        if (region.isBefore(vertex)) {
            here.after = -here.before;
            continue;
        }
        for (const int index : m_in[vertex]) {
            const Arc &arc = m_arcs[index];
            const qint64 then = region[arc.from].after + arc.least[Longest];
            if (then > here.after) {
                here.after = then;
                here.via = index;
            }
        }
    }
    if (path) {
        path->clear();
        for (int step = region[x].via; step >= 0;) {
            const Arc &arc = m_arcs[step];
            if (arc.element >= 0 && arc.least[Longest] > 0 && arc.from < m_context.flow().start())
                path->prepend(ProcedureFlow::elementOf(arc.from));
            step = region.isAfter(arc.from) ? region[arc.from].via : -1;
        }
    }
    return Duration(region[x].after);
}

void TimeNetwork::computeHolds()
{
    const ProcedureFlow &flow = m_context.flow();
    TimeRegion region(vertices());
    for (int i = 0; i < m_context.links().size(); ++i) {
        if (flow.linkKind(i) != LinkKind::Material)
            continue;
        const Link *link = m_context.links()[i];
        Hold hold;
        hold.link = link;
        const int from = flow.fromOf(i);
        const int to = flow.toOf(i);
        if (m_partner[from] != to) {
            const int given = ProcedureFlow::leave(from);
            const int taken = ProcedureFlow::enter(to);
            hold.worst = std::max(Duration(0), worstBetween(given, taken, &hold.path, region));
            hold.nominal = std::max(Duration(0),
                Duration(m_time[Nominal][merged(taken)] - m_time[Nominal][merged(given)]));
            hold.worst = std::max(hold.worst, hold.nominal);
        }
        m_holds.append(hold);
    }
}

// All branches of a parallel block are gone through, one of a selection. \p after: by element what
// has come together when it is left, not a number where no way leads.
double TimeNetwork::sumIn(int container, Case which, const std::function<double(int element)> &of,
    QVector<double> &after) const
{
    const ProcedureFlow &flow = m_context.flow();
    std::optional<double> end;
    const auto known = [&after](int element) { return !std::isnan(after[element]); };
    const auto take = [which](std::optional<double> one, double other) {
        if (!one)
            return other;
        return which == Shortest ? std::min(*one, other) : std::max(*one, other);
    };
    for (const int child : flow.order(container)) {
        if (!m_onPath[child])
            continue;
        const ElementKind kind = flow.kind(child);
        std::optional<double> before;
        const ParallelBlock *block
            = kind == ElementKind::ParallelJoin ? flow.blockOfJoin(child) : nullptr;
        if (block && known(block->split)) {
            const double split = after[block->split];
            before = split;
            for (const int last : block->last)
                *before += known(last) ? after[last] - split : 0;
        } else {
            for (const int one : flow.previous(child)) {
                if (known(one))
                    before = take(before, after[one]);
            }
        }
        double own = flow.children(child).isEmpty() ? of(child) : sumIn(child, which, of, after);
        if (kind == ElementKind::Loop)
            own *= rounds(flow.element(child), which);
        after[child] = before.value_or(0) + own;
        if (flow.next(child).isEmpty())
            end = take(end, after[child]);
    }
    return end.value_or(0);
}

double TimeNetwork::sum(Case which, const std::function<double(int element)> &of) const
{
    if (!m_ordered)
        return 0;
    QVector<double> after(m_context.flow().count(), std::numeric_limits<double>::quiet_NaN());
    return sumIn(-1, which, of, after);
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
    QVector<Arc> arcs = m_arcs; // shared, as long as nothing comes behind them
    QVector<Arc> back;
    const auto atMost
        = [&](int from, int to, Duration most, Reason reason, int element, const Link *link) {
              if (merged(from) != merged(to))
                  back.append(
                      {merged(to), merged(from), {-most.count(), 0, 0}, reason, element, link, -1});
          };
    for (int i = 0; i < flow.count(); ++i) {
        if (!flow.has(i, StepPart::Times))
            continue;
        const Element &step = flow.element(i);
        const int enter = ProcedureFlow::enter(i);
        const int leave = ProcedureFlow::leave(i);
        if (step.duration.longest > Duration(0) && step.kind != ElementKind::Transition)
            atMost(enter, leave, stated(i, Longest), Reason::AtMost, i, nullptr);
        if (step.maxOpenTime && m_context.openness(i) == Openness::Open)
            atMost(enter, leave, *step.maxOpenTime, Reason::OpenTime, i, nullptr);
    }
    for (int i = 0; i < m_context.links().size(); ++i) {
        if (flow.linkKind(i) != LinkKind::Material)
            continue;
        const Link *link = m_context.links()[i];
        const int from = flow.fromOf(i);
        const int to = flow.toOf(i);
        if (link->holdLimit && m_partner[from] != to)
            atMost(ProcedureFlow::leave(from), ProcedureFlow::enter(to), *link->holdLimit,
                Reason::HoldLimit, -1, link);
    }

    QVector<qint64> time(flow.finish() + 1, 0);
    QVector<int> cause(flow.finish() + 1, -1);
    const auto push = [&](const Arc &arc, int index) {
        const qint64 then = time[arc.from] + arc.least[Shortest];
        if (then <= time[arc.to])
            return false;
        time[arc.to] = then;
        cause[arc.to] = index;
        return true;
    };
    const auto pushForward = [&] {
        for (const int vertex : std::as_const(m_order)) {
            for (const int index : m_in[vertex])
                push(m_arcs[index], index);
        }
    };
    pushForward();
    const bool kept = std::none_of(back.cbegin(), back.cend(),
        [&time](const Arc &arc) { return time[arc.from] + arc.least[Shortest] > time[arc.to]; });
    if (kept)
        return; // as nearly always
    std::sort(back.begin(), back.end(),
        [&](const Arc &a, const Arc &b) { return m_rank[a.from] > m_rank[b.from]; });
    arcs += back;
    for (int round = 0; round < MostRounds; ++round) {
        if (round > 0)
            pushForward();
        bool moved = false;
        for (int index = int(m_arcs.size()); index < arcs.size(); ++index)
            moved = push(arcs[index], index) || moved;
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
