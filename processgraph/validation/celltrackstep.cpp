// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one step does to the cells: what it brings, how they grow, what it takes away.
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
    // Of one type in all cases, as a rule: its numbers are looked up once.
    int known = -1;
    UncertainNumber doubling;
    UncertainNumber transduction;
    std::optional<UncertainNumber> kept;
    for (const Case which : Cases) {
        State &state = states[which];
        if (state.type < 0 || state.viable <= 0)
            continue;
        const CellType &type = data.types()[state.type];
        if (state.type != known) {
            known = state.type;
            if (grows)
                doubling = CellTrack::doublingTime(m_context, element, type);
            if (transduces)
                transduction = CellTrack::transduction(m_context, element, type);
            kept = CellTrack::recovery(m_context, element, type);
        }
        if (grows) {
            const double hours = toSeconds(m_times.stated(element, timesOf(which))) / 3600;
            const double growing = std::max(0.0, hours - state.rest);
            state.rest = std::max(0.0, state.rest - hours);
            const double capacity = value(type.maximumDensity, which) * state.volume;
            state.viable
                = grownCells(state.viable, capacity, value(doubling, which, false), growing);
            state.viability
                = culturedViability(state.viability, value(type.cultureViability, which), hours);
        }
        if (transduces)
            state.car = value(transduction, which);
        if (kept)
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

} // namespace cytoloom
