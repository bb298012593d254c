// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/tokenflow.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/gatedecision.h"
#include "processgraph/execution/statecontrol.h"
#include "processgraph/execution/unitallocation.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

/// A recipe that goes round without ever waiting would never give the thread back. What is left
/// over is done in the next tick.
constexpr int MaxRounds = 1000;

} // namespace

TokenFlow::TokenFlow(const ExecutionContext &context, Transaction &transaction, PhaseRunner &runner,
    Permissive *permissive)
    : m_context(context)
    , m_transaction(transaction)
    , m_runner(runner)
    , m_permissive(permissive)
{ }

void TokenFlow::advance()
{
    for (int round = 0; round < MaxRounds; ++round) {
        const bool moved = advanceActive();
        const bool started = advanceTokens();
        if (!moved && !started)
            return;
    }
}

bool TokenFlow::advanceActive()
{
    bool changed = advanceContainer({});
    const QVector<ElementId> active = m_transaction.active(); // a copy: it changes under way
    for (const ElementId &id : active) {
        const Element *element = m_transaction.procedure().element(id);
        const S state = m_transaction.stateOf(id);
        if (!element || state == S::Idle || isFinal(state))
            continue;
        if (element->kind == ElementKind::Phase)
            changed |= m_runner.advancePhase(id);
        else if (element->kind == ElementKind::ManualStep)
            changed |= m_runner.advanceManualStep(id);
        else if (element->kind == ElementKind::Gate)
            changed |= advanceGate(*element);
        else
            changed |= advanceContainer(id);
    }
    return changed;
}

bool TokenFlow::advanceContainer(const ElementId &id)
{
    const S state = m_transaction.stateOf(id);
    if (state != S::Running)
        return statecontrol::settle(m_transaction, id);
    const QVector<ElementId> children = m_transaction.procedure().children(id);
    if (children.isEmpty())
        return m_runner.finish(id);
    bool ended = false;
    for (const ElementId &child : children) {
        const ElementKind kind = m_transaction.procedure().element(child)->kind;
        const bool done = m_transaction.stateOf(child) == S::Complete;
        if (kind == ElementKind::Begin && !done) {
            pass(child, {}, outgoing(child));
            return true;
        }
        ended = ended || (kind == ElementKind::End && done);
    }
    return ended && closeContainer(id);
}

bool TokenFlow::closeContainer(const ElementId &id)
{
    const QVector<ElementId> children = m_transaction.procedure().children(id);
    for (const ElementId &child : children) {
        const S state = m_transaction.stateOf(child);
        if (state != S::Idle && !isFinal(state))
            return false;
        const QVector<LinkId> out = m_transaction.procedure().controlOut(child);
        for (const LinkId &link : out) {
            if (m_transaction.state().tokens.contains(link))
                return false;
        }
    }
    const Element *element = m_transaction.procedure().element(id);
    if (element && element->kind == ElementKind::Loop)
        return closeLoop(*element);
    return m_runner.finish(id);
}

bool TokenFlow::closeLoop(const Element &loop)
{
    const ElementStatus status = m_transaction.state().status(loop.id);
    if (status.loopExit)
        return m_runner.finish(loop.id);
    bool failed = false;
    const bool exit = holds(loop.id, loop.condition, &failed);
    if (failed)
        return true;
    if (!exit) {
        const auto known = m_context.evaluate(
            loop.condition, m_transaction.state(), loop.id, m_transaction.moment());
        if (!known)
            return false; // it cannot be said yet: wait
        if (loop.maxCount > 0 && status.iterations + 1 >= loop.maxCount) {
            statecontrol::faultHold(m_transaction, loop.id,
                Message {u"execution.loopMax"_s,
                    {{u"loop"_s, loop.id.value()}, {u"count"_s, QString::number(loop.maxCount)}}},
                StateCause::Logic);
            return true;
        }
    }
    m_transaction.emitEvent(
        event::LoopIterated, loop.id, {{"count", status.iterations + 1}, {"exit", exit}});
    return true;
}

bool TokenFlow::advanceGate(const Element &gate)
{
    if (m_transaction.stateOf(gate.id) != S::Running)
        return statecontrol::settle(m_transaction, gate.id);
    const Procedure &procedure = m_transaction.procedure();
    const auto leads = [&](GateOutcome outcome) {
        const QVector<LinkId> out = procedure.controlOut(gate.id);
        return std::any_of(out.begin(), out.end(),
            [&](const LinkId &id) { return procedure.link(id)->outcome == outcome; });
    };
    const BatchState &state = m_transaction.state();
    const GateDecision decision = decideGate(gate, state.results, state.resultUnits);
    if (decision.outcome == GateOutcome::Pending && !leads(GateOutcome::Pending))
        return false; // wait for the results
    bool changed = false;
    if (m_permissive && gate.gate && gate.gate->release && decision.outcome == GateOutcome::Pass
        && state.status(gate.id).outcome != toText(decision.outcome)) {
        const qsizetype before = m_transaction.events().size();
        if (!m_permissive->permits(m_transaction, gate, true))
            return m_transaction.events().size() != before;
    }
    if (state.status(gate.id).outcome != toText(decision.outcome)) {
        m_transaction.emitEvent(event::GateDecided, gate.id,
            {{"outcome", toText(decision.outcome)}, {"results", decision.results},
                {"failed", eventdata::toJson(decision.failed)}});
        changed = true;
    }
    if (decision.outcome == GateOutcome::Fail && !leads(GateOutcome::Fail)) {
        statecontrol::faultHold(m_transaction, gate.id,
            Message {u"execution.gateFailed"_s,
                {{u"gate"_s, gate.id.value()}, {u"criteria"_s, decision.failed.join(u", "_s)}}},
            StateCause::Logic);
        return true;
    }
    // A plain link out of a gate is its pass link.
    const bool plain = decision.outcome == GateOutcome::Pass && !leads(GateOutcome::Pass);
    return m_runner.finish(gate.id, plain ? GateOutcome::None : decision.outcome) || changed;
}

bool TokenFlow::advanceTokens()
{
    QVector<LinkId> waiting = m_transaction.state().tokens.keys();
    std::sort(waiting.begin(), waiting.end()); // the same order in every run
    bool changed = false;
    for (const LinkId &id : std::as_const(waiting)) {
        const Link *link = m_transaction.procedure().link(id);
        if (link && m_transaction.state().tokens.contains(id))
            changed |= arrive(*link);
    }
    return changed;
}

bool TokenFlow::arrive(const Link &link)
{
    const Procedure &procedure = m_transaction.procedure();
    const Element *element = procedure.element(link.to.element);
    if (!element || m_transaction.stateOf(procedure.container(element->id)) != S::Running)
        return false;
    switch (element->kind) {
    case ElementKind::Begin:
        return false; // nothing leads there in a sound recipe
    case ElementKind::End:
        pass(element->id, {link.id.value()}, {});
        return true;
    case ElementKind::ParallelSplit:
    case ElementKind::SelectionJoin:
        pass(element->id, {link.id.value()}, outgoing(element->id));
        return true;
    case ElementKind::ParallelJoin: {
        QStringList taken;
        const QVector<LinkId> in = procedure.controlIn(element->id);
        for (const LinkId &incoming : in) {
            if (!m_transaction.state().tokens.contains(incoming))
                return false;
            taken << incoming.value();
        }
        pass(element->id, taken, outgoing(element->id));
        return true;
    }
    case ElementKind::SelectionSplit:
        return fireSelection(*element, link);
    case ElementKind::Transition:
        return fireTransition(*element, link);
    default:
        return start(*element, link);
    }
}

bool TokenFlow::start(const Element &element, const Link &link)
{
    const S now = m_transaction.stateOf(element.id);
    if (now != S::Idle && now != S::Complete)
        return false; // still busy, or waiting for a person's Reset
    const qsizetype before = m_transaction.events().size();
    const Element *from = m_transaction.procedure().element(link.from.element);
    const bool asked
        = from && (from->kind == ElementKind::Transition || from->kind == ElementKind::Begin);
    if (!asked && !consents(element, link))
        return m_transaction.events().size() != before;
    // Its unit first: what the rules say about a start must be true when it starts.
    if (element.kind == ElementKind::UnitProcedure
        && !unitallocation::acquire(m_context, m_transaction, element))
        return m_transaction.events().size() != before;
    if (m_permissive && runsituation::isWork(element)
        && !m_permissive->permits(m_transaction, element))
        return m_transaction.events().size() != before; // its token stays where it is
    if (element.kind == ElementKind::Phase
        && !unitallocation::acquire(m_context, m_transaction, element))
        return m_transaction.events().size() != before;
    if (now == S::Complete) // once more, by a way back or a loop of control links
        m_transaction.setState(element.id, S::Idle, StateCause::Logic);
    m_transaction.setState(element.id, S::Running, StateCause::Logic, {}, {}, {link.id.value()});
    return true;
}

/// False also while it cannot be said. A condition that no waiting can bring holds the container.
bool TokenFlow::holds(const ElementId &scope, const QString &condition, bool *failed)
{
    if (condition.trimmed().isEmpty())
        return true;
    const auto value
        = m_context.evaluate(condition, m_transaction.state(), scope, m_transaction.moment());
    if (value)
        return *value != 0;
    if (value.error().code() != "expression.missing"_L1) {
        const Element *element = m_transaction.procedure().element(scope);
        const ElementId held = element && element->isContainer()
            ? scope
            : m_transaction.procedure().container(scope);
        statecontrol::faultHold(m_transaction, held, value.error().message, StateCause::Logic);
        *failed = true;
    }
    return false;
}

/// In semi-automatic and manual mode a person is asked, once per token; true when it may go on.
bool TokenFlow::consents(const Element &element, const Link &link)
{
    const BatchState &state = m_transaction.state();
    if (state.modeOf(m_transaction.procedure().container(element.id)) == ExecutionMode::Automatic
        || state.consented.contains(link.id))
        return true;
    const bool open
        = std::any_of(state.prompts.begin(), state.prompts.end(), [&](const Prompt &prompt) {
              return prompt.purpose == PromptPurpose::Consent && prompt.logic == link.id.value();
          });
    if (!open) {
        PromptDefinition definition;
        definition.text = element.name;
        definition.role = u"operator"_s;
        m_runner.openPrompt(element.id, PromptPurpose::Consent, definition, link.id.value());
    }
    return false;
}

bool TokenFlow::fireTransition(const Element &element, const Link &link)
{
    bool failed = false;
    if (!holds(element.id, element.condition, &failed))
        return failed;
    const qsizetype before = m_transaction.events().size();
    if (!consents(element, link))
        return m_transaction.events().size() != before;
    JsonValue values = JsonValue::object();
    const QStringList names = m_context.names(element.condition);
    for (const QString &name : names) {
        if (const auto value
            = m_context.value(m_transaction.state(), element.id, m_transaction.moment(), name))
            values.insert(name, JsonValue(*value));
    }
    m_transaction.emitEvent(event::TransitionFired, element.id,
        {{"condition", element.condition}, {"values", values},
            {"taken", eventdata::toJson(QStringList {link.id.value()})},
            {"placed", eventdata::toJson(outgoing(element.id))}});
    return true;
}

bool TokenFlow::fireSelection(const Element &element, const Link &link)
{
    const Procedure &procedure = m_transaction.procedure();
    const QVector<LinkId> branches = procedure.controlOut(element.id); // by priority
    for (const LinkId &branch : branches) {
        const Element *first = procedure.element(procedure.link(branch)->to.element);
        if (!first)
            continue;
        bool failed = false;
        if (first->kind == ElementKind::Transition
            && !holds(first->id, first->condition, &failed)) {
            if (failed)
                return true;
            continue;
        }
        pass(element.id, {link.id.value()}, {branch.value()});
        return true;
    }
    return false;
}

void TokenFlow::pass(const ElementId &id, const QStringList &taken, const QStringList &placed)
{
    m_transaction.emitEvent(event::TokenMoved, id,
        {{"taken", eventdata::toJson(taken)}, {"placed", eventdata::toJson(placed)}});
}

QStringList TokenFlow::outgoing(const ElementId &id) const
{
    QStringList result;
    const QVector<LinkId> out = m_transaction.procedure().controlOut(id);
    for (const LinkId &link : out)
        result << link.value();
    return result;
}

} // namespace cytoloom
