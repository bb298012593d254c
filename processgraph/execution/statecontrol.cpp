// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/statecontrol.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/executioncontext.h"
#include "processgraph/execution/unitallocation.h"

#include <algorithm>

namespace cytoloom::statecontrol {

using namespace Qt::StringLiterals;
using C = ProceduralCommand;
using S = ProceduralState;

namespace {

bool isActive(S state)
{
    return state != S::Idle && !isFinal(state);
}

Error rejection(const QString &code, const ElementId &id, C command, S state)
{
    return Error(code,
        {{u"element"_s, id.value()}, {u"command"_s, toText(command)}, {u"state"_s, toText(state)}});
}

/// A phase is at work at or below \p id.
bool hasActivePhase(const Transaction &transaction, const ElementId &id)
{
    const Element *element = transaction.procedure().element(id);
    if (element && element->kind == ElementKind::Phase)
        return isActive(transaction.stateOf(id));
    const QVector<ElementId> children = transaction.procedure().children(id);
    return std::any_of(children.begin(), children.end(),
        [&](const ElementId &child) { return hasActivePhase(transaction, child); });
}

/// The phases at or below \p id that are in \p state.
QVector<ElementId> phasesIn(const Transaction &transaction, const ElementId &id, S state)
{
    const Element *element = transaction.procedure().element(id);
    QVector<ElementId> found;
    if (element && element->kind == ElementKind::Phase && transaction.stateOf(id) == state)
        found << id;
    const QVector<ElementId> children = transaction.procedure().children(id);
    for (const ElementId &child : children)
        found += phasesIn(transaction, child, state);
    return found;
}

void propagate(Transaction &transaction, const ElementId &id, C command, StateCause cause,
    const Message &reason, const PersonId &person)
{
    const std::optional<S> next = stateAfter(transaction.stateOf(id), command);
    if (next)
        transaction.setState(id, *next, cause, reason, person);
    if (command == C::Start || command == C::Reset)
        return; // tokens start children; a reset child is reset by itself
    const QVector<ElementId> children = transaction.procedure().children(id);
    for (const ElementId &child : children) {
        if (isActive(transaction.stateOf(child)))
            propagate(transaction, child, command, StateCause::Parent, reason, person);
    }
}

/// A stopped or aborted element is to be done again: its token comes back.
void reset(
    Transaction &transaction, const ElementId &id, const Message &reason, const PersonId &person)
{
    const BatchState &state = transaction.state();
    const Element *element = transaction.procedure().element(id);
    unitallocation::release(transaction, *element);
    const bool completed = state.status(id).state == S::Complete;
    const QVector<LinkId> in = transaction.procedure().controlIn(id);
    QStringList placed;
    if (!completed && !in.isEmpty())
        placed << in.first().value();
    transaction.setState(id, S::Idle, StateCause::User, reason, person, {}, placed);
}

} // namespace

QVector<ElementId> partners(const Procedure &procedure, const ElementId &id)
{
    QVector<ElementId> result;
    const QVector<LinkId> links = procedure.outgoing(id) + procedure.incoming(id);
    for (const LinkId &linkId : links) {
        const Link *link = procedure.link(linkId);
        if (link->kind == LinkKind::Sync)
            result << (link->from.element == id ? link->to.element : link->from.element);
    }
    return result;
}

Result<ProceduralState> check(const BatchState &state, const ElementId &id, C command)
{
    const Procedure &procedure = state.control.recipe.procedure;
    const S now = state.status(id).state;
    const Element *element = procedure.element(id);
    if (!id.isEmpty()) {
        if (!element)
            return rejection(u"command.unknownElement"_s, id, command, now);
        const ElementKind kind = element->kind;
        if (kind != ElementKind::Phase && kind != ElementKind::ManualStep
            && kind != ElementKind::Gate && !element->isContainer())
            return rejection(u"command.illegal"_s, id, command, now);
        if (command == C::Start)
            return rejection(u"command.onlyBatch"_s, id, command, now);
        if (command == C::Reset && now == S::Complete)
            return rejection(u"command.illegal"_s, id, command, now);
        const S parent = state.status(procedure.container(id)).state;
        const bool goesOn = command == C::Restart || command == C::Resume || command == C::Reset;
        if (goesOn && parent != S::Running)
            return rejection(u"command.parentHeld"_s, id, command, now);
    } else if (command == C::Reset) {
        return rejection(u"command.batchOnce"_s, id, command, now);
    }
    const std::optional<S> next = stateAfter(now, command);
    if (!next)
        return rejection(u"command.illegal"_s, id, command, now);
    const UnitId unit = ExecutionContext::unitOf(state, id);
    if (command == C::Reset && now == S::Aborted && isAborted(state, unit)) {
        Error error = rejection(u"command.resetNeedsClearance"_s, id, command, now);
        error.message.args.insert(u"unit"_s, unit.value());
        return error;
    }
    return *next;
}

bool isAborted(const BatchState &state, const UnitId &unit)
{
    if (unit.isEmpty())
        return false;
    const auto cleared = state.cleared.constFind(unit);
    for (auto it = state.elements.begin(); it != state.elements.end(); ++it) {
        const bool open = it->state == S::Aborted
            && (cleared == state.cleared.constEnd() || *cleared < it->endedElapsed);
        if (open && ExecutionContext::unitOf(state, it.key()) == unit)
            return true;
    }
    return false;
}

void order(Transaction &transaction, const ElementId &id, C command, const Message &reason,
    const PersonId &person)
{
    if (command == C::Reset) {
        reset(transaction, id, reason, person);
        return;
    }
    const bool ends = command == C::Stop || command == C::Abort;
    if (ends && hasActivePhase(transaction, id))
        transaction.openDeviation(id, command == C::Stop ? u"major"_s : u"critical"_s, reason);
    const S target = command == C::Hold ? S::Holding : S::Restarting;
    propagate(transaction, id, command, StateCause::User, reason, person);
    if (command != C::Hold && command != C::Restart)
        return;
    const QVector<ElementId> phases = phasesIn(transaction, id, target);
    for (const ElementId &phase : phases) {
        const QVector<ElementId> others = partners(transaction.procedure(), phase);
        for (const ElementId &partner : others) {
            if (check(transaction.state(), partner, command))
                propagate(transaction, partner, command, StateCause::Parent, reason, person);
        }
    }
}

void faultHold(
    Transaction &transaction, const ElementId &id, const Message &reason, StateCause cause)
{
    if (!stateAfter(transaction.stateOf(id), C::Hold))
        return;
    transaction.openDeviation(id, u"minor"_s, reason);
    propagate(transaction, id, C::Hold, cause, reason, {});
}

bool settle(Transaction &transaction, const ElementId &id)
{
    const S now = transaction.stateOf(id);
    const std::optional<S> done = stateWhenDone(now);
    if (!done || now == S::Running)
        return false;
    const QVector<ElementId> children = transaction.procedure().children(id);
    // A child that was restarting takes no PAUSE; it takes it as soon as it runs.
    for (const ElementId &child : children) {
        if (now == S::Pausing && transaction.stateOf(child) == S::Running) {
            propagate(transaction, child, C::Pause, StateCause::Parent,
                transaction.state().status(id).reason, {});
            return true;
        }
    }
    const bool atRest = std::all_of(children.begin(), children.end(), [&](const ElementId &child) {
        const S state = transaction.stateOf(child);
        return now == S::Restarting ? state != S::Restarting : isQuiescent(state);
    });
    if (!atRest)
        return false;
    transaction.setState(id, *done, StateCause::Logic);
    return true;
}

} // namespace cytoloom::statecontrol
