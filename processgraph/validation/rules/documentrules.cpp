// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/documentrules.h"

#include "processgraph/catalog/attributeset.h"
#include "processgraph/model/approvedcontent.h"
#include "processgraph/validation/rules/rulehelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

bool isApproved(const MasterRecipe &recipe)
{
    return recipe.status == RecipeStatus::Approved || recipe.status == RecipeStatus::Effective;
}

void alarms(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    for (const Parameter &parameter : step.parameters) {
        if (!parameter.critical || (parameter.alert.isEmpty() && parameter.action.isEmpty()))
            continue;
        QVector<LocalizedText> missing;
        QString first;
        for (const QString &attribute :
            {u"alarmRationalisation"_s, u"responseTime"_s, u"alarmDelay"_s, u"alarmDeadband"_s}) {
            if (parameter.attributes.has(attribute))
                continue;
            if (first.isEmpty())
                first = attribute;
            missing.append(AttributeSet::shipped().definition(attribute)->name);
        }
        if (missing.isEmpty())
            continue;
        FindingPlace place = context.place(i);
        place.parameter = parameter.id;
        Finding &finding = findings.add(u"GMP-PAR-03"_s, u"incomplete"_s, {place},
            FindingArgs()
                .name(u"n"_s, step)
                .name(u"p"_s, parameter.name)
                .names(u"list"_s, missing, u"; "_s));
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, first}};
    }
}

void registered(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    for (const Parameter &parameter : step.parameters) {
        const Range range = parameter.attributes.range(u"registeredRange"_s);
        FindingPlace place = context.place(i);
        place.parameter = parameter.id;
        const FindingArgs args = FindingArgs()
                                     .name(u"n"_s, step)
                                     .name(u"p"_s, parameter.name)
                                     .text(u"unit"_s, parameter.unit.symbol())
                                     .text(u"y"_s, rangeText(range));
        if (range.isEmpty()) {
            if (!parameter.critical || !isApproved(context.recipe()))
                continue;
            Finding &finding = findings.add(u"GMP-DOC-03"_s, u"notRegistered"_s, {place}, args);
            finding.severity = Severity::Warning;
            finding.fix = u"setAttribute"_s;
            finding.fixArgs = {{u"attribute"_s, u"registeredRange"_s}};
            continue;
        }
        // What the validated range forbids already is GMP-PAR-01's to say.
        const Result<double> value = context.recipe().setPoint(parameter);
        if (value && !range.contains(*value) && parameter.validated.contains(*value)) {
            Finding &finding = findings.add(
                u"GMP-DOC-03"_s, u"setPoint"_s, {place}, FindingArgs(args).number(u"x"_s, *value));
            finding.example.amount = Quantity {*value, parameter.unit};
            const bool low = range.low && *value < *range.low;
            finding.example.limit = Quantity {low ? *range.low : *range.high, parameter.unit};
        } else if (!parameter.action.isEmpty() && !parameter.action.isWithin(range)
            && parameter.action.isWithin(parameter.validated)) {
            Finding &finding = findings.add(u"GMP-DOC-03"_s, u"action"_s, {place},
                FindingArgs(args).text(u"x"_s, rangeText(parameter.action)));
            finding.severity = Severity::Warning;
        }
    }
}

void filing(const ValidationContext &context, int, FindingList &findings)
{
    const MasterRecipe &recipe = context.recipe();
    if (!isApproved(recipe))
        return;
    for (const auto &[attribute, what] : {std::pair {u"filing"_s, u"noFiling"_s},
             std::pair {u"processValidation"_s, u"noValidation"_s},
             std::pair {u"approvedBatchSize"_s, u"noBatchSize"_s},
             std::pair {u"validatedUntil"_s, u"noValidUntil"_s}}) {
        // Until when a validation holds that nobody names, nobody can say.
        const bool depends
            = attribute == u"validatedUntil"_s && !recipe.attributes.has(u"processValidation"_s);
        // A batch that has started without one is GMP-DOC-01.
        const bool started = attribute == u"approvedBatchSize"_s && context.input().binding;
        if (depends || started || recipe.attributes.has(attribute))
            continue;
        Finding &finding = findings.add(u"GMP-DOC-03"_s, what, {context.place(-1)}, FindingArgs());
        finding.severity = Severity::Warning;
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, attribute}};
    }
}

void validationCurrent(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.input().binding || !context.input().binding->start)
        return;
    const auto until = context.recipe().attributes.time(u"validatedUntil"_s);
    if (!until || *context.input().binding->start <= *until)
        return;
    Finding &finding = findings.add(u"GMP-DOC-03"_s, u"lapsed"_s, {context.place(-1)},
        FindingArgs()
            .text(u"d"_s, toIso(*until))
            .text(u"t"_s, toIso(*context.input().binding->start)));
    finding.example.batches = {context.input().binding->batch.value()};
}

void change(const ValidationContext &context, int, FindingList &findings)
{
    const MasterRecipe &recipe = context.recipe();
    const auto add = [&](const QString &what, const QString &attribute) {
        Finding &finding = findings.add(u"GMP-DOC-02"_s, what, {context.place(-1)},
            FindingArgs().number(u"v"_s, recipe.version));
        finding.fix = attribute.isEmpty() ? QString() : u"setAttribute"_s;
        if (!attribute.isEmpty())
            finding.fixArgs = {{u"attribute"_s, attribute}};
    };
    // A draft is free to change; the reason belongs to what goes to review.
    if (recipe.version > 1 && recipe.status != RecipeStatus::Draft) {
        if (recipe.changeReason.trimmed().isEmpty())
            add(u"noReason"_s, {});
        if (recipe.attributes.text(u"changeControl"_s).isEmpty())
            add(u"noChangeControl"_s, u"changeControl"_s);
    }
    // What was sent back stays readable under the draft until it is handed in again.
    if (recipe.approvals.isEmpty() || recipe.status == RecipeStatus::Draft)
        return;
    const QString now = contentHash(recipe);
    const bool other = std::any_of(
        recipe.approvals.begin(), recipe.approvals.end(), [&now](const Approval &one) {
            return !one.contentHash.isEmpty() && one.contentHash != now;
        });
    if (other) {
        findings
            .add(u"GMP-DOC-02"_s, u"changed"_s, {context.place(-1)},
                FindingArgs().number(u"v"_s, recipe.version))
            .fix
            = u"newVersion"_s;
    }
}

void start(const ValidationContext &context, int, FindingList &findings)
{
    if (!context.input().binding)
        return;
    const MasterRecipe &recipe = context.recipe();
    const BatchBinding &binding = *context.input().binding;
    const FindingArgs args = FindingArgs()
                                 .text(u"b"_s, binding.batch.value())
                                 .text(u"recipe"_s, recipe.id.value())
                                 .number(u"v"_s, recipe.version);
    if (recipe.status != RecipeStatus::Effective)
        findings.add(u"GMP-DOC-01"_s, u"notEffective"_s, {context.place(-1)}, args);
    if (binding.recipe != recipe.id || binding.recipeVersion != recipe.version)
        findings.add(u"GMP-DOC-01"_s, u"otherVersion"_s, {context.place(-1)},
            FindingArgs(args)
                .text(u"other"_s, binding.recipe.value())
                .number(u"otherVersion"_s, binding.recipeVersion));
    if (binding.attributes.text(u"batchRecordIssue"_s).isEmpty()) {
        findings.add(u"GMP-DOC-01"_s, u"noIssue"_s, {context.place(-1)}, args);
    }
    static const Unit millilitre = Unit::parse(u"mL"_s).value();
    const auto size = binding.attributes.number(u"batchSize"_s, millilitre);
    const Range approved = recipe.attributes.range(u"approvedBatchSize"_s);
    if (approved.isEmpty()) {
        Finding &finding
            = findings.add(u"GMP-DOC-01"_s, u"noBatchSize"_s, {context.place(-1)}, args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"approvedBatchSize"_s}};
        return;
    }
    if (!size || approved.contains(*size))
        return;
    Finding &finding = findings.add(u"GMP-DOC-01"_s, u"batchSize"_s, {context.place(-1)},
        FindingArgs(args).number(u"x"_s, *size).text(u"y"_s, rangeText(approved)));
    finding.example.amount = Quantity {*size, millilitre};
    finding.example.batches = {binding.batch.value()};
}

} // namespace

QVector<RuleCheck> documentRules()
{
    return {
        {QLatin1String("GMP-PAR-03"), RuleScope::Element,
            Aspects(Aspect::Values | Aspect::Evidence), alarms},
        {QLatin1String("GMP-DOC-01"), RuleScope::Binding, Aspects(Aspect::Header), start},
        {QLatin1String("GMP-DOC-02"), RuleScope::Recipe,
            Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Header
                | Aspect::Texts,
            change},
        {QLatin1String("GMP-DOC-03"), RuleScope::Element,
            Aspect::Values | Aspect::Evidence | Aspect::Header, registered},
        {QLatin1String("GMP-DOC-03"), RuleScope::Recipe, Aspects(Aspect::Header), filing},
        {QLatin1String("GMP-DOC-03"), RuleScope::Binding, Aspects(Aspect::Header),
            validationCurrent},
    };
}

} // namespace cytoloom::rules
