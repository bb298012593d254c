// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/modbusframe.h"

#include <QtCore/QString>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MinFrame = 4; // unit, function, CRC
constexpr qsizetype MaxFrame = 256;
constexpr quint8 ExceptionBit = 0x80;

/// Length of the frame that begins \p buffer; 0: more bytes are needed to tell; -1: none begins.
qsizetype requestLength(const QByteArray &buffer)
{
    if (buffer.size() < 2)
        return 0;
    switch (quint8(buffer[1])) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
        return 8;
    case 15:
    case 16:
        return buffer.size() < 7 ? 0 : 9 + quint8(buffer[6]);
    case 22:
        return 10;
    case 23:
        return buffer.size() < 11 ? 0 : 13 + quint8(buffer[10]);
    default:
        return -1;
    }
}

qsizetype responseLength(const QByteArray &buffer)
{
    if (buffer.size() < 3)
        return 0;
    const auto function = quint8(buffer[1]);
    if (function & ExceptionBit)
        return 5;
    switch (function) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 23:
        return 5 + quint8(buffer[2]);
    case 22:
        return 10;
    case 5:
    case 6:
    case 15:
    case 16:
        return 8;
    default:
        return -1;
    }
}

RtuTake take(QByteArray &buffer, RtuFrame &frame, qsizetype (*length)(const QByteArray &))
{
    const qsizetype size = length(buffer);
    if (size == 0 || size > buffer.size())
        return RtuTake::Incomplete;
    if (size > 0) {
        if (auto parsed = parseRtuFrame(buffer.left(size))) {
            frame = *parsed;
            buffer.remove(0, size);
            return RtuTake::Frame;
        }
    }
    // Look for the next place where a whole frame fits and its CRC agrees; else start afresh.
    for (qsizetype from = 1; from + MinFrame <= buffer.size(); ++from) {
        const QByteArray rest = buffer.mid(from);
        const qsizetype next = length(rest);
        if (next > 0 && next <= rest.size() && parseRtuFrame(rest.left(next))) {
            buffer = rest;
            return RtuTake::Garbage;
        }
    }
    buffer.clear();
    return RtuTake::Garbage;
}

} // namespace

quint16 modbusCrc(QByteArrayView bytes)
{
    quint16 crc = 0xFFFF;
    for (const char byte : bytes) {
        crc = quint16(crc ^ quint8(byte));
        for (int i = 0; i < 8; ++i)
            crc = (crc & 1) ? quint16((crc >> 1) ^ 0xA001) : quint16(crc >> 1);
    }
    return crc;
}

QByteArray rtuFrame(quint8 unit, const QByteArray &pdu)
{
    QByteArray bytes;
    bytes.append(char(unit));
    bytes.append(pdu);
    const quint16 crc = modbusCrc(bytes);
    bytes.append(char(crc & 0xFF));
    bytes.append(char(crc >> 8));
    return bytes;
}

Result<RtuFrame> parseRtuFrame(const QByteArray &bytes)
{
    if (bytes.size() < MinFrame)
        return Error(u"modbus.short"_s, {{u"found"_s, QString::number(bytes.size())}});
    const qsizetype body = bytes.size() - 2;
    const quint16 crc = modbusCrc(QByteArrayView(bytes).first(body));
    const auto sent = quint16(quint8(bytes[body]) | (quint8(bytes[body + 1]) << 8));
    if (crc != sent)
        return Error(u"modbus.crc"_s, {{u"found"_s, QString::fromLatin1(bytes.right(2).toHex())}});
    return RtuFrame {quint8(bytes[0]), bytes.mid(1, body - 1)};
}

RtuTake takeRtuRequest(QByteArray &buffer, RtuFrame &frame)
{
    // How long a request of an unknown function is nobody knows; but it has a CRC, and its master
    // waits for "illegal function".
    const bool unknown = requestLength(buffer) < 0 && (quint8(buffer[1]) & ExceptionBit) == 0;
    for (qsizetype size = MinFrame; unknown && size <= std::min(buffer.size(), MaxFrame); ++size) {
        if (auto parsed = parseRtuFrame(buffer.left(size))) {
            frame = *parsed;
            buffer.remove(0, size);
            return RtuTake::Frame;
        }
    }
    return take(buffer, frame, requestLength);
}

RtuTake takeRtuResponse(QByteArray &buffer, RtuFrame &frame)
{
    return take(buffer, frame, responseLength);
}

} // namespace cytoloom
