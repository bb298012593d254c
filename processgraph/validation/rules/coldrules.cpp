// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/coldrules.h"

#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/rulehelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

/// A set point and its limits in the unit that the rule speaks.
struct Planned
{
    std::optional<double> value;
    Range action;
};

Planned planned(
    const ValidationContext &context, int element, const QString &id, const QString &unit)
{
    Planned result;
    result.value = context.parameterValue(element, id);
    const Parameter *own = context.flow().element(element).parameter(ParameterId(id));
    if (!own)
        return result;
    const Unit wanted = Unit::parse(unit).value();
    const auto convert = [&](std::optional<double> &value) {
        if (const auto converted = value ? own->unit.convert(*value, wanted) : Result<double>(0.0);
            value && converted)
            value = *converted;
    };
    result.action = own->action;
    convert(result.value);
    convert(result.action.low);
    convert(result.action.high);
    return result;
}

// GMP-TIM-04 of one freezing step: rate and end.
void freezing(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    if (step.kind != ElementKind::Phase
        || !ProcessWords::shipped().is(ProcessWords::Freeze, step.type))
        return;
    const QString rule = u"GMP-TIM-04"_s;
    const FindingArgs args = FindingArgs().name(u"n"_s, step);
    const Planned rate = planned(context, i, u"rate"_s, u"K/min"_s);
    const double fastest = findings.number(rule, u"fastestRate"_s);
    const double slowest = findings.number(rule, u"slowestRate"_s);
    const Range allowed {-fastest, -slowest};
    FindingPlace place = context.place(i);
    place.parameter = ParameterId(u"rate"_s);
    if (!rate.value) {
        findings.add(rule, u"noRate"_s, {context.place(i)}, args);
    } else {
        // Where it may drift to counts like where it is set to.
        std::optional<double> wrong;
        for (const std::optional<double> &one : {rate.action.low, rate.action.high, rate.value}) {
            if (one && !allowed.contains(*one))
                wrong = one;
        }
        if (wrong) {
            Finding &finding = findings.add(rule, u"rate"_s, {place},
                FindingArgs(args)
                    .number(u"x"_s, *wrong)
                    .number(u"low"_s, -fastest)
                    .number(u"high"_s, -slowest));
            const Unit unit = Unit::parse(u"K/min"_s).value();
            finding.example.amount = Quantity {*wrong, unit};
            finding.example.limit = Quantity {*wrong < -fastest ? -fastest : -slowest, unit};
        }
    }
    const Planned end = planned(context, i, u"end"_s, u"°C"_s);
    const double warmest = findings.number(rule, u"endTemperature"_s);
    place.parameter = ParameterId(u"end"_s);
    if (!end.value) {
        findings.add(rule, u"noEnd"_s, {context.place(i)}, args);
    } else if (*end.value > warmest) {
        Finding &finding = findings.add(rule, u"warmEnd"_s, {place},
            FindingArgs(args).number(u"x"_s, *end.value).number(u"y"_s, warmest));
        const Unit unit = Unit::parse(u"°C"_s).value();
        finding.example.amount = Quantity {*end.value, unit};
        finding.example.limit = Quantity {warmest, unit};
    }
}

// What the material at a port needs: stated there, or with the line of the bill of materials.
Range bandOf(const ValidationContext &context, const Element &element, const PortId &id)
{
    const Port *port = element.port(id);
    if (!port)
        return {};
    const BomLine *line
        = port->bomLine.isEmpty() ? nullptr : context.recipe().bomLine(port->bomLine);
    const Range own = port->attributes.range(u"temperatureBand"_s);
    return own.isEmpty() && line ? line->attributes.range(u"temperatureBand"_s) : own;
}

void linkBand(const ValidationContext &context, int number, FindingList &findings)
{
    const Link *link = context.links()[number];
    if (link->kind != LinkKind::Material)
        return;
    const Procedure &procedure = context.recipe().procedure;
    const MaterialClass *material = context.catalog().material(link->medium);
    QVector<FindingPlace> places {ValidationContext::place(*link)};
    const FindingArgs args = FindingArgs()
                                 .name(u"m"_s, *procedure.element(link->from.element))
                                 .name(u"n"_s, *procedure.element(link->to.element));
    if (link->temperatureBand.isEmpty()) {
        if (material && material->cells)
            findings.add(u"GMP-TMP-01"_s, u"noBand"_s, places, args);
        return;
    }
    // Living cells that nobody has stated a band for: cool or at culture temperature, or frozen.
    const Range alive {findings.number(u"GMP-TMP-01"_s, u"cellsLow"_s),
        findings.number(u"GMP-TMP-01"_s, u"cellsHigh"_s)};
    const Range frozen {std::nullopt, findings.number(u"GMP-TMP-01"_s, u"frozenBelow"_s)};
    if (material && material->cells && !link->temperatureBand.isWithin(alive)
        && !link->temperatureBand.isWithin(frozen)) {
        findings.add(u"GMP-TMP-01"_s, u"cells"_s, places,
            FindingArgs(args)
                .text(u"x"_s, rangeText(link->temperatureBand))
                .text(u"y"_s, rangeText(alive)));
        return;
    }
    for (const Endpoint *end : {&link->from, &link->to}) {
        const Element &element = *procedure.element(end->element);
        const Range needed = bandOf(context, element, end->port);
        if (needed.isEmpty() || link->temperatureBand.isWithin(needed))
            continue;
        places.append(context.place(context.flow().number(end->element)));
        places.last().port = end->port;
        Finding &finding = findings.add(u"GMP-TMP-01"_s, u"link"_s, places,
            FindingArgs(args)
                .text(u"x"_s, rangeText(link->temperatureBand))
                .text(u"y"_s, rangeText(needed)));
        finding.example.path = places;
        return;
    }
}

// A step that puts the product away: as cold as the product needs, in a place that is.
void storeBand(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    if (step.kind != ElementKind::Phase
        || !ProcessWords::shipped().is(ProcessWords::Store, step.type))
        return;
    const Range needed = context.recipe().attributes.range(u"temperatureBand"_s);
    const FindingArgs args = FindingArgs().name(u"n"_s, step).text(u"y"_s, rangeText(needed));
    if (needed.isEmpty()) {
        Finding &finding
            = findings.add(u"GMP-TMP-01"_s, u"noProductBand"_s, {context.place(i)}, args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"temperatureBand"_s}, {u"home"_s, u"recipe"_s}};
        return;
    }
    const Planned temperature = planned(context, i, u"temperature"_s, u"°C"_s);
    if (temperature.value && !needed.contains(*temperature.value)) {
        FindingPlace place = context.place(i);
        place.parameter = ParameterId(u"temperature"_s);
        Finding &finding = findings.add(u"GMP-TMP-01"_s, u"store"_s, {place},
            FindingArgs(args).number(u"x"_s, *temperature.value));
        finding.example.amount = Quantity {*temperature.value, Unit::parse(u"°C"_s).value()};
    }
    const PlantUnit *unit = context.unitOf(i);
    const Range kept = unit ? unit->attributes.range(u"temperatureBand"_s) : Range();
    if (kept.isEmpty() || kept.isWithin(needed))
        return;
    FindingPlace place = context.place(i);
    place.unit = unit->id;
    findings.add(u"GMP-TMP-01"_s, u"unit"_s, {place},
        FindingArgs(args).name(u"q"_s, unit->name).text(u"x"_s, rangeText(kept)));
}

// GMP-TMP-02: what a way between two sites must say about itself.
void transport(const Attributes &stated, const QVector<FindingPlace> &places,
    const FindingArgs &args, FindingList &findings)
{
    if (stated.text(u"transport"_s) != u"betweenSites"_s)
        return;
    const auto missing = [&](const QString &what, const QString &attribute) {
        Finding &finding = findings.add(u"GMP-TMP-02"_s, what, places, args);
        const bool known = attribute == u"temperatureLogger"_s;
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, attribute}};
        if (known)
            finding.fixArgs.insert(u"value"_s, u"true"_s);
    };
    const auto planned = stated.duration(u"plannedTransport"_s);
    const auto qualified = stated.duration(u"qualifiedTransport"_s);
    if (stated.text(u"transportRoute"_s).isEmpty())
        missing(u"noRoute"_s, u"transportRoute"_s);
    if (!qualified)
        missing(u"noQualifiedTime"_s, u"qualifiedTransport"_s);
    if (!planned)
        missing(u"noPlannedTime"_s, u"plannedTransport"_s);
    if (!stated.flag(u"temperatureLogger"_s))
        missing(u"noLogger"_s, u"temperatureLogger"_s);
    if (stated.text(u"excursionProcedure"_s).isEmpty())
        missing(u"noExcursion"_s, u"excursionProcedure"_s);
    if (!planned || !qualified || *planned <= *qualified)
        return;
    Finding &finding = findings.add(u"GMP-TMP-02"_s, u"tooLong"_s, places,
        FindingArgs(args).text(u"x"_s, timeText(*planned)).text(u"y"_s, timeText(*qualified)));
    finding.example.path = places;
    finding.example.amount = minutes(*planned);
    finding.example.limit = minutes(*qualified);
}

void linkTransport(const ValidationContext &context, int number, FindingList &findings)
{
    const Link *link = context.links()[number];
    const Procedure &procedure = context.recipe().procedure;
    if (!link->attributes.isEmpty())
        transport(link->attributes, {ValidationContext::place(*link)},
            FindingArgs().name(u"leg"_s, *procedure.element(link->to.element)), findings);
}

void portTransport(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    for (const Port &port : step.ports) {
        if (!port.attributes.isEmpty())
            transport(port.attributes, {portPlace(context, i, port)},
                FindingArgs().name(u"leg"_s, step), findings);
    }
}

// GMP-TMP-03: from a thaw to a freezer or back into the store, and no culture on the way.
void refreezing(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const QVector<int> thaws = phasesOf(context, ProcessWords::Thaw);
    if (thaws.isEmpty())
        return;
    QVector<bool> cultures(flow.flat().size(), false);
    for (const int culture : phasesOf(context, ProcessWords::Culture))
        cultures[ProcedureFlow::enter(culture)] = true;
    QVector<int> starts;
    for (const int thaw : thaws)
        starts.append(ProcedureFlow::leave(thaw));
    const QVector<bool> thawed = flow.flat().reachable(starts, cultures);
    QVector<bool> frozen = cultures; // behind a freezer the store is no news
    for (const auto &[word, what] : {std::pair {ProcessWords::Freeze, u"refreeze"_s},
             std::pair {ProcessWords::Store, u"returned"_s}}) {
        for (const int step : phasesOf(context, word)) {
            if (!thawed[ProcedureFlow::enter(step)])
                continue;
            QVector<int> way;
            for (const int start : std::as_const(starts)) {
                way = flow.flat().path(start, ProcedureFlow::enter(step), frozen);
                if (!way.isEmpty())
                    break;
            }
            if (way.isEmpty())
                continue;
            QVector<int> path;
            for (const int vertex : std::as_const(way)) {
                const int element = ProcedureFlow::elementOf(vertex);
                const ElementKind kind = flow.kind(element);
                const bool work = kind == ElementKind::Phase || kind == ElementKind::ManualStep;
                if (work && !path.contains(element))
                    path.append(element);
            }
            Finding &finding = findings.add(u"GMP-TMP-03"_s, what,
                context.places({step, path.isEmpty() ? step : path.first()}),
                FindingArgs()
                    .name(u"n"_s, flow.element(step))
                    .name(u"thaw"_s, flow.element(path.isEmpty() ? step : path.first()))
                    .names(u"path"_s, namesOf(context, path)));
            finding.example.path = context.places(path);
            if (word == ProcessWords::Freeze)
                frozen[ProcedureFlow::enter(step)] = true;
        }
    }
}

void storeAlarms(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    if (step.kind != ElementKind::Phase
        || !ProcessWords::shipped().is(ProcessWords::Store, step.type))
        return;
    const PlantUnit *unit = context.unitOf(i);
    if (stating(context, i, u"continuousMonitoring"_s)
        || (unit && !unit->attributes.text(u"continuousMonitoring"_s).isEmpty()))
        return;
    const auto watched = [&step](const QString &id) {
        const Parameter *parameter = step.parameter(ParameterId(id));
        return parameter && !parameter->signal.isEmpty()
            && (!parameter->action.isEmpty() || !parameter->alert.isEmpty());
    };
    for (const auto &[id, what] :
        {std::pair {u"level"_s, u"noLevelAlarm"_s}, std::pair {u"temperature"_s, u"noAlarm"_s}}) {
        if (watched(id))
            continue;
        Finding &finding = findings.add(
            u"GMP-TMP-03"_s, what, {context.place(i)}, FindingArgs().name(u"n"_s, step));
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"continuousMonitoring"_s}};
    }
}

} // namespace

QVector<RuleCheck> coldRules()
{
    return {
        {QLatin1String("GMP-TIM-04"), RuleScope::Element, Aspect::Control | Aspect::Values,
            freezing},
        {QLatin1String("GMP-TMP-01"), RuleScope::Link,
            Aspect::Matter | Aspect::Evidence | Aspect::Header, linkBand},
        {QLatin1String("GMP-TMP-01"), RuleScope::Element,
            Aspect::Control | Aspect::Values | Aspect::Header, storeBand},
        {QLatin1String("GMP-TMP-02"), RuleScope::Link, Aspect::Matter | Aspect::Evidence,
            linkTransport},
        {QLatin1String("GMP-TMP-02"), RuleScope::Element, Aspect::Matter | Aspect::Evidence,
            portTransport},
        {QLatin1String("GMP-TMP-03"), RuleScope::Recipe, Aspects(Aspect::Control), refreezing},
        {QLatin1String("GMP-TMP-03"), RuleScope::Element,
            Aspect::Control | Aspect::Values | Aspect::Evidence, storeAlarms},
    };
}

} // namespace cytoloom::rules
