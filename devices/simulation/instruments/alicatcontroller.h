// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/instruments/instrument.h"

namespace cytoloom {

/// Alicat mass flow controller: Modbus RTU, floats in two holding registers, high word first, at
/// the addresses of the maker's register list (1349 set point … 1363 mass flow) and unit codes from
/// 1649. Its valve closes the gap to the set point within a second; it refuses set points beyond
/// its full scale and half of a float. Signals: flow.sp, flow.pv (standard L/min), pressure.pv
/// (mbar), temperature.pv (°C), valve.pv
/// (%).
class AlicatController final : public Instrument, public RegisterBank
{
public:
    static constexpr double FullScale = 5; ///< standard L/min
    static constexpr quint32 UnitStandardLitresPerMinute = 7;

    explicit AlicatController(Setup setup);

    void tick(qint64 tick) override;
    [[nodiscard]] RegisterBank *registers() override { return this; }
    ModbusException read(
        RegisterTable table, int address, int count, QVector<quint16> &values) override;
    ModbusException write(
        RegisterTable table, int address, const QVector<quint16> &values) override;
    void restart() override { m_setPoint = 0; }

    void setFlowUnit(quint32 code) { m_flowUnit = code; }
    /// Gas in front of the valve; without it nothing flows.
    void setSupply(bool on) { m_supply = on; }

private:
    struct Entry
    {
        int address;
        RegisterType type;
        double value;
    };
    [[nodiscard]] QVector<Entry> entries();

    double m_setPoint = 0;
    Lag m_flow {0, 0.8};
    Lag m_valve {0, 0.5};
    bool m_supply = true;
    quint32 m_flowUnit = UnitStandardLitresPerMinute;
};

} // namespace cytoloom
