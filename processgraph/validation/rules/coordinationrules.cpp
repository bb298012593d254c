// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/coordinationrules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/validationcontext.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

struct SyncPair
{
    const Link *link = nullptr;
    int from = -1;
    int to = -1;
};

QVector<SyncPair> syncPairs(const ValidationContext &context)
{
    QVector<SyncPair> result;
    const ProcedureFlow &flow = context.flow();
    for (int i = 0; i < context.links().size(); ++i) {
        if (flow.linkKind(i) == LinkKind::Sync)
            result.append({context.links()[i], flow.fromOf(i), flow.toOf(i)});
    }
    return result;
}

// What a transfer does before it meets its partner: it opens its outlet, its inlet, or neither
// (people carry the bag).
enum class Side { Neither, Gives, Takes };

Side sideOf(const PhaseClass &used)
{
    for (const LogicStep &step : used.run) {
        if (step.kind == LogicKind::Sync)
            break;
        if (step.kind != LogicKind::Write && step.kind != LogicKind::Ramp)
            continue;
        if (step.signal.startsWith(u"outlet."_s))
            return Side::Gives;
        if (step.signal.startsWith(u"inlet."_s))
            return Side::Takes;
    }
    return Side::Neither;
}

qsizetype meetings(const PhaseClass &used)
{
    return std::count_if(used.run.begin(), used.run.end(),
        [](const LogicStep &step) { return step.kind == LogicKind::Sync; });
}

// One side gives and the other takes, and both wait equally often.
QString mismatchOf(const PhaseClass &one, const PhaseClass &other)
{
    const Side a = sideOf(one), b = sideOf(other);
    const bool bothCarried = a == Side::Neither && b == Side::Neither;
    if (a == b && !bothCarried)
        return u"sameSide"_s;
    if ((a == Side::Neither) != (b == Side::Neither))
        return u"halfOpen"_s;
    return meetings(one) == meetings(other) ? QString() : u"syncSteps"_s;
}

// The two phases wait for each other: they must be phases of different unit procedures that are
// under way at the same time, and fit together.
QString problemOf(const ValidationContext &context, const SyncPair &pair)
{
    const ProcedureFlow &flow = context.flow();
    if (!context.isTransfer(pair.from) || !context.isTransfer(pair.to))
        return u"notTransfer"_s;
    const int one = flow.unitProcedure(pair.from);
    const int other = flow.unitProcedure(pair.to);
    if (one < 0 || other < 0 || one == other)
        return u"sameUnit"_s;
    if (!flow.concurrent(one, other))
        return u"notConcurrent"_s;
    return mismatchOf(*context.phaseClass(pair.from), *context.phaseClass(pair.to));
}

FindingPlace placeOf(const PlantUnit *unit)
{
    FindingPlace result;
    if (unit)
        result.unit = unit->id;
    return result;
}

// One role, or one unit, in two branches that run at the same time: the second waits for ever or
// the two mix. Claims are kept until a unit procedure ends, so this is all of hold-and-wait that a
// recipe can express, apart from circles through transfers.
void sharedRoles(const ValidationContext &context, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    QMap<RoleId, QVector<int>> claims;
    for (int i = 0; i < flow.count(); ++i) {
        if (flow.kind(i) == ElementKind::UnitProcedure && !flow.element(i).role.isEmpty())
            claims[flow.element(i).role].append(i);
    }
    for (auto it = claims.cbegin(); it != claims.cend(); ++it) {
        for (const auto &[one, other] : flow.concurrentPairs(*it)) {
            QVector<FindingPlace> places = context.places({one, other});
            if (const PlantUnit *unit = context.boundUnit(it.key()))
                places.append(placeOf(unit));
            findings.add(u"GMP-STR-08"_s, u"sharedRole"_s, places,
                FindingArgs()
                    .name(u"n"_s, flow.element(one))
                    .name(u"other"_s, flow.element(other))
                    .text(u"role"_s, it.key().value()));
        }
    }
}

void synchronisation(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    for (const SyncPair &pair : syncPairs(context)) {
        const QString problem = problemOf(context, pair);
        if (problem.isEmpty())
            continue;
        const bool fromIsWrong = problem != u"notTransfer"_s || !context.isTransfer(pair.from);
        QVector<FindingPlace> places = context.places(
            fromIsWrong ? QVector<int> {pair.from, pair.to} : QVector<int> {pair.to, pair.from});
        places.append(ValidationContext::place(*pair.link));
        findings.add(u"GMP-STR-07"_s, problem, places,
            FindingArgs()
                .name(u"n"_s, flow.element(fromIsWrong ? pair.from : pair.to))
                .name(u"other"_s, flow.element(fromIsWrong ? pair.to : pair.from)));
    }
}

void transferPartner(const ValidationContext &context, int element, FindingList &findings)
{
    if (!context.isTransfer(element))
        return;
    const Procedure &procedure = context.recipe().procedure;
    const Element &phase = context.flow().element(element);
    for (const QVector<LinkId> &links :
        {procedure.outgoing(phase.id), procedure.incoming(phase.id)})
        for (const LinkId &id : links)
            if (procedure.link(id)->kind == LinkKind::Sync)
                return;
    findings.add(u"GMP-STR-07"_s, u"oneSided"_s, {context.place(element)},
        FindingArgs().name(u"n"_s, phase));
}

void resources(const ValidationContext &context, int, FindingList &findings)
{
    sharedRoles(context, findings);
    // Two phases of a transfer start together and end together: as one vertex in the flow, a circle
    // is a wait that never ends.
    const ProcedureFlow &flow = context.flow();
    QVector<int> leader(flow.count());
    for (int i = 0; i < flow.count(); ++i)
        leader[i] = i;
    const auto find = [&leader](int i) {
        while (leader[i] != i)
            i = leader[i] = leader[leader[i]];
        return i;
    };
    QSet<int> synchronised;
    for (const SyncPair &pair : syncPairs(context)) {
        if (!problemOf(context, pair).isEmpty())
            continue; // GMP-STR-07 has it
        synchronised << pair.from << pair.to;
        leader[find(pair.from)] = find(pair.to);
    }
    if (synchronised.isEmpty())
        return;
    const Digraph &plain = flow.flatParallel();
    QVector<Digraph::Edge> edges;
    const auto vertexOf = [&](int vertex) {
        if (vertex >= flow.start())
            return vertex;
        const int element = find(ProcedureFlow::elementOf(vertex));
        return vertex % 2 == 0 ? ProcedureFlow::enter(element) : ProcedureFlow::leave(element);
    };
    for (int vertex = 0; vertex < plain.size(); ++vertex) {
        for (const int to : plain.next(vertex))
            edges.append({vertexOf(vertex), vertexOf(to)});
    }
    for (const QVector<int> &cycle : Digraph(plain.size(), edges).cycles()) {
        QSet<int> leaders;
        for (const int vertex : cycle)
            leaders.insert(ProcedureFlow::elementOf(vertex));
        QVector<int> members;
        QVector<LocalizedText> names;
        for (int i = 0; i < flow.count(); ++i) {
            if (!synchronised.contains(i) || !leaders.contains(find(i)))
                continue;
            members.append(i);
            names.append(flow.element(i).name);
        }
        if (!members.isEmpty()) // otherwise a circle of control links: GMP-STR-03
            findings.add(u"GMP-STR-08"_s, u"circularWait"_s, context.places(members),
                FindingArgs().names(u"path"_s, names).name(u"n"_s, flow.element(members.first())));
    }
}

void handlers(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &phase = context.flow().element(element);
    if (phase.kind != ElementKind::Phase)
        return;
    const PhaseClass *used = context.phaseClass(element);
    if (!used) {
        findings.add(u"GMP-STR-09"_s, u"unknownClass"_s, {context.place(element)},
            FindingArgs().name(u"n"_s, phase).text(u"type"_s, phase.type));
        return;
    }
    const Duration longest = fromSeconds(findings.number(u"GMP-STR-09"_s, u"longPhaseSeconds"_s));
    if (!phase.critical && std::max(phase.duration.nominal, phase.duration.longest) < longest)
        return;
    QStringList missing;
    for (const auto &[logic, word] :
        {std::pair {&used->hold, u"Hold"_s}, std::pair {&used->restart, u"Restart"_s},
            std::pair {&used->stop, u"Stop"_s}, std::pair {&used->abort, u"Abort"_s}}) {
        if (logic->isEmpty())
            missing << word;
    }
    const FindingArgs args = FindingArgs().name(u"n"_s, phase).name(u"class"_s, used->name);
    if (!missing.isEmpty())
        findings.add(u"GMP-STR-09"_s, u"noLogic"_s, {context.place(element)},
            FindingArgs(args).text(u"list"_s, missing.join(u", "_s)));
    if (used->safeState.isEmpty())
        findings.add(u"GMP-STR-09"_s, u"noSafeState"_s, {context.place(element)}, args);
    if (!phase.maxHeldTime || *phase.maxHeldTime <= Duration(0))
        findings.add(u"GMP-STR-09"_s, u"noHeldLimit"_s, {context.place(element)}, args);
}

} // namespace

QVector<RuleCheck> coordinationRules()
{
    return {
        {QLatin1String("GMP-STR-07"), RuleScope::Recipe, Aspect::Control, synchronisation},
        {QLatin1String("GMP-STR-07"), RuleScope::Element, Aspect::Control, transferPartner},
        {QLatin1String("GMP-STR-08"), RuleScope::Recipe, Aspect::Control, resources},
        {QLatin1String("GMP-STR-09"), RuleScope::Element,
            Aspect::Control | Aspect::Values | Aspect::Evidence, handlers},
    };
}

} // namespace cytoloom::rules
