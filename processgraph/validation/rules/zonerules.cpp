// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/zonerules.h"

#include "processgraph/validation/labelflow.h"
#include "processgraph/validation/rules/facilitywords.h"
#include "processgraph/validation/rules/meetingrules.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

// Each room that a unit procedure of this recipe works in, with the first one that does.
QVector<std::pair<const Room *, int>> roomsUsed(const ValidationContext &context)
{
    QVector<std::pair<const Room *, int>> result;
    QSet<RoomId> seen;
    for (int i = 0; i < context.flow().count(); ++i) {
        if (context.flow().kind(i) != ElementKind::UnitProcedure)
            continue;
        const Room *room = context.roomOf(i);
        if (!room || seen.contains(room->id))
            continue;
        seen.insert(room->id);
        result.append({room, i});
    }
    return result;
}

QString ahuOf(const Room &room)
{
    return room.attributes.text(u"ahu"_s);
}

QString zoneOf(const Room &room)
{
    return room.attributes.text(u"zone"_s);
}

// Vector, plasmid and cell-product areas; positive-donor rooms are GMP-SEG-06.
bool needsOwnAir(const QString &zone)
{
    return zone == u"viral"_s || zone == u"plasmid"_s || zone == u"cells"_s;
}

void airHandling(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant())
        return;
    QHash<QString, QVector<const Room *>> supplied; // per air handling unit the first of each zone
    for (const Room &room : context.plant()->rooms) {
        QVector<const Room *> &here = supplied[ahuOf(room)];
        const bool known = std::any_of(here.begin(), here.end(),
            [&room](const Room *one) { return zoneOf(*one) == zoneOf(room); });
        if (!known && needsOwnAir(zoneOf(room)) && !ahuOf(room).isEmpty())
            here.append(&room);
    }
    for (const auto &[room, first] : roomsUsed(context)) {
        if (!needsOwnAir(zoneOf(*room)))
            continue;
        for (const Room *other : supplied.value(ahuOf(*room))) {
            if (zoneOf(*other) == zoneOf(*room))
                continue;
            findings.add(u"GMP-SEG-04"_s, u"shared"_s,
                {placeOf(*room), placeOf(*other), context.place(first)},
                FindingArgs()
                    .name(u"r1"_s, nameOf(*room))
                    .name(u"r2"_s, nameOf(*other))
                    .name(u"z1"_s, choiceNames(u"zone"_s, {zoneOf(*room)}))
                    .name(u"z2"_s, choiceNames(u"zone"_s, {zoneOf(*other)}))
                    .text(u"ahu"_s, ahuOf(*room)),
                other->id.value());
        }
    }
}

// Live vector that is handled open must not go round with the air of other rooms.
void openVector(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant())
        return;
    QHash<QString, int> rooms;
    for (const Room &room : context.plant()->rooms)
        ++rooms[ahuOf(room)];
    const LabelFlow *labels = nullptr;
    const ProcedureFlow &flow = context.flow();
    for (int i = 0; i < flow.count(); ++i) {
        if (context.openness(i) != Openness::Open)
            continue;
        const Room *room = context.roomOf(i);
        if (!room || flow.element(i).isContainer())
            continue;
        if (!labels)
            labels = &context.once<LabelFlow>();
        if (!labels->during(i).testFlag(LabelFlow::LiveVector))
            continue;
        FindingArgs args;
        args.name(u"n"_s, flow.element(i)).name(u"r"_s, nameOf(*room)).text(u"ahu"_s, ahuOf(*room));
        const QVector<FindingPlace> places {placeInRoom(context, i)};
        const QString exhaust = room->attributes.text(u"exhaust"_s);
        if (exhaust.isEmpty() || ahuOf(*room).isEmpty()) {
            soften(findings.add(u"GMP-SEG-04"_s, u"notStated"_s, places, args));
        } else if (exhaust == u"recirculated"_s && rooms.value(ahuOf(*room)) > 1) {
            findings.add(u"GMP-SEG-04"_s, u"recirculated"_s, places, args).example.path
                = context.places(labels->path(i, LabelFlow::LiveVector));
        }
    }
}

// Passages that carry what the room gives off.
void wasteWay(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant())
        return;
    const QVector<Passage> &passages = context.plant()->passages;
    const bool stated = std::any_of(passages.begin(), passages.end(),
        [](const Passage &passage) { return passage.attributes.has(u"carries"_s); });
    if (!stated)
        return; // nobody has said what goes where
    QHash<RoomId, int> giving; // room → a step that gives off waste or samples
    const ProcedureFlow &flow = context.flow();
    for (int i = 0; i < flow.count(); ++i) {
        if (!flow.has(i, StepPart::Ports))
            continue;
        const Room *room = context.roomOf(i);
        const QVector<Port> &ports = flow.ports(i);
        const bool gives = std::any_of(ports.begin(), ports.end(), [](const Port &port) {
            return port.purpose == PortPurpose::Waste || port.purpose == PortPurpose::Sample;
        });
        if (room && gives && !giving.contains(room->id))
            giving.insert(room->id, i);
    }
    QSet<QString> said; // a passage has two rooms
    for (const auto &[room, unused] : roomsUsed(context)) {
        if (!giving.contains(room->id))
            continue;
        const int step = giving.value(room->id);
        bool waste = false;
        bool any = false;
        for (const Passage &passage : passages) {
            if (passage.from != room->id && passage.to != room->id)
                continue;
            any = true;
            const QStringList carries = passage.attributes.texts(u"carries"_s);
            if (!carries.contains(u"waste"_s))
                continue;
            waste = true;
            if (!carries.contains(u"materialIn"_s)
                || !passage.attributes.text(u"timeSeparation"_s).isEmpty()
                || said.contains(passage.id))
                continue;
            said.insert(passage.id);
            findings.add(u"GMP-SEG-09"_s, u"cleanIn"_s,
                {placeInRoom(context, step), placeOf(*room)},
                FindingArgs()
                    .name(u"n"_s, flow.element(step))
                    .name(u"r"_s, nameOf(*room))
                    .text(u"passage"_s, passage.id),
                passage.id);
        }
        if (any && !waste)
            findings.add(u"GMP-SEG-09"_s, u"noWay"_s, {placeInRoom(context, step), placeOf(*room)},
                FindingArgs().name(u"n"_s, flow.element(step)).name(u"r"_s, nameOf(*room)));
    }
}

// An isolator is entered from the room that it stands in: that one counts.
int gradeBehindDoor(const Room &room)
{
    return int(room.isolator ? room.background : room.grade);
}

// The cleanest grade that material from \p from comes through, for every unit procedure that it
// reaches, the start not counted. \p ways: unit procedure → those that it gives to.
QHash<int, int> cleanestBefore(
    const ValidationContext &context, const QHash<int, QVector<int>> &ways, QVector<int> places)
{
    const auto grade = [&](int place) { return gradeBehindDoor(*context.roomOf(place)); };
    std::stable_sort(
        places.begin(), places.end(), [&](int a, int b) { return grade(a) < grade(b); });
    QHash<int, int> from; // the first that comes is the cleanest
    for (const int start : std::as_const(places)) {
        QVector<int> todo {start};
        while (!todo.isEmpty()) {
            for (const int next : ways.value(todo.takeLast())) {
                if (from.contains(next))
                    continue;
                from.insert(next, start);
                todo.append(next);
            }
        }
    }
    return from;
}

// Material that has been in a dirtier room does not come back into a clean one, unless somebody
// says how it is decontaminated on the way in.
void backward(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant())
        return;
    const ProcedureFlow &flow = context.flow();
    QHash<int, QVector<int>> forward;
    QHash<int, QVector<int>> back;
    QVector<int> places;
    QSet<int> known;
    const auto seen = [&](int place) {
        if (!known.contains(place)) {
            known.insert(place);
            places.append(place);
        }
    };
    for (int i = 0; i < context.links().size(); ++i) {
        if (flow.linkKind(i) != LinkKind::Material || flow.fromOf(i) < 0 || flow.toOf(i) < 0
            || !statedText(context, flow.toOf(i), u"decontamination"_s).isEmpty())
            continue;
        const int from = flow.unitProcedure(flow.fromOf(i));
        const int to = flow.unitProcedure(flow.toOf(i));
        if (from < 0 || to < 0 || from == to || !context.roomOf(from) || !context.roomOf(to))
            continue;
        forward[from].append(to);
        back[to].append(from);
        seen(from);
        seen(to);
    }
    const QHash<int, int> before = cleanestBefore(context, forward, places);
    const QHash<int, int> behind = cleanestBefore(context, back, places);
    QSet<RoomId> said;
    for (const int place : std::as_const(places)) {
        const Room *dirty = context.roomOf(place);
        const Room *first = before.contains(place) ? context.roomOf(before.value(place)) : nullptr;
        const Room *last = behind.contains(place) ? context.roomOf(behind.value(place)) : nullptr;
        if (!first || !last || gradeBehindDoor(*first) >= gradeBehindDoor(*dirty)
            || gradeBehindDoor(*last) >= gradeBehindDoor(*dirty) || said.contains(dirty->id))
            continue;
        said.insert(dirty->id);
        Finding &finding = findings.add(u"GMP-SEG-09"_s, u"backward"_s,
            {placeInRoom(context, place), placeOf(*last)},
            FindingArgs()
                .name(u"n"_s, flow.element(place))
                .name(u"r"_s, nameOf(*dirty))
                .name(u"r1"_s, nameOf(*first))
                .name(u"r2"_s, nameOf(*last)));
        finding.example.path = context.places({before.value(place), place, behind.value(place)});
    }
}

// Where positive-donor material is: a unit of the zone (a store of its own), or a room of it.
bool isPositiveZone(const PlantUnit &unit, const Room &room)
{
    const QString own = unit.attributes.text(u"zone"_s);
    return (own.isEmpty() ? zoneOf(room) : own) == u"positive"_s;
}

const Room *sharesAir(const Plant &plant, const Room &room)
{
    for (const Room &other : plant.rooms) {
        if (!ahuOf(room).isEmpty() && ahuOf(other) == ahuOf(room) && zoneOf(other) != u"positive"_s)
            return &other;
    }
    return nullptr;
}

void positiveMaterial(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding() || !context.plant())
        return;
    const QString serology = context.binding()->attributes.text(u"donorSerology"_s);
    if (serology != u"positive"_s && serology != u"unknown"_s)
        return;
    const LabelFlow &labels = context.once<LabelFlow>(LabelFlow::WithBatch);
    const ProcedureFlow &flow = context.flow();
    for (int i = 0; i < flow.count(); ++i) {
        const Room *room = context.roomOf(i);
        const PlantUnit *where = context.unitOf(i);
        if (!room || !where || !labels.during(i).testFlag(LabelFlow::Infectious))
            continue;
        const PlantUnit &unit = *where;
        const FindingArgs args = FindingArgs()
                                     .name(u"n"_s, flow.element(i))
                                     .text(u"q"_s, unit.id.value())
                                     .name(u"r"_s, nameOf(*room))
                                     .text(u"m"_s, context.batch().value())
                                     .text(u"ahu"_s, ahuOf(*room));
        QVector<FindingPlace> places {placeOf(*room), placeInRoom(context, i)};
        const auto add = [&](const QString &what, const FindingArgs &all) {
            Finding &finding = findings.add(u"GMP-SEG-06"_s, what, places, all);
            if (finding.example.isEmpty())
                finding.example.path = context.places(labels.path(i, LabelFlow::Infectious));
            finding.example.batches = QStringList {context.batch().value()};
        };
        if (!isPositiveZone(unit, *room)) {
            places.first().unit = unit.id;
            add(u"zone"_s, args);
            continue;
        }
        const Room *shared
            = zoneOf(*room) == u"positive"_s ? sharesAir(*context.plant(), *room) : nullptr;
        if (shared)
            add(u"sharedAir"_s, FindingArgs(args).name(u"r2"_s, nameOf(*shared)));
        if (context.openness(i) == Openness::Open && !flow.element(i).isContainer()
            && room->attributes.text(u"pressure"_s) != u"negative"_s)
            add(u"notNegative"_s, args);
    }
}

} // namespace

QVector<RuleCheck> zoneRules()
{
    const Aspects matter = Aspect::Control | Aspect::Matter;
    const Aspects labels = matter | Aspect::Evidence | Aspect::Header;
    QVector<RuleCheck> checks {
        {QLatin1String("GMP-SEG-04"), RuleScope::Recipe, Aspect::Control, airHandling},
        {QLatin1String("GMP-SEG-04"), RuleScope::Recipe, labels, openVector},
        {QLatin1String("GMP-SEG-06"), RuleScope::Binding, labels, positiveMaterial},
        {QLatin1String("GMP-SEG-09"), RuleScope::Recipe, matter, wasteWay},
        {QLatin1String("GMP-SEG-09"), RuleScope::Recipe, matter | Aspect::Evidence, backward},
    };
    checks += meetingRules();
    return checks;
}

} // namespace cytoloom::rules
