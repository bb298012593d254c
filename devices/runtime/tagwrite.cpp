// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/tagwrite.h"

#include "devices/protocol/registervalue.h"
#include "devices/runtime/pollitem.h"

#include <QtCore/QTimer>

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

/// A device that is busy, or takes a value over slowly, is given this long before the next look.
constexpr std::chrono::milliseconds BreathingSpace {100};

/// One write on its way; the callbacks of the port keep it alive.
struct TagWriter : std::enable_shared_from_this<TagWriter>
{
    using Next = std::function<void(const LinkReply &)>;

    PortConnection &port;
    DeviceTag tag;
    int unit;
    std::chrono::milliseconds timeout;
    int retries;
    double value;
    std::function<void(const TagWritten &)> done;
    int writesLeft; ///< repetitions of what was not carried out
    int looksLeft; ///< repetitions of the reading back
    Message trouble {}; ///< why the last write was not acknowledged

    TagWriter(PortConnection &onPort, const DeviceProfile &profile, int unitId,
        const DeviceTag &target, double wanted, std::function<void(const TagWritten &)> then)
        : port(onPort)
        , tag(target)
        , unit(unitId)
        , timeout(profile.timeout)
        , retries(profile.retries)
        , value(wanted)
        , done(std::move(then))
        , writesLeft(profile.retries)
        , looksLeft(profile.retries)
    { }

    void finish(const Result<void> &result, bool unclear = false) { done({result, unclear}); }

    /// Sends; \p next gets every answer, also that none came.
    void ask(const LinkRequest &request, int tries, const Next &next)
    {
        const auto self = shared_from_this();
        const bool queued = port.submit(request, tries, PortConnection::Priority::Write,
            [self, next](const LinkReply &reply) { next(reply); });
        if (queued)
            return;
        const bool full = port.isOpen();
        finish(Error(full ? u"device.queueFull"_s : u"device.notConnected"_s), !full);
    }

    /// Asks for the register; \p next gets an answer that holds it.
    void look(const Next &next)
    {
        const auto self = shared_from_this();
        const ReadBlock block {tag.table, tag.address, registerCount(tag.type), {}};
        const LinkRequest request {unit, readRequest(block), {}, timeout};
        ask(request, retries, [self, request, next](const LinkReply &reply) {
            if (reply.kind != LinkReply::Kind::Answered)
                self->finish(errorOf(reply.reason), true);
            else if (const Message no = refusalOf(request, reply); !no.code.isEmpty())
                self->finish(errorOf(no));
            else
                next(reply);
        });
    }

    void later(void (TagWriter::*what)())
    {
        const auto self = shared_from_this();
        QTimer::singleShot(BreathingSpace, &port, [self, what] { (self.get()->*what)(); });
    }

    void write()
    {
        const auto self = shared_from_this();
        if (tag.bit < 0) {
            send(*wordsFromValue(value, tag));
            return;
        }
        look([self](const LinkReply &reply) {
            const quint16 before = reply.modbus.values.value(0);
            self->send({withBit(before, self->tag, self->value != 0)});
        });
    }

    void send(const QVector<quint16> &words)
    {
        const auto self = shared_from_this();
        const LinkRequest request {unit, writeRequest(tag, words), {}, timeout};
        ask(request, 0, [self, request](const LinkReply &reply) { self->sent(request, reply); });
    }

    void sent(const LinkRequest &request, const LinkReply &reply)
    {
        const bool answered = reply.kind == LinkReply::Kind::Answered;
        const ModbusException exception = answered ? reply.modbus.exception : ModbusException::None;
        trouble = answered ? refusalOf(request, reply) : reply.reason;
        if (reply.kind == LinkReply::Kind::Lost)
            finish(errorOf(trouble), true);
        else if (exception == ModbusException::ServerDeviceBusy && writesLeft-- > 0)
            later(&TagWriter::write);
        else if (exception != ModbusException::None && exception != ModbusException::Acknowledge)
            finish(errorOf(trouble));
        else if (tag.direction != TagDirection::Write)
            readBack();
        else if (trouble.code.isEmpty())
            finish({});
        else
            finish(errorOf(trouble), !answered);
    }

    void readBack()
    {
        const auto self = shared_from_this();
        look([self](const LinkReply &reply) { self->compare(reply); });
    }

    void compare(const LinkReply &reply)
    {
        const double found = valueFromRaw(rawFromWords(reply.modbus.values, tag), tag);
        if (std::abs(found - value) <= resolution(value, tag)) {
            finish({});
        } else if (!trouble.code.isEmpty() && writesLeft-- > 0) {
            write(); // it never arrived
        } else if (looksLeft-- > 0) {
            later(&TagWriter::readBack);
        } else {
            finish(Error(u"device.readBackDiffers"_s,
                {{u"tag"_s, tag.name}, {u"value"_s, numberText(value)},
                    {u"found"_s, numberText(found)}, {u"unit"_s, tag.unit.symbol()}}));
        }
    }

    /// A look before the first write: what is there already is not written a second time.
    void verifyFirst()
    {
        const auto self = shared_from_this();
        look([self](const LinkReply &reply) {
            const double found
                = valueFromRaw(rawFromWords(reply.modbus.values, self->tag), self->tag);
            if (std::abs(found - self->value) <= resolution(self->value, self->tag))
                self->finish({});
            else
                self->write();
        });
    }

    void runCommand()
    {
        const auto self = shared_from_this();
        const LinkRequest request {unit, {}, tag.command, timeout};
        // Not repeated after silence: a command such as tare must not be carried out twice.
        ask(request, 0, [self, request](const LinkReply &reply) {
            const bool answered = reply.kind == LinkReply::Kind::Answered;
            const Message no = answered ? refusalOf(request, reply) : reply.reason;
            self->finish(no.code.isEmpty() ? Result<void>() : errorOf(no), !answered);
        });
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
    double value, WriteMode mode, std::function<void(const TagWritten &)> done)
{
    if (const auto checked = checkWrite(profile, tag, value); !checked) {
        done({checked, false});
        return;
    }
    const auto writer
        = std::make_shared<TagWriter>(port, profile, unit, tag, value, std::move(done));
    if (profile.protocol == DeviceProtocol::MtSics)
        writer->runCommand();
    else if (mode == WriteMode::VerifyFirst)
        writer->verifyFirst();
    else
        writer->write();
}

} // namespace cytoloom
