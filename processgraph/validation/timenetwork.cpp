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

TimeNetwork::TimeNetwork(const ValidationContext &context, const TimeNetwork *earlier)
    : m_context(context)
{
    readStated();
    findPath();
    findGivers();
    if (earlier && earlier->m_ordered && earlier->m_onPath == m_onPath
        && earlier->m_givers == m_givers)
        takeOver(*earlier);
    else if (!build())
        return;
    m_ordered = true;
    findUntimed();
    computeTimes();
    computeHolds();
    computeOpenTime();
    findContradiction();
}

bool TimeNetwork::build()
{
    const int size = m_context.flow().finish() + 1;
    m_leader.resize(size);
    m_partner.fill(-1, m_context.flow().count());
    pairSyncs();
    addForward();
    if (!sort()) { // results may wait for each other; whether they do is not ours to say
        m_givers.fill(-1);
        addForward();
        if (!sort())
            return false;
    }
    findLeaveOrder();
    QVector<Digraph::Edge> edges;
    edges.reserve(m_arcs.size());
    for (const Arc &arc : std::as_const(m_arcs))
        edges.append({arc.from, arc.to});
    m_dominators = Digraph(size, edges).dominatorTree(m_context.flow().start(), m_order);
    return true;
}

// The same arcs in the same order; only what they take is another.
void TimeNetwork::takeOver(const TimeNetwork &earlier)
{
    m_leader = earlier.m_leader;
    m_partner = earlier.m_partner;
    m_either = earlier.m_either;
    m_arcs = earlier.m_arcs;
    m_in = earlier.m_in;
    m_out = earlier.m_out;
    m_order = earlier.m_order;
    m_rank = earlier.m_rank;
    m_dominators = earlier.m_dominators;
    m_leaveOrder = earlier.m_leaveOrder;
    for (Arc &arc : m_arcs) {
        if (arc.reason == Reason::AtLeast)
            arc.least = leastOf(arc.element);
        else if (arc.reason == Reason::Together)
            arc.least = jointOf(m_partner[arc.element]);
    }
}

int TimeNetwork::rounds(const Element &loop, Case which)
{
    const int most = loop.kind == ElementKind::Loop ? std::max(1, loop.maxCount) : 1;
    return which == Shortest ? 1 : which == Nominal ? most - most / 2 : most; // half, rounded up
}

void TimeNetwork::readStated()
{
    const ProcedureFlow &flow = m_context.flow();
    m_stated.fill({}, flow.count());
    for (int i = 0; i < flow.count(); ++i) {
        if (!flow.has(i, StepPart::Times) && !flow.has(i, StepPart::Gate))
            continue;
        const Element &step = flow.element(i);
        DurationRange range = step.duration;
        if (step.gate) {
            for (const Criterion &criterion : step.gate->criteria) {
                const Duration wait
                    = criterion.attributes.duration(u"turnaround"_s).value_or(Duration(0));
                range.nominal = std::max(range.nominal, wait);
            }
        }
        range.nominal = std::max(range.nominal, range.shortest);
        m_stated[i] = {range.shortest.count(), range.nominal.count(),
            std::max(range.nominal, range.longest).count()};
    }
}

void TimeNetwork::findGivers()
{
    const ResultWaits waits(m_context);
    m_givers.fill(-1, m_context.flow().count());
    for (int i = 0; i < m_givers.size(); ++i)
        m_givers[i] = waits.giver(i, m_onPath);
}

// What can be reached without a fail or pending link.
void TimeNetwork::findPath()
{
    const ProcedureFlow &flow = m_context.flow();
    m_onPath.fill(false, flow.count());
    QSet<QPair<int, int>> off;
    QVector<bool> decides(flow.count(), false); // some of its links are off
    for (int i = 0; i < m_context.links().size(); ++i) {
        const GateOutcome outcome = flow.linkOutcome(i);
        if (outcome == GateOutcome::Fail || outcome == GateOutcome::Pending)
            off.insert({flow.fromOf(i), flow.toOf(i)});
        decides[flow.fromOf(i)] = decides[flow.fromOf(i)] || outcome != GateOutcome::None;
    }
    for (int i = 0; i < m_context.links().size(); ++i) {
        if (flow.linkOutcome(i) == GateOutcome::Pass)
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
        if (flow.linkKind(i) != LinkKind::Sync || !flow.concurrent(from, to) || m_partner[from] >= 0
            || m_partner[to] >= 0 || flow.element(from).isContainer()
            || flow.element(to).isContainer())
            continue;
        m_partner[from] = to;
        m_partner[to] = from;
        m_leader[ProcedureFlow::leave(to)] = ProcedureFlow::leave(from);
    }
}

void TimeNetwork::addArc(
    int from, int to, Reason reason, const Times &least, int element, const Link *link, int loop)
{
    m_arcs.append({merged(from), merged(to), least, reason, element, link, loop});
}

void TimeNetwork::addForward()
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
        m_either[ProcedureFlow::enter(i)] = before > 1 && flow.kind(i) != ElementKind::ParallelJoin;
        if (flow.next(i).isEmpty() && m_onPath[i]) {
            const bool loop = container >= 0 && flow.kind(container) == ElementKind::Loop;
            const int end = container < 0 ? flow.finish() : ProcedureFlow::leave(container);
            m_either[merged(end)] = ends[merged(end)];
            ends[merged(end)] = true;
            addArc(ProcedureFlow::leave(i), end, Reason::Sequence, {}, -1, nullptr,
                loop ? container : -1);
        }
        addStep(i);
        if (m_givers[i] >= 0)
            addArc(
                ProcedureFlow::leave(m_givers[i]), ProcedureFlow::leave(i), Reason::Result, {}, i);
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
    addArc(enter, leave, Reason::AtLeast, leastOf(element), element);
    const int partner = m_partner[element];
    if (partner >= 0)
        addArc(enter, leave, Reason::Together, jointOf(element), partner);
}

TimeNetwork::Times TimeNetwork::leastOf(int element) const
{
    Times own = m_stated[element];
    if (m_context.flow().kind(element) == ElementKind::Loop) {
        for (const Case which : Cases)
            own[which] *= rounds(m_context.flow().element(element), which);
    }
    return own;
}

// The transfer begins when both are there; at worst each side takes all that it may.
TimeNetwork::Times TimeNetwork::jointOf(int element) const
{
    const Times &other = m_stated[m_partner[element]];
    return {other[Shortest], other[Nominal], m_stated[element][Longest]};
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

void TimeNetwork::findLeaveOrder()
{
    for (const int vertex : std::as_const(m_order)) {
        if (vertex >= m_context.flow().start() || vertex % 2 == 0)
            continue;
        const int element = ProcedureFlow::elementOf(vertex);
        m_leaveOrder.append(element);
        if (m_partner[element] >= 0 && merged(ProcedureFlow::leave(m_partner[element])) == vertex)
            m_leaveOrder.append(m_partner[element]);
    }
}

void TimeNetwork::findUntimed()
{
    const ProcedureFlow &flow = m_context.flow();
    for (const int vertex : std::as_const(m_order)) {
        if (vertex >= flow.start() || vertex % 2 == 0)
            continue;
        const int element = ProcedureFlow::elementOf(vertex);
        const ElementKind kind = flow.kind(element);
        if ((kind == ElementKind::Phase || kind == ElementKind::ManualStep)
            && m_stated[element][Longest] == 0)
            m_untimed.append(element);
    }
}

void TimeNetwork::computeTimes()
{
    const ProcedureFlow &flow = m_context.flow();
    const int size = flow.finish() + 1;
    for (const Case which : Cases) {
        m_time[which].fill(0, size);
        m_decides[which].fill(-1, size);
    }
    // Not through m_time[which][…]: each such look asks whether the list is shared.
    const std::array<qint64 *, 3> times {m_time[0].data(), m_time[1].data(), m_time[2].data()};
    const std::array<int *, 3> decides {
        m_decides[0].data(), m_decides[1].data(), m_decides[2].data()};
    Arc *const arcs = m_arcs.data();
    for (const int vertex : std::as_const(m_order)) {
        Times latest {Never, Never, Never};
        for (const int index : m_in[vertex]) {
            Arc &arc = arcs[index];
            const int loopStart = arc.loop < 0 ? -1 : merged(ProcedureFlow::enter(arc.loop));
            for (const Case which : Cases) {
                const qint64 from = times[which][arc.from];
                if (loopStart >= 0)
                    arc.least[which] = (rounds(flow.element(arc.loop), which) - 1)
                        * (from - times[which][loopStart]);
                const qint64 then = from + arc.least[which];
                const bool first = which == Shortest && m_either.at(vertex);
                if (latest[which] == Never
                    || (first ? then < latest[which] : then > latest[which])) {
                    latest[which] = then;
                    decides[which][vertex] = index;
                }
            }
        }
        for (const Case which : Cases)
            times[which][vertex] = latest[which] == Never ? 0 : latest[which];
    }
}

QVector<TimeNetwork::Forward> TimeNetwork::forward(Case which) const
{
    QVector<Forward> arcs;
    if (!m_ordered)
        return arcs;
    arcs.reserve(m_arcs.size());
    for (const int vertex : m_order) {
        for (const int index : m_in[vertex]) {
            const Arc &arc = m_arcs.at(index);
            arcs.append({arc.from, arc.to, Duration(arc.least[which]), arc.loop});
        }
    }
    return arcs;
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
