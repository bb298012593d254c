// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/instruments/julabopresto.h"

#include "devices/simulation/instruments/instrumentregisters.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr int FormatRegister = 93;
constexpr double RemoteByModbus = 4;

} // namespace

JulaboPresto::JulaboPresto(Setup setup)
    : Instrument(std::move(setup))
{
    SignalTable &table = signalTable();
    table.setPoint(u"running.sp"_s, m_running);
    table.setPoint(u"temperature.sp"_s, m_setPoint);
    table.measured(u"temperature.pv"_s, [this] { return m_bath.value; }).noise(0.01);
    table.measured(u"external.pv"_s, [this] { return m_outside.value; }).noise(0.02);
    table.measured(u"power.pv"_s, [this] { return m_power; });
    describe();
}

void JulaboPresto::describe()
{
    const auto holding = RegisterTable::HoldingRegisters;
    const auto input = RegisterTable::InputRegisters;
    const auto u16 = RegisterType::U16;
    const auto i16 = RegisterType::I16;
    const auto f32 = RegisterType::F32;
    const auto number = [](double &value) {
        return std::pair([&value] { return value; }, [&value](double v) { value = v; });
    };
    const auto setting = [&](int address, RegisterType type, double &value, Range limits) {
        const auto [read, write] = number(value);
        m_entries << Entry {holding, address, type, read, write, limits};
    };
    const auto signal
        = [this](const QString &name) { return [this, name] { return shown(name); }; };
    const auto celsius
        = [this](const QString &name) { return [this, name] { return inItsUnit(shown(name)); }; };
    m_entries << Entry {holding, 0, u16, signal(u"running.sp"_s),
        [this](double v) { signalTable().find(u"running.sp"_s)->write(v); }, {0, 1}};
    m_entries << Entry {holding, 1, u16, [] { return 0.0; }, {}, {}};
    m_entries << Entry {holding, 2, f32, celsius(u"temperature.sp"_s),
        [this](double v) {
            signalTable().find(u"temperature.sp"_s)->write(m_fahrenheit != 0 ? (v - 32) / 1.8 : v);
        },
        {}};
    m_entries << Entry {holding, 4, i16, [this] { return m_power; }, {}, {}};
    setting(10, u16, m_external, {0, 1});
    setting(12, f32, m_xp, {0.1, 99.9});
    setting(14, u16, m_tn, {3, 9999});
    setting(15, u16, m_tv, {0, 999});
    m_entries << Entry {holding, 70, f32, [this] { return inItsUnit(m_lowest); }, {}, {}};
    m_entries << Entry {holding, 72, f32, [this] { return inItsUnit(m_highest); }, {}, {}};
    setting(90, u16, m_fahrenheit, {0, 1});
    setting(FormatRegister, u16, m_format, {0, 3});
    m_entries << Entry {input, 0, RegisterType::U32, [] { return 0x01020304; }, {}, {}};
    m_entries << Entry {input, 2, u16, [] { return 40.0; }, {}, {}};
    m_entries << Entry {input, 5, i16, [] { return RemoteByModbus; }, {}, {}};
    m_entries << Entry {input, 6, i16, [this] { return double(m_alarm); }, {}, {}};
    m_entries << Entry {input, 7, i16, [] { return 0.0; }, {}, {}};
    m_entries << Entry {input, 10, f32, celsius(u"temperature.pv"_s), {}, {}};
    m_entries << Entry {input, 12, f32, celsius(u"external.pv"_s), {}, {}};
    m_entries << Entry {input, 14, i16, [this] { return m_power; }, {}, {}};
}

void JulaboPresto::tick(qint64)
{
    const bool works = m_running != 0 && m_alarm == 0;
    const double error = m_setPoint - (m_external != 0 ? m_outside.value : m_bath.value);
    m_power = works ? std::round(std::clamp(error * 100 / m_xp, -100.0, 100.0)) : 0;
    // Heater and compressor move the bath as fast as they can, a switched off one drifts.
    if (works)
        m_bath.value += std::clamp(error / 10, -0.05, 0.05) * TickSeconds;
    else
        m_bath.tick(AmbientTemperature);
    m_outside.tick(m_bath.value);
}

double JulaboPresto::inItsUnit(double celsius) const
{
    return m_fahrenheit != 0 ? celsius * 1.8 + 32 : celsius;
}

WordOrder JulaboPresto::order() const
{
    switch (int(m_format)) {
    case 1:
        return WordOrder::BADC;
    case 2:
        return WordOrder::CDAB;
    case 3:
        return WordOrder::DCBA;
    default:
        return WordOrder::ABCD;
    }
}

WordOrder JulaboPresto::orderOf(const Entry &entry) const
{
    const bool isFormat
        = entry.table == RegisterTable::HoldingRegisters && entry.address == FormatRegister;
    return isFormat ? WordOrder::ABCD : order();
}

const JulaboPresto::Entry *JulaboPresto::entryAt(RegisterTable table, int address) const
{
    for (const Entry &entry : m_entries) {
        if (entry.table == table && entry.address == address)
            return &entry;
    }
    return nullptr;
}

ModbusException JulaboPresto::read(
    RegisterTable table, int address, int count, QVector<quint16> &values)
{
    QVector<quint16> found;
    while (found.size() < count) {
        const Entry *entry = entryAt(table, address + int(found.size()));
        if (!entry || found.size() + registerCount(entry->type) > count)
            return ModbusException::IllegalDataAddress; // a gap, or half of a float
        found += wordsOf(entry->read(), entry->type, orderOf(*entry));
    }
    values += found;
    return ModbusException::None;
}

ModbusException JulaboPresto::write(
    RegisterTable table, int address, const QVector<quint16> &values)
{
    QVector<std::pair<const Entry *, double>> orders;
    for (qsizetype at = 0; at < values.size();) {
        const Entry *entry = entryAt(table, address + int(at));
        if (!entry || !entry->write || at + registerCount(entry->type) > values.size())
            return ModbusException::IllegalDataAddress;
        const int count = registerCount(entry->type);
        const double value = valueOf(values.mid(at, count), entry->type, orderOf(*entry));
        const bool isSetPoint = entry->address == 2;
        const Range limits
            = isSetPoint ? Range {inItsUnit(m_lowest), inItsUnit(m_highest)} : entry->limits;
        if (!std::isfinite(value) || !limits.contains(value))
            return ModbusException::IllegalDataValue;
        orders.append({entry, value});
        at += count;
    }
    for (const auto &[entry, value] : std::as_const(orders))
        entry->write(value);
    return ModbusException::None;
}

} // namespace cytoloom
