// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/incubator.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

Incubator::Incubator(const UnitId &id, quint32 seed)
    : Equipment(id, seed)
{
    SignalTable &table = signalTable();
    table.setPoint(u"temperature.sp"_s, m_temperatureSet);
    table.measured(u"temperature.pv"_s, [this] { return m_temperature; }).noise(0.04);
    table.setPoint(u"co2.sp"_s, m_co2Set);
    table.measured(u"co2.pv"_s, [this] { return m_co2; }).noise(0.03);
    table.measured(u"humidity.pv"_s, [this] { return m_humidity; }).noise(0.4);
}

void Incubator::tick(qint64)
{
    m_temperature += (m_temperatureSet - m_temperature) * TickSeconds / 900;
    m_co2 += (m_co2Set - m_co2) * TickSeconds / 120;
    m_humidity += (93 - 0.5 * (m_temperature - 37) - m_humidity) * TickSeconds / 1800;
}

} // namespace cytoloom
