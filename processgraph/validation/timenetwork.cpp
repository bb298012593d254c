// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/timenetwork.h"

#include "processgraph/validation/resultwaits.h"

#include <algorithm>
#include <limits>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Never = std::numeric_limits<qint64>::min() / 4;
constexpr std::array<TimeNetwork::Case, 3> Cases {
    TimeNetwork::Shortest, TimeNetwork::Nominal, TimeNetwork::Longest};

} // namespace

TimeNetwork::TimeNetwork(const ValidationContext &context)
    : m_context(context)
{
    const int size = context.flow().finish() + 1;
    findPath();
    m_leader.resize(size);
    m_partner.fill(-1, context.flow().count());
    pairSyncs();
    const ResultWaits waits(context);
    addForward(&waits);
    if (!sort()) { // results may wait for each other; whether they do is not ours to say
        addForward(nullptr);
        if (!sort())
            return;
    }
    m_ordered = true;
    computeTimes();
    computeHolds();
    computeOpenTime();
    findContradiction();
}

int TimeNetwork::rounds(const Element &loop, Case which)
{
    const int most = loop.kind == ElementKind::Loop ? std::max(1, loop.maxCount) : 1;
    return which == Shortest ? 1 : which == Nominal ? most - most / 2 : most; // half, rounded up
}

Duration TimeNetwork::stated(int element, Case which) const
{
    const Element &step = m_context.flow().element(element);
    DurationRange range = step.duration;
    if (step.gate) {
        for (const Criterion &criterion : step.gate->criteria) {
            const Duration wait
                = criterion.attributes.duration(u"turnaround"_s).value_or(Duration(0));
            range.nominal = std::max(range.nominal, wait);
        }
    }
    range.nominal = std::max(range.nominal, range.shortest);
    return which == Shortest ? range.shortest
        : which == Nominal   ? range.nominal
                             : std::max(range.nominal, range.longest);
}

// What can be reached without a fail or pending link.
void TimeNetwork::findPath()
{
    const ProcedureFlow &flow = m_context.flow();
    m_onPath.fill(false, flow.count());
    QSet<QPair<int, int>> off;
    QVector<bool> decides(flow.count(), false); // some of its links are off
    for (int i = 0; i < m_context.links().size(); ++i) {
        const GateOutcome outcome = m_context.links()[i]->outcome;
        if (outcome == GateOutcome::Fail || outcome == GateOutcome::Pending)
            off.insert({flow.fromOf(i), flow.toOf(i)});
        decides[flow.fromOf(i)] = decides[flow.fromOf(i)] || outcome != GateOutcome::None;
    }
    for (int i = 0; i < m_context.links().size(); ++i) {
        if (m_context.links()[i]->outcome == GateOutcome::Pass)
            off.remove({flow.fromOf(i), flow.toOf(i)});
    }
    QVector<int> todo;
    const auto visit = [&](int element) {
        if (!m_onPath[element]) {
            m_onPath[element] = true;
            todo.append(element);
        }
    };
    const auto enter = [&](int container) {
        for (const int child : flow.children(container)) {
            if (flow.previous(child).isEmpty())
                visit(child);
        }
    };
    enter(-1);
    while (!todo.isEmpty()) {
        const int element = todo.takeLast();
        for (const int next : flow.next(element)) {
            if (!decides[element] || !off.contains({element, next}))
                visit(next);
        }
        enter(element);
    }
}

void TimeNetwork::pairSyncs()
{
    const ProcedureFlow &flow = m_context.flow();
    for (int i = 0; i < m_leader.size(); ++i)
        m_leader[i] = i;
    for (int i = 0; i < m_context.links().size(); ++i) {
        const int from = flow.fromOf(i);
        const int to = flow.toOf(i);
        // Anything else is GMP-STR-07's to tell.
        if (m_context.links()[i]->kind != LinkKind::Sync || !flow.concurrent(from, to)
            || m_partner[from] >= 0 || m_partner[to] >= 0 || flow.element(from).isContainer()
            || flow.element(to).isContainer())
            continue;
        m_partner[from] = to;
        m_partner[to] = from;
        m_leader[ProcedureFlow::leave(to)] = ProcedureFlow::leave(from);
    }
}

void TimeNetwork::addArc(int from, int to, Reason reason, std::array<qint64, 3> least, int element,
    const Link *link, int loop)
{
    m_arcs.append({merged(from), merged(to), least, reason, element, link, loop});
}

void TimeNetwork::addForward(const ResultWaits *waits)
{
    const ProcedureFlow &flow = m_context.flow();
    const int size = flow.finish() + 1;
    m_arcs.clear();
    m_arcs.reserve(4 * flow.count());
    m_either.fill(false, size);
    QVector<bool> ends(size, false); // of containers that some step leads to
    for (int i = 0; i < flow.count(); ++i) {
        const int container = flow.container(i);
        const int above = container < 0 ? flow.start() : ProcedureFlow::enter(container);
        int before = 0;
        for (const int one : flow.previous(i)) {
            if (m_onPath[i] && !m_onPath[one])
                continue;
            addArc(ProcedureFlow::leave(one), ProcedureFlow::enter(i), Reason::Sequence);
            ++before;
        }
        if (before == 0)
            addArc(above, ProcedureFlow::enter(i), Reason::Sequence);
        m_either[ProcedureFlow::enter(i)]
            = before > 1 && flow.element(i).kind != ElementKind::ParallelJoin;
        if (flow.next(i).isEmpty() && m_onPath[i]) {
            const bool loop = container >= 0 && flow.element(container).kind == ElementKind::Loop;
            const int end = container < 0 ? flow.finish() : ProcedureFlow::leave(container);
            m_either[merged(end)] = ends[merged(end)];
            ends[merged(end)] = true;
            addArc(ProcedureFlow::leave(i), end, Reason::Sequence, {}, -1, nullptr,
                loop ? container : -1);
        }
        addStep(i);
        const int giver = waits ? waits->giver(i, m_onPath) : -1;
        if (giver >= 0)
            addArc(ProcedureFlow::leave(giver), ProcedureFlow::leave(i), Reason::Result, {}, i);
    }
    QVector<NumberLists::Entry> in(m_arcs.size());
    QVector<NumberLists::Entry> out(m_arcs.size());
    for (int arc = 0; arc < m_arcs.size(); ++arc) {
        in[arc] = {m_arcs[arc].to, arc};
        out[arc] = {m_arcs[arc].from, arc};
    }
    m_in = NumberLists(size, in);
    m_out = NumberLists(size, out);
}

void TimeNetwork::addStep(int element)
{
    const ProcedureFlow &flow = m_context.flow();
    const int enter = ProcedureFlow::enter(element);
    const int leave = ProcedureFlow::leave(element);
    if (!flow.children(element).isEmpty())
        return;
    std::array<qint64, 3> own {};
    for (const Case which : Cases) {
        own[which] = stated(element, which).count();
        if (flow.element(element).kind == ElementKind::Loop)
            own[which] *= rounds(flow.element(element), which);
    }
    addArc(enter, leave, Reason::AtLeast, own, element);
    const int partner = m_partner[element];
    if (partner >= 0) {
        // The transfer begins when both are there; at worst each side takes all that it may.
        std::array<qint64, 3> joint {stated(partner, Shortest).count(),
            stated(partner, Nominal).count(), stated(element, Longest).count()};
        addArc(enter, leave, Reason::Together, joint, partner);
    }
}

// Kahn; false when something waits for itself.
bool TimeNetwork::sort()
{
    const ProcedureFlow &flow = m_context.flow();
    const int size = flow.finish() + 1;
    m_order.clear();
    m_rank.fill(-1, size);
    QVector<int> open(size, 0);
    int vertices = 0;
    for (int vertex = 0; vertex < size; ++vertex) {
        if (merged(vertex) != vertex)
            continue;
        ++vertices;
        open[vertex] = int(m_in[vertex].size());
        if (open[vertex] == 0)
            m_order.append(vertex);
    }
    for (qsizetype at = 0; at < m_order.size(); ++at) {
        m_rank[m_order[at]] = int(at);
        for (const int arc : m_out[m_order[at]]) {
            if (--open[m_arcs[arc].to] == 0)
                m_order.append(m_arcs[arc].to);
        }
    }
    return m_order.size() == vertices;
}

void TimeNetwork::computeTimes()
{
    const ProcedureFlow &flow = m_context.flow();
    const int size = flow.finish() + 1;
    for (const Case which : Cases) {
        m_time[which].fill(0, size);
        m_decides[which].fill(-1, size);
        for (const int vertex : std::as_const(m_order)) {
            qint64 time = Never;
            for (const int index : m_in[vertex]) {
                Arc &arc = m_arcs[index];
                const qint64 from = m_time[which][arc.from];
                if (arc.loop >= 0)
                    arc.least[which] = (rounds(flow.element(arc.loop), which) - 1)
                        * (from - m_time[which][merged(ProcedureFlow::enter(arc.loop))]);
                const qint64 then = from + arc.least[which];
                const bool first = which == Shortest && m_either[vertex];
                if (time == Never || (first ? then < time : then > time)) {
                    time = then;
                    m_decides[which][vertex] = index;
                }
            }
            m_time[which][vertex] = time == Never ? 0 : time;
        }
    }
    for (const int vertex : std::as_const(m_order)) {
        if (vertex >= flow.start() || vertex % 2 == 0)
            continue;
        const int element = ProcedureFlow::elementOf(vertex);
        m_leaveOrder.append(element);
        if (m_partner[element] >= 0 && merged(ProcedureFlow::leave(m_partner[element])) == vertex)
            m_leaveOrder.append(m_partner[element]);
        if (flow.element(element).kind == ElementKind::Phase
            || flow.element(element).kind == ElementKind::ManualStep) {
            if (stated(element, Longest) == Duration(0))
                m_untimed.append(element);
        }
    }
    QVector<Digraph::Edge> edges;
    edges.reserve(m_arcs.size());
    for (const Arc &arc : std::as_const(m_arcs))
        edges.append({arc.from, arc.to});
    m_dominators = Digraph(size, edges).dominatorTree(flow.start(), m_order);
}

TimeNetwork::Span TimeNetwork::span(int element, Case which) const
{
    if (!m_ordered)
        return {};
    return {Duration(m_time[which][merged(ProcedureFlow::enter(element))]),
        Duration(m_time[which][merged(ProcedureFlow::leave(element))])};
}

Duration TimeNetwork::total(Case which) const
{
    return m_ordered ? Duration(m_time[which][m_context.flow().finish()]) : Duration(0);
}

Duration TimeNetwork::duration(int element, Case which) const
{
    const Span both = span(element, which);
    return both.leave - both.enter;
}

QVector<int> TimeNetwork::criticalPath(Case which) const
{
    QVector<int> path;
    if (!m_ordered)
        return path;
    const ProcedureFlow &flow = m_context.flow();
    for (int vertex = flow.finish(); m_decides[which][vertex] >= 0;) {
        const Arc &arc = m_arcs[m_decides[which][vertex]];
        const bool step
            = arc.element >= 0 && (arc.reason == Reason::AtLeast || arc.reason == Reason::Together);
        if (step && arc.least[which] > 0)
            path.prepend(ProcedureFlow::elementOf(arc.from));
        if (arc.loop >= 0 && arc.least[which] > 0)
            path.prepend(arc.loop); // its further rounds
        vertex = arc.from;
    }
    return path;
}

} // namespace cytoloom
