// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/vessel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr double SecondsPerMinute = 60;

template <class Line> const Line *lineOf(const QVector<Line> &lines, double number)
{
    const auto found = std::find_if(
        lines.begin(), lines.end(), [&](const Line &line) { return line.line == int(number); });
    return found == lines.end() ? nullptr : &*found;
}

} // namespace

Vessel::Vessel(const UnitId &id, quint32 seed, const Setup &setup)
    : Equipment(id, seed)
    , m_setup(setup)
{
    addSignals();
}

void Vessel::addSignals()
{
    SignalTable &table = signalTable();
    table.measured(u"volume.pv"_s, [this] { return m_broth[Broth::Volume]; }).noise(0, 0.0008);
    table.measured(u"inlet.line.sp"_s, [this] { return m_inletLine; }).writable([this](double v) {
        if (v == m_inletLine)
            return;
        m_inletLine = v;
        m_inletTotal = 0;
        const InletLine *line = lineOf(m_setup.topology.inlets, v);
        m_bagLeft = line ? line->bagVolume : 0; // a fresh bag hangs there
    });
    table.setPoint(u"inlet.flow.sp"_s, m_inletSetFlow);
    table.measured(u"inlet.flow.pv"_s, [this] { return m_inletFlow; }).noise(0, 0.005);
    table.measured(u"inlet.total.pv"_s, [this] { return m_inletTotal; });
    table.measured(u"outlet.line.sp"_s, [this] { return m_outletLine; }).writable([this](double v) {
        if (v == m_outletLine)
            return;
        m_outletLine = v;
        m_outletTotal = 0;
    });
    table.setPoint(u"outlet.flow.sp"_s, m_outletSetFlow);
    table.measured(u"outlet.flow.pv"_s, [this] { return m_outletFlow; }).noise(0, 0.005);
    table.measured(u"outlet.total.pv"_s, [this] { return m_outletTotal; });
}

void Vessel::connectLines(const std::function<Vessel *(const UnitId &)> &find)
{
    for (const InletLine &line : std::as_const(m_setup.topology.inlets)) {
        if (!line.from.isEmpty())
            m_origins.insert(line.line, find(line.from));
    }
    for (const OutletLine &line : std::as_const(m_setup.topology.outlets)) {
        if (!line.to.isEmpty())
            m_targets.insert(line.line, find(line.to));
    }
}

Broth Vessel::sample(double volume)
{
    const Broth out = m_broth.take(volume);
    m_drained.add(out);
    return out;
}

void Vessel::tick(qint64 tick)
{
    work(tick);
    pumpIn();
    pumpOut();
    if (tick % CultureStep::Seconds == 0)
        m_setup.culture->advance(m_broth, environment(), hasCarriers());
}

void Vessel::pumpIn()
{
    if (m_inletSetFlow <= 0 || m_bagLeft <= 0)
        return;
    const InletLine *line = lineOf(m_setup.topology.inlets, m_inletLine);
    const Broth *content = line ? medium(line->medium) : nullptr;
    if (!content)
        return;
    const double volume
        = std::min({m_inletSetFlow * TickSeconds / SecondsPerMinute, m_bagLeft, room()});
    if (volume <= 0)
        return;
    m_bagLeft -= volume;
    const Broth portion = content->scaled(volume);
    m_supplied.add(portion);
    receive(portion);
}

void Vessel::pumpOut()
{
    m_outletFlow = 0;
    if (m_outletSetFlow <= 0 || m_broth[Broth::Volume] <= 0)
        return;
    const OutletLine *line = lineOf(m_setup.topology.outlets, m_outletLine);
    if (!line)
        return;
    Vessel *target = m_targets.value(line->line);
    double volume = m_outletSetFlow * TickSeconds / SecondsPerMinute;
    if (!line->to.isEmpty()) {
        if (!target || !target->accepts(this))
            return; // the other end is clamped
        volume = std::min(volume, target->room());
    }
    volume = std::min(volume, reachable(*line));
    if (volume <= 0)
        return;
    const Broth portion = withdraw(volume, *line);
    m_outletFlow = volume * SecondsPerMinute / TickSeconds;
    m_outletTotal += volume;
    if (target)
        target->receive(portion);
    else
        m_drained.add(portion);
}

Broth Vessel::withdraw(double volume, const OutletLine &line)
{
    // The dip tube's filter holds cells back; what is left at the very end goes as it is.
    constexpr double HoldUp = 2; // mL
    const bool rest = m_broth[Broth::Volume] <= HoldUp;
    return m_broth.take(volume, rest ? 1 : line.cellPass, line.attachedPass);
}

double Vessel::reachable(const OutletLine &) const
{
    return m_broth[Broth::Volume];
}

CultureEnvironment Vessel::environment() const
{
    CultureEnvironment environment;
    environment.temperature = temperature();
    environment.oxygen = 80; // open to its sterile vent
    return environment;
}

void Vessel::supply(const Broth &broth)
{
    m_supplied.add(broth);
    m_broth.add(broth);
}

const Broth *Vessel::medium(const QString &name) const
{
    const auto found = m_setup.media.constFind(name);
    return found == m_setup.media.constEnd() ? nullptr : &*found;
}

bool Vessel::accepts(const Vessel *from) const
{
    return m_origins.value(int(m_inletLine)) == from && room() > 0;
}

void Vessel::receive(const Broth &broth)
{
    m_broth.add(broth);
    m_inletFlow += broth[Broth::Volume] * SecondsPerMinute / TickSeconds;
    m_inletTotal += broth[Broth::Volume];
}

} // namespace cytoloom
