// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/instruments/instrument.h"

namespace cytoloom {

/// Hamilton Arc pH sensor: Modbus RTU, functions 3 and 4 alike. Its measuring channels are blocks
/// of ten registers (pH at PDU address 2089, temperature at 2409) that it gives as a whole or not
/// at all: five 32-bit values, low word first: unit bits, value, status bits, minimum, maximum.
/// Source: Hamilton pH ARC Sensors Modbus RTU Programmer's Manual EPHUM011.
/// Signals: ph.pv and temperature.pv (°C); with a process around it those of the process.
class HamiltonArc final : public Instrument, public RegisterBank
{
public:
    static constexpr quint32 UnitKelvin = 0x2;
    static constexpr quint32 UnitCelsius = 0x4;
    static constexpr quint32 UnitPh = 0x1000;
    /// Status bits.
    static constexpr quint32 OutOfMeasuringRange = 0x01;
    static constexpr quint32 OutOfOperatingRange = 0x02;
    static constexpr quint32 CalibrationNotZero = 0x04;
    static constexpr quint32 WarningNotZero = 0x08;
    static constexpr quint32 ErrorNotZero = 0x10;

    explicit HamiltonArc(Setup setup);

    void tick(qint64 tick) override;
    [[nodiscard]] RegisterBank *registers() override { return this; }
    ModbusException read(
        RegisterTable table, int address, int count, QVector<quint16> &values) override;
    ModbusException write(
        RegisterTable table, int address, const QVector<quint16> &values) override;

    /// What the medium around the sensor is.
    void setMedium(double ph, double celsius);
    /// Bits that the sensor finds by itself stand beside these.
    void setStatus(quint32 bits) { m_status = bits; }

private:
    [[nodiscard]] QVector<quint16> phBlock();
    [[nodiscard]] QVector<quint16> temperatureBlock();
    [[nodiscard]] quint32 status();

    double m_mediumPh = 7.2;
    double m_mediumTemperature = 25;
    Lag m_ph {7.2, 8};
    Lag m_temperature {25, 30};
    quint32 m_status = 0;
    quint32 m_temperatureUnit = UnitCelsius;
};

} // namespace cytoloom
