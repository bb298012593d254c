// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/celltrackrun.h"

#include "processgraph/validation/volumetrack.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

namespace {

constexpr double SlowPoint = 0.05;

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

CellTrackRun::Shared::Shared(const ValidationContext &context)
{
    const ProcedureFlow &flow = context.flow();
    portsInside.fill(false, flow.count());
    for (int i = 0; i < flow.count(); ++i) {
        if (flow.element(i).ports.isEmpty())
            continue;
        for (int at = flow.container(i); at >= 0 && !portsInside[at]; at = flow.container(at))
            portsInside[at] = true;
    }
    const ForecastData &data = ForecastData::shipped();
    QHash<QString, bool> works; // by phase class
    idle.fill(false, flow.count());
    for (int i = 0; i < flow.count(); ++i) {
        const Element &step = flow.element(i);
        if (!step.ports.isEmpty() || step.residual
            || step.attributes.has(QStringLiteral("recovery")))
            continue;
        if (step.kind == ElementKind::Phase) {
            auto known = works.constFind(step.type);
            if (known == works.cend()) {
                const bool does = data.isCulture(step.type) || data.isTransduction(step.type)
                    || std::any_of(
                        data.types().begin(), data.types().end(), [&step](const CellType &type) {
                            return type.recovery.contains(step.type);
                        });
                known = works.insert(step.type, does);
            }
            if (*known)
                continue;
        }
        idle[i] = true;
    }
}

CellTrackRun::CellTrackRun(const ValidationContext &context, const TimeNetwork &times,
    const Shared &shared, CellTrack::Case which)
    : m_context(context)
    , m_times(times)
    , m_shared(shared)
    , m_which(which)
    , m_entered(context.flow().count(), false)
    , m_before(context.flow().count())
    , m_after(context.flow().count())
    , m_moved(context.links().size())
{ }

double CellTrackRun::value(const UncertainNumber &number, bool good)
{
    if (!m_assumed.contains(number.id)) {
        m_assumed.insert(number.id);
        m_assumptions.append(number);
    }
    if (m_which == CellTrack::Nominal)
        return number.quantile(0.5);
    const bool low = (m_which == CellTrack::Worst) == good;
    if (number.stated)
        return low ? number.low : number.high;
    return number.quantile(low ? SlowPoint : 1 - SlowPoint);
}

void CellTrackRun::walk()
{
    const ProcedureFlow &flow = m_context.flow();
    for (const int element : m_times.leaveOrder()) {
        if (!m_times.onPath(element))
            continue;
        const State start = enter(element);
        State state = flow.children(element).isEmpty() ? start : contained(element, start);
        if (!m_shared.portsInside[element])
            state = flown(element, state);
        m_after[element] = state;
        if (flow.unitProcedure(element) >= 0)
            m_elements.append(element);
    }
}

// What a token finds when it comes to the element.
CellTrackRun::State CellTrackRun::enter(int element)
{
    if (m_entered[element])
        return m_before[element];
    const ProcedureFlow &flow = m_context.flow();
    State state;
    if (flow.element(element).kind != ElementKind::UnitProcedure) {
        const Numbers previous = flow.previous(element);
        const ParallelBlock *block = flow.element(element).kind == ElementKind::ParallelJoin
            ? flow.blockOfJoin(element)
            : nullptr;
        QVector<State> states;
        for (const int one : previous) {
            if (m_times.onPath(one) && (block || previous.size() > 1))
                states.append(m_after[one]);
        }
        if (block)
            state = joined(*block);
        else if (previous.size() == 1 && m_times.onPath(previous.first()))
            state = m_after[previous.first()];
        else if (!states.isEmpty())
            state = merged(states);
        else if (flow.container(element) >= 0)
            state = enter(flow.container(element));
    }
    m_entered[element] = true;
    m_before[element] = state;
    return state;
}

CellTrackRun::State CellTrackRun::merged(const QVector<State> &states) const
{
    State result = states.first();
    for (qsizetype i = 1; i < states.size(); ++i) {
        const State &other = states[i];
        const bool less = other.viable < result.viable;
        if (m_which == CellTrack::Nominal) {
            result.volume += other.volume;
            result.viable += other.viable;
        } else if (less == (m_which == CellTrack::Worst)) {
            result = other;
        }
    }
    if (m_which == CellTrack::Nominal) {
        result.volume /= double(states.size());
        result.viable /= double(states.size());
    }
    return result;
}

// All branches have run: each took or brought its share.
CellTrackRun::State CellTrackRun::joined(const ParallelBlock &block)
{
    const State &split = m_after[block.split];
    State result = split;
    for (const int last : block.last) {
        if (last == block.split)
            continue;
        const State &branch = m_after[last];
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

CellTrackRun::State CellTrackRun::contained(int element, const State &start)
{
    const ProcedureFlow &flow = m_context.flow();
    QVector<State> ends;
    for (const int child : flow.children(element)) {
        if (flow.next(child).isEmpty() && m_times.onPath(child))
            ends.append(m_after[child]);
    }
    State state = ends.isEmpty() ? start : merged(ends);
    const Element &loop = flow.element(element);
    if (loop.kind != ElementKind::Loop || start.viable <= 0)
        return state;
    const double ratio = state.viable / start.viable;
    const bool most = (ratio < 1) == (m_which == CellTrack::Worst);
    const int rounds = TimeNetwork::rounds(loop,
        m_which == CellTrack::Nominal ? TimeNetwork::Nominal
            : most                    ? TimeNetwork::Longest
                                      : TimeNetwork::Shortest);
    state.viable = start.viable * std::pow(ratio, rounds);
    state.volume = std::max(0.0, start.volume + (state.volume - start.volume) * rounds);
    return state;
}

int CellTrackRun::roundsAround(int element) const
{
    int rounds = 1;
    for (int at = m_context.flow().container(element); at >= 0; at = m_context.flow().container(at))
        rounds = std::min(1'000'000,
            rounds * TimeNetwork::rounds(m_context.flow().element(at), TimeNetwork::Longest));
    return rounds;
}

CellTrackRun::State CellTrackRun::flown(int element, State state)
{
    if (m_shared.idle[element]) {
        state.volume = std::max(0.0, state.volume);
        return state;
    }
    const Element &step = m_context.flow().element(element);
    double out = 0;
    for (const Port &port : step.ports) {
        if (port.direction == PortDirection::In)
            bring(
                element, port, VolumeTrack::volumeOf(m_context, element, port).value_or(0), state);
    }
    work(element, state);
    const State full = state;
    double taken = 0;
    bool all = false;
    for (const Port &port : step.ports) {
        if (port.direction == PortDirection::In)
            continue;
        const std::optional<double> volume = VolumeTrack::volumeOf(m_context, element, port);
        out += volume.value_or(0);
        if (port.purpose == PortPurpose::Waste)
            continue;
        double share = 1;
        if (volume)
            share = full.volume > 0 ? std::min(1.0, *volume / full.volume) : 0;
        all = all || !volume;
        share = std::min(share, 1 - taken);
        taken += share;
        let(element, port, volume.value_or(full.volume), share, full);
    }
    state.viable = full.viable * (1 - taken);
    state.volume = all ? 0 : std::max(0.0, full.volume - out);
    if (step.residual) {
        static const Unit unit = Unit::parse(QStringLiteral("mL")).value();
        if (const Result<double> left = step.residual->unit.convert(step.residual->value, unit))
            state.volume = *left;
    }
    return state;
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

void CellTrackRun::bring(int element, const Port &port, double volume, State &state)
{
    State in;
    bool linked = false;
    const ProcedureFlow &flow = m_context.flow();
    for (const int link : flow.linksAt(element)) {
        if (flow.toOf(link) != element || flow.links()[link]->to.port != port.id
            || flow.links()[link]->kind == LinkKind::Sync)
            continue;
        linked = true;
        add(in, m_moved[link]);
    }
    in.volume = volume; // as the recipe states it: what VolumeTrack reckons with
    const ForecastData &data = ForecastData::shipped();
    const CellType *type = linked ? nullptr : data.typeOf(port.medium);
    if (type) {
        m_source = true;
        in.viable = volume * value(CellTrack::density(m_context, element, port, *type));
        in.viability = value(CellTrack::startViability(m_context, element, port, *type));
        in.rest = value(type->lag, false);
        in.type = int(type - data.types().constData());
    }
    add(state, in);
}

// What the phase does to the cells.
void CellTrackRun::work(int element, State &state)
{
    if (state.type < 0 || state.viable <= 0)
        return;
    const ForecastData &data = ForecastData::shipped();
    const CellType &type = data.types()[state.type];
    const Element &step = m_context.flow().element(element);
    if (step.kind == ElementKind::Phase && data.isCulture(step.type)) {
        const double hours = toSeconds(m_times.stated(element, timesOf(m_which))) / 3600;
        const double growing = std::max(0.0, hours - state.rest);
        state.rest = std::max(0.0, state.rest - hours);
        state.viable = grownCells(state.viable, value(type.maximumDensity) * state.volume,
            value(CellTrack::doublingTime(m_context, element, type), false), growing);
        state.viability = culturedViability(state.viability, value(type.cultureViability), hours);
    }
    if (step.kind == ElementKind::Phase && data.isTransduction(step.type))
        state.car = value(CellTrack::transduction(m_context, element, type));
    if (const auto kept = CellTrack::recovery(m_context, element, type))
        state.viable *= value(*kept) / 100;
}

// What leaves through an outlet goes along its links, into the product, or is a sample.
void CellTrackRun::let(
    int element, const Port &port, double volume, double share, const State &state)
{
    State out = state;
    out.volume = volume;
    out.viable = state.viable * share;
    if (port.purpose == PortPurpose::Sample) {
        CellTrack::Sample sample;
        sample.element = element;
        sample.port = port.id;
        sample.volume = volume;
        sample.rounds = roundsAround(element);
        sample.available = state.volume;
        sample.cells[m_which] = std::min(state.viable, out.viable * sample.rounds);
        m_samples.append(sample);
        return;
    }
    const ProcedureFlow &flow = m_context.flow();
    QVector<int> links;
    for (const int link : flow.linksAt(element)) {
        if (flow.fromOf(link) == element && flow.links()[link]->from.port == port.id
            && flow.links()[link]->kind != LinkKind::Sync)
            links.append(link);
    }
    for (const int link : std::as_const(links)) {
        State part = out;
        part.viable /= double(links.size());
        m_moved[link] = part;
    }
    const MaterialClass *medium = m_context.catalog().material(port.medium);
    if (links.isEmpty() && port.purpose == PortPurpose::Product && medium && medium->cells) {
        add(m_product, out);
        m_hasProduct = true;
    }
}

CellTrack::Level CellTrackRun::product() const
{
    if (m_hasProduct)
        return m_product;
    for (auto it = m_elements.crbegin(); it != m_elements.crend(); ++it) {
        if (m_after[*it].viable > 0)
            return m_after[*it];
    }
    return {};
}

} // namespace cytoloom
