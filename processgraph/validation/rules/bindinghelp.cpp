// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/bindinghelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

Attributes over(Attributes base, const Attributes &state)
{
    for (auto one = state.values().cbegin(); one != state.values().cend(); ++one)
        base.set(one.key(), *one);
    return base;
}

} // namespace

Attributes attributesOf(const ValidationContext &context, const PlantUnit &unit)
{
    return over(unit.attributes, stateOf(context, unit).attributes);
}

Attributes attributesOf(const ValidationContext &context, const Room &room)
{
    return over(room.attributes, stateOf(context, room).attributes);
}

PlaceState stateOf(const ValidationContext &context, const PlantUnit &unit)
{
    return context.binding() ? context.binding()->unitStates.value(unit.id) : PlaceState();
}

PlaceState stateOf(const ValidationContext &context, const Room &room)
{
    return context.binding() ? context.binding()->roomStates.value(room.id) : PlaceState();
}

QVector<UnitUse> unitUses(const ValidationContext &context, const BookingTable &table)
{
    QVector<UnitUse> uses;
    if (!context.plant() || table.own().isEmpty())
        return uses;
    QHash<RoleId, QVector<int>> procedures;
    for (int i = 0; i < context.flow().count(); ++i) {
        if (context.flow().kind(i) == ElementKind::UnitProcedure)
            procedures[context.flow().element(i).role].append(i);
    }
    UtcTime first = table.own().first().from;
    UtcTime last = table.own().first().to;
    for (const Booking &booking : table.own()) {
        first = std::min(first, booking.from);
        last = std::max(last, booking.to);
    }
    for (const UnitRole &role : context.recipe().roles) {
        UnitUse use {context.boundUnit(role.id), role, procedures.value(role.id), last, first};
        if (!use.unit)
            continue; // GMP-EQP-01
        for (const int procedure : std::as_const(use.procedures)) {
            if (const auto times = table.times(procedure)) {
                use.from = std::min(use.from, times->first);
                use.to = std::max(use.to, times->second);
            }
        }
        if (use.from > use.to)
            std::swap(use.from, use.to); // an instrument: from the first step to the last
        uses.append(use);
    }
    return uses;
}

QVector<FindingPlace> placesOf(const ValidationContext &context, const UnitUse &use)
{
    FindingPlace unit;
    unit.unit = use.unit->id;
    QVector<FindingPlace> places {unit};
    places += context.places(use.procedures);
    return places;
}

QString momentText(UtcTime time)
{
    return toIso(time).left(16).replace(u'T', u' ') + u" UTC"_s;
}

const Room *roomFor(const ValidationContext &context, const Assignment &assignment)
{
    if (!context.plant())
        return nullptr;
    if (!assignment.room.isEmpty())
        return context.plant()->room(assignment.room);
    const int element = context.flow().number(assignment.element);
    if (const Room *room = element < 0 ? nullptr : context.roomOf(element))
        return room;
    return context.binding()
        ? context.plant()->room(context.binding()->rooms.value(assignment.element))
        : nullptr;
}

const CrewMember *member(const BatchBinding &binding, const PersonId &person)
{
    const auto found = std::find_if(binding.crew.begin(), binding.crew.end(),
        [&person](const CrewMember &one) { return one.id == person; });
    return found == binding.crew.end() ? nullptr : &*found;
}

bool isManual(const ValidationContext &context, int element)
{
    const PhaseClass *used = context.phaseClass(element);
    return context.flow().kind(element) == ElementKind::ManualStep || (used && used->manual);
}

QString trainingName(const MasterRecipe &recipe)
{
    return recipe.id.value() + u'/' + QString::number(recipe.version);
}

} // namespace cytoloom::rules
