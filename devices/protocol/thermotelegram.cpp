// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/thermotelegram.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype HeaderSize = 10; // "!:aaaa:bb:"
constexpr qsizetype TailSize = 4; // ":cc<CR>"
constexpr qsizetype LongestPayload = 255;

bool begins(char byte)
{
    return byte == '?' || byte == '!';
}

bool isHex(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
}

/// What may stand at a place of the header.
bool fitsHeader(char byte, qsizetype place)
{
    switch (place) {
    case 0:
        return begins(byte);
    case 1:
    case 6:
    case 9:
        return byte == ':';
    default:
        return isHex(byte);
    }
}

/// Throws away what the buffer begins with, up to the next byte that may begin a telegram.
LineTake skip(QByteArray &buffer)
{
    const auto next = std::find_if(buffer.cbegin() + 1, buffer.cend(), begins);
    buffer.remove(0, next - buffer.cbegin());
    return LineTake::Garbage;
}

struct Order
{
    QByteArray parameter;
    std::optional<QByteArray> payload; ///< none: a reading
};

std::optional<Order> orderOf(const QString &command)
{
    const QByteArray text = command.toLatin1();
    if (QString::fromLatin1(text) != command || text.size() < 4)
        return std::nullopt;
    Order order {text.left(4), std::nullopt};
    if (!std::all_of(order.parameter.cbegin(), order.parameter.cend(), isHex))
        return std::nullopt;
    if (text.size() == 4)
        return order;
    order.payload = text.mid(5);
    const bool fits = text[4] == '=' && !order.payload->isEmpty()
        && order.payload->size() <= LongestPayload
        && std::all_of(order.payload->cbegin(), order.payload->cend(),
            [](char byte) { return byte >= ' ' && byte <= '~' && !(byte >= 'A' && byte <= 'Z'); });
    return fits ? std::optional(order) : std::nullopt;
}

Result<QByteArray> encode(const LineQuestion &question)
{
    const auto order = orderOf(question.command);
    if (!order)
        return Error(u"line.command"_s, {{u"command"_s, question.command}});
    return thermoBytes({!order->payload, order->parameter, order->payload.value_or(QByteArray())},
        question.checksum);
}

std::optional<LineReply::Status> refusalIn(const QByteArray &payload)
{
    if (payload.size() != 2 || payload[0] != '?')
        return std::nullopt;
    switch (payload[1]) {
    case '0':
        return LineReply::Status::BadTelegram;
    case '1':
        return LineReply::Status::UnknownParameter;
    case '2':
        return LineReply::Status::MemoryError;
    case '3':
        return LineReply::Status::ValueRefused;
    default:
        return std::nullopt;
    }
}

LineTake take(QByteArray &buffer, const LineQuestion &question, LineAnswer &answer)
{
    ThermoTelegram telegram;
    const LineTake taken = takeThermoTelegram(buffer, question.checksum, telegram);
    if (taken != LineTake::Answer)
        return taken;
    const auto order = orderOf(question.command);
    if (!order || telegram.isQuestion)
        return LineTake::Garbage; // a line that hears itself
    const auto refusal = refusalIn(telegram.payload);
    // A device that could not read the question need not know which parameter it was about.
    if (telegram.parameter != order->parameter && refusal != LineReply::Status::BadTelegram)
        return LineTake::Garbage;
    answer.line = {};
    if (refusal) {
        answer.line.status = *refusal;
        return LineTake::Answer;
    }
    if (order->payload.has_value() != telegram.payload.isEmpty())
        return LineTake::Garbage; // the echo of a write, or a reading without its values
    answer.line.status = order->payload ? LineReply::Status::Done : LineReply::Status::Values;
    if (!order->payload)
        answer.line.fields = QString::fromLatin1(telegram.payload).split(u';');
    return LineTake::Answer;
}

} // namespace

quint8 thermoChecksum(QByteArrayView bytes, ThermoChecksum kind)
{
    quint8 sum = 0;
    for (const char byte : bytes) {
        sum = quint8(sum ^ quint8(byte));
        for (int i = 0; kind == ThermoChecksum::Crc8 && i < 8; ++i)
            sum = quint8((sum & 0x80) ? (sum << 1) ^ 0x07 : sum << 1);
    }
    return kind == ThermoChecksum::Crc8 ? sum : quint8(~sum);
}

QByteArray thermoBytes(const ThermoTelegram &telegram, ThermoChecksum kind)
{
    Q_ASSERT(telegram.parameter.size() == 4 && telegram.payload.size() <= LongestPayload);
    const auto hex
        = [](qsizetype value) { return QByteArray::number(value, 16).rightJustified(2, '0'); };
    QByteArray bytes = (telegram.isQuestion ? "?:" : "!:") + telegram.parameter + ':'
        + hex(telegram.payload.size()) + ':' + telegram.payload + ':';
    bytes += hex(thermoChecksum(bytes, kind)) + '\r';
    return bytes;
}

LineTake takeThermoTelegram(QByteArray &buffer, ThermoChecksum kind, ThermoTelegram &telegram)
{
    if (buffer.isEmpty())
        return LineTake::Incomplete;
    const qsizetype known = std::min(buffer.size(), HeaderSize);
    for (qsizetype i = 0; i < known; ++i) {
        if (!fitsHeader(buffer[i], i))
            return skip(buffer);
    }
    if (buffer.size() < HeaderSize)
        return LineTake::Incomplete;
    const qsizetype length = buffer.mid(7, 2).toInt(nullptr, 16);
    const qsizetype size = HeaderSize + length + TailSize;
    // A telegram ends with its <CR>: where one comes sooner, bytes got lost, and to wait for the
    // rest would eat the next telegram.
    const qsizetype end = buffer.indexOf('\r');
    if (end >= 0 && end != size - 1)
        return skip(buffer);
    if (buffer.size() < size)
        return LineTake::Incomplete;
    const qsizetype sumAt = size - TailSize + 1;
    if (end != size - 1 || buffer[sumAt - 1] != ':' || !isHex(buffer[sumAt])
        || !isHex(buffer[sumAt + 1])
        || quint8(buffer.mid(sumAt, 2).toInt(nullptr, 16))
            != thermoChecksum(QByteArrayView(buffer).first(sumAt), kind))
        return skip(buffer);
    telegram = {buffer[0] == '?', buffer.mid(2, 4), buffer.mid(HeaderSize, length)};
    buffer.remove(0, size);
    return LineTake::Answer;
}

const LineCodec &thermoCodec()
{
    static constexpr LineCodec codec {encode, [](const LineQuestion &) { return true; }, take};
    return codec;
}

} // namespace cytoloom
