// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/volumetrack.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Level = VolumeTrack::Level;

Level hull(const Level &a, const Level &b)
{
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

std::optional<double> millilitres(const std::optional<Quantity> &volume)
{
    static const Unit unit = Unit::parse(u"mL"_s).value();
    if (!volume)
        return std::nullopt;
    const Result<double> value = volume->unit.convert(volume->value, unit);
    return value ? std::optional(*value) : std::nullopt;
}

} // namespace

std::optional<double> VolumeTrack::volumeOf(
    const ValidationContext &context, const ElementId &element, const Port &port)
{
    return volumeOf(context, context.flow().number(element), port);
}

std::optional<double> VolumeTrack::volumeOf(
    const ValidationContext &context, int element, const Port &port)
{
    if (port.volume)
        return millilitres(port.volume);
    double sum = 0;
    const ProcedureFlow &flow = context.flow();
    const QVector<const Link *> links = context.linksAt(element, port.id);
    for (const Link *link : links) {
        std::optional<double> volume = millilitres(link->volume);
        if (!volume) {
            const bool gives = link->from.element == flow.element(element).id;
            const Endpoint &other = gives ? link->to : link->from;
            const int partner = flow.number(other.element);
            if (const Port *there = flow.element(partner).port(other.port))
                volume = millilitres(there->volume);
        }
        if (!volume)
            return std::nullopt;
        sum += *volume;
    }
    return links.isEmpty() ? std::nullopt : std::optional(sum);
}

VolumeTrack::VolumeTrack(const ValidationContext &context, int unitProcedure)
    : m_context(context)
{
    m_flows = markPorts(unitProcedure);
    if (!m_flows)
        return;
    State start;
    start.reached = true;
    start.drained = true;
    m_end = stepOver(unitProcedure, start, {}, false).level;
}

bool VolumeTrack::markPorts(int element)
{
    bool inside = false;
    for (const int child : m_context.flow().children(element))
        inside = markPorts(child) || inside;
    m_inside.insert(element, inside);
    return inside || !m_context.flow().ports(element).isEmpty();
}

VolumeTrack::State VolumeTrack::walk(int container, State state, bool again)
{
    const ProcedureFlow &flow = m_context.flow();
    if (flow.order(container).isEmpty()) { // a cycle: GMP-STR-03, nothing to say about volumes
        m_known = m_known && flow.children(container).isEmpty();
        return state;
    }
    QHash<int, State> after;
    State end;
    for (const int child : flow.order(container)) {
        Step step;
        const State before = merge(child, after, state, step);
        if (!before.reached)
            continue;
        State left = stepOver(child, before, step, again);
        if (flow.kind(child) == ElementKind::ParallelSplit)
            left.seen = left.level;
        after.insert(child, left);
        if (flow.next(child).isEmpty()) {
            left.level = end.reached ? hull(left.level, end.level) : left.level;
            left.seen = end.reached ? hull(left.seen, end.seen) : left.seen;
            end = left;
        }
    }
    end.seen = hull(end.seen, state.seen);
    return end.reached ? end : state;
}

// The state in which a token comes to the element.
VolumeTrack::State VolumeTrack::merge(
    int element, const QHash<int, State> &after, const State &start, Step &step)
{
    const Numbers previous = m_context.flow().previous(element);
    if (previous.isEmpty()) {
        State state = start;
        state.reached = m_context.flow().kind(element) == ElementKind::Begin;
        return state;
    }
    const ParallelBlock *block = m_context.flow().blockOfJoin(element);
    if (block && after.contains(block->split)) {
        const State split = after.value(block->split);
        State sum = split;
        sum.drained = true;
        for (const int last : block->last) {
            const State branch = after.value(last, split);
            sum.level.low += branch.level.low - split.level.low;
            sum.level.high += branch.level.high - split.level.high;
            sum.seen.low += branch.seen.low - split.level.low;
            sum.seen.high += branch.seen.high - split.level.high;
            sum.drained = sum.drained && branch.drained;
        }
        step.lowFrom = step.highFrom = block->split;
        Step &whole = m_steps[block->split];
        whole.during = hull(whole.during, sum.seen);
        m_throughput = std::max(m_throughput, sum.seen.high);
        return sum;
    }
    State merged;
    for (const int from : previous) {
        const auto known = after.constFind(from);
        if (known == after.cend())
            continue;
        if (!merged.reached || known->level.low < merged.level.low)
            step.lowFrom = from;
        if (!merged.reached || known->level.high > merged.level.high)
            step.highFrom = from;
        if (!merged.reached) {
            merged = *known;
            continue;
        }
        merged.level = hull(merged.level, known->level);
        merged.seen = hull(merged.seen, known->seen);
        merged.drained = merged.drained && known->drained;
    }
    return merged;
}

VolumeTrack::State VolumeTrack::stepOver(int element, const State &before, Step entry, bool again)
{
    const Element &step = m_context.flow().element(element);
    entry.before = before.level;
    State after = before;
    if (step.kind == ElementKind::Loop)
        after = runLoop(element, before, again);
    else if (step.isContainer())
        after = walk(element, before, again);
    const bool own = !m_inside.value(element) && !step.ports.isEmpty();
    if (own)
        after = flowThrough(element, after);
    entry.computed = after.level;
    entry.hasInflow = own
        && std::any_of(step.ports.begin(), step.ports.end(),
            [](const Port &port) { return port.direction == PortDirection::In; });
    entry.during = hull(entry.before, after.level);
    if (step.residual) {
        entry.residual = millilitres(step.residual);
        if (entry.residual) {
            after.level = {*entry.residual, *entry.residual};
            after.drained = true;
        }
    }
    // A vessel holds nothing less than nothing: reported once, where it happens.
    after.level.low = std::max(0.0, after.level.low);
    after.level.high = std::max(0.0, after.level.high);
    after.seen = hull(after.seen, after.level);
    entry.after = after.level;
    entry.drained = after.drained;
    record(element, entry);
    m_throughput = std::max(m_throughput, entry.during.high);
    return after;
}

VolumeTrack::State VolumeTrack::flowThrough(int element, State state)
{
    const Element &step = m_context.flow().element(element);
    double in = 0;
    double out = 0;
    bool all = false;
    for (const Port &port : step.ports) {
        const std::optional<double> volume = volumeOf(m_context, element, port);
        if (port.direction == PortDirection::In) {
            m_known = m_known && volume;
            in += volume.value_or(0);
        } else {
            all = all || !volume;
            out += volume.value_or(0);
        }
    }
    state.level.low += in - out;
    state.level.high += in - out;
    state.drained = false;
    if (all) {
        state.level = {0, 0};
        state.drained = true;
    }
    return state;
}

VolumeTrack::State VolumeTrack::runLoop(int element, const State &before, bool again)
{
    const State first = walk(element, before, again);
    const int rounds = std::max(1, m_context.flow().element(element).maxCount);
    State last = first;
    const double low = first.level.low - before.level.low;
    const double high = first.level.high - before.level.high;
    if (rounds > 1 && (low != 0 || high != 0)) {
        // Every round changes the level by the same, unless a residual sets it; then the second
        // round shows it. Walked once more only: a nest of loops stays linear per level of nesting.
        State start = before;
        start.level.low = std::max(0.0, before.level.low + low * (rounds - 1));
        start.level.high = std::max(0.0, before.level.high + high * (rounds - 1));
        if (first.drained)
            start = first;
        if (again) {
            last.level = {start.level.low + low, start.level.high + high};
        } else {
            last = walk(element, start, true);
        }
    }
    State result = last;
    result.level = hull(first.level, last.level);
    result.seen = hull(first.seen, last.seen);
    return result;
}

void VolumeTrack::record(int element, const Step &step)
{
    const auto known = m_steps.find(element);
    if (known == m_steps.end()) {
        m_elements.append(element);
        m_steps.insert(element, step);
        return;
    }
    Step wider = step;
    wider.during = hull(known->during, step.during);
    *known = wider;
}

QVector<int> VolumeTrack::pathTo(int element, bool highest) const
{
    QVector<int> result;
    for (int at = element; at >= 0;) {
        const auto known = m_steps.constFind(at);
        if (known == m_steps.cend())
            break;
        const bool flows = known->before.low != known->after.low
            || known->before.high != known->after.high || at == element;
        if (flows)
            result.prepend(at);
        at = highest ? known->highFrom : known->lowFrom;
    }
    return result;
}

} // namespace cytoloom
