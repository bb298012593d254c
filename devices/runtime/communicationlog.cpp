// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/communicationlog.h"

#include "devices/protocol/registervalue.h"

#include <algorithm>
#include <functional>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// A question is still open among the newest so many; bounded, since a lost one is never found.
constexpr quint64 OpenQuestions = 256;
/// The port's thread waits for at most so many copies when somebody reads.
constexpr quint64 Piece = 64;

constexpr int TcpHeader = 7;
constexpr int RtuOverhead = 3; // unit and CRC

/// Function code and data, without what the transport puts around them.
QByteArray pduOf(const QByteArray &frame, DeviceProtocol protocol)
{
    if (protocol == DeviceProtocol::ModbusTcp)
        return frame.mid(TcpHeader);
    return frame.size() > RtuOverhead ? frame.mid(1, frame.size() - RtuOverhead) : QByteArray();
}

QString tableName(ModbusFunction function)
{
    switch (quint8(function)) {
    case 1:
    case 5:
    case 15:
        return u"coils"_s;
    case 2:
        return u"discreteInputs"_s;
    case 4:
        return u"inputRegisters"_s;
    default:
        return u"holdingRegisters"_s;
    }
}

RegisterTable tableOf(ModbusFunction function)
{
    switch (quint8(function)) {
    case 1:
    case 5:
    case 15:
        return RegisterTable::Coils;
    case 2:
        return RegisterTable::DiscreteInputs;
    case 4:
        return RegisterTable::InputRegisters;
    default:
        return RegisterTable::HoldingRegisters;
    }
}

QString listOf(const QVector<quint16> &values)
{
    QStringList list;
    for (const quint16 value : values)
        list << QString::number(value);
    return list.join(u' ');
}

/// A line as a person can read it: control characters as \r, \n or \xNN.
QString printable(const QByteArray &bytes)
{
    QString text;
    for (const char byte : bytes) {
        if (byte == '\r')
            text += u"\\r"_s;
        else if (byte == '\n')
            text += u"\\n"_s;
        else if (byte >= 0x20 && byte < 0x7f)
            text += QLatin1Char(byte);
        else
            text += u"\\x%1"_s.arg(quint8(byte), 2, 16, QLatin1Char('0'));
    }
    return text;
}

Message questionOf(const ModbusRequest &request)
{
    Message message {request.isWrite() ? u"log.write"_s : u"log.read"_s,
        {{u"function"_s, QString::number(quint8(request.function))},
            {u"table"_s, tableName(request.function)},
            {u"address"_s, QString::number(request.address)},
            {u"count"_s, QString::number(request.count)}}};
    if (request.isWrite())
        message.args.insert(u"values"_s, listOf(request.values));
    return message;
}

bool isCovered(const DeviceTag &tag, RegisterTable table, int address, int count)
{
    return tag.table == table && tag.address < address + count
        && tag.address + registerCount(tag.type) > address;
}

} // namespace

CommunicationLog::CommunicationLog(
    const DeviceUrl &url, QVector<LoggedDevice> devices, const Clock &clock, int capacity)
    : m_url(url)
    , m_port(url.protocol == DeviceProtocol::ModbusTcp ? u"%1:%2"_s.arg(url.host).arg(url.port)
                                                       : url.path)
    , m_devices(std::move(devices))
    , m_clock(clock)
    , m_capacity(size_t(std::max(capacity, 1)))
{ }

CommunicationLog::Slot &CommunicationLog::next()
{
    ++m_last;
    // Grows as it is used, and only while every number still stands at its own place.
    if (m_last >= m_slots.size() && m_slots.size() < m_capacity)
        m_slots.resize(std::min(m_capacity, std::max<size_t>(m_slots.size() * 2, 64)));
    Slot &slot = m_slots[size_t(m_last % m_slots.size())];
    slot.number = m_last;
    slot.id = 0;
    slot.time = m_clock.now();
    slot.roundTripMs = 0;
    slot.outcome = ExchangeOutcome::Pending;
    slot.reason = {};
    slot.sent.resize(0); // keeps its memory
    slot.received.resize(0);
    return slot;
}

CommunicationLog::Slot *CommunicationLog::find(quint64 id)
{
    const quint64 oldest = m_last > OpenQuestions ? m_last - OpenQuestions : 0;
    for (quint64 number = m_last; number > oldest; --number) {
        Slot &slot = m_slots[size_t(number % m_slots.size())];
        if (slot.number != number)
            return nullptr;
        if (slot.id == id)
            return &slot;
    }
    return nullptr;
}

void CommunicationLog::sent(quint64 id, int unit, QByteArrayView bytes)
{
    const std::lock_guard lock(m_mutex);
    Slot &slot = next();
    slot.id = id;
    slot.unit = unit;
    slot.sent.append(bytes.first(std::min(bytes.size(), MostBytes)));
}

void CommunicationLog::received(quint64 id, int unit, QByteArrayView bytes)
{
    const std::lock_guard lock(m_mutex);
    Slot *slot = id == 0 ? nullptr : find(id);
    if (!slot) {
        slot = &next();
        slot->unit = unit;
        slot->outcome = ExchangeOutcome::Unasked;
    }
    const qsizetype room = std::max<qsizetype>(MostBytes - slot->received.size(), 0);
    slot->received.append(bytes.first(std::min(bytes.size(), room)));
}

void CommunicationLog::finished(quint64 id, const LinkReply &reply)
{
    const std::lock_guard lock(m_mutex);
    Slot *slot = find(id);
    if (!slot)
        return;
    slot->roundTripMs = float(reply.roundTripMs);
    switch (reply.kind) {
    case LinkReply::Kind::Answered:
        slot->outcome = reply.modbus.exception == ModbusException::None ? ExchangeOutcome::Answered
                                                                        : ExchangeOutcome::Refused;
        return;
    case LinkReply::Kind::Garbage:
        slot->outcome = ExchangeOutcome::Garbage;
        break;
    case LinkReply::Kind::NoAnswer:
        slot->outcome = ExchangeOutcome::NoAnswer;
        break;
    case LinkReply::Kind::Lost:
        slot->outcome = ExchangeOutcome::Lost;
        break;
    }
    slot->reason = reply.reason;
}

quint64 CommunicationLog::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_last;
}

DeviceExchange CommunicationLog::decoded(const Slot &slot) const
{
    DeviceExchange exchange;
    exchange.number = slot.number;
    exchange.time = slot.time;
    exchange.port = m_port;
    exchange.unit = slot.unit;
    exchange.outcome = slot.outcome;
    exchange.roundTripMs = double(slot.roundTripMs);
    exchange.sent = slot.sent;
    exchange.received = slot.received;
    exchange.answer = slot.reason;
    const bool isModbus = m_url.protocol == DeviceProtocol::ModbusTcp
        || m_url.protocol == DeviceProtocol::ModbusRtu;
    const auto device = std::find_if(m_devices.begin(), m_devices.end(),
        [&](const LoggedDevice &one) { return !isModbus || one.unit == slot.unit; });
    if (device != m_devices.end())
        exchange.device = device->device;
    if (slot.sent.isEmpty()) {
        exchange.question = {u"log.unasked"_s, {}};
        return exchange;
    }
    const auto cover = [&](const std::function<bool(const DeviceTag &)> &isMeant) {
        for (qsizetype i = 0; device != m_devices.end() && i < device->profile.tags.size(); ++i) {
            if (i < device->shownAs.size() && isMeant(device->profile.tags[i]))
                exchange.tags << device->shownAs[i];
        }
    };
    if (!isModbus) {
        const QByteArray line = slot.sent.trimmed();
        exchange.question = {u"log.command"_s, {{u"command"_s, printable(line)}}};
        if (slot.outcome == ExchangeOutcome::Answered)
            exchange.answer = {u"log.text"_s, {{u"text"_s, printable(slot.received.trimmed())}}};
        cover([&](const DeviceTag &tag) {
            return !tag.command.isEmpty() && line.contains(tag.command.toLatin1());
        });
        return exchange;
    }
    const auto request = parseModbusRequestPdu(pduOf(slot.sent, m_url.protocol));
    if (!request) {
        exchange.question = {u"log.command"_s, {{u"command"_s, printable(slot.sent)}}};
        return exchange;
    }
    exchange.question = questionOf(*request);
    cover([&](const DeviceTag &tag) {
        return isCovered(tag, tableOf(request->function), request->address, request->count);
    });
    if (slot.outcome != ExchangeOutcome::Answered && slot.outcome != ExchangeOutcome::Refused)
        return exchange;
    const auto response = parseModbusResponsePdu(*request, pduOf(slot.received, m_url.protocol));
    if (!response)
        return exchange;
    if (response->exception != ModbusException::None) {
        exchange.answer = {u"device.exception"_s,
            {{u"function"_s, QString::number(quint8(request->function))},
                {u"address"_s, QString::number(request->address)},
                {u"exception"_s, QString::number(quint8(response->exception))},
                {u"name"_s, modbusExceptionName(response->exception)}}};
    } else if (request->isWrite()) {
        exchange.answer = {u"log.written"_s, {}};
    } else {
        exchange.answer = {u"log.values"_s, {{u"values"_s, listOf(response->values)}}};
    }
    return exchange;
}

QVector<DeviceExchange> CommunicationLog::read(const ExchangeFilter &filter) const
{
    std::vector<Slot> kept;
    quint64 from = 1;
    for (;;) {
        const std::lock_guard lock(m_mutex);
        if (m_slots.empty())
            break;
        const quint64 oldest = m_last >= m_slots.size() ? m_last - m_slots.size() + 1 : 1;
        from = std::max(from, oldest);
        const quint64 to = std::min(m_last, from + Piece - 1);
        for (; from <= to; ++from) {
            const Slot &slot = m_slots[size_t(from % m_slots.size())];
            if (slot.number != from)
                continue;
            Slot copy = slot;
            copy.sent.detach(); // the ring goes on writing into its own
            copy.received.detach();
            kept.push_back(std::move(copy));
        }
        if (from > m_last)
            break;
    }
    QVector<DeviceExchange> list;
    for (const Slot &slot : kept) {
        DeviceExchange exchange = decoded(slot);
        if (filter.accepts(exchange))
            list << std::move(exchange);
    }
    if (filter.limit > 0 && list.size() > filter.limit)
        list.remove(0, list.size() - filter.limit);
    return list;
}

} // namespace cytoloom
