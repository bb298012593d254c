// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/attendant.h"

#include "processgraph/execution/findingjson.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

/// No step is at work and nothing has happened for so long: no condition will come true any more
/// that only waiting could bring.
constexpr Duration StallLimit = std::chrono::hours(24);

RecoveryPolicy policyOf(const BatchState &state, const ElementId &id)
{
    const Element *element = state.control.recipe.procedure.element(id);
    const PhaseClass *logic = element && element->kind == ElementKind::Phase
        ? state.control.phaseClass(element->type)
        : nullptr;
    return logic ? logic->recovery : RecoveryPolicy {};
}

} // namespace

/// \p id is Held, Stopped or Aborted while what contains it runs.
std::optional<Error> Attendant::standing(
    const BatchState &state, const ElementId &id, Duration moment, Verdict *verdict)
{
    const ElementStatus status = state.status(id);
    const RecoveryPolicy policy = policyOf(state, id);
    Attempts &attempts = m_attempts[id];
    if (attempts.run != status.run)
        attempts = Attempts {status.run, 0};
    if (status.state == S::Held && attempts.count < policy.restarts) {
        if (moment - status.heldElapsed >= policy.after) {
            ++attempts.count;
            verdict->restart << id;
        }
        return std::nullopt;
    }
    return Error(u"run.heldUnattended"_s,
        {{u"batch"_s, state.control.header.id.value()},
            {u"element"_s, id.isEmpty() ? state.control.header.id.value() : id.value()},
            {u"state"_s, toText(status.state)}, {u"restarts"_s, QString::number(attempts.count)}});
}

Attendant::Verdict Attendant::look(const BatchState &state, Duration moment, bool answers)
{
    Verdict verdict;
    if (!state.exists() || state.state == S::Idle || isFinal(state.state))
        return verdict;
    if (!state.refusals.isEmpty()) {
        QList<ElementId> refused = state.refusals.keys();
        const Refusal first
            = state.refusals.value(*std::min_element(refused.begin(), refused.end()));
        verdict.giveUp = Error(u"run.ruleUnattended"_s,
            {{u"batch"_s, state.control.header.id.value()}, {u"element"_s, first.element.value()},
                {u"rules"_s, findingjson::rulesOf(first.findings)}});
        return verdict;
    }
    if (!answers && !state.prompts.isEmpty()) {
        QList<quint64> open = state.prompts.keys();
        const quint64 first = *std::min_element(open.begin(), open.end());
        verdict.giveUp = Error(u"run.promptUnattended"_s,
            {{u"batch"_s, state.control.header.id.value()},
                {u"element"_s, state.prompts.value(first).element.value()},
                {u"prompt"_s, QString::number(first)}});
        return verdict;
    }
    if (const QVector<ElementId> unsigned_ = state.awaitingSignature();
        !answers && !unsigned_.isEmpty()) {
        verdict.giveUp = Error(u"run.signatureUnattended"_s,
            {{u"batch"_s, state.control.header.id.value()},
                {u"element"_s, unsigned_.first().value()}});
        return verdict;
    }
    if (state.state == S::Held) {
        verdict.giveUp = standing(state, {}, moment, &verdict);
        return verdict;
    }
    const Procedure &procedure = state.control.recipe.procedure;
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const S own = state.status(id).state;
        const bool stands = own == S::Held || own == S::Stopped || own == S::Aborted;
        if (!stands || state.status(procedure.container(id)).state != S::Running)
            continue;
        if (const auto reason = standing(state, id, moment, &verdict); reason && !verdict.giveUp)
            verdict.giveUp = reason;
    }
    // Who stands in a queue for a unit is not stalled: the unit comes.
    if (!verdict.giveUp && verdict.restart.isEmpty() && state.active().isEmpty()
        && state.requests.isEmpty() && moment - state.lastElapsed > StallLimit)
        verdict.giveUp = Error(u"run.stalled"_s,
            {{u"batch"_s, state.control.header.id.value()}, {u"since"_s, toIso(state.lastEvent)}});
    return verdict;
}

} // namespace cytoloom
