// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/equipmentrules.h"

#include "processgraph/validation/bookingtable.h"
#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/roomwords.h"
#include "processgraph/validation/volumetrack.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

FindingPlace placeOf(const PlantUnit &unit)
{
    FindingPlace place;
    place.unit = unit.id;
    return place;
}

bool hasCapability(const PlantUnit &unit, const QString &id)
{
    return std::any_of(unit.capabilities.begin(), unit.capabilities.end(),
        [&id](const Capability &capability) { return capability.id == id; });
}

void checkRole(const ValidationContext &context, const UnitRole &role,
    const QVector<int> &unitProcedures, FindingList &findings)
{
    const PlantUnit *unit = context.boundUnit(role.id);
    QVector<FindingPlace> places = context.places(unitProcedures);
    FindingArgs args;
    args.name(u"role"_s,
            role.name.isEmpty() ? LocalizedText {role.id.value(), role.id.value()} : role.name)
        .text(u"class"_s, role.equipmentClass);
    if (!unit) {
        FindingPlace wanted;
        wanted.unit = role.preferredUnit;
        places.append(wanted);
        findings.add(u"GMP-EQP-01"_s, role.preferredUnit.isEmpty() ? u"noUnit"_s : u"unknownUnit"_s,
            places, args.text(u"q"_s, role.preferredUnit.value()), role.id.value());
        return;
    }
    places.append(placeOf(*unit));
    args.text(u"q"_s, unit->id.value());
    if (unit->equipmentClass != role.equipmentClass)
        findings.add(u"GMP-EQP-01"_s, u"wrongClass"_s, places,
            FindingArgs(args).text(u"found"_s, unit->equipmentClass), role.id.value());
    for (const CapabilityNeed &need : role.capabilities) {
        if (!covers(*unit, need))
            findings.add(u"GMP-EQP-01"_s,
                hasCapability(*unit, need.capability) ? u"capabilityRange"_s : u"noCapability"_s,
                places, FindingArgs(args).text(u"capability"_s, need.capability),
                role.id.value() + u':' + need.capability);
    }
    if (!unit->qualified)
        findings.add(u"GMP-EQP-01"_s, u"notQualified"_s, places, args, role.id.value());
}

void checkRoom(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &step = context.flow().element(element);
    if (!step.grade && step.kind != ElementKind::UnitProcedure)
        return;
    const Room *room = context.roomOf(element);
    const auto needed
        = step.kind == ElementKind::UnitProcedure ? context.grade(element) : step.grade;
    if (!room || !needed || !isWorse(room->grade, *needed)
        || (step.openness == Openness::Open && step.aseptic)) // GMP-ENV-01 is stricter
        return;
    FindingPlace place = context.place(element);
    place.room = room->id;
    place.unit = context.unitOf(element)->id;
    findings.add(u"GMP-EQP-01"_s, u"wrongGrade"_s, {place},
        FindingArgs()
            .name(u"n"_s, step)
            .text(u"q"_s, place.unit.value())
            .text(u"r"_s, room->id.value())
            .text(u"g"_s, gradeText(room->grade))
            .text(u"needed"_s, gradeText(*needed)));
}

// What the logic of the phase does with the unit, the unit must be able to do.
void checkPhase(const ValidationContext &context, int element, FindingList &findings)
{
    const PhaseClass *used = context.phaseClass(element);
    if (!used || !context.plant())
        return;
    const PlantUnit *unit = context.unitOf(element);
    const FindingArgs args = FindingArgs()
                                 .name(u"n"_s, context.flow().element(element))
                                 .text(u"q"_s, unit ? unit->id.value() : QString());
    QVector<FindingPlace> places {context.place(element)};
    if (unit)
        places.append(placeOf(*unit));
    if (unit && !used->manual) {
        for (const QString &capability : used->capabilities) {
            if (!hasCapability(*unit, capability))
                findings.add(u"GMP-EQP-01"_s, u"phaseCapability"_s, places,
                    FindingArgs(args).text(u"capability"_s, capability), capability);
        }
    }
    for (const QString &name : context.logicNames(used->id)) {
        const bool symbol = name.startsWith(u"f."_s) || name.startsWith(u"p."_s)
            || name.startsWith(u"r."_s) || name == u"elapsed"_s || name == u"stepElapsed"_s
            || name == u"count"_s;
        if (!symbol && !context.hasSignal(element, name))
            findings.add(u"GMP-EQP-01"_s, u"phaseSignal"_s, places,
                FindingArgs(args).text(u"signal"_s, name), name);
    }
}

void roles(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant())
        return;
    QHash<RoleId, QVector<int>> claims;
    for (int i = 0; i < context.flow().count(); ++i) {
        if (context.flow().kind(i) == ElementKind::UnitProcedure)
            claims[context.flow().element(i).role].append(i);
    }
    for (const UnitRole &role : context.recipe().roles)
        checkRole(context, role, claims.value(role.id), findings);
}

void vesselLimits(const ValidationContext &context, int owner, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const PlantUnit *unit = context.unitOf(owner);
    if (!unit || (!unit->maxVolume && !unit->minVolume))
        return;
    const VolumeTrack track(context, owner);
    if (!track.isKnown())
        return;
    const auto add
        = [&](const QString &what, int element, bool highest, double volume, double limit) {
              QVector<LocalizedText> names;
              for (const int one : track.pathTo(element, highest))
                  names.append(flow.element(one).name);
              QVector<FindingPlace> places = context.places({element, owner});
              places.append(placeOf(*unit));
              findings.add(u"GMP-EQP-04"_s, what, places,
                  FindingArgs()
                      .name(u"n"_s, flow.element(element))
                      .text(u"q"_s, unit->id.value())
                      .number(u"volume"_s, volume)
                      .number(u"limit"_s, limit)
                      .names(u"path"_s, names));
          };
    bool low = false;
    for (const int element : track.elements()) {
        if (flow.element(element).isContainer() && !flow.children(element).isEmpty())
            continue;
        const VolumeTrack::Step &step = track.step(element);
        if (unit->maxVolume && step.during.high > *unit->maxVolume
            && step.before.high <= *unit->maxVolume)
            add(u"over"_s, element, true, step.during.high, *unit->maxVolume);
        // Below the working volume a stirred or heated vessel must not be worked: asked where a
        // machine phase works on what is there, not while it is filled or emptied.
        const bool works = context.isMachinePhase(element) && !context.isTransfer(element)
            && flow.ports(element).isEmpty() && !context.phaseClass(element)->capabilities.isEmpty()
            && !step.drained;
        if (unit->minVolume && works && !low && step.after.high > 0
            && step.after.low < *unit->minVolume) {
            low = true;
            add(u"under"_s, element, false, step.after.low, *unit->minVolume);
        }
    }
}

void twoRolesOneUnit(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant())
        return;
    const ProcedureFlow &flow = context.flow();
    // Two roles that come down to one unit. One role twice is GMP-STR-08.
    QMap<UnitId, QVector<int>> claims;
    for (int i = 0; i < flow.count(); ++i) {
        const PlantUnit *unit = context.unitOf(i);
        if (flow.kind(i) == ElementKind::UnitProcedure && unit)
            claims[unit->id].append(i);
    }
    for (auto it = claims.cbegin(); it != claims.cend(); ++it) {
        for (const auto &[one, other] : flow.concurrentPairs(*it)) {
            if (flow.element(one).role == flow.element(other).role)
                continue;
            QVector<FindingPlace> places = context.places({one, other});
            places.append(placeOf(*context.plant()->unit(it.key())));
            findings.add(u"GMP-EQP-05"_s, u"twoRoles"_s, places,
                FindingArgs()
                    .name(u"n"_s, flow.element(one))
                    .name(u"other"_s, flow.element(other))
                    .text(u"q"_s, it.key().value()));
        }
    }
}

void bookedTwice(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant())
        return;
    const BookingTable table(context);
    for (const BookingTable::Meeting &meeting : table.meetings(BookingTable::ByUnit)) {
        const PlantUnit *unit = context.plant()->unit(meeting.second.unit);
        if (!unit || meeting.together <= (unit->exclusive ? 1 : unit->positions))
            continue;
        findings.add(u"GMP-EQP-05"_s, u"batches"_s, {table.place(meeting)},
            FindingArgs()
                .text(u"q"_s, unit->id.value())
                .text(u"t"_s, toIso(meeting.from))
                .text(u"b1"_s, meeting.first.batch.value())
                .text(u"b2"_s, meeting.second.batch.value()),
            BookingTable::pairText(meeting));
    }
}

} // namespace

QVector<RuleCheck> equipmentRules()
{
    const Aspects every = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Header;
    return {
        {QLatin1String("GMP-EQP-01"), RuleScope::Recipe, Aspect::Control, roles},
        {QLatin1String("GMP-EQP-01"), RuleScope::Element, Aspect::Control | Aspect::Matter,
            checkRoom},
        {QLatin1String("GMP-EQP-01"), RuleScope::Element, Aspect::Control, checkPhase},
        {QLatin1String("GMP-EQP-04"), RuleScope::UnitProcedure,
            Aspect::Control | Aspect::Matter | Aspect::Values, vesselLimits},
        {QLatin1String("GMP-EQP-05"), RuleScope::Recipe, Aspect::Control, twoRolesOneUnit},
        {QLatin1String("GMP-EQP-05"), RuleScope::Binding, every, bookedTwice},
    };
}

} // namespace cytoloom::rules
