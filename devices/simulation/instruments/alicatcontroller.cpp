// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/instruments/alicatcontroller.h"

#include "devices/simulation/instruments/instrumentregisters.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr WordOrder Order = WordOrder::ABCD;
constexpr int SetPoint = 1349;
// Codes of the maker's unit tables.
constexpr double UnitMillibar = 6;
constexpr double UnitCelsius = 2;
constexpr double UnitLitresPerMinute = 7;
constexpr double Ambient = 1013.25; // mbar
constexpr double Supply = 1500; // mbar

} // namespace

AlicatController::AlicatController(Setup setup)
    : Instrument(std::move(setup))
{
    SignalTable &table = signalTable();
    table.setPoint(u"flow.sp"_s, m_setPoint);
    table.measured(u"flow.pv"_s, [this] { return m_flow.value; }).noise(0, 0.002);
    table
        .measured(
            u"pressure.pv"_s, [this] { return m_supply ? Supply - 40 * m_flow.value : Ambient; })
        .noise(0.5);
    table.measured(u"temperature.pv"_s, [] { return 23.0; }).noise(0.05);
    table.measured(u"valve.pv"_s, [this] { return m_valve.value; }).noise(0, 0.002);
}

void AlicatController::tick(qint64)
{
    m_flow.tick(m_supply ? m_setPoint : 0);
    // It opens fully before it admits that there is no gas.
    const double opening = m_setPoint <= 0 ? 0 : m_supply ? 20 + 60 * m_setPoint / FullScale : 100;
    m_valve.tick(opening);
}

QVector<AlicatController::Entry> AlicatController::entries()
{
    const double pressure = shown(u"pressure.pv"_s);
    const double flow = shown(u"flow.pv"_s);
    const double temperature = shown(u"temperature.pv"_s);
    // From standard conditions (25 °C, 1 atm) to those of the gas.
    const double volumetric = flow * (Ambient / pressure) * ((temperature + 273.15) / 298.15);
    const auto real = RegisterType::F32;
    const auto code = RegisterType::U32;
    return {{SetPoint, real, m_setPoint}, {1351, real, shown(u"valve.pv"_s)},
        {1353, real, pressure}, {1355, real, 0}, {1357, real, Ambient}, {1359, real, temperature},
        {1361, real, volumetric}, {1363, real, flow}, {1649, code, double(m_flowUnit)},
        {1673, code, UnitMillibar}, {1709, code, UnitCelsius}, {1721, code, UnitLitresPerMinute},
        {1733, code, double(m_flowUnit)}};
}

ModbusException AlicatController::read(
    RegisterTable table, int address, int count, QVector<quint16> &values)
{
    if (table != RegisterTable::HoldingRegisters && table != RegisterTable::InputRegisters)
        return ModbusException::IllegalFunction;
    const QVector<Entry> list = entries();
    QVector<quint16> found;
    for (const Entry &entry : list) {
        const QVector<quint16> words = wordsOf(entry.value, entry.type, Order);
        for (int i = 0; i < words.size(); ++i) {
            if (entry.address + i == address + int(found.size()) && found.size() < count)
                found << words[i];
        }
    }
    if (found.size() != count)
        return ModbusException::IllegalDataAddress;
    values += found;
    return ModbusException::None;
}

ModbusException AlicatController::write(
    RegisterTable table, int address, const QVector<quint16> &values)
{
    if (table != RegisterTable::HoldingRegisters || address != SetPoint || values.size() != 2)
        return ModbusException::IllegalDataAddress;
    const double wanted = valueOf(values, RegisterType::F32, Order);
    if (!std::isfinite(wanted) || wanted < 0 || wanted > FullScale)
        return ModbusException::IllegalDataValue;
    signalTable().find(u"flow.sp"_s)->write(wanted);
    return ModbusException::None;
}

} // namespace cytoloom
