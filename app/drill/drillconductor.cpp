// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillconductor.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr int MostRestarts = 4;
constexpr Duration RestartPause = std::chrono::minutes(2);
constexpr Duration WellFor = std::chrono::minutes(2);
/// After the fault is over: beyond this it does not come to rest by itself.
constexpr Duration Patience = std::chrono::hours(12);

bool is(const JournalEvent &event, const char *code)
{
    return event.code == QLatin1String(code);
}

} // namespace

DrillConductor::DrillConductor(DrillPlan &plan, quint16 faultPort, Ends ends)
    : m_plan(plan)
    , m_ends(std::move(ends))
    , m_port(faultPort)
{ }

DrillConductor::~DrillConductor() = default;

void DrillConductor::takeEvents(const QVector<JournalEvent> &events)
{
    for (const JournalEvent &event : events)
        take(event);
}

void DrillConductor::take(const JournalEvent &event)
{
    m_acknowledged << event.sequence;
    m_state.apply(event);
    if (is(event, event::DeviceState))
        m_devices.insert(DeviceId(eventdata::text(event.data, u"device")),
            eventdata::text(event.data, u"state"));
    if (m_task) {
        m_seen.events << event;
        noteDecision(event);
        return;
    }
    const bool begins = is(event, event::ElementState) && !event.element.isEmpty()
        && eventdata::text(event.data, u"to") == "Running"_L1
        && eventdata::text(event.data, u"from") == "Idle"_L1;
    if (m_finished || m_state.state != ProceduralState::Running)
        return;
    if (is(event, event::ElementState) && isFinal(m_state.status(event.element).state))
        leaveIfDone();
    if (!begins)
        return;
    if (const auto task = m_plan.take(event.element))
        begin(*task, event);
}

void DrillConductor::begin(const DrillPlan::Task &task, const JournalEvent &event)
{
    if (!m_open)
        m_open = m_client.open(m_port).ok();
    if (!m_client.inject(task.fault)) {
        m_plan.putBack(task);
        return;
    }
    m_task = task;
    m_seen = {};
    m_seen.step = task.step;
    m_seen.fault = task.fault.kind;
    m_seen.began = event.time;
    m_seen.faultEnded = event.time + *task.fault.lasts;
    m_seen.limits = m_plan.limitsOf(task.step.element);
    m_seen.events << event;
    m_restartAt = m_seen.faultEnded;
    m_wellSince = UtcTime::max();
    m_watched.clear();
    for (const TagDefinition &tag : m_plan.plant().unit(task.step.unit)->tags) {
        if (tag.direction == TagDirection::Read)
            m_watched << tag.id.value();
    }
    m_ends.pace(true);
}

void DrillConductor::noteDecision(const JournalEvent &event)
{
    QString expression;
    if (is(event, event::StepFinished) && eventdata::flag(event.data, u"ok")
        && eventdata::text(event.data, u"logic") == "run"_L1) {
        const PhaseClass *logic = m_plan.phaseClass(event.element);
        const auto index = qsizetype(eventdata::number(event.data, u"index", -1));
        if (!logic || index < 0 || index >= logic->run.size())
            return;
        const LogicStep &step = logic->run[index];
        // What a set point is computed from counts as well as what is waited for.
        expression = step.expression;
    } else if (is(event, event::TransitionFired)) {
        const Element *element = m_state.control.recipe.procedure.element(event.element);
        expression = element ? element->condition : QString();
    }
    if (expression.isEmpty())
        return;
    const QVector<TagId> tags = m_plan.tagsIn(event.element, expression);
    QStringList names;
    for (const TagId &tag : tags) {
        if (m_watched.contains(tag.value()))
            names << tag.value();
    }
    if (names.isEmpty())
        return;
    const auto truths = m_client.truth(names);
    if (!truths)
        return;
    for (auto it = truths->begin(); it != truths->end(); ++it) {
        const TagId tag(it.key());
        m_seen.decisions.append({event.sequence, event.time, event.code, event.element,
            {event.time, tag, m_believed.value(tag), it->truth, m_plan.tolerance(tag)}});
    }
}

void DrillConductor::takeView(const LiveView &view)
{
    for (const TagSample &each : view.changed)
        m_believed.insert(each.tag, each.value);
    if (!m_task)
        return;
    sample(view.now);
    drive(view.now);
}

void DrillConductor::sample(UtcTime now)
{
    const auto truths = m_client.truth(m_watched);
    if (!truths)
        return;
    for (auto it = truths->begin(); it != truths->end(); ++it) {
        const TagId tag(it.key());
        m_seen.samples.append({now, tag, m_believed.value(tag), it->truth, m_plan.tolerance(tag)});
    }
}

bool DrillConductor::isHeld() const
{
    const ProceduralState own = m_state.status(m_task->step.element).state;
    return own == ProceduralState::Held || m_state.state == ProceduralState::Held;
}

bool DrillConductor::isWell() const
{
    const QString device = m_devices.value(m_task->step.device, u"connected"_s);
    if (device != "connected"_L1 || isHeld())
        return false;
    if (m_seen.samples.isEmpty())
        return false;
    const UtcTime last = m_seen.samples.last().time;
    for (auto it = m_seen.samples.crbegin(); it != m_seen.samples.crend() && it->time == last;
         ++it) {
        if (it->believed.quality != Quality::Good || it->isWrong())
            return false;
    }
    return true;
}

void DrillConductor::drive(UtcTime now)
{
    const ProceduralState own = m_state.status(m_task->step.element).state;
    m_seen.ended = now;
    if (isHeld())
        m_seen.wasHeld = true;
    if (own == ProceduralState::Aborted || own == ProceduralState::Stopped
        || isFinal(m_state.state)) {
        m_seen.heldInTheEnd = own != ProceduralState::Complete;
        end(true);
        return;
    }
    if (now < m_seen.faultEnded)
        return;
    const bool connected = m_devices.value(m_task->step.device, u"connected"_s) == "connected"_L1;
    if (isHeld() && connected && now >= m_restartAt) {
        // The device can be reached: what moves now moves although the step is Held.
        QStringList moving;
        for (const TagDefinition &tag : m_plan.plant().unit(m_task->step.unit)->tags) {
            if (tag.signal.endsWith("flow.sp"_L1))
                moving << tag.id.value();
        }
        if (!moving.isEmpty()) {
            if (const auto truths = m_client.truth(moving)) {
                for (auto it = truths->begin(); it != truths->end(); ++it)
                    m_seen.whileHeld.insert(TagId(it.key()), it->truth);
            }
        }
        if (m_seen.restarts >= MostRestarts) {
            m_seen.heldInTheEnd = true;
            end(true);
            return;
        }
        ++m_seen.restarts;
        m_restartAt = now + RestartPause;
        m_ends.restart(m_state.state == ProceduralState::Held ? ElementId() : m_task->step.element);
        return;
    }
    if (isWell()) {
        m_wellSince = std::min(m_wellSince, now);
        if (now - m_wellSince >= WellFor)
            end(true);
    } else {
        m_wellSince = UtcTime::max();
        if (now - m_seen.faultEnded > Patience)
            end(false);
    }
}

void DrillConductor::end(bool recovered)
{
    m_seen.recovered = recovered;
    m_done << m_seen;
    m_task.reset();
    // Ended by its length; cleared for the case that time jumped over it.
    [[maybe_unused]] const auto cleared = m_client.clear(u"drill"_s);
    m_ends.pace(false);
    if (m_seen.heldInTheEnd || !recovered) {
        m_finished = true;
        m_ends.finished();
    } else {
        leaveIfDone();
    }
}

void DrillConductor::leaveIfDone()
{
    if (m_finished || m_task)
        return;
    const QSet<ElementId> open = m_plan.openElements();
    const bool more = std::any_of(open.begin(), open.end(), [this](const ElementId &element) {
        // Of a loop that goes on an ended step comes again.
        const Procedure &procedure = m_state.control.recipe.procedure;
        const ElementId container = procedure.container(element);
        const Element *around = procedure.element(container);
        return !isFinal(m_state.status(element).state)
            || (around && around->kind == ElementKind::Loop
                && !isFinal(m_state.status(container).state));
    });
    if (more)
        return;
    m_finished = true;
    m_ends.finished();
}

void DrillConductor::close(bool stalled)
{
    if (!m_task)
        return;
    // A batch that has ended while the fault was there came to its end all the same; one that was
    // left in the middle says nothing about its cell.
    if (isFinal(m_state.state)) {
        m_seen.heldInTheEnd = m_state.state != ProceduralState::Complete;
        m_seen.recovered = true;
        m_done << m_seen;
    } else if (!stalled) {
        m_plan.putBack(*m_task);
    } else {
        m_seen.heldInTheEnd = isHeld();
        m_seen.recovered = false;
        m_done << m_seen;
    }
    m_task.reset();
}

} // namespace cytoloom
