// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/executorprivate.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/phaserunner.h"
#include "processgraph/execution/statecontrol.h"
#include "processgraph/execution/tokenflow.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

/// A device may be away so long before the phases that it serves are held.
constexpr Duration DeviceGrace = std::chrono::minutes(2);

QString stateWord(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Disconnected:
        return u"disconnected"_s;
    case ConnectionState::Connecting:
        return u"connecting"_s;
    case ConnectionState::Connected:
        return u"connected"_s;
    case ConnectionState::Faulted:
        return u"faulted"_s;
    }
    Q_UNREACHABLE();
}

Result<void> checkExpression(const QString &text, const ElementId &element)
{
    if (text.trimmed().isEmpty())
        return {};
    const auto parsed = Expression::parse(text);
    if (parsed)
        return {};
    QMap<QString, QString> args = parsed.error().message.args;
    args.insert(u"element"_s, element.value());
    args.insert(u"text"_s, text);
    return Error(u"batch.badExpression"_s, args);
}

} // namespace

RecipeExecutor::Private::Private(RecipeExecutor &executor, const QVector<PhaseClass> &phaseClasses,
    const Plant &plant, const Clock &theClock, Journal &theJournal, EquipmentGateway &theGateway)
    : owner(executor)
    , context(phaseClasses, plant)
    , clock(theClock)
    , journal(theJournal)
    , gateway(theGateway)
{ }

Transaction RecipeExecutor::Private::begin() const
{
    return Transaction(working, clock.now(), clock.elapsed());
}

void RecipeExecutor::Private::advance(Transaction &transaction)
{
    takeDevices(transaction);
    takeOutcomes(transaction);
    holdServedByLost(transaction);
    PhaseRunner runner(context, transaction);
    TokenFlow flow(context, transaction, runner);
    flow.advance();
}

void RecipeExecutor::Private::takeOutcomes(Transaction &transaction)
{
    for (const WriteOutcome &outcome : std::as_const(outcomes)) {
        if (!transaction.pending().contains(outcome.command))
            continue;
        const ElementId element = transaction.pending().take(outcome.command);
        transaction.emitEvent(event::WriteFinished, element,
            {{"command", qint64(outcome.command)}, {"verified", outcome.verified},
                {"error",
                    outcome.verified ? JsonValue() : eventdata::toJson(outcome.error.message)}});
        if (transaction.hasRun(element) && transaction.run(element).command == outcome.command)
            transaction.run(element).outcome = outcome;
    }
}

void RecipeExecutor::Private::takeDevices(Transaction &transaction)
{
    for (const DeviceStatus &status : std::as_const(devices))
        transaction.emitEvent(event::DeviceState, {},
            {{"device", status.device.value()}, {"state", stateWord(status.state)},
                {"reason", eventdata::toJson(status.reason)}});
}

void RecipeExecutor::Private::deviceChanged(const DeviceStatus &status)
{
    const bool gone
        = status.state == ConnectionState::Faulted || status.state == ConnectionState::Disconnected;
    if (status.state == ConnectionState::Connected)
        lost.remove(status.device);
    else if (gone && !lost.contains(status.device))
        lost.insert(status.device, clock.elapsed());
    // Attempts to connect are no news; and a batch that has not begun or is over has no witness.
    const auto known = deviceStates.constFind(status.device);
    if (status.state == ConnectionState::Connecting
        || (known != deviceStates.constEnd() && *known == status.state))
        return;
    deviceStates.insert(status.device, status.state);
    if (!owner.state().exists() || isFinal(owner.state().state))
        return;
    devices << status;
    owner.tick();
}

void RecipeExecutor::Private::holdServedByLost(Transaction &transaction)
{
    QSet<DeviceId> missed;
    for (auto it = lost.constBegin(); it != lost.constEnd(); ++it) {
        if (clock.elapsed() - it.value() >= DeviceGrace)
            missed.insert(it.key());
    }
    if (missed.isEmpty())
        return;
    const QVector<ElementId> active = transaction.active();
    for (const ElementId &id : active) {
        const Element *element = transaction.procedure().element(id);
        if (!element || element->kind != ElementKind::Phase || transaction.stateOf(id) != S::Running
            || transaction.state().status(id).workDone)
            continue;
        const QSet<DeviceId> hit
            = context.devicesOf(transaction.state(), id, *context.phaseClass(element->type))
            & missed;
        if (!hit.isEmpty())
            statecontrol::faultHold(transaction, id,
                Message {u"execution.deviceLost"_s, {{u"device"_s, hit.values().first().value()}}},
                StateCause::Interlock);
    }
}

Result<void> RecipeExecutor::Private::commit(Transaction &transaction)
{
    if (transaction.events().isEmpty())
        return {};
    const Result<quint64> last = journal.append(transaction.events());
    if (!last) {
        if (!journalDown)
            Q_EMIT owner.journalFailed(last.error());
        journalDown = true;
        return last.error();
    }
    journalDown = false;
    outcomes.clear();
    devices.clear();
    transaction.acknowledge(*last);
    const Working before = std::exchange(working, transaction.working());
    for (const Effect &effect : transaction.effects()) {
        if (effect.tag.isEmpty())
            gateway.safeState(effect.command, effect.unit);
        else
            gateway.write(effect.command, effect.tag, effect.value);
    }
    tell(before, transaction);
    return {};
}

void RecipeExecutor::Private::tell(const Working &before, const Transaction &transaction)
{
    // A slot may give the next order: what is told is what this group led to.
    const BatchState after = transaction.state();
    Q_EMIT owner.eventsAppended(transaction.events());
    Q_EMIT owner.stateChanged(after);
    const auto sorted = [](QVector<quint64> ids) {
        std::sort(ids.begin(), ids.end());
        return ids;
    };
    const QVector<quint64> closed = sorted(before.state.prompts.keys());
    for (const quint64 id : closed) {
        if (!after.prompts.contains(id))
            Q_EMIT owner.promptClosed(id);
    }
    const QVector<quint64> opened = sorted(after.prompts.keys());
    for (const quint64 id : opened) {
        if (!before.state.prompts.contains(id))
            Q_EMIT owner.promptOpened(after.prompts.value(id));
    }
    if (isFinal(after.state) && !isFinal(before.state.state))
        Q_EMIT owner.finished(after.state);
}

Result<void> RecipeExecutor::Private::comeUpHeld()
{
    const BatchState &state = working.state;
    const QVector<ElementId> all
        = QVector<ElementId> {ElementId()} + state.control.recipe.procedure.elements();
    for (const ElementId &id : all) {
        const S now = state.status(id).state;
        if (now != S::Idle && !isFinal(now))
            working.active << id;
    }
    Transaction transaction = begin();
    const Duration outage = qMax(Duration(0), clock.now() - state.lastEvent);
    transaction.emitEvent(event::BatchRecovered, {},
        {{"lastEvent", toIso(state.lastEvent)}, {"outageMs", qint64(outage.count())}});
    QVector<UnitId> atWork;
    const QVector<ElementId> active = transaction.active();
    for (const ElementId &id : active) {
        const S now = transaction.stateOf(id);
        if (now == S::Held || now == S::Stopping || now == S::Aborting)
            continue;
        const Element *element = transaction.procedure().element(id);
        const UnitId unit = ExecutionContext::unitOf(transaction.state(), id);
        if (element && element->kind == ElementKind::Phase && !unit.isEmpty()
            && !atWork.contains(unit))
            atWork << unit;
        transaction.setState(id, S::Held, StateCause::Recovery,
            Message {u"execution.recovered"_s, {{u"outage"_s, toReadable(outage)}}});
    }
    for (const UnitId &unit : std::as_const(atWork))
        transaction.orderSafeState({}, unit);
    return commit(transaction);
}

Result<void> RecipeExecutor::Private::check(const ControlRecipe &control) const
{
    const Procedure &procedure = control.recipe.procedure;
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const Element *element = procedure.element(id);
        if (const auto read = checkExpression(element->condition, id); !read)
            return read;
        if (element->kind != ElementKind::Phase)
            continue;
        const PhaseClass *logic = context.phaseClass(element->type);
        if (!logic)
            return Error(
                u"batch.unknownPhase"_s, {{u"element"_s, id.value()}, {u"type"_s, element->type}});
        for (const auto *steps :
            {&logic->run, &logic->hold, &logic->restart, &logic->stop, &logic->abort}) {
            for (const LogicStep &step : *steps) {
                if (const auto read = checkExpression(step.expression, id); !read)
                    return read;
                if (const auto read = checkExpression(step.rate, id); !read)
                    return read;
            }
        }
    }
    return {};
}

} // namespace cytoloom
