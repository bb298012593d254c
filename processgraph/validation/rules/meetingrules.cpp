// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/meetingrules.h"

#include "processgraph/validation/bookingtable.h"
#include "processgraph/validation/labelflow.h"
#include "processgraph/validation/rules/bindinghelp.h"
#include "processgraph/validation/rules/facilitywords.h"
#include "processgraph/validation/timenetwork.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

// Several cabinets of one room at work at the same time.
void cabinets(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant() || !context.plannedStart())
        return;
    const BookingTable table(context);
    QVector<Booking> all = table.own() + table.others();
    all.removeIf([&](const Booking &booking) {
        const PlantUnit *unit = context.plant()->unit(booking.unit);
        return !unit || unit->attributes.text(u"barrier"_s) != u"bsc"_s;
    });
    std::stable_sort(
        all.begin(), all.end(), [](const Booking &a, const Booking &b) { return a.from < b.from; });
    QHash<RoomId, QVector<Booking>> present;
    for (const Booking &booking : std::as_const(all)) {
        const Room *room = context.plant()->room(booking.room);
        QVector<Booking> &here = present[booking.room];
        here.removeIf([&](const Booking &one) { return one.to <= booking.from; });
        QSet<UnitId> units {booking.unit};
        for (const Booking &one : std::as_const(here))
            units.insert(one.unit);
        here.append(booking);
        if (!room || units.size() < 2
            || !attributesOf(context, *room).text(u"segregationMeasure"_s).isEmpty())
            continue;
        FindingPlace place = placeOf(*room);
        Finding &finding = findings.add(u"GMP-SEG-03"_s, u"cabinets"_s, {place},
            FindingArgs()
                .name(u"r"_s, nameOf(*room))
                .number(u"k"_s, double(units.size()))
                .text(u"t"_s, momentText(booking.from)));
        finding.example.at = booking.from - *context.plannedStart();
        for (const Booking &one : std::as_const(here)) {
            place.unit = one.unit;
            finding.example.path.append(place);
            if (!finding.example.batches.contains(one.batch.value()))
                finding.example.batches.append(one.batch.value());
        }
    }
}

struct VectorUse
{
    QString vector;
    const Room *isolator = nullptr;
    int element = -1; ///< of this recipe; -1 another batch's
};

QString vectorOf(const BomLine &line)
{
    const QString code = line.attributes.text(u"vectorCode"_s);
    return code.isEmpty() ? line.code : code;
}

// Isolators with different vectors in one room: the air goes out and the waste goes apart.
void judgeIsolators(
    const ValidationContext &context, const QVector<VectorUse> &uses, FindingList &findings)
{
    QMap<QString, QVector<VectorUse>> byHost;
    for (const VectorUse &use : uses) {
        const QString host = use.isolator->attributes.text(u"hostRoom"_s);
        if (!host.isEmpty())
            byHost[host].append(use);
    }
    for (auto it = byHost.cbegin(); it != byHost.cend(); ++it) {
        const Room *host = context.plant()->room(RoomId(it.key()));
        QStringList vectors;
        QVector<const Room *> isolators;
        for (const VectorUse &use : *it) {
            if (!vectors.contains(use.vector))
                vectors << use.vector;
            if (!isolators.contains(use.isolator))
                isolators << use.isolator;
        }
        if (!host || vectors.size() < 2 || isolators.size() < 2)
            continue;
        FindingArgs args;
        args.name(u"r"_s, nameOf(*host)).text(u"vectors"_s, vectors.join(u", "_s));
        QVector<FindingPlace> places {placeOf(*host)};
        for (const Room *isolator : std::as_const(isolators))
            places.append(placeOf(*isolator));
        if (host->attributes.text(u"exhaust"_s) != u"singlePass"_s)
            findings.add(u"GMP-SEG-05"_s, u"recirculates"_s, places, args);
        for (const Room *isolator : std::as_const(isolators)) {
            const QVector<Passage> &passages = context.plant()->passages;
            const bool apart
                = std::any_of(passages.begin(), passages.end(), [isolator](const Passage &passage) {
                      return passage.from == isolator->id
                          && passage.attributes.texts(u"carries"_s) == QStringList {u"waste"_s};
                  });
            if (!apart)
                findings.add(u"GMP-SEG-05"_s, u"waste"_s, {placeOf(*isolator), placeOf(*host)},
                    FindingArgs(args).name(u"isolator"_s, nameOf(*isolator)));
        }
    }
}

QVector<VectorUse> ownVectors(const ValidationContext &context)
{
    QVector<VectorUse> result;
    const ProcedureFlow &flow = context.flow();
    for (int i = 0; i < flow.count(); ++i) {
        const Room *room = context.roomOf(i);
        if (!room || !room->isolator)
            continue;
        for (const Port &port : flow.ports(i)) {
            const BomLine *line = context.recipe().bomLine(port.bomLine);
            if (line && LabelFlow::labelsOf(context, *line).testFlag(LabelFlow::LiveVector))
                result.append({vectorOf(*line), room, i});
        }
    }
    return result;
}

void isolators(const ValidationContext &context, int, FindingList &findings)
{
    if (context.plant())
        judgeIsolators(context, ownVectors(context), findings);
}

void bookedIsolators(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant() || !context.plannedStart())
        return;
    const BookingTable table(context);
    QVector<VectorUse> uses = ownVectors(context);
    for (const Booking &booking : table.others()) {
        const Room *room = context.plant()->room(booking.room);
        const QString vector = booking.attributes.text(u"vectorCode"_s);
        const bool meets = std::any_of(table.own().begin(), table.own().end(),
            [&](const Booking &own) { return own.from < booking.to && booking.from < own.to; });
        if (room && room->isolator && !vector.isEmpty() && meets)
            uses.append({vector, room, -1});
    }
    judgeIsolators(context, uses, findings);
}

// What must not share an incubator or store with others: replication-competent or infected.
QString sharedHazard(const Booking &booking)
{
    const QString hazard = booking.attributes.text(u"hazard"_s);
    return hazard == u"replicationCompetent"_s || hazard == u"infectious"_s ? hazard : QString();
}

void sharedUnits(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant() || !context.plannedStart())
        return;
    const BookingTable table(context);
    std::optional<QHash<UnitId, QString>> own; // unit → hazard of this batch in it
    for (const BookingTable::Meeting &meeting : table.meetings(BookingTable::ByUnit)) {
        const PlantUnit *unit = context.plant()->unit(meeting.second.unit);
        if (!unit || unit->exclusive)
            continue; // two batches in such a unit are GMP-EQP-05
        if (!own) {
            own.emplace();
            const LabelFlow &labels = context.once<LabelFlow>(LabelFlow::WithBatch);
            for (int i = 0; i < context.flow().count(); ++i) {
                const PlantUnit *where = context.unitOf(i);
                if (where && labels.during(i).testFlag(LabelFlow::ReplicationCompetent))
                    own->insert(where->id, u"replicationCompetent"_s);
                else if (where && labels.during(i).testFlag(LabelFlow::Infectious)
                    && !own->contains(where->id))
                    own->insert(where->id, u"infectious"_s);
            }
        }
        const auto hazardOf = [&](const Booking &booking) {
            return booking.batch == context.batch() ? own->value(booking.unit)
                                                    : sharedHazard(booking);
        };
        const QString first = hazardOf(meeting.first);
        const QString second = hazardOf(meeting.second);
        if (first.isEmpty() && second.isEmpty())
            continue;
        const Booking &dangerous = first.isEmpty() ? meeting.second : meeting.first;
        const Booking &other = first.isEmpty() ? meeting.first : meeting.second;
        Finding &finding = findings.add(u"GMP-SEG-07"_s, first.isEmpty() ? second : first,
            {table.place(meeting)},
            FindingArgs()
                .text(u"q"_s, unit->id.value())
                .text(u"t"_s, momentText(meeting.from))
                .text(u"m1"_s, dangerous.batch.value())
                .text(u"m2"_s, other.batch.value()),
            BookingTable::pairText(meeting));
        finding.example.at = meeting.from - *context.plannedStart();
        finding.example.batches = {dangerous.batch.value(), other.batch.value()};
    }
}

bool isHighRisk(const Room *room)
{
    const QString zone = room ? room->attributes.text(u"zone"_s) : QString();
    return zone == u"viral"_s || zone == u"positive"_s;
}

// The way out of a room passes a place where people are decontaminated.
bool leavesClean(const Plant &plant, const RoomId &room)
{
    const auto leads
        = [&room](const Passage &passage) { return passage.from == room || passage.to == room; };
    return std::any_of(plant.passages.begin(), plant.passages.end(), leads)
        && std::all_of(plant.passages.begin(), plant.passages.end(), [&](const Passage &passage) {
               return !leads(passage) || !passage.attributes.text(u"decontamination"_s).isEmpty();
           });
}

void itineraries(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding() || !context.plant() || !context.plannedStart())
        return;
    // After a longer absence people come in anew, through the changing rooms.
    const Duration shift = fromSeconds(findings.number(u"GMP-SEG-08"_s, u"sameShift"_s) * 3600);
    QVector<Assignment> all = context.binding()->assignments;
    std::stable_sort(all.begin(), all.end(), [](const Assignment &a, const Assignment &b) {
        return std::pair(a.person.value(), a.from) < std::pair(b.person.value(), b.from);
    });
    const auto roomOf = [&](const Assignment &one) {
        if (!one.room.isEmpty())
            return context.plant()->room(one.room);
        const int element = context.flow().number(one.element);
        return element < 0 ? nullptr : context.roomOf(element);
    };
    for (int i = 1; i < all.size(); ++i) {
        const Assignment &before = all[i - 1];
        const Assignment &after = all[i];
        const Room *from = roomOf(before);
        const Room *to = roomOf(after);
        if (before.person != after.person || after.from - before.to > shift || !from || !to
            || from == to || !isHighRisk(from)
            || from->attributes.text(u"zone"_s) == to->attributes.text(u"zone"_s))
            continue;
        const int left = context.flow().number(before.element);
        const int next = context.flow().number(after.element);
        const bool cleaned = leavesClean(*context.plant(), from->id)
            || (left >= 0 && !statedText(context, left, u"decontamination"_s).isEmpty())
            || (next >= 0 && context.flow().attributes(next).has(u"decontamination"_s));
        if (cleaned)
            continue;
        Finding &finding
            = findings.add(u"GMP-SEG-08"_s, u"people"_s, {placeOf(*from), placeOf(*to)},
                FindingArgs()
                    .text(u"u"_s, after.person.value())
                    .name(u"r1"_s, nameOf(*from))
                    .name(u"r2"_s, nameOf(*to))
                    .text(u"t"_s, momentText(after.from)),
                after.person.value() + u'|' + to->id.value());
        finding.example.at = after.from - *context.plannedStart();
    }
}

// Each step that uses a unit which is carried from room to room: the unit procedure's own, or
// through a signal of its role.
QHash<UnitId, QVector<int>> usesOfMobile(const ValidationContext &context)
{
    QHash<UnitId, QVector<int>> uses;
    const auto add = [&](const PlantUnit *unit, int step) {
        if (unit && unit->attributes.flag(u"mobile"_s) && !uses[unit->id].contains(step))
            uses[unit->id].append(step);
    };
    for (int i = 0; i < context.flow().count(); ++i) {
        const PhaseClass *used = context.phaseClass(i);
        if (!used)
            continue;
        for (const QString &name : context.logicNames(used->id)) {
            const qsizetype colon = name.indexOf(u':');
            if (colon > 0)
                add(context.boundUnit(RoleId(name.left(colon))), i);
        }
    }
    return uses;
}

// GMP-SEG-08 for equipment: out of a high-risk zone only cleaned.
void equipmentWays(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding() || !context.plant() || !context.plannedStart())
        return;
    const QHash<UnitId, QVector<int>> uses = usesOfMobile(context);
    if (uses.isEmpty())
        return;
    const auto &times = context.once<TimeNetwork>();
    if (!times.isOrdered())
        return;
    for (auto unit = uses.cbegin(); unit != uses.cend(); ++unit) {
        QVector<int> steps = *unit;
        std::stable_sort(steps.begin(), steps.end(), [&times](int a, int b) {
            return times.span(a, TimeNetwork::Nominal).enter
                < times.span(b, TimeNetwork::Nominal).enter;
        });
        for (int i = 1; i < steps.size(); ++i) {
            const Room *from = context.roomOf(steps[i - 1]);
            const Room *to = context.roomOf(steps[i]);
            if (!from || !to || from == to || !isHighRisk(from)
                || from->attributes.text(u"zone"_s) == to->attributes.text(u"zone"_s)
                || !statedText(context, steps[i - 1], u"decontamination"_s).isEmpty()
                || context.flow().attributes(steps[i]).has(u"decontamination"_s))
                continue;
            FindingPlace place;
            place.unit = unit.key();
            Finding &finding
                = findings.add(u"GMP-SEG-08"_s, u"equipment"_s, {place, context.place(steps[i])},
                    FindingArgs()
                        .text(u"q"_s, unit.key().value())
                        .name(u"n"_s, context.flow().element(steps[i]))
                        .name(u"r1"_s, nameOf(*from))
                        .name(u"r2"_s, nameOf(*to)),
                    to->id.value());
            finding.example.path = context.places({steps[i - 1], steps[i]});
            finding.example.at = times.span(steps[i], TimeNetwork::Nominal).enter;
        }
    }
}

} // namespace

QVector<RuleCheck> meetingRules()
{
    const Aspects every
        = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Header;
    const Aspects vectors = Aspect::Control | Aspect::Matter | Aspect::Header;
    return {
        {QLatin1String("GMP-SEG-03"), RuleScope::Binding, every, cabinets},
        {QLatin1String("GMP-SEG-05"), RuleScope::Recipe, vectors, isolators},
        {QLatin1String("GMP-SEG-05"), RuleScope::Binding, every, bookedIsolators},
        {QLatin1String("GMP-SEG-07"), RuleScope::Binding, every, sharedUnits},
        {QLatin1String("GMP-SEG-08"), RuleScope::Binding, every, itineraries},
        {QLatin1String("GMP-SEG-08"), RuleScope::Binding, every, equipmentWays},
    };
}

} // namespace cytoloom::rules
