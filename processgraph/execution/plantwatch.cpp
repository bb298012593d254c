// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the executor that listens to the plant: outcomes of orders, devices that go and come.
#include "processgraph/execution/executorprivate.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/statecontrol.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

/// A device may be away so long before the phases that it serves are held.
constexpr Duration DeviceGrace = std::chrono::minutes(2);

/// Numbers of orders that the journal has not seen, beside those that a transaction gives.
constexpr quint64 FirstUnrecorded = 4000;

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

} // namespace

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
        // Ours, whatever was there before; carried out or not, the order was not a stranger's.
        transaction.setPoints().remove(outcome.tag);
        const UnitId unit = transaction.safeOrders().take(outcome.command);
        if (unit.isEmpty())
            continue;
        if (outcome.verified) {
            transaction.owed().remove(unit);
        } else if (!transaction.owed().contains(unit)) {
            transaction.owed().insert(unit);
            transaction.openDeviation(element, u"major"_s,
                Message {u"execution.safeStateFailed"_s,
                    {{u"unit"_s, unit.value()}, {u"error"_s, outcome.error.code()}}});
        }
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
    if (status.state == ConnectionState::Connected) {
        if (lost.remove(status.device))
            back.insert(status.device);
    } else if (gone && !lost.contains(status.device)) {
        lost.insert(status.device, clock.elapsed());
        for (const TagDefinition &tag : context.plant().allTags()) {
            if (tag.device == status.device && tag.direction == TagDirection::ReadWrite
                && context.latest(tag.id).quality == Quality::Good)
                working.setPoints.insert(tag.id, context.latest(tag.id).value);
        }
    }
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

QSet<DeviceId> RecipeExecutor::Private::devicesOf(const UnitId &unit) const
{
    QSet<DeviceId> devicesOfUnit;
    if (const PlantUnit *found = context.plant().unit(unit)) {
        for (const TagDefinition &tag : found->tags)
            devicesOfUnit.insert(tag.device);
    }
    devicesOfUnit.remove(DeviceId());
    return devicesOfUnit;
}

QVector<UnitId> RecipeExecutor::Private::unitsOf(
    const BatchState &state, const Element &phase) const
{
    QVector<UnitId> units;
    const auto add = [&](const UnitId &unit) {
        if (!unit.isEmpty() && !units.contains(unit))
            units << unit;
    };
    const PhaseClass *logic = context.phaseClass(phase.type);
    add(ExecutionContext::unitOf(state, phase.id));
    for (const LogicStep &step : logic ? logic->run : QVector<LogicStep>()) {
        const qsizetype colon = step.signal.indexOf(u':');
        if (colon > 0)
            add(state.control.units.value(RoleId(step.signal.left(colon))));
    }
    return units;
}

void RecipeExecutor::Private::makeSafe()
{
    if (!unrecorded.isEmpty())
        return;
    QVector<UnitId> units;
    for (const ElementId &id : std::as_const(working.active)) {
        const Element *element = working.state.control.recipe.procedure.element(id);
        const S state = working.state.status(id).state;
        if (!element || element->kind != ElementKind::Phase || state == S::Held)
            continue;
        const QVector<UnitId> own = unitsOf(working.state, *element);
        for (const UnitId &unit : own) {
            if (!units.contains(unit))
                units << unit;
        }
    }
    for (const UnitId &unit : std::as_const(units)) {
        const CommandId command
            = working.state.lastSequence * 4096 + FirstUnrecorded + quint64(unrecorded.size());
        unrecorded << UnrecordedOrder {unit, command, clock.now()};
        gateway.safeState(command, unit);
    }
}

void RecipeExecutor::Private::recordLate(Transaction &transaction)
{
    for (const UnrecordedOrder &order : std::as_const(unrecorded)) {
        transaction.emitEvent(event::SafeStateOrdered, {},
            {{"unit", order.unit.value()}, {"command", qint64(order.command)}, {"late", true},
                {"ordered", toIso(order.time)}});
        holdServedBy(transaction, devicesOf(order.unit),
            Message {u"execution.journalWasDown"_s, {{u"since"_s, toIso(order.time)}}});
    }
}

/// A unit that was out of reach when it was to go into its safe state may still be pumping.
void RecipeExecutor::Private::renewSafeStates(Transaction &transaction)
{
    if (back.isEmpty() || transaction.owed().isEmpty())
        return;
    const QSet<UnitId> owed = transaction.owed();
    for (const UnitId &unit : owed) {
        if (!devicesOf(unit).intersects(back))
            continue;
        transaction.owed().remove(unit);
        transaction.orderSafeState({}, unit);
    }
}

void RecipeExecutor::Private::holdChanged(Transaction &transaction)
{
    if (transaction.setPoints().isEmpty())
        return;
    const QHash<TagId, double> known = transaction.setPoints();
    for (auto it = known.begin(); it != known.end(); ++it) {
        const TagDefinition *tag = context.plant().tag(it.key());
        const TagValue now = context.latest(it.key());
        if (!tag || lost.contains(tag->device) || now.quality != Quality::Good)
            continue;
        transaction.setPoints().remove(it.key());
        if (now.value != it.value())
            holdServedBy(transaction, {tag->device},
                Message {u"execution.setPointChanged"_s,
                    {{u"tag"_s, it.key().value()}, {u"before"_s, QString::number(it.value())},
                        {u"now"_s, QString::number(now.value)}}});
    }
}

void RecipeExecutor::Private::holdServedByLost(Transaction &transaction)
{
    for (auto it = lost.constBegin(); it != lost.constEnd(); ++it) {
        if (clock.elapsed() - it.value() >= DeviceGrace)
            holdServedBy(transaction, {it.key()},
                Message {u"execution.deviceLost"_s, {{u"device"_s, it.key().value()}}});
    }
}

void RecipeExecutor::Private::holdServedBy(
    Transaction &transaction, const QSet<DeviceId> &served, const Message &reason)
{
    const QVector<ElementId> active = transaction.active();
    for (const ElementId &id : active) {
        const Element *element = transaction.procedure().element(id);
        const S state = transaction.stateOf(id);
        const bool atWork = state == S::Running || state == S::Pausing || state == S::Paused
            || state == S::Restarting;
        if (!element || element->kind != ElementKind::Phase || !atWork
            || transaction.state().status(id).workDone)
            continue;
        if (context.devicesOf(transaction.state(), id, *context.phaseClass(element->type))
                .intersects(served))
            statecontrol::faultHold(transaction, id, reason, StateCause::Interlock);
    }
}

} // namespace cytoloom
