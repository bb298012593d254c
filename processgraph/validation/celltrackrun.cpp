// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/celltrackrun.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

namespace {

constexpr std::array<CellTrack::Case, 3> Cases {
    CellTrack::Worst, CellTrack::Nominal, CellTrack::Best};

} // namespace

CellTrackRun::CellTrackRun(const ValidationContext &context, const TimeNetwork &times)
    : m_context(context)
    , m_times(times)
    , m_portsInside(context.flow().count(), false)
    , m_idle(context.flow().count(), false)
    , m_entered(context.flow().count(), false)
    , m_before(context.flow().count())
    , m_after(context.flow().count())
{
    findWork();
}

void CellTrackRun::findWork()
{
    const ProcedureFlow &flow = m_context.flow();
    for (int i = 0; i < flow.count(); ++i) {
        if (!flow.has(i, StepPart::Ports))
            continue;
        for (int at = flow.container(i); at >= 0 && !m_portsInside[at]; at = flow.container(at))
            m_portsInside[at] = true;
    }
    const ForecastData &data = ForecastData::shipped();
    QHash<const PhaseClass *, bool> works;
    for (int i = 0; i < flow.count(); ++i) {
        if (flow.has(i, StepPart::Ports) || flow.has(i, StepPart::Residual))
            continue;
        if (flow.has(i, StepPart::Attributes) && flow.attributes(i).has(QStringLiteral("recovery")))
            continue;
        if (flow.kind(i) == ElementKind::Phase) {
            const PhaseClass *used = m_context.phaseClass(i);
            auto known = works.constFind(used);
            if (known == works.cend()) {
                const QString &type = flow.element(i).type;
                const bool does = data.isCulture(type) || data.isTransduction(type)
                    || std::any_of(data.types().begin(), data.types().end(),
                        [&type](const CellType &cells) { return cells.recovery.contains(type); });
                known = works.insert(used, does);
            }
            if (*known)
                continue;
        }
        m_idle[i] = true;
    }
}

void CellTrackRun::walk()
{
    const ProcedureFlow &flows = m_context.flow();
    for (const int element : m_times.leaveOrder()) {
        if (!m_times.onPath(element))
            continue;
        States &states = m_after[element];
        states = enter(element);
        if (!flows.children(element).isEmpty())
            contain(element, states);
        if (!m_portsInside[element])
            flow(element, states);
        if (flows.unitProcedure(element) >= 0)
            m_elements.append(element);
    }
}

// What a token finds when it comes to the element. Not deeper than containers lie in each other.
const CellTrackRun::States &CellTrackRun::enter(int element)
{
    States &states = m_before[element];
    if (m_entered[element])
        return states;
    m_entered[element] = true;
    const ProcedureFlow &flow = m_context.flow();
    if (flow.kind(element) == ElementKind::UnitProcedure)
        return states;
    const Numbers previous = flow.previous(element);
    const ParallelBlock *block
        = flow.kind(element) == ElementKind::ParallelJoin ? flow.blockOfJoin(element) : nullptr;
    if (!block && previous.size() == 1 && m_times.onPath(previous.first())) {
        states = m_after[previous.first()];
        return states;
    }
    QVector<const States *> before;
    for (const int one : previous) {
        if (m_times.onPath(one) && previous.size() > 1)
            before.append(&m_after[one]);
    }
    for (const Case which : Cases) {
        if (block)
            states[which] = joined(*block, which);
        else if (!before.isEmpty())
            states[which] = merged(before, which);
    }
    if (!block && before.isEmpty() && flow.container(element) >= 0)
        states = enter(flow.container(element));
    return states;
}

CellTrackRun::State CellTrackRun::merged(const QVector<const States *> &all, Case which)
{
    State result = (*all.first())[which];
    for (qsizetype i = 1; i < all.size(); ++i) {
        const State &other = (*all[i])[which];
        const bool less = other.viable < result.viable;
        if (which == CellTrack::Nominal) {
            result.volume += other.volume;
            result.viable += other.viable;
        } else if (less == (which == CellTrack::Worst)) {
            result = other;
        }
    }
    if (which == CellTrack::Nominal) {
        result.volume /= double(all.size());
        result.viable /= double(all.size());
    }
    return result;
}

// All branches have run: each took or brought its share.
CellTrackRun::State CellTrackRun::joined(const ParallelBlock &block, Case which) const
{
    const State &split = m_after[block.split][which];
    State result = split;
    for (const int last : block.last) {
        if (last == block.split)
            continue;
        const State &branch = m_after[last][which];
        result.volume += branch.volume - split.volume;
        if (split.viable > 0)
            result.viable *= branch.viable / split.viable;
        else
            result.viable += branch.viable;
        if (branch.viability != split.viability)
            result.viability = branch.viability;
        if (branch.car != split.car)
            result.car = branch.car;
        if (result.type < 0)
            result.type = branch.type;
        result.rest = std::min(result.rest, branch.rest);
    }
    result.volume = std::max(0.0, result.volume);
    return result;
}

// From what comes to a container to what its content leaves of it.
void CellTrackRun::contain(int element, States &states) const
{
    const ProcedureFlow &flow = m_context.flow();
    QVector<const States *> ends;
    for (const int child : flow.children(element)) {
        if (flow.next(child).isEmpty() && m_times.onPath(child))
            ends.append(&m_after[child]);
    }
    const bool loop = flow.kind(element) == ElementKind::Loop;
    for (const Case which : Cases) {
        const State start = states[which];
        State &state = states[which];
        if (!ends.isEmpty())
            state = merged(ends, which);
        if (!loop || start.viable <= 0)
            continue;
        const double ratio = state.viable / start.viable;
        const bool most = (ratio < 1) == (which == CellTrack::Worst);
        const int rounds = TimeNetwork::rounds(flow.element(element),
            which == CellTrack::Nominal ? TimeNetwork::Nominal
                : most                  ? TimeNetwork::Longest
                                        : TimeNetwork::Shortest);
        state.viable = start.viable * std::pow(ratio, rounds);
        state.volume = std::max(0.0, start.volume + (state.volume - start.volume) * rounds);
    }
}

CellTrack::Level CellTrackRun::product(Case which) const
{
    if (m_hasProduct)
        return m_product[which];
    for (auto it = m_elements.crbegin(); it != m_elements.crend(); ++it) {
        if (m_after[*it][which].viable > 0)
            return m_after[*it][which];
    }
    return {};
}

} // namespace cytoloom
