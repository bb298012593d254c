// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/clearancerules.h"

#include "processgraph/validation/rules/bindinghelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

/// What a repair puts in where a person must still name the form.
constexpr auto Unnamed = "?"_L1;

// A phase of the catalogue, or any step that says which form it fills in.
bool clearsLine(const ValidationContext &context, int element)
{
    const ProcedureFlow &flow = context.flow();
    if (flow.kind(element) != ElementKind::Phase && !flow.has(element, StepPart::Attributes))
        return false;
    const Element &step = flow.element(element);
    return (step.kind == ElementKind::Phase && step.type == "clear-line"_L1)
        || (!step.isContainer() && step.attributes.has(u"clearanceChecklist"_s));
}

// A clearance is a record of two people with a list of what was looked at. Room, product, batch,
// step and time are the journal's.
void clearanceRecord(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &step = context.flow().element(element);
    if (!clearsLine(context, element))
        return;
    const FindingArgs args = FindingArgs().name(u"n"_s, step);
    const QVector<FindingPlace> places {context.place(element)};
    const auto performed = std::find_if(step.signatures.begin(), step.signatures.end(),
        [](const SignaturePoint &one) { return one.meaning == SignatureMeaning::Performed; });
    const bool verified = step.verification == VerificationKind::SecondPerson
        || std::any_of(step.signatures.begin(), step.signatures.end(),
            [](const SignaturePoint &one) { return one.meaning == SignatureMeaning::Verified; });
    if (performed == step.signatures.end()) {
        Finding &finding = findings.add(u"GMP-CLR-02"_s, u"unsigned"_s, places, args);
        finding.fix = u"addSignature"_s;
        finding.fixArgs = {{u"meaning"_s, u"performed"_s}, {u"role"_s, u"operator"_s}};
    }
    if (!verified)
        findings.add(u"GMP-CLR-02"_s, u"oneSigner"_s, places, args).fix = u"addSecondPerson"_s;
    const QString form = step.attributes.text(u"clearanceChecklist"_s);
    if (form.isEmpty() || form == Unnamed) {
        Finding &finding = findings.add(u"GMP-CLR-02"_s, u"noItems"_s, places, args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"clearanceChecklist"_s}};
    }
}

// The first step of the batch in a unit that takes product in must come behind a clearance. A unit
// that the batch comes back to still holds the same batch.
void clearedBeforeProduct(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    struct Inside
    {
        int first = -1; ///< the first step that takes product in
        QVector<int> clearances;
    };
    QHash<RoleId, Inside> roles;
    for (int i = 0; i < flow.count(); ++i) {
        const int owner = flow.unitProcedure(i);
        const bool clears = owner >= 0 && clearsLine(context, i);
        if (owner < 0 || (!clears && !flow.has(i, StepPart::Ports)))
            continue;
        const QVector<Port> &ports = flow.ports(i);
        const bool takes = std::any_of(ports.begin(), ports.end(), [](const Port &port) {
            return port.purpose == PortPurpose::Product && port.direction == PortDirection::In;
        });
        if (!clears && !takes)
            continue;
        Inside &inside = roles[flow.element(owner).role];
        if (takes && inside.first < 0)
            inside.first = i;
        if (clears)
            inside.clearances.append(i);
    }
    QVector<bool> cleared(flow.flat().size(), false);
    for (const Inside &inside : std::as_const(roles)) {
        const int first = inside.first;
        if (first < 0)
            continue;
        for (const int element : inside.clearances)
            cleared[ProcedureFlow::enter(element)] = true;
        const bool reached
            = flow.flat().reachable({flow.start()}, cleared)[ProcedureFlow::enter(first)];
        for (const int element : inside.clearances)
            cleared[ProcedureFlow::enter(element)] = false;
        if (!reached)
            continue;
        Finding &finding = findings.add(u"GMP-CLR-02"_s, u"missing"_s,
            context.places({first, flow.unitProcedure(first)}),
            FindingArgs()
                .name(u"n"_s, flow.element(first))
                .name(u"unit"_s, flow.element(flow.unitProcedure(first))));
        finding.fix = u"addLineClearance"_s;
        finding.fixArgs = {{u"attribute.clearanceChecklist"_s, Unnamed}};
    }
}

struct Place
{
    FindingPlace where;
    QString id;
    PlaceState state;
    Attributes attributes;
    UtcTime from {};
    bool isUnit = true;
    bool clearsFirst = false; ///< the recipe itself clears the line there before it begins
};

bool holdsClearance(const ValidationContext &context, const QVector<int> &procedures)
{
    QVector<int> steps = procedures;
    for (int i = 0; i < steps.size(); ++i) {
        if (clearsLine(context, steps[i]))
            return true;
        steps += context.flow().children(steps[i]).copy();
    }
    return false;
}

// The units that this batch uses and the rooms that they stand in.
QVector<Place> placesUsed(const ValidationContext &context, const BookingTable &table)
{
    QVector<Place> places;
    QHash<RoomId, int> rooms;
    for (const UnitUse &use : unitUses(context, table)) {
        if (use.procedures.isEmpty())
            continue;
        Place place;
        place.where.unit = use.unit->id;
        place.id = use.unit->id.value();
        place.state = stateOf(context, *use.unit);
        place.attributes = attributesOf(context, *use.unit);
        place.from = use.from;
        place.clearsFirst = holdsClearance(context, use.procedures);
        places.append(place);
        const Room *room = context.plant()->room(use.unit->room);
        if (!room)
            continue;
        if (rooms.contains(room->id)) {
            Place &known = places[rooms.value(room->id)];
            known.from = std::min(known.from, use.from);
            known.clearsFirst = known.clearsFirst || place.clearsFirst;
            continue;
        }
        rooms.insert(room->id, int(places.size()));
        place.where = {};
        place.where.room = room->id;
        place.id = room->id.value();
        place.state = stateOf(context, *room);
        place.attributes = attributesOf(context, *room);
        place.isUnit = false;
        places.append(place);
    }
    return places;
}

bool isForeign(const ValidationContext &context, const PlaceState &state)
{
    return !state.lastBatch.isEmpty() && state.lastBatch != context.batch();
}

void clearedSince(const ValidationContext &context, const BookingTable &table, const Place &place,
    FindingList &findings)
{
    FindingArgs args;
    args.text(u"r"_s, place.id).text(u"b"_s, place.state.lastBatch.value());
    const std::optional<UtcTime> clearedAt = place.attributes.time(u"clearedAt"_s);
    if (isForeign(context, place.state)
        && (place.attributes.text(u"clearanceRecord"_s).isEmpty() || !clearedAt)) {
        findings.add(u"GMP-CLR-01"_s, u"notConfirmed"_s, {place.where}, args).example.batches
            = {place.state.lastBatch.value(), context.batch().value()};
        return;
    }
    // Another batch comes in between: what was cleared is not clear any more, and the batch does
    // not clear it before it begins there, either.
    if (place.clearsFirst)
        return;
    for (const Booking &other : table.others()) {
        const bool here
            = place.isUnit ? other.unit == place.where.unit : other.room == place.where.room;
        if (!here || !clearedAt || other.to <= *clearedAt || other.to > place.from
            || other.batch == context.batch())
            continue;
        Finding &finding = findings.add(u"GMP-CLR-01"_s, u"outdated"_s, {place.where},
            FindingArgs()
                .text(u"r"_s, place.id)
                .text(u"b"_s, other.batch.value())
                .text(u"t"_s, momentText(*clearedAt))
                .text(u"end"_s, momentText(other.to)),
            other.batch.value());
        finding.example.batches = {other.batch.value(), context.batch().value()};
    }
}

void decontaminated(const ValidationContext &context, const Place &place, FindingList &findings)
{
    if (!isForeign(context, place.state))
        return;
    FindingArgs args;
    args.text(u"r"_s, place.id)
        .text(u"b"_s, place.state.lastBatch.value())
        .text(u"p1"_s, place.state.lastProduct)
        .text(u"p2"_s, context.recipe().productCode);
    if (place.attributes.text(u"decontaminationRecord"_s).isEmpty())
        findings.add(u"GMP-CLR-03"_s, u"noDecontamination"_s, {place.where}, args);
    if (!place.state.lastProduct.isEmpty()
        && place.state.lastProduct != context.recipe().productCode
        && place.attributes.text(u"changeoverProcedure"_s).isEmpty())
        findings.add(u"GMP-CLR-03"_s, u"changeover"_s, {place.where}, args);
}

void campaign(const Place &place, FindingList &findings)
{
    const Unit one;
    FindingArgs args;
    args.text(u"r"_s, place.id);
    const auto made = place.attributes.number(u"campaignBatches"_s, one);
    const auto most = place.attributes.number(u"campaignBatchLimit"_s, one);
    if (made && most && *made + 1 > *most) {
        Finding &finding = findings.add(u"GMP-CLR-04"_s, u"batches"_s, {place.where},
            FindingArgs(args).number(u"count"_s, *made + 1).number(u"limit"_s, *most));
        finding.example.amount = Quantity {*made + 1, one};
        finding.example.limit = Quantity {*most, one};
    }
    const auto over = [&](const QString &what, const std::optional<UtcTime> &since,
                          const QString &limitId, UtcTime until) {
        const std::optional<Duration> limit = place.attributes.duration(limitId);
        if (!since || !limit || until - *since <= *limit)
            return;
        Finding &finding = findings.add(u"GMP-CLR-04"_s, what, {place.where},
            FindingArgs(args)
                .text(u"h"_s, toReadable(until - *since - *limit))
                .text(u"limit"_s, toReadable(*limit))
                .text(u"t"_s, momentText(*since)));
        static const Unit hour = Unit::parse(u"h"_s).value();
        finding.example.amount = Quantity {toSeconds(until - *since) / 3600, hour};
        finding.example.limit = Quantity {toSeconds(*limit) / 3600, hour};
    };
    const std::optional<UtcTime> cleaned = place.attributes.time(u"cleanedAt"_s);
    over(u"campaign"_s, place.attributes.time(u"campaignStart"_s), u"campaignLimit"_s, place.from);
    over(u"cleanHold"_s, cleaned, u"cleanHoldLimit"_s, place.from);
    if (const auto soiled = place.attributes.time(u"soiledAt"_s)) {
        if (!cleaned || *cleaned > *soiled)
            over(u"dirtyHold"_s, soiled, u"dirtyHoldLimit"_s, cleaned.value_or(place.from));
    }
}

void clean(const ValidationContext &context, const UnitUse &use, FindingList &findings)
{
    const Attributes attributes = attributesOf(context, *use.unit);
    const QString status = attributes.text(u"cleanStatus"_s);
    const FindingArgs args = FindingArgs().text(u"q"_s, use.unit->id.value());
    const QVector<FindingPlace> places = placesOf(context, use);
    const bool aseptic = std::any_of(use.procedures.begin(), use.procedures.end(),
        [&](int one) { return context.grade(one) == Grade::A; });
    if (status.isEmpty())
        findings.add(u"GMP-EQP-03"_s, u"notStated"_s, places, args);
    else if (status == "toBeCleaned"_L1)
        findings.add(u"GMP-EQP-03"_s, u"notClean"_s, places, args);
    else if (status == "inUse"_L1 && isForeign(context, stateOf(context, *use.unit)))
        findings.add(u"GMP-EQP-03"_s, u"inUse"_s, places,
            FindingArgs(args).text(u"b"_s, stateOf(context, *use.unit).lastBatch.value()));
    else if (aseptic && status != "sterile"_L1)
        findings.add(u"GMP-EQP-03"_s, u"notSterile"_s, places, args);
}

void between(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding())
        return;
    const BookingTable table(context);
    for (const Place &place : placesUsed(context, table)) {
        clearedSince(context, table, place, findings);
        decontaminated(context, place, findings);
        campaign(place, findings);
    }
    for (const UnitUse &use : unitUses(context, table)) {
        if (!use.procedures.isEmpty())
            clean(context, use, findings);
    }
}

} // namespace

QVector<RuleCheck> clearanceRules()
{
    const Aspects every
        = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Header;
    return {
        {QLatin1String("GMP-CLR-01 GMP-CLR-03 GMP-CLR-04 GMP-EQP-03"), RuleScope::Binding, every,
            between},
        {QLatin1String("GMP-CLR-02"), RuleScope::Element, Aspect::Control | Aspect::Evidence,
            clearanceRecord},
        {QLatin1String("GMP-CLR-02"), RuleScope::Recipe,
            Aspect::Control | Aspect::Matter | Aspect::Evidence, clearedBeforeProduct},
    };
}

} // namespace cytoloom::rules
