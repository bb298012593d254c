// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/executioncontext.h"
#include "processgraph/execution/permissive.h"
#include "processgraph/execution/phaserunner.h"
#include "processgraph/execution/transaction.h"

namespace cytoloom {

/// Moves tokens along control links: starts elements, fires transitions, splits and joins, closes
/// containers, decides gates. A token lies on the link that leads to the element it waits for. Each
/// firing is one event that takes tokens and puts others down, so that no cut between two events
/// loses one. Keeps nothing itself. Engine thread.
class TokenFlow
{
public:
    /// \p permissive: asked before each start; null: nobody is.
    TokenFlow(const ExecutionContext &context, Transaction &transaction, PhaseRunner &runner,
        Permissive *permissive = nullptr);

    /// Does what is possible now, until nothing more is.
    void advance();

private:
    bool advanceActive();
    bool advanceContainer(const ElementId &id);
    bool closeContainer(const ElementId &id);
    bool closeLoop(const Element &loop);
    bool advanceGate(const Element &gate);
    bool advanceTokens();
    bool arrive(const Link &link);
    bool start(const Element &element, const Link &link);
    bool fireTransition(const Element &element, const Link &link);
    bool fireSelection(const Element &element, const Link &link);
    [[nodiscard]] bool consents(const Element &element, const Link &link);
    void pass(const ElementId &id, const QStringList &taken, const QStringList &placed);
    [[nodiscard]] bool holds(const ElementId &scope, const QString &condition, bool *failed);
    [[nodiscard]] QStringList outgoing(const ElementId &id) const;

    const ExecutionContext &m_context;
    Transaction &m_transaction;
    PhaseRunner &m_runner;
    Permissive *m_permissive;
};

} // namespace cytoloom
