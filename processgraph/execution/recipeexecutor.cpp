// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/recipeexecutor.h"

#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/executorprivate.h"
#include "processgraph/execution/promptcheck.h"
#include "processgraph/execution/statecontrol.h"

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

RecipeExecutor::RecipeExecutor(const Plant &plant, const Clock &clock, Journal &journal,
    EquipmentGateway &gateway, QObject *parent)
    : RecipeExecutor(Catalog::shipped().phaseClasses(), plant, clock, journal, gateway, parent)
{ }

RecipeExecutor::RecipeExecutor(const QVector<PhaseClass> &phaseClasses, const Plant &plant,
    const Clock &clock, Journal &journal, EquipmentGateway &gateway, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, phaseClasses, plant, clock, journal, gateway))
{
    d->ownSamples = connect(&gateway, &EquipmentGateway::samples, this,
        [this](const QVector<TagSample> &samples) { d->context.take(samples); });
    connect(&gateway, &EquipmentGateway::writeFinished, this, [this](const WriteOutcome &outcome) {
        if (!d->working.pending.contains(outcome.command))
            return; // of another batch
        d->outcomes << outcome;
        tick();
    });
    connect(&gateway, &EquipmentGateway::deviceChanged, this,
        [this](const DeviceStatus &status) { d->deviceChanged(status); });
}

RecipeExecutor::~RecipeExecutor() = default;

void RecipeExecutor::askRules(const Catalog &catalog)
{
    d->permissive = std::make_unique<Permissive>(d->context.plant(), catalog);
}

Result<void> RecipeExecutor::bind(const BatchBinding &binding, const PersonId &person)
{
    if (!state().exists())
        return Error(u"batch.unknown"_s, {{u"batch"_s, QString()}});
    const ControlRecipe &control = state().control;
    const QMap<QString, QString> args {{u"batch"_s, binding.batch.value()},
        {u"recipe"_s, binding.recipe.value()},
        {u"version"_s, QString::number(binding.recipeVersion)}};
    if (binding.recipe != control.recipe.id || binding.recipeVersion != control.recipe.version)
        return Error(u"batch.bindingOfOther"_s, args);
    for (auto it = binding.units.begin(); it != binding.units.end(); ++it) {
        if (control.units.value(it.key()) != it.value())
            return Error(u"batch.bindingUnit"_s,
                {{u"role"_s, it.key().value()}, {u"unit"_s, it.value().value()},
                    {u"bound"_s, control.units.value(it.key()).value()}});
    }
    const Result<JsonValue> json = parseJson(writeBinding(binding), u"binding"_s);
    Q_ASSERT(json.ok()); // our own writer
    Transaction transaction = d->begin();
    transaction.emitEvent(event::BatchBound, {}, {{"binding", *json}}, person);
    return d->commit(transaction);
}

const BatchState &RecipeExecutor::state() const
{
    return d->working.state;
}

Duration RecipeExecutor::batchTime() const
{
    return d->clock.elapsed() + d->working.state.elapsedOffset;
}

std::optional<double> RecipeExecutor::value(const ElementId &scope, const QString &name) const
{
    return d->context.value(state(), scope, batchTime(), name);
}

TagValue RecipeExecutor::latest(const TagId &tag) const
{
    return d->context.latest(tag);
}

std::optional<ProceduralState> RecipeExecutor::preview(
    const ElementId &element, ProceduralCommand command) const
{
    if (!state().exists())
        return std::nullopt;
    const auto checked = statecontrol::check(state(), element, command);
    return checked ? std::optional(*checked) : std::nullopt;
}

Result<void> RecipeExecutor::create(const ControlRecipe &control)
{
    const QMap<QString, QString> args {{u"batch"_s, control.header.id.value()}};
    if (state().exists() || control.header.id.isEmpty())
        return Error(u"batch.exists"_s, args);
    const auto known = d->journal.read(control.header.id);
    if (!known)
        return known.error();
    if (!known->isEmpty())
        return Error(u"batch.exists"_s, args);
    if (const auto sound = d->check(control); !sound)
        return sound;
    ControlRecipe frozen = control;
    if (frozen.phaseClasses.isEmpty())
        frozen.phaseClasses = d->logicOf(control);
    Transaction transaction = d->begin();
    transaction.emitEvent(event::BatchCreated, {}, {{"controlRecipe", frozen.toJson()}});
    if (!transaction.state().exists())
        return Error(u"batch.unreadable"_s, args);
    return d->commit(transaction);
}

Result<void> RecipeExecutor::recover(const BatchId &batch)
{
    const QMap<QString, QString> args {{u"batch"_s, batch.value()}};
    const auto events = d->journal.read(batch);
    if (!events)
        return events.error();
    if (events->isEmpty())
        return Error(u"batch.unknown"_s, args);
    Working restored;
    restored.state = BatchState::fold(*events);
    if (!restored.state.exists())
        return Error(u"batch.unreadable"_s, args);
    // The batch keeps the logic that it was begun with, whatever the catalogue says by now.
    const QVector<PhaseClass> catalogue = d->context.phaseClasses();
    if (!restored.state.control.phaseClasses.isEmpty())
        d->context.setPhaseClasses(restored.state.control.phaseClasses);
    const Working before = d->working;
    Result<void> done = d->check(restored.state.control);
    if (done) {
        d->working = restored;
        if (d->context.arbiter())
            d->context.arbiter()->setState(restored.state);
        if (!isFinal(state().state))
            done = d->comeUpHeld();
    }
    if (!done) {
        d->working = before;
        d->context.setPhaseClasses(catalogue);
        return done;
    }
    Q_EMIT stateChanged(state());
    QVector<quint64> open = state().prompts.keys();
    std::sort(open.begin(), open.end());
    for (const quint64 id : std::as_const(open))
        Q_EMIT promptOpened(state().prompts.value(id));
    return {};
}

void RecipeExecutor::command(const ElementId &element, ProceduralCommand command,
    const QString &reason, const PersonId &person)
{
    const QMap<QString, QString> args {
        {u"element"_s, element.value()}, {u"command"_s, toText(command)}};
    if (command == ProceduralCommand::Start && !element.isEmpty()) {
        // In semi-automatic and manual mode: the element whose token waits for consent.
        for (const Prompt &prompt : state().prompts) {
            if (prompt.element != element || prompt.purpose != PromptPurpose::Consent)
                continue;
            PromptAnswer consent;
            consent.prompt = prompt.id;
            consent.person = person;
            answer(consent);
            return;
        }
    }
    if (!state().exists()) {
        Q_EMIT refused(Error(u"batch.unknown"_s, {{u"batch"_s, QString()}}));
        return;
    }
    const bool needsReason = command == ProceduralCommand::Hold
        || command == ProceduralCommand::Stop || command == ProceduralCommand::Abort;
    Error refusal;
    if (const auto legal = statecontrol::check(state(), element, command); !legal)
        refusal = legal.error();
    else if (needsReason && reason.trimmed().isEmpty())
        refusal = Error(u"command.noReason"_s, args);
    else if (person.isEmpty())
        refusal = Error(u"command.noPerson"_s, args);

    Transaction transaction = d->begin();
    if (refusal.code().isEmpty() && command == ProceduralCommand::Restart) {
        if (const auto against = d->restart(transaction, element, reason, person))
            refusal = *against;
        else
            d->advance(transaction);
    } else if (!refusal.code().isEmpty()) {
        transaction.emitEvent(event::CommandRejected, element,
            {{"command", toText(command)}, {"state", toText(state().status(element).state)},
                {"message", eventdata::toJson(refusal.message)}},
            person);
    } else {
        transaction.emitEvent(event::BatchCommand, element,
            {{"command", toText(command)}, {"reason", eventdata::textOrNull(reason.trimmed())}},
            person);
        Message why;
        if (!reason.trimmed().isEmpty())
            why = Message {u"execution.byPerson"_s, {{u"reason"_s, reason.trimmed()}}};
        statecontrol::order(transaction, element, command, why, person);
        d->advance(transaction);
    }
    if (const auto done = d->commit(transaction); !done) {
        refusal = done.error();
        if (needsReason) // Hold, Stop, Abort: who cannot be written down is still heard
            d->makeSafe();
    }
    if (!refusal.code().isEmpty())
        Q_EMIT refused(refusal);
}

void RecipeExecutor::answer(const PromptAnswer &answer)
{
    if (const auto fits = checkAnswer(state(), answer); !fits) {
        d->recordRefused(state().prompts.value(answer.prompt).element, answer.prompt, answer.person,
            fits.error());
        Q_EMIT refused(fits.error());
        return;
    }
    const Prompt prompt = state().prompts.value(answer.prompt);
    const ResultValue value = answerValue(prompt, answer);
    const double *number = std::get_if<double>(&value);
    Transaction transaction = d->begin();
    transaction.emitEvent(event::PromptAnswered, prompt.element,
        {{"prompt", qint64(prompt.id)},
            {"answer", number ? JsonValue(*number) : JsonValue(std::get<QString>(value))},
            {"text", eventdata::textOrNull(answer.text)}},
        answer.person);
    if (!prompt.result.isEmpty())
        transaction.emitEvent(event::ResultReported, prompt.element,
            {{"name", prompt.result},
                {"value", number ? JsonValue(*number) : JsonValue(std::get<QString>(value))},
                {"unit", eventdata::textOrNull(prompt.definition.unit.symbol())}},
            answer.person);
    if (prompt.purpose == PromptPurpose::Refusal || prompt.purpose == PromptPurpose::Waiver) {
        d->answerRefusal(transaction, prompt, answer);
    } else if (prompt.purpose == PromptPurpose::Step) {
        // The answer ends its step whatever the phase is doing: nobody is asked twice.
        if (prompt.logic == "run"_L1)
            transaction.emitEvent(event::StepFinished, prompt.element,
                {{"index", prompt.index}, {"logic", prompt.logic}, {"ok", true}});
        else if (transaction.hasRun(prompt.element)
            && transaction.run(prompt.element).logic == prompt.logic
            && transaction.run(prompt.element).index == prompt.index)
            transaction.run(prompt.element).answered = true;
    }
    d->advance(transaction);
    if (const auto done = d->commit(transaction); !done)
        Q_EMIT refused(done.error());
}

void RecipeExecutor::sign(
    const ElementId &element, SignatureMeaning meaning, const QString &role, const PersonId &person)
{
    if (const auto fits = checkSignature(state(), element, meaning, role, person); !fits) {
        d->recordRefused(element, 0, person, fits.error());
        Q_EMIT refused(fits.error());
        return;
    }
    Transaction transaction = d->begin();
    transaction.emitEvent(
        event::Signed, element, {{"meaning", toText(meaning)}, {"role", role}}, person);
    d->advance(transaction);
    if (const auto done = d->commit(transaction); !done)
        Q_EMIT refused(done.error());
}

void RecipeExecutor::tick()
{
    const QVector<JournalEvent> events = decide();
    if (events.isEmpty())
        return;
    const Result<quint64> last = d->journal.append(events);
    if (!last) {
        takeBack(last.error());
        return;
    }
    carryOut(*last);
    tellDecided();
}

QVector<JournalEvent> RecipeExecutor::decide()
{
    if (!state().exists())
        return {};
    Transaction transaction = d->begin();
    d->advance(transaction);
    if (transaction.events().isEmpty()) {
        d->outcomes.clear(); // of writes that nobody waits for any more
        d->back.clear();
        d->working = transaction.working(); // where steps are, which is no event
        return {};
    }
    d->decided = std::move(transaction);
    d->arbitrate(*d->decided);
    return d->decided->events();
}

void RecipeExecutor::carryOut(quint64 last)
{
    d->told = d->working;
    d->takeOver(*d->decided, last);
}

void RecipeExecutor::tellDecided()
{
    const Transaction transaction = *std::exchange(d->decided, std::nullopt);
    d->tell(std::exchange(d->told, {}), transaction);
}

void RecipeExecutor::takeBack(const Error &error)
{
    d->decided.reset();
    d->refuseGroup(error);
}

void RecipeExecutor::join(Arbiter *arbiter, std::shared_ptr<LatestValues> latest)
{
    disconnect(d->ownSamples);
    d->context.setLatest(std::move(latest));
    d->context.setArbiter(arbiter);
}

} // namespace cytoloom
