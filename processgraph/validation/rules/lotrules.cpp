// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/lotrules.h"

#include "processgraph/validation/bookingtable.h"
#include "processgraph/validation/celltrack.h"
#include "processgraph/validation/labelflow.h"
#include "processgraph/validation/rules/bindinghelp.h"
#include "processgraph/validation/rules/facilitywords.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

struct Use
{
    int last = -1; ///< step that uses it last
    std::optional<UtcTime> until;
    QVector<FindingPlace> places;
};

QHash<QString, Use> usesOf(const ValidationContext &context)
{
    QHash<QString, Use> result;
    const BookingTable table(context);
    for (int i = 0; i < context.flow().count(); ++i) {
        for (const Port &port : context.flow().ports(i)) {
            if (port.bomLine.isEmpty())
                continue;
            Use &use = result[port.bomLine];
            FindingPlace place = context.place(i);
            place.port = port.id;
            use.places.append(place);
            const auto times = table.times(i);
            if (use.last < 0 || (times && (!use.until || times->second > *use.until))) {
                use.last = i;
                use.until = times ? std::optional(times->second) : std::nullopt;
            }
        }
    }
    return result;
}

FindingArgs argsOf(const BomLine &line, const MaterialLot *lot)
{
    FindingArgs args;
    args.name(u"m"_s, line.name.isEmpty() ? LocalizedText {line.id, line.id} : line.name)
        .text(u"lot"_s, lot ? lot->id.value() : QString());
    return args;
}

void validity(const ValidationContext &context, const BomLine &line, const MaterialLot &lot,
    const Use &use, FindingList &findings)
{
    FindingArgs args = argsOf(line, &lot);
    const auto add = [&](const QString &what) -> Finding & {
        return findings.add(u"GMP-MAT-01"_s, what, use.places, args, lot.id.value());
    };
    if (lot.status == LotStatus::Quarantine)
        add(u"quarantine"_s);
    if (lot.status == LotStatus::Rejected)
        add(u"rejected"_s);
    if (!lot.expiry) {
        add(u"noExpiry"_s);
        return;
    }
    if (!use.until)
        return;
    args.name(u"n"_s, context.flow().element(use.last)).text(u"until"_s, momentText(*use.until));
    const auto tooEarly = [&](const QString &what, UtcTime end) {
        if (end >= *use.until)
            return;
        args.text(u"d"_s, momentText(end));
        Finding &finding = add(what);
        finding.example.at = end - *context.plannedStart();
        finding.example.path = {context.place(use.last)};
    };
    tooEarly(u"expires"_s, *lot.expiry);
    if (lot.opened && lot.inUseLife)
        tooEarly(u"inUse"_s, *lot.opened + *lot.inUseLife);
}

bool blocksConditional(const ValidationContext &context)
{
    for (int i = 0; i < context.flow().count(); ++i) {
        const auto &gate = context.flow().gate(i);
        const bool blocks = gate && gate->release
            && std::any_of(gate->criteria.begin(), gate->criteria.end(), [](const Criterion &one) {
                   return one.attributes.flag(u"closesConditionalLots"_s);
               });
        if (blocks)
            return true;
    }
    return false;
}

void conditional(const ValidationContext &context, const BomLine &line, const MaterialLot &lot,
    const Use &use, FindingList &findings)
{
    const FindingArgs args = argsOf(line, &lot);
    if (lot.attributes.text(u"conditionalReleaseRecord"_s).isEmpty()
        || lot.attributes.text(u"riskAssessment"_s).isEmpty())
        findings.add(u"GMP-MAT-02"_s, u"noRecord"_s, use.places, args, lot.id.value());
    else if (!blocksConditional(context))
        soften(findings.add(u"GMP-MAT-02"_s, u"notBlocked"_s, use.places, args, lot.id.value()));
}

void lots(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding())
        return;
    const QHash<QString, Use> uses = usesOf(context);
    for (const BomLine &line : context.recipe().bom) {
        const auto use = uses.constFind(line.id);
        if (isSingleUse(line) || use == uses.cend())
            continue;
        bool any = false;
        double there = 0;
        for (const MaterialLot &lot : context.binding()->lots) {
            if (lot.bomLine != line.id)
                continue;
            any = true;
            if (const Result<Quantity> amount = lot.quantity.in(line.quantity.unit))
                there += amount->value;
            validity(context, line, lot, *use, findings);
            if (lot.status == LotStatus::ConditionallyReleased)
                conditional(context, line, lot, *use, findings);
            if (lot.attributes.text(u"supplierState"_s) != u"approved"_s)
                findings.add(u"GMP-MAT-04"_s, u"supplier"_s, use->places,
                    argsOf(line, &lot).text(u"s"_s, lot.supplier), lot.id.value());
        }
        if (!any)
            findings.add(u"GMP-MAT-01"_s, u"noLot"_s, use->places, argsOf(line, nullptr), line.id);
        // What a vector must suffice for is worked out from the cells (GMP-MAT-07).
        const bool isVector = !!(LabelFlow::labelsOf(context, line)
            & (LabelFlow::LiveVector | LabelFlow::ReplicationCompetent));
        const double needed = line.quantity.value * (1 - line.tolerance);
        if (any && !isVector && there < needed) {
            Finding &finding = findings.add(u"GMP-MAT-01"_s, u"tooLittle"_s, use->places,
                argsOf(line, nullptr)
                    .text(u"x"_s, Quantity {there, line.quantity.unit}.toString())
                    .text(u"y"_s, line.quantity.toString()),
                line.id);
            finding.example.amount = Quantity {there, line.quantity.unit};
            finding.example.limit = Quantity {needed, line.quantity.unit};
        }
    }
}

QStringList missingTests(const MaterialLot &lot)
{
    QStringList missing;
    const QStringList there = lot.attributes.texts(u"testsOnFile"_s);
    for (const QString &need : {u"identity"_s, u"titre"_s, u"rcl"_s, u"potency"_s}) {
        if (!there.contains(need))
            missing << need;
    }
    return missing;
}

std::optional<double> inMillilitres(const Quantity &quantity)
{
    static const Unit mL = *Unit::parse(u"mL"_s);
    const Result<Quantity> converted = quantity.in(mL);
    return converted ? std::optional(converted->value) : std::nullopt;
}

// Volume = MOI × viable cells ÷ titre (1e6/mL), with the cells as planned.
void dosing(const ValidationContext &context, const CellTrack &cells, const BomLine &line,
    double titre, double available, FindingList &findings)
{
    static const Unit mL = *Unit::parse(u"mL"_s);
    const double largest = findings.number(u"GMP-MAT-07"_s, u"largestFraction"_s);
    for (const int i : cells.elements()) {
        const Element &step = context.flow().element(i);
        const bool takes = std::any_of(step.ports.begin(), step.ports.end(),
            [&](const Port &port) { return port.bomLine == line.id; });
        const auto moi = takes ? context.parameterValue(i, u"moi"_s) : std::nullopt;
        const CellTrack::Step *level = moi ? cells.step(i) : nullptr;
        if (!level || titre <= 0)
            continue;
        const CellTrack::Level &before = level->before[CellTrack::Nominal];
        const double needed = *moi * before.viable / titre;
        FindingArgs args = argsOf(line, nullptr);
        args.name(u"n"_s, step)
            .number(u"needed"_s, needed)
            .number(u"available"_s, available)
            .number(u"moi"_s, *moi)
            .number(u"cells"_s, before.viable)
            .number(u"volume"_s, before.volume)
            .number(u"percent"_s, largest * 100);
        const auto add = [&](const QString &what, double limit) {
            Finding &finding
                = findings.add(u"GMP-MAT-07"_s, what, {context.place(i)}, args, line.id);
            finding.example.amount = Quantity {needed, mL};
            finding.example.limit = Quantity {limit, mL};
        };
        if (needed > available)
            add(u"short"_s, available);
        if (before.volume > 0 && needed > largest * before.volume)
            add(u"fraction"_s, largest * before.volume);
    }
}

void vectors(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding())
        return;
    static const Unit millionPerMl = *Unit::parse(u"1e6/mL"_s);
    std::optional<TimeNetwork> times;
    std::optional<CellTrack> cells;
    const QHash<QString, Use> uses = usesOf(context);
    for (const BomLine &line : context.recipe().bom) {
        const LabelFlow::Labels hazard = LabelFlow::labelsOf(context, line)
            & (LabelFlow::LiveVector | LabelFlow::ReplicationCompetent);
        const QVector<FindingPlace> places = uses.value(line.id).places;
        if (!hazard || places.isEmpty())
            continue;
        double available = 0;
        std::optional<double> titre;
        for (const MaterialLot &lot : context.binding()->lots) {
            if (lot.bomLine != line.id)
                continue;
            const FindingArgs args = argsOf(line, &lot);
            const QStringList missing = missingTests(lot);
            if (!missing.isEmpty())
                findings.add(u"GMP-MAT-07"_s, u"tests"_s, places,
                    FindingArgs(args).name(u"missing"_s, choiceNames(u"testsOnFile"_s, missing)),
                    lot.id.value());
            const auto own = lot.attributes.number(u"titre"_s, millionPerMl);
            if (!own)
                findings.add(u"GMP-MAT-07"_s, u"noTitre"_s, places, args, lot.id.value());
            else // lots of different titre: the weakest says what is needed
                titre = titre ? std::min(*titre, *own) : *own;
            available += inMillilitres(lot.quantity).value_or(0);
        }
        if (!titre)
            continue;
        if (!cells) {
            times.emplace(context);
            cells.emplace(context, *times);
        }
        dosing(context, *cells, line, *titre, available, findings);
    }
}

} // namespace

QVector<RuleCheck> lotRules()
{
    const Aspects every
        = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Header;
    return {
        {QLatin1String("GMP-MAT-01 GMP-MAT-02 GMP-MAT-04"), RuleScope::Binding, every, lots},
        {QLatin1String("GMP-MAT-07"), RuleScope::Binding, every, vectors},
    };
}

} // namespace cytoloom::rules
