// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/instruments/hamiltonarc.h"

#include "devices/simulation/instruments/instrumentregisters.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr WordOrder LowWordFirst = WordOrder::CDAB;
constexpr double KelvinOffset = 273.15;
// PDU addresses: one less than the manual's register numbers.
constexpr int AvailableChannels = 2047;
constexpr int PhName = 1967;
constexpr int PhUnits = 2087;
constexpr int PhBlock = 2089;
constexpr int TemperatureName = 2399;
constexpr int TemperatureUnits = 2407;
constexpr int TemperatureBlock = 2409;
constexpr int BlockSize = 10;

QVector<quint16> block(quint32 unit, double value, quint32 status, double low, double high)
{
    return wordsOf(unit, RegisterType::U32, LowWordFirst)
        + wordsOf(value, RegisterType::F32, LowWordFirst)
        + wordsOf(status, RegisterType::U32, LowWordFirst)
        + wordsOf(low, RegisterType::F32, LowWordFirst)
        + wordsOf(high, RegisterType::F32, LowWordFirst);
}

} // namespace

HamiltonArc::HamiltonArc(Setup setup)
    : Instrument(std::move(setup))
{
    signalTable().measured(u"ph.pv"_s, [this] { return m_ph.value; }).noise(0.003);
    signalTable().measured(u"temperature.pv"_s, [this] { return m_temperature.value; }).noise(0.02);
}

void HamiltonArc::setMedium(double ph, double celsius)
{
    m_mediumPh = ph;
    m_mediumTemperature = celsius;
}

void HamiltonArc::tick(qint64)
{
    const Signal *ph = process(u"ph.pv"_s);
    const Signal *temperature = process(u"temperature.pv"_s);
    m_ph.tick(ph ? ph->truth() : m_mediumPh);
    m_temperature.tick(temperature ? temperature->truth() : m_mediumTemperature);
}

quint32 HamiltonArc::status()
{
    const double celsius = m_temperature.value;
    quint32 bits = m_status;
    if (celsius < -10 || celsius > 130)
        bits |= OutOfMeasuringRange;
    if (celsius < 0 || celsius > 110)
        bits |= OutOfOperatingRange;
    return bits;
}

QVector<quint16> HamiltonArc::phBlock()
{
    return block(UnitPh, shown(u"ph.pv"_s), status(), 0, 14);
}

QVector<quint16> HamiltonArc::temperatureBlock()
{
    const double offset = m_temperatureUnit == UnitKelvin ? KelvinOffset : 0;
    return block(m_temperatureUnit, shown(u"temperature.pv"_s) + offset, status(), -10 + offset,
        130 + offset);
}

ModbusException HamiltonArc::read(
    RegisterTable table, int address, int count, QVector<quint16> &values)
{
    if (table != RegisterTable::HoldingRegisters && table != RegisterTable::InputRegisters)
        return ModbusException::IllegalFunction;
    if (address == PhBlock && count == BlockSize)
        values += phBlock();
    else if (address == TemperatureBlock && count == BlockSize)
        values += temperatureBlock();
    else if (address == AvailableChannels && count == 2)
        values += wordsOf(0x06E1, RegisterType::U32, LowWordFirst);
    else if (address == PhUnits && count == 2)
        values += wordsOf(UnitPh, RegisterType::U32, LowWordFirst);
    else if (address == TemperatureUnits && count == 2)
        values += wordsOf(UnitKelvin | UnitCelsius, RegisterType::U32, LowWordFirst);
    else if (address == PhName && count == 4)
        values += wordsOf("pH", 4);
    else if (address == TemperatureName && count == 8)
        values += wordsOf("T", 8);
    else
        return ModbusException::IllegalDataAddress; // also a part of a block
    return ModbusException::None;
}

ModbusException HamiltonArc::write(RegisterTable, int address, const QVector<quint16> &values)
{
    if (address != TemperatureBlock || values.size() != 2)
        return ModbusException::IllegalDataAddress;
    const auto unit = quint32(valueOf(values, RegisterType::U32, LowWordFirst));
    if (unit != UnitKelvin && unit != UnitCelsius)
        return ModbusException::IllegalDataValue;
    m_temperatureUnit = unit;
    return ModbusException::None;
}

} // namespace cytoloom
