// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/timerules.h"

#include "processgraph/validation/celltrack.h"
#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/plannedtimerules.h"
#include "processgraph/validation/rules/rulehelp.h"
#include "processgraph/validation/rules/yieldrules.h"
#include "processgraph/validation/timenetwork.h"
#include "processgraph/validation/timeregion.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

// The limit that holds for a step: its own or that of a container around it.
std::optional<Duration> openLimit(const ValidationContext &context, int element)
{
    for (int at = element; at >= 0; at = context.flow().container(at)) {
        if (context.flow().element(at).maxOpenTime)
            return context.flow().element(at).maxOpenTime;
    }
    return std::nullopt;
}

void stepOpenTime(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    const bool work = step.kind == ElementKind::Phase || step.kind == ElementKind::ManualStep;
    const bool open = context.openness(i) == Openness::Open;
    if (!work || (!open && !context.aseptic(i)))
        return;
    const Duration longest = std::max(step.duration.nominal, step.duration.longest);
    const std::optional<Duration> limit = openLimit(context, i);
    const FindingArgs args = FindingArgs().name(u"n"_s, step);
    // A closed aseptic step is limited by the longest time that it may take.
    if (!limit && (open || longest == Duration(0))) {
        Finding &finding = findings.add(
            u"GMP-TIM-01"_s, open ? u"noLimit"_s : u"noTime"_s, {context.place(i)}, args);
        if (open && longest > Duration(0)) {
            finding.fix = u"setMaxOpenTime"_s;
            finding.fixArgs = {{u"value"_s, minutes(longest).toString()}};
        }
    }
    // A step that cannot be shorter than its limit is GMP-TIM-06.
    if (open && step.maxOpenTime && longest > *step.maxOpenTime
        && step.duration.shortest <= *step.maxOpenTime) {
        Finding &finding = findings.add(u"GMP-TIM-01"_s, u"exceeds"_s, {context.place(i)},
            FindingArgs(args)
                .text(u"x"_s, timeText(longest))
                .text(u"y"_s, timeText(*step.maxOpenTime)));
        finding.example.path = {context.place(i)};
        finding.example.amount = minutes(longest);
        finding.example.limit = minutes(*step.maxOpenTime);
    }
}

// The step that inspects a joint is over before anything flows through it, whatever the steps take.
void jointChecks(const ValidationContext &context, const TimeNetwork &times, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    TimeRegion region(times.vertices());
    for (int i = 0; i < context.links().size(); ++i) {
        const Link &link = *context.links()[i];
        if (link.attributes.isEmpty())
            continue;
        const QString named = link.attributes.text(u"jointCheckStep"_s);
        const int check = named.isEmpty() ? -1 : flow.number(ElementId(named));
        const int giver = flow.fromOf(i);
        const int taker = flow.toOf(i);
        if (check < 0 || giver < 0 || taker < 0 || check == giver || check == taker)
            continue;
        // A transfer flows when both sides are there: the check is late when it is for each.
        const int done = ProcedureFlow::leave(check);
        const Duration late
            = std::min(times.worstBetween(ProcedureFlow::enter(taker), done, nullptr, region),
                times.worstBetween(ProcedureFlow::enter(giver), done, nullptr, region));
        if (late <= Duration(0))
            continue;
        Finding &finding = findings.add(u"GMP-CON-04"_s, u"tooLate"_s,
            {ValidationContext::place(link), context.place(check)},
            FindingArgs()
                .text(u"e"_s, link.id.value())
                .name(u"n"_s, flow.element(check))
                .name(u"b"_s, flow.element(taker))
                .text(u"x"_s, timeText(late)));
        finding.example.path = context.places({taker, check});
        finding.example.amount = minutes(late);
    }
}

bool isIntermediate(const ValidationContext &context, const Link &link)
{
    const Element *giver = context.recipe().procedure.element(link.from.element);
    const Port *port = giver ? giver->port(link.from.port) : nullptr;
    const MaterialClass *material = context.catalog().material(link.medium);
    return (material && material->cells) || (port && port->purpose == PortPurpose::Product);
}

// The gate on the way whose results alone take longer than the matter may wait.
int slowGate(const ValidationContext &context, const TimeNetwork::Hold &hold)
{
    for (const int element : hold.path) {
        const auto &gate = context.flow().gate(element);
        if (!gate)
            continue;
        for (const Criterion &criterion : gate->criteria) {
            const auto wait = criterion.attributes.duration(u"turnaround"_s);
            if (wait && *wait > *hold.link->holdLimit)
                return element;
        }
    }
    return -1;
}

void holdTooLong(
    const ValidationContext &context, const TimeNetwork::Hold &hold, FindingList &findings)
{
    const Link &link = *hold.link;
    const int gate = slowGate(context, hold);
    const int giver = context.flow().number(link.from.element);
    const int taker = context.flow().number(link.to.element);
    QVector<FindingPlace> places {ValidationContext::place(link)};
    if (gate >= 0)
        places.append(context.place(gate));
    places += context.places({giver, taker});
    FindingArgs args = FindingArgs()
                           .name(u"m"_s, context.flow().element(giver))
                           .name(u"n"_s, context.flow().element(taker))
                           .text(u"x"_s, timeText(hold.worst))
                           .text(u"y"_s, timeText(*link.holdLimit))
                           .names(u"path"_s, namesOf(context, hold.path));
    if (gate >= 0)
        args.name(u"g"_s, context.flow().element(gate));
    Finding &finding = gate >= 0 ? findings.add(u"GMP-IPC-08"_s, u"turnaround"_s, places, args)
                                 : findings.add(u"GMP-TIM-02"_s, u"exceeds"_s, places, args);
    finding.example.path = context.places(hold.path);
    finding.example.amount = minutes(hold.worst);
    finding.example.limit = minutes(*link.holdLimit);
    if (gate >= 0)
        finding.severity = Severity::Warning;
}

void fromNetwork(const ValidationContext &context, int, FindingList &findings)
{
    const auto &times = context.once<TimeNetwork>();
    if (!times.isOrdered())
        return; // GMP-STR-03, GMP-STR-08
    batchOpenTime(context, times, findings);
    holds(context, times, findings);
    jointChecks(context, times, findings);
    cryoContact(context, times, findings);
    shelfLife(context, times, findings);
    contradiction(context, times, findings);
}

void fromCells(const ValidationContext &context, int, FindingList &findings)
{
    const auto &times = context.once<TimeNetwork>();
    if (times.isOrdered())
        samplesAndDose(context, CellTrack(context, times), findings);
}

} // namespace

void batchOpenTime(
    const ValidationContext &context, const TimeNetwork &times, FindingList &findings)
{
    QVector<int> open;
    for (int i = 0; i < context.flow().count(); ++i) {
        const Element &step = context.flow().element(i);
        const bool leaf = context.flow().children(i).isEmpty();
        if (leaf && context.openness(i) == Openness::Open && times.onPath(i)
            && times.stated(i, TimeNetwork::Longest) > Duration(0))
            open.append(i);
        const Duration longest = leaf ? Duration(0) : times.duration(i, TimeNetwork::Longest);
        if (leaf || !step.maxOpenTime || context.openness(i) != Openness::Open
            || longest <= *step.maxOpenTime
            || times.duration(i, TimeNetwork::Shortest) > *step.maxOpenTime)
            continue;
        Finding &finding = findings.add(u"GMP-TIM-01"_s, u"exceeds"_s, {context.place(i)},
            FindingArgs()
                .name(u"n"_s, step)
                .text(u"x"_s, timeText(longest))
                .text(u"y"_s, timeText(*step.maxOpenTime)));
        finding.example.amount = minutes(longest);
        finding.example.limit = minutes(*step.maxOpenTime);
    }
    if (open.isEmpty())
        return;
    const Duration total = times.openTime(TimeNetwork::Longest);
    const auto proven = context.recipe().attributes.duration(u"asepticTimeProven"_s);
    const FindingArgs args = FindingArgs()
                                 .text(u"x"_s, timeText(total))
                                 .names(u"path"_s, namesOf(context, open), u", "_s);
    if (!proven) {
        Finding &finding
            = findings.add(u"GMP-TIM-01"_s, u"notProven"_s, context.places(open), args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"asepticTimeProven"_s}, {u"home"_s, u"recipe"_s}};
        return;
    }
    if (total <= *proven)
        return;
    Finding &finding = findings.add(u"GMP-TIM-01"_s, u"total"_s, context.places(open),
        FindingArgs(args).text(u"y"_s, timeText(*proven)));
    finding.example.path = context.places(open);
    finding.example.amount = minutes(total);
    finding.example.limit = minutes(*proven);
}

void holds(const ValidationContext &context, const TimeNetwork &times, FindingList &findings)
{
    TimeRegion region(times.vertices());
    QSet<const Link *> contradicted; // GMP-TIM-06 says more
    for (const TimeNetwork::Constraint &one : times.contradiction())
        contradicted.insert(one.link);
    for (const TimeNetwork::Hold &hold : times.holds()) {
        const Link &link = *hold.link;
        if (hold.worst == Duration(0) || contradicted.contains(&link)
            || !isIntermediate(context, link))
            continue;
        const int giver = context.flow().number(link.from.element);
        const int taker = context.flow().number(link.to.element);
        const QVector<FindingPlace> places = QVector<FindingPlace> {ValidationContext::place(link)}
            + context.places({giver, taker});
        const FindingArgs args = FindingArgs()
                                     .name(u"m"_s, context.flow().element(giver))
                                     .name(u"n"_s, context.flow().element(taker))
                                     .text(u"x"_s, timeText(hold.worst));
        if (!link.holdLimit) {
            Finding &finding = findings.add(u"GMP-TIM-02"_s, u"noLimit"_s, places, args);
            finding.example.path = context.places(hold.path);
            finding.example.amount = minutes(hold.worst);
            continue;
        }
        if (hold.worst > *link.holdLimit)
            holdTooLong(context, hold, findings);
        if (link.attributes.text(u"holdStudy"_s).isEmpty()) {
            Finding &finding = findings.add(u"GMP-TIM-02"_s, u"noStudy"_s, places,
                FindingArgs(args).text(u"y"_s, timeText(*link.holdLimit)));
            finding.fix = u"setAttribute"_s;
            finding.fixArgs = {{u"attribute"_s, u"holdStudy"_s}};
        }
        const auto least = link.attributes.duration(u"minimumHold"_s);
        if (!least)
            continue;
        const Duration soonest = -times.worstBetween(
            ProcedureFlow::enter(taker), ProcedureFlow::leave(giver), nullptr, region);
        if (soonest >= *least)
            continue;
        Finding &finding = findings.add(u"GMP-TIM-02"_s, u"tooShort"_s, places,
            FindingArgs(args)
                .text(u"x"_s, timeText(std::max(Duration(0), soonest)))
                .text(u"y"_s, timeText(*least)));
        finding.example.amount = minutes(std::max(Duration(0), soonest));
        finding.example.limit = minutes(*least);
    }
}

void contradiction(
    const ValidationContext &context, const TimeNetwork &times, FindingList &findings)
{
    if (times.contradiction().isEmpty())
        return;
    QVector<int> steps;
    QVector<FindingPlace> places;
    const auto add = [&](int element) {
        if (element >= 0 && !steps.contains(element)) {
            steps.append(element);
            places.append(context.place(element));
        }
    };
    for (const TimeNetwork::Constraint &one : times.contradiction()) {
        add(one.element);
        if (!one.link)
            continue;
        add(context.flow().number(one.link->from.element));
        add(context.flow().number(one.link->to.element));
    }
    if (places.isEmpty())
        places.append(context.place(-1));
    Finding &finding = findings.add(u"GMP-TIM-06"_s, u"contradiction"_s, places,
        FindingArgs()
            .names(u"cycle"_s, namesOf(context, steps))
            .text(u"x"_s, timeText(times.excess())));
    finding.example.path = context.places(steps);
    finding.example.amount = minutes(times.excess());
}

QVector<RuleCheck> timeRules()
{
    const Aspects all
        = Aspect::Control | Aspect::Matter | Aspect::Times | Aspect::Evidence | Aspect::Header;
    QVector<RuleCheck> checks {
        {QLatin1String("GMP-TIM-01"), RuleScope::Element, Aspect::Matter | Aspect::Values,
            stepOpenTime},
        {QLatin1String("GMP-CON-04 GMP-TIM-01 GMP-TIM-02 GMP-TIM-04 GMP-TIM-05 GMP-TIM-06 "
                       "GMP-IPC-08"),
            RuleScope::Recipe, all, fromNetwork},
        {QLatin1String("GMP-IPC-04 GMP-BAL-02 GMP-BAL-03"), RuleScope::Recipe, all, fromCells},
    };
    checks += plannedTimeRules();
    return checks;
}

} // namespace cytoloom::rules
