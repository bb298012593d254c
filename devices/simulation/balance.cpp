// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/balance.h"

#include "devices/simulation/vessel.h"

#include <cmath>
#include <tuple>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr double Density = 1.005; // g/mL, culture medium
constexpr double StableWithin = 0.05; // g/s
} // namespace

Balance::Balance(const UnitId &id, quint32 seed, const Vessel *vessel, double emptyWeight)
    : Equipment(id, seed)
    , m_vessel(vessel)
    , m_emptyWeight(emptyWeight)
    , m_last(gross())
{
    SignalTable &table = signalTable();
    table.measured(u"weight.pv"_s, [this] { return net(); }).noise(0.01);
    table.measured(u"tare.sp"_s, [] { return 0.0; }).writable([this](double v) {
        if (v != 0)
            tare();
    });
    table.measured(u"tareStable.sp"_s, [] { return 0.0; }).writable([this](double v) {
        if (v != 0)
            tare();
    });
    table.measured(u"zero.sp"_s, [] { return 0.0; }).writable([this](double v) {
        if (v != 0)
            (void)zero(); // a load too high: the balance says so
    });
}

double Balance::gross() const
{
    return m_emptyWeight + (m_vessel ? m_vessel->broth()[Broth::Volume] * Density : 0);
}

bool Balance::zero()
{
    if (std::abs(gross()) > 0.02 * Capacity)
        return false;
    m_zero = gross();
    m_tare = 0;
    return true;
}

void Balance::reset()
{
    m_tare = 0;
    m_zero = 0;
}

void Balance::tick(qint64)
{
    const double now = gross();
    m_stable = std::abs(now - m_last) < StableWithin * TickSeconds;
    m_last = now;
}

} // namespace cytoloom
