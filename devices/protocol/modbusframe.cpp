// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/modbusframe.h"

#include <QtCore/QString>
#include <QtCore/QtEndian>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr quint8 ExceptionBit = 0x80;
constexpr int MaxReadBits = 2000;
constexpr int MaxReadRegisters = 125;
constexpr int MaxWriteBits = 1968;
constexpr int MaxWriteRegisters = 123;
constexpr int MaxReadWriteRegisters = 121; ///< written by function 23

void append16(QByteArray &bytes, quint16 value)
{
    bytes.append(char(value >> 8));
    bytes.append(char(value & 0xFF));
}

quint16 at16(const QByteArray &bytes, qsizetype index)
{
    return qFromBigEndian<quint16>(bytes.constData() + index);
}

void appendBits(QByteArray &bytes, const QVector<quint16> &values)
{
    QByteArray packed((values.size() + 7) / 8, '\0');
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (values[i])
            packed[i / 8] = char(quint8(packed[i / 8]) | (1U << (i % 8)));
    }
    bytes.append(packed);
}

QVector<quint16> bitsOf(const QByteArray &bytes, qsizetype from, int count)
{
    QVector<quint16> values(count);
    for (int i = 0; i < count; ++i)
        values[i] = (quint8(bytes[from + i / 8]) >> (i % 8)) & 1U;
    return values;
}

QVector<quint16> registersOf(const QByteArray &bytes, qsizetype from, int count)
{
    QVector<quint16> values(count);
    for (int i = 0; i < count; ++i)
        values[i] = at16(bytes, from + 2 * i);
    return values;
}

bool isKnown(quint8 function)
{
    return (function >= 1 && function <= 6) || function == 15 || function == 16 || function == 23;
}

Error wrong(const QString &code, quint8 function, const QString &found)
{
    return Error(code, {{u"function"_s, QString::number(function)}, {u"found"_s, found}});
}

Error wrongLength(quint8 function, const QByteArray &pdu)
{
    return wrong(u"modbus.length"_s, function, QString::number(pdu.size()));
}

bool fitsCount(ModbusFunction function, int count)
{
    switch (function) {
    case ModbusFunction::ReadCoils:
    case ModbusFunction::ReadDiscreteInputs:
        return count >= 1 && count <= MaxReadBits;
    case ModbusFunction::ReadHoldingRegisters:
    case ModbusFunction::ReadInputRegisters:
    case ModbusFunction::ReadWriteMultipleRegisters:
        return count >= 1 && count <= MaxReadRegisters;
    case ModbusFunction::WriteMultipleCoils:
        return count >= 1 && count <= MaxWriteBits;
    case ModbusFunction::WriteMultipleRegisters:
        return count >= 1 && count <= MaxWriteRegisters;
    case ModbusFunction::WriteSingleCoil:
    case ModbusFunction::WriteSingleRegister:
        return count == 1;
    }
    return false;
}

/// The writing half of function 23; \p request holds the reading half.
Result<ModbusRequest> parseReadWrite(ModbusRequest request, const QByteArray &pdu)
{
    const auto code = quint8(request.function);
    if (pdu.size() < 10)
        return wrongLength(code, pdu);
    request.writeAddress = at16(pdu, 5);
    const int count = at16(pdu, 7);
    if (count < 1 || count > MaxReadWriteRegisters)
        return wrong(u"modbus.count"_s, code, QString::number(count));
    if (pdu.size() != 10 + 2 * count || quint8(pdu[9]) != 2 * count)
        return wrongLength(code, pdu);
    request.values = registersOf(pdu, 10, count);
    return request;
}

} // namespace

QString modbusExceptionName(ModbusException exception)
{
    switch (exception) {
    case ModbusException::None:
        return {};
    case ModbusException::IllegalFunction:
        return u"ILLEGAL FUNCTION"_s;
    case ModbusException::IllegalDataAddress:
        return u"ILLEGAL DATA ADDRESS"_s;
    case ModbusException::IllegalDataValue:
        return u"ILLEGAL DATA VALUE"_s;
    case ModbusException::ServerDeviceFailure:
        return u"SERVER DEVICE FAILURE"_s;
    case ModbusException::Acknowledge:
        return u"ACKNOWLEDGE"_s;
    case ModbusException::ServerDeviceBusy:
        return u"SERVER DEVICE BUSY"_s;
    case ModbusException::GatewayPathUnavailable:
        return u"GATEWAY PATH UNAVAILABLE"_s;
    case ModbusException::GatewayTargetFailed:
        return u"GATEWAY TARGET DEVICE FAILED TO RESPOND"_s;
    }
    return QString::number(quint8(exception));
}

bool ModbusRequest::isBits() const
{
    return function == ModbusFunction::ReadCoils || function == ModbusFunction::ReadDiscreteInputs
        || function == ModbusFunction::WriteSingleCoil
        || function == ModbusFunction::WriteMultipleCoils;
}

QByteArray modbusRequestPdu(const ModbusRequest &request)
{
    QByteArray pdu;
    pdu.append(char(request.function));
    append16(pdu, request.address);
    switch (request.function) {
    case ModbusFunction::WriteSingleCoil:
        append16(pdu, request.values.value(0) ? 0xFF00 : 0);
        break;
    case ModbusFunction::WriteSingleRegister:
        append16(pdu, request.values.value(0));
        break;
    case ModbusFunction::WriteMultipleCoils:
        append16(pdu, quint16(request.values.size()));
        pdu.append(char((request.values.size() + 7) / 8));
        appendBits(pdu, request.values);
        break;
    case ModbusFunction::WriteMultipleRegisters:
        append16(pdu, quint16(request.values.size()));
        pdu.append(char(request.values.size() * 2));
        for (const quint16 value : request.values)
            append16(pdu, value);
        break;
    case ModbusFunction::ReadWriteMultipleRegisters:
        append16(pdu, request.count);
        append16(pdu, request.writeAddress);
        append16(pdu, quint16(request.values.size()));
        pdu.append(char(request.values.size() * 2));
        for (const quint16 value : request.values)
            append16(pdu, value);
        break;
    default:
        append16(pdu, request.count);
    }
    return pdu;
}

Result<ModbusRequest> parseModbusRequestPdu(const QByteArray &pdu)
{
    if (pdu.isEmpty())
        return wrongLength(0, pdu);
    const auto code = quint8(pdu[0]);
    if (!isKnown(code))
        return wrong(u"modbus.function"_s, code, QString::number(code));
    if (pdu.size() < 5)
        return wrongLength(code, pdu);

    ModbusRequest request;
    request.function = ModbusFunction(code);
    request.address = at16(pdu, 1);
    const quint16 second = at16(pdu, 3);
    switch (request.function) {
    case ModbusFunction::WriteSingleCoil:
        if (second != 0 && second != 0xFF00)
            return wrong(u"modbus.count"_s, code, QString::number(second));
        request.values = {quint16(second ? 1 : 0)};
        break;
    case ModbusFunction::WriteSingleRegister:
        request.values = {second};
        break;
    default:
        request.count = second;
    }
    if (!fitsCount(request.function, request.count))
        return wrong(u"modbus.count"_s, code, QString::number(request.count));
    if (code < 15)
        return pdu.size() == 5 ? Result(request) : wrongLength(code, pdu);
    if (request.function == ModbusFunction::ReadWriteMultipleRegisters)
        return parseReadWrite(request, pdu);

    const int bytes = request.isBits() ? (request.count + 7) / 8 : request.count * 2;
    if (pdu.size() != 6 + bytes || quint8(pdu[5]) != bytes)
        return wrongLength(code, pdu);
    request.values
        = request.isBits() ? bitsOf(pdu, 6, request.count) : registersOf(pdu, 6, request.count);
    return request;
}

QByteArray modbusResponsePdu(const ModbusRequest &request, const QVector<quint16> &values)
{
    if (!request.isRead()) {
        // Both single writes echo the request, both multiple writes its first five bytes.
        return modbusRequestPdu(request).left(5);
    }
    Q_ASSERT(values.size() == request.count);
    QByteArray pdu;
    pdu.append(char(request.function));
    if (request.isBits()) {
        pdu.append(char((values.size() + 7) / 8));
        appendBits(pdu, values);
    } else {
        pdu.append(char(values.size() * 2));
        for (const quint16 value : values)
            append16(pdu, value);
    }
    return pdu;
}

QByteArray modbusExceptionPdu(quint8 function, ModbusException exception)
{
    QByteArray pdu;
    pdu.append(char(function | ExceptionBit));
    pdu.append(char(exception));
    return pdu;
}

Result<ModbusResponse> parseModbusResponsePdu(const ModbusRequest &request, const QByteArray &pdu)
{
    const auto asked = quint8(request.function);
    if (pdu.size() < 2)
        return wrongLength(asked, pdu);
    const auto code = quint8(pdu[0]);
    if (code == (asked | ExceptionBit)) {
        if (pdu.size() != 2 || pdu[1] == 0)
            return wrongLength(asked, pdu);
        return ModbusResponse {ModbusException(quint8(pdu[1])), {}};
    }
    if (code != asked)
        return wrong(u"modbus.function"_s, asked, QString::number(code));
    if (!request.isRead()) {
        if (pdu.size() != 5)
            return wrongLength(asked, pdu);
        if (pdu != modbusResponsePdu(request))
            return wrong(u"modbus.echo"_s, asked, QString::fromLatin1(pdu.toHex()));
        return ModbusResponse {};
    }
    const int bytes = request.isBits() ? (request.count + 7) / 8 : request.count * 2;
    if (pdu.size() != 2 + bytes || quint8(pdu[1]) != bytes)
        return wrongLength(asked, pdu);
    return ModbusResponse {ModbusException::None,
        request.isBits() ? bitsOf(pdu, 2, request.count) : registersOf(pdu, 2, request.count)};
}

} // namespace cytoloom
