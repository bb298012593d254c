// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of phase logic, one function per LogicKind.
#include "processgraph/execution/phaserunner.h"

#include "processgraph/execution/arbiter.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/statecontrol.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// In hold, stop and abort logic a condition may not keep the unit from its safe state for ever.
constexpr Duration TransientPatience = std::chrono::minutes(10);
/// A step that needs a value waits so long for a Good one where its own time-out says nothing.
constexpr Duration ValuePatience = std::chrono::minutes(10);
/// A ramp orders at most so often: the journal has each order.
constexpr Duration RampInterval = std::chrono::minutes(1);

bool drivesToSafety(const QString &logic)
{
    return logic != "run"_L1 && logic != "restart"_L1;
}

/// "temperature" of "temperature.sp" and "temperature.pv".
QString stem(const QString &signal)
{
    return signal.endsWith(".sp"_L1) || signal.endsWith(".pv"_L1) ? signal.chopped(3) : signal;
}

QString shown(double value)
{
    return QString::number(value, 'g', 6);
}

} // namespace

PhaseRunner::Outcome PhaseRunner::execute(
    const ElementId &phase, const LogicStep &step, PhaseRun &run)
{
    switch (step.kind) {
    case LogicKind::Write:
        return executeWrite(phase, step, run);
    case LogicKind::Ramp:
        return executeRamp(phase, step, run);
    case LogicKind::WaitUntil:
    case LogicKind::WaitFor:
        return executeCondition(phase, step, run);
    case LogicKind::Check:
        return executeCheck(phase, step, run);
    case LogicKind::Ask:
        return executeAsk(phase, step, run);
    case LogicKind::Record:
        return executeRecord(phase, step, run);
    case LogicKind::Sync:
        return executeSync(phase, step, run);
    }
    Q_UNREACHABLE();
}

/// Still waiting, unless its time is over. \p unknown names what has no Good value, if anything.
PhaseRunner::Outcome PhaseRunner::waiting(
    const LogicStep &step, const PhaseRun &run, const Error &unknown) const
{
    Duration patience = step.timeout;
    const bool lacksValue = unknown.code() == "expression.missing"_L1;
    if (patience == Duration(0) && drivesToSafety(run.logic))
        patience = TransientPatience;
    else if (patience == Duration(0) && step.kind != LogicKind::WaitUntil
        && (lacksValue || run.command != 0)) // an order that nobody ever answers
        patience = ValuePatience;
    if (patience == Duration(0) || m_transaction.moment() - run.enteredAt < patience)
        return {};
    QMap<QString, QString> args {
        {u"step"_s, QString::number(run.index + 1)}, {u"limit"_s, toReadable(patience)}};
    if (!lacksValue)
        return {Progress::Failed, Message {u"execution.timeout"_s, args}};
    args.insert(u"name"_s, unknown.message.args.value(u"name"_s));
    return {Progress::Failed, Message {u"execution.timeoutUnknown"_s, args}};
}

std::optional<Message> PhaseRunner::outsideValidated(
    const ElementId &phase, const LogicStep &step, double value) const
{
    const BatchState &state = m_transaction.state();
    const Element *element = m_transaction.procedure().element(phase);
    const QStringList names = m_context.names(step.expression);
    for (const Parameter &parameter : element->parameters) {
        const QString name = u"p."_s + parameter.id.value();
        if (!names.contains(name))
            continue;
        const auto own = m_context.value(state, phase, m_transaction.moment(), name);
        // The set point itself; and what is computed from it may not go beyond it either.
        const bool shows
            = !parameter.signal.isEmpty() && stem(parameter.signal) == stem(step.signal);
        const bool beyond = shows && parameter.validated.high && value > *parameter.validated.high;
        if (!beyond && (!own || parameter.validated.contains(*own)))
            continue;
        const double judged = beyond || !own ? value : *own;
        const auto end
            = [](const std::optional<double> &limit) { return limit ? shown(*limit) : u"–"_s; };
        return Message {u"execution.outsideValidated"_s,
            {{u"parameter"_s, parameter.id.value()}, {u"value"_s, shown(judged)},
                {u"low"_s, end(parameter.validated.low)},
                {u"high"_s, end(parameter.validated.high)}, {u"unit"_s, parameter.unit.symbol()}}};
    }
    return std::nullopt;
}

/// The firewall against mix-ups: what belongs to another batch is not touched, whatever a recipe
/// and its binding say (rules COI-01, CLR-01).
std::optional<Message> PhaseRunner::refusedOrder(const ElementId &phase, const TagId &tag)
{
    if (!m_context.arbiter())
        return std::nullopt;
    const QString name = tag.value();
    const UnitId unit(name.left(name.indexOf(u'.')));
    const BatchState &state = m_transaction.state();
    auto against = m_context.arbiter()->refusesOrder(state.control.header.id, unit);
    if (against)
        m_transaction.emitEvent(event::TransferRefused, phase,
            {{"unit", unit.value()}, {"tag", name},
                {"holder", eventdata::textOrNull(against->args.value(u"holder"_s))},
                {"identity", eventdata::textOrNull(state.control.header.identity)}});
    return against;
}

/// One verified write of \p value, tried twice. The safe state is the last resort on the way down.
PhaseRunner::Outcome PhaseRunner::writeOnce(
    const ElementId &phase, const LogicStep &step, PhaseRun &run, double value)
{
    const TagDefinition *tag = m_context.tag(m_transaction.state(), phase, step.signal);
    if (!tag)
        return {
            Progress::Failed, Message {u"execution.unknownSignal"_s, {{u"signal"_s, step.signal}}}};
    if (run.command == 0) {
        if (const auto foreign = refusedOrder(phase, tag->id))
            return {Progress::Failed, *foreign};
        run.command = m_transaction.orderWrite(phase, tag->id, value, tag->unit);
        run.attempts = 1;
        run.outcome.reset();
        return {};
    }
    if (!run.outcome)
        return waiting(step, run, {});
    if (run.outcome->verified) {
        run.command = 0;
        return {Progress::Done, {}};
    }
    if (run.attempts < 2) {
        run.command = m_transaction.orderWrite(phase, tag->id, value, tag->unit);
        ++run.attempts;
        run.outcome.reset();
        return {};
    }
    run.command = 0;
    if (drivesToSafety(run.logic)) {
        const QString id = tag->id.value();
        m_transaction.orderSafeState(phase, UnitId(id.left(id.indexOf(u'.'))));
    }
    return {Progress::Failed,
        Message {u"execution.writeFailed"_s,
            {{u"tag"_s, tag->id.value()}, {u"value"_s, shown(value)},
                {u"error"_s, run.outcome->error.code()}}}};
}

/// The order of a resumed step reached the unit before the program ended. Given once more it would
/// draw a second sample or weld anew. Only units that serve (ROLE:signal): the phase's own unit is
/// on its way to the safe state, whatever was read of it before.
bool PhaseRunner::holdsAlready(const ElementId &phase, const LogicStep &step, double value) const
{
    if (!step.signal.contains(u':'))
        return false;
    const TagDefinition *tag = m_context.tag(m_transaction.state(), phase, step.signal);
    const TagValue now = tag ? m_context.latest(tag->id) : TagValue {};
    return now.quality == Quality::Good && now.value == value;
}

PhaseRunner::Outcome PhaseRunner::executeWrite(
    const ElementId &phase, const LogicStep &step, PhaseRun &run)
{
    if (run.command != 0) {
        return writeOnce(phase, step, run, run.lastOrdered);
    }
    const auto value
        = m_context.evaluate(step.expression, m_transaction.state(), phase, m_transaction.moment());
    if (!value) {
        if (value.error().code() == "expression.missing"_L1)
            return waiting(step, run, value.error());
        return {Progress::Failed, value.error().message};
    }
    if (const auto refusal = outsideValidated(phase, step, *value))
        return {Progress::Failed, *refusal};
    if (run.resumed && holdsAlready(phase, step, *value))
        return {Progress::Done, {}};
    run.lastOrdered = *value;
    return writeOnce(phase, step, run, *value);
}

PhaseRunner::Outcome PhaseRunner::executeRamp(
    const ElementId &phase, const LogicStep &step, PhaseRun &run)
{
    const BatchState &state = m_transaction.state();
    if (run.command != 0) {
        const Outcome written = writeOnce(phase, step, run, run.lastOrdered);
        if (written.progress != Progress::Done)
            return written;
    }
    const Duration now = m_transaction.moment();
    const auto target = m_context.evaluate(step.expression, state, phase, now);
    const auto rate = m_context.evaluate(step.rate, state, phase, now);
    for (const auto *read : {&target, &rate}) {
        if (read->ok())
            continue;
        if (read->error().code() == "expression.missing"_L1)
            return waiting(step, run, read->error());
        return {Progress::Failed, read->error().message};
    }
    if (const auto refusal = outsideValidated(phase, step, *target))
        return {Progress::Failed, *refusal};
    if (*rate == 0)
        return {Progress::Failed, Message {u"execution.rampWithoutRate"_s, {}}};
    if (!run.rampFrom) {
        // From where the process is: the measured value, or else the set point read back.
        auto from = m_context.value(state, phase, now, stem(step.signal) + u".pv"_s);
        if (!from)
            from = m_context.value(state, phase, now, step.signal);
        if (!from)
            return waiting(step, run, Error(u"expression.missing"_s, {{u"name"_s, step.signal}}));
        run.rampFrom = from;
        run.enteredAt = now; // the ramp's own time begins with the first known value
        run.lastOrdered = *from;
        run.lastWrite = now;
    }
    if (run.lastOrdered == *target)
        return {Progress::Done, {}};
    if (now - run.lastWrite < RampInterval)
        return {};
    const double minutes = toSeconds(now - run.enteredAt) / 60.0;
    const double way = std::abs(*rate) * minutes;
    const double distance = *target - *run.rampFrom;
    run.lastOrdered
        = way >= std::abs(distance) ? *target : *run.rampFrom + std::copysign(way, distance);
    run.lastWrite = now;
    return writeOnce(phase, step, run, run.lastOrdered);
}

PhaseRunner::Outcome PhaseRunner::executeCondition(
    const ElementId &phase, const LogicStep &step, PhaseRun &run)
{
    const Duration now = m_transaction.moment();
    const auto value = m_context.evaluate(step.expression, m_transaction.state(), phase, now);
    if (!value) {
        if (value.error().code() == "expression.missing"_L1)
            return waiting(step, run, value.error());
        return {Progress::Failed, value.error().message};
    }
    if (step.kind == LogicKind::WaitUntil)
        return *value != 0 ? Outcome {Progress::Done, {}} : waiting(step, run, {});
    const double passed = toSeconds(now - m_transaction.state().status(phase).stepStartedElapsed);
    return passed >= *value ? Outcome {Progress::Done, {}} : Outcome {};
}

PhaseRunner::Outcome PhaseRunner::executeCheck(
    const ElementId &phase, const LogicStep &step, PhaseRun &run)
{
    const auto value
        = m_context.evaluate(step.expression, m_transaction.state(), phase, m_transaction.moment());
    if (!value) {
        if (value.error().code() == "expression.missing"_L1)
            return waiting(step, run, value.error());
        return {Progress::Failed, value.error().message};
    }
    if (*value != 0)
        return {Progress::Done, {}};
    return {Progress::Failed,
        Message {step.message.isEmpty() ? u"execution.checkFailed"_s : step.message,
            {{u"condition"_s, step.expression}, {u"phase"_s, phase.value()}}}};
}

PhaseRunner::Outcome PhaseRunner::executeAsk(
    const ElementId &phase, const LogicStep &step, PhaseRun &run)
{
    const BatchState &state = m_transaction.state();
    if (run.answered || (run.logic == "run"_L1 && state.status(phase).nextStep > run.index))
        return {Progress::Done, {}};
    const bool open
        = std::any_of(state.prompts.begin(), state.prompts.end(), [&](const Prompt &prompt) {
              return prompt.element == phase && prompt.logic == run.logic
                  && prompt.index == run.index && prompt.purpose == PromptPurpose::Step;
          });
    if (!open)
        openPrompt(phase, PromptPurpose::Step, step.prompt, run.logic, run.index, step.result);
    return step.timeout > Duration(0) ? waiting(step, run, {}) : Outcome {};
}

PhaseRunner::Outcome PhaseRunner::executeRecord(
    const ElementId &phase, const LogicStep &step, PhaseRun &run)
{
    const auto value
        = m_context.evaluate(step.expression, m_transaction.state(), phase, m_transaction.moment());
    if (!value) {
        if (value.error().code() == "expression.missing"_L1)
            return waiting(step, run, value.error());
        return {Progress::Failed, value.error().message};
    }
    // A value taken as it is has the unit of its signal; a computed one has none that we know.
    const TagDefinition *tag
        = m_context.tag(m_transaction.state(), phase, step.expression.trimmed());
    m_transaction.emitEvent(event::ResultReported, phase,
        {{"name", step.result}, {"value", *value},
            {"unit", tag ? eventdata::textOrNull(tag->unit.symbol()) : JsonValue()}});
    return {Progress::Done, {}};
}

/// Partners count the Sync steps they have reached; who is behind is waited for.
PhaseRunner::Outcome PhaseRunner::executeSync(
    const ElementId &phase, const LogicStep &step, PhaseRun &run)
{
    const BatchState &state = m_transaction.state();
    const int mine = state.status(phase).syncs;
    const QVector<ElementId> partners = statecontrol::partners(m_transaction.procedure(), phase);
    const bool all = std::all_of(partners.begin(), partners.end(),
        [&](const ElementId &partner) { return state.status(partner).syncs >= mine; });
    return all ? Outcome {Progress::Done, {}} : waiting(step, run, {});
}

} // namespace cytoloom
