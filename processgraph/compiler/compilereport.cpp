// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/compilereport.h"

#include "processgraph/compiler/compilefigures.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/incrementalvalidator.h"
#include "processgraph/validation/rulechecks.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Which scopes ask for a rule; none: no check has been written.
struct Checks
{
    bool design = false;
    bool schedule = false;
};

QHash<QString, Checks> checksByRule()
{
    QHash<QString, Checks> result;
    for (const RuleCheck &check : allRuleChecks()) {
        for (const QString &rule : QString(check.rules).split(u' ', Qt::SkipEmptyParts)) {
            Checks &checks = result[rule];
            (check.scope == RuleScope::Binding ? checks.schedule : checks.design) = true;
        }
    }
    return result;
}

bool isScheduled(const ValidationInput &input)
{
    return input.binding || input.plannedStart || !input.bookings.isEmpty();
}

void decide(RuleProof &proof, const RuleDefinition &rule, const Checks &checks,
    const ValidationInput &input)
{
    const bool design = checks.design;
    const bool schedule = checks.schedule && isScheduled(input);
    const bool atDesign = rule.moments.contains(RuleMoment::Design);
    if (proof.findings > 0) {
        proof.outcome
            = proof.waived == proof.findings ? ProofOutcome::Waived : ProofOutcome::Violated;
    } else if (!checks.design && !checks.schedule) {
        proof.why = rule.moments == QVector {RuleMoment::Run} ? u"run"_s : u"noCheck"_s;
    } else if (!design && !schedule) {
        proof.why = u"binding"_s;
    } else if (!atDesign && !input.plant && !schedule) {
        proof.why = u"plant"_s;
    } else {
        proof.outcome = ProofOutcome::Passed;
    }
    if (proof.outcome == ProofOutcome::NotAsked)
        return;
    if (design)
        proof.asked.append(RuleMoment::Design);
    if (schedule || (design && input.plant && rule.moments.contains(RuleMoment::Schedule)))
        proof.asked.append(RuleMoment::Schedule);
}

RuleProof proofOf(const RuleDefinition &rule, const QVector<Finding> &findings,
    const Checks &checks, const ValidationInput &input)
{
    RuleProof proof;
    proof.rule = rule.id;
    proof.version = rule.version;
    proof.title = rule.title;
    const auto severity = rule.severity.constFind(input.profile);
    if (severity == rule.severity.cend()) {
        proof.outcome = ProofOutcome::NotApplicable;
        return proof;
    }
    proof.severity = *severity;
    for (const RuleClause &clause : rule.basis) {
        if (!clause.profiles.isEmpty() && !clause.profiles.contains(input.profile))
            continue;
        const QString text = (clause.document + u' ' + clause.clause).trimmed();
        proof.clauses.append(text);
        if (!clause.checked)
            proof.unconfirmed.append(text);
    }
    for (const Finding &finding : findings) {
        if (finding.rule != rule.id)
            continue;
        ++proof.findings;
        proof.waived += finding.waived ? 1 : 0;
    }
    decide(proof, rule, checks, input);
    return proof;
}

QVector<Message> assumptionsOf(
    const ValidationContext &context, const TimeNetwork &times, const CompileReport &report)
{
    QVector<Message> result;
    const auto add = [&result](const char *code, const FindingArgs &args = {}) {
        result.append({u"compile.assume."_s + QLatin1String(code), args.values()});
    };
    add("durations");
    if (times.isOrdered() && !times.untimed().isEmpty()) {
        QVector<LocalizedText> names;
        for (const int step : times.untimed())
            names.append(context.flow().element(step).name);
        add("untimed",
            FindingArgs().number(u"count"_s, double(names.size())).names(u"n"_s, names, u", "_s));
    }
    int gates = 0;
    for (int i = 0; i < context.flow().count(); ++i) {
        const Element &step = context.flow().element(i);
        gates += step.kind == ElementKind::Gate ? 1 : 0;
        if (step.kind == ElementKind::Loop)
            add("loop",
                FindingArgs()
                    .name(u"n"_s, step)
                    .number(u"most"_s, std::max(1, step.maxCount))
                    .number(u"planned"_s, TimeNetwork::rounds(step, TimeNetwork::Nominal)));
    }
    if (gates > 0)
        add("gates", FindingArgs().number(u"count"_s, gates));
    if (!report.numbers.isEmpty())
        add("donor");
    if (const Plant *plant = context.plant(); plant && !report.plant.isEmpty())
        add("plant", FindingArgs().text(u"plant"_s, report.plant).name(u"n"_s, plant->name));
    else
        add("noPlant");
    if (report.batch.isEmpty())
        add("noBinding");
    else
        add("binding", FindingArgs().text(u"batch"_s, report.batch.value()));
    add("staff");
    return result;
}

} // namespace

int CompileReport::errors() const
{
    return int(std::count_if(findings.begin(), findings.end(), [](const Finding &finding) {
        return finding.severity == Severity::Error && !finding.waived;
    }));
}

int CompileReport::rulesWith(ProofOutcome outcome) const
{
    return int(std::count_if(rules.begin(), rules.end(),
        [outcome](const RuleProof &proof) { return proof.outcome == outcome; }));
}

LocalizedText CompileReport::nameOf(const ElementId &id) const
{
    const Element *element = recipe.procedure.element(id);
    return element && !element->name.isEmpty() ? element->name
                                               : LocalizedText {id.value(), id.value()};
}

CompileReport makeCompileReport(const ValidationInput &input, const Catalog &catalog)
{
    return *makeCompileReport(input, catalog, std::atomic_bool(false));
}

std::optional<CompileReport> makeCompileReport(const ValidationInput &input, const Catalog &catalog,
    const std::atomic_bool &cancelled, const std::function<void(int done, int all)> &progress)
{
    constexpr int Stages = 4;
    int stage = 0;
    const auto goesOn = [&] {
        if (progress)
            progress(stage, Stages);
        ++stage;
        return !cancelled;
    };
    if (!goesOn())
        return std::nullopt;
    CompileReport report;
    report.recipe = input.recipe;
    report.recipeHash = recipeHash(input.recipe);
    report.profile = input.profile;
    report.plant = input.plant ? input.plant->id : QString();
    report.batch = input.binding ? input.binding->batch : input.batch;
    const auto findings = IncrementalValidator(catalog).update(input, &cancelled);
    if (!findings || !goesOn())
        return std::nullopt;
    report.findings = *findings;
    const QHash<QString, Checks> checks = checksByRule();
    for (const RuleDefinition &rule : RuleSet::shipped().rules())
        report.rules.append(proofOf(rule, report.findings, checks.value(rule.id), input));

    const ValidationContext context(input, catalog);
    const TimeNetwork times(context);
    if (!goesOn())
        return std::nullopt;
    const CellTrack cells(context, times);
    CompileFigures figures(context, times, cells);
    if (!goesOn())
        return std::nullopt;
    figures.fill(report);
    report.assumptions = assumptionsOf(context, times, report);
    goesOn(); // whole: it counts even where somebody has cancelled by now
    return report;
}

} // namespace cytoloom
