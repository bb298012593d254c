// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/runtime/lifesign.h"
#include "devices/runtime/orderqueue.h"
#include "devices/runtime/pollitem.h"
#include "devices/runtime/pollstatistics.h"
#include "devices/runtime/readingwatch.h"
#include "devices/transport/portconnection.h"
#include "processgraph/foundation/clock.h"
#include "processgraph/plant/equipmentgateway.h"
#include "processgraph/plant/tagtrouble.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <deque>
#include <functional>

namespace cytoloom {

/// What a session needs to know about its device. A value.
struct SessionSetup
{
    DeviceId device;
    DeviceProfile profile;
    DeviceUrl url;
    /// For each tag of the profile the plant's tags that show it.
    QVector<QVector<TagId>> shownAs;
    bool paced = false;
    /// Of whoever owns the gateway: no heartbeat goes out when it is no longer fresh.
    std::shared_ptr<const LifeSign> owner {};
    /// Where in each interval this device is polled, 0 … 1: so that a plant's devices do not all
    /// fire at once.
    double phase = 0;
};

/// One device behind a port: polls it, judges its values, writes it, proves to it that we live, and
/// says how it is doing. Lives on the thread of its port.
///
/// Opening (the first attempt is not decided yet) → Up (it answers) ⇄ Down (it does not). While it
/// is Down its tags are stated as Stale (Bad where there never was a value) at every poll.
///
/// Free polls stand on a grid of process time (phase + n * interval), so they neither drift nor,
/// after a stall or an outage, catch up in a burst: what was missed is missed, and counted.
///
/// A device that tells that it obeys another (profile.ownership) is Faulted with "device.notOwner":
/// its readings stay Good, its set points are Stale, it gets no heartbeat, and orders are refused.
class DeviceSession final : public QObject
{
    Q_OBJECT

public:
    DeviceSession(SessionSetup setup, PortConnection &port, const Clock &clock);

    /// Says that it is Connecting; to be called once its signals are heard.
    void begin();
    /// Free polling: does what is due and returns the process time until something is due again.
    Duration tick();
    /// Paced polling: polls all groups once; \p done comes when they have answered or failed, after
    /// all orders that were given before (but not a safe state that waits for a lost device). At
    /// once when the device is Down and nobody waits.
    void pollRound(std::function<void()> done);

    /// As OrderQueue: in order, waits some seconds for a device that does not answer.
    void write(int tagIndex, double value, std::function<void(const Result<void> &)> done);
    /// As OrderQueue: waits for the device as long as it takes.
    void safeState(std::function<void(const Result<void> &)> done);

    // From the port.
    void portOpened();
    void portLost(const Message &reason);
    /// Ends everything; the last word is the state Disconnected.
    void shutDown();

Q_SIGNALS:
    void samples(const QVector<cytoloom::TagSample> &samples);
    void statusChanged(const cytoloom::DeviceStatus &status);
    /// The same state with other counts, at most once a second: for people, no news.
    void counted(const cytoloom::DeviceStatus &status);
    void tagTroubled(const cytoloom::TagTrouble &trouble);
    /// Something may be due sooner than tick() said.
    void wantsTick();

private:
    enum class Life { Opening, Up, Down };
    struct Group
    {
        Duration interval {0};
        Duration staleAfter {0};
        QVector<int> tags;
        QVector<PollItem> items;
        Duration due {0};
        Duration answered {0}; ///< process time of the last answer
        bool underway = false;
        bool stale = false;
        Message trouble {}; ///< of its last poll
    };
    struct Run; ///< a poll under way
    using Finished = std::function<void()>;

    void poll(int group, const QVector<PollItem> &items, Finished finished);
    void takeReply(Run &run, const PollItem &item, const LinkReply &reply);
    void takeReadings(Run &run);
    void takeOwnership(const Run &run);
    void judgeReading(int tagIndex, TagReading &reading);
    void setTrouble(int tagIndex, const Message &reason);
    void noteFailure(const Message &reason);
    [[nodiscard]] Message troubleNow() const;
    [[nodiscard]] Duration nextOnGrid(const Group &group, Duration now) const;
    void finishRun(Run &run);
    void probe();
    void goUp(const Message &trouble);
    void goDown(const Message &reason);
    void setStatus(ConnectionState state, const Message &reason);
    void append(QVector<TagSample> &list, int tagIndex) const;
    void emitStale(const QVector<int> &tags);
    [[nodiscard]] Error named(Error error) const; ///< says which device
    void beat();
    void startRound();
    void checkRound();

    const SessionSetup m_setup;
    PortConnection &m_port;
    const Clock &m_clock;
    OrderQueue m_orders;
    QVector<Group> m_groups;
    QVector<int> m_polled; ///< every tag with a poll group
    QVector<PollItem> m_roundItems;
    QVector<TagValue> m_values; ///< by tag index
    QVector<bool> m_known; ///< a value was read once
    std::vector<ReadingWatch> m_watches; ///< by tag index
    QVector<Message> m_troubles; ///< by tag index
    QVector<Duration> m_intervals; ///< by tag index: of its poll group
    int m_ownershipTag = -1;
    std::optional<bool> m_isOurs; ///< none: not told yet
    Message m_notOurs; ///< why
    Message m_roundTrouble;
    PollStatistics m_roundTrips;
    Life m_life = Life::Opening;
    DeviceStatus m_status;
    QElapsedTimer m_sinceCounted;
    QTimer m_probePause;
    int m_probes = 0; ///< failed ones in a row
    bool m_probing = false;
    quint64 m_beats = 0;
    Duration m_beatDue {0};
    std::deque<Finished> m_rounds; ///< the first one is under way
    Duration m_roundAt {0}; ///< process time of the last round
    Duration m_roundGap {0}; ///< between the last two
    bool m_roundRunning = false;
    bool m_roundPolled = false;
};

} // namespace cytoloom
