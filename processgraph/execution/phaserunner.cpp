// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/phaserunner.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/statecontrol.h"
#include "processgraph/execution/unitallocation.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

QString kindWord(LogicKind kind)
{
    static const QStringList words {u"write"_s, u"ramp"_s, u"waitUntil"_s, u"waitFor"_s, u"check"_s,
        u"ask"_s, u"record"_s, u"sync"_s}; // order of LogicKind
    return words.at(int(kind));
}

} // namespace

PhaseRunner::PhaseRunner(const ExecutionContext &context, Transaction &transaction)
    : m_context(context)
    , m_transaction(transaction)
{ }

bool PhaseRunner::advancePhase(const ElementId &phase)
{
    const Element *element = m_transaction.procedure().element(phase);
    const PhaseClass *logic = m_context.phaseClass(element->type);
    Q_ASSERT(logic); // create() and recover() have looked
    const qsizetype before = m_transaction.events().size();
    switch (m_transaction.stateOf(phase)) {
    case S::Running:
        if (interlocked(phase))
            break;
        if (runList(phase, u"run"_s, logic->run))
            finish(phase);
        break;
    case S::Pausing: // the run logic goes on to where it may stand still
        if (interlocked(phase))
            break;
        if (safeToPause(phase, logic->run) || runList(phase, u"run"_s, logic->run))
            m_transaction.setState(phase, S::Paused, StateCause::Logic);
        break;
    case S::Holding:
        if (runList(phase, u"hold"_s, logic->hold))
            m_transaction.setState(phase, S::Held, StateCause::Logic);
        break;
    case S::Restarting:
        if (interlocked(phase) || waitsForDestination(phase))
            break;
        // What was begun without its serving unit (an older record, a jump) gets it first.
        if (!unitallocation::acquire(m_context, m_transaction, *element))
            break;
        if (runList(phase, u"restart"_s, logic->restart))
            m_transaction.setState(phase, S::Running, StateCause::Logic);
        break;
    case S::Stopping:
        if (runList(phase, u"stop"_s, logic->stop)) {
            unitallocation::release(m_transaction, *element);
            m_transaction.setState(phase, S::Stopped, StateCause::Logic);
        }
        break;
    case S::Aborting:
        if (runList(phase, u"abort"_s, logic->abort)) {
            unitallocation::release(m_transaction, *element);
            m_transaction.setState(phase, S::Aborted, StateCause::Logic);
        }
        break;
    default:
        break;
    }
    return m_transaction.events().size() != before;
}

/// A transfer needs both ends: what befalls the partner holds this phase, too.
bool PhaseRunner::interlocked(const ElementId &phase)
{
    const QVector<ElementId> partners = statecontrol::partners(m_transaction.procedure(), phase);
    for (const ElementId &partner : partners) {
        switch (m_transaction.stateOf(partner)) {
        case S::Holding:
        case S::Held:
        case S::Stopping:
        case S::Stopped:
        case S::Aborting:
        case S::Aborted:
            statecontrol::faultHold(m_transaction, phase,
                Message {u"execution.partnerFailed"_s, {{u"partner"_s, partner.value()}}},
                StateCause::Interlock);
            return true;
        default:
            break;
        }
    }
    return false;
}

/// True when the list has ended.
bool PhaseRunner::runList(
    const ElementId &phase, const QString &logic, const QVector<LogicStep> &steps)
{
    const bool isRun = logic == "run"_L1;
    PhaseRun &run = m_transaction.run(phase);
    if (run.logic != logic) {
        run = PhaseRun {};
        run.logic = logic;
        run.index = isRun ? m_transaction.state().status(phase).nextStep : 0;
    }
    while (run.index < steps.size()) {
        const LogicStep &step = steps.at(run.index);
        if (!run.entered)
            enter(phase, step, run);
        const Outcome outcome = execute(phase, step, run);
        if (outcome.progress == Progress::Waiting)
            return false;
        const bool ok = outcome.progress == Progress::Done;
        if (!ok && (isRun || logic == "restart"_L1)) {
            fail(phase, outcome.message);
            return false;
        }
        // On the way to a safe state nothing may stop us: note it and go on.
        leave(phase, run, ok, outcome.message);
        if (m_transaction.stateOf(phase) == S::Pausing && safeToPause(phase, steps))
            return false;
    }
    return true;
}

void PhaseRunner::enter(const ElementId &phase, const LogicStep &step, PhaseRun &run)
{
    const ElementStatus status = m_transaction.state().status(phase);
    const bool resumed = run.logic == "run"_L1 && status.openStep == run.index;
    const int index = run.index;
    const QString logic = run.logic;
    run = PhaseRun {};
    run.logic = logic;
    run.index = index;
    run.entered = true;
    run.resumed = resumed;
    run.enteredAt = m_transaction.moment();
    m_transaction.emitEvent(event::StepStarted, phase,
        {{"index", index}, {"logic", logic}, {"kind", kindWord(step.kind)},
            {"resumed", resumed ? JsonValue(true) : JsonValue()}});
}

void PhaseRunner::leave(const ElementId &phase, PhaseRun &run, bool ok, const Message &message)
{
    // The answer to a prompt has finished its step already, see RecipeExecutor::answer().
    const bool finished
        = run.logic == "run"_L1 && m_transaction.state().status(phase).nextStep > run.index;
    if (!finished)
        m_transaction.emitEvent(event::StepFinished, phase,
            {{"index", run.index}, {"logic", run.logic}, {"ok", ok},
                {"message", eventdata::toJson(message)}});
    ++run.index;
    run.entered = false;
}

void PhaseRunner::fail(const ElementId &phase, const Message &message)
{
    statecontrol::faultHold(m_transaction, phase, message, StateCause::Logic);
}

/// Waiting and asking can stand still at any moment; an order to the plant is seen through first.
/// What the logic itself switches off again later (a pump, a line, a spinning bowl) is not left on
/// unattended: a wait for a volume may not stand still while the pump goes on.
bool PhaseRunner::safeToPause(const ElementId &phase, const QVector<LogicStep> &steps) const
{
    const int next = m_transaction.state().status(phase).nextStep;
    const bool known = m_transaction.hasRun(phase);
    const PhaseRun run = known ? m_transaction.run(phase) : PhaseRun {};
    if (known && run.logic == "run"_L1 && run.entered && run.index < steps.size()
        && (run.command != 0 || steps.at(run.index).kind == LogicKind::Ramp))
        return false;
    QSet<QString> on;
    for (int i = 0; i < qMin(next, int(steps.size())); ++i) {
        if (steps.at(i).kind != LogicKind::Write)
            continue;
        if (steps.at(i).expression.trimmed() == "0"_L1)
            on.remove(steps.at(i).signal);
        else
            on.insert(steps.at(i).signal);
    }
    return std::none_of(
        steps.begin() + qMin(next, int(steps.size())), steps.end(), [&](const LogicStep &step) {
            return step.kind == LogicKind::Write && step.expression.trimmed() == "0"_L1
                && on.contains(step.signal);
        });
}

/// What flows begins at its destination: the source of a transfer restarts its pumps when the
/// vessel that receives (a centrifuge that has to come up to speed, say) has restarted.
bool PhaseRunner::waitsForDestination(const ElementId &phase) const
{
    const Procedure &procedure = m_transaction.procedure();
    const QVector<LinkId> out = procedure.outgoing(phase);
    return std::any_of(out.begin(), out.end(), [&](const LinkId &id) {
        const Link *link = procedure.link(id);
        return link->kind == LinkKind::Sync
            && m_transaction.stateOf(link->to.element) == S::Restarting;
    });
}

bool PhaseRunner::advanceManualStep(const ElementId &id)
{
    if (m_transaction.stateOf(id) != S::Running)
        return statecontrol::settle(m_transaction, id);
    const BatchState &state = m_transaction.state();
    if (state.status(id).nextStep > 0)
        return finish(id);
    const bool open = std::any_of(state.prompts.begin(), state.prompts.end(),
        [&](const Prompt &prompt) { return prompt.element == id; });
    if (open)
        return false;
    const Element *element = m_transaction.procedure().element(id);
    PromptDefinition definition;
    definition.text = element->note.isEmpty()
        ? element->name
        : LocalizedText {element->name.en + u": "_s + element->note.en,
            element->name.zh + u"："_s + element->note.zh};
    definition.role = element->crew.isEmpty() ? u"operator"_s : element->crew.first().role;
    openPrompt(id, PromptPurpose::Manual, definition);
    return true;
}

quint64 PhaseRunner::openPrompt(const ElementId &element, PromptPurpose purpose,
    const PromptDefinition &definition, const QString &logic, int index, const QString &result)
{
    const quint64 id = m_transaction.state().lastPrompt + 1;
    m_transaction.emitEvent(event::PromptOpened, element,
        {{"prompt", qint64(id)}, {"purpose", toText(purpose)},
            {"logic", eventdata::textOrNull(logic)},
            {"index", index < 0 ? JsonValue() : JsonValue(index)},
            {"result", eventdata::textOrNull(result)}, {"role", definition.role},
            {"definition", eventdata::toJson(definition)}});
    return id;
}

bool PhaseRunner::finish(const ElementId &id, GateOutcome outcome)
{
    const Procedure &procedure = m_transaction.procedure();
    const Element *element = procedure.element(id);
    const BatchState &state = m_transaction.state();
    const qsizetype before = m_transaction.events().size();
    if (element) {
        const bool asksSecond
            = element->verification == VerificationKind::SecondPerson && !state.status(id).verified;
        if ((asksSecond || !state.missingSignatures(id).isEmpty()) && !state.status(id).workDone)
            m_transaction.emitEvent(event::WorkDone, id, {});
        if (asksSecond) {
            const bool open = std::any_of(
                state.prompts.begin(), state.prompts.end(), [&](const Prompt &prompt) {
                    return prompt.element == id && prompt.purpose == PromptPurpose::Verification;
                });
            if (!open) {
                PromptDefinition definition;
                definition.text = element->name;
                definition.role = u"operator"_s;
                openPrompt(id, PromptPurpose::Verification, definition);
            }
            return m_transaction.events().size() != before;
        }
        if (!state.missingSignatures(id).isEmpty())
            return m_transaction.events().size() != before;
        reportMaterial(*element);
        unitallocation::release(m_transaction, *element);
    }
    QStringList placed;
    const QVector<LinkId> out = id.isEmpty() ? QVector<LinkId>() : procedure.controlOut(id);
    for (const LinkId &link : out) {
        if (outcome == GateOutcome::None || procedure.link(link)->outcome == outcome)
            placed << link.value();
    }
    m_transaction.setState(id, S::Complete, StateCause::Logic, {}, {}, {}, placed);
    return true;
}

} // namespace cytoloom
