// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the executor where people change the course of a batch: each is a record.
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/executorprivate.h"
#include "processgraph/execution/statecontrol.h"

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

/// Two different people and a reason: what every deviation from the recipe needs.
std::optional<Error> twoPeople(
    const QString &reason, const PersonId &person, const PersonId &verifiedBy)
{
    if (reason.trimmed().isEmpty())
        return Error(u"intervention.noReason"_s, {});
    if (person.isEmpty() || verifiedBy.isEmpty())
        return Error(u"intervention.twoPeople"_s, {});
    if (person == verifiedBy)
        return Error(u"intervention.samePerson"_s, {{u"person"_s, person.value()}});
    return std::nullopt;
}

Message byPerson(const QString &reason)
{
    return Message {u"execution.byPerson"_s, {{u"reason"_s, reason.trimmed()}}};
}

QStringList texts(const QVector<ElementId> &ids)
{
    QStringList result;
    for (const ElementId &id : ids)
        result << id.value();
    return result;
}

} // namespace

void RecipeExecutor::setMode(const ModeOrder &request)
{
    const QMap<QString, QString> args {{u"element"_s, request.element.value()}};
    const Element *element = state().control.recipe.procedure.element(request.element);
    if (!request.element.isEmpty() && (!element || !element->isContainer())) {
        Q_EMIT refused(Error(u"mode.noContainer"_s, args));
        return;
    }
    if (request.person.isEmpty()) {
        Q_EMIT refused(Error(u"intervention.twoPeople"_s, args));
        return;
    }
    if (request.mode == ExecutionMode::Manual && request.reason.trimmed().isEmpty()) {
        Q_EMIT refused(Error(u"intervention.noReason"_s, args));
        return;
    }
    Transaction transaction = d->begin();
    transaction.emitEvent(event::ModeChanged, request.element,
        {{"mode", toText(request.mode)}, {"from", toText(state().modeOf(request.element))},
            {"reason", eventdata::textOrNull(request.reason.trimmed())}},
        request.person);
    d->advance(transaction);
    if (const auto done = d->commit(transaction); !done)
        Q_EMIT refused(done.error());
}

void RecipeExecutor::jump(const JumpOrder &request)
{
    const Result<JumpPlan> plan = planJump(state(), request.to);
    if (!plan) {
        Q_EMIT refused(plan.error());
        return;
    }
    if (const auto missing = twoPeople(request.reason, request.person, request.verifiedBy)) {
        Q_EMIT refused(*missing);
        return;
    }
    Transaction transaction = d->begin();
    const Message reason = byPerson(request.reason);
    transaction.openDeviation(request.to, u"major"_s, reason);
    for (const ElementId &left : plan->left) {
        if (statecontrol::check(transaction.state(), left, ProceduralCommand::Stop))
            statecontrol::order(transaction, left, ProceduralCommand::Stop, reason, request.person);
    }
    QStringList taken;
    for (const LinkId &link : plan->taken)
        taken << link.value();
    if (transaction.stateOf(request.to) != S::Idle)
        transaction.setState(request.to, S::Idle, StateCause::User, reason, request.person);
    transaction.emitEvent(event::ProcedureJumped, plan->container,
        {{"to", request.to.value()}, {"left", eventdata::toJson(texts(plan->left))},
            {"skipped", eventdata::toJson(texts(plan->skipped))},
            {"reason", request.reason.trimmed()}, {"verifiedBy", request.verifiedBy.value()},
            {"taken", eventdata::toJson(taken)},
            {"placed", eventdata::toJson(QStringList {plan->placed.value()})}},
        request.person);
    d->advance(transaction);
    if (const auto done = d->commit(transaction); !done)
        Q_EMIT refused(done.error());
}

void RecipeExecutor::force(const ForceOrder &request)
{
    const Procedure &procedure = state().control.recipe.procedure;
    const Element *element = procedure.element(request.transition);
    const QMap<QString, QString> args {{u"element"_s, request.transition.value()}};
    LinkId waiting;
    if (element && element->kind == ElementKind::Transition) {
        const QVector<LinkId> in = procedure.controlIn(request.transition);
        for (const LinkId &link : in) {
            if (state().tokens.contains(link))
                waiting = link;
        }
    }
    std::optional<Error> refusal;
    if (waiting.isEmpty())
        refusal = Error(u"force.notWaiting"_s, args);
    else if (state().status(procedure.container(request.transition)).state != S::Held)
        refusal = Error(u"force.notHeld"_s, args);
    else
        refusal = twoPeople(request.reason, request.person, request.verifiedBy);
    if (refusal) {
        Q_EMIT refused(*refusal);
        return;
    }
    Transaction transaction = d->begin();
    transaction.openDeviation(request.transition, u"major"_s, byPerson(request.reason));
    JsonValue values = JsonValue::object();
    const QStringList names = d->context.names(element->condition);
    for (const QString &name : names) {
        if (const auto known = value(request.transition, name))
            values.insert(name, JsonValue(*known));
    }
    QStringList placed;
    const QVector<LinkId> out = procedure.controlOut(request.transition);
    for (const LinkId &link : out)
        placed << link.value();
    transaction.emitEvent(event::TransitionFired, request.transition,
        {{"condition", element->condition}, {"values", values}, {"forced", true},
            {"reason", request.reason.trimmed()}, {"verifiedBy", request.verifiedBy.value()},
            {"taken", eventdata::toJson(QStringList {waiting.value()})},
            {"placed", eventdata::toJson(placed)}},
        request.person);
    d->advance(transaction);
    if (const auto done = d->commit(transaction); !done)
        Q_EMIT refused(done.error());
}

void RecipeExecutor::decideFault(const FaultOrder &decision)
{
    const ElementStatus status = state().status(decision.element);
    const Element *element = state().control.recipe.procedure.element(decision.element);
    const QMap<QString, QString> args {
        {u"element"_s, decision.element.value()}, {u"option"_s, toText(decision.option)}};
    std::optional<Error> refusal;
    if (!element || element->kind != ElementKind::Phase || status.state != S::Held)
        refusal = Error(u"fault.notHeld"_s, args);
    else if (decision.option == FaultOption::Retry && decision.person.isEmpty())
        refusal = Error(u"intervention.twoPeople"_s, args);
    else if (decision.option == FaultOption::Skip || decision.option == FaultOption::ByHand)
        refusal = twoPeople(decision.reason, decision.person, decision.verifiedBy);
    const PhaseClass *logic = element ? d->context.phaseClass(element->type) : nullptr;
    const bool goesBehind
        = decision.option == FaultOption::Skip || decision.option == FaultOption::ByHand;
    const bool hasStep = logic && status.openStep >= 0 && status.openStep < logic->run.size();
    if (!refusal && goesBehind && !hasStep)
        refusal = Error(u"fault.noStep"_s, args);
    const QString result
        = !refusal && goesBehind ? logic->run.at(status.openStep).result : QString();
    if (!refusal && decision.option == FaultOption::ByHand && !result.isEmpty() && !decision.value)
        refusal = Error(u"fault.noValue"_s, args);
    if (!refusal && goesBehind) // before anything is left out: may it be restarted at all?
        if (const auto legal
            = statecontrol::check(state(), decision.element, ProceduralCommand::Restart);
            !legal)
            refusal = legal.error();
    if (refusal) {
        Q_EMIT refused(*refusal);
        return;
    }
    switch (decision.option) {
    case FaultOption::Hold:
        return; // it stays as it is
    case FaultOption::Abort:
        command(decision.element, ProceduralCommand::Abort, decision.reason, decision.person);
        return;
    case FaultOption::Retry:
        command(decision.element, ProceduralCommand::Restart, decision.reason, decision.person);
        return;
    case FaultOption::Skip:
    case FaultOption::ByHand:
        break;
    }
    Transaction transaction = d->begin();
    const Message reason = byPerson(decision.reason);
    transaction.openDeviation(
        decision.element, decision.option == FaultOption::Skip ? u"major"_s : u"minor"_s, reason);
    transaction.emitEvent(event::FaultDecided, decision.element,
        {{"option", toText(decision.option)}, {"index", status.openStep},
            {"reason", decision.reason.trimmed()}, {"verifiedBy", decision.verifiedBy.value()}},
        decision.person);
    if (decision.option == FaultOption::ByHand && !result.isEmpty())
        transaction.emitEvent(event::ResultReported, decision.element,
            {{"name", result}, {"value", *decision.value},
                {"unit",
                    eventdata::textOrNull(logic->run.at(status.openStep).prompt.unit.symbol())}},
            decision.person);
    transaction.emitEvent(event::StepFinished, decision.element,
        {{"index", status.openStep}, {"logic", u"run"_s},
            {"ok", decision.option == FaultOption::ByHand},
            {"message", eventdata::toJson(reason)}});
    std::optional<Error> against
        = d->restart(transaction, decision.element, decision.reason, decision.person);
    if (!against)
        d->advance(transaction);
    if (const auto done = d->commit(transaction); !done)
        against = done.error();
    if (against)
        Q_EMIT refused(*against);
}

void RecipeExecutor::recordClearance(const LineClearance &clearance, bool keeps)
{
    Transaction transaction = d->begin();
    transaction.emitData(event::UnitCleared, {}, clearanceData(clearance, keeps), clearance.person);
    if (const auto done = d->commit(transaction); !done)
        Q_EMIT refused(done.error());
}

} // namespace cytoloom
