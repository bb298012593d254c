// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/runchecks.h"

#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/facilitywords.h"

#include <algorithm>
#include <cmath>

namespace cytoloom::runchecks {

using namespace Qt::StringLiterals;
using Moment = RunSituation::Moment;
using Progress = RunStep::Progress;

namespace {

bool isDone(const RunSituation &situation, const ElementId &id)
{
    const auto found = situation.steps.constFind(id);
    return found != situation.steps.cend() && found->progress == Progress::Done;
}

void tell(const ValidationContext &context, const RunTimer &timer, const QString &what,
    FindingList &findings)
{
    if (timer.passed <= timer.limit)
        return;
    static const Unit minute = Unit::parse(u"min"_s).value();
    const int element = context.flow().number(timer.element);
    FindingPlace place = context.place(element);
    place.link = timer.link;
    FindingArgs args;
    args.text(u"x"_s, toReadable(timer.passed)).text(u"y"_s, toReadable(timer.limit));
    if (element >= 0)
        args.name(u"n"_s, context.flow().element(element));
    else
        args.name(u"n"_s, {timer.element.value(), timer.element.value()});
    Finding &finding = findings.add(timer.rule, what, {place}, args, timer.link.value());
    finding.example.amount = Quantity {toSeconds(timer.passed) / 60, minute};
    finding.example.limit = Quantity {toSeconds(timer.limit) / 60, minute};
}

// The cells do not know of a Hold: open and held times count on whatever the state.
void openAndHeld(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings)
{
    for (int at = step; at >= 0; at = context.flow().container(at)) {
        const Element &element = context.flow().element(at);
        const auto record = situation.steps.constFind(element.id);
        if (record == situation.steps.cend() || record->progress != Progress::UnderWay)
            continue;
        if (element.maxOpenTime)
            tell(context,
                {u"GMP-TIM-01"_s, element.id, {}, record->sinceStart, *element.maxOpenTime},
                u"elapsed"_s, findings);
        if (element.maxHeldTime && record->sinceHeld)
            tell(context,
                {u"GMP-TIM-02"_s, element.id, {}, *record->sinceHeld, *element.maxHeldTime},
                u"held"_s, findings);
    }
}

// Matter that its source has given and that this step is about to take in.
void holds(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings)
{
    const Element &element = context.flow().element(step);
    for (const Port &port : element.ports) {
        for (const Link *link : context.linksAt(element.id, port.id)) {
            if (!link->holdLimit || link->to.element != element.id
                || !isDone(situation, link->from.element))
                continue;
            const Duration waited = situation.steps.value(link->from.element).sinceEnd;
            tell(context, {u"GMP-TIM-02"_s, element.id, link->id, waited, *link->holdLimit},
                u"elapsed"_s, findings);
        }
    }
}

bool addsCryoprotectant(const Element &step, const MasterRecipe &recipe)
{
    return std::any_of(step.ports.begin(), step.ports.end(), [&recipe](const Port &port) {
        const auto line = std::find_if(recipe.bom.begin(), recipe.bom.end(),
            [&port](const BomLine &one) { return one.id == port.bomLine; });
        const ProcessWords &words = ProcessWords::shipped();
        return port.direction == PortDirection::In
            && (words.is(ProcessWords::Cryoprotectant, port.medium)
                || (line != recipe.bom.end()
                    && words.is(ProcessWords::Cryoprotectant, line->material)));
    });
}

void cryoContact(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings)
{
    const ProcessWords &words = ProcessWords::shipped();
    const Element &freezing = context.flow().element(step);
    if (!words.is(ProcessWords::Freeze, freezing.type))
        return;
    const Duration limit
        = context.recipe()
              .attributes.duration(u"cryoContactLimit"_s)
              .value_or(fromSeconds(60 * findings.number(u"GMP-TIM-04"_s, u"contactMinutes"_s)));
    Duration longest {0};
    for (int i = 0; i < context.flow().count(); ++i) {
        const Element &element = context.flow().element(i);
        const auto record = situation.steps.constFind(element.id);
        if (element.kind == ElementKind::Phase && record != situation.steps.cend()
            && addsCryoprotectant(element, context.recipe()))
            longest = std::max(longest, record->sinceStart);
    }
    tell(context, {u"GMP-TIM-04"_s, freezing.id, {}, longest, limit}, u"elapsed"_s, findings);
}

} // namespace

void times(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings)
{
    for (const RunTimer &timer : situation.timers)
        tell(context, timer, u"elapsed"_s, findings);
    openAndHeld(context, situation, step, findings);
    if (situation.moment == Moment::Restart)
        return; // what it takes in is in
    holds(context, situation, step, findings);
    cryoContact(context, situation, step, findings);
}

void people(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings)
{
    const Element &element = context.flow().element(step);
    const bool somebody = std::any_of(situation.binding.assignments.begin(),
        situation.binding.assignments.end(), [&situation](const Assignment &one) {
            return one.element == situation.step && !one.checker;
        });
    if (situation.known.testFlag(RunFact::People) && !element.crew.isEmpty() && !somebody)
        findings.add(u"GMP-PER-01"_s, u"nobody"_s, {context.place(step)},
            FindingArgs().name(u"n"_s, element).text(u"role"_s, element.crew.first().role));
}

void way(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings)
{
    const Element &element = context.flow().element(step);
    const QString irreversible = element.attributes.text(u"irreversible"_s);
    for (int i = 0; i < context.flow().count() && !irreversible.isEmpty(); ++i) {
        const Element &gate = context.flow().element(i);
        const QString outcome = situation.steps.value(gate.id).outcome;
        // To destroy what has failed is what the gate leads to.
        const bool open
            = outcome == "pending"_L1 || (outcome == "fail"_L1 && irreversible != "discard"_L1);
        if (gate.kind != ElementKind::Gate || !open
            || !element.attributes.text(u"conditionalWay"_s).isEmpty())
            continue;
        findings
            .add(u"GMP-IPC-08"_s, outcome == "fail"_L1 ? u"failed"_s : u"undecided"_s,
                context.places({step, i}), FindingArgs().name(u"n"_s, element).name(u"g"_s, gate),
                gate.id.value())
            .example.path
            = context.places({i, step});
    }
    for (const Port &port : element.ports) {
        for (const Link *link : context.linksAt(element.id, port.id)) {
            const int check
                = context.flow().number(ElementId(link->attributes.text(u"jointCheckStep"_s)));
            // Matter flows when both ends are there: the one that comes second is asked.
            const ElementId &other
                = link->to.element == element.id ? link->from.element : link->to.element;
            if (check < 0 || check == step || !situation.steps.contains(other)
                || situation.steps.contains(context.flow().element(check).id))
                continue;
            FindingPlace place = ValidationContext::place(*link);
            place.element = element.id;
            findings.add(u"GMP-CON-04"_s, u"notChecked"_s, {place, context.place(check)},
                FindingArgs().name(u"n"_s, element).name(u"check"_s, context.flow().element(check)),
                link->id.value());
        }
    }
}

void neighbours(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings)
{
    if (!situation.known.testFlag(RunFact::OtherBatches))
        return;
    const Element &element = context.flow().element(step);
    const Room *room = context.roomOf(step);
    const RoomId here = room ? room->id : situation.binding.rooms.value(element.id);
    const UtcTime end = situation.now + std::max(element.duration.nominal, Duration(1));
    for (const Booking &other : situation.binding.bookings) {
        if (here.isEmpty() || other.room != here || other.batch == situation.binding.batch
            || other.to <= situation.now || other.from >= end)
            continue;
        FindingPlace place = context.place(step);
        place.room = here;
        FindingArgs args;
        args.name(u"n"_s, element)
            .text(u"r"_s, here.value())
            .text(u"b"_s, other.batch.value())
            .text(u"p1"_s, context.recipe().productCode)
            .text(u"p2"_s, other.product);
        const auto add = [&](const QString &rule) {
            findings.add(rule, u"now"_s, {place}, args, other.batch.value()).example.batches
                = {situation.binding.batch.value(), other.batch.value()};
        };
        if (other.product != context.recipe().productCode)
            add(u"GMP-SEG-01"_s);
        if (!other.closed || !rules::isClosed(context.openness(step)))
            add(u"GMP-SEG-02"_s);
    }
}

void release(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings)
{
    if (situation.moment != Moment::Release)
        return;
    const QVector<FindingPlace> here {context.place(step)};
    if (situation.known.testFlag(RunFact::Donor) && context.recipe().autologous
        && situation.binding.attributes.text(u"donorRecipientCheck"_s).isEmpty())
        findings.add(u"GMP-COI-03"_s, u"unconfirmed"_s, here,
            FindingArgs().text(u"b"_s, situation.binding.batch.value()));
    for (const MaterialLot &lot : situation.binding.lots) {
        if (!situation.known.testFlag(RunFact::Lots)
            || lot.status != LotStatus::ConditionallyReleased)
            continue;
        findings.add(u"GMP-MAT-02"_s, u"open"_s, here, FindingArgs().text(u"lot"_s, lot.id.value()),
            lot.id.value());
    }
    const auto counted = situation.results.constFind(u"labelDifference"_s);
    const double *difference
        = counted != situation.results.cend() ? std::get_if<double>(&*counted) : nullptr;
    if (!difference || *difference == 0)
        return;
    static const Unit one = Unit::parse(u"1"_s).value();
    Finding &finding = findings.add(
        u"GMP-BAL-05"_s, u"counted"_s, here, FindingArgs().number(u"x"_s, std::abs(*difference)));
    finding.example.amount = Quantity {*difference, one};
    finding.example.limit = Quantity {0, one};
}

} // namespace cytoloom::runchecks
