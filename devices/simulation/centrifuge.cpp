// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/centrifuge.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr double SpinTime = 20; // s
constexpr double BedTime = 160; // s: 95 % in 8 min
constexpr double PackedCells = 100; // 1e6 per mL of bed
constexpr double ChamberHoldUp = 20; // mL
constexpr double FlowPerForce = 0.2; // mL/min per g before cells are washed out
} // namespace

Centrifuge::Centrifuge(const UnitId &id, quint32 seed, const Setup &setup)
    : Vessel(id, seed, setup)
    , m_loss(std::clamp(0.05 + 0.012 * luck().gaussian(1), 0.02, 0.08))
{
    SignalTable &table = signalTable();
    table.setPoint(u"gforce.sp"_s, m_forceSet);
    table.measured(u"gforce.pv"_s, [this] { return m_force; }).noise(0, 0.003);
    table
        .measured(u"bed.pv"_s,
            [this] {
                const double cells = broth().viable() + broth()[Broth::Dead];
                return std::min(m_bed * cells / PackedCells, broth()[Broth::Volume]);
            })
        .noise(0.05, 0.01);
}

void Centrifuge::work(qint64)
{
    m_force += (m_forceSet - m_force) * TickSeconds / SpinTime;
    const double wanted = holdsBed() ? 1 : 0;
    m_bed += (wanted - m_bed) * TickSeconds / BedTime;
    broth()[Broth::Heat] += (AmbientTemperature * broth()[Broth::Volume] - broth()[Broth::Heat])
        * TickSeconds / 1800;
}

double Centrifuge::reachable(const OutletLine &line) const
{
    const double volume = broth()[Broth::Volume];
    return line.to.isEmpty() && holdsBed() ? std::max(0.0, volume - ChamberHoldUp) : volume;
}

Broth Centrifuge::withdraw(double volume, const OutletLine &line)
{
    if (!line.to.isEmpty() || !holdsBed())
        return Vessel::withdraw(volume, line);
    // The loss is set against the whole run: the bed passes cells once, when they arrive. Here it
    // is spread over the liquid that leaves, a chamber volume of which carries m_loss of the cells.
    const double flow = volume * 60 / TickSeconds;
    const double limit = std::max(FlowPerForce * m_force, 1.0);
    const double flood = std::clamp((flow - limit) / limit, 0.0, 1.0);
    const double pass = m_loss * 0.08 + flood;
    return broth().take(volume, std::min(pass, 1.0), std::min(pass, 1.0));
}

} // namespace cytoloom
