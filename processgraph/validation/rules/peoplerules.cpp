// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/peoplerules.h"

#include "processgraph/validation/rules/bindinghelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

FindingPlace placeOf(const ValidationContext &context, const Assignment &assignment)
{
    FindingPlace place = context.place(context.flow().number(assignment.element));
    if (const Room *room = roomFor(context, assignment))
        place.room = room->id;
    return place;
}

// What the person must be trained for to do this step there: the recipe, what the step asks for,
// gowning in A and B, media fills for aseptic handling.
QStringList trainingFor(const ValidationContext &context, const Assignment &assignment, int element)
{
    QStringList needs {trainingName(context.recipe())};
    for (const CrewNeed &need : context.flow().element(element).crew)
        needs << need.qualification;
    const Room *room = roomFor(context, assignment);
    if (room && (room->grade == Grade::A || room->grade == Grade::B))
        needs << u"gowning"_s;
    if (context.aseptic(element))
        needs << u"gowning"_s << u"aps"_s;
    needs.removeAll(QString());
    needs.removeDuplicates();
    return needs;
}

void trained(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding())
        return;
    for (const Assignment &assignment : context.binding()->assignments) {
        const int element = context.flow().number(assignment.element);
        const CrewMember *person = member(*context.binding(), assignment.person);
        if (!person)
            continue; // the reader refuses that
        FindingArgs args;
        args.text(u"u"_s, assignment.person.value());
        if (element < 0) {
            findings.add(u"GMP-PER-01"_s, u"unknownStep"_s, {FindingPlace()},
                args.text(u"n"_s, assignment.element.value()), assignment.element.value());
            continue;
        }
        const FindingPlace place = placeOf(context, assignment);
        const Element &step = context.flow().element(element);
        args.name(u"n"_s, step);
        for (const QString &need : trainingFor(context, assignment, element)) {
            const QString detail = person->id.value() + u':' + need;
            const auto until = person->qualifications.constFind(need);
            if (until == person->qualifications.cend()) {
                findings.add(u"GMP-PER-01"_s, u"missing"_s, {place},
                    FindingArgs(args).text(u"what"_s, need), detail);
            } else if (*until < assignment.to) {
                Finding &finding = findings.add(u"GMP-PER-01"_s, u"expires"_s, {place},
                    FindingArgs(args)
                        .text(u"what"_s, need)
                        .text(u"t"_s, momentText(*until))
                        .text(u"end"_s, momentText(assignment.to)),
                    detail);
                if (context.plannedStart())
                    finding.example.at = *until - *context.plannedStart();
            }
        }
        const auto has
            = [person](const CrewNeed &need) { return person->roles.contains(need.role); };
        if (!step.crew.isEmpty() && std::none_of(step.crew.begin(), step.crew.end(), has))
            findings.add(u"GMP-PER-01"_s, u"role"_s, {place},
                FindingArgs(args).text(u"role"_s, step.crew.first().role), person->id.value());
    }
}

// Decisions are no handling: whoever approves or releases decides alone and signs for it.
bool isDecision(const Element &step)
{
    return std::any_of(
        step.signatures.begin(), step.signatures.end(), [](const SignaturePoint &point) {
            return point.meaning == SignatureMeaning::Reviewed
                || point.meaning == SignatureMeaning::Approved
                || point.meaning == SignatureMeaning::Released;
        });
}

void checked(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &step = context.flow().element(element);
    if (!step.critical || !isManual(context, element) || isDecision(step)
        || step.verification != VerificationKind::None)
        return;
    Finding &finding = findings.add(u"GMP-PER-02"_s, u"noChecker"_s, {context.place(element)},
        FindingArgs().name(u"n"_s, step));
    finding.fix = u"addSecondPerson"_s;
}

// A component that a machine puts into the batch is verified by a person or a device that reads
// what hangs on the line: the machine cannot know it (21 CFR 211.101(c),(d)).
void componentAdded(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &step = context.flow().element(element);
    if (step.kind != ElementKind::Phase || !step.critical || isManual(context, element)
        || step.verification != VerificationKind::None)
        return;
    const auto brings = [](const Port &port) {
        return port.direction == PortDirection::In && port.purpose == PortPurpose::Material;
    };
    const auto found = std::find_if(step.ports.begin(), step.ports.end(), brings);
    if (found == step.ports.end())
        return;
    const BomLine *line = context.recipe().bomLine(found->bomLine);
    Finding &finding
        = findings.add(u"GMP-PER-02"_s, u"componentUnverified"_s, {context.place(element)},
            FindingArgs().name(u"n"_s, step).name(u"m"_s, line ? line->name : found->name));
    finding.fix = u"addSecondPerson"_s;
}

void heads(const ValidationContext &context, int, FindingList &findings)
{
    const Attributes &header = context.recipe().attributes;
    const QString production = header.text(u"productionHead"_s);
    if (!production.isEmpty() && production == header.text(u"qualityHead"_s))
        findings.add(u"GMP-PER-02"_s, u"sameHead"_s, {FindingPlace()},
            FindingArgs().text(u"u"_s, production));
}

void checkerIsAnother(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding())
        return;
    struct People
    {
        QStringList performers;
        QStringList checkers;
    };
    QMap<ElementId, People> steps;
    for (const Assignment &assignment : context.binding()->assignments) {
        People &people = steps[assignment.element];
        (assignment.checker ? people.checkers : people.performers) << assignment.person.value();
    }
    for (auto one = steps.cbegin(); one != steps.cend(); ++one) {
        const int element = context.flow().number(one.key());
        if (element < 0)
            continue;
        const Element &step = context.flow().element(element);
        for (const QString &checker : one->checkers) {
            if (one->performers.contains(checker))
                findings.add(u"GMP-PER-02"_s, u"samePerson"_s, {context.place(element)},
                    FindingArgs().name(u"n"_s, step).text(u"u"_s, checker), checker);
        }
        if (step.verification == VerificationKind::SecondPerson && one->checkers.isEmpty())
            findings.add(u"GMP-PER-02"_s, u"noCheckerPlanned"_s, {context.place(element)},
                FindingArgs().name(u"n"_s, step));
    }
}

void oneRoomAtATime(const ValidationContext &context, FindingList &findings)
{
    QMap<PersonId, QVector<Assignment>> byPerson;
    for (const Assignment &assignment : context.binding()->assignments)
        byPerson[assignment.person].append(assignment);
    for (QVector<Assignment> &days : byPerson) {
        std::stable_sort(days.begin(), days.end(),
            [](const Assignment &a, const Assignment &b) { return a.from < b.from; });
        int latest = 0; // the assignment so far that ends last
        for (int i = 1; i < days.size(); ++i) {
            const Room *before = roomFor(context, days[latest]);
            const Room *now = roomFor(context, days[i]);
            if (before && now && before->id != now->id && days[i].from < days[latest].to) {
                Finding &finding = findings.add(u"GMP-PER-03"_s, u"twoRooms"_s,
                    {placeOf(context, days[i]), placeOf(context, days[latest])},
                    FindingArgs()
                        .text(u"u"_s, days[i].person.value())
                        .text(u"r1"_s, before->id.value())
                        .text(u"r2"_s, now->id.value())
                        .text(u"t"_s, momentText(days[i].from)),
                    days[i].person.value());
                if (context.plannedStart())
                    finding.example.at = days[i].from - *context.plannedStart();
            }
            if (days[i].to > days[latest].to)
                latest = i;
        }
    }
}

void roomsNotTooFull(const ValidationContext &context, FindingList &findings)
{
    struct Step
    {
        UtcTime at;
        bool enters = true;
        const Assignment *assignment = nullptr;
    };
    QMap<RoomId, QVector<Step>> byRoom;
    for (const Assignment &assignment : context.binding()->assignments) {
        const Room *room = roomFor(context, assignment);
        if (!room || room->maxPeople == 0)
            continue;
        byRoom[room->id].append({assignment.from, true, &assignment});
        byRoom[room->id].append({assignment.to, false, &assignment});
    }
    for (auto room = byRoom.begin(); room != byRoom.end(); ++room) {
        // Who leaves makes place for who comes at the same moment.
        std::stable_sort(room->begin(), room->end(), [](const Step &a, const Step &b) {
            return std::pair(a.at, a.enters) < std::pair(b.at, b.enters);
        });
        const int most = context.plant()->room(room.key())->maxPeople;
        QMap<PersonId, int> inside;
        for (const Step &step : std::as_const(*room)) {
            int &stays = inside[step.assignment->person];
            stays += step.enters ? 1 : -1;
            if (stays == 0)
                inside.remove(step.assignment->person);
            if (inside.size() <= most)
                continue;
            Finding &finding
                = findings.add(u"GMP-PER-03"_s, u"tooMany"_s, {placeOf(context, *step.assignment)},
                    FindingArgs()
                        .text(u"r"_s, room.key().value())
                        .number(u"count"_s, double(inside.size()))
                        .number(u"limit"_s, most)
                        .text(u"t"_s, momentText(step.at)),
                    room.key().value());
            finding.example.amount = Quantity {double(inside.size()), {}};
            finding.example.limit = Quantity {double(most), {}};
            if (context.plannedStart())
                finding.example.at = step.at - *context.plannedStart();
            break;
        }
    }
}

void enoughPeople(const ValidationContext &context, FindingList &findings)
{
    QMap<ElementId, QVector<const CrewMember *>> performers;
    for (const Assignment &assignment : context.binding()->assignments) {
        if (!assignment.checker)
            performers[assignment.element].append(member(*context.binding(), assignment.person));
    }
    for (auto step = performers.cbegin(); step != performers.cend(); ++step) {
        const int element = context.flow().number(step.key());
        if (element < 0)
            continue;
        for (const CrewNeed &need : context.flow().element(element).crew) {
            const auto count
                = std::count_if(step->begin(), step->end(), [&need](const CrewMember *person) {
                      return person && person->roles.contains(need.role);
                  });
            if (count >= need.people || count == 0) // none at all: GMP-PER-01 about the role
                continue;
            findings.add(u"GMP-PER-03"_s, u"tooFew"_s, {context.place(element)},
                FindingArgs()
                    .name(u"n"_s, context.flow().element(element))
                    .text(u"role"_s, need.role)
                    .number(u"count"_s, double(count))
                    .number(u"needed"_s, need.people),
                need.role);
        }
    }
}

// Hands that nobody has counted cannot be planned.
void crewStated(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    const PhaseClass *phase = context.phaseClass(i);
    const bool byHand = step.kind == ElementKind::ManualStep || (phase && phase->manual);
    for (int at = i; byHand && at >= 0; at = context.flow().container(at)) {
        if (!context.flow().element(at).crew.isEmpty())
            return;
    }
    if (byHand)
        findings.add(
            u"GMP-PER-03"_s, u"noCrew"_s, {context.place(i)}, FindingArgs().name(u"n"_s, step));
}

void manning(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding())
        return;
    enoughPeople(context, findings);
    if (!context.plant())
        return;
    oneRoomAtATime(context, findings);
    roomsNotTooFull(context, findings);
}

} // namespace

QVector<RuleCheck> peopleRules()
{
    const Aspects people = Aspect::Control | Aspect::Matter | Aspect::Evidence | Aspect::Header;
    return {
        {QLatin1String("GMP-PER-01"), RuleScope::Binding, people, trained},
        {QLatin1String("GMP-PER-02"), RuleScope::Element, Aspect::Control | Aspect::Evidence,
            checked},
        {QLatin1String("GMP-PER-02"), RuleScope::Element,
            Aspect::Control | Aspect::Matter | Aspect::Evidence | Aspect::Header, componentAdded},
        {QLatin1String("GMP-PER-02"), RuleScope::Recipe, Aspect::Header, heads},
        {QLatin1String("GMP-PER-02"), RuleScope::Binding, Aspect::Control | Aspect::Evidence,
            checkerIsAnother},
        {QLatin1String("GMP-PER-03"), RuleScope::Element, Aspect::Control | Aspect::Evidence,
            crewStated},
        {QLatin1String("GMP-PER-03"), RuleScope::Binding, Aspect::Control | Aspect::Evidence,
            manning},
    };
}

} // namespace cytoloom::rules
