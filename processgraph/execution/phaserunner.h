// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/executioncontext.h"
#include "processgraph/execution/transaction.h"

namespace cytoloom {

/// Does the logic of phases and asks the questions of manual steps, one decision at a time. It
/// keeps nothing itself: what it knows is in the Transaction. Engine thread.
class PhaseRunner
{
public:
    /// Both must outlive the runner.
    PhaseRunner(const ExecutionContext &context, Transaction &transaction);

    /// Goes as far as \p phase can go now. True when anything changed.
    bool advancePhase(const ElementId &phase);
    bool advanceManualStep(const ElementId &step);
    /// The element's own work is done: asks for what is missing (second person, signatures), then
    /// reports moved material and completes it, putting tokens on \p outcome's links (None: all).
    bool finish(const ElementId &id, GateOutcome outcome = GateOutcome::None);

    /// Opens a prompt; its number.
    quint64 openPrompt(const ElementId &element, PromptPurpose purpose,
        const PromptDefinition &definition, const QString &logic = {}, int index = -1,
        const QString &result = {});

private:
    enum class Progress { Waiting, Done, Failed };
    struct Outcome
    {
        Progress progress = Progress::Waiting;
        Message message;
    };

    bool interlocked(const ElementId &phase);
    bool runList(const ElementId &phase, const QString &logic, const QVector<LogicStep> &steps);
    void enter(const ElementId &phase, const LogicStep &step, PhaseRun &run);
    void leave(const ElementId &phase, PhaseRun &run, bool ok, const Message &message);
    void fail(const ElementId &phase, const Message &message);
    bool safeToPause(const ElementId &phase, const QVector<LogicStep> &steps) const;
    [[nodiscard]] bool waitsForDestination(const ElementId &phase) const;

    Outcome execute(const ElementId &phase, const LogicStep &step, PhaseRun &run);
    Outcome executeWrite(const ElementId &phase, const LogicStep &step, PhaseRun &run);
    Outcome executeRamp(const ElementId &phase, const LogicStep &step, PhaseRun &run);
    Outcome executeCondition(const ElementId &phase, const LogicStep &step, PhaseRun &run);
    Outcome executeCheck(const ElementId &phase, const LogicStep &step, PhaseRun &run);
    Outcome executeAsk(const ElementId &phase, const LogicStep &step, PhaseRun &run);
    Outcome executeRecord(const ElementId &phase, const LogicStep &step, PhaseRun &run);
    Outcome executeSync(const ElementId &phase, const LogicStep &step, PhaseRun &run);
    Outcome writeOnce(const ElementId &phase, const LogicStep &step, PhaseRun &run, double value);
    [[nodiscard]] std::optional<Message> refusedOrder(const ElementId &phase, const TagId &tag);
    [[nodiscard]] bool holdsAlready(
        const ElementId &phase, const LogicStep &step, double value) const;
    Outcome waiting(const LogicStep &step, const PhaseRun &run, const Error &unknown) const;
    [[nodiscard]] std::optional<Message> outsideValidated(
        const ElementId &phase, const LogicStep &step, double value) const;
    void reportMaterial(const Element &element);
    void reportMoved(const Element &element, const Port &port, const Link *link);

    const ExecutionContext &m_context;
    Transaction &m_transaction;
};

} // namespace cytoloom
