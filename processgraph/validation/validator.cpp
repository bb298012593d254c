// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/validator.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/rulechecks.h"
#include "processgraph/validation/ruleset.h"
#include "processgraph/validation/validationcontext.h"

#include <algorithm>
#include <limits>

namespace cytoloom {

namespace {

// Where in the recipe a finding stands: findings about links, units and the recipe come after those
// about elements.
int orderOf(const ValidationContext &context, const Finding &finding)
{
    for (const FindingPlace &place : finding.places) {
        const int number = context.flow().number(place.element);
        if (number >= 0)
            return number;
    }
    return std::numeric_limits<int>::max();
}

} // namespace

QVector<Finding> validate(const ValidationInput &input, const Catalog &catalog)
{
    const ValidationContext context(input, catalog);
    FindingList list(RuleSet::shipped(), input.profile, input.rules);
    for (const RuleCheck &check : allRuleChecks()) {
        if (!list.asks(check.rules))
            continue;
        for (const int scope : scopesOf(check.scope, context.flow()))
            check.check(context, scope, list);
    }
    struct Ranked
    {
        int order = 0;
        Finding finding;
    };
    QVector<Ranked> ranked;
    for (const Finding &finding : list.findings())
        ranked.append({orderOf(context, finding), finding});
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked &a, const Ranked &b) {
        return std::pair(a.finding.severity, a.order) < std::pair(b.finding.severity, b.order);
    });
    QVector<Finding> result;
    for (const Ranked &one : std::as_const(ranked))
        result.append(one.finding);
    return result;
}

} // namespace cytoloom
