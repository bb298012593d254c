// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/roomrules.h"

#include "processgraph/validation/bookingtable.h"
#include "processgraph/validation/labelflow.h"
#include "processgraph/validation/roomwords.h"
#include "processgraph/validation/rules/bindinghelp.h"
#include "processgraph/validation/rules/facilitywords.h"
#include "processgraph/validation/rules/roomroute.h"
#include "processgraph/validation/rules/rulehelp.h"

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

void closedBackground(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    if (!isClosed(context.openness(i)) || (step.openness == Openness::NotApplicable && !step.grade))
        return;
    // What the recipe asks for counts as well as where it happens to stand: another plant may have
    // no more than that.
    const auto worst = [&](int element) {
        const auto asked = context.grade(element);
        const auto there = gradeAround(context, element);
        return asked && (!there || isWorse(*asked, *there)) ? asked : there;
    };
    const auto grade = worst(i);
    const int above = context.flow().container(i);
    if (above >= 0 && isClosed(context.openness(above)) && worst(above) == grade)
        return; // said where it is stated
    if (!grade || !isWorse(*grade, Grade::C))
        return;
    FindingArgs args;
    args.name(u"n"_s, step);
    const Room *room = context.roomOf(i);
    if (room && grade == gradeAround(context, i))
        args.name(u"r"_s, nameOf(*room));
    else // the recipe asks for no more, wherever it is made
        args.text(u"r.en"_s, u"as the recipe asks"_s).text(u"r.zh"_s, u"配方所要求"_s);
    if (*grade == Grade::Unclassified) {
        findings.add(u"GMP-ENV-02"_s, u"unclassified"_s, {placeInRoom(context, i)}, args);
    } else if (statedText(context, i, u"closureEvidence"_s).isEmpty()) {
        Finding &finding
            = findings.add(u"GMP-ENV-02"_s, u"noEvidence"_s, {placeInRoom(context, i)}, args);
        soften(finding);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"closureEvidence"_s}};
    }
}

void barrierBackground(const ValidationContext &context, int i, FindingList &findings)
{
    const Room *room = context.roomOf(i);
    if (context.flow().kind(i) != ElementKind::UnitProcedure || !room)
        return;
    const QString barrier = room->attributes.text(u"barrier"_s);
    std::optional<Grade> needed;
    if (barrier == u"rabs"_s)
        needed = Grade::B;
    else if (barrier == u"openIsolator"_s)
        needed = Grade::C;
    else if (barrier == u"closedIsolator"_s || (room->isolator && barrier.isEmpty()))
        needed = Grade::D; // an isolator of unknown kind stands in D at least
    if (!needed || !isWorse(room->background, *needed))
        return;
    findings.add(u"GMP-ENV-03"_s, barrier.isEmpty() ? u"closedIsolator"_s : barrier,
        {placeInRoom(context, i)},
        FindingArgs()
            .name(u"n"_s, context.flow().element(i))
            .name(u"r"_s, nameOf(*room))
            .text(u"b"_s, gradeText(room->background))
            .text(u"needed"_s, gradeText(*needed)));
}

// Local grade A in grade C without an isolator. Open aseptic handling there is GMP-ENV-01.
void localGradeA(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    const Room *room = context.roomOf(i);
    if (!room || room->isolator || room->grade != Grade::A || room->background != Grade::C)
        return;
    if (context.openness(i) == Openness::Open && context.aseptic(i))
        return;
    const QString operation = statedText(context, i, u"localAOperation"_s);
    const bool own = step.attributes.has(u"localAOperation"_s);
    if (!own && step.kind != ElementKind::UnitProcedure)
        return;
    if (!operation.isEmpty() && operation != u"other"_s)
        return;
    Finding &finding = findings.add(u"GMP-ENV-05"_s,
        operation.isEmpty() ? u"notStated"_s : u"notListed"_s, {placeInRoom(context, i)},
        FindingArgs().name(u"n"_s, step).name(u"r"_s, nameOf(*room)));
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, u"localAOperation"_s}};
}

// Matter on a link, and bags that are handed over, go from room to room.
bool moves(const ValidationContext &context, const Link &link)
{
    if (link.kind == LinkKind::Control)
        return false;
    if (link.kind != LinkKind::Sync)
        return true;
    const int from = context.flow().number(link.from.element);
    return context.isTransfer(from) && context.flow().ports(from).isEmpty();
}

void gradeChange(const ValidationContext &context, int number, FindingList &findings)
{
    const Link &link = *context.links()[number];
    if (!context.plant() || !moves(context, link))
        return;
    const Room *from = context.roomOf(context.flow().number(link.from.element));
    const Room *to = context.roomOf(context.flow().number(link.to.element));
    if (!from || !to || from->grade == to->grade)
        return;
    FindingArgs args;
    args.text(u"e"_s, link.id.value())
        .name(u"a"_s, nameOf(*from))
        .name(u"b"_s, nameOf(*to))
        .text(u"ga"_s, gradeText(from->grade))
        .text(u"gb"_s, gradeText(to->grade));
    const QVector<FindingPlace> places {
        ValidationContext::place(link), placeOf(*from), placeOf(*to)};
    if (context.plant()->passages.isEmpty()) {
        soften(findings.add(u"GMP-ENV-07"_s, u"noPassages"_s, places, args));
        return;
    }
    const double least = findings.number(u"GMP-ENV-07"_s, u"pressureDifference"_s);
    const RoomRoute route(*context.plant(), from->id, to->id, least);
    if (route.isGood())
        return;
    Finding &finding = findings.add(u"GMP-ENV-07"_s,
        !route.isLocked()               ? u"noAirlock"_s
            : route.found().has_value() ? u"pressure"_s
                                        : u"noPressure"_s,
        places,
        args.text(u"passage"_s, route.weak())
            .number(u"found"_s, route.found().value_or(0))
            .number(u"needed"_s, least));
    static const Unit pascal = *Unit::parse(u"Pa"_s);
    if (route.found())
        finding.example.amount = Quantity {*route.found(), pascal};
    finding.example.limit = Quantity {least, pascal};
}

// A neighbour behind an airlock that is at a higher pressure.
bool isSurrounded(const Plant &plant, const Room &room)
{
    for (const Passage &passage : plant.passages) {
        if (passage.from != room.id && passage.to != room.id)
            continue;
        if (passage.kind != Passage::Kind::Airlock && passage.kind != Passage::Kind::PassBox)
            return false;
        const bool outward = passage.from == room.id;
        const Room *other = plant.room(outward ? passage.to : passage.from);
        const bool higher = passage.pressureDifference
            ? (outward ? *passage.pressureDifference < 0 : *passage.pressureDifference > 0)
            : other && other->attributes.text(u"pressure"_s) == u"positive"_s;
        if (!higher)
            return false;
    }
    return std::any_of(
        plant.passages.begin(), plant.passages.end(), [&room](const Passage &passage) {
            return passage.from == room.id || passage.to == room.id;
        });
}

void containment(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const LabelFlow *labels = nullptr; // few recipes handle anything open
    for (int i = 0; context.plant() && i < flow.count(); ++i) {
        const Room *room = context.roomOf(i);
        if (!room || flow.element(i).isContainer() || context.openness(i) != Openness::Open)
            continue;
        if (!labels)
            labels = &context.once<LabelFlow>();
        for (const LabelFlow::Label hazard :
            {LabelFlow::ReplicationCompetent, LabelFlow::Infectious, LabelFlow::LiveVector}) {
            if (!labels->during(i).testFlag(hazard))
                continue;
            const bool negative = room->attributes.text(u"pressure"_s) == u"negative"_s;
            const QString what = !negative                   ? u"notNegative"_s
                : !isSurrounded(*context.plant(), *room)     ? u"notSurrounded"_s
                : !room->attributes.flag(u"pressureAlarm"_s) ? u"noAlarm"_s
                                                             : QString();
            if (what.isEmpty())
                break;
            const QVector<int> path = labels->path(i, hazard);
            Finding &finding = findings.add(u"GMP-ENV-08"_s, what, {placeInRoom(context, i)},
                FindingArgs()
                    .name(u"n"_s, flow.element(i))
                    .name(u"r"_s, nameOf(*room))
                    .names(u"path"_s, namesOf(context, path)));
            finding.example.path = context.places(path);
            break;
        }
    }
}

QStringList missingMonitoring(const QStringList &planned)
{
    QStringList missing;
    for (const QString &need : {u"particles"_s, u"viableAir"_s, u"surfaces"_s, u"gloves"_s}) {
        if (!planned.contains(need))
            missing << need;
    }
    return missing;
}

void roomState(
    const ValidationContext &context, const BookingTable &table, int first, FindingList &findings)
{
    const Room &room = *context.roomOf(first);
    const Attributes state = attributesOf(context, room);
    UtcTime until {};
    for (const Booking &booking : table.own()) {
        if (booking.room == room.id)
            until = std::max(until, booking.to);
    }
    FindingArgs args;
    args.name(u"r"_s, nameOf(room)).text(u"until"_s, momentText(until));
    const QVector<FindingPlace> places {placeOf(room), context.place(first)};
    const auto due = state.time(u"requalificationDue"_s);
    if (!due) {
        findings.add(u"GMP-ENV-09"_s, u"noRequalification"_s, places, args);
    } else if (*due < until) {
        Finding &finding = findings.add(u"GMP-ENV-09"_s, u"requalification"_s, places,
            args.text(u"due"_s, momentText(*due))
                .number(u"d"_s, std::ceil(toSeconds(until - *due) / 86400.0)));
        finding.example.at = *due - *context.plannedStart();
    }
    if (state.text(u"environmentState"_s) == u"action"_s)
        findings.add(u"GMP-ENV-09"_s, u"action"_s, places, args);
}

void monitoring(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding() || !context.plant() || !context.plannedStart())
        return;
    const ProcedureFlow &flow = context.flow();
    const BookingTable table(context);
    QSet<RoomId> seen;
    for (int i = 0; i < flow.count(); ++i) {
        const Room *room = context.roomOf(i);
        if (!room || flow.kind(i) != ElementKind::UnitProcedure)
            continue;
        if (!seen.contains(room->id)) {
            seen.insert(room->id);
            roomState(context, table, i, findings);
        }
    }
}

// The plan belongs to the step and the room, not to the batch.
void monitoringPlan(const ValidationContext &context, int i, FindingList &findings)
{
    const Room *room = context.plant() ? context.roomOf(i) : nullptr;
    if (!room || isWorse(room->grade, Grade::B))
        return;
    const QStringList missing = missingMonitoring(statedWords(context, i, u"emPlan"_s));
    if (missing.isEmpty())
        return;
    Finding &finding = findings.add(u"GMP-ENV-09"_s, u"noPlan"_s, {placeInRoom(context, i)},
        FindingArgs()
            .name(u"n"_s, context.flow().element(i))
            .name(u"r"_s, nameOf(*room))
            .name(u"missing"_s, choiceNames(u"emPlan"_s, missing)));
    finding.fix = u"setAttribute"_s;
    finding.fixArgs
        = {{u"attribute"_s, u"emPlan"_s}, {u"value"_s, u"particles;viableAir;surfaces;gloves"_s}};
}

} // namespace

QVector<RuleCheck> roomRules()
{
    const Aspects matter = Aspect::Control | Aspect::Matter;
    return {
        {QLatin1String("GMP-ENV-02"), RuleScope::Element, matter | Aspect::Evidence,
            closedBackground},
        {QLatin1String("GMP-ENV-03"), RuleScope::Element, matter, barrierBackground},
        {QLatin1String("GMP-ENV-05"), RuleScope::Element, matter | Aspect::Evidence, localGradeA},
        {QLatin1String("GMP-ENV-07"), RuleScope::Link, matter, gradeChange},
        {QLatin1String("GMP-ENV-08"), RuleScope::Recipe, matter | Aspect::Evidence | Aspect::Header,
            containment},
        {QLatin1String("GMP-ENV-09"), RuleScope::Binding,
            matter | Aspect::Values | Aspect::Evidence | Aspect::Header, monitoring},
        {QLatin1String("GMP-ENV-09"), RuleScope::UnitProcedure,
            matter | Aspect::Evidence | Aspect::Header, monitoringPlan},
    };
}

} // namespace cytoloom::rules
