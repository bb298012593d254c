// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/cellcounter.h"

#include "devices/simulation/vessel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr double SampleVolume = 0.3; // mL
constexpr double CountTime = 180; // s
} // namespace

CellCounter::CellCounter(const UnitId &id, quint32 seed, const QVector<Vessel *> &sources)
    : Equipment(id, seed)
    , m_sources(sources)
{
    SignalTable &table = signalTable();
    table.setPoint(u"source.sp"_s, m_source);
    table.measured(u"start.sp"_s, [this] { return m_start; }).writable([this](double v) {
        m_start = v != 0 ? 1 : 0;
        if (m_start != 0)
            start();
    });
    table.measured(u"ready.pv"_s, [this] { return m_ready; });
    table.measured(u"concentration.pv"_s, [this] { return m_shown.concentration; });
    table.measured(u"viability.pv"_s, [this] { return m_shown.viability; });
    table.measured(u"car.pv"_s, [this] { return m_shown.car; });
}

void CellCounter::start()
{
    m_ready = 0;
    m_left = CountTime;
    ++m_counts;
    Vessel *vessel = m_sources.value(int(m_source) - 1);
    measure(vessel ? vessel->sample(SampleVolume) : Broth());
}

void CellCounter::measure(const Broth &sample)
{
    m_next = {};
    if (sample[Broth::Volume] <= 0 || sample.viable() <= 0)
        return;
    const qint64 draw = 3 * m_counts;
    m_next.concentration
        = sample.viable() / sample[Broth::Volume] * std::max(0.0, 1 + 0.05 * luck().gaussian(draw));
    m_next.viability
        = std::clamp(100 * sample.viability() + 0.7 * luck().gaussian(draw + 1), 0.0, 100.0);
    if (sample[Broth::Car] > 0) {
        m_next.car = std::clamp(
            100 * sample[Broth::Car] / sample[Broth::Target] + 0.8 * luck().gaussian(draw + 2), 0.0,
            100.0);
    }
}

void CellCounter::tick(qint64)
{
    if (m_left <= 0)
        return;
    m_left -= TickSeconds;
    if (m_left <= 0) {
        m_shown = m_next;
        m_ready = 1;
    }
}

} // namespace cytoloom
