// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QVector>

namespace cytoloom {

// Modbus as bytes, for both ends of the wire. Pure functions; any thread.
// Source: MODBUS Application Protocol Specification V1.1b3 (PDU) and MODBUS over Serial Line V1.02
// (RTU frame, CRC).

enum class ModbusFunction : quint8 {
    ReadCoils = 1,
    ReadDiscreteInputs = 2,
    ReadHoldingRegisters = 3,
    ReadInputRegisters = 4,
    WriteSingleCoil = 5,
    WriteSingleRegister = 6,
    WriteMultipleCoils = 15,
    WriteMultipleRegisters = 16,
    ReadWriteMultipleRegisters = 23 ///< writes before it reads
};

/// Exception codes of the specification, section 7.
enum class ModbusException : quint8 {
    None = 0,
    IllegalFunction = 1,
    IllegalDataAddress = 2,
    IllegalDataValue = 3,
    ServerDeviceFailure = 4,
    Acknowledge = 5,
    ServerDeviceBusy = 6,
    GatewayPathUnavailable = 10,
    GatewayTargetFailed = 11
};
/// The name that the specification gives it ("ILLEGAL DATA ADDRESS"); the number for others.
QString modbusExceptionName(ModbusException exception);

struct ModbusRequest
{
    ModbusFunction function = ModbusFunction::ReadHoldingRegisters;
    quint16 address = 0; ///< 0-based
    quint16 count = 1; ///< coils or registers
    QVector<quint16> values; ///< what a write writes; coils are 0 or 1
    quint16 writeAddress = 0; ///< of function 23; address and count are those of its reading
    /// Changes the device: must not be repeated without looking.
    [[nodiscard]] bool isWrite() const { return quint8(function) >= 5; }
    /// Its answer holds values.
    [[nodiscard]] bool isRead() const
    {
        return quint8(function) < 5 || function == ModbusFunction::ReadWriteMultipleRegisters;
    }
    [[nodiscard]] bool isBits() const;
    friend bool operator==(const ModbusRequest &, const ModbusRequest &) = default;
};

struct ModbusResponse
{
    ModbusException exception = ModbusException::None;
    QVector<quint16> values; ///< what a read read; coils are 0 or 1
    friend bool operator==(const ModbusResponse &, const ModbusResponse &) = default;
};

/// PDU of a request: function code and data.
QByteArray modbusRequestPdu(const ModbusRequest &request);
/// Fails with "modbus.function" (an unknown one: answer IllegalFunction), "modbus.length" or
/// "modbus.count" (answer IllegalDataValue). Args: function, and what was found.
Result<ModbusRequest> parseModbusRequestPdu(const QByteArray &pdu);

/// PDU that a server answers with; \p values (of a read) must be request.count long.
QByteArray modbusResponsePdu(const ModbusRequest &request, const QVector<quint16> &values = {});
QByteArray modbusExceptionPdu(quint8 function, ModbusException exception);
/// What the client makes of an answer. An exception is a value, not an error. Fails with
/// "modbus.function" (of another request), "modbus.length" or "modbus.echo".
Result<ModbusResponse> parseModbusResponsePdu(const ModbusRequest &request, const QByteArray &pdu);

/// CRC-16/MODBUS: polynomial 0xA001 reflected, start 0xFFFF. Sent low byte first.
quint16 modbusCrc(QByteArrayView bytes);

struct RtuFrame
{
    quint8 unit = 0; ///< 0 is a broadcast, never answered
    QByteArray pdu;
    friend bool operator==(const RtuFrame &, const RtuFrame &) = default;
};

QByteArray rtuFrame(quint8 unit, const QByteArray &pdu);
/// Exactly one frame. Fails with "modbus.short" or "modbus.crc".
Result<RtuFrame> parseRtuFrame(const QByteArray &bytes);

/// What stands at the front of a receive buffer. Garbage: a bad CRC or no function code at all; the
/// bytes up to the next possible frame are gone from the buffer. Call again until Incomplete.
enum class RtuTake { Incomplete, Frame, Garbage };
/// For servers: takes one complete request from the front of \p buffer: of functions 1 to 6, 15,
/// 16, 22 and 23 by their length, of others the shortest whose CRC agrees (answer: exception 1).
RtuTake takeRtuRequest(QByteArray &buffer, RtuFrame &frame);
/// For clients: takes one complete answer.
RtuTake takeRtuResponse(QByteArray &buffer, RtuFrame &frame);

} // namespace cytoloom
