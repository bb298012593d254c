// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"

namespace cytoloom {

/// CO2 incubator: temperature, CO2 and humidity in first order.
class Incubator final : public Equipment
{
public:
    Incubator(const UnitId &id, quint32 seed);
    void tick(qint64 tick) override;

private:
    double m_temperatureSet = 37;
    double m_temperature = 37;
    double m_co2Set = 5;
    double m_co2 = 5;
    double m_humidity = 93;
};

} // namespace cytoloom
