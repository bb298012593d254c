// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/batchstate.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/findingjson.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool is(const JournalEvent &event, const char *code)
{
    return event.code == QLatin1String(code);
}

const QVector<QString> &meaningWords()
{
    static const QVector<QString> words {u"performed"_s, u"verified"_s, u"reviewed"_s,
        u"approved"_s, u"released"_s}; // order of SignatureMeaning
    return words;
}

const QVector<QString> &purposeWords()
{
    static const QVector<QString> words {u"step"_s, u"manual"_s, u"verification"_s, u"refusal"_s,
        u"waiver"_s, u"consent"_s}; // order of PromptPurpose
    return words;
}

} // namespace

QString toText(SignatureMeaning meaning)
{
    return meaningWords().at(int(meaning));
}

QString toText(PromptPurpose purpose)
{
    return purposeWords().at(int(purpose));
}

void BatchState::apply(const JournalEvent &event)
{
    if (is(event, event::BatchCreated)) {
        const JsonValue *json = event.data.find(u"controlRecipe");
        auto read = json ? ControlRecipe::fromJson(*json) : Result<ControlRecipe>(Error());
        if (!read || exists())
            return;
        control = *std::move(read);
        created = event.time;
    } else if (!exists() || event.batch != control.header.id) {
        return;
    }
    if (is(event, event::BatchRecovered)) {
        // The clock's elapsed() began anew with the program: carry batch time on.
        const Duration outage(qint64(eventdata::number(event.data, u"outageMs")));
        elapsedOffset = lastElapsed + outage - event.elapsed;
    }
    const Duration moment = event.elapsed + elapsedOffset;
    lastEvent = event.time;
    lastElapsed = moment;
    lastSequence = qMax(lastSequence, event.sequence);

    moveTokens(event.data);
    if (is(event, event::ElementState))
        applyState(event, moment);
    else if (is(event, event::StepStarted) || is(event, event::StepFinished))
        applyStep(event, moment);
    else if (is(event, event::PromptOpened))
        applyPrompt(event);
    else if (is(event, event::PromptAnswered))
        applyAnswer(event);
    else if (event.code.startsWith("rule."_L1))
        applyRule(event);
    else
        applyOther(event, moment);
}

BatchState BatchState::fold(const QVector<JournalEvent> &events)
{
    BatchState state;
    for (const JournalEvent &event : events)
        state.apply(event);
    return state;
}

void BatchState::moveTokens(const JsonValue &data)
{
    for (const QString &text : eventdata::texts(data, u"taken")) {
        const auto found = tokens.find(LinkId(text));
        if (found != tokens.end() && --found.value() <= 0)
            tokens.erase(found);
        consented.remove(LinkId(text));
        prompts.removeIf([&](QHash<quint64, Prompt>::iterator it) {
            return it.value().purpose == PromptPurpose::Consent && it.value().logic == text;
        });
    }
    for (const QString &text : eventdata::texts(data, u"placed"))
        ++tokens[LinkId(text)];
}

void BatchState::applyState(const JournalEvent &event, Duration moment)
{
    const auto from = stateFromText(eventdata::text(event.data, u"from"));
    const auto to = stateFromText(eventdata::text(event.data, u"to"));
    if (!from || !to)
        return;
    ElementStatus &status = statusRef(event.element);
    status.state = *to;
    if (*to == ProceduralState::Holding
        || (*to == ProceduralState::Held && *from != ProceduralState::Holding))
        status.heldElapsed = moment;
    const Message reason = eventdata::message(event.data, u"reason");
    if (!reason.code.isEmpty())
        status.reason = reason;
    else if (*to == ProceduralState::Running)
        status.reason = {};

    if (*from == ProceduralState::Idle && *to == ProceduralState::Running) {
        ElementStatus fresh;
        fresh.state = *to;
        fresh.run = int(eventdata::number(event.data, u"run", status.run + 1));
        fresh.started = event.time;
        fresh.startedElapsed = moment;
        fresh.syncs = status.syncs;
        status = fresh;
        resetContent(event.element);
    } else if (isFinal(*to)) {
        status.ended = event.time;
        status.endedElapsed = moment;
        status.step = -1;
        prompts.removeIf([&](QHash<quint64, Prompt>::iterator it) {
            return it.value().element == event.element;
        });
    }
    if (isFinal(*to) || *to == ProceduralState::Idle)
        requests.remove(event.element);
    // What goes on was allowed to; what ends asks nobody any more, nor does anything inside it.
    const bool ends = isFinal(*to) || *to == ProceduralState::Idle
        || *to == ProceduralState::Stopping || *to == ProceduralState::Aborting;
    const bool goesOn = *to == ProceduralState::Running || *to == ProceduralState::Restarting;
    if (ends || (goesOn && refusals.contains(event.element)))
        dropRefusals(event.element);
    if (event.element.isEmpty()) {
        state = own.state;
        started = own.started;
        ended = own.ended;
    }
}

void BatchState::applyStep(const JournalEvent &event, Duration moment)
{
    ElementStatus &status = statusRef(event.element);
    const int index = int(eventdata::number(event.data, u"index", -1));
    const QString logic = eventdata::text(event.data, u"logic");
    const bool run = logic == "run"_L1;
    if (is(event, event::StepFinished)) {
        status.step = -1;
        if (run) {
            status.nextStep = index + 1;
            status.openStep = -1;
        }
        return;
    }
    status.step = index;
    status.logic = logic;
    status.stepBegunElapsed = moment;
    if (eventdata::flag(event.data, u"resumed")) {
        // Its time goes on counting, through the hold and restart logic in between as well.
        status.stepStarted = status.openStepStarted;
        status.stepStartedElapsed = status.openStepStartedElapsed;
        return;
    }
    status.stepStarted = event.time;
    status.stepStartedElapsed = moment;
    if (!run)
        return;
    status.openStep = index;
    status.openStepStarted = event.time;
    status.openStepStartedElapsed = moment;
    if (eventdata::text(event.data, u"kind") == "sync"_L1)
        ++status.syncs;
}

void BatchState::applyPrompt(const JournalEvent &event)
{
    Prompt prompt;
    prompt.id = quint64(eventdata::number(event.data, u"prompt"));
    prompt.batch = event.batch;
    prompt.element = event.element;
    prompt.definition = eventdata::promptDefinition(event.data, u"definition");
    prompt.opened = event.time;
    prompt.result = eventdata::text(event.data, u"result");
    prompt.purpose = PromptPurpose(
        qMax(qsizetype(0), purposeWords().indexOf(eventdata::text(event.data, u"purpose"))));
    prompt.logic = eventdata::text(event.data, u"logic");
    prompt.index = int(eventdata::number(event.data, u"index", -1));
    prompts.insert(prompt.id, prompt);
    lastPrompt = qMax(lastPrompt, prompt.id);
}

void BatchState::applyAnswer(const JournalEvent &event)
{
    const Prompt prompt = prompts.take(quint64(eventdata::number(event.data, u"prompt")));
    if (prompt.id == 0)
        return;
    if (prompt.purpose == PromptPurpose::Refusal) {
        // "Try again", unless it is the choice to waive: then the refusal waits for the reason.
        const bool waives = prompt.definition.answer == AnswerKind::Choice
            && eventdata::number(event.data, u"answer") != 0;
        if (!waives)
            refusals.remove(prompt.element);
        return;
    }
    if (prompt.purpose == PromptPurpose::Waiver)
        return; // rule.waived follows
    if (prompt.purpose == PromptPurpose::Consent) {
        consented.insert(LinkId(prompt.logic));
        return;
    }
    ElementStatus &status = statusRef(prompt.element);
    if (prompt.purpose == PromptPurpose::Verification) {
        status.verified = true;
        status.verifiedBy = event.person;
        return;
    }
    status.persons << event.person;
    if (prompt.purpose == PromptPurpose::Manual)
        status.nextStep = 1;
}

void BatchState::applyRule(const JournalEvent &event)
{
    const QVector<RefusedFinding> findings = findingjson::read(event.data, u"findings");
    if (is(event, event::RuleRefused)) {
        dropRefusals(event.element);
        Refusal refusal;
        refusal.element = event.element;
        refusal.target = ElementId(eventdata::text(event.data, u"target"));
        refusal.moment = eventdata::text(event.data, u"moment");
        refusal.findings = findings;
        refusal.prompt = quint64(eventdata::number(event.data, u"prompt"));
        refusal.time = event.time;
        refusal.person = event.person;
        refusals.insert(event.element, refusal);
    } else if (is(event, event::RuleWarned)) {
        for (const RefusedFinding &finding : findings)
            warned.insert(finding.key);
    } else if (is(event, event::RuleWaived)) {
        for (const RefusedFinding &finding : findings)
            waived.insert(finding.key);
        dropRefusals(event.element);
    } else if (is(event, event::RuleUnjudged)) {
        unjudgedFacts = int(eventdata::number(event.data, u"facts", -1));
    }
}

/// Those of \p from and of what it contains, with their prompts.
void BatchState::dropRefusals(const ElementId &from)
{
    if (refusals.isEmpty())
        return;
    const auto within = [&](ElementId at) {
        while (!at.isEmpty() && at != from)
            at = control.recipe.procedure.container(at);
        return at == from;
    };
    refusals.removeIf(
        [&](QHash<ElementId, Refusal>::iterator it) { return within(it.value().element); });
    prompts.removeIf([&](QHash<quint64, Prompt>::iterator it) {
        const PromptPurpose purpose = it.value().purpose;
        return (purpose == PromptPurpose::Refusal || purpose == PromptPurpose::Waiver)
            && within(it.value().element);
    });
}

/// Begin, End, transitions, splits and joins have no life of their own: they are passed.
void BatchState::passed(const JournalEvent &event, Duration moment)
{
    ElementStatus &status = statusRef(event.element);
    status.state = ProceduralState::Complete;
    ++status.run;
    status.started = event.time;
    status.ended = event.time;
    status.endedElapsed = moment;
}

void BatchState::applyOther(const JournalEvent &event, Duration moment)
{
    if (is(event, event::TokenMoved) || is(event, event::TransitionFired)) {
        passed(event, moment);
    } else if (is(event, event::WorkDone)) {
        statusRef(event.element).workDone = true;
    } else if (is(event, event::LoopIterated)) {
        ElementStatus &status = statusRef(event.element);
        status.iterations = int(eventdata::number(event.data, u"count"));
        status.loopExit = eventdata::flag(event.data, u"exit");
        if (!status.loopExit)
            resetContent(event.element);
    } else if (is(event, event::GateDecided)) {
        statusRef(event.element).outcome = eventdata::text(event.data, u"outcome");
    } else if (is(event, event::ResultReported)) {
        const QString name = eventdata::text(event.data, u"name");
        const QString unit = eventdata::text(event.data, u"unit");
        if (const JsonValue *value = event.data.find(u"value");
            value && value->type() == JsonValue::Type::Number)
            results.insert(name, value->toDouble());
        else
            results.insert(name, eventdata::text(event.data, u"value"));
        if (!event.element.isEmpty())
            statusRef(event.element).reported.insert(name, results.value(name));
        if (unit.isEmpty())
            resultUnits.remove(name);
        else
            resultUnits.insert(name, unit);
    } else if (is(event, event::UnitAllocated)) {
        const UnitId unit(eventdata::text(event.data, u"unit"));
        allocated.insert(RoleId(eventdata::text(event.data, u"role")), unit);
        holders.insert(unit, event.element);
        if (eventdata::flag(event.data, u"serving"))
            serving.insert(unit);
        else
            serving.remove(unit);
        requests.remove(event.element);
    } else if (is(event, event::UnitRequested)) {
        requests.insert(event.element,
            UnitRequest {event.batch, event.element, UnitId(eventdata::text(event.data, u"unit")),
                event.time, eventdata::message(event.data, u"why")});
    } else if (is(event, event::UnitCleared)) {
        cleared.insert(UnitId(eventdata::text(event.data, u"unit")), moment);
        if (!eventdata::flag(event.data, u"keeps"))
            uncleared.remove(UnitId(eventdata::text(event.data, u"unit")));
    } else if (is(event, event::ModeChanged)) {
        if (const auto mode = modeFromText(eventdata::text(event.data, u"mode")))
            modes.insert(event.element, *mode);
    } else if (is(event, event::PlantCompared)) {
        mismatches.clear();
        for (const QString &tag : eventdata::texts(event.data, u"mismatches"))
            mismatches << TagId(tag);
    } else if (is(event, event::MismatchConfirmed)) {
        mismatches.removeOne(TagId(eventdata::text(event.data, u"tag")));
    } else if (is(event, event::UnitReleased)) {
        allocated.remove(RoleId(eventdata::text(event.data, u"role")));
        serving.remove(UnitId(eventdata::text(event.data, u"unit")));
        if (!eventdata::flag(event.data, u"serving"))
            uncleared.insert(UnitId(eventdata::text(event.data, u"unit")));
        holders.remove(UnitId(eventdata::text(event.data, u"unit")));
    } else if (is(event, event::Signed)) {
        const qsizetype meaning = meaningWords().indexOf(eventdata::text(event.data, u"meaning"));
        if (meaning >= 0)
            statusRef(event.element).signatures << GivenSignature {
                SignatureMeaning(meaning), eventdata::text(event.data, u"role"), event.person};
    } else if (is(event, event::DeviationOpened)) {
        ++deviations;
    } else if (is(event, event::BatchCommand)) {
        // Who restarts what contains a refused step tries again.
        if (eventdata::text(event.data, u"command") == toText(ProceduralCommand::Restart))
            dropRefusals(event.element);
    } else if (is(event, event::BatchBound)) {
        const JsonValue *json = event.data.find(u"binding");
        const auto read
            = json ? readBinding(json->toJson(), u"binding"_s) : Result<BatchBinding>(Error());
        if (read)
            binding = std::make_shared<const BatchBinding>(*read);
    }
}

void BatchState::resetContent(const ElementId &container)
{
    const Procedure &procedure = control.recipe.procedure;
    const QVector<ElementId> children = procedure.children(container);
    for (const ElementId &child : children) {
        const auto found = elements.find(child);
        if (found != elements.end()) {
            ElementStatus fresh;
            fresh.run = found->run;
            fresh.syncs = found->syncs;
            *found = fresh;
        }
        const QVector<LinkId> links = procedure.controlOut(child);
        for (const LinkId &link : links)
            tokens.remove(link);
        resetContent(child);
    }
}

QVector<ElementId> BatchState::active() const
{
    QVector<ElementId> result;
    const QVector<ElementId> all = control.recipe.procedure.elements();
    for (const ElementId &id : all) {
        const auto found = elements.find(id);
        if (found == elements.end() || found->state == ProceduralState::Idle
            || isFinal(found->state))
            continue;
        const ElementKind kind = control.recipe.procedure.element(id)->kind;
        if (kind == ElementKind::Phase || kind == ElementKind::ManualStep)
            result << id;
    }
    return result;
}

QVector<SignaturePoint> BatchState::missingSignatures(const ElementId &id) const
{
    QVector<SignaturePoint> missing;
    const Element *element = control.recipe.procedure.element(id);
    if (!element)
        return missing;
    QVector<GivenSignature> given = status(id).signatures;
    for (const SignaturePoint &point : element->signatures) {
        const auto match = std::find_if(given.begin(), given.end(), [&](const auto &signature) {
            return signature.meaning == point.meaning && signature.role == point.role;
        });
        if (match == given.end())
            missing << point;
        else
            given.erase(match); // two equal points want two signatures
    }
    return missing;
}

ExecutionMode BatchState::modeOf(const ElementId &id) const
{
    if (modes.isEmpty())
        return ExecutionMode::Automatic;
    for (ElementId at = id;; at = control.recipe.procedure.container(at)) {
        const auto found = modes.constFind(at);
        if (found != modes.constEnd())
            return *found;
        if (at.isEmpty())
            return ExecutionMode::Automatic;
    }
}

QVector<ElementId> BatchState::awaitingSignature() const
{
    QVector<ElementId> result;
    for (auto it = elements.begin(); it != elements.end(); ++it) {
        if (it->workDone && !isFinal(it->state) && !missingSignatures(it.key()).isEmpty())
            result << it.key();
    }
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace cytoloom
