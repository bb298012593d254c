// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/tagwrite.h"

#include "devices/protocol/registervalue.h"
#include "devices/runtime/pollitem.h"

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString numberText(double value)
{
    return QString::number(value, 'g', 10);
}

Error errorOf(const Message &message)
{
    return Error(message.code, message.args);
}

/// One write on its way; the callbacks of the port keep it alive.
struct TagWriter : std::enable_shared_from_this<TagWriter>
{
    PortConnection &port;
    DeviceTag tag;
    int unit;
    std::chrono::milliseconds timeout;
    int retries;
    double value;
    std::function<void(const Result<void> &)> done;
    QVector<quint16> words;

    TagWriter(PortConnection &onPort, const DeviceProfile &profile, int unitId,
        const DeviceTag &target, double wanted, std::function<void(const Result<void> &)> then)
        : port(onPort)
        , tag(target)
        , unit(unitId)
        , timeout(profile.timeout)
        , retries(profile.retries)
        , value(wanted)
        , done(std::move(then))
    { }

    /// Sends, and goes on with \p next when the device has answered and not refused.
    void ask(const LinkRequest &request, int tries, std::function<void(const LinkReply &)> next)
    {
        const auto self = shared_from_this();
        const bool queued = port.submit(request, tries, PortConnection::Priority::Write,
            [self, request, next = std::move(next)](const LinkReply &reply) {
                if (reply.kind != LinkReply::Kind::Answered) {
                    self->done(errorOf(reply.reason));
                    return;
                }
                if (const Message refusal = refusalOf(request, reply); !refusal.code.isEmpty()) {
                    self->done(errorOf(refusal));
                    return;
                }
                next(reply);
            });
        if (!queued)
            done(Error(port.isOpen() ? u"device.queueFull"_s : u"device.notConnected"_s));
    }

    LinkRequest readRegister() const
    {
        const ReadBlock block {tag.table, tag.address, registerCount(tag.type), {}};
        return {unit, readRequest(block), {}, timeout};
    }

    void runModbus()
    {
        const auto self = shared_from_this();
        if (tag.bit < 0) {
            words = *wordsFromValue(value, tag);
            writeWords();
            return;
        }
        ask(readRegister(), retries, [self](const LinkReply &reply) {
            const auto mask = quint16(1U << self->tag.bit);
            const quint16 before = reply.modbus.values.value(0);
            self->words = {quint16(self->value != 0 ? before | mask : before & ~mask)};
            self->writeWords();
        });
    }

    void writeWords()
    {
        const auto self = shared_from_this();
        ask({unit, writeRequest(tag, words), {}, timeout}, retries, [self](const LinkReply &) {
            if (self->tag.direction == TagDirection::Write) {
                self->done({});
                return;
            }
            self->ask(self->readRegister(), self->retries,
                [self](const LinkReply &reply) { self->compare(reply); });
        });
    }

    void compare(const LinkReply &reply)
    {
        const double found = valueFromRaw(rawFromWords(reply.modbus.values, tag), tag);
        if (std::abs(found - value) <= resolution(value, tag))
            done({});
        else {
            done(Error(u"device.readBackDiffers"_s,
                {{u"tag"_s, tag.name}, {u"value"_s, numberText(value)},
                    {u"found"_s, numberText(found)}, {u"unit"_s, tag.unit.symbol()}}));
        }
    }

    void runCommand()
    {
        const auto self = shared_from_this();
        // Not repeated after silence: a command such as tare must not be carried out twice.
        ask({unit, {}, tag.command, timeout}, 0, [self](const LinkReply &) { self->done({}); });
    }
};

} // namespace

Result<void> checkWrite(const DeviceProfile &profile, const DeviceTag &tag, double value)
{
    if (tag.direction == TagDirection::Read)
        return Error(u"device.readOnly"_s, {{u"tag"_s, tag.name}});
    Range limits = tag.limits;
    if (profile.protocol == DeviceProtocol::MtSics)
        limits = {1, 1}; // a command is given or it is not
    else if (tag.type == RegisterType::Bool && limits.isEmpty())
        limits = {0, 1};
    if (!std::isfinite(value) || !limits.contains(value)) {
        return Error(u"device.outOfRange"_s,
            {{u"tag"_s, tag.name}, {u"value"_s, numberText(value)},
                {u"low"_s, limits.low ? numberText(*limits.low) : u"−∞"_s},
                {u"high"_s, limits.high ? numberText(*limits.high) : u"∞"_s},
                {u"unit"_s, tag.unit.symbol()}});
    }
    if (profile.protocol == DeviceProtocol::MtSics)
        return {};
    const auto words = wordsFromValue(value, tag);
    return words ? Result<void>() : Result<void>(words.error());
}

void writeTag(PortConnection &port, const DeviceProfile &profile, int unit, const DeviceTag &tag,
    double value, std::function<void(const Result<void> &)> done)
{
    if (const auto checked = checkWrite(profile, tag, value); !checked) {
        done(checked);
        return;
    }
    const auto writer
        = std::make_shared<TagWriter>(port, profile, unit, tag, value, std::move(done));
    if (profile.protocol == DeviceProtocol::MtSics)
        writer->runCommand();
    else
        writer->runModbus();
}

} // namespace cytoloom
