// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/autosampler.h"

#include "devices/simulation/vessel.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr double DrawTime = 120; // s
}

Autosampler::Autosampler(const UnitId &id, quint32 seed, const QVector<Vessel *> &sources)
    : Equipment(id, seed)
    , m_sources(sources)
{
    SignalTable &table = signalTable();
    table.setPoint(u"source.sp"_s, m_source);
    table.setPoint(u"volume.sp"_s, m_volumeSet);
    table.measured(u"start.sp"_s, [this] { return m_start; }).writable([this](double v) {
        m_start = v != 0 ? 1 : 0;
        if (m_start != 0)
            start();
    });
    table.measured(u"ready.pv"_s, [this] { return m_ready; });
    table.measured(u"volume.pv"_s, [this] { return m_shown; });
}

void Autosampler::start()
{
    m_ready = 0;
    m_left = DrawTime;
    Vessel *vessel = m_sources.value(int(m_source) - 1);
    m_drawn = vessel ? vessel->sample(m_volumeSet)[Broth::Volume] : 0;
    m_shown = 0;
}

void Autosampler::tick(qint64)
{
    if (m_left <= 0)
        return;
    m_left -= TickSeconds;
    if (m_left <= 0) {
        m_shown = m_drawn;
        m_ready = 1;
    }
}

} // namespace cytoloom
