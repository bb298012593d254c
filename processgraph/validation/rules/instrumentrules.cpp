// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/instrumentrules.h"

#include "processgraph/validation/rules/bindinghelp.h"
#include "processgraph/validation/rules/rulehelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

void calibrated(const ValidationContext &context, const UnitUse &use, FindingList &findings)
{
    const PlantUnit &unit = *use.unit;
    FindingArgs args;
    args.text(u"i"_s, unit.id.value()).text(u"end"_s, momentText(use.to));
    const bool measures = std::any_of(unit.capabilities.begin(), unit.capabilities.end(),
        [](const Capability &one) { return !one.calibrated.isEmpty(); });
    if (!unit.calibrationDue) {
        if (measures)
            findings.add(u"GMP-EQP-02"_s, u"notStated"_s, placesOf(context, use), args);
        return;
    }
    if (*unit.calibrationDue >= use.to)
        return;
    Finding &finding = findings.add(u"GMP-EQP-02"_s, u"due"_s, placesOf(context, use),
        args.text(u"d"_s, momentText(*unit.calibrationDue)));
    if (context.plannedStart())
        finding.example.at = *unit.calibrationDue - *context.plannedStart();
}

void computerised(const ValidationContext &context, const UnitUse &use, FindingList &findings)
{
    if (use.unit->tags.isEmpty())
        return; // no signal, no interface
    const Attributes attributes = attributesOf(context, *use.unit);
    const FindingArgs args = FindingArgs().text(u"q"_s, use.unit->id.value());
    const QVector<FindingPlace> places = placesOf(context, use);
    if (attributes.text(u"interfaceValidation"_s).isEmpty())
        findings.add(u"GMP-EQP-06"_s, u"interface"_s, places, args);
    if (attributes.text(u"clockSynchronisation"_s).isEmpty())
        findings.add(u"GMP-EQP-06"_s, u"clock"_s, places, args);
    if (!attributes.flag(u"auditTrail"_s))
        findings.add(u"GMP-EQP-06"_s, u"auditTrail"_s, places, args);
    const double longHours = findings.number(u"GMP-EQP-06"_s, u"longStepHours"_s);
    for (const int procedure : use.procedures) {
        const DurationRange &lasts = context.flow().element(procedure).duration;
        const double hours = toSeconds(std::max(lasts.nominal, lasts.longest)) / 3600;
        if (hours < longHours || !attributes.text(u"outagePlan"_s).isEmpty())
            continue;
        findings.add(u"GMP-EQP-06"_s, u"outage"_s, places,
            FindingArgs(args)
                .name(u"n"_s, context.flow().element(procedure))
                .number(u"h"_s, hours));
        break;
    }
}

void units(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.binding())
        return;
    const BookingTable table(context);
    for (const UnitUse &use : unitUses(context, table)) {
        calibrated(context, use, findings);
        computerised(context, use, findings);
    }
}

// The signal that \p expression is, without more ado; empty where it works something out.
QString plainSignal(const QString &expression)
{
    const QString text = expression.trimmed();
    const bool plain
        = text.endsWith(".pv"_L1) && std::all_of(text.begin(), text.end(), [](QChar each) {
              return each.isLetterOrNumber() || each == u'_' || each == u':' || each == u'.';
          });
    return plain ? text : QString();
}

struct Judgement
{
    int gate = -1;
    const Criterion *criterion = nullptr;
};

void judgedBy(const ValidationContext &context, const PlantUnit *unit, const QString &measured,
    const Judgement &judgement, FindingList &findings)
{
    const Criterion &criterion = *judgement.criterion;
    FindingPlace place;
    place.unit = unit->id;
    const QVector<FindingPlace> places {context.place(judgement.gate), place};
    const FindingArgs args = FindingArgs()
                                 .name(u"g"_s, context.flow().element(judgement.gate))
                                 .name(u"test"_s, criterion.name)
                                 .text(u"q"_s, unit->id.value());
    const auto known = std::find_if(unit->capabilities.begin(), unit->capabilities.end(),
        [&measured](const Capability &one) { return one.id == measured; });
    if (known == unit->capabilities.end()) {
        findings.add(u"GMP-PAR-01"_s, u"resultNoRange"_s, places, args, criterion.attribute)
            .severity
            = Severity::Warning;
        return;
    }
    const Result<double> limit = criterion.unit.convert(criterion.limit, known->unit);
    if (!limit || known->calibrated.isEmpty() || known->calibrated.contains(*limit))
        return;
    Finding &finding = findings.add(u"GMP-PAR-01"_s, u"resultRange"_s, places,
        FindingArgs(args)
            .number(u"x"_s, *limit)
            .text(u"unit"_s, known->unit.symbol())
            .text(u"outer"_s, rangeText(known->calibrated)),
        criterion.attribute);
    finding.example.amount = Quantity {*limit, known->unit};
}

// What a gate decides by lies where the instrument is calibrated (CG 90).
void results(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.plant())
        return;
    const ProcedureFlow &flow = context.flow();
    QHash<QString, QVector<Judgement>> judged;
    for (int i = 0; i < flow.count(); ++i) {
        if (!flow.gate(i))
            continue;
        for (const Criterion &criterion : flow.gate(i)->criteria)
            if (criterion.comparison != "=="_L1)
                judged[criterion.attribute].append({i, &criterion});
    }
    // Many steps give the same result by the same instrument: it is judged once.
    QSet<std::pair<QString, std::pair<const PlantUnit *, QString>>> asked;
    for (int i = 0; !judged.isEmpty() && i < flow.count(); ++i) {
        const PhaseClass *used = context.phaseClass(i);
        if (!used)
            continue;
        for (const LogicStep &logic : used->run) {
            const auto here = judged.constFind(logic.result);
            const QString signal = logic.kind == LogicKind::Record && here != judged.cend()
                ? plainSignal(logic.expression)
                : QString();
            if (signal.isEmpty())
                continue;
            const qsizetype colon = signal.indexOf(u':');
            const PlantUnit *unit
                = colon > 0 ? context.boundUnit(RoleId(signal.left(colon))) : context.unitOf(i);
            const QString measured = signal.mid(colon + 1).section(u'.', 0, -2);
            if (!unit || asked.contains({logic.result, {unit, measured}})) // none: GMP-EQP-01
                continue;
            asked.insert({logic.result, {unit, measured}});
            for (const Judgement &one : *here)
                judgedBy(context, unit, measured, one, findings);
        }
    }
}

} // namespace

QVector<RuleCheck> instrumentRules()
{
    return {
        {QLatin1String("GMP-PAR-01"), RuleScope::Recipe,
            Aspect::Control | Aspect::Evidence | Aspect::Header, results},
        {QLatin1String("GMP-EQP-02 GMP-EQP-06"), RuleScope::Binding,
            Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Header, units},
    };
}

} // namespace cytoloom::rules
