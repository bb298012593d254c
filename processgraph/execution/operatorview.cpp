// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/operatorview.h"

#include "processgraph/execution/executioncontext.h"

#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

bool isWork(const Element &element)
{
    return element.kind == ElementKind::Phase || element.kind == ElementKind::ManualStep
        || element.kind == ElementKind::Gate;
}

QVector<OperatorView::Timer> timersOf(
    const Element &element, const ElementStatus &status, Duration now)
{
    using Timer = OperatorView::Timer;
    const Duration passed = now - status.startedElapsed;
    QVector<Timer> timers;
    if (status.step >= 0)
        timers << Timer {Timer::Kind::Step, now - status.stepStartedElapsed, Duration(0)};
    timers << Timer {Timer::Kind::Run, passed, element.duration.longest};
    // Open and held times count on whatever the state: the cells do not know of a Hold.
    if (element.maxOpenTime)
        timers << Timer {Timer::Kind::OpenTime, passed, *element.maxOpenTime};
    if (element.maxHeldTime && (status.state == S::Held || status.state == S::Holding))
        timers << Timer {Timer::Kind::HeldTime, now - status.heldElapsed, *element.maxHeldTime};
    return timers;
}

QVector<OperatorView::Live> liveOf(
    const BatchState &state, const Element &element, const TagLookup &tags)
{
    QVector<OperatorView::Live> result;
    const UnitId unit = ExecutionContext::unitOf(state, element.id);
    for (const Parameter &parameter : element.parameters) {
        if (parameter.signal.isEmpty())
            continue;
        OperatorView::Live live;
        const qsizetype colon = parameter.signal.indexOf(u':');
        const UnitId source
            = colon > 0 ? state.control.units.value(RoleId(parameter.signal.left(colon))) : unit;
        live.name = parameter.name;
        live.tag = TagId(source.value() + u'.' + parameter.signal.mid(colon + 1));
        live.value = tags(live.tag);
        if (const auto setPoint = state.control.recipe.setPoint(parameter))
            live.setPoint = *setPoint;
        live.alert = parameter.alert;
        live.action = parameter.action;
        live.unit = parameter.unit.symbol();
        live.critical = parameter.critical;
        result << live;
    }
    std::stable_sort(result.begin(), result.end(),
        [](const auto &a, const auto &b) { return a.critical && !b.critical; });
    return result;
}

OperatorView::Step stepOf(const BatchState &state, const Element &element, const TagLookup &tags,
    const PhaseClassLookup &phaseClasses, Duration now)
{
    const ElementStatus status = state.status(element.id);
    OperatorView::Step step;
    step.element = element.id;
    step.name = element.name;
    step.note = element.note;
    step.unit = ExecutionContext::unitOf(state, element.id);
    step.state = status.state;
    step.reason = status.reason;
    step.timers = timersOf(element, status, now);
    step.live = liveOf(state, element, tags);
    if (status.workDone)
        step.signatures = state.missingSignatures(element.id);
    const PhaseClass *logic
        = element.kind == ElementKind::Phase ? phaseClasses(element.type) : nullptr;
    if (!logic)
        return step;
    step.safeState = logic->safeState;
    const QVector<LogicStep> &steps = status.logic == "hold"_L1 ? logic->hold
        : status.logic == "restart"_L1                          ? logic->restart
        : status.logic == "stop"_L1                             ? logic->stop
        : status.logic == "abort"_L1                            ? logic->abort
                                                                : logic->run;
    step.step = status.step;
    step.steps = int(steps.size());
    if (status.step >= 0 && status.step < steps.size())
        step.doing = steps.at(status.step).name;
    return step;
}

/// Walks along control links to the work that comes after \p from, through whatever is passed.
class NextFinder
{
public:
    explicit NextFinder(const BatchState &state)
        : m_state(state)
        , m_procedure(state.control.recipe.procedure)
    { }

    void follow(const ElementId &from, const QString &condition = {})
    {
        const QVector<LinkId> out = m_procedure.controlOut(from);
        for (const LinkId &link : out)
            arrive(m_procedure.link(link)->to.element, condition);
    }

    void arrive(const ElementId &id, const QString &condition = {})
    {
        const Element *element = m_procedure.element(id);
        if (!element || m_seen.contains(id))
            return;
        m_seen.insert(id);
        if (isWork(*element)) {
            const S state = m_state.status(id).state;
            if (state == S::Idle || isFinal(state))
                found << OperatorView::Next {id, element->name, condition};
        } else if (element->isContainer()) {
            const QVector<ElementId> children = m_procedure.children(id);
            for (const ElementId &child : children) {
                if (m_procedure.element(child)->kind == ElementKind::Begin)
                    follow(child, condition);
            }
        } else if (element->kind == ElementKind::End) {
            const ElementId container = m_procedure.container(id);
            if (!container.isEmpty())
                follow(container, condition);
        } else {
            follow(id, element->kind == ElementKind::Transition ? element->condition : condition);
        }
    }

    QVector<OperatorView::Next> found;

private:
    const BatchState &m_state;
    const Procedure &m_procedure;
    QSet<ElementId> m_seen;
};

} // namespace

OperatorView makeOperatorView(const BatchState &state, const TagLookup &tags,
    const PhaseClassLookup &phaseClasses, Duration now)
{
    OperatorView view;
    view.state = state.state;
    NextFinder finder(state);
    const Procedure &procedure = state.control.recipe.procedure;
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const Element *element = procedure.element(id);
        if (!isWork(*element))
            continue;
        ++view.total;
        const S current = state.status(id).state;
        if (current == S::Complete)
            ++view.done;
        if (current == S::Idle || isFinal(current))
            continue;
        view.current << stepOf(state, *element, tags, phaseClasses, now);
        finder.follow(id);
    }
    // What a token already waits for, e.g. behind a transition, comes next as well.
    for (auto it = state.tokens.begin(); it != state.tokens.end(); ++it) {
        if (const Link *link = procedure.link(it.key()))
            finder.arrive(link->to.element);
    }
    if (view.current.isEmpty() && state.state == S::Idle) {
        const QVector<ElementId> outermost = procedure.children({});
        for (const ElementId &id : outermost) {
            if (procedure.element(id)->kind == ElementKind::Begin)
                finder.follow(id);
        }
    }
    view.next = finder.found;
    view.prompts = state.prompts.values();
    std::sort(view.prompts.begin(), view.prompts.end(),
        [](const Prompt &a, const Prompt &b) { return a.id < b.id; });
    return view;
}

} // namespace cytoloom
