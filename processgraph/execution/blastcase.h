// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/executioncontext.h"
#include "processgraph/execution/transaction.h"

namespace cytoloom {

/// One batch with what would be decided for it, on a copy: asks the functions that the executor
/// asks (statecontrol on a Transaction) and lets the partners of transfers follow. For
/// blastRadius(). Keeps a reference to the state.
class BlastCase
{
public:
    BlastCase(const BatchState &state, const Plant &plant, UtcTime now, Duration elapsed);

    /// Why the command would be rejected; nullopt: decided.
    std::optional<Error> command(const ElementId &id, ProceduralCommand command);
    /// \p devices stay away longer than their grace time.
    void lose(const QSet<DeviceId> &devices);

    [[nodiscard]] ProceduralState before(const ElementId &id) const;
    /// Where it comes to rest.
    [[nodiscard]] ProceduralState after(const ElementId &id) const;
    [[nodiscard]] bool isTouched(const ElementId &id) const;
    [[nodiscard]] const Procedure &procedure() const { return m_transaction.procedure(); }
    [[nodiscard]] const PhaseClass *phaseClass(const Element &phase) const;
    /// Its own unit and those that serve it, as RecipeExecutor has them.
    [[nodiscard]] QVector<UnitId> unitsOf(const Element &phase) const;

private:
    static Working workingOf(const BatchState &state);
    void partnersFollow();

    const BatchState &m_before;
    ExecutionContext m_context;
    Transaction m_transaction;
};

} // namespace cytoloom
