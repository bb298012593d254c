// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/bioreactor.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr double SecondsPerDay = 86400;
constexpr double StirrerTime = 5; // s
} // namespace

Bioreactor::Bioreactor(const UnitId &id, quint32 seed, const Setup &setup)
    : Vessel(id, seed, setup)
{
    SignalTable &table = signalTable();
    table.setPoint(u"temperature.sp"_s, m_heater.setPoint());
    table.measured(u"temperature.pv"_s, [this] { return m_heater.temperature(broth()); })
        .noise(0.03);
    table.setPoint(u"ph.sp"_s, m_gas.phSetPoint());
    table.measured(u"ph.pv"_s, [this] { return m_gas.ph(); }).noise(0.008);
    table.setPoint(u"do.sp"_s, m_gas.oxygenSetPoint());
    table.measured(u"do.pv"_s, [this] { return m_gas.oxygen(); }).noise(0.3);
    table.setPoint(u"stirrer.sp"_s, m_stirrerSet);
    table.measured(u"stirrer.pv"_s, [this] { return m_stirrer; }).noise(0, 0.004);
    table.measured(u"gas.air.pv"_s, [this] { return m_gas.air(); }).noise(0, 0.01);
    table.measured(u"gas.o2.pv"_s, [this] { return m_gas.o2(); }).noise(0, 0.01);
    table.measured(u"gas.co2.pv"_s, [this] { return m_gas.co2(); }).noise(0, 0.01);
    table.setPoint(u"perfusion.sp"_s, m_perfusionSet);
    table.measured(u"perfusion.pv"_s, [this] { return m_perfusion; }).noise(0, 0.01);
    table.measured(u"glucose.pv"_s, [this] { return broth().concentration(Broth::Glucose); })
        .noise(0.02, 0.01);
    table.measured(u"lactate.pv"_s, [this] { return broth().concentration(Broth::Lactate); })
        .noise(0.01, 0.01);
    // Capacitance sees intact membranes: living cells of every kind.
    table
        .measured(u"biomass.pv"_s,
            [this] {
                return broth()[Broth::Volume] > 0 ? broth().viable() / broth()[Broth::Volume] : 0;
            })
        .noise(0.005, 0.02);
}

void Bioreactor::work(qint64)
{
    m_stirrer += (m_stirrerSet - m_stirrer) * TickSeconds / StirrerTime;
    m_heater.tick(broth());
    m_gas.tick(broth(), m_stirrer);
    perfuse();
}

void Bioreactor::perfuse()
{
    const Broth *fresh = medium(topology().perfusion);
    const double volume = broth()[Broth::Volume];
    m_perfusion = fresh && volume > 1 ? m_perfusionSet : 0;
    if (m_perfusion <= 0)
        return;
    const double exchanged = volume * m_perfusion * TickSeconds / SecondsPerDay;
    drain(broth().take(exchanged, 0, 0));
    supply(fresh->scaled(exchanged));
}

CultureEnvironment Bioreactor::environment() const
{
    CultureEnvironment environment;
    environment.temperature = m_heater.temperature(broth());
    environment.ph = m_gas.ph();
    environment.oxygen = m_gas.oxygen();
    return environment;
}

} // namespace cytoloom
