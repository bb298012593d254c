// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/arbiter.h"
#include "processgraph/execution/executioncontext.h"
#include "processgraph/execution/permissive.h"
#include "processgraph/execution/recipeexecutor.h"
#include "processgraph/execution/transaction.h"

namespace cytoloom {

/// A safe state that was ordered while nothing could be written down.
struct UnrecordedOrder
{
    UnitId unit;
    CommandId command = 0;
    UtcTime time {};
};

/// The executor's memory and its one way of changing anything: begin() -> decide -> commit().
class RecipeExecutor::Private
{
public:
    Private(RecipeExecutor &executor, const QVector<PhaseClass> &phaseClasses, const Plant &plant,
        const Clock &theClock, Journal &theJournal, EquipmentGateway &theGateway);

    /// What the arbiter is told from now on is forgotten when the journal refuses.
    [[nodiscard]] Transaction begin();
    /// Takes in what the plant has reported and does what has become due.
    void advance(Transaction &transaction);
    /// Appends the group; when it is durable, takes the new state over, commands the plant and
    /// tells. Otherwise everything stays as it was and journalFailed() says so once.
    Result<void> commit(Transaction &transaction);
    /// The two halves of it, for whoever appends several batches' events as one group: nothing
    /// happens in between.
    void refuseGroup(const Error &error);
    void takeOver(Transaction &transaction, quint64 last);
    /// Tells the arbiter what \p transaction has decided.
    void arbitrate(const Transaction &transaction);
    void tell(const Working &before, const Transaction &transaction);
    /// Every active element is Held with cause Recovery.
    Result<void> comeUpHeld();
    /// Every phase class is known and every expression can be read.
    [[nodiscard]] Result<void> check(const ControlRecipe &control) const;
    /// A person's answer to a refusal: tries again, asks for a reason, or waives.
    void answerRefusal(Transaction &transaction, const Prompt &prompt, const PromptAnswer &answer);
    /// A row for what \p person was not allowed to check or sign (GMP-PER-02).
    void recordRefused(
        const ElementId &element, quint64 prompt, const PersonId &person, const Error &error);
    /// RESTART, unless the rules stand in the way; what they say.
    std::optional<Error> restart(Transaction &transaction, const ElementId &target,
        const QString &reason, const PersonId &person);
    /// The phase classes that \p control uses.
    [[nodiscard]] QVector<PhaseClass> logicOf(const ControlRecipe &control) const;
    void deviceChanged(const DeviceStatus &status);

    RecipeExecutor &owner;
    ExecutionContext context;
    std::unique_ptr<Permissive> permissive; ///< null: no rules are asked
    const Clock &clock;
    Journal &journal;
    EquipmentGateway &gateway;
    Working working;
    QVector<WriteOutcome> outcomes; ///< not yet journalled
    QVector<DeviceStatus> devices; ///< changes not yet journalled
    QHash<DeviceId, Duration> lost; ///< since when, elapsed() of the clock
    QHash<DeviceId, ConnectionState> deviceStates; ///< as journalled last
    QSet<DeviceId> back; ///< connected again since the last look
    QMetaObject::Connection ownSamples; ///< none where they are shared
    bool journalDown = false;
    std::optional<Duration> downSince; ///< elapsed() when the journal first refused
    QVector<UnrecordedOrder> unrecorded; ///< given while the journal refused
    std::optional<Arbiter> arbiterBefore; ///< as it was at begin()
    std::optional<Transaction> decided; ///< by decide(), until carryOut() or takeBack()
    Working told; ///< the state before carryOut(), for tell()

    /// The one order that goes before the journal: units at work go into their safe state when
    /// nothing can be written down any more, because nobody could order them otherwise. It is
    /// written down, marked as late, as soon as the journal takes events again; their phases are
    /// Held then. Once per failure.
    void makeSafe();

private:
    void takeOutcomes(Transaction &transaction);
    void takeDevices(Transaction &transaction);
    void recordLate(Transaction &transaction);
    void renewSafeStates(Transaction &transaction);
    void holdChanged(Transaction &transaction);
    void holdServedByLost(Transaction &transaction);
    /// Every Running phase that one of \p devices serves.
    void holdServedBy(
        Transaction &transaction, const QSet<DeviceId> &devices, const Message &reason);
    [[nodiscard]] QSet<DeviceId> devicesOf(const UnitId &unit) const;
    /// Units that phase \p id orders: its own and those that serve it.
    [[nodiscard]] QVector<UnitId> unitsOf(const BatchState &state, const Element &phase) const;
};

} // namespace cytoloom
