// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/tagwrite.h"

#include "devices/protocol/registervalue.h"
#include "devices/runtime/guards.h"

#include <QtCore/QTimer>

#include <algorithm>
#include <cmath>
#include <limits>

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

/// The question for \p tag alone, without its guards: a write is judged by what the device holds.
PollItem lookItem(const DeviceProfile &profile, int unit, const DeviceTag &tag)
{
    const auto at = std::find_if(profile.tags.cbegin(), profile.tags.cend(),
        [&](const DeviceTag &each) { return each.name == tag.name; });
    Q_ASSERT(at != profile.tags.cend());
    const int index = int(at - profile.tags.cbegin());
    const QVector<PollItem> items = pollItems(profile, unit, {index});
    const auto found = std::find_if(items.cbegin(), items.cend(),
        [&](const PollItem &item) { return item.tags.contains(index); });
    Q_ASSERT(found != items.cend()); // only readable tags are looked at
    return *found;
}

/// One write on its way; the callbacks of the port keep it alive.
struct TagWriter : std::enable_shared_from_this<TagWriter>
{
    using Next = std::function<void(const LinkReply &)>;

    PortConnection &port;
    const DeviceProfile &profile;
    DeviceTag tag;
    int unit;
    std::chrono::milliseconds timeout;
    int retries;
    double value;
    std::function<void(const TagWritten &)> done;
    int writesLeft; ///< repetitions of what was not carried out
    int looksLeft; ///< repetitions of the reading back
    Message trouble {}; ///< why the last write was not acknowledged
    bool unacknowledged = false; ///< the protocol acknowledges no orders

    TagWriter(PortConnection &onPort, const DeviceProfile &ofDevice, int unitId,
        const DeviceTag &target, double wanted, std::function<void(const TagWritten &)> then)
        : port(onPort)
        , profile(ofDevice)
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

    using Seen = std::function<void(const PollItem &, const LinkReply &)>;

    /// Asks for the tag alone; \p next gets an answer that holds it.
    void look(const Seen &next) { lookAt(tag, next); }
    void lookAt(const DeviceTag &which, const Seen &next)
    {
        const auto self = shared_from_this();
        const PollItem item = lookItem(profile, unit, which);
        ask(item.request, retries, [self, item, next](const LinkReply &reply) {
            if (reply.kind != LinkReply::Kind::Answered)
                self->finish(errorOf(reply.reason), true);
            else if (const Message no = refusalOf(item.request, reply); !no.code.isEmpty())
                self->finish(errorOf(no));
            else
                next(item, reply);
        });
    }

    /// The device holds the value, as far as its numbers tell. \p found: what it holds.
    bool isHeld(const PollItem &item, const LinkReply &reply, double &found) const
    {
        const TagReading reading = readingOf(item, tag, reply);
        found = reading.raw ? reading.value : std::numeric_limits<double>::quiet_NaN();
        const double step
            = isLineProtocol(profile.protocol) ? lineResolution(tag) : resolution(value, tag);
        return std::abs(found - value) <= step; // never of NaN
    }

    void later(void (TagWriter::*what)())
    {
        const auto self = shared_from_this();
        QTimer::singleShot(BreathingSpace, &port, [self, what] { (self.get()->*what)(); });
    }

    void write()
    {
        const auto self = shared_from_this();
        if (isLineProtocol(profile.protocol)) {
            const LinkRequest request = lineRequest(profile, unit, *writeCommand(tag, value));
            ask(request, 0,
                [self, request](const LinkReply &reply) { self->sent(request, reply); });
            return;
        }
        if (tag.bit < 0) {
            send(*wordsFromValue(value, tag));
            return;
        }
        look([self](const PollItem &, const LinkReply &reply) {
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
        unacknowledged = reply.line.status == LineReply::Status::Sent;
        if (reply.kind == LinkReply::Kind::Lost)
            finish(errorOf(trouble), true);
        else if (exception == ModbusException::ServerDeviceBusy && writesLeft-- > 0)
            later(&TagWriter::write);
        else if (exception != ModbusException::None && exception != ModbusException::Acknowledge)
            finish(errorOf(trouble));
        else if (answered && isLineProtocol(profile.protocol) && !trouble.code.isEmpty())
            finish(errorOf(trouble));
        else if (tag.direction != TagDirection::Write)
            readBack();
        else if (answered && unacknowledged)
            askForLife();
        else if (trouble.code.isEmpty())
            finish({});
        else
            finish(errorOf(trouble), !answered);
    }

    /// The device carries orders out without a word and cannot tell what became of this one. That
    /// it answers a question behind it is all that can be known: the line holds and it listens.
    void askForLife()
    {
        const auto self = shared_from_this();
        const auto readable = std::find_if(profile.tags.cbegin(), profile.tags.cend(),
            [](const DeviceTag &each) { return each.direction != TagDirection::Write; });
        if (readable == profile.tags.cend()) {
            finish({});
            return;
        }
        const PollItem item = lookItem(profile, unit, *readable);
        ask(item.request, retries, [self](const LinkReply &reply) {
            const bool lives = reply.kind == LinkReply::Kind::Answered;
            self->finish(lives ? Result<void>() : errorOf(reply.reason), !lives);
        });
    }

    void readBack()
    {
        const auto self = shared_from_this();
        look([self](const PollItem &item, const LinkReply &reply) { self->compare(item, reply); });
    }

    void compare(const PollItem &item, const LinkReply &reply)
    {
        double found = 0;
        if (isHeld(item, reply, found)) {
            finish({});
        } else if (!trouble.code.isEmpty() && writesLeft-- > 0) {
            write(); // it never arrived
        } else if (looksLeft-- > 0) {
            later(&TagWriter::readBack);
        } else if (unacknowledged && writesLeft-- > 0) {
            looksLeft = retries;
            write(); // nobody has said that it arrived
        } else {
            finish(Error(u"device.readBackDiffers"_s,
                {{u"tag"_s, tag.name}, {u"value"_s, numberText(value)},
                    {u"found"_s, numberText(found)}, {u"unit"_s, tag.unit.symbol()}}));
        }
    }

    /// Asks the device whose orders it obeys, just before ours: the last poll may be old news.
    void begin(WriteMode mode)
    {
        const Ownership &ownership = profile.ownership;
        const DeviceTag *flag = ownership.tag.isEmpty() ? nullptr : profile.tag(ownership.tag);
        if (!flag || flag->name == tag.name) { // taking it over is an order, too
            carryOut(mode);
            return;
        }
        const auto self = shared_from_this();
        lookAt(*flag, [self, flag, mode](const PollItem &item, const LinkReply &reply) {
            const TagReading reading = readingOf(item, *flag, reply);
            const Ownership &asked = self->profile.ownership;
            if (reading.plausible && reading.value == asked.value) {
                self->carryOut(mode);
                return;
            }
            self->finish(Error(u"device.notOwner"_s,
                {{u"device"_s, {}}, {u"tag"_s, asked.tag},
                    {u"found"_s, reading.raw ? numberText(reading.value) : u"?"_s},
                    {u"value"_s, numberText(asked.value)}}));
        });
    }

    /// A value in the wrong byte order or unit would be carried out, and even read back as it was
    /// sent. So what guards the tag is looked at before anything is written.
    void carryOut(WriteMode mode)
    {
        askGuards(std::make_shared<QVector<PollItem>>(guardItems(profile, unit, tag)),
            std::make_shared<QHash<int, TagReading>>(), mode);
    }

    void askGuards(const std::shared_ptr<QVector<PollItem>> &items,
        const std::shared_ptr<QHash<int, TagReading>> &found, WriteMode mode)
    {
        if (items->isEmpty()) {
            const Message refused = brokenGuard(profile, tag, *found);
            if (refused.code.isEmpty())
                giveOrder(mode);
            else
                finish(errorOf(refused));
            return;
        }
        const auto self = shared_from_this();
        const PollItem item = items->takeFirst();
        ask(item.request, retries, [self, items, found, item, mode](const LinkReply &reply) {
            if (reply.kind != LinkReply::Kind::Answered) {
                self->finish(errorOf(reply.reason), true);
                return;
            }
            for (const int index : item.tags)
                found->insert(index, readingOf(item, self->profile.tags[index], reply));
            self->askGuards(items, found, mode);
        });
    }

    void giveOrder(WriteMode mode)
    {
        if (profile.protocol == DeviceProtocol::MtSics)
            runCommand();
        else if (mode == WriteMode::VerifyFirst)
            verifyFirst();
        else
            write();
    }

    /// A look before the first write: what is there already is not written a second time.
    void verifyFirst()
    {
        const auto self = shared_from_this();
        look([self](const PollItem &item, const LinkReply &reply) {
            double found = 0;
            if (self->isHeld(item, reply, found))
                self->finish({});
            else
                self->write();
        });
    }

    void runCommand()
    {
        const auto self = shared_from_this();
        const LinkRequest request = lineRequest(profile, unit, tag.command);
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
    if (isLineProtocol(profile.protocol)) {
        const auto order = writeCommand(tag, value);
        return order ? Result<void>() : Result<void>(order.error());
    }
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
    writer->begin(mode);
}

} // namespace cytoloom
