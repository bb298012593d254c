// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/instruments/instrument.h"

namespace cytoloom {

/// Julabo PRESTO thermostat: Modbus TCP, functions 3, 4, 6, 16 and 23. Holding register 93 sets how
/// all other registers are encoded: 0 big-endian, 1 little-endian (bytes of each register swapped),
/// 2 big-endian with the words of a float swapped, 3 both. Register 93 itself is always big-endian.
/// It refuses half of a float, set points beyond its limits, and what can only be read.
/// Source: JULABO PRESTO operating manual, 14 "Communication via Modbus TCP/IP".
/// Signals: running.sp, temperature.sp, temperature.pv, external.pv (°C), power.pv (%).
class JulaboPresto final : public Instrument, public RegisterBank
{
public:
    explicit JulaboPresto(Setup setup);

    void tick(qint64 tick) override;
    [[nodiscard]] RegisterBank *registers() override { return this; }
    ModbusException read(
        RegisterTable table, int address, int count, QVector<quint16> &values) override;
    ModbusException write(
        RegisterTable table, int address, const QVector<quint16> &values) override;

    [[nodiscard]] WordOrder order() const;
    void setAlarm(int code) { m_alarm = code; }

private:
    /// One value of its register list.
    struct Entry
    {
        RegisterTable table;
        int address;
        RegisterType type;
        std::function<double()> read;
        std::function<void(double)> write; ///< null: read only
        Range limits;
    };
    void describe();
    [[nodiscard]] double inItsUnit(double celsius) const; ///< register 90
    [[nodiscard]] const Entry *entryAt(RegisterTable table, int address) const;
    [[nodiscard]] WordOrder orderOf(const Entry &entry) const;

    QVector<Entry> m_entries;
    double m_running = 0;
    double m_setPoint = 20;
    double m_external = 0; ///< control by the external Pt100
    double m_power = 0;
    Lag m_bath {20, 240};
    Lag m_outside {20, 600};
    double m_xp = 2;
    double m_tn = 100;
    double m_tv = 20;
    double m_lowest = -40;
    double m_highest = 150;
    double m_fahrenheit = 0;
    double m_format = 0; ///< register 93
    int m_alarm = 0;
};

} // namespace cytoloom
