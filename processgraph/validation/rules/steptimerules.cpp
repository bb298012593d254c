// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/steptimerules.h"

#include "processgraph/validation/processwords.h"
#include "processgraph/validation/rules/rulehelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

ProcessWords::Manual kindOf(const Element &step)
{
    const bool decides = std::any_of(
        step.signatures.begin(), step.signatures.end(), [](const SignaturePoint &point) {
            return point.meaning == SignatureMeaning::Reviewed
                || point.meaning == SignatureMeaning::Approved
                || point.meaning == SignatureMeaning::Released;
        });
    if (decides)
        return ProcessWords::Decision;
    return step.critical ? ProcessWords::Handling : ProcessWords::Other;
}

void stepTime(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &step = context.flow().element(element);
    const Duration longest = std::max(step.duration.nominal, step.duration.longest);
    if (longest == Duration(0) || !step.attributes.text(u"durationBasis"_s).isEmpty())
        return;
    const ProcessWords &words = ProcessWords::shipped();
    const auto limit = step.kind == ElementKind::ManualStep ? words.longest(kindOf(step))
                                                            : words.longest(step.type);
    if (!limit || longest <= *limit)
        return;
    Finding &finding = findings.add(u"GMP-TIM-06"_s, u"unusual"_s, {context.place(element)},
        FindingArgs()
            .name(u"n"_s, step)
            .text(u"x"_s, timeText(longest))
            .text(u"y"_s, timeText(*limit)));
    finding.severity = Severity::Warning;
    finding.example.path = {context.place(element)};
    finding.example.amount = minutes(longest);
    finding.example.limit = minutes(*limit);
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, u"durationBasis"_s}};
}

} // namespace

QVector<RuleCheck> stepTimeRules()
{
    return {{QLatin1String("GMP-TIM-06"), RuleScope::Element,
        Aspect::Control | Aspect::Values | Aspect::Evidence, stepTime}};
}

} // namespace cytoloom::rules
