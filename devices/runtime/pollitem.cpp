// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/pollitem.h"

#include "devices/protocol/registervalue.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

void judge(TagReading &reading, const DeviceTag &tag)
{
    reading.plausible = std::isfinite(reading.value) && tag.plausible.contains(reading.value);
    if (!reading.plausible) {
        reading.trouble = {u"device.implausible"_s,
            {{u"tag"_s, tag.name}, {u"value"_s, QString::number(reading.value, 'g', 8)},
                {u"unit"_s, tag.unit.symbol()}}};
    }
}

/// A balance sends the unit that it is switched to; the tag has one unit.
std::optional<double> inTagUnit(const SicsReply &sics, const DeviceTag &tag)
{
    if (!sics.value)
        return std::nullopt;
    if (sics.unit == tag.unit.symbol())
        return sics.value;
    if (sics.unit.isEmpty()) // cut off, perhaps in the midst of the number
        return std::nullopt;
    const auto sent = Unit::parse(sics.unit);
    if (!sent)
        return std::nullopt;
    const auto converted = sent->convert(*sics.value, tag.unit);
    return converted ? std::optional(*converted) : std::nullopt;
}

QVector<PollItem> lineItems(const DeviceProfile &profile, int unit, const QVector<int> &tags)
{
    QVector<PollItem> items;
    for (const int index : tags) {
        const DeviceTag &tag = profile.tags[index];
        if (tag.direction == TagDirection::Write)
            continue;
        auto item = std::find_if(items.begin(), items.end(),
            [&](const PollItem &each) { return each.request.command == tag.command; });
        if (item == items.end()) {
            items << PollItem {lineRequest(profile, unit, tag.command), {}, {}};
            items.last().request.line.agreeing = profile.agreeing;
            item = items.end() - 1;
        }
        item->tags << index;
        QVector<double> &tolerance = item->request.line.tolerance;
        while (tolerance.size() <= tag.field)
            tolerance << std::numeric_limits<double>::infinity(); // fields that no tag shows
        tolerance[tag.field] = std::min(tolerance[tag.field], tag.agreeWithin);
    }
    return items;
}

/// \p tags and, behind them, those that guard them.
QVector<int> withGuards(const DeviceProfile &profile, QVector<int> tags, QVector<int> &guards)
{
    for (const int index : QVector<int>(tags)) {
        for (const TagGuard &guard : profile.tags[index].guards) {
            for (int i = 0; i < profile.tags.size(); ++i) {
                if (profile.tags[i].name != guard.tag || guards.contains(i))
                    continue;
                guards << i;
                if (!tags.contains(i))
                    tags << i;
            }
        }
    }
    return tags;
}

TagReading lineReading(const DeviceTag &tag, const LinkReply &reply)
{
    TagReading reading;
    const bool sics = reply.sics.status != SicsStatus::Unreadable;
    reading.raw = sics ? inTagUnit(reply.sics, tag) : fieldNumber(reply.line, tag);
    if (!reading.raw) {
        reading.trouble = {u"device.noNumber"_s,
            {{u"tag"_s, tag.name},
                {u"found"_s, sics ? reply.sics.unit : reply.line.fields.value(tag.field)}}};
        return reading;
    }
    reading.value = valueFromRaw(*reading.raw, tag);
    if (sics)
        reading.raw = reply.sics.value; // as it was sent
    judge(reading, tag);
    return reading;
}

} // namespace

LinkRequest lineRequest(const DeviceProfile &profile, int unit, const QString &command)
{
    LinkRequest request {unit, {}, command, profile.timeout};
    request.line.checksum = profile.checksum;
    return request;
}

QVector<PollItem> pollItems(const DeviceProfile &profile, int unit, const QVector<int> &asked)
{
    QVector<int> guards;
    const QVector<int> tags = withGuards(profile, asked, guards);
    QVector<PollItem> items;
    if (isLineProtocol(profile.protocol)) {
        items = lineItems(profile, unit, tags);
    } else {
        const QVector<ReadBlock> blocks = planReads(profile, tags);
        for (const ReadBlock &block : blocks)
            items << PollItem {{unit, readRequest(block), {}, profile.timeout}, block, block.tags};
    }
    std::stable_partition(items.begin(), items.end(), [&](const PollItem &item) {
        return std::none_of(
            item.tags.begin(), item.tags.end(), [&](int index) { return guards.contains(index); });
    });
    return items;
}

TagReading readingOf(const PollItem &item, const DeviceTag &tag, const LinkReply &reply)
{
    TagReading reading;
    reading.trouble = refusalOf(item.request, reply);
    if (!reading.trouble.code.isEmpty())
        return reading;
    if (!item.request.command.isEmpty())
        return lineReading(tag, reply);
    const QVector<quint16> words = wordsOfTag(item.block, tag, reply.modbus.values);
    if (words.isEmpty()) {
        reading.trouble = {u"device.noNumber"_s, {{u"tag"_s, tag.name}, {u"found"_s, {}}}};
        return reading;
    }
    reading.raw = rawFromWords(words, tag);
    reading.value = valueFromRaw(*reading.raw, tag);
    judge(reading, tag);
    return reading;
}

Message refusalOf(const LinkRequest &request, const LinkReply &reply)
{
    if (request.command.isEmpty()) {
        const ModbusException exception = reply.modbus.exception;
        if (exception == ModbusException::None)
            return {};
        return {u"device.exception"_s,
            {{u"function"_s, QString::number(quint8(request.modbus.function))},
                {u"address"_s, QString::number(request.modbus.address)},
                {u"exception"_s, QString::number(quint8(exception))},
                {u"name"_s, modbusExceptionName(exception)}}};
    }
    const QMap<QString, QString> args {{u"command"_s, request.command}};
    switch (reply.line.status) {
    case LineReply::Status::Values:
    case LineReply::Status::Done:
    case LineReply::Status::Sent:
        return {};
    case LineReply::Status::BadTelegram:
        return {u"device.telegramRefused"_s, args};
    case LineReply::Status::UnknownParameter:
        return {u"device.commandRefused"_s, args};
    case LineReply::Status::MemoryError:
        return {u"device.memoryError"_s, args};
    case LineReply::Status::ValueRefused:
        return {u"device.valueRefused"_s, args};
    case LineReply::Status::Unreadable:
        break; // MT-SICS
    }
    switch (reply.sics.status) {
    case SicsStatus::Stable:
    case SicsStatus::Dynamic:
    case SicsStatus::Done:
    case SicsStatus::Underway:
        return {};
    case SicsStatus::NotExecutable:
        return {u"device.notExecutable"_s, args};
    case SicsStatus::Overload:
        return {u"device.overload"_s, args};
    case SicsStatus::Underload:
        return {u"device.underload"_s, args};
    case SicsStatus::WrongParameter:
    case SicsStatus::SyntaxError:
    case SicsStatus::TransmissionError:
    case SicsStatus::LogicalError:
    case SicsStatus::Unreadable:
        break;
    }
    return {u"device.commandRefused"_s, args};
}

} // namespace cytoloom
