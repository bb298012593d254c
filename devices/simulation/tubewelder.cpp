// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/tubewelder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr double WeldTime = 90; // s
constexpr double CoolingTime = 45; // s of it
constexpr double Hot = 300; // °C
constexpr double HotEnough = 280; // °C
} // namespace

TubeWelder::TubeWelder(const UnitId &id, quint32 seed)
    : Equipment(id, seed)
{
    SignalTable &table = signalTable();
    table.measured(u"start.sp"_s, [this] { return m_start; }).writable([this](double v) {
        m_start = v != 0 ? 1 : 0;
        if (m_start != 0) {
            m_ready = 0;
            m_result = 0;
            m_peak = 0;
            m_left = WeldTime;
        }
    });
    table.measured(u"ready.pv"_s, [this] { return m_ready; });
    table.measured(u"temperature.pv"_s, [this] { return m_blade; }).noise(0.5);
    table.measured(u"result.pv"_s, [this] { return m_result; });
}

void TubeWelder::tick(qint64)
{
    const double wanted = m_left > CoolingTime ? Hot : AmbientTemperature;
    m_blade += (wanted - m_blade) * TickSeconds / 12;
    if (m_left <= 0)
        return;
    m_peak = std::max(m_peak, m_blade);
    m_left -= TickSeconds;
    if (m_left <= 0) {
        m_result = m_peak >= HotEnough ? 1 : 0;
        m_ready = 1;
    }
}

} // namespace cytoloom
