// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/singleuserules.h"

#include "processgraph/catalog/attributeset.h"
#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/bindinghelp.h"
#include "processgraph/validation/volumetrack.h"

#include <algorithm>
#include <cmath>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

bool isSingleUse(const BomLine &line)
{
    return line.attributes.has(u"singleUse"_s);
}

QHash<QString, QVector<int>> usersOf(const ValidationContext &context)
{
    QHash<QString, QVector<int>> users;
    for (int i = 0; i < context.flow().count(); ++i) {
        for (const QString &line : context.flow().attributes(i).texts(u"usesSets"_s))
            users[line].append(i);
    }
    return users;
}

QVector<FindingPlace> placesOf(const ValidationContext &context, const QVector<int> &users)
{
    return users.isEmpty() ? QVector<FindingPlace> {FindingPlace()} : context.places(users);
}

// The item stays in its unit until the unit procedure ends.
std::optional<UtcTime> usedUntil(
    const ValidationContext &context, const BookingTable &table, const QVector<int> &users)
{
    std::optional<UtcTime> last;
    for (const int user : users) {
        const int owner = context.flow().unitProcedure(user);
        if (const auto times = table.times(owner < 0 ? user : owner))
            last = std::max(last.value_or(times->second), times->second);
    }
    return last;
}

void checkSet(const ValidationContext &context, const SingleUseSet &set, const BomLine &line,
    const QVector<int> &users, const std::optional<UtcTime> &until, FindingList &findings)
{
    const QVector<FindingPlace> places = placesOf(context, users);
    FindingArgs args;
    args.text(u"s"_s, set.serial).name(u"line"_s, line.name);
    if (set.lot.isEmpty())
        findings.add(u"GMP-SUS-01"_s, u"noLot"_s, places, args, set.serial);
    if (set.attributes.text(u"sterilisationProof"_s).isEmpty())
        findings.add(u"GMP-SUS-01"_s, u"noSterilisation"_s, places, args, set.serial);
    if (set.attributes.text(u"packageCheck"_s).isEmpty())
        findings.add(u"GMP-SUS-01"_s, u"noPackageCheck"_s, places, args, set.serial);
    if (!set.expiry)
        findings.add(u"GMP-SUS-01"_s, u"noExpiry"_s, places, args, set.serial);
    else if (until && *set.expiry < *until)
        findings.add(u"GMP-SUS-01"_s, u"expires"_s, places,
            FindingArgs(args)
                .text(u"d"_s, momentText(*set.expiry))
                .text(u"end"_s, momentText(*until)),
            set.serial);
    for (const BatchId &batch : set.usedBy) {
        if (batch == context.batch())
            continue;
        findings
            .add(u"GMP-SUS-02"_s, u"used"_s, places, FindingArgs(args).text(u"b"_s, batch.value()),
                set.serial)
            .example.batches
            = {batch.value(), context.batch().value()};
    }
}

void filterTime(const ValidationContext &context, const BomLine &line, const QVector<int> &users,
    FindingList &findings)
{
    if (line.attributes.text(u"singleUse"_s) != "sterilisingFilter"_L1)
        return;
    const double most = findings.number(u"GMP-SUS-02"_s, u"workingDayHours"_s);
    for (const int user : users) {
        const DurationRange &lasts = context.flow().element(user).duration;
        const double hours = toSeconds(std::max(lasts.nominal, lasts.longest)) / 3600;
        if (hours <= most)
            continue;
        findings.add(u"GMP-SUS-02"_s, u"filterTime"_s, {context.place(user)},
            FindingArgs()
                .name(u"n"_s, context.flow().element(user))
                .name(u"line"_s, line.name)
                .number(u"h"_s, hours)
                .number(u"limit"_s, most),
            line.id);
    }
}

void sets(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding())
        return;
    const BookingTable table(context);
    const QHash<QString, QVector<int>> users = usersOf(context);
    QHash<QString, QVector<const SingleUseSet *>> bound;
    for (const SingleUseSet &set : context.binding()->sets)
        bound[set.bomLine].append(&set);
    for (const BomLine &line : context.recipe().bom) {
        if (!isSingleUse(line))
            continue;
        const QVector<int> steps = users.value(line.id);
        const auto have = bound.value(line.id);
        const double need = std::ceil(line.quantity.value - 1e-9);
        if (double(have.size()) < need)
            findings.add(u"GMP-SUS-01"_s, u"notScanned"_s, placesOf(context, steps),
                FindingArgs()
                    .name(u"line"_s, line.name)
                    .number(u"count"_s, double(have.size()))
                    .number(u"needed"_s, need),
                line.id);
        const auto until = usedUntil(context, table, steps);
        for (const SingleUseSet *set : have)
            checkSet(context, *set, line, steps, until, findings);
        filterTime(context, line, steps, findings);
    }
}

struct Demand
{
    std::optional<double> volume; ///< mL, highest in the unit
    int volumeStep = -1;
    std::optional<double> coldest; ///< °C
    std::optional<double> hottest;
    int coldStep = -1;
    int hotStep = -1;
};

// What the steps ask of an item that is fitted to a unit: bags that leave it are asked about where
// they go, too (usesSets names them there).
Demand reckonedDemand(const ValidationContext &context, int user)
{
    static const Unit celsius = Unit::parse(u"°C"_s).value();
    const ProcedureFlow &flow = context.flow();
    Demand demand;
    const int owner = flow.unitProcedure(user);
    if (owner >= 0) {
        const VolumeTrack track(context, owner);
        if (track.isKnown()) {
            for (const int element : track.elements()) {
                const double high = track.step(element).during.high;
                if (!demand.volume || high > *demand.volume) {
                    demand.volume = high;
                    demand.volumeStep = element;
                }
            }
        }
    }
    QVector<int> steps {user};
    if (owner >= 0) {
        steps = {owner};
        for (int i = 0; i < steps.size(); ++i)
            steps += flow.children(steps[i]).copy();
    }
    for (const int step : std::as_const(steps)) {
        for (const Parameter &parameter : flow.element(step).parameters) {
            // A difference of temperatures or a rate does not convert; a plain number is none.
            if (parameter.unit.symbol().isEmpty() || !parameter.unit.isConvertibleTo(celsius))
                continue;
            const Result<double> set = context.recipe().setPoint(parameter);
            const Result<double> value
                = set ? parameter.unit.convert(*set, celsius) : Result<double>(set.error());
            if (!value)
                continue;
            if (!demand.coldest || *value < *demand.coldest) {
                demand.coldest = *value;
                demand.coldStep = step;
            }
            if (!demand.hottest || *value > *demand.hottest) {
                demand.hottest = *value;
                demand.hotStep = step;
            }
        }
    }
    return demand;
}

/// By unit procedure: what all its steps ask of what is fitted to it.
using Demands = QHash<int, Demand>;

Demand demandOf(const ValidationContext &context, int user, Demands &known)
{
    const int owner = context.flow().unitProcedure(user);
    if (owner < 0)
        return reckonedDemand(context, user);
    const auto found = known.constFind(owner);
    return found != known.cend() ? *found : *known.insert(owner, reckonedDemand(context, user));
}

// What the fill puts into each of several containers, mL.
std::optional<double> perContainer(const Element &step, double count)
{
    static const Unit ml = Unit::parse(u"mL"_s).value();
    if (count <= 1 || !ProcessWords::shipped().is(ProcessWords::Fill, step.type))
        return std::nullopt;
    for (const Port &port : step.ports) {
        if (port.direction != PortDirection::Out || port.purpose != PortPurpose::Product
            || !port.volume)
            continue;
        const Result<Quantity> filled = port.volume->in(ml);
        return filled ? std::optional(filled->value / count) : std::nullopt;
    }
    return std::nullopt;
}

// Without the supplier's ratings nobody can say that they cover the step.
void unrated(const ValidationContext &context, const BomLine &line, int user, FindingList &findings)
{
    QVector<LocalizedText> missing;
    QString first;
    for (const QString &rating :
        ProcessWords::shipped().ratings(line.attributes.text(u"singleUse"_s))) {
        if (line.attributes.has(rating))
            continue;
        if (first.isEmpty())
            first = rating;
        missing.append(AttributeSet::shipped().definition(rating)->name);
    }
    if (missing.isEmpty())
        return;
    Finding &finding = findings.add(u"GMP-SUS-03"_s, u"noRating"_s, {context.place(user)},
        FindingArgs()
            .name(u"line"_s, line.name)
            .name(u"n"_s, context.flow().element(user))
            .names(u"list"_s, missing, u"; "_s),
        line.id);
    finding.severity = Severity::Warning;
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"bomLine"_s, line.id}, {u"attribute"_s, first}};
}

void checkRating(const ValidationContext &context, const BomLine &line, int user, Demands &demands,
    FindingList &findings)
{
    static const Unit ml = Unit::parse(u"mL"_s).value();
    static const Unit celsius = Unit::parse(u"°C"_s).value();
    const Element &step = context.flow().element(user);
    const Demand demand = demandOf(context, user, demands);
    FindingArgs args;
    args.name(u"line"_s, line.name).name(u"n"_s, step);
    const auto add
        = [&](const QString &what, int at, double amount, double limit, const Unit &unit) {
              Finding &finding = findings.add(u"GMP-SUS-03"_s, what, context.places({at, user}),
                  FindingArgs(args)
                      .name(u"n"_s, context.flow().element(at))
                      .number(u"value"_s, amount)
                      .number(u"limit"_s, limit),
                  line.id);
              finding.example.amount = Quantity {amount, unit};
              finding.example.limit = Quantity {limit, unit};
          };
    // Of several bags each holds a part.
    const auto volume = line.attributes.number(u"ratedVolume"_s, ml);
    if (volume && line.quantity.value <= 1 && demand.volume && *demand.volume > *volume)
        add(u"volume"_s, demand.volumeStep, *demand.volume, *volume, ml);
    const std::optional<double> each = perContainer(step, line.quantity.value);
    if (volume && each && *each > *volume)
        add(u"volume"_s, user, *each, *volume, ml);
    unrated(context, line, user, findings);
    const Range rated = line.attributes.range(u"ratedTemperature"_s);
    if (rated.low && demand.coldest && *demand.coldest < *rated.low)
        add(u"cold"_s, demand.coldStep, *demand.coldest, *rated.low, celsius);
    if (rated.high && demand.hottest && *demand.hottest > *rated.high)
        add(u"hot"_s, demand.hotStep, *demand.hottest, *rated.high, celsius);
    const Openness openness = context.openness(user);
    if ((openness == Openness::Closed || openness == Openness::FunctionallyClosed)
        && line.attributes.text(u"integrityTest"_s).isEmpty()) {
        findings.add(u"GMP-SUS-03"_s, u"noIntegrityTest"_s, {context.place(user)}, args, line.id);
    }
}

void ratings(const ValidationContext &context, int element, Demands &demands, FindingList &findings)
{
    if (!context.flow().has(element, StepPart::Attributes))
        return;
    for (const QString &id : context.flow().attributes(element).texts(u"usesSets"_s)) {
        const BomLine *line = context.recipe().bomLine(id);
        if (!line)
            findings.add(u"GMP-SUS-03"_s, u"unknownLine"_s, {context.place(element)},
                FindingArgs().name(u"n"_s, context.flow().element(element)).text(u"id"_s, id), id);
        else if (isSingleUse(*line))
            checkRating(context, *line, element, demands, findings);
    }
}

// The bags of the bill of materials are named where they are filled, where they freeze and where
// they are kept: the volume and the cold are judged there.
void namedContainers(const ValidationContext &context, int i, FindingList &findings)
{
    if (context.flow().kind(i) != ElementKind::Phase)
        return;
    const Element &step = context.flow().element(i);
    const ProcessWords &words = ProcessWords::shipped();
    if (!words.is(ProcessWords::Fill, step.type) && !words.is(ProcessWords::Freeze, step.type)
        && !words.is(ProcessWords::Store, step.type))
        return;
    if (step.attributes.has(u"usesSets"_s))
        return;
    QVector<LocalizedText> names;
    QStringList bags;
    for (const BomLine &line : context.recipe().bom) {
        if (line.attributes.text(u"singleUse"_s) != "bag"_L1)
            continue;
        names.append(line.name);
        bags.append(line.id);
    }
    if (bags.isEmpty())
        return;
    Finding &finding = findings.add(u"GMP-SUS-03"_s, u"containerUnnamed"_s, {context.place(i)},
        FindingArgs().name(u"n"_s, step).names(u"line"_s, names, u", "_s));
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, u"usesSets"_s}, {u"value"_s, bags.join(u';')}};
}

void ratingsInUnit(const ValidationContext &context, int unitProcedure, FindingList &findings)
{
    Demands demands;
    for (int i = unitProcedure; i < context.flow().endOf(unitProcedure); ++i) {
        if (context.flow().unitProcedure(i) == unitProcedure)
            ratings(context, i, demands, findings);
    }
}

void ratingsOutside(const ValidationContext &context, int i, FindingList &findings)
{
    Demands demands;
    if (context.flow().unitProcedure(i) < 0)
        ratings(context, i, demands, findings);
}

} // namespace

QVector<RuleCheck> singleUseRules()
{
    const Aspects every
        = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Header;
    return {
        {QLatin1String("GMP-SUS-01 GMP-SUS-02"), RuleScope::Binding, every, sets},
        {QLatin1String("GMP-SUS-03"), RuleScope::UnitProcedure, every, ratingsInUnit},
        {QLatin1String("GMP-SUS-03"), RuleScope::Element, every, ratingsOutside},
        {QLatin1String("GMP-SUS-03"), RuleScope::Element, every, namedContainers},
    };
}

} // namespace cytoloom::rules
