// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rulechecks.h"

#include "processgraph/validation/procedureflow.h"
#include "processgraph/validation/rules/balancerules.h"
#include "processgraph/validation/rules/clearancerules.h"
#include "processgraph/validation/rules/coldrules.h"
#include "processgraph/validation/rules/connectionrules.h"
#include "processgraph/validation/rules/controlrules.h"
#include "processgraph/validation/rules/coordinationrules.h"
#include "processgraph/validation/rules/documentrules.h"
#include "processgraph/validation/rules/environmentrules.h"
#include "processgraph/validation/rules/equipmentrules.h"
#include "processgraph/validation/rules/gaterules.h"
#include "processgraph/validation/rules/genealogyrules.h"
#include "processgraph/validation/rules/identityrules.h"
#include "processgraph/validation/rules/instrumentrules.h"
#include "processgraph/validation/rules/jointrules.h"
#include "processgraph/validation/rules/lotrules.h"
#include "processgraph/validation/rules/materialrules.h"
#include "processgraph/validation/rules/parameterrules.h"
#include "processgraph/validation/rules/peoplerules.h"
#include "processgraph/validation/rules/ramprules.h"
#include "processgraph/validation/rules/roomrules.h"
#include "processgraph/validation/rules/samplerules.h"
#include "processgraph/validation/rules/segregationrules.h"
#include "processgraph/validation/rules/signaturerules.h"
#include "processgraph/validation/rules/singleuserules.h"
#include "processgraph/validation/rules/steptimerules.h"
#include "processgraph/validation/rules/structurerules.h"
#include "processgraph/validation/rules/symbolrules.h"
#include "processgraph/validation/rules/timerules.h"
#include "processgraph/validation/rules/wasterules.h"
#include "processgraph/validation/rules/yieldrules.h"
#include "processgraph/validation/rules/zonerules.h"

#include <algorithm>
#include <numeric>

namespace cytoloom {

namespace {

// Findings of one place stand by family, then by the number of the rule.
void sortByRule(QVector<RuleCheck> &checks)
{
    QVector<QLatin1String> families;
    const auto familyOf = [](const RuleCheck &check) {
        return QLatin1String(check.rules.data(), QLatin1String("GMP-STR").size());
    };
    for (const RuleCheck &check : std::as_const(checks)) {
        if (!families.contains(familyOf(check)))
            families.append(familyOf(check));
    }
    std::stable_sort(
        checks.begin(), checks.end(), [&](const RuleCheck &one, const RuleCheck &other) {
            const auto family = families.indexOf(familyOf(one));
            const auto otherFamily = families.indexOf(familyOf(other));
            return family != otherFamily ? family < otherFamily : one.rules < other.rules;
        });
}

} // namespace

const QVector<RuleCheck> &allRuleChecks()
{
    static const QVector<RuleCheck> all = [] {
        QVector<RuleCheck> checks;
        checks += rules::structureRules();
        checks += rules::symbolRules();
        checks += rules::coordinationRules();
        checks += rules::parameterRules();
        checks += rules::rampRules();
        checks += rules::equipmentRules();
        checks += rules::environmentRules();
        checks += rules::segregationRules();
        checks += rules::controlRules();
        checks += rules::balanceRules();
        checks += rules::connectionRules();
        checks += rules::jointRules();
        checks += rules::lotRules();
        checks += rules::materialRules();
        checks += rules::roomRules();
        checks += rules::wasteRules();
        checks += rules::zoneRules();
        checks += rules::timeRules();
        checks += rules::stepTimeRules();
        checks += rules::coldRules();
        checks += rules::gateRules();
        checks += rules::sampleRules();
        checks += rules::yieldRules();
        checks += rules::documentRules();
        checks += rules::genealogyRules();
        checks += rules::peopleRules();
        checks += rules::signatureRules();
        checks += rules::clearanceRules();
        checks += rules::instrumentRules();
        checks += rules::singleUseRules();
        checks += rules::identityRules();
        sortByRule(checks);
        return checks;
    }();
    return all;
}

QVector<int> scopesOf(RuleScope scope, const ProcedureFlow &flow)
{
    QVector<int> result;
    switch (scope) {
    case RuleScope::Element:
        result.resize(flow.count());
        std::iota(result.begin(), result.end(), 0);
        break;
    case RuleScope::Link:
        result.resize(flow.links().size());
        std::iota(result.begin(), result.end(), 0);
        break;
    case RuleScope::Container:
    case RuleScope::UnitProcedure:
        if (scope == RuleScope::Container)
            result.append(-1);
        for (int i = 0; i < flow.count(); ++i) {
            const bool wanted = scope == RuleScope::Container
                ? flow.element(i).isContainer()
                : flow.kind(i) == ElementKind::UnitProcedure;
            if (wanted)
                result.append(i);
        }
        break;
    case RuleScope::Recipe:
    case RuleScope::Binding:
        result.append(-1);
        break;
    }
    return result;
}

} // namespace cytoloom
