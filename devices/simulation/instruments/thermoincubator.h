// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/thermotelegram.h"
#include "devices/simulation/instruments/instrument.h"

namespace cytoloom {

/// CO2 incubator that speaks Thermo telegrams: 0001 version, 0010 date and time, 2010 temperature
/// and 2020 CO2 as "set;actual;reference" (written: the set value alone). Refusals: ?0 for what it
/// cannot read or whose check sum is wrong, ?1 for parameters that it does not have, ?3 for set
/// values outside its limits.
/// Signals: temperature.sp, temperature.pv (°C), co2.sp, co2.pv (%); those of the process where it
/// has all four.
class ThermoIncubator final : public Instrument
{
public:
    explicit ThermoIncubator(Setup setup);

    void tick(qint64 tick) override;
    [[nodiscard]] QVector<QByteArray> hear(const QByteArray &bytes) override;

    /// From now on every write is answered with ?2.
    void breakMemory() { m_memoryBroken = true; }

private:
    [[nodiscard]] QByteArray payloadFor(const ThermoTelegram &asked);
    [[nodiscard]] QByteArray loop(const QString &name, const ThermoTelegram &asked, Range limits);
    [[nodiscard]] Signal &signalOf(const QString &name);

    QByteArray m_buffer;
    bool m_ownPhysics = true;
    bool m_memoryBroken = false;
    double m_temperatureSet = 37;
    double m_co2Set = 5;
    Lag m_temperature {37, 900};
    Lag m_co2 {5, 120};
};

} // namespace cytoloom
