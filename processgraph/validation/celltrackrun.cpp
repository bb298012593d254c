// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/celltrackrun.h"

#include "processgraph/validation/volumetrack.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

namespace {

constexpr double SlowPoint = 0.05;
constexpr std::array<CellTrack::Case, 3> Cases {
    CellTrack::Worst, CellTrack::Nominal, CellTrack::Best};

TimeNetwork::Case timesOf(CellTrack::Case which)
{
    return which == CellTrack::Worst ? TimeNetwork::Shortest
        : which == CellTrack::Best   ? TimeNetwork::Longest
                                     : TimeNetwork::Nominal;
}

} // namespace

double grownCells(double viable, double capacity, double doublingTime, double hours)
{
    if (viable <= 0 || hours <= 0 || doublingTime <= 0 || viable >= capacity)
        return viable;
    const double factor = std::exp2(hours / doublingTime);
    return capacity / (1 + (capacity / viable - 1) / factor);
}

double culturedViability(double viability, double culture, double hours)
{
    return culture + (viability - culture) * std::exp(-hours / 24);
}

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

double CellTrackRun::value(const UncertainNumber &number, Case which, bool good)
{
    if (which == CellTrack::Nominal) {
        if (!m_assumed.contains(number.id)) {
            m_assumed.insert(number.id);
            m_assumptions.append(number);
        }
        return number.quantile(0.5);
    }
    const bool low = (which == CellTrack::Worst) == good;
    if (number.stated)
        return low ? number.low : number.high;
    return number.quantile(low ? SlowPoint : 1 - SlowPoint);
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

int CellTrackRun::roundsAround(int element) const
{
    int rounds = 1;
    for (int at = m_context.flow().container(element); at >= 0; at = m_context.flow().container(at))
        rounds = std::min(1'000'000,
            rounds * TimeNetwork::rounds(m_context.flow().element(at), TimeNetwork::Longest));
    return rounds;
}

void CellTrackRun::flow(int element, States &states)
{
    if (m_idle[element]) {
        for (State &state : states)
            state.volume = std::max(0.0, state.volume);
        return;
    }
    const Element &step = m_context.flow().element(element);
    for (const Port &port : step.ports) {
        if (port.direction == PortDirection::In)
            bring(
                element, port, VolumeTrack::volumeOf(m_context, element, port).value_or(0), states);
    }
    work(element, states);
    const States full = states;
    std::array<double, 3> taken {};
    double out = 0;
    bool all = false;
    for (const Port &port : step.ports) {
        if (port.direction == PortDirection::In)
            continue;
        const std::optional<double> volume = VolumeTrack::volumeOf(m_context, element, port);
        out += volume.value_or(0);
        if (port.purpose == PortPurpose::Waste)
            continue;
        all = all || !volume;
        std::array<double, 3> share {1, 1, 1};
        for (const Case which : Cases) {
            const double there = full[which].volume;
            if (volume)
                share[which] = there > 0 ? std::min(1.0, *volume / there) : 0;
            share[which] = std::min(share[which], 1 - taken[which]);
            taken[which] += share[which];
        }
        let(element, port, volume, share, full);
    }
    std::optional<double> left;
    if (step.residual) {
        static const Unit unit = Unit::parse(QStringLiteral("mL")).value();
        if (const Result<double> stays = step.residual->unit.convert(step.residual->value, unit))
            left = *stays;
    }
    for (const Case which : Cases) {
        states[which].viable = full[which].viable * (1 - taken[which]);
        states[which].volume = left.value_or(all ? 0 : std::max(0.0, full[which].volume - out));
    }
}

void CellTrackRun::add(State &state, const State &other)
{
    state.volume += other.volume;
    if (other.viable <= 0)
        return;
    const double sum = state.viable + other.viable;
    const double all = (state.viability > 0 ? state.viable / state.viability : 0)
        + (other.viability > 0 ? other.viable / other.viability : 0);
    state.viability = all > 0 ? sum / all : 0;
    state.car = (state.viable * state.car + other.viable * other.car) / sum;
    state.viable = sum;
    state.rest = std::max(state.rest, other.rest);
    if (state.type < 0)
        state.type = other.type;
}

void CellTrackRun::bring(int element, const Port &port, double volume, States &states)
{
    States in;
    bool linked = false;
    const ProcedureFlow &flow = m_context.flow();
    for (const int link : flow.linksAt(element)) {
        if (flow.linkKind(link) == LinkKind::Control || flow.linkKind(link) == LinkKind::Sync
            || flow.toOf(link) != element || flow.links()[link]->to.port != port.id)
            continue;
        linked = true;
        const auto moved = m_moved.constFind(link);
        for (const Case which : Cases) {
            if (moved != m_moved.cend())
                add(in[which], (*moved)[which]);
        }
    }
    for (State &state : in)
        state.volume = volume; // as the recipe states it: what VolumeTrack reckons with
    const ForecastData &data = ForecastData::shipped();
    if (const CellType *type = linked ? nullptr : data.typeOf(port.medium)) {
        m_source = true;
        const UncertainNumber density = CellTrack::density(m_context, element, port, *type);
        const UncertainNumber viability
            = CellTrack::startViability(m_context, element, port, *type);
        for (const Case which : Cases) {
            in[which].viable = volume * value(density, which);
            in[which].viability = value(viability, which);
            in[which].rest = value(type->lag, which, false);
            in[which].type = int(type - data.types().constData());
        }
    }
    for (const Case which : Cases)
        add(states[which], in[which]);
}

// What the phase does to the cells.
void CellTrackRun::work(int element, States &states)
{
    const ForecastData &data = ForecastData::shipped();
    const Element &step = m_context.flow().element(element);
    const bool phase = step.kind == ElementKind::Phase;
    const bool grows = phase && data.isCulture(step.type);
    const bool transduces = phase && data.isTransduction(step.type);
    for (const Case which : Cases) {
        State &state = states[which];
        if (state.type < 0 || state.viable <= 0)
            continue;
        const CellType &type = data.types()[state.type];
        if (grows) {
            const double hours = toSeconds(m_times.stated(element, timesOf(which))) / 3600;
            const double growing = std::max(0.0, hours - state.rest);
            state.rest = std::max(0.0, state.rest - hours);
            const double capacity = value(type.maximumDensity, which) * state.volume;
            state.viable = grownCells(state.viable, capacity,
                value(CellTrack::doublingTime(m_context, element, type), which, false), growing);
            state.viability
                = culturedViability(state.viability, value(type.cultureViability, which), hours);
        }
        if (transduces)
            state.car = value(CellTrack::transduction(m_context, element, type), which);
        if (const auto kept = CellTrack::recovery(m_context, element, type))
            state.viable *= value(*kept, which) / 100;
    }
}

// What leaves through an outlet goes along its links, into the product, or is a sample.
void CellTrackRun::let(int element, const Port &port, std::optional<double> volume,
    const std::array<double, 3> &share, const States &full)
{
    States out = full;
    for (const Case which : Cases) {
        out[which].volume = volume.value_or(full[which].volume);
        out[which].viable = full[which].viable * share[which];
    }
    if (port.purpose == PortPurpose::Sample) {
        CellTrack::Sample sample;
        sample.element = element;
        sample.port = port.id;
        sample.volume = out[CellTrack::Worst].volume;
        sample.rounds = roundsAround(element);
        sample.available = full[CellTrack::Worst].volume;
        for (const Case which : Cases)
            sample.cells[which] = std::min(full[which].viable, out[which].viable * sample.rounds);
        m_samples.append(sample);
        return;
    }
    const ProcedureFlow &flow = m_context.flow();
    QVector<int> links;
    for (const int link : flow.linksAt(element)) {
        if (flow.linkKind(link) != LinkKind::Control && flow.linkKind(link) != LinkKind::Sync
            && flow.fromOf(link) == element && flow.links()[link]->from.port == port.id)
            links.append(link);
    }
    for (const int link : std::as_const(links)) {
        States part = out;
        for (State &state : part)
            state.viable /= double(links.size());
        m_moved.insert(link, part);
    }
    const MaterialClass *medium = m_context.catalog().material(port.medium);
    if (links.isEmpty() && port.purpose == PortPurpose::Product && medium && medium->cells) {
        for (const Case which : Cases)
            add(m_product[which], out[which]);
        m_hasProduct = true;
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
