// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/freezer.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr double Conditioned = 4; // °C
constexpr double UnloadTime = 4 * 3600; // s
constexpr double LoadedAt = 8; // °C, a formulated bag comes cooled
constexpr double ChamberTime = 20; // s
constexpr double LiquidTime = 150; // s
constexpr double FrozenTime = 90; // s
constexpr double Supercooled = -8; // °C
constexpr double Plateau = -4; // °C
constexpr double Latent = 45; // K that the heat of fusion is worth
} // namespace

Freezer::Freezer(const UnitId &id, quint32 seed)
    : Equipment(id, seed)
{
    SignalTable &table = signalTable();
    table.setPoint(u"rate.sp"_s, m_rate);
    table.setPoint(u"target.sp"_s, m_target);
    table.measured(u"run.sp"_s, [this] { return m_run; }).writable([this](double v) { setRun(v); });
    table.measured(u"chamber.pv"_s, [this] { return m_chamber; }).noise(0.08);
    table.measured(u"sample.pv"_s, [this] { return m_sample; }).noise(0.05);
}

void Freezer::setRun(double value)
{
    const double wanted = value != 0 ? 1 : 0;
    if (wanted != 0 && m_run == 0) {
        if (m_idle > UnloadTime)
            m_chamber = Conditioned; // unloaded, cleaned and conditioned in between
        m_program = m_chamber;
        if (m_chamber > -1) {
            m_sample = LoadedAt;
            m_frozen = 0;
            m_nucleated = false;
        }
    }
    m_run = wanted;
    m_idle = 0;
}

void Freezer::tick(qint64)
{
    if (m_run != 0) {
        const double step = std::abs(m_rate) * TickSeconds / 60;
        m_program += std::clamp(m_target - m_program, -step, step);
    } else {
        m_idle += TickSeconds;
    }
    m_chamber += (m_program - m_chamber) * TickSeconds / ChamberTime;
    freezeSample();
}

void Freezer::freezeSample()
{
    const double gap = m_chamber - m_sample;
    if (m_frozen <= 0 && !m_nucleated) {
        m_sample += gap * TickSeconds / LiquidTime;
        if (m_sample <= Supercooled) {
            m_nucleated = true;
            m_frozen = (Plateau - Supercooled) / Latent; // the jump back costs its heat
            m_sample = Plateau;
        }
        return;
    }
    if (m_nucleated && m_frozen < 1) {
        m_frozen -= gap * TickSeconds / (LiquidTime * Latent);
        m_frozen = std::clamp(m_frozen, 0.0, 1.0);
        m_sample = Plateau - 4 * m_frozen * m_frozen; // solutes lower the freezing point
        if (m_frozen <= 0)
            m_nucleated = false; // thawed
        return;
    }
    m_sample += gap * TickSeconds / FrozenTime;
}

} // namespace cytoloom
