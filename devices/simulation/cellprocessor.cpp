// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/cellprocessor.h"

#include "processgraph/twin/kinetics.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr double MixerTime = 5; // s
constexpr double LabelTime = 300; // s
constexpr double LabelHalf = 0.02; // mL reagent per 1e8 cells
enum Draw { Recovery = 1, Purity };
} // namespace

CellProcessor::CellProcessor(const UnitId &id, quint32 seed, const Setup &setup)
    : Vessel(id, seed, setup)
    , m_recovery(std::clamp(0.55 + 0.06 * luck().gaussian(Recovery), 0.40, 0.70))
    , m_purity(std::clamp(0.98 + 0.01 * luck().gaussian(Purity), 0.95, 0.995))
{
    SignalTable &table = signalTable();
    table.setPoint(u"temperature.sp"_s, m_heater.setPoint());
    table.measured(u"temperature.pv"_s, [this] { return m_heater.temperature(broth()); })
        .noise(0.05);
    table.setPoint(u"mixer.sp"_s, m_mixerSet);
    table.measured(u"mixer.pv"_s, [this] { return m_mixer; }).noise(0, 0.004);
    table.measured(u"magnet.sp"_s, [this] { return m_magnet; }).writable([this](double v) {
        setMagnet(v);
    });
}

void CellProcessor::setMagnet(double value)
{
    m_magnet = value != 0 ? 1 : 0;
    if (m_magnet == 0) {
        broth().add(m_bound); // eluted
        m_bound = {};
    }
}

void CellProcessor::work(qint64 tick)
{
    m_mixer += (m_mixerSet - m_mixer) * TickSeconds / MixerTime;
    m_heater.tick(broth());
    if (m_magnet != 0)
        capture();
    else if (tick % 10 == 0)
        label();
}

void CellProcessor::label()
{
    const double cells = broth()[Broth::Target];
    if (cells <= 0 || broth()[Broth::Beads] <= 0)
        return;
    const double reach = monod(broth()[Broth::Beads] / (cells / 100), LabelHalf);
    const double labelled = broth()[Broth::Labelled];
    broth()[Broth::Labelled]
        += std::max(0.0, reach * cells - labelled) * 10 * TickSeconds / LabelTime;
}

void CellProcessor::capture()
{
    const double labelled = broth()[Broth::Labelled];
    if (labelled < 1e-6 || broth()[Broth::Target] <= 0)
        return;
    Broth caught = broth().takeTarget(m_recovery * labelled / broth()[Broth::Target]);
    // What the column missed it misses for good; some strangers stick.
    broth()[Broth::Labelled] = 0;
    const double strangers
        = std::min(broth()[Broth::Other], caught[Broth::Target] * (1 - m_purity) / m_purity);
    broth()[Broth::Other] -= strangers;
    caught[Broth::Other] += strangers;
    m_bound.add(caught);
}

Broth CellProcessor::withdraw(double volume, const OutletLine &line)
{
    if (m_magnet == 0)
        return Vessel::withdraw(volume, line);
    return broth().take(volume); // over the column: what is not bound goes
}

} // namespace cytoloom
