// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/planprogress.h"

#include "processgraph/validation/timenetwork.h"

#include <algorithm>
#include <limits>

namespace cytoloom {

using S = ProceduralState;

namespace {

constexpr qint64 Never = std::numeric_limits<qint64>::min(); ///< the way does not go there
constexpr qint64 Unknown = Never + 1; ///< only a way that the plan does not take leads there

bool isWork(ElementKind kind)
{
    return kind == ElementKind::Phase || kind == ElementKind::ManualStep
        || kind == ElementKind::Gate;
}

bool takesTime(LogicKind kind)
{
    return kind == LogicKind::WaitUntil || kind == LogicKind::WaitFor || kind == LogicKind::Ramp
        || kind == LogicKind::Sync;
}

Plan::Human humanOf(const Element &element, const PhaseClass *logic)
{
    if (element.kind == ElementKind::ManualStep || (logic && logic->manual))
        return Plan::Human::AtStart;
    Plan::Human human = Plan::Human::None;
    if (logic) {
        bool waited = false;
        for (const LogicStep &step : logic->run) {
            if (step.kind == LogicKind::Ask) {
                if (!waited)
                    return Plan::Human::AtStart;
                human = Plan::Human::AtEnd;
            }
            waited = waited || takesTime(step.kind);
        }
    }
    const bool checked
        = element.verification == VerificationKind::SecondPerson || !element.signatures.isEmpty();
    return checked ? Plan::Human::AtEnd : human;
}

} // namespace

Plan Plan::make(const ControlRecipe &control)
{
    ValidationInput input;
    input.recipe = control.recipe;
    input.profile = control.header.profile;
    const ValidationContext context(input, Catalog::shipped());
    const TimeNetwork network(context);
    const ProcedureFlow &flow = context.flow();
    auto data = std::make_shared<Data>();
    data->known = network.isOrdered();
    data->clocks = ToleranceClocks(control.recipe.procedure);
    for (int i = 0; i < flow.count(); ++i) {
        const Element &element = flow.element(i);
        Step step;
        step.id = element.id;
        step.kind = element.kind;
        step.container = flow.container(i);
        step.leaf = flow.children(i).isEmpty();
        const PhaseClass *logic
            = element.kind == ElementKind::Phase ? control.phaseClass(element.type) : nullptr;
        if (!logic && element.kind == ElementKind::Phase)
            logic = context.phaseClass(i);
        step.human = humanOf(element, logic);
        step.nominal = network.stated(i, TimeNetwork::Nominal).count();
        if (element.kind == ElementKind::Loop)
            step.rounds = TimeNetwork::rounds(element, TimeNetwork::Nominal);
        const QVector<LinkId> in = control.recipe.procedure.controlIn(element.id);
        for (const LinkId &link : in)
            step.in << In {link, flow.number(control.recipe.procedure.link(link)->from.element)};
        data->work += isWork(element.kind) ? 1 : 0;
        data->numbers.insert(element.id, i);
        data->steps << step;
    }
    data->times.fill(0, flow.finish() + 1);
    if (data->known) {
        for (int vertex = 0; vertex <= flow.finish(); ++vertex)
            data->leaders << network.moment(vertex);
        const QVector<TimeNetwork::Forward> arcs = network.forward(TimeNetwork::Nominal);
        for (const TimeNetwork::Forward &arc : arcs)
            data->arcs << Arc {arc.from, arc.to, qint64(arc.least.count()), arc.loop};
        for (int i = 0; i < flow.count(); ++i) {
            const TimeNetwork::Span span = network.span(i, TimeNetwork::Nominal);
            data->times[2 * i] = span.enter.count();
            data->times[2 * i + 1] = span.leave.count();
            // Of a transfer, what the longer end takes counts for both.
        }
        for (const Arc &arc : std::as_const(data->arcs)) {
            const int element = arc.to / 2;
            if (arc.to % 2 == 1 && arc.from == arc.to - 1 && element < flow.count()
                && data->steps.at(element).leaf)
                data->steps[element].nominal = std::max(data->steps.at(element).nominal, arc.least);
        }
        data->times[flow.finish()] = network.total(TimeNetwork::Nominal).count();
    }
    Plan plan;
    plan.d = data;
    return plan;
}

Duration Plan::start(int number) const
{
    return Duration(d->times.at(2 * number));
}

Duration Plan::end(int number) const
{
    return Duration(d->times.at(2 * number + 1));
}

Duration Plan::total() const
{
    return isKnown() ? Duration(d->times.last()) : Duration(0);
}

const ToleranceClocks &Plan::clocks() const
{
    static const ToleranceClocks none;
    return d ? d->clocks : none;
}

PlanProgress::PlanProgress(const Plan &plan, const BatchState &state, UtcTime now)
    : m_plan(plan)
    , m_start(state.started)
{
    if (!plan.d)
        return;
    m_steps.resize(plan.count());
    m_known = plan.isKnown() && state.state != S::Idle;
    readState(state);
    if (!m_known)
        return;
    if (isFinal(state.state)) {
        m_expectedEnd = state.ended;
        if (state.state == S::Complete)
            m_behind = state.ended - state.started - plan.total();
    }
    forward(state, (now - m_start).count());
    if (!isFinal(state.state))
        findHuman();
}

void PlanProgress::readState(const BatchState &state)
{
    const Plan::Data &plan = *m_plan.d;
    m_rounds.fill(0, m_steps.size());
    for (auto it = state.elements.constBegin(); it != state.elements.constEnd(); ++it) {
        const int number = plan.numbers.value(it.key(), -1);
        if (number < 0 || it->state == S::Idle)
            continue;
        Times &step = m_steps[number];
        step.stage = isFinal(it->state) ? Stage::Done : Stage::UnderWay;
        step.enter = (it->started - m_start).count();
        if (step.stage == Stage::Done)
            step.leave = (it->ended - m_start).count();
        step.waits = it->workDone;
        if (it->state == S::Held || it->state == S::Holding) {
            const qint64 worked = (it->heldElapsed - it->startedElapsed).count();
            step.left = std::max(qint64(0), plan.steps.at(number).nominal - worked);
        }
        m_rounds[number] = it->iterations;
        m_done += it->state == S::Complete && isWork(plan.steps.at(number).kind) ? 1 : 0;
    }
}

/// Its token went another way: everything before it is over and no token lies on the way to it.
bool PlanProgress::isPassedBy(
    const BatchState &state, int number, const QVector<qint64> &times) const
{
    const Plan::Data &plan = *m_plan.d;
    const Plan::Step &step = plan.steps.at(number);
    bool over = !step.in.isEmpty();
    for (const Plan::In &in : step.in) {
        const bool done = in.from >= 0
            && (m_steps.at(in.from).stage == Stage::Done
                || times.at(plan.leaders.at(2 * in.from + 1)) == Never);
        if (!done || state.tokens.contains(in.link))
            over = false;
    }
    return over;
}

void PlanProgress::forward(const BatchState &state, qint64 now)
{
    const Plan::Data &plan = *m_plan.d;
    QVector<qint64> times(plan.times.size(), Unknown);
    const int start = int(times.size()) - 2;
    times[plan.leaders.at(start)] = 0;
    const auto settle = [&](int vertex, qint64 latest) {
        if (vertex >= start) { // the end of the batch
            times[vertex] = latest;
            return;
        }
        const int number = vertex / 2;
        const Times &step = m_steps.at(number);
        const bool enters = vertex % 2 == 0;
        if (step.stage == Stage::Done) {
            times[vertex] = enters ? step.enter : step.leave;
        } else if (step.stage == Stage::UnderWay) {
            const bool leaf = plan.steps.at(number).leaf;
            times[vertex] = enters       ? step.enter
                : leaf && step.waits     ? now
                : leaf && step.left >= 0 ? now + step.left
                                         : std::max(latest, now);
        } else if (enters) {
            const bool cut = latest == Never && plan.steps.at(number).in.isEmpty();
            times[vertex] = cut || isPassedBy(state, number, times) ? Never : std::max(latest, now);
        } else {
            times[vertex] = latest;
        }
    };
    for (qsizetype i = 0; i < plan.arcs.size();) {
        const int vertex = plan.arcs.at(i).to;
        qint64 latest = Never;
        for (; i < plan.arcs.size() && plan.arcs.at(i).to == vertex; ++i) {
            const Plan::Arc &arc = plan.arcs.at(i);
            const qint64 from = times.at(arc.from);
            if (from == Never || from == Unknown)
                continue;
            qint64 least = arc.least;
            if (arc.loop >= 0) { // further rounds, each as long as planned
                const int planned = plan.steps.at(arc.loop).rounds - 1;
                const int further = std::max(0, planned - m_rounds.at(arc.loop));
                least = planned > 0 ? arc.least / planned * further : 0;
            }
            latest = std::max(latest, from + least);
        }
        settle(vertex, latest);
    }
    for (int i = 0; i < m_steps.size(); ++i) {
        Times &step = m_steps[i];
        const auto at = [&](int vertex) {
            const qint64 time = times.at(plan.leaders.at(vertex));
            return time == Unknown ? Never : time;
        };
        const qint64 enter = at(2 * i);
        const qint64 leave = at(2 * i + 1);
        if (step.stage == Stage::Ahead) {
            step.stage = enter == Never ? Stage::NotTaken : Stage::Ahead;
            step.enter = enter;
        }
        if (step.stage == Stage::Ahead || step.stage == Stage::UnderWay)
            step.leave = leave == Never ? std::max(now, step.enter) : leave;
    }
    if (const qint64 end = times.last(); !m_expectedEnd && end != Never && end != Unknown) {
        m_expectedEnd = m_start + Duration(std::max(end, now));
        m_behind = Duration(std::max(end, now)) - m_plan.total();
    }
}

void PlanProgress::findHuman()
{
    const Plan::Data &plan = *m_plan.d;
    int first = -1;
    qint64 earliest = 0;
    for (int i = 0; i < m_steps.size(); ++i) {
        const Times &step = m_steps.at(i);
        const Plan::Human human = plan.steps.at(i).human;
        const bool comes = human == Plan::Human::AtStart ? step.stage == Stage::Ahead
                                                         : human == Plan::Human::AtEnd
                && !step.waits && (step.stage == Stage::Ahead || step.stage == Stage::UnderWay);
        if (!comes)
            continue;
        const qint64 at = human == Plan::Human::AtStart ? step.enter : step.leave;
        if (first < 0 || at < earliest) {
            first = i;
            earliest = at;
        }
    }
    if (first >= 0)
        m_nextHuman = Upcoming {plan.steps.at(first).id, m_start + Duration(earliest),
            plan.steps.at(first).human == Plan::Human::AtEnd};
}

PlanProgress::Step PlanProgress::step(int number) const
{
    const Times &times = m_steps.at(number);
    Step step;
    step.element = m_plan.element(number);
    step.stage = times.stage;
    step.plannedStart = m_plan.start(number);
    step.plannedEnd = m_plan.end(number);
    const bool begun = times.stage == Stage::Done || times.stage == Stage::UnderWay;
    if (begun)
        step.actualStart = m_start + Duration(times.enter);
    if (times.stage == Stage::Done)
        step.actualEnd = m_start + Duration(times.leave);
    if (!m_known || times.stage == Stage::NotTaken)
        return step;
    step.expectedStart = m_start + Duration(times.enter);
    step.expectedEnd = m_start + Duration(times.leave);
    step.behind = Duration(times.leave) - step.plannedEnd;
    return step;
}

std::optional<PlanProgress::Step> PlanProgress::step(const ElementId &id) const
{
    const int number = m_plan.number(id);
    return number < 0 ? std::nullopt : std::optional(step(number));
}

} // namespace cytoloom
