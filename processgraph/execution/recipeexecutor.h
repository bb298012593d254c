// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"
#include "processgraph/execution/intervention.h"
#include "processgraph/foundation/clock.h"
#include "processgraph/plant/equipmentgateway.h"

#include <QtCore/QObject>

#include <memory>

namespace cytoloom {

class Arbiter;
class LatestValues;

class Catalog;

/// Runs one batch: ISA-88 states by table, tokens along control links, phase logic step by step.
/// Lives on the engine thread. It first appends to the journal, then acts and shows; when the
/// journal refuses, it acts no more and says journalFailed(). The order within a tick is decide ->
/// append -> apply -> command, so what was acknowledged is never lost.
class RecipeExecutor : public QObject
{
    Q_OBJECT

public:
    /// With the shipped catalogue's phase classes. \p plant is copied; \p clock, \p journal,
    /// \p gateway must outlive the executor.
    RecipeExecutor(const Plant &plant, const Clock &clock, Journal &journal,
        EquipmentGateway &gateway, QObject *parent = nullptr);
    RecipeExecutor(const QVector<PhaseClass> &phaseClasses, const Plant &plant, const Clock &clock,
        Journal &journal, EquipmentGateway &gateway, QObject *parent = nullptr);
    ~RecipeExecutor() override;

    /// The runtime rules of the batch's profile are asked before each start, restart and release
    /// from now on; before create() or recover(). \p catalog must outlive the executor.
    void askRules(const Catalog &catalog);
    /// One batch among others on the plant: \p arbiter says who has which unit and must outlive the
    /// executor, \p latest is kept by its owner. Before create() or recover(). Otherwise this batch
    /// has the plant to itself.
    void join(Arbiter *arbiter, std::shared_ptr<LatestValues> latest);
    /// Journals what is known about lots, people and places: rules that rest on it are judged from
    /// the next question on. The last one counts. Fails with "batch.unknown",
    /// "batch.bindingOfOther", "batch.bindingUnit" (args: role, unit, bound) or what the journal
    /// says.
    Result<void> bind(const BatchBinding &binding, const PersonId &person);
    /// Journals batch.created; the batch is Idle. Fails with "batch.exists", "batch.unknownPhase",
    /// "batch.badExpression" (args: element, reason) or what the journal says.
    Result<void> create(const ControlRecipe &control);
    /// Takes up a batch from its journal. Every element that was active comes up Held with cause
    /// Recovery; nothing runs before a person restarts it. Units that were at work are ordered into
    /// their safe state, because an outage shorter than the watchdog leaves them running. What was
    /// stopping or aborting goes on doing so: that order was given. Fails with "batch.unknown",
    /// "batch.unreadable" and as create().
    Result<void> recover(const BatchId &batch);

    [[nodiscard]] const BatchState &state() const;
    /// Batch time now, see BatchState: what timers are compared with.
    [[nodiscard]] Duration batchTime() const;
    /// The value of a name in an expression of \p scope now (Answerer's lookup).
    [[nodiscard]] std::optional<double> value(const ElementId &scope, const QString &name) const;
    /// The last values of tags as the gateway sent them.
    [[nodiscard]] TagValue latest(const TagId &tag) const;
    /// What \p command to \p element (empty: the batch) would do, for the operator: nullopt when
    /// illegal.
    [[nodiscard]] std::optional<ProceduralState> preview(
        const ElementId &element, ProceduralCommand command) const;

public Q_SLOTS:
    /// Illegal commands are rejected and logged. Hold, Stop and Abort need a \p reason.
    void command(const cytoloom::ElementId &element, cytoloom::ProceduralCommand command,
        const QString &reason, const cytoloom::PersonId &person);
    /// Refused with "prompt.…" when it does not fit the prompt; nothing changes then.
    void answer(const cytoloom::PromptAnswer &answer);
    /// Signs a signature point of an element whose work is done. The step is Complete when all of
    /// its points are signed. Refused with "sign.…".
    void sign(const cytoloom::ElementId &element, cytoloom::SignatureMeaning meaning,
        const QString &role, const cytoloom::PersonId &person);
    /// Refused with "mode.noReason", "mode.noContainer", "command.noPerson".
    void setMode(const cytoloom::ModeOrder &request);
    /// From Held only, see planJump(); what it leaves is stopped. Refused with "jump.…",
    /// "twoPeople.missing", "twoPeople.same", "command.noReason".
    void jump(const cytoloom::JumpOrder &request);
    /// From Held only. Refused with "force.…" and as jump().
    void force(const cytoloom::ForceOrder &request);
    /// What a person decides about a Held step; Retry, Skip and ByHand restart it. Refused with
    /// "fault.…" and as jump().
    void decideFault(const cytoloom::FaultOrder &decision);
    /// A checked line clearance of a unit that the batch has left, or \p keeps (after an Abort).
    void recordClearance(const cytoloom::LineClearance &clearance, bool keeps);
    /// Looks at clock and tag values and does what has become due. Call it at least every process
    /// minute and after every batch of samples. Cheap when nothing is due.
    void tick();

    // For whoever commits several batches as one group (ProcessCell), instead of tick(). Nothing
    // else is called between decide() and what follows it.
    /// What tick() would write down now; empty: nothing has become due.
    [[nodiscard]] QVector<JournalEvent> decide();
    /// What decide() gave is durable, \p last being the number of its last event: the plant is
    /// commanded. tellDecided() then says so to everybody.
    void carryOut(quint64 last);
    void tellDecided();
    /// The journal has refused it: nothing has happened.
    void takeBack(const cytoloom::Error &error);

Q_SIGNALS:
    void stateChanged(const cytoloom::BatchState &state);
    void eventsAppended(const QVector<cytoloom::JournalEvent> &events);
    void promptOpened(const cytoloom::Prompt &prompt);
    void promptClosed(quint64 prompt);
    /// An answer, signature or command was refused; \p error says why.
    void refused(const cytoloom::Error &error);
    void finished(cytoloom::ProceduralState state);
    void journalFailed(const cytoloom::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
