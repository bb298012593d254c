// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmcatalog.h"
#include "processgraph/alarms/alarmlist.h"
#include "processgraph/alarms/alarmmonitor.h"
#include "processgraph/alarms/watchlist.h"
#include "processgraph/execution/eventdata.h"

namespace cytoloom {

/// The inside of AlarmMonitor. Conditions: alarmconditions.cpp; people: alarmorders.cpp; time and
/// restart: alarmmonitor.cpp. Not for others.
class AlarmMonitor::Private
{
public:
    Private(
        AlarmMonitor &monitor, const Plant &thePlant, const Clock &theClock, Journal &theJournal);

    // Conditions
    void take(const QVector<TagSample> &samples);
    void takeDevice(const DeviceStatus &status);
    void raise(const Alarm &prototype, double value);
    void clear(const QString &key, const char *cause);
    /// The limit no longer counts: neither present nor suppressed.
    void end(const QString &key, const char *cause);
    /// What is told of a condition that holds: raised, or that its device is not in use.
    [[nodiscard]] JournalEvent annunciation(
        const Alarm &alarm, double value, AlarmState from) const;
    /// Normal after \p first, e.g. back from shelving: that, and what then holds.
    [[nodiscard]] QVector<JournalEvent> comingBack(const QString &key, JournalEvent first) const;
    void openDeviation(const Alarm &alarm, double value);
    void touch(const Alarm &alarm, const BatchId &batch, bool present);
    [[nodiscard]] bool isInUse(const DeviceId &device) const;
    [[nodiscard]] Alarm deviceAlarm(const DeviceId &device) const;
    /// Which batches have which units; what that changes for alarms of devices.
    void setUse(const BatchId &batch, const QSet<UnitId> &units);
    void endBatch(const BatchId &batch);

    // People
    /// The event that \p order leads to, or why it is refused.
    [[nodiscard]] Result<JournalEvent> eventOf(const AlarmOrder &order, const QString &key) const;
    [[nodiscard]] Result<void> checkShelving(const AlarmOrder &order, const Alarm &alarm) const;
    [[nodiscard]] Result<void> checkService(const AlarmOrder &order) const;
    void act(const AlarmOrder &order);

    // Time
    void expire();
    void alarmAgain();
    void watchRate();
    void countAlarm(const Alarm &alarm, UtcTime time);
    [[nodiscard]] QString positionOf(const Alarm &alarm) const;
    FloodMeter &meterOf(const QString &position);

    // Journal
    [[nodiscard]] JournalEvent event(const char *code, const Alarm &alarm,
        std::initializer_list<eventdata::Member> data, const PersonId &person = {}) const;
    void tell(const JournalEvent &event); ///< shown now, written as soon as possible
    Result<void> write(QVector<JournalEvent> events);
    Result<void> flush();
    /// Shows the list and writes down what has collected.
    void publish();
    /// The plant's own alarms, once.
    void takeUpPlant();
    void takeUp(const QVector<JournalEvent> &events);
    void restoreRates();

    AlarmMonitor &owner;
    Plant plant;
    const Clock &clock;
    Journal &journal;
    AlarmCatalog catalog;
    QVector<AlarmPosition> positions;
    WatchList watches;
    AlarmList list;
    QHash<DeviceId, QVector<UnitId>> unitsOfDevice;
    QHash<BatchId, QSet<UnitId>> use; ///< batches that have not ended
    QHash<QString, QSet<BatchId>> touched; ///< by key of a plant alarm
    QSet<DeviceId> everConnected;
    QHash<QString, Duration> deadlines; ///< of shelving, by elapsed(): a clock may be set back
    struct Raised
    {
        UtcTime time;
        QString key;
        QString position;
    };
    QVector<Raised> recent; ///< of the last window, for floods and chattering
    QSet<QString> chattering; ///< keys
    QHash<QString, FloodMeter> meters; ///< by position
    struct FloodTold
    {
        AlarmFlood flood;
        quint64 sequence = 0; ///< of its beginning: what comes behind is counted in
    };
    QHash<QString, FloodTold> floodsTold; ///< under way by the journal, by position
    QVector<JournalEvent> backlog;
    bool plantTaken = false;
    bool changed = false;
    bool journalDown = false;
};

} // namespace cytoloom
