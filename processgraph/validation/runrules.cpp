// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/runrules.h"

#include "processgraph/validation/bookingtable.h"
#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/rulechecks.h"
#include "processgraph/validation/waivers.h"

#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QStringList runtimeRules()
{
    QStringList ids;
    for (const RuleDefinition &rule : RuleSet::shipped().rules()) {
        if (rule.moments.contains(RuleMoment::Run))
            ids << rule.id;
    }
    return ids;
}

// The start of the batch that makes the step begin now, so that all that rests on planned times
// looks at what is still to come.
UtcTime startFor(const ValidationContext &context, int step, UtcTime now)
{
    const BookingTable table(context);
    const auto times = table.times(step);
    return times && context.plannedStart() ? now - (times->first - *context.plannedStart()) : now;
}

// Where a finding must stand to be of concern: the step and what it lies in, its unit and room.
class Surroundings
{
public:
    Surroundings(const ValidationContext &context, int step)
    {
        for (int at = step; at >= 0; at = context.flow().container(at))
            m_elements.insert(context.flow().element(at).id);
        if (const PlantUnit *unit = context.unitOf(step))
            m_unit = unit->id;
        if (const Room *room = context.roomOf(step))
            m_room = room->id;
        else if (context.binding())
            m_room = context.binding()->rooms.value(context.flow().element(step).id);
    }

    [[nodiscard]] bool hold(const Finding &finding) const
    {
        return std::any_of(
            finding.places.begin(), finding.places.end(), [this](const FindingPlace &place) {
                return place == FindingPlace() || m_elements.contains(place.element)
                    || (!place.unit.isEmpty() && place.unit == m_unit)
                    || (place.element.isEmpty() && place.unit.isEmpty() && !place.room.isEmpty()
                        && place.room == m_room);
            });
    }

private:
    QSet<ElementId> m_elements;
    UnitId m_unit;
    RoomId m_room;
};

void checkTimers(
    const ValidationContext &context, const RunSituation &situation, FindingList &findings)
{
    static const Unit minute = Unit::parse(u"min"_s).value();
    for (const RunTimer &timer : situation.timers) {
        if (timer.passed <= timer.limit)
            continue;
        const int element = context.flow().number(timer.element);
        FindingPlace place = context.place(element);
        place.link = timer.link;
        FindingArgs args;
        args.text(u"x"_s, toReadable(timer.passed)).text(u"y"_s, toReadable(timer.limit));
        if (element >= 0)
            args.name(u"n"_s, context.flow().element(element));
        else
            args.name(u"n"_s, {timer.element.value(), timer.element.value()});
        Finding &finding = findings.add(timer.rule, u"elapsed"_s, {place}, args);
        finding.example.amount = Quantity {toSeconds(timer.passed) / 60, minute};
        finding.example.limit = Quantity {toSeconds(timer.limit) / 60, minute};
    }
}

void checkRelease(
    const ValidationContext &context, const RunSituation &situation, FindingList &findings)
{
    if (situation.moment != RunSituation::Moment::Release || !context.recipe().autologous
        || !situation.binding.attributes.text(u"donorRecipientCheck"_s).isEmpty())
        return;
    findings.add(u"GMP-COI-03"_s, u"unconfirmed"_s,
        {context.place(context.flow().number(situation.step))},
        FindingArgs().text(u"b"_s, situation.binding.batch.value()));
}

// Who starts a step that asks for people must be known, and known to be another than the checker.
void checkPeople(
    const ValidationContext &context, const RunSituation &situation, FindingList &findings)
{
    const Element &step = context.flow().element(context.flow().number(situation.step));
    const bool somebody = std::any_of(situation.binding.assignments.begin(),
        situation.binding.assignments.end(), [&situation](const Assignment &one) {
            return one.element == situation.step && !one.checker;
        });
    if (!step.crew.isEmpty() && !somebody)
        findings.add(u"GMP-PER-01"_s, u"nobody"_s,
            {context.place(context.flow().number(situation.step))},
            FindingArgs().name(u"n"_s, step).text(u"role"_s, step.crew.first().role));
}

} // namespace

QVector<Finding> runFindings(
    const ValidationInput &input, const RunSituation &situation, const Catalog &catalog)
{
    ValidationInput now = input;
    now.binding = situation.binding;
    now.batch = situation.binding.batch;
    now.plannedStart = situation.now;
    const ValidationContext planned(now, catalog);
    const int step = planned.flow().number(situation.step);
    if (step < 0)
        return {};
    ValidationInput actual = now;
    actual.plannedStart = startFor(planned, step, situation.now);
    const ValidationContext context(actual, catalog);
    FindingList list(RuleSet::shipped(), input.profile, runtimeRules());
    for (const RuleCheck &check : allRuleChecks()) {
        if (!list.asks(check.rules))
            continue;
        if (check.scope == RuleScope::Binding)
            check.check(context, -1, list);
        else if (check.scope == RuleScope::Element)
            check.check(context, step, list);
    }
    checkTimers(context, situation, list);
    checkRelease(context, situation, list);
    checkPeople(context, situation, list);
    const Surroundings here(context, step);
    QVector<Finding> findings;
    for (const Finding &finding : list.findings()) {
        if (here.hold(finding) || finding.message.code.endsWith(".elapsed"_L1))
            findings.append(finding);
    }
    waivers::apply(findings, actual);
    std::stable_sort(findings.begin(), findings.end(),
        [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    return findings;
}

} // namespace cytoloom
