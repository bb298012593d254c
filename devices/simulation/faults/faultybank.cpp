// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/faults/faultybank.h"

#include "devices/protocol/registervalue.h"

#include <algorithm>

namespace cytoloom {

namespace {

bool isBitTable(RegisterTable table)
{
    return table == RegisterTable::Coils || table == RegisterTable::DiscreteInputs;
}

} // namespace

FaultyBank::FaultyBank(RegisterBank &bank, const DeviceProfile &profile)
    : m_bank(bank)
    , m_profile(profile)
{ }

void FaultyBank::remove(const QString &id)
{
    m_faults.removeIf([&id](const Fault &fault) { return fault.id == id; });
}

const Fault *FaultyBank::active(FaultKind kind) const
{
    const auto found = std::find_if(m_faults.begin(), m_faults.end(),
        [kind](const Fault &fault) { return fault.kind == kind; });
    return found == m_faults.end() ? nullptr : &*found;
}

bool FaultyBank::touches(const Fault &fault, RegisterTable table, int address, int count) const
{
    if (fault.signal.isEmpty())
        return true;
    const DeviceTag *tag = m_profile.tag(fault.signal);
    return tag && tag->table == table && tag->address < address + count
        && tag->address + (isBitTable(table) ? 1 : registerCount(tag->type)) > address;
}

void FaultyBank::reorder(RegisterTable table, int address, QVector<quint16> &values) const
{
    const Fault *fault = active(FaultKind::WrongWordOrder);
    if (!fault || isBitTable(table))
        return;
    for (const DeviceTag &tag : m_profile.tags) {
        const int count = registerCount(tag.type);
        const qsizetype at = tag.address - address;
        if (tag.table == table && count > 1 && at >= 0 && at + count <= values.size())
            std::reverse(values.begin() + at, values.begin() + at + count);
    }
    if (!fault->bytes)
        return;
    for (quint16 &word : values)
        word = quint16(word << 8 | word >> 8);
}

ModbusException FaultyBank::read(
    RegisterTable table, int address, int count, QVector<quint16> &values)
{
    if (const Fault *refusal = active(FaultKind::Exception))
        return ModbusException(refusal->exceptionCode);
    QVector<quint16> found;
    const ModbusException exception = m_bank.read(table, address, count, found);
    if (exception != ModbusException::None)
        return exception;
    reorder(table, address, found);
    values += found;
    return exception;
}

ModbusException FaultyBank::write(RegisterTable table, int address, const QVector<quint16> &values)
{
    if (const Fault *refusal = active(FaultKind::Exception))
        return ModbusException(refusal->exceptionCode);
    const Fault *refusal = active(FaultKind::WriteRefused);
    if (refusal && touches(*refusal, table, address, int(values.size())))
        return ModbusException(refusal->exceptionCode);

    QVector<quint16> taken = values;
    reorder(table, address, taken);
    const Fault *partial = active(FaultKind::PartialWrite);
    if (!partial || taken.size() <= partial->registers)
        return m_bank.write(table, address, taken);
    // The registers behind the first ones keep what they held; the device says that all is well.
    QVector<quint16> held;
    const ModbusException exception = m_bank.read(table, address, int(taken.size()), held);
    if (exception != ModbusException::None)
        return exception;
    std::copy(held.begin() + partial->registers, held.end(), taken.begin() + partial->registers);
    m_bank.write(table, address, taken);
    return ModbusException::None;
}

} // namespace cytoloom
