// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/devicecommands.h"

#include "devices/runtime/communicationlog.h"
#include "devices/runtime/guards.h"
#include "devices/runtime/pollitem.h"
#include "devices/runtime/profileprobe.h"
#include "devices/runtime/tagwrite.h"

#include <QtCore/QEventLoop>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Tags in a row without an answer: the device is not there.
constexpr int CheckPatience = 3;

/// A port that is asked one thing after the other, each with a bounded wait.
class Conversation
{
public:
    Conversation(const DeviceUrl &url, const DeviceTalk &talk, const DeviceProfile *profile)
        : m_log(url, loggedDevice(url, profile), m_clock)
        , m_port(PortLink::make(url), 1)
        , m_limit(talk.limit)
        , m_wanted(talk.log)
    {
        m_port.setLog(&m_log);
    }
    ~Conversation()
    {
        if (m_wanted)
            *m_wanted = m_log.read();
    }

    Result<void> open()
    {
        Result<void> result = Error(u"device.noAnswerInTime"_s);
        QEventLoop loop;
        QObject::connect(&m_port, &PortConnection::opened, &loop, [&] {
            result = {};
            loop.quit();
        });
        QObject::connect(&m_port, &PortConnection::lost, &loop, [&](const Message &reason) {
            result = Error(reason.code, reason.args);
            loop.quit();
        });
        // The port may fail before the loop runs: then the loop must not start at all.
        QMetaObject::invokeMethod(
            &loop, [this] { m_port.open(); }, Qt::QueuedConnection);
        run(loop, m_limit);
        return result;
    }

    /// Waits for \p finished, which \p begin is given to call.
    void await(const std::function<void(const std::function<void()> &finished)> &begin)
    {
        QEventLoop loop;
        bool done = false;
        begin([&] {
            done = true;
            loop.quit();
        });
        if (!done)
            run(loop, m_limit);
        if (!done)
            m_port.close(); // answers everything as lost
    }

    Result<LinkReply> ask(const LinkRequest &request, int retries)
    {
        LinkReply answer;
        answer.reason = {u"device.noAnswerInTime"_s, {}};
        await([&](const std::function<void()> &finished) {
            const bool queued = m_port.submit(request, retries, PortConnection::Priority::Poll,
                [&answer, finished](const LinkReply &reply) {
                    answer = reply;
                    finished();
                });
            if (!queued)
                finished();
        });
        if (answer.kind == LinkReply::Kind::Lost && answer.reason.args.isEmpty())
            return Error(u"device.noAnswerInTime"_s); // we have closed the port ourselves
        if (answer.kind != LinkReply::Kind::Answered)
            return Error(answer.reason.code, answer.reason.args);
        return answer;
    }

    static void run(QEventLoop &loop, std::chrono::milliseconds limit)
    {
        QTimer timer;
        timer.setSingleShot(true);
        QObject::connect(&timer, &QTimer::timeout, &loop, &QEventLoop::quit);
        timer.start(limit);
        loop.exec();
    }

    PortConnection &port() { return m_port; }

private:
    /// There is no plant: the tags go by their names in the profile.
    static QVector<LoggedDevice> loggedDevice(const DeviceUrl &url, const DeviceProfile *profile)
    {
        LoggedDevice device;
        device.device = DeviceId(url.toString());
        device.unit = url.unit;
        for (qsizetype i = 0; profile && i < profile->tags.size(); ++i)
            device.shownAs.append({TagId(profile->tags[i].name)});
        if (profile)
            device.profile = *profile;
        return {device};
    }

    const SystemClock m_clock;
    CommunicationLog m_log; ///< outlives the port
    PortConnection m_port;
    std::chrono::milliseconds m_limit;
    QVector<DeviceExchange> *m_wanted;
};

Result<QVector<int>> indicesOf(const DeviceProfile &profile, const QStringList &names)
{
    QVector<int> indices;
    for (int i = 0; names.isEmpty() && i < profile.tags.size(); ++i) {
        if (profile.tags[i].direction != TagDirection::Write)
            indices << i;
    }
    for (const QString &name : names) {
        const auto found = std::find_if(profile.tags.begin(), profile.tags.end(),
            [&](const DeviceTag &tag) { return tag.name == name; });
        if (found == profile.tags.end())
            return Error(u"device.unknownTag"_s, {{u"tag"_s, name}});
        if (found->direction == TagDirection::Write)
            return Error(u"device.writeOnly"_s, {{u"tag"_s, name}});
        indices << int(found - profile.tags.begin());
    }
    return indices;
}

/// \p readings are in the order of \p indices.
/// \p patience: questions in a row that may stay without an answer before that is what is told.
Result<QVector<DeviceReading>> readItems(Conversation &conversation, const DeviceProfile &profile,
    const QVector<PollItem> &items, const QVector<int> &indices, int patience = 1)
{
    int unanswered = 0;
    QHash<int, TagReading> found; // also of tags that only guard others
    QHash<int, double> roundTrips;
    for (const PollItem &item : items) {
        const auto reply = conversation.ask(item.request, profile.retries);
        if (!reply && (++unanswered >= patience || !conversation.port().isOpen()))
            return reply.error();
        if (!reply) {
            for (const int index : item.tags) {
                TagReading reading;
                reading.trouble = reply.error().message;
                found.insert(index, reading);
            }
            continue;
        }
        unanswered = 0;
        for (const int index : item.tags) {
            found.insert(index, readingOf(item, profile.tags[index], *reply));
            roundTrips.insert(index, reply->roundTripMs);
        }
    }
    applyGuards(profile, found);
    QVector<DeviceReading> readings;
    for (const int index : indices) {
        const DeviceTag &tag = profile.tags[index];
        const TagReading reading = found.value(index);
        readings.append({tag.name, reading.raw, reading.value, tag.unit, reading.plausible,
            reading.trouble, roundTrips.value(index)});
    }
    return readings;
}

/// The URL as the profile's protocol is spoken there.
Result<DeviceUrl> adopted(const DeviceProfile &profile, DeviceUrl url)
{
    if (url.adopt(profile.protocol))
        return url;
    return Error(u"device.url"_s,
        {{u"url"_s, url.toString()}, {u"reason"_s, u"profile %1"_s.arg(profile.id)}});
}

} // namespace

Result<QVector<DeviceReading>> readDevice(const DeviceProfile &profile, const DeviceUrl &url,
    const QStringList &tags, const DeviceTalk &talk)
{
    Result<QVector<DeviceReading>> result = QVector<DeviceReading>();
    const auto watched = watchDevice(
        profile, url, tags, std::chrono::milliseconds(0),
        [&](const QVector<DeviceReading> &readings) {
            result = readings;
            return false;
        },
        talk);
    return watched ? result : watched.error();
}

Result<void> writeDevice(const DeviceProfile &profile, const DeviceUrl &place, const QString &tag,
    double value, const DeviceTalk &talk)
{
    const auto url = adopted(profile, place);
    if (!url)
        return url.error();
    const DeviceTag *target = profile.tag(tag);
    if (!target)
        return Error(u"device.unknownTag"_s, {{u"tag"_s, tag}});
    if (const auto checked = checkWrite(profile, *target, value); !checked)
        return checked;
    Conversation conversation(*url, talk, &profile);
    if (const auto opened = conversation.open(); !opened)
        return opened;
    Result<void> result = Error(u"device.noAnswerInTime"_s);
    conversation.await([&](const std::function<void()> &finished) {
        writeTag(conversation.port(), profile, url->unit, *target, value, WriteMode::WriteAndVerify,
            [&result, &url, finished](const TagWritten &outcome) {
                result = outcome.result;
                if (!result) { // there is no plant that gave the device a name
                    Error error = result.error();
                    error.message.args.insert(u"device"_s, url->toString());
                    result = error;
                }
                finished();
            });
    });
    return result;
}

Result<QVector<DeviceReading>> checkDevice(
    const DeviceProfile &profile, const DeviceUrl &place, const DeviceTalk &talk)
{
    const auto url = adopted(profile, place);
    if (!url)
        return url.error();
    const auto indices = indicesOf(profile, {});
    if (!indices)
        return indices.error();
    Conversation conversation(*url, talk, &profile);
    if (const auto opened = conversation.open(); !opened)
        return opened.error();
    QVector<PollItem> items;
    for (const int index : *indices)
        items << pollItems(profile, url->unit, {index});
    return readItems(conversation, profile, items, *indices, CheckPatience);
}

Result<RegisterSnapshot> probeDevice(const DeviceUrl &url, const RegisterProbe &probe,
    std::chrono::milliseconds timeout, const DeviceProfile *profile, const DeviceTalk &talk)
{
    if (isLineProtocol(url.protocol))
        return Error(u"device.noRegisters"_s, {{u"device"_s, url.toString()}});
    Conversation conversation(url, talk, profile);
    if (const auto opened = conversation.open(); !opened)
        return opened.error();
    const LinkRequest request = probeRequest(probe, url.unit, timeout);
    const auto reply = conversation.ask(request, 1);
    if (!reply)
        return reply.error();
    return probeResult(probe, request, *reply, SystemClock().now(), profile);
}

Result<void> watchDevice(const DeviceProfile &profile, const DeviceUrl &place,
    const QStringList &tags, std::chrono::milliseconds interval,
    const std::function<bool(const QVector<DeviceReading> &)> &each, const DeviceTalk &talk)
{
    const auto url = adopted(profile, place);
    if (!url)
        return url.error();
    const auto indices = indicesOf(profile, tags);
    if (!indices)
        return indices.error();
    Conversation conversation(*url, talk, &profile);
    if (const auto opened = conversation.open(); !opened)
        return opened;
    const QVector<PollItem> items = pollItems(profile, url->unit, *indices);
    for (;;) {
        const auto readings = readItems(conversation, profile, items, *indices);
        if (!readings)
            return readings.error();
        if (!each(*readings))
            return {};
        QEventLoop pause;
        Conversation::run(pause, interval);
    }
}

} // namespace cytoloom
