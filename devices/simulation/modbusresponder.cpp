// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/modbusresponder.h"

#include <QtCore/QtEndian>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr quint8 MaskWrite = 22;

RegisterTable tableOf(ModbusFunction function)
{
    switch (function) {
    case ModbusFunction::ReadCoils:
    case ModbusFunction::WriteSingleCoil:
    case ModbusFunction::WriteMultipleCoils:
        return RegisterTable::Coils;
    case ModbusFunction::ReadDiscreteInputs:
        return RegisterTable::DiscreteInputs;
    case ModbusFunction::ReadInputRegisters:
        return RegisterTable::InputRegisters;
    default:
        return RegisterTable::HoldingRegisters;
    }
}

quint16 word(const QByteArray &pdu, qsizetype at)
{
    return qFromBigEndian<quint16>(pdu.constData() + at);
}

QByteArray readWrite(RegisterBank &bank, const ModbusRequest &request)
{
    const auto refused = [&](ModbusException exception) {
        return modbusExceptionPdu(quint8(request.function), exception);
    };
    const auto read = [&](QVector<quint16> &values) {
        return bank.read(RegisterTable::HoldingRegisters, request.address, request.count, values);
    };
    // Both addresses are judged before anything is written: a refusal has changed nothing.
    QVector<quint16> before;
    auto exception = read(before);
    if (exception != ModbusException::None)
        return refused(exception);
    exception = bank.write(RegisterTable::HoldingRegisters, request.writeAddress, request.values);
    if (exception != ModbusException::None)
        return refused(exception);
    QVector<quint16> values;
    exception = read(values);
    return exception == ModbusException::None ? modbusResponsePdu(request, values)
                                              : refused(exception);
}

/// (register & and) | (or & ~and), 6.16 of the specification; the answer is the request.
QByteArray maskWrite(RegisterBank &bank, const QByteArray &pdu)
{
    if (pdu.size() != 7)
        return modbusExceptionPdu(MaskWrite, ModbusException::IllegalDataValue);
    const quint16 keep = word(pdu, 3);
    const quint16 set = word(pdu, 5);
    QVector<quint16> values;
    auto exception = bank.read(RegisterTable::HoldingRegisters, word(pdu, 1), 1, values);
    if (exception == ModbusException::None) {
        const auto masked = quint16((values.first() & keep) | (set & ~keep));
        exception = bank.write(RegisterTable::HoldingRegisters, word(pdu, 1), {masked});
    }
    return exception == ModbusException::None ? pdu : modbusExceptionPdu(MaskWrite, exception);
}

} // namespace

QByteArray modbusAnswer(RegisterBank &bank, const QByteArray &pdu)
{
    if (pdu.isEmpty())
        return {};
    const auto function = quint8(pdu[0]);
    if (function == MaskWrite)
        return maskWrite(bank, pdu);
    const auto request = parseModbusRequestPdu(pdu);
    if (!request) {
        const bool unknown = request.error().code() == u"modbus.function"_s;
        return modbusExceptionPdu(function,
            unknown ? ModbusException::IllegalFunction : ModbusException::IllegalDataValue);
    }
    if (request->function == ModbusFunction::ReadWriteMultipleRegisters)
        return readWrite(bank, *request);
    QVector<quint16> values;
    const RegisterTable table = tableOf(request->function);
    const auto exception = request->isWrite()
        ? bank.write(table, request->address, request->values)
        : bank.read(table, request->address, request->count, values);
    return exception == ModbusException::None ? modbusResponsePdu(*request, values)
                                              : modbusExceptionPdu(function, exception);
}

} // namespace cytoloom
