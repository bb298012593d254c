// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/rulehelp.h"
#include "processgraph/validation/rules/timerules.h"
#include "processgraph/validation/timenetwork.h"
#include "processgraph/validation/timeregion.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

bool addsCryoprotectant(const ValidationContext &context, int element)
{
    const QVector<Port> &ports = context.flow().ports(element);
    return std::any_of(ports.begin(), ports.end(), [&](const Port &port) {
        const MaterialClass *material = materialOf(context, element, port);
        return port.direction == PortDirection::In && material
            && ProcessWords::shipped().is(ProcessWords::Cryoprotectant, material->id);
    });
}

// The step, and the freezing that follows it first; -1 where none does.
void contactBefore(const ValidationContext &context, const TimeNetwork &times, int contact,
    int freezing, TimeRegion &region, FindingList &findings)
{
    QVector<int> path;
    const Duration worst = times.worstBetween(
        ProcedureFlow::enter(contact), ProcedureFlow::enter(freezing), &path, region);
    const Duration limit
        = context.recipe()
              .attributes.duration(u"cryoContactLimit"_s)
              .value_or(fromSeconds(60 * findings.number(u"GMP-TIM-04"_s, u"contactMinutes"_s)));
    if (worst <= limit)
        return;
    Finding &finding
        = findings.add(u"GMP-TIM-04"_s, u"contact"_s, context.places({contact, freezing}),
            FindingArgs()
                .name(u"n"_s, context.flow().element(contact))
                .name(u"freeze"_s, context.flow().element(freezing))
                .text(u"x"_s, timeText(worst))
                .text(u"y"_s, timeText(limit))
                .names(u"path"_s, namesOf(context, path)));
    finding.example.path = context.places(path);
    finding.example.amount = minutes(worst);
    finding.example.limit = minutes(limit);
}

struct Release
{
    int gate = -1;
    Duration slowest {0};
    LocalizedText test; ///< whose result comes last
};

// The release gates in the order in which the batch comes to them.
QVector<Release> releases(const ValidationContext &context, const TimeNetwork &times)
{
    QVector<Release> result;
    for (const int gate : times.leaveOrder()) {
        const auto &specification = context.flow().gate(gate);
        if (!specification || !specification->release)
            continue;
        Release release;
        release.gate = gate;
        for (const Criterion &criterion : specification->criteria) {
            const Duration wait
                = criterion.attributes.duration(u"turnaround"_s).value_or(Duration(0));
            if (wait > release.slowest) {
                release.slowest = wait;
                release.test = criterion.name;
            }
        }
        result.append(release);
    }
    return result;
}

// GMP-IPC-04. True: the results come too late for this product, which is all that can be said.
bool twoStages(const ValidationContext &context, const QVector<Release> &stages, Duration life,
    FindingList &findings)
{
    const auto slowest = std::max_element(stages.cbegin(), stages.cend(),
        [](const Release &one, const Release &other) { return one.slowest < other.slowest; });
    if (slowest->slowest <= life)
        return false;
    const Release &first = stages.first();
    const FindingArgs args = FindingArgs()
                                 .name(u"g"_s, context.flow().element(first.gate))
                                 .name(u"test"_s, slowest->test)
                                 .text(u"x"_s, timeText(slowest->slowest))
                                 .text(u"y"_s, timeText(life));
    if (stages.size() < 2 || first.slowest > life) {
        Finding &finding
            = findings.add(u"GMP-IPC-04"_s, stages.size() < 2 ? u"oneStage"_s : u"slowStageOne"_s,
                {context.place(first.gate)}, args);
        finding.example.path = {context.place(first.gate)};
        finding.example.amount = minutes(slowest->slowest);
        finding.example.limit = minutes(life);
    }
    if (context.recipe().attributes.text(u"oosNotification"_s).isEmpty()) {
        Finding &finding
            = findings.add(u"GMP-IPC-04"_s, u"noNotification"_s, {context.place(first.gate)}, args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"oosNotification"_s}, {u"home"_s, u"recipe"_s}};
    }
    return first.slowest > life;
}

} // namespace

void cryoContact(const ValidationContext &context, const TimeNetwork &times, FindingList &findings)
{
    const ProcessWords &words = ProcessWords::shipped();
    TimeRegion region(times.vertices());
    QVector<int> waiting; // has cryoprotectant and is not frozen yet
    QVector<int> stores;
    for (const int i : times.leaveOrder()) {
        const Element &step = context.flow().element(i);
        if (step.kind != ElementKind::Phase || !times.onPath(i))
            continue;
        if (words.is(ProcessWords::Freeze, step.type)) {
            for (const int contact : std::as_const(waiting))
                contactBefore(context, times, contact, i, region, findings);
            waiting.clear();
        } else if (words.is(ProcessWords::Store, step.type)) {
            stores.append(i);
        } else if (addsCryoprotectant(context, i)) {
            waiting.append(i);
        }
    }
    // Stored with the cryoprotectant in, and no freezing in between.
    for (const int contact : std::as_const(waiting)) {
        const auto later = std::find_if(stores.cbegin(), stores.cend(), [&](int store) {
            return times.span(store, TimeNetwork::Nominal).leave
                >= times.span(contact, TimeNetwork::Nominal).leave;
        });
        if (later == stores.cend())
            continue;
        findings.add(u"GMP-TIM-04"_s, u"notFrozen"_s, context.places({contact, *later}),
            FindingArgs()
                .name(u"n"_s, context.flow().element(contact))
                .name(u"store"_s, context.flow().element(*later)));
    }
}

void shelfLife(const ValidationContext &context, const TimeNetwork &times, FindingList &findings)
{
    const QVector<Release> stages = releases(context, times);
    int outlet = -1;
    for (const int i : times.leaveOrder()) {
        for (const Port &port : context.flow().ports(i)) {
            if (isFinalOutlet(context, i, port))
                outlet = i;
        }
    }
    if (stages.isEmpty() || outlet < 0)
        return;
    const Attributes &stated = context.recipe().attributes;
    const auto life = stated.duration(u"shelfLife"_s);
    const FindingArgs args = FindingArgs().name(u"n"_s, context.flow().element(outlet));
    if (!life) {
        if (!phasesOf(context, ProcessWords::Freeze).isEmpty())
            return; // frozen: it can wait
        Finding &finding
            = findings.add(u"GMP-TIM-05"_s, u"noShelfLife"_s, {context.place(outlet)}, args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"shelfLife"_s}, {u"home"_s, u"recipe"_s}};
        return;
    }
    if (twoStages(context, stages, *life, findings))
        return;
    const auto transport = stated.duration(u"transportTime"_s);
    const auto clinic = stated.duration(u"clinicWindow"_s);
    for (const auto &[known, attribute] :
        {std::pair {transport, u"transportTime"_s}, std::pair {clinic, u"clinicWindow"_s}}) {
        if (known)
            continue;
        Finding &finding = findings.add(u"GMP-TIM-05"_s,
            attribute == u"clinicWindow"_s ? u"noClinicWindow"_s : u"noTransportTime"_s,
            {context.place(outlet)}, args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, attribute}, {u"home"_s, u"recipe"_s}};
    }
    if (!transport || !clinic)
        return;
    QVector<int> path;
    const int gate = stages.first().gate;
    const Duration release = std::max(Duration(0),
        times.worstBetween(ProcedureFlow::leave(outlet), ProcedureFlow::leave(gate), &path));
    const Duration needed = release + *transport + *clinic;
    if (needed <= *life)
        return;
    Finding &finding = findings.add(u"GMP-TIM-05"_s, u"tooShort"_s, context.places({outlet, gate}),
        FindingArgs(args)
            .text(u"x"_s, timeText(needed))
            .text(u"y"_s, timeText(*life))
            .text(u"release"_s, timeText(release))
            .text(u"transport"_s, timeText(*transport))
            .text(u"clinic"_s, timeText(*clinic)));
    finding.example.path = context.places(path);
    finding.example.amount = minutes(needed);
    finding.example.limit = minutes(*life);
}

} // namespace cytoloom::rules
