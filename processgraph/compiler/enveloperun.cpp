// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/enveloperun.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

using Program = EnvelopeProgram;

namespace {

/// A recipe that moves so many tokens without coming to an end goes round in circles.
constexpr long StepsPerNode = 2000;
/// Numbers come first, durations after them.
constexpr std::uint64_t FirstDuration = 1 << 20;

} // namespace

EnvelopeRun::EnvelopeRun(const EnvelopeProgram &program)
    : m_program(program)
    , m_formulas(program.formulas)
    , m_entered(program.nodes.size())
    , m_left(program.nodes.size())
    , m_cells(program.nodes.size())
    , m_tokens(program.nodes.size())
    , m_taken(program.edges.size())
    , m_vessels(size_t(program.vessels))
    , m_moved(size_t(program.linkCount))
    , m_results(size_t(program.slots_.size()))
    , m_known(size_t(program.slots_.size()))
    , m_numbers(size_t(program.numbers.size()))
{ }

void EnvelopeRun::reset(std::uint64_t seed, std::uint64_t number)
{
    m_random = RandomStream(seed, number);
    m_draws = FirstDuration;
    m_now = 0;
    m_over = false;
    m_end = RunEnd::Stuck;
    m_failedAt = m_failedCriterion = -1;
    m_gateFailed = m_doseMet = false;
    m_doseFigure = -1;
    m_order = 0;
    m_steps = 0;
    m_mostSteps = StepsPerNode * long(m_program.nodes.size() + 10);
    m_due.clear();
    m_queue.clear();
    m_waiting.clear();
    std::fill(m_left.begin(), m_left.end(), -1.0);
    std::fill(m_cells.begin(), m_cells.end(), 0.0);
    std::fill(m_tokens.begin(), m_tokens.end(), 0);
    std::fill(m_taken.begin(), m_taken.end(), std::uint8_t(0));
    std::fill(m_vessels.begin(), m_vessels.end(), Vessel());
    std::fill(m_moved.begin(), m_moved.end(), Vessel());
    std::fill(m_known.begin(), m_known.end(), std::uint8_t(0));
    std::fill(m_numbers.begin(), m_numbers.end(), std::nan(""));
}

void EnvelopeRun::run(std::uint64_t seed, std::uint64_t number)
{
    reset(seed, number);
    for (size_t i = m_program.starts.size(); i-- > 0;)
        arrive(m_program.starts[i]);
    settle(0);
    while (!m_over && !m_queue.empty() && m_steps < m_mostSteps) {
        std::pop_heap(m_queue.begin(), m_queue.end());
        const Event event = m_queue.back();
        m_queue.pop_back();
        m_now = event.at;
        finish(event.node);
        settle(0);
    }
    if (!m_over)
        fail(RunEnd::Stuck, m_waiting.empty() ? -1 : m_waiting.front());
}

void EnvelopeRun::fail(RunEnd end, int node)
{
    m_over = true;
    m_end = end;
    m_failedAt = node;
}

void EnvelopeRun::schedule(double at, int node)
{
    m_queue.push_back({at, m_order++, node});
    std::push_heap(m_queue.begin(), m_queue.end());
}

// Quantiles are not cheap, and no run needs all numbers.
double EnvelopeRun::number(int index)
{
    double &value = m_numbers[size_t(index)];
    if (std::isnan(value))
        value = m_program.numbers[index].quantile(m_random.at(std::uint64_t(index)));
    return value;
}

// Triangular between shortest and longest around nominal. A transfer's longest holds the wait for
// its partner, which the run has already: as far above nominal as the shortest is below.
double EnvelopeRun::lasts(int node)
{
    const Program::Node &step = m_program.nodes[size_t(node)];
    const double low = step.shortest;
    const double mode = step.nominal;
    const double high = step.partner >= 0 ? std::min(step.longest, 2 * mode - low) : step.longest;
    const double width = high - low;
    const double p = m_random.at(m_draws++);
    if (width <= 0)
        return mode;
    return p * width < mode - low ? low + std::sqrt(p * width * (mode - low))
                                  : high - std::sqrt((1 - p) * width * (high - mode));
}

void EnvelopeRun::settle(size_t rest)
{
    while (m_due.size() > rest && !m_over && m_steps < m_mostSteps) {
        const int index = m_due.back();
        m_due.pop_back();
        enter(index);
    }
}

void EnvelopeRun::enter(int index)
{
    ++m_steps;
    const Program::Node &node = m_program.nodes[size_t(index)];
    m_entered[size_t(index)] = m_now;
    switch (node.kind) {
    case Program::Kind::Split:
        leave(index);
        break;
    case Program::Kind::ParallelJoin:
        if (++m_tokens[size_t(index)] >= node.arrivals) {
            m_tokens[size_t(index)] = 0;
            leave(index);
        }
        break;
    case Program::Kind::Transition:
        if (node.condition < 0 || holds(node.condition, index))
            leave(index);
        else
            await(index);
        break;
    case Program::Kind::Selection:
        if (!select(index))
            await(index);
        break;
    case Program::Kind::Gate:
        schedule(m_now + node.nominal, index);
        break;
    case Program::Kind::End:
        m_left[size_t(index)] = m_now;
        endContainer(index);
        break;
    case Program::Kind::Container:
    case Program::Kind::Loop:
        m_tokens[size_t(index)] = 0;
        enterContainer(index);
        break;
    case Program::Kind::Step:
        enterStep(index);
        break;
    }
}

void EnvelopeRun::enterContainer(int index)
{
    const auto &starts = m_program.inside[size_t(index)];
    for (size_t i = size_t(starts.size()); i-- > 0;)
        arrive(starts[i]);
}

void EnvelopeRun::enterStep(int index)
{
    const Program::Node &node = m_program.nodes[size_t(index)];
    if (node.culture && node.vessel >= 0) {
        Vessel &vessel = m_vessels[size_t(node.vessel)];
        advance(vessel);
        ++vessel.cultures;
        if (node.doubling >= 0)
            vessel.doubling = number(node.doubling);
    }
    if (node.partner >= 0) {
        int &here = m_tokens[size_t(index)];
        int &there = m_tokens[size_t(node.partner)];
        if (there == 0) {
            here = 1;
            return;
        }
        there = 0;
        const double both = std::max(lasts(index), lasts(node.partner));
        schedule(m_now + both, index);
        return;
    }
    if (node.condition < 0)
        schedule(m_now + lasts(index), index);
    else if (holds(node.condition, index))
        schedule(m_now, index);
    else
        await(index);
}

void EnvelopeRun::await(int index)
{
    m_waiting.push_back(index);
}

// Looks again at what waits for one of the results that changed.
void EnvelopeRun::wake(std::uint64_t changed)
{
    const size_t others = m_due.size(); // theirs is not to be hurried
    for (size_t i = 0; i < m_waiting.size() && !m_over;) {
        const int index = m_waiting[i];
        const Program::Node &node = m_program.nodes[size_t(index)];
        const bool choice = node.kind == Program::Kind::Selection;
        if (!choice && (m_formulas[size_t(node.condition)].reads & changed) == 0) {
            ++i;
            continue;
        }
        if (!choice && !holds(node.condition, index)) {
            ++i;
            continue;
        }
        if (choice && !select(index)) {
            ++i;
            continue;
        }
        m_waiting.erase(std::find(m_waiting.begin(), m_waiting.end(), index));
        if (node.kind == Program::Kind::Step)
            schedule(m_now, index);
        else if (!choice)
            leave(index);
        settle(others);
        i = 0; // what has left may have put others here
    }
}

void EnvelopeRun::finish(int index)
{
    const Program::Node &node = m_program.nodes[size_t(index)];
    if (node.kind == Program::Kind::Gate) {
        decide(index);
        return;
    }
    if (node.partner < 0) {
        flow(index);
        leave(index);
        return;
    }
    // Both sides of a transfer: the one that gives first, so that the other finds what it gave.
    const Program::Node &other = m_program.nodes[size_t(node.partner)];
    const auto gives = [this](const Program::Node &side) {
        for (int i = side.firstFlow; i < side.firstFlow + side.flows; ++i) {
            const Program::Flow &one = m_program.flows[size_t(i)];
            if (one.kind == Program::Flow::Product && one.links > 0)
                return true;
        }
        return false;
    };
    const int first = gives(node) || !gives(other) ? index : node.partner;
    const int second = first == index ? node.partner : index;
    flow(first);
    flow(second);
    leave(first);
    settle(0);
    leave(second);
}

void EnvelopeRun::leave(int index)
{
    if (m_over)
        return;
    const Program::Node &node = m_program.nodes[size_t(index)];
    m_left[size_t(index)] = m_now;
    if (node.vessel >= 0) {
        Vessel &vessel = m_vessels[size_t(node.vessel)];
        advance(vessel);
        m_cells[size_t(index)] = vessel.viable;
    }
    if (node.records > 0)
        record(index);
    for (int edge = node.firstEdge + node.edges; edge-- > node.firstEdge;)
        follow(edge);
}

void EnvelopeRun::follow(int edge)
{
    m_taken[size_t(edge)] = 1;
    arrive(m_program.edges[size_t(edge)].to);
}

void EnvelopeRun::endContainer(int end)
{
    const int index = m_program.nodes[size_t(end)].container;
    if (index < 0) {
        m_over = true;
        m_end = m_gateFailed ? RunEnd::Rejected : RunEnd::Released;
        return;
    }
    const Program::Node &node = m_program.nodes[size_t(index)];
    if (node.kind == Program::Kind::Loop) {
        const int rounds = ++m_tokens[size_t(index)];
        if (node.condition >= 0 && !holds(node.condition, index)) {
            if (rounds >= node.most) {
                fail(RunEnd::LoopExceeded, index);
                return;
            }
            std::fill(m_tokens.begin() + index + 1, m_tokens.begin() + node.last + 1, 0);
            enterContainer(index);
            return;
        }
    }
    flow(index);
    leave(index);
}

// The executor asks the ways out by priority and takes the first whose transition holds.
bool EnvelopeRun::select(int index)
{
    const Program::Node &node = m_program.nodes[size_t(index)];
    for (int edge = node.firstEdge; edge < node.firstEdge + node.edges; ++edge) {
        const int to = m_program.edges[size_t(edge)].to;
        const Program::Node &next = m_program.nodes[size_t(to)];
        const bool open = next.kind != Program::Kind::Transition || next.condition < 0
            || holds(next.condition, to);
        if (!open)
            continue;
        m_left[size_t(index)] = m_now;
        m_taken[size_t(edge)] = 1;
        if (next.kind == Program::Kind::Transition)
            leave(to);
        else
            arrive(to);
        return true;
    }
    return false;
}

void EnvelopeRun::decide(int index)
{
    const Program::Node &node = m_program.nodes[size_t(index)];
    int failed = -1;
    for (int i = node.firstCriterion; i < node.firstCriterion + node.criteria; ++i) {
        const Program::Criterion &criterion = m_program.criteria[size_t(i)];
        if (!m_known[size_t(criterion.slot)])
            continue; // nobody simulated it: taken as passed
        const double found = m_results[size_t(criterion.slot)];
        bool passed = false;
        switch (criterion.comparison) {
        case Program::Criterion::AtLeast:
            passed = found >= criterion.limit;
            break;
        case Program::Criterion::AtMost:
            passed = found <= criterion.limit;
            break;
        case Program::Criterion::More:
            passed = found > criterion.limit;
            break;
        case Program::Criterion::Less:
            passed = found < criterion.limit;
            break;
        case Program::Criterion::Equal:
            passed = found == criterion.limit;
            break;
        }
        if (criterion.dose) {
            m_doseFigure = found;
            m_doseMet = passed;
        }
        if (!passed && failed < 0)
            failed = i;
    }
    if (failed >= 0 && !m_gateFailed) {
        m_gateFailed = true;
        m_failedAt = index;
        m_failedCriterion = failed;
    }
    m_left[size_t(index)] = m_now;
    const GateOutcome wanted = failed < 0 ? GateOutcome::Pass : GateOutcome::Fail;
    int way = -1;
    for (int edge = node.firstEdge; edge < node.firstEdge + node.edges; ++edge) {
        const GateOutcome outcome = m_program.edges[size_t(edge)].outcome;
        if (outcome == wanted || (outcome == GateOutcome::None && way < 0))
            way = edge;
    }
    if (way < 0)
        fail(RunEnd::Stuck, index);
    else
        follow(way);
}

} // namespace cytoloom
