// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/unitallocation.h"

#include "processgraph/execution/arbiter.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/statecontrol.h"
#include "processgraph/execution/unitneeds.h"

#include <algorithm>

namespace cytoloom::unitallocation {

using namespace Qt::StringLiterals;

namespace {

/// The units that \p element needs, with their roles.
QMap<UnitId, RoleId> unitsFor(const BatchState &state, const Element &element)
{
    if (element.kind == ElementKind::UnitProcedure) {
        const UnitId own = state.control.units.value(element.role);
        return own.isEmpty() ? QMap<UnitId, RoleId>() : QMap<UnitId, RoleId> {{own, element.role}};
    }
    return unitneeds::servingUnits(state, element.id);
}

/// \p holder has the unit; \p element of the same batch may use it beside it.
bool shares(const BatchState &state, const Element &element, const ElementId &holder)
{
    const Procedure &procedure = state.control.recipe.procedure;
    const Element *other = procedure.element(holder);
    if (!other || holder == element.id)
        return true;
    const bool procedures
        = element.kind == ElementKind::UnitProcedure && other->kind == ElementKind::UnitProcedure;
    const bool phases = element.kind == ElementKind::Phase && other->kind == ElementKind::Phase;
    // A unit procedure lets its own batch be served; two phases share what a transfer joins.
    return phases ? statecontrol::partners(procedure, element.id).contains(holder) : !procedures;
}

/// Another phase at work that \p unit serves; empty: none.
ElementId servedBy(const Transaction &transaction, const ElementId &but, const UnitId &unit)
{
    const BatchState &state = transaction.state();
    const QVector<ElementId> active = transaction.active();
    for (const ElementId &id : active) {
        if (id != but && unitneeds::servingUnits(state, id).contains(unit))
            return id;
    }
    return {};
}

} // namespace

bool acquire(const ExecutionContext &context, Transaction &transaction, const Element &element)
{
    const QMap<UnitId, RoleId> wanted = unitsFor(transaction.state(), element);
    QVector<UnitId> missing;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        const BatchState &state = transaction.state();
        const ElementId holder = state.holders.value(it.key());
        if (!holder.isEmpty() && !shares(state, element, holder))
            return false; // another step of this batch has it: wait
        const bool takesOver = element.kind == ElementKind::UnitProcedure && holder != element.id;
        if (!holder.isEmpty() && !takesOver)
            continue;
        std::optional<Message> why;
        if (context.arbiter())
            why = context.arbiter()->refuses(state, element.id, it.key(), transaction.elapsed());
        if (why) {
            const auto asked = state.requests.constFind(element.id);
            if (asked == state.requests.constEnd() || asked->unit != it.key())
                transaction.emitEvent(event::UnitRequested, element.id,
                    {{"unit", it.key().value()}, {"role", it.value().value()},
                        {"holder", eventdata::textOrNull(why->args.value(u"batch"_s))},
                        {"why", eventdata::toJson(*why)}});
            return false;
        }
        missing << it.key();
    }
    for (const UnitId &unit : std::as_const(missing)) {
        const BatchState &state = transaction.state();
        // What this batch has left product in serves nobody before it is cleared but itself.
        const bool serves = element.kind == ElementKind::Phase && !state.uncleared.contains(unit);
        transaction.emitEvent(event::UnitAllocated, element.id,
            {{"unit", unit.value()}, {"role", wanted.value(unit).value()},
                {"identity", eventdata::textOrNull(state.control.header.identity)},
                {"serving", serves ? JsonValue(true) : JsonValue()}});
        if (context.arbiter())
            context.arbiter()->apply(transaction.events().last());
    }
    return true;
}

void release(Transaction &transaction, const Element &element)
{
    const QMap<UnitId, RoleId> units = unitsFor(transaction.state(), element);
    for (auto it = units.begin(); it != units.end(); ++it) {
        const UnitId &unit = it.key();
        if (transaction.state().holders.value(unit) != element.id)
            continue;
        const bool serves = transaction.state().serving.contains(unit);
        // A phase of another unit procedure of this batch may still be served by it: the unit is
        // handed on, product and all, and awaits its clearance after that phase.
        const ElementId next = servedBy(transaction, element.id, unit);
        if (!next.isEmpty()) {
            transaction.emitEvent(event::UnitAllocated, next,
                {{"unit", unit.value()}, {"role", it.value().value()},
                    {"serving", serves ? JsonValue(true) : JsonValue()}});
            continue;
        }
        transaction.emitEvent(event::UnitReleased, element.id,
            {{"unit", unit.value()}, {"role", it.value().value()},
                {"serving", serves ? JsonValue(true) : JsonValue()}});
    }
}

} // namespace cytoloom::unitallocation
