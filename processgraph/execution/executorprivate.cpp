// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/executorprivate.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/phaserunner.h"
#include "processgraph/execution/resumecheck.h"
#include "processgraph/execution/statecontrol.h"
#include "processgraph/execution/tokenflow.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

/// The journal may refuse so long, e.g. while a disk is busy, before the plant is made safe.
constexpr Duration JournalGrace = std::chrono::seconds(30);

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

Transaction RecipeExecutor::Private::begin()
{
    if (context.arbiter())
        arbiterBefore = *context.arbiter();
    return Transaction(working, clock.now(), clock.elapsed());
}

void RecipeExecutor::Private::advance(Transaction &transaction)
{
    takeDevices(transaction);
    takeOutcomes(transaction);
    recordLate(transaction);
    renewSafeStates(transaction);
    holdChanged(transaction);
    holdServedByLost(transaction);
    PhaseRunner runner(context, transaction);
    TokenFlow flow(context, transaction, runner, permissive.get());
    flow.advance();
}

Result<void> RecipeExecutor::Private::commit(Transaction &transaction)
{
    if (transaction.events().isEmpty())
        return {};
    arbitrate(transaction);
    const Result<quint64> last = journal.append(transaction.events());
    if (!last) {
        refuseGroup(last.error());
        return last.error();
    }
    const Working old = working;
    takeOver(transaction, *last);
    tell(old, transaction);
    return {};
}

void RecipeExecutor::Private::arbitrate(const Transaction &transaction)
{
    if (!context.arbiter())
        return;
    for (const JournalEvent &event : transaction.events())
        context.arbiter()->apply(event);
    context.arbiter()->setState(transaction.state());
}

void RecipeExecutor::Private::refuseGroup(const Error &error)
{
    if (context.arbiter())
        *context.arbiter() = *arbiterBefore;
    if (!journalDown)
        Q_EMIT owner.journalFailed(error);
    journalDown = true;
    if (!downSince)
        downSince = clock.elapsed();
    if (clock.elapsed() - *downSince >= JournalGrace)
        makeSafe();
}

void RecipeExecutor::Private::takeOver(Transaction &transaction, quint64 last)
{
    journalDown = false;
    downSince.reset();
    unrecorded.clear();
    outcomes.clear();
    devices.clear();
    back.clear();
    transaction.acknowledge(last);
    working = transaction.working();
    if (context.arbiter())
        context.arbiter()->setState(working.state); // with its sequence number
    for (const Effect &effect : transaction.effects()) {
        if (effect.tag.isEmpty())
            gateway.safeState(effect.command, effect.unit);
        else
            gateway.write(effect.command, effect.tag, effect.value);
    }
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
    const QVector<ResumeFinding> findings
        = resumeCheck(state, context.plant(), clock.now(), state.lastElapsed + outage);
    QVector<Message> found;
    for (const ResumeFinding &finding : findings)
        found << finding.message;
    transaction.emitEvent(event::BatchRecovered, {},
        {{"lastEvent", toIso(state.lastEvent)}, {"outageMs", qint64(outage.count())},
            {"findings", eventdata::toJson(found)}});
    for (const ResumeFinding &finding : findings) {
        if (finding.isDeviation)
            transaction.openDeviation(finding.element, u"major"_s, finding.message);
    }
    QVector<UnitId> atWork;
    const QVector<ElementId> active = transaction.active();
    for (const ElementId &id : active) {
        const S now = transaction.stateOf(id);
        if (now == S::Held || now == S::Stopping || now == S::Aborting)
            continue;
        const Element *element = transaction.procedure().element(id);
        if (element && element->kind == ElementKind::Phase) {
            const QVector<UnitId> units = unitsOf(transaction.state(), *element);
            for (const UnitId &unit : units) {
                if (!atWork.contains(unit))
                    atWork << unit;
            }
        }
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

QVector<PhaseClass> RecipeExecutor::Private::logicOf(const ControlRecipe &control) const
{
    QMap<QString, PhaseClass> used; // by name: the same record each time
    const QVector<ElementId> all = control.recipe.procedure.elements();
    for (const ElementId &id : all) {
        const Element *element = control.recipe.procedure.element(id);
        const PhaseClass *logic
            = element->kind == ElementKind::Phase ? context.phaseClass(element->type) : nullptr;
        if (logic)
            used.insert(logic->id, *logic);
    }
    return used.values();
}

} // namespace cytoloom
