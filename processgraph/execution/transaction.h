// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"
#include "processgraph/plant/equipmentgateway.h"

#include <QtCore/QSet>

#include <initializer_list>

namespace cytoloom {

namespace eventdata {
struct Member;
}

/// What an element's logic knows beyond the journal: where it is in its present list of steps. It
/// is lost with the program, which is why a restart begins the step under way anew.
struct PhaseRun
{
    QString logic; ///< "run", "hold", "restart", "stop", "abort"
    int index = 0;
    bool entered = false; ///< the step at index has begun
    bool resumed = false; ///< and had begun already before a hold or the end of the program
    Duration enteredAt {0}; ///< batch time; time-outs count from here
    CommandId command = 0; ///< the write that is under way
    int attempts = 0;
    std::optional<WriteOutcome> outcome; ///< of command
    bool answered = false;
    std::optional<double> rampFrom;
    Duration lastWrite {0};
    double lastOrdered = 0;
};

/// An order that goes to the plant once its event is durable.
struct Effect
{
    CommandId command = 0;
    TagId tag; ///< empty: safe state of unit
    double value = 0;
    UnitId unit;
};

/// Everything that deciding changes; copying shares, so that a refused journal costs nothing.
struct Working
{
    BatchState state;
    QHash<ElementId, PhaseRun> runs;
    QHash<CommandId, ElementId> pending; ///< writes without an outcome
    QVector<ElementId> active; ///< neither Idle nor final, containers too, in order of activation
    QHash<CommandId, UnitId> safeOrders; ///< safe states without an outcome
    QSet<UnitId> owed; ///< units that did not take their safe state: it is ordered again
    /// Set points of devices that went away, as they were: a device that comes back with others
    /// (its watchdog, a person at its panel) is not as its phases left it.
    QHash<TagId, double> setPoints;
};

/// One decision under way: events are collected and seen by what is decided next, but nothing is
/// journalled, shown or commanded before the executor commits the whole group.
class Transaction
{
public:
    Transaction(Working start, UtcTime now, Duration elapsed);

    [[nodiscard]] const BatchState &state() const { return m_working.state; }
    [[nodiscard]] const Procedure &procedure() const
    {
        return m_working.state.control.recipe.procedure;
    }
    [[nodiscard]] UtcTime now() const { return m_now; }
    [[nodiscard]] Duration elapsed() const { return m_elapsed; } ///< of the clock
    /// Batch time, see BatchState.
    [[nodiscard]] Duration moment() const { return m_elapsed + m_working.state.elapsedOffset; }
    [[nodiscard]] ProceduralState stateOf(const ElementId &id) const;
    [[nodiscard]] const QVector<ElementId> &active() const { return m_working.active; }
    [[nodiscard]] PhaseRun &run(const ElementId &id) { return m_working.runs[id]; }
    [[nodiscard]] bool hasRun(const ElementId &id) const { return m_working.runs.contains(id); }
    [[nodiscard]] QHash<CommandId, ElementId> &pending() { return m_working.pending; }
    [[nodiscard]] QHash<CommandId, UnitId> &safeOrders() { return m_working.safeOrders; }
    [[nodiscard]] QSet<UnitId> &owed() { return m_working.owed; }
    [[nodiscard]] QHash<TagId, double> &setPoints() { return m_working.setPoints; }

    void emitEvent(const char *code, const ElementId &element,
        std::initializer_list<eventdata::Member> data, const PersonId &person = {});
    void emitData(const char *code, const ElementId &element, const JsonValue &data,
        const PersonId &person = {});
    /// element.state; keeps the list of active elements.
    void setState(const ElementId &id, ProceduralState to, StateCause cause,
        const Message &reason = {}, const PersonId &person = {}, const QStringList &taken = {},
        const QStringList &placed = {});
    void openDeviation(
        const ElementId &element, const QString &deviationClass, const Message &cause);
    /// Journals write.ordered and queues the write.
    CommandId orderWrite(
        const ElementId &element, const TagId &tag, double value, const Unit &unit);
    void orderSafeState(const ElementId &element, const UnitId &unit);

    [[nodiscard]] const QVector<JournalEvent> &events() const { return m_events; }
    [[nodiscard]] const QVector<Effect> &effects() const { return m_effects; }
    /// Once durable: \p last is the sequence number of the last event.
    void acknowledge(quint64 last);
    [[nodiscard]] const Working &working() const { return m_working; }

private:
    CommandId nextCommand();

    Working m_working;
    UtcTime m_now;
    Duration m_elapsed;
    quint64 m_base;
    QVector<JournalEvent> m_events;
    QVector<Effect> m_effects;
};

} // namespace cytoloom
