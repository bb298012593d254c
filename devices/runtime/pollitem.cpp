// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/pollitem.h"

#include "devices/protocol/registervalue.h"

#include <cmath>

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

} // namespace

QVector<PollItem> pollItems(const DeviceProfile &profile, int unit, const QVector<int> &tags)
{
    QVector<PollItem> items;
    if (profile.protocol == DeviceProtocol::MtSics) {
        for (const int index : tags) {
            const DeviceTag &tag = profile.tags[index];
            if (tag.direction == TagDirection::Write)
                continue;
            const auto same = std::find_if(items.begin(), items.end(),
                [&](const PollItem &item) { return item.request.command == tag.command; });
            if (same != items.end()) {
                same->tags << index;
                continue;
            }
            PollItem item;
            item.request = {unit, {}, tag.command, profile.timeout};
            item.tags = {index};
            items << item;
        }
        return items;
    }
    const QVector<ReadBlock> blocks = planReads(profile, tags);
    for (const ReadBlock &block : blocks)
        items << PollItem {{unit, readRequest(block), {}, profile.timeout}, block, block.tags};
    return items;
}

TagReading readingOf(const PollItem &item, const DeviceTag &tag, const LinkReply &reply)
{
    TagReading reading;
    reading.trouble = refusalOf(item.request, reply);
    if (!reading.trouble.code.isEmpty())
        return reading;
    if (!item.request.command.isEmpty()) {
        reading.raw = reply.sics.value;
        const auto value = inTagUnit(reply.sics, tag);
        if (!value) {
            reading.raw.reset();
            reading.trouble
                = {u"device.noNumber"_s, {{u"tag"_s, tag.name}, {u"found"_s, reply.sics.unit}}};
            return reading;
        }
        reading.value = valueFromRaw(*value, tag);
        judge(reading, tag);
        return reading;
    }
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
