// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "processgraph/execution/batchstate.h"
#include "processgraph/foundation/clock.h"
#include "processgraph/plant/equipmentgateway.h"

#include <QtCore/QObject>

#include <memory>

namespace cytoloom {

/// Watches the limits of one batch's phases at work and the devices of the plant. Lives on the
/// engine thread. A limit is armed once its value has been inside during the phase, or when the
/// settle time is over that follows the order of the set point: the time-out with which the phase's
/// logic waits for that signal, else half an hour. A vessel that is filled and warms up is no alarm
/// (suppressed by design, ISA-18.2); that and the end of it are events. Only Good values count;
/// times are those of the samples. Action limits have priority 2 and open a deviation draft, alert
/// limits priority 3, devices priority 2. The alarms of a phase return with its end.
///
/// An alarm is shown even while the journal refuses: for an alarm silence is the greater danger.
/// Its events wait and are appended, in order, before any later one. An acknowledgement, which is a
/// person's act, is refused as long as it cannot be written.
class AlarmMonitor : public QObject
{
    Q_OBJECT

public:
    /// \p plant is copied; \p clock, \p journal, \p gateway must outlive the monitor.
    AlarmMonitor(const Plant &plant, const Clock &clock, Journal &journal,
        EquipmentGateway &gateway, QObject *parent = nullptr);
    ~AlarmMonitor() override;

    /// Takes up the alarms of a batch from its journal, before the first setState().
    Result<void> recover(const BatchId &batch);
    /// All that are not Normal: highest priority first, then newest.
    [[nodiscard]] QVector<Alarm> alarms() const;

public Q_SLOTS:
    /// Connect to RecipeExecutor::stateChanged(): which phases are at work.
    void setState(const cytoloom::BatchState &state);
    /// Refused with "alarm.notActive", "alarm.noPerson" or what the journal says.
    void acknowledge(
        const QString &alarm, const QString &comment, const cytoloom::PersonId &person);
    /// Writes down what the journal refused before. Call it with the executor's tick.
    void tick();

Q_SIGNALS:
    void alarmsChanged(const QVector<cytoloom::Alarm> &alarms);
    void eventsAppended(const QVector<cytoloom::JournalEvent> &events);
    void refused(const cytoloom::Error &error);
    void journalFailed(const cytoloom::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
