// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmorder.h"
#include "processgraph/alarms/alarmrate.h"
#include "processgraph/execution/batchstate.h"
#include "processgraph/foundation/clock.h"
#include "processgraph/plant/equipmentgateway.h"

#include <QtCore/QObject>

#include <memory>

namespace cytoloom {

class AlarmCatalog;

/// Some units whose alarms one operator answers; floods are counted for each.
struct AlarmPosition
{
    QString id;
    QVector<UnitId> units; ///< empty: all that no other position has
};

/// Watches the limits of all batches at work and the devices of the plant. Lives on the engine
/// thread. A limit is armed once its value has been inside during the phase, or when the settle
/// time is over that follows the order of the set point: the time-out with which the phase's logic
/// waits for that signal, else half an hour. A vessel that is filled and warms up is no alarm
/// (suppressed by design, ISA-18.2); neither is a device of units that no batch has. Only Good
/// values count; times are those of the samples. Action limits open a deviation draft. The alarms
/// of a phase return with its end, those of a batch with its end.
///
/// An alarm is shown even while the journal refuses: for an alarm silence is the greater danger.
/// Its events wait and are appended, in order, before any later one. A person's act is refused as
/// long as it cannot be written.
///
/// Device alarms are the plant's: their events carry no batch, and each batch that they touch has
/// an event of its own that names them.
class AlarmMonitor : public QObject
{
    Q_OBJECT

public:
    /// \p plant is copied; \p clock, \p journal, \p gateway must outlive the monitor. Response
    /// cards and policy are the shipped ones.
    AlarmMonitor(const Plant &plant, const Clock &clock, Journal &journal,
        EquipmentGateway &gateway, QObject *parent = nullptr);
    ~AlarmMonitor() override;

    /// Others than the shipped ones; before the first batch. Copied.
    void setCatalog(const AlarmCatalog &catalog);
    /// Before the first alarm; without it the plant is one position.
    void setPositions(const QVector<AlarmPosition> &positions);

    /// Takes up the alarms of a batch from its journal, before its first setState(). Once for each
    /// batch; the plant's own are taken up by themselves.
    Result<void> recover(const BatchId &batch);
    /// All that are annunciated: highest priority first, then newest.
    [[nodiscard]] QVector<Alarm> alarms() const;
    /// All that are shelved, suppressed by design or out of service.
    [[nodiscard]] QVector<Alarm> quietAlarms() const;
    /// Floods under way.
    [[nodiscard]] QVector<AlarmFlood> floods() const;

public Q_SLOTS:
    /// Connect to stateChanged() of every executor: which phases are at work.
    void setState(const cytoloom::BatchState &state);
    /// Refused with "alarm.…" (see resources/messages/alarms.json) or what the journal says.
    void order(const cytoloom::AlarmOrder &order);
    /// The same for an acknowledgement. \p alarm is a key or an id.
    void acknowledge(
        const QString &alarm, const QString &comment, const cytoloom::PersonId &person);
    /// A condition that somebody else watches, e.g. AlarmKind::Identity. Of \p prototype id, batch,
    /// element, kind and name count; card, priority and the rest come from the catalogue.
    void setCondition(const cytoloom::Alarm &prototype, bool present);
    /// Ends shelving that has expired, calls again for what stays, ends floods, writes down what
    /// the journal refused before. Call it with the executor's tick.
    void tick();

Q_SIGNALS:
    /// Something has changed: annunciated or quiet. \p alarms are the annunciated ones.
    void alarmsChanged(const QVector<cytoloom::Alarm> &alarms);
    void eventsAppended(const QVector<cytoloom::JournalEvent> &events);
    void refused(const cytoloom::Error &error);
    void journalFailed(const cytoloom::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
