// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/drill/drillplan.h"
#include "app/session/engine.h"
#include "devices/simulation/faults/faultclient.h"

#include <functional>

namespace cytoloom {

/// Breaks one running batch on purpose, again and again: when a phase begins it injects a fault at
/// its device, watches what the engine makes of it and what is really there, restarts what stands
/// as a person would, and goes on with the next phase once everything is well again. All calls on
/// the engine's thread, between the engine's own steps: the plant's time stands meanwhile.
class DrillConductor
{
public:
    struct Ends
    {
        std::function<void(const ElementId &element)> restart; ///< a person's command, later
        std::function<void(bool drilling)> pace; ///< slow while a fault is there
        /// This batch is of no more use: it stands and cannot go on.
        std::function<void()> finished;
    };
    /// \p plan outlives it.
    DrillConductor(DrillPlan &plan, quint16 faultPort, Ends ends);
    ~DrillConductor();

    void takeEvents(const QVector<JournalEvent> &events);
    void takeView(const LiveView &view);
    /// The batch has ended or the session ends. \p stalled: the batch does nothing any more, which
    /// counts against the cell under way; otherwise a cell that was cut off is put back.
    void close(bool stalled);

    [[nodiscard]] QVector<DrillObservation> observations() const { return m_done; }
    /// Everything that the engine has said is durable, for the comparison with the store.
    [[nodiscard]] const QVector<quint64> &acknowledged() const { return m_acknowledged; }

private:
    void take(const JournalEvent &event);
    void begin(const DrillPlan::Task &task, const JournalEvent &event);
    void noteDecision(const JournalEvent &event);
    void sample(UtcTime now);
    void drive(UtcTime now);
    void end(bool recovered);
    /// Nothing is left for this batch: it need not be run to its end.
    void leaveIfDone();
    [[nodiscard]] bool isHeld() const;
    [[nodiscard]] bool isWell() const;

    DrillPlan &m_plan;
    Ends m_ends;
    FaultClient m_client;
    quint16 m_port;
    bool m_open = false;
    BatchState m_state;
    QHash<TagId, TagValue> m_believed;
    QHash<DeviceId, QString> m_devices; ///< states as the journal tells them
    std::optional<DrillPlan::Task> m_task;
    DrillObservation m_seen;
    QStringList m_watched;
    UtcTime m_restartAt {}; ///< not before
    UtcTime m_wellSince {};
    QVector<DrillObservation> m_done;
    QVector<quint64> m_acknowledged;
    bool m_finished = false;
};

} // namespace cytoloom
