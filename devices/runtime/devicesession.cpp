// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/devicesession.h"

#include "devices/runtime/guards.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration Never {3'600'000};
constexpr int CountedMs = 1000;
constexpr int FirstProbePauseMs = 500;
constexpr int LongestProbePauseMs = 10'000;

} // namespace

struct DeviceSession::Run
{
    int group = -1; ///< -1: all of them
    Finished finished;
    qsizetype open = 0;
    int answered = 0;
    QHash<int, TagReading> readings; ///< by tag
    QVector<TagSample> samples;
    QVector<int> unanswered; ///< tags
    Message trouble; ///< a refusal: the device lives but says no
    Message failure; ///< no answer
};

DeviceSession::DeviceSession(SessionSetup setup, PortConnection &port, const Clock &clock)
    : m_setup(std::move(setup))
    , m_port(port)
    , m_clock(clock)
    , m_orders(m_setup.profile, m_setup.url.unit, port)
    , m_probePause(this)
{
    const DeviceProfile &profile = m_setup.profile;
    m_values.resize(profile.tags.size());
    m_known.fill(false, profile.tags.size());
    m_watches.resize(size_t(profile.tags.size()));
    m_troubles.resize(profile.tags.size());
    m_intervals.resize(profile.tags.size());
    for (int i = 0; i < profile.tags.size(); ++i) {
        if (!profile.ownership.tag.isEmpty() && profile.tags[i].name == profile.ownership.tag)
            m_ownershipTag = i;
        if (const PollGroup *group = profile.pollGroup(profile.tags[i].pollGroup))
            m_intervals[i] = group->interval;
    }
    for (const PollGroup &pollGroup : profile.pollGroups) {
        Group group;
        group.interval = pollGroup.interval;
        group.staleAfter
            = profile.staleAfter.count() > 0 ? profile.staleAfter : 3 * pollGroup.interval;
        for (int i = 0; i < profile.tags.size(); ++i) {
            if (profile.tags[i].pollGroup == pollGroup.name)
                group.tags << i;
        }
        if (group.tags.isEmpty())
            continue;
        group.items = pollItems(profile, m_setup.url.unit, group.tags);
        group.due = m_clock.elapsed();
        group.answered = group.due;
        m_polled << group.tags;
        m_groups << group;
    }
    // All groups together need fewer questions than each on its own.
    m_roundItems = pollItems(profile, m_setup.url.unit, m_polled);
    m_beatDue = m_clock.elapsed();
    m_probePause.setSingleShot(true);
    connect(&m_probePause, &QTimer::timeout, this, &DeviceSession::probe);
    m_status.device = m_setup.device;
    connect(&m_orders, &OrderQueue::ended, this, &DeviceSession::checkRound);
    connect(&m_orders, &OrderQueue::silent, this, [this](const Message &reason) {
        noteFailure(reason);
        goDown(reason);
    });
}

void DeviceSession::begin()
{
    setStatus(ConnectionState::Connecting, {});
}

// --- polling -----------------------------------------------------------------------------------

void DeviceSession::poll(int group, const QVector<PollItem> &items, Finished finished)
{
    const auto run = std::make_shared<Run>();
    run->group = group;
    run->readings.reserve(m_values.size());
    run->finished = std::move(finished);
    run->open = items.size() + 1; // the extra one keeps the run open while we are still asking
    for (const PollItem &item : items) {
        const bool queued = m_port.submit(item.request, m_setup.profile.retries,
            PortConnection::Priority::Poll, [this, run, &item](const LinkReply &reply) {
                takeReply(*run, item, reply);
                if (--run->open == 0)
                    finishRun(*run);
            });
        if (!queued) {
            LinkReply reply;
            reply.reason = {m_port.isOpen() ? u"device.queueFull"_s : u"device.notConnected"_s, {}};
            takeReply(*run, item, reply);
            --run->open;
        }
    }
    if (--run->open == 0)
        finishRun(*run);
}

void DeviceSession::takeReply(Run &run, const PollItem &item, const LinkReply &reply)
{
    if (reply.kind != LinkReply::Kind::Answered) {
        noteFailure(reply.reason);
        run.failure = reply.reason;
        run.unanswered << item.tags;
        return;
    }
    ++run.answered;
    ++m_status.requests;
    m_status.roundTripMs = reply.roundTripMs;
    m_roundTrips.add(reply.roundTripMs);
    const UtcTime now = m_clock.now();
    for (const int index : item.tags) {
        run.readings.insert(index, readingOf(item, m_setup.profile.tags[index], reply));
        m_values[index].time = now;
    }
}

void DeviceSession::takeReadings(Run &run)
{
    applyGuards(m_setup.profile, run.readings);
    takeOwnership(run);
    for (int index = 0; index < m_values.size(); ++index) {
        const auto reading = run.readings.find(index);
        if (reading == run.readings.end())
            continue;
        TagValue &value = m_values[index];
        if (reading->plausible) {
            judgeReading(index, *reading);
        } else {
            value.quality = Quality::Bad;
            // An implausible number is the sensor's matter, a refusal or its own status word is the
            // device's.
            if (!reading->raw || reading->trouble.code == "device.guard"_L1)
                run.trouble = reading->trouble;
        }
        setTrouble(index, reading->trouble);
        append(run.samples, index);
    }
}

void DeviceSession::judgeReading(int tagIndex, TagReading &reading)
{
    const DeviceTag &tag = m_setup.profile.tags[tagIndex];
    TagValue &value = m_values[tagIndex];
    value.quality = Quality::Good;
    if (tag.maxRate > 0 || tag.frozenAfter.count() > 0) {
        const ReadingWatch::Verdict verdict
            = m_watches[size_t(tagIndex)].judge(tag, reading, m_clock.elapsed(),
                std::max(m_intervals[tagIndex], m_setup.paced ? m_roundGap : Duration(0)));
        value.quality = verdict.quality;
        reading.trouble = verdict.trouble;
    }
    if (!m_isOurs.value_or(true) && tag.direction == TagDirection::ReadWrite) {
        value.quality = Quality::Stale; // true now, and somebody else's to change
        reading.trouble = m_notOurs;
    }
    if (value.quality == Quality::Bad)
        return; // the last believed value stays
    value.value = reading.value;
    m_known[tagIndex] = true;
}

void DeviceSession::takeOwnership(const Run &run)
{
    const auto reading = run.readings.constFind(m_ownershipTag);
    if (reading == run.readings.constEnd())
        return;
    const Ownership &ownership = m_setup.profile.ownership;
    m_isOurs = reading->plausible && reading->value == ownership.value;
    m_notOurs = *m_isOurs ? Message()
                          : Message {u"device.notOwner"_s,
                              {{u"device"_s, m_setup.device.value()}, {u"tag"_s, ownership.tag},
                                  {u"found"_s, QString::number(reading->value)},
                                  {u"value"_s, QString::number(ownership.value)}}};
}

void DeviceSession::setTrouble(int tagIndex, const Message &reason)
{
    Message &known = m_troubles[tagIndex];
    if (known.code == reason.code)
        return;
    known = reason;
    for (const TagId &tag : m_setup.shownAs[tagIndex])
        Q_EMIT tagTroubled({tag, reason, m_clock.now()});
}

void DeviceSession::noteFailure(const Message &reason)
{
    ++m_status.failures;
    m_status.lastError = reason;
    m_status.lastErrorAt = m_clock.now();
}

/// What is wrong with a device that answers. One poll group's refusal is not forgotten because
/// another group is read well: the state would flap with every poll.
Message DeviceSession::troubleNow() const
{
    if (!m_isOurs.value_or(true))
        return m_notOurs;
    if (m_setup.paced)
        return m_roundTrouble;
    for (const Group &group : m_groups) {
        if (!group.trouble.code.isEmpty())
            return group.trouble;
    }
    return {};
}

void DeviceSession::finishRun(Run &run)
{
    takeReadings(run);
    if (!run.samples.isEmpty())
        Q_EMIT samples(run.samples);
    if (run.answered == 0 && !run.failure.code.isEmpty()) {
        goDown(run.failure);
    } else if (m_life != Life::Down) {
        if (!run.unanswered.isEmpty())
            emitStale(run.unanswered);
        const Message trouble = run.trouble.code.isEmpty() ? run.failure : run.trouble;
        (run.group < 0 ? m_roundTrouble : m_groups[run.group].trouble) = trouble;
        goUp(troubleNow());
    }
    if (!m_sinceCounted.isValid() || m_sinceCounted.hasExpired(CountedMs)) {
        m_sinceCounted.start();
        m_status.roundTripP50Ms = m_roundTrips.quantile(0.5);
        m_status.roundTripP99Ms = m_roundTrips.quantile(0.99);
        Q_EMIT counted(m_status);
    }
    run.finished();
}

Duration DeviceSession::tick()
{
    const Duration now = m_clock.elapsed();
    Duration next = Never;
    if (m_life == Life::Up && !m_setup.profile.heartbeat.isEmpty()) {
        beat();
        next = std::min(next, m_beatDue - now);
    }
    for (qsizetype i = 0; i < m_groups.size(); ++i) {
        Group &group = m_groups[i];
        if (m_life != Life::Opening && group.due <= now) {
            group.due = nextOnGrid(group, now);
            if (m_life == Life::Down) {
                emitStale(group.tags);
            } else if (!group.underway) {
                group.underway = true;
                poll(int(i), group.items, [this, i] {
                    m_groups[i].underway = false;
                    if (m_life == Life::Up) {
                        m_groups[i].answered = m_clock.elapsed();
                        m_groups[i].stale = false;
                    }
                });
            } else {
                ++m_status.missedPolls;
            }
        }
        if (m_life == Life::Up && !group.stale && now - group.answered > group.staleAfter) {
            group.stale = true;
            emitStale(group.tags);
        }
        if (m_life != Life::Opening)
            next = std::min(next, group.due - now);
    }
    return std::max(next, Duration(0));
}

/// Never now itself: the grid is left for its next point, however late this one is.
Duration DeviceSession::nextOnGrid(const Group &group, Duration now) const
{
    const Duration first(qint64(m_setup.phase * double(group.interval.count())));
    if (now < first)
        return first;
    return first + ((now - first) / group.interval + 1) * group.interval;
}

void DeviceSession::pollRound(Finished done)
{
    m_rounds.push_back(std::move(done));
    if (m_rounds.size() == 1 && m_life != Life::Opening)
        startRound();
}

void DeviceSession::startRound()
{
    if (m_life == Life::Down) {
        emitStale(m_polled);
        m_roundPolled = true;
        checkRound();
        return;
    }
    m_roundRunning = true;
    const Duration now = m_clock.elapsed();
    m_roundGap = now - m_roundAt;
    m_roundAt = now;
    if (!m_setup.profile.heartbeat.isEmpty())
        beat();
    poll(-1, m_roundItems, [this] {
        m_roundRunning = false;
        m_roundPolled = true;
        checkRound();
    });
}

void DeviceSession::checkRound()
{
    if (m_rounds.empty() || !m_roundPolled || m_orders.hasAwaited())
        return;
    m_roundPolled = false;
    const Finished done = std::move(m_rounds.front());
    m_rounds.pop_front();
    done();
    if (!m_rounds.empty())
        startRound();
}

// --- values ------------------------------------------------------------------------------------

void DeviceSession::append(QVector<TagSample> &list, int tagIndex) const
{
    for (const TagId &id : m_setup.shownAs[tagIndex])
        list.append({id, m_values[tagIndex]});
}

void DeviceSession::emitStale(const QVector<int> &tags)
{
    QVector<TagSample> list;
    const UtcTime now = m_clock.now();
    for (const int index : tags) {
        m_values[index].quality = m_known[index] ? Quality::Stale : Quality::Bad;
        m_values[index].time = now; // the moment of this statement; the value is the last known one
        append(list, index);
    }
    if (!list.isEmpty())
        Q_EMIT samples(list);
}

// --- life --------------------------------------------------------------------------------------

void DeviceSession::portOpened()
{
    if (m_life == Life::Opening && !m_rounds.empty()) {
        startRound(); // the round itself shows whether the device answers
        return;
    }
    probe();
}

void DeviceSession::portLost(const Message &reason)
{
    m_probePause.stop();
    m_probing = false;
    goDown(reason);
}

void DeviceSession::probe()
{
    if (m_probing || m_life == Life::Up || m_roundRunning || !m_port.isOpen())
        return;
    QVector<int> readable = m_polled;
    for (int i = 0; readable.isEmpty() && i < m_setup.profile.tags.size(); ++i) {
        if (m_setup.profile.tags[i].direction != TagDirection::Write)
            readable << i;
    }
    if (readable.isEmpty()) { // nothing can be asked: an open port has to do
        goUp({});
        return;
    }
    const PollItem first = pollItems(m_setup.profile, m_setup.url.unit, readable).first();
    m_probing = true;
    const bool queued = m_port.submit(
        first.request, 0, PortConnection::Priority::Poll, [this](const LinkReply &reply) {
            if (!std::exchange(m_probing, false))
                return;
            if (reply.kind == LinkReply::Kind::Answered) {
                ++m_status.requests;
                m_status.roundTripMs = reply.roundTripMs;
                goUp(troubleNow());
            } else {
                noteFailure(reply.reason);
                goDown(reply.reason);
            }
        });
    if (!queued)
        m_probing = false;
}

void DeviceSession::goUp(const Message &trouble)
{
    const bool wasUp = m_life == Life::Up;
    m_life = Life::Up;
    m_probes = 0;
    m_probePause.stop();
    setStatus(
        trouble.code.isEmpty() ? ConnectionState::Connected : ConnectionState::Faulted, trouble);
    if (wasUp)
        return;
    const Duration now = m_clock.elapsed();
    m_beatDue = now;
    for (Group &group : m_groups) {
        group.due = now;
        group.answered = now;
        group.stale = false;
    }
    m_orders.deviceUp();
    Q_EMIT wantsTick();
    if (!m_rounds.empty() && !m_roundRunning && !m_roundPolled)
        startRound();
}

void DeviceSession::goDown(const Message &reason)
{
    const bool wasDown = m_life == Life::Down;
    m_life = Life::Down;
    if (!wasDown) {
        setStatus(ConnectionState::Faulted, reason);
        m_orders.deviceDown();
        emitStale(m_polled);
        const Duration now = m_clock.elapsed();
        for (Group &group : m_groups)
            group.due = nextOnGrid(group, now);
        m_isOurs.reset(); // it is asked anew
        for (ReadingWatch &watch : m_watches)
            watch.interrupt();
        Q_EMIT wantsTick();
    }
    if (m_port.isOpen()) {
        // The line is there, so other devices on it may be well: ask this one ever less often.
        const int pause
            = std::min(FirstProbePauseMs << std::min(m_probes++, 8), LongestProbePauseMs);
        m_probePause.start(pause * 4 / 5 + int(QRandomGenerator::global()->bounded(pause * 2 / 5)));
    }
    if (!m_rounds.empty() && !m_roundRunning && !m_roundPolled) {
        m_roundPolled = true; // the statement above was this round's
        checkRound();
    }
}

void DeviceSession::setStatus(ConnectionState state, const Message &reason)
{
    if (m_status.state == state && m_status.reason.code == reason.code)
        return;
    m_status.state = state;
    m_status.reason = reason;
    if (!reason.code.isEmpty())
        m_status.reason.args.insert(u"device"_s, m_setup.device.value());
    m_status.since = m_clock.now();
    Q_EMIT statusChanged(m_status);
}

void DeviceSession::shutDown()
{
    m_probePause.stop();
    m_orders.shutDown();
    setStatus(ConnectionState::Disconnected, {});
    // A round that somebody waits for still ends.
    const auto rounds = std::exchange(m_rounds, {});
    for (const Finished &done : rounds)
        done();
}

} // namespace cytoloom
