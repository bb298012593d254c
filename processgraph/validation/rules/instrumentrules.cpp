// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/instrumentrules.h"

#include "processgraph/validation/rules/bindinghelp.h"

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

} // namespace

QVector<RuleCheck> instrumentRules()
{
    return {
        {QLatin1String("GMP-EQP-02 GMP-EQP-06"), RuleScope::Binding,
            Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Header, units},
    };
}

} // namespace cytoloom::rules
