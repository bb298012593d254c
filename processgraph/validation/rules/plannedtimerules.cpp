// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/plannedtimerules.h"

#include "processgraph/validation/rules/rulehelp.h"
#include "processgraph/validation/timenetwork.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

// When the people of a step are there: the whole of its assignments, checkers included.
QHash<ElementId, Shift> assignedTimes(const BatchBinding &binding)
{
    QHash<ElementId, Shift> times;
    for (const Assignment &one : binding.assignments) {
        const auto known = times.find(one.element);
        if (known == times.end())
            times.insert(one.element, {one.from, one.to});
        else
            *known = {std::min(known->from, one.from), std::max(known->to, one.to)};
    }
    return times;
}

// Donor material that comes in from outside: not from the bill of materials, which has lots.
QVector<int> donorInlets(const ValidationContext &context, QStringList &materials)
{
    QVector<int> result;
    for (int i = 0; i < context.flow().count(); ++i) {
        const Element &step = context.flow().element(i);
        for (const Port &port : step.ports) {
            if (port.direction != PortDirection::In || !port.bomLine.isEmpty()
                || port.purpose != PortPurpose::Product
                || !context.linksAt(step.id, port.id).isEmpty())
                continue;
            const MaterialClass *material = materialOf(context, i, port);
            if (!material || !material->cells)
                continue;
            result.append(i);
            materials.append(material->id);
        }
    }
    return result;
}

// The first step that works on the material after it was received; the receipt where none does.
int firstUse(const ValidationContext &context, const TimeNetwork &times, const QVector<int> &inlets,
    const QStringList &materials)
{
    int first = -1;
    for (const Link *link : context.links()) {
        if (link->kind != LinkKind::Material || !materials.contains(link->medium))
            continue;
        const int taker = context.flow().number(link->to.element);
        if (first < 0
            || times.span(taker, TimeNetwork::Longest).enter
                < times.span(first, TimeNetwork::Longest).enter)
            first = taker;
    }
    return first >= 0 ? first : inlets.first();
}

void startingMaterial(
    const ValidationContext &context, const TimeNetwork &times, FindingList &findings)
{
    const BatchBinding &binding = *context.input().binding;
    QStringList materials;
    const QVector<int> inlets = donorInlets(context, materials);
    if (inlets.isEmpty() || !binding.start)
        return;
    const auto collected = binding.attributes.time(u"collectedAt"_s);
    const int use = firstUse(context, times, inlets, materials);
    const FindingArgs args = FindingArgs()
                                 .name(u"m"_s, context.flow().element(inlets.first()))
                                 .name(u"n"_s, context.flow().element(use))
                                 .text(u"b"_s, binding.batch.value());
    if (!collected) {
        findings.add(u"GMP-TIM-03"_s, u"notStated"_s, {context.place(inlets.first())}, args);
        return;
    }
    if (*collected > *binding.start) {
        findings.add(u"GMP-TIM-03"_s, u"afterStart"_s, {context.place(inlets.first())}, args);
        return;
    }
    const Duration age = *binding.start + times.span(use, TimeNetwork::Longest).enter - *collected;
    const Duration limit
        = context.recipe()
              .attributes.duration(u"materialAgeLimit"_s)
              .value_or(fromSeconds(3600 * findings.number(u"GMP-TIM-03"_s, u"ageLimitHours"_s)));
    if (age <= limit)
        return;
    Finding &finding
        = findings.add(u"GMP-TIM-03"_s, u"tooOld"_s, context.places({use, inlets.first()}),
            FindingArgs(args).text(u"x"_s, timeText(age)).text(u"y"_s, timeText(limit)));
    finding.example.path = context.places({inlets.first(), use});
    finding.example.at = times.span(use, TimeNetwork::Longest).enter;
    finding.example.amount = minutes(age);
    finding.example.limit = minutes(limit);
    finding.example.batches = {binding.batch.value()};
}

// GMP-TIM-02: the people are planned so far apart that the matter between them waits too long.
void plannedHolds(const ValidationContext &context, const QHash<ElementId, Shift> &assigned,
    FindingList &findings)
{
    for (const Link *link : context.links()) {
        if (link->kind != LinkKind::Material || !link->holdLimit)
            continue;
        const auto giver = assigned.constFind(link->from.element);
        const auto taker = assigned.constFind(link->to.element);
        if (giver == assigned.cend() || taker == assigned.cend())
            continue;
        const Duration wait = taker->from - giver->to;
        if (wait <= *link->holdLimit)
            continue;
        const int from = context.flow().number(link->from.element);
        const int to = context.flow().number(link->to.element);
        QVector<FindingPlace> places {ValidationContext::place(*link)};
        places += context.places({from, to});
        Finding &finding = findings.add(u"GMP-TIM-02"_s, u"planned"_s, places,
            FindingArgs()
                .name(u"m"_s, context.flow().element(from))
                .name(u"n"_s, context.flow().element(to))
                .text(u"x"_s, timeText(wait))
                .text(u"y"_s, timeText(*link->holdLimit)));
        finding.example.path = context.places({from, to});
        finding.example.amount = minutes(wait);
        finding.example.limit = minutes(*link->holdLimit);
        finding.example.batches = {context.input().binding->batch.value()};
    }
}

void workingHours(const ValidationContext &context, const TimeNetwork &times,
    const QHash<ElementId, Shift> &assigned, FindingList &findings)
{
    const BatchBinding &binding = *context.input().binding;
    if (binding.shifts.isEmpty() || !binding.start)
        return;
    QVector<Shift> shifts = binding.shifts;
    std::sort(shifts.begin(), shifts.end(),
        [](const Shift &one, const Shift &other) { return one.from < other.from; });
    const auto isWorked = [&shifts](UtcTime time) {
        // Shifts may overlap; the last two that began before decide in any sensible calendar.
        auto after = std::upper_bound(shifts.cbegin(), shifts.cend(), time,
            [](UtcTime one, const Shift &shift) { return one < shift.from; });
        for (int back = 0; back < 3 && after != shifts.cbegin(); ++back) {
            --after;
            if (time <= after->to)
                return true;
        }
        return false;
    };
    for (int i = 0; i < context.flow().count(); ++i) {
        const Element &step = context.flow().element(i);
        if (!step.critical || step.isContainer() || !times.onPath(i) || !needsPeople(context, i))
            continue;
        const auto planned = assigned.constFind(step.id);
        const UtcTime end = planned != assigned.cend()
            ? planned->to
            : *binding.start + times.span(i, TimeNetwork::Nominal).leave;
        if (isWorked(end))
            continue;
        Finding &finding = findings.add(u"GMP-TIM-06"_s, u"outsideShift"_s, {context.place(i)},
            FindingArgs().name(u"n"_s, step).text(u"t"_s, toIso(end)));
        finding.severity = Severity::Warning;
        finding.example.path = {context.place(i)};
        finding.example.at = end - *binding.start;
        finding.example.batches = {binding.batch.value()};
    }
}

void planned(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.input().binding)
        return;
    const auto &times = context.once<TimeNetwork>();
    if (!times.isOrdered())
        return;
    const QHash<ElementId, Shift> assigned = assignedTimes(*context.input().binding);
    startingMaterial(context, times, findings);
    plannedHolds(context, assigned, findings);
    workingHours(context, times, assigned, findings);
}

} // namespace

QVector<RuleCheck> plannedTimeRules()
{
    return {{QLatin1String("GMP-TIM-02 GMP-TIM-03 GMP-TIM-06"), RuleScope::Binding,
        Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Header,
        planned}};
}

} // namespace cytoloom::rules
