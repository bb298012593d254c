// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/controlport.h"

#include <bit>

namespace cytoloom {

QVector<quint16> wordsOfTime(qint64 ms)
{
    QVector<quint16> words;
    for (int shift = 48; shift >= 0; shift -= 16)
        words << quint16(quint64(ms) >> shift);
    return words;
}

qint64 timeOfWords(const QVector<quint16> &words)
{
    quint64 bits = 0;
    for (const quint16 word : words)
        bits = (bits << 16) | word;
    return qint64(bits);
}

ControlPort::ControlPort(const PlantTime &time, quint32 seed, std::function<void(UtcTime)> granted)
    : m_time(time)
    , m_seed(seed)
    , m_grantedCall(std::move(granted))
{ }

ModbusException ControlPort::read(
    RegisterTable table, int address, int count, QVector<quint16> &values)
{
    if (table != RegisterTable::HoldingRegisters || address + count > RegisterCount)
        return ModbusException::IllegalDataAddress;
    QVector<quint16> all = wordsOfTime(m_granted) + wordsOfTime(toMs(m_time.now() + m_clockError));
    const auto speed = std::bit_cast<quint32>(float(m_time.speed()));
    all << quint16(m_seed >> 16) << quint16(m_seed & 0xFFFF) << Version << quint16(m_time.isPaced())
        << quint16(speed >> 16) << quint16(speed & 0xFFFF) << m_linger;
    values += all.mid(address, count);
    return ModbusException::None;
}

ModbusException ControlPort::write(RegisterTable table, int address, const QVector<quint16> &values)
{
    if (table == RegisterTable::HoldingRegisters && address == LingerAddress
        && values.size() == 1) {
        m_linger = values.first();
        return ModbusException::None;
    }
    if (table != RegisterTable::HoldingRegisters || address != GrantedAddress
        || values.size() != CurrentAddress - GrantedAddress)
        return ModbusException::IllegalDataAddress;
    const qint64 granted = timeOfWords(values);
    if (granted > toMs(m_time.now() + LongestGrant))
        return ModbusException::IllegalDataValue;
    m_granted = granted;
    m_grantedCall(utcFromMs(granted));
    return ModbusException::None;
}

} // namespace cytoloom
