// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/fillstation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr double MixerTime = 3; // s
constexpr double FillFlow = 60; // mL/min
constexpr double Rest = 1e-6; // mL
} // namespace

FillStation::FillStation(const UnitId &id, quint32 seed, const Setup &setup)
    : Vessel(id, seed, setup)
{
    SignalTable &table = signalTable();
    table.setPoint(u"temperature.sp"_s, m_heater.setPoint());
    table.measured(u"temperature.pv"_s, [this] { return m_heater.temperature(broth()); })
        .noise(0.05);
    table.setPoint(u"mixer.sp"_s, m_mixerSet);
    table.measured(u"mixer.pv"_s, [this] { return m_mixer; }).noise(0, 0.004);
    table.setPoint(u"dose.sp"_s, m_dose);
    table.setPoint(u"bags.sp"_s, m_bagsWanted);
    table.measured(u"fill.sp"_s, [this] { return m_fill; }).writable([this](double v) {
        setFill(v);
    });
    table.measured(u"bags.pv"_s, [this] { return m_bags; });
}

void FillStation::setFill(double value)
{
    const double wanted = value != 0 ? 1 : 0;
    if (wanted != 0 && m_fill == 0) {
        m_bags = 0;
        m_inBag = 0;
    }
    m_fill = wanted;
}

void FillStation::work(qint64)
{
    m_mixer += (m_mixerSet - m_mixer) * TickSeconds / MixerTime;
    m_heater.tick(broth());
    if (m_fill == 0 || m_bags >= m_bagsWanted || m_dose <= 0)
        return;
    const double volume
        = std::min({FillFlow * TickSeconds / 60, m_dose - m_inBag, broth()[Broth::Volume]});
    m_filled.add(broth().take(volume));
    m_inBag += volume;
    if (m_inBag >= m_dose - Rest) {
        m_inBag = 0;
        m_bags += 1;
    }
}

} // namespace cytoloom
