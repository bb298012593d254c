// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/automaticcrew.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// A batch that is given up has so long to come to rest.
constexpr Duration HoldPatience = std::chrono::hours(1);

const PersonId First {QStringLiteral("AUTO-1")};
const PersonId Second {QStringLiteral("AUTO-2")};

} // namespace

AutomaticCrew::AutomaticCrew(
    ProcessCell &cell, std::optional<Answerer> answerer, bool unattended, Ends ends)
    : m_cell(cell)
    , m_answerer(std::move(answerer))
    , m_unattended(unattended)
    , m_ends(std::move(ends))
{ }

bool AutomaticCrew::isAskedOfPeople(const BatchState &state) const
{
    return !m_answerer && !m_unattended
        && (!state.prompts.isEmpty() || !state.awaitingSignature().isEmpty());
}

void AutomaticCrew::look()
{
    const QVector<BatchId> batches = m_cell.batches();
    for (const BatchId &id : batches) {
        RecipeExecutor *executor = m_cell.batch(id);
        if (!executor || isFinal(executor->state().state))
            continue;
        if (m_answerer && !m_givenUp.contains(id))
            answer(*executor);
        if (m_unattended)
            attend(*executor);
    }
    if (m_answerer)
        clearUnits();
    if (m_unattended && !m_givenUp.empty())
        giveUpWaiting();
}

/// Who stands in a queue for a unit of a batch that was given up waits for nobody who will come.
void AutomaticCrew::giveUpWaiting()
{
    const QVector<BatchId> batches = m_cell.batches();
    for (const BatchId &id : batches) {
        RecipeExecutor *executor = m_cell.batch(id);
        const BatchState &state = executor->state();
        if (m_givenUp.contains(id) || isFinal(state.state) || state.requests.isEmpty()
            || !state.active().isEmpty())
            continue;
        const QVector<UnitClaim> claims = m_cell.claims();
        const UnitRequest wanted = *state.requests.begin();
        const auto claim = std::find_if(claims.begin(), claims.end(),
            [&](const UnitClaim &one) { return one.unit == wanted.unit; });
        if (claim != claims.end() && m_givenUp.contains(claim->holder))
            giveUp(*executor,
                Error(u"run.unitUnattended"_s,
                    {{u"batch"_s, id.value()}, {u"element"_s, wanted.element.value()},
                        {u"unit"_s, wanted.unit.value()}, {u"holder"_s, claim->holder.value()}}));
    }
}

void AutomaticCrew::answer(RecipeExecutor &executor)
{
    const BatchState state = executor.state(); // a copy: answers change it
    for (const Prompt &prompt : state.prompts) {
        if (prompt.purpose == PromptPurpose::Refusal || prompt.purpose == PromptPurpose::Waiver)
            continue; // a person's, and nobody else's
        const auto lookup = [&executor, &prompt](const QString &name) {
            return executor.value(prompt.element, name);
        };
        const Result<PromptAnswer> answer = m_answerer->answer(state, prompt, lookup);
        if (answer)
            executor.answer(*answer);
        else if (m_unattended)
            giveUp(executor, answer.error());
        else
            m_ends.refused(state.control.header.id, answer.error());
    }
    for (const SignatureAnswer &answer : m_answerer->signatures(executor.state()))
        executor.sign(answer.element, answer.meaning, answer.role, answer.person);
}

/// What another batch waits for; nobody cleans what nobody needs.
void AutomaticCrew::clearUnits()
{
    const QVector<UnitClaim> claims = m_cell.claims();
    for (const UnitClaim &claim : claims) {
        if (claim.state == UnitClaim::State::AwaitingClearance && !claim.queue.isEmpty())
            m_cell.clearUnit(LineClearance {
                claim.unit, {}, {u"cleared by the simulated crew"_s}, First, Second});
    }
}

void AutomaticCrew::attend(RecipeExecutor &executor)
{
    const BatchId id = executor.state().control.header.id;
    const Duration moment = executor.batchTime();
    if (!m_givenUp.contains(id)) {
        const Attendant::Verdict verdict
            = m_attendants[id].look(executor.state(), moment, m_answerer.has_value());
        for (const ElementId &element : verdict.restart)
            executor.command(element, ProceduralCommand::Restart, u"recovery policy"_s, First);
        if (verdict.giveUp)
            giveUp(executor, *verdict.giveUp);
    }
    const auto given = m_givenUp.find(id);
    if (given == m_givenUp.end() || given->second.said)
        return;
    // A question of the hold logic waits for somebody as well; what orders the plant is seen
    // through.
    const BatchState &state = executor.state();
    const QVector<ElementId> active = state.active();
    const bool atWork = std::any_of(active.begin(), active.end(), [&](const ElementId &element) {
        return !isQuiescent(state.status(element).state)
            && std::none_of(state.prompts.begin(), state.prompts.end(), [&](const Prompt &prompt) {
                   return prompt.element == element && prompt.logic == "hold"_L1;
               });
    });
    if (atWork && moment - given->second.since < HoldPatience)
        return;
    given->second.said = true;
    m_ends.gaveUp(id, given->second.error);
}

void AutomaticCrew::giveUp(RecipeExecutor &executor, const Error &error)
{
    const BatchId id = executor.state().control.header.id;
    if (m_givenUp.contains(id))
        return;
    m_givenUp.emplace(id, GivenUp {error, executor.batchTime(), false});
    if (executor.preview({}, ProceduralCommand::Hold))
        executor.command(
            {}, ProceduralCommand::Hold, u"nobody attends the run: "_s + error.code(), First);
}

} // namespace cytoloom
