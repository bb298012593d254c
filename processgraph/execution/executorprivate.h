// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/executioncontext.h"
#include "processgraph/execution/recipeexecutor.h"
#include "processgraph/execution/transaction.h"

namespace cytoloom {

/// The executor's memory and its one way of changing anything: begin() -> decide -> commit().
class RecipeExecutor::Private
{
public:
    Private(RecipeExecutor &executor, const QVector<PhaseClass> &phaseClasses, const Plant &plant,
        const Clock &theClock, Journal &theJournal, EquipmentGateway &theGateway);

    [[nodiscard]] Transaction begin() const;
    /// Takes in what the plant has reported and does what has become due.
    void advance(Transaction &transaction);
    /// Appends the group; when it is durable, takes the new state over, commands the plant and
    /// tells. Otherwise everything stays as it was and journalFailed() says so once.
    Result<void> commit(Transaction &transaction);
    /// Every active element is Held with cause Recovery.
    Result<void> comeUpHeld();
    /// Every phase class is known and every expression can be read.
    [[nodiscard]] Result<void> check(const ControlRecipe &control) const;
    void deviceChanged(const DeviceStatus &status);

    RecipeExecutor &owner;
    ExecutionContext context;
    const Clock &clock;
    Journal &journal;
    EquipmentGateway &gateway;
    Working working;
    QVector<WriteOutcome> outcomes; ///< not yet journalled
    QVector<DeviceStatus> devices; ///< changes not yet journalled
    QHash<DeviceId, Duration> lost; ///< since when, elapsed() of the clock
    QHash<DeviceId, ConnectionState> deviceStates; ///< as journalled last
    bool journalDown = false;

private:
    void takeOutcomes(Transaction &transaction);
    void takeDevices(Transaction &transaction);
    void holdServedByLost(Transaction &transaction);
    void tell(const Working &before, const Transaction &transaction);
};

} // namespace cytoloom
