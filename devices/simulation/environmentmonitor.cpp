// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/environmentmonitor.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr int SampleSeconds = 60;
constexpr double SamplesPerCubicMetre = 1 / 0.0283; // a minute of 28.3 L/min
} // namespace

EnvironmentMonitor::EnvironmentMonitor(const UnitId &id, quint32 seed)
    : Equipment(id, seed)
{
    SignalTable &table = signalTable();
    table.measured(u"particles05.pv"_s, [this] { return m_small; });
    table.measured(u"particles5.pv"_s, [this] { return m_large; });
    table.measured(u"pressure.pv"_s, [] { return 45.0; }).noise(0.8);
    table.measured(u"temperature.pv"_s, [] { return 20.5; }).noise(0.1);
    table.measured(u"humidity.pv"_s, [] { return 45.0; }).noise(0.6);
    sampleAir(0);
}

void EnvironmentMonitor::tick(qint64 tick)
{
    if (tick % SampleSeconds == 0)
        sampleAir(tick);
}

void EnvironmentMonitor::sampleAir(qint64 tick)
{
    // Poisson with mean 2 by its cumulative sum: 0 to 8 small particles in a minute's air.
    const double u = luck().uniform(tick);
    double probability = std::exp(-2.0);
    double sum = probability;
    int count = 0;
    while (u > sum && count < 20) {
        ++count;
        probability *= 2.0 / count;
        sum += probability;
    }
    m_small = std::round(count * SamplesPerCubicMetre);
    // 5 µm: practically never in grade A; the limit of 29/m3 is less than one particle a minute.
    m_large = 0;
}

} // namespace cytoloom
