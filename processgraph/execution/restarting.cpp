// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What people may not do, and how a refused start is tried again.
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/executorprivate.h"
#include "processgraph/execution/statecontrol.h"

namespace cytoloom {

using namespace Qt::StringLiterals;
using C = ProceduralCommand;

std::optional<Error> RecipeExecutor::Private::restart(Transaction &transaction,
    const ElementId &target, const QString &reason, const PersonId &person)
{
    if (permissive) {
        if (auto against = permissive->refusesRestart(transaction, target, person))
            return against;
    }
    transaction.emitEvent(event::BatchCommand, target,
        {{"command", toText(C::Restart)}, {"reason", eventdata::textOrNull(reason.trimmed())}},
        person);
    Message why;
    if (!reason.trimmed().isEmpty())
        why = Message {u"execution.byPerson"_s, {{u"reason"_s, reason.trimmed()}}};
    statecontrol::order(transaction, target, C::Restart, why, person);
    return std::nullopt;
}

void RecipeExecutor::Private::answerRefusal(
    Transaction &transaction, const Prompt &prompt, const PromptAnswer &answer)
{
    // The answer is in the transaction's state already; what it is about stands in ours.
    const Refusal refusal = working.state.refusals.value(prompt.element);
    if (!Permissive::answered(transaction, refusal, prompt, answer) || !refusal.isRestart())
        return; // a start or a release is tried again by its token
    if (statecontrol::check(transaction.state(), refusal.target, C::Restart))
        static_cast<void>(restart(transaction, refusal.target, {}, answer.person)); // asks again
}

void RecipeExecutor::Private::recordRefused(
    const ElementId &element, quint64 prompt, const PersonId &person, const Error &error)
{
    // Typing errors are mended on the spot; who did the work and wants to check it is a fact.
    const QStringList worthARow {
        u"prompt.samePerson"_s, u"sign.samePerson"_s, u"waiver.wrongRole"_s};
    if (!worthARow.contains(error.code()))
        return;
    Transaction transaction = begin();
    transaction.emitEvent(event::AnswerRefused, element,
        {{"prompt", prompt > 0 ? JsonValue(qint64(prompt)) : JsonValue()},
            {"message", eventdata::toJson(error.message)}},
        person);
    static_cast<void>(commit(transaction)); // journalFailed() says it; nothing was done anyway
}

} // namespace cytoloom
