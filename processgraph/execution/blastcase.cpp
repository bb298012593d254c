// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/blastcase.h"

#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/statecontrol.h"

#include <algorithm>

namespace cytoloom {

using C = ProceduralCommand;
using S = ProceduralState;

namespace {

bool isActive(S state)
{
    return state != S::Idle && !isFinal(state);
}

/// Can be held by a fault.
bool isAtWork(S state)
{
    return state == S::Running || state == S::Pausing || state == S::Paused
        || state == S::Restarting;
}

/// A transfer does not go on with a partner in one of these.
bool hasFailed(S state)
{
    return state == S::Holding || state == S::Held || state == S::Stopping || state == S::Stopped
        || state == S::Aborting || state == S::Aborted;
}

} // namespace

BlastCase::BlastCase(const BatchState &state, const Plant &plant, UtcTime now, Duration elapsed)
    : m_before(state)
    , m_context(state.control.phaseClasses.isEmpty() ? Catalog::shipped().phaseClasses()
                                                     : state.control.phaseClasses,
          plant)
    , m_transaction(workingOf(state), now, elapsed)
{ }

Working BlastCase::workingOf(const BatchState &state)
{
    Working working;
    working.state = state;
    const QVector<ElementId> all
        = QVector<ElementId> {ElementId()} + state.control.recipe.procedure.elements();
    for (const ElementId &id : all) {
        if (isActive(state.status(id).state))
            working.active << id;
    }
    return working;
}

std::optional<Error> BlastCase::command(const ElementId &id, C command)
{
    if (const auto legal = statecontrol::check(m_before, id, command); !legal)
        return legal.error();
    statecontrol::order(m_transaction, id, command, {}, {});
    partnersFollow();
    return std::nullopt;
}

void BlastCase::lose(const QSet<DeviceId> &devices)
{
    const QVector<ElementId> active = m_transaction.active();
    for (const ElementId &id : active) {
        const Element *element = procedure().element(id);
        const PhaseClass *logic = element ? m_context.phaseClass(element->type) : nullptr;
        if (!logic || element->kind != ElementKind::Phase || !isAtWork(m_transaction.stateOf(id))
            || m_before.status(id).workDone)
            continue;
        if (m_context.devicesOf(m_before, id, *logic).intersects(devices))
            statecontrol::faultHold(m_transaction, id, {}, StateCause::Interlock);
    }
    partnersFollow();
}

/// What befalls one end of a transfer holds the other, as PhaseRunner does.
void BlastCase::partnersFollow()
{
    bool changed = true;
    while (changed) {
        changed = false;
        const QVector<ElementId> active = m_transaction.active();
        for (const ElementId &id : active) {
            const S now = m_transaction.stateOf(id);
            if (now != S::Running && now != S::Pausing && now != S::Restarting)
                continue;
            const QVector<ElementId> others = statecontrol::partners(procedure(), id);
            if (std::none_of(others.begin(), others.end(), [&](const ElementId &other) {
                    return hasFailed(m_transaction.stateOf(other));
                }))
                continue;
            statecontrol::faultHold(m_transaction, id, {}, StateCause::Interlock);
            changed = true;
        }
    }
}

S BlastCase::before(const ElementId &id) const
{
    return m_before.status(id).state;
}

S BlastCase::after(const ElementId &id) const
{
    const S now = m_transaction.stateOf(id);
    return now == before(id) || now == S::Running ? now : stateWhenDone(now).value_or(now);
}

bool BlastCase::isTouched(const ElementId &id) const
{
    return m_transaction.stateOf(id) != before(id);
}

const PhaseClass *BlastCase::phaseClass(const Element &phase) const
{
    return m_context.phaseClass(phase.type);
}

QVector<UnitId> BlastCase::unitsOf(const Element &phase) const
{
    QVector<UnitId> units;
    const auto add = [&](const UnitId &unit) {
        if (!unit.isEmpty() && !units.contains(unit))
            units << unit;
    };
    add(ExecutionContext::unitOf(m_before, phase.id));
    const PhaseClass *logic = phaseClass(phase);
    for (const LogicStep &step : logic ? logic->run : QVector<LogicStep>()) {
        const qsizetype colon = step.signal.indexOf(u':');
        if (colon > 0)
            add(m_before.control.units.value(RoleId(step.signal.left(colon))));
    }
    return units;
}

} // namespace cytoloom
