// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/faults/wirefaults.h"

#include "devices/protocol/modbusframe.h"

#include <QtCore/QtEndian>

namespace cytoloom {

namespace {

constexpr qsizetype TcpUnitAt = 6; // transaction (2), protocol (2), length (2), unit
constexpr int CrcSize = 2;
constexpr int JunkSize = 5;

/// xorshift32: noise that needs no state.
QByteArray noise(qsizetype size, quint32 seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = seed * 2654435761U + 88675123U;
    for (char &byte : bytes) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        byte = char(state >> 24);
    }
    return bytes;
}

QByteArray otherUnit(const QByteArray &frame, DeviceProtocol protocol, int unit)
{
    QByteArray changed = frame;
    const qsizetype at = protocol == DeviceProtocol::ModbusTcp ? TcpUnitAt : 0;
    if (at >= changed.size())
        return changed;
    const int answered = unit > 0 ? unit : quint8(changed[at]) % 247 + 1;
    if (protocol == DeviceProtocol::ModbusTcp) {
        changed[at] = char(answered);
        return changed;
    }
    // The check sum is right: it is another unit that answers.
    return rtuFrame(quint8(answered), changed.mid(1, changed.size() - 1 - CrcSize));
}

} // namespace

bool isApplicable(FaultKind kind, DeviceProtocol protocol)
{
    switch (kind) {
    case FaultKind::WrongTransactionId:
        return protocol == DeviceProtocol::ModbusTcp;
    case FaultKind::WrongCrc:
        return protocol == DeviceProtocol::ModbusRtu;
    case FaultKind::SwappedUnitId:
    case FaultKind::WrongWordOrder:
    case FaultKind::PartialWrite:
        return protocol == DeviceProtocol::ModbusTcp || protocol == DeviceProtocol::ModbusRtu;
    default:
        return true;
    }
}

bool confirmsWrite(const QByteArray &frame, DeviceProtocol protocol)
{
    if (protocol != DeviceProtocol::ModbusTcp && protocol != DeviceProtocol::ModbusRtu)
        return !frame.startsWith("S ") && !frame.startsWith("I");
    const qsizetype at = protocol == DeviceProtocol::ModbusTcp ? TcpUnitAt + 1 : 1;
    if (at >= frame.size())
        return false;
    const int function = quint8(frame[at]) & 0x7F;
    return function == 5 || function == 6 || function == 15 || function == 16 || function == 22;
}

FilteredReply damagedReply(
    const Fault &fault, const QByteArray &frame, DeviceProtocol protocol, quint32 count)
{
    FilteredReply reply {frame};
    switch (fault.kind) {
    case FaultKind::NoAnswer:
        reply.bytes.clear();
        break;
    case FaultKind::WrongTransactionId:
        if (frame.size() >= 2)
            qToBigEndian(
                quint16(qFromBigEndian<quint16>(frame.constData()) + 0x4321), reply.bytes.data());
        break;
    case FaultKind::WrongCrc:
        if (!frame.isEmpty())
            reply.bytes[frame.size() - 1] = char(frame.back() ^ 0x55);
        break;
    case FaultKind::ShortFrame:
        reply.bytes.chop(std::min<qsizetype>(3, frame.size() - 1));
        break;
    case FaultKind::LongFrame:
        reply.bytes += noise(JunkSize, count);
        break;
    case FaultKind::GarbageFrame:
        reply.bytes = noise(frame.size(), count);
        break;
    case FaultKind::SlowBytes:
        reply.gapMs = fault.gapMs;
        break;
    case FaultKind::SwappedUnitId:
        reply.bytes = otherUnit(frame, protocol, fault.otherUnit);
        break;
    default:
        break;
    }
    return reply;
}

} // namespace cytoloom
