// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/unitneeds.h"

#include "processgraph/execution/statecontrol.h"

#include <algorithm>

namespace cytoloom::unitneeds {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

/// Walks forward along control links from everything that may still happen.
class Reach
{
public:
    explicit Reach(const BatchState &state)
        : m_state(state)
        , m_procedure(state.control.recipe.procedure)
    { }

    QSet<UnitId> run()
    {
        if (isFinal(m_state.state))
            return {};
        if (m_state.state == S::Idle) {
            inside({});
            return m_units;
        }
        const QVector<ElementId> all = m_procedure.elements();
        for (const ElementId &id : all) {
            const S now = m_state.status(id).state;
            const S parent = m_state.status(m_procedure.container(id)).state;
            if (parent == S::Idle || isFinal(parent))
                continue;
            // Stopped and aborted steps can be reset, so what they need is still needed.
            if (now != S::Idle && now != S::Complete)
                atWork(id);
        }
        for (auto it = m_state.tokens.begin(); it != m_state.tokens.end(); ++it) {
            if (const Link *link = m_procedure.link(it.key()))
                arrive(link->to.element);
        }
        // A container that has just been started has no token yet.
        if (m_state.tokens.isEmpty() && m_state.active().isEmpty())
            inside({});
        return m_units;
    }

private:
    void need(const ElementId &id)
    {
        const Element *element = m_procedure.element(id);
        if (element->kind == ElementKind::UnitProcedure) {
            const UnitId unit = m_state.control.units.value(element->role);
            if (!unit.isEmpty())
                m_units.insert(unit);
        } else if (element->kind == ElementKind::Phase) {
            const QMap<UnitId, RoleId> serving = servingUnits(m_state, id);
            for (auto it = serving.begin(); it != serving.end(); ++it)
                m_units.insert(it.key());
        }
    }
    /// \p id is under way: itself, what follows it, and where it begins anew, all of it.
    void atWork(const ElementId &id)
    {
        const Element *element = m_procedure.element(id);
        need(id);
        forward(id);
        if (element->kind == ElementKind::Loop)
            inside(id);
        if (!element->isContainer())
            return;
        const QVector<ElementId> children = m_procedure.children(id);
        const bool begun = std::any_of(children.begin(), children.end(),
            [&](const auto &child) { return m_state.status(child).state != S::Idle; });
        if (!begun)
            inside(id);
    }
    void forward(const ElementId &id)
    {
        const QVector<LinkId> out = m_procedure.controlOut(id);
        for (const LinkId &link : out)
            arrive(m_procedure.link(link)->to.element);
    }
    void arrive(const ElementId &id)
    {
        if (m_seen.contains(id) || !m_procedure.element(id))
            return;
        m_seen.insert(id);
        need(id);
        inside(id);
        forward(id);
    }
    void inside(const ElementId &container)
    {
        const QVector<ElementId> children = m_procedure.children(container);
        for (const ElementId &child : children)
            arrive(child);
    }

    const BatchState &m_state;
    const Procedure &m_procedure;
    QSet<ElementId> m_seen;
    QSet<UnitId> m_units;
};

} // namespace

QMap<UnitId, RoleId> servingUnits(const BatchState &state, const ElementId &phase)
{
    QMap<UnitId, RoleId> units;
    const Procedure &procedure = state.control.recipe.procedure;
    const Element *element = procedure.element(phase);
    const PhaseClass *logic = element && element->kind == ElementKind::Phase
        ? state.control.phaseClass(element->type)
        : nullptr;
    if (!logic)
        return units;
    const Element *own = procedure.element(procedure.unitProcedure(phase));
    for (const auto *steps :
        {&logic->run, &logic->hold, &logic->restart, &logic->stop, &logic->abort}) {
        for (const LogicStep &step : *steps) {
            const qsizetype colon = step.signal.indexOf(u':');
            const bool writes = step.kind == LogicKind::Write || step.kind == LogicKind::Ramp;
            if (colon <= 0 || !writes)
                continue;
            const RoleId role(step.signal.left(colon));
            const UnitId unit = state.control.units.value(role);
            if (!unit.isEmpty() && (!own || state.control.units.value(own->role) != unit))
                units.insert(unit, role);
        }
    }
    return units;
}

bool isBrief(const Procedure &procedure, const ElementId &element)
{
    const Element *phase = procedure.element(element);
    return phase && phase->kind == ElementKind::Phase
        && statecontrol::partners(procedure, element).isEmpty();
}

QSet<UnitId> stillNeeded(const BatchState &state)
{
    return Reach(state).run();
}

bool clearsItself(const Procedure &procedure, const ElementId &unitProcedure)
{
    const QVector<ElementId> children = procedure.children(unitProcedure);
    return std::any_of(children.begin(), children.end(), [&](const ElementId &child) {
        const Element *element = procedure.element(child);
        return element->attributes.has(u"clearanceChecklist"_s)
            || (element->isContainer() && clearsItself(procedure, child));
    });
}

std::optional<Duration> expirySlack(const BatchState &state, Duration moment)
{
    std::optional<Duration> slack;
    const Procedure &procedure = state.control.recipe.procedure;
    const QVector<LinkId> links = procedure.links();
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (!link->holdLimit)
            continue;
        const ElementStatus from = state.status(link->from.element);
        if (from.state != S::Complete || state.status(link->to.element).state != S::Idle)
            continue;
        const Duration left = *link->holdLimit - (moment - from.endedElapsed);
        if (!slack || left < *slack)
            slack = left;
    }
    return slack;
}

} // namespace cytoloom::unitneeds
