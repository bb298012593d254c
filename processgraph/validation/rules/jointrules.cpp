// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/jointrules.h"

#include "processgraph/validation/roomwords.h"
#include "processgraph/validation/rules/facilitywords.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

bool isMatter(const Link &link)
{
    return link.kind != LinkKind::Control && link.kind != LinkKind::Sync;
}

QString openJoint(Connection connection)
{
    switch (connection) {
    case Connection::Luer:
        return u"luer"_s;
    case Connection::Spike:
        return u"spike"_s;
    case Connection::Open:
        return u"open"_s;
    default:
        return {};
    }
}

bool isOpenAccess(const QString &access)
{
    return access == u"luer"_s || access == u"spike"_s || access == u"open"_s
        || access == u"septum"_s;
}

FindingPlace placeOfPort(const ValidationContext &context, int element, const Port &port)
{
    FindingPlace place = placeInRoom(context, element);
    place.port = port.id;
    return place;
}

// Below grade B an open joint is GMP-CON-01; here it is the claim "closed" that does not hold.
void closureLost(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    if (!isClosed(context.openness(i)) || step.ports.isEmpty() || isAsepticPlace(context, i))
        return;
    const auto grade = gradeAround(context, i);
    FindingArgs args;
    args.name(u"n"_s, step).text(u"g"_s, grade ? gradeText(*grade) : u"?"_s);
    for (const Port &port : step.ports) {
        const QVector<const Link *> links = context.linksAt(step.id, port.id);
        for (const Link *link : links) {
            const QString joint = openJoint(link->connection);
            if (joint.isEmpty() || !grade || isWorse(*grade, Grade::B))
                continue;
            Finding &finding = findings.add(u"GMP-ENV-04"_s, u"joint"_s,
                {context.place(i), ValidationContext::place(*link)},
                FindingArgs(args)
                    .text(u"e"_s, link->id.value())
                    .name(u"joint"_s, choiceNames(u"access"_s, {joint})),
                link->id.value());
            finding.fix = u"weldInsteadOfLuer"_s;
        }
        const QString access = port.attributes.text(u"access"_s);
        if (links.isEmpty() && isOpenAccess(access)) {
            Finding &finding
                = findings.add(u"GMP-ENV-04"_s, u"port"_s, {placeOfPort(context, i, port)},
                    FindingArgs(args)
                        .name(u"port"_s,
                            port.name.isEmpty() ? LocalizedText {port.id.value(), port.id.value()}
                                                : port.name)
                        .name(u"joint"_s, choiceNames(u"access"_s, {access})));
            finding.fix = u"setAttribute"_s;
            finding.fixArgs = {{u"attribute"_s, u"access"_s},
                {u"value"_s, port.purpose == PortPurpose::Sample ? u"closedSampler"_s : u"weld"_s}};
        }
    }
}

// Matter that stays in its vessel passes no joint.
bool staysInUnit(const ValidationContext &context, const Link &link)
{
    const ProcedureFlow &flow = context.flow();
    const int from = flow.number(link.from.element);
    const int to = flow.number(link.to.element);
    if (flow.unitProcedure(from) >= 0 && flow.unitProcedure(from) == flow.unitProcedure(to))
        return true;
    const PlantUnit *unit = context.unitOf(from);
    return unit && unit == context.unitOf(to);
}

// Somebody joins it during the batch.
bool isMade(const Link &link)
{
    return link.connection != Connection::None && link.connection != Connection::Integral;
}

struct Tube
{
    QString material;
    std::optional<double> outer; ///< mm
    std::optional<double> inner;
    std::optional<double> length; ///< cm
    bool filled = false;
    [[nodiscard]] bool isKnown() const { return !material.isEmpty() && outer && inner; }
};

Tube tubeOf(const Port &port)
{
    static const Unit mm = *Unit::parse(u"mm"_s);
    static const Unit cm = *Unit::parse(u"cm"_s);
    const Attributes &attributes = port.attributes;
    return {attributes.text(u"tubeMaterial"_s), attributes.number(u"tubeOuter"_s, mm),
        attributes.number(u"tubeInner"_s, mm), attributes.number(u"tubeLength"_s, cm),
        attributes.flag(u"tubeFilled"_s)};
}

const Port *portAt(const ValidationContext &context, const Endpoint &end)
{
    const int element = context.flow().number(end.element);
    return element < 0 ? nullptr : context.flow().element(element).port(end.port);
}

const PlantUnit *welderOf(const ValidationContext &context)
{
    for (const UnitRole &role : context.recipe().roles) {
        if (role.equipmentClass == u"tube-welder"_s)
            return context.boundUnit(role.id);
    }
    return nullptr;
}

void tubesFit(const ValidationContext &context, const Link &link, const Port &from, const Port &to,
    FindingList &findings)
{
    const Tube one = tubeOf(from);
    const Tube other = tubeOf(to);
    FindingArgs args;
    args.text(u"e"_s, link.id.value());
    const QVector<FindingPlace> places {ValidationContext::place(link)};
    if (!one.isKnown() || !other.isKnown()) {
        // Nothing proves that it cannot be welded; nothing proves that it can.
        soften(findings.add(u"GMP-CON-02"_s, u"noTube"_s, places, args));
        return;
    }
    args.text(u"m1"_s, one.material.toUpper())
        .text(u"m2"_s, other.material.toUpper())
        .number(u"od1"_s, *one.outer)
        .number(u"od2"_s, *other.outer)
        .number(u"id1"_s, *one.inner)
        .number(u"id2"_s, *other.inner);
    constexpr double tolerance = 0.05; // mm, as extruded
    if (one.material != other.material)
        findings.add(u"GMP-CON-02"_s, u"polymer"_s, places, args);
    else if (std::abs(*one.outer - *other.outer) > tolerance
        || std::abs(*one.inner - *other.inner) > tolerance)
        findings.add(u"GMP-CON-02"_s, u"size"_s, places, args);
    const PlantUnit *welder = welderOf(context);
    if (!welder)
        return;
    const QStringList materials = welder->attributes.texts(u"weldMaterials"_s);
    const bool wet = one.filled || other.filled;
    const bool unfit = (!materials.isEmpty() && !materials.contains(one.material))
        || !welder->attributes.range(u"weldOuter"_s).contains(*one.outer)
        || (wet && welder->attributes.has(u"weldsWet"_s)
            && !welder->attributes.flag(u"weldsWet"_s));
    FindingPlace place;
    place.unit = welder->id;
    if (unfit)
        findings.add(u"GMP-CON-02"_s, u"welder"_s, places + QVector<FindingPlace> {place},
            FindingArgs(args).text(u"q"_s, welder->id.value()));
}

void lengthLasts(
    const ValidationContext &context, const Link &link, const Endpoint &end, FindingList &findings)
{
    const Port *port = portAt(context, end);
    const auto length = tubeOf(*port).length;
    if (!length)
        return;
    const QVector<const Link *> links = context.linksAt(end.element, end.port);
    const auto welds = std::count_if(links.begin(), links.end(),
        [](const Link *each) { return each->connection == Connection::Weld; });
    const double each = findings.number(u"GMP-CON-02"_s, u"weldLength"_s);
    if (double(welds) * each <= *length)
        return;
    FindingPlace place;
    place.element = end.element;
    place.port = end.port;
    Finding &finding
        = findings.add(u"GMP-CON-02"_s, u"length"_s, {place, ValidationContext::place(link)},
            FindingArgs()
                .name(u"n"_s, context.flow().element(context.flow().number(end.element)))
                .number(u"length"_s, *length)
                .number(u"needed"_s, double(welds) * each)
                .number(u"count"_s, double(welds)));
    static const Unit cm = *Unit::parse(u"cm"_s);
    finding.example.amount = Quantity {double(welds) * each, cm};
    finding.example.limit = Quantity {*length, cm};
}

void connectorsFit(const Link &link, const Port &from, const Port &to, FindingList &findings)
{
    const QString one = from.attributes.text(u"connectorFamily"_s);
    const QString other = to.attributes.text(u"connectorFamily"_s);
    const QString half = from.attributes.text(u"connectorGender"_s);
    const QString otherHalf = to.attributes.text(u"connectorGender"_s);
    const FindingArgs args
        = FindingArgs().text(u"e"_s, link.id.value()).text(u"f1"_s, one).text(u"f2"_s, other);
    const QVector<FindingPlace> places {ValidationContext::place(link)};
    if (one.isEmpty() || other.isEmpty())
        soften(findings.add(u"GMP-CON-02"_s, u"noConnector"_s, places, args));
    else if (one != other)
        findings.add(u"GMP-CON-02"_s, u"family"_s, places, args);
    else if (half == otherHalf && (half == u"male"_s || half == u"female"_s))
        findings.add(u"GMP-CON-02"_s, u"halves"_s, places, args);
}

void jointFits(const ValidationContext &context, int number, FindingList &findings)
{
    const Link &link = *context.links()[number];
    if (!isMatter(link) || staysInUnit(context, link))
        return;
    const Port *from = portAt(context, link.from);
    const Port *to = portAt(context, link.to);
    if (!from || !to)
        return;
    if (link.connection == Connection::Weld) {
        tubesFit(context, link, *from, *to, findings);
        lengthLasts(context, link, link.from, findings);
        lengthLasts(context, link, link.to, findings);
    } else if (link.connection == Connection::Iscd) {
        connectorsFit(link, *from, *to, findings);
    }
}

bool isVerified(const ValidationContext &context, const ElementId &id)
{
    const int element = context.flow().number(id);
    return element >= 0 && context.flow().element(element).verification != VerificationKind::None;
}

void destination(const ValidationContext &context, int number, FindingList &findings)
{
    const Link &link = *context.links()[number];
    if (!isMatter(link))
        return;
    const Port *from = portAt(context, link.from);
    const Port *to = portAt(context, link.to);
    if (!from || !to)
        return;
    const FindingArgs args
        = FindingArgs()
              .text(u"e"_s, link.id.value())
              .name(u"a"_s, context.flow().element(context.flow().number(link.from.element)))
              .name(u"b"_s, context.flow().element(context.flow().number(link.to.element)));
    const QVector<FindingPlace> places {ValidationContext::place(link)};
    if (from->direction == PortDirection::In || to->direction == PortDirection::Out) {
        findings.add(u"GMP-CON-03"_s, u"direction"_s, places, args).fix = u"removeLink"_s;
        return;
    }
    const auto mistaken = [&](const Port &port) {
        return !link.medium.isEmpty() && !port.medium.isEmpty() && port.medium != link.medium;
    };
    if (mistaken(*from) || mistaken(*to)) {
        const auto name = [&](const QString &id) {
            const MaterialClass *material = context.catalog().material(id);
            return material ? material->name : LocalizedText {id, id};
        };
        findings.add(u"GMP-CON-03"_s, u"medium"_s, places,
            FindingArgs(args)
                .name(u"m"_s, name(link.medium))
                .name(u"needed"_s, name(mistaken(*from) ? from->medium : to->medium)));
    }
    const QVector<const Link *> sources = context.linksAt(link.to.element, link.to.port);
    if (sources.size() > 1 && sources.first() == &link && !to->attributes.flag(u"manifold"_s)) {
        FindingPlace place;
        place.element = link.to.element;
        place.port = link.to.port;
        Finding &finding = findings.add(u"GMP-CON-03"_s, u"sources"_s, {place},
            FindingArgs(args).number(u"count"_s, double(sources.size())));
        for (const Link *each : sources)
            finding.example.path.append(ValidationContext::place(*each));
    }
    if (!isMade(link) || staysInUnit(context, link)
        || !link.attributes.text(u"destinationCheck"_s).isEmpty()
        || isVerified(context, link.from.element) || isVerified(context, link.to.element))
        return;
    Finding &finding = findings.add(u"GMP-CON-03"_s, u"notConfirmed"_s, places, args);
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, u"destinationCheck"_s}, {u"value"_s, u"secondPerson"_s}};
}

void inspection(const ValidationContext &context, int number, FindingList &findings)
{
    const Link &link = *context.links()[number];
    if (!isMatter(link) || !isMade(link) || staysInUnit(context, link))
        return;
    const QVector<FindingPlace> places {ValidationContext::place(link)};
    const FindingArgs args
        = FindingArgs()
              .text(u"e"_s, link.id.value())
              .name(u"a"_s, context.flow().element(context.flow().number(link.from.element)))
              .name(u"b"_s, context.flow().element(context.flow().number(link.to.element)));
    if (link.attributes.text(u"jointCheck"_s).isEmpty()) {
        Finding &finding = findings.add(u"GMP-CON-04"_s, u"noCheck"_s, places, args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"jointCheck"_s}, {u"value"_s, u"visual"_s}};
    } else if (link.attributes.text(u"jointCheckStep"_s).isEmpty()
        && !isVerified(context, link.from.element) && !isVerified(context, link.to.element)) {
        // Said to be inspected, but by nobody and at no time that the record could hold.
        Finding &finding = findings.add(u"GMP-CON-04"_s, u"noStep"_s, places, args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"jointCheckStep"_s}};
    }
}

void inspectionSteps(const ValidationContext &context, int, FindingList &findings)
{
    for (const Link *link : context.links()) {
        const QString step = link->attributes.text(u"jointCheckStep"_s);
        if (!step.isEmpty() && context.flow().number(ElementId(step)) < 0)
            findings.add(u"GMP-CON-04"_s, u"unknownStep"_s, {ValidationContext::place(*link)},
                FindingArgs().text(u"e"_s, link->id.value()).text(u"step"_s, step));
    }
}

void openings(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    if (!isClosed(context.openness(i)))
        return;
    for (const Port &port : step.ports) {
        const bool opens = port.purpose == PortPurpose::Sample
            || (port.purpose == PortPurpose::Material && port.direction == PortDirection::In);
        if (!opens || port.attributes.has(u"access"_s)
            || !context.linksAt(step.id, port.id).isEmpty())
            continue;
        Finding &finding = findings.add(u"GMP-CON-05"_s,
            port.purpose == PortPurpose::Sample ? u"sampler"_s : u"addition"_s,
            {placeOfPort(context, i, port)}, FindingArgs().name(u"n"_s, step));
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"access"_s},
            {u"value"_s, port.purpose == PortPurpose::Sample ? u"closedSampler"_s : u"weld"_s}};
    }
}

// A stirred vessel with gas breathes: the filter of its vent keeps it closed.
void vents(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    const UnitRole *role = context.recipe().role(step.role);
    if (step.kind != ElementKind::UnitProcedure || !isClosed(context.openness(i)))
        return;
    const QString vent = step.attributes.text(u"vent"_s);
    FindingArgs args;
    args.name(u"n"_s, step);
    const auto add = [&](const QString &what) -> Finding & {
        return findings.add(u"GMP-CON-05"_s, what, {context.place(i)}, args);
    };
    if (vent.isEmpty() && role && role->equipmentClass == u"bioreactor"_s)
        add(u"vent"_s).fix = u"setAttribute"_s;
    if (vent == u"openVent"_s)
        add(u"openVent"_s);
    if (vent != u"hydrophobicFilter"_s)
        return;
    if (step.attributes.text(u"ventIntegrity"_s).isEmpty())
        add(u"ventIntegrity"_s);
    const auto life = step.attributes.duration(u"ventFilterLife"_s);
    if (!life) {
        add(u"ventLife"_s);
    } else if (*life < step.duration.longest) {
        static const Unit hour = *Unit::parse(u"h"_s);
        args.number(u"life"_s, toSeconds(*life) / 3600)
            .number(u"needed"_s, toSeconds(step.duration.longest) / 3600);
        Finding &finding = add(u"ventTooOld"_s);
        finding.example.amount = Quantity {toSeconds(step.duration.longest) / 3600, hour};
        finding.example.limit = Quantity {toSeconds(*life) / 3600, hour};
    }
}

} // namespace

QVector<RuleCheck> jointRules()
{
    const Aspects every = Aspect::Control | Aspect::Matter | Aspect::Evidence;
    return {
        {QLatin1String("GMP-ENV-04"), RuleScope::Element, every, closureLost},
        {QLatin1String("GMP-CON-02"), RuleScope::Link, every, jointFits},
        {QLatin1String("GMP-CON-03"), RuleScope::Link, every, destination},
        {QLatin1String("GMP-CON-04"), RuleScope::Link, every, inspection},
        {QLatin1String("GMP-CON-04"), RuleScope::Recipe, Aspect::Control | Aspect::Evidence,
            inspectionSteps},
        {QLatin1String("GMP-CON-05"), RuleScope::Element, every, openings},
        {QLatin1String("GMP-CON-05"), RuleScope::Element, every | Aspect::Values, vents},
    };
}

} // namespace cytoloom::rules
