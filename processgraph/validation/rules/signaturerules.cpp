// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/signaturerules.h"

#include "processgraph/model/approvedcontent.h"
#include "processgraph/validation/rules/bindinghelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

bool isApproved(RecipeStatus status)
{
    return status == RecipeStatus::Approved || status == RecipeStatus::Effective;
}

LocalizedText approvalRoleName(const QString &role)
{
    return role == approvalroles::Quality ? LocalizedText {u"quality"_s, u"质量"_s}
                                          : LocalizedText {u"production"_s, u"生产"_s};
}

// A signature is a person, a time and the content that was signed (21 CFR 11.50, 11.70). Whether
// that content is this one is GMP-DOC-02.
bool isComplete(const Approval &approval)
{
    return !samePerson(approval.person.value(), {}) && approval.time != UtcTime()
        && !approval.contentHash.isEmpty();
}

// The name of an approver alone, as older files have it, is no signature.
void approvals(const ValidationContext &context, int, FindingList &findings)
{
    const MasterRecipe &recipe = context.recipe();
    if (!isApproved(recipe.status))
        return;
    FindingArgs args;
    args.number(u"v"_s, recipe.version);
    const auto add = [&](const QString &what, const QString &role) -> Finding & {
        Finding &finding = findings.add(u"GMP-SIG-01"_s, what, {FindingPlace()}, args, role);
        finding.fix = u"newVersion"_s;
        return finding;
    };
    if (recipe.approvals.isEmpty() && !recipe.approvedBy.trimmed().isEmpty()) {
        args.text(u"person"_s, recipe.approvedBy);
        add(u"notSigned"_s, {});
        return;
    }
    QVector<const Approval *> counted;
    for (const QString &role : {approvalroles::Production, approvalroles::Quality}) {
        const auto signature = std::find_if(
            recipe.approvals.begin(), recipe.approvals.end(), [&](const Approval &one) {
                return one.meaning == SignatureMeaning::Approved && one.role == role;
            });
        if (signature == recipe.approvals.end()) {
            add(role == approvalroles::Quality ? u"noQualityApproval"_s : u"noProductionApproval"_s,
                role);
            continue;
        }
        const QString person = signature->person.value();
        args.text(u"person"_s, person).name(u"role"_s, approvalRoleName(role));
        const bool other = std::none_of(counted.begin(), counted.end(),
            [&](const Approval *one) { return samePerson(one->person.value(), person); });
        if (!isComplete(*signature))
            add(u"approvalIncomplete"_s, role);
        else if (!other || samePerson(person, recipe.author))
            add(u"approvalNotIndependent"_s, role);
        counted.append(&*signature);
    }
}

const SignaturePoint *pointOf(const Element &step, SignatureMeaning meaning)
{
    const auto found = std::find_if(step.signatures.begin(), step.signatures.end(),
        [meaning](const SignaturePoint &point) { return point.meaning == meaning; });
    return found == step.signatures.end() ? nullptr : &*found;
}

// The batch is released by the qualified person, and not before quality has reviewed it, whichever
// way the batch takes.
void release(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    QVector<int> releases;
    QVector<int> gates;
    QVector<bool> reviews(flow.flat().size(), false);
    for (int i = 0; i < flow.count(); ++i) {
        const Element &step = flow.element(i);
        if (step.gate && step.gate->release)
            gates.append(i);
        if (pointOf(step, SignatureMeaning::Reviewed)
            && pointOf(step, SignatureMeaning::Reviewed)->role == "qa"_L1)
            reviews[ProcedureFlow::enter(i)] = true;
        if (const SignaturePoint *point = pointOf(step, SignatureMeaning::Released)) {
            releases.append(i);
            if (point->role != "qualified-person"_L1)
                findings.add(u"GMP-SIG-01"_s, u"releaseRole"_s, {context.place(i)},
                    FindingArgs().name(u"n"_s, step).text(u"role"_s, point->role));
        }
    }
    // Who releases signs at the step behind the gate.
    for (int &gate : gates) {
        for (const LinkId &id : context.recipe().procedure.controlOut(flow.element(gate).id)) {
            const Link *link = context.recipe().procedure.link(id);
            const int next = flow.number(link->to.element);
            if (link->outcome == GateOutcome::Pass && next >= 0
                && flow.kind(next) == ElementKind::ManualStep) {
                gate = next;
                break;
            }
        }
    }
    if (releases.isEmpty() && flow.count() > 0) {
        Finding &finding = findings.add(u"GMP-SIG-01"_s, u"noRelease"_s,
            gates.isEmpty() ? QVector<FindingPlace> {FindingPlace()} : context.places(gates), {});
        finding.fix = u"addSignature"_s;
        finding.fixArgs = {{u"meaning"_s, u"released"_s}, {u"role"_s, u"qualified-person"_s}};
    }
    for (const int step : std::as_const(releases)) {
        if (reviews[ProcedureFlow::enter(step)])
            continue;
        const QVector<int> way
            = flow.flat().path(flow.start(), ProcedureFlow::enter(step), reviews);
        if (way.isEmpty())
            continue;
        QVector<int> passed;
        QVector<LocalizedText> names;
        for (const int vertex : way) {
            const int element = ProcedureFlow::elementOf(vertex);
            if (element >= flow.count() || (!passed.isEmpty() && passed.last() == element)
                || flow.container(element) >= 0)
                continue;
            passed.append(element);
            names.append(flow.element(element).name);
        }
        Finding &finding = findings.add(u"GMP-SIG-01"_s, u"noReview"_s, {context.place(step)},
            FindingArgs().name(u"n"_s, flow.element(step)).names(u"path"_s, names));
        finding.example.path = context.places(passed);
    }
}

// Somebody looks at results here and signs for them: a reviewer, or a hand of quality.
bool signsResults(const Element &step)
{
    return std::any_of(
        step.signatures.begin(), step.signatures.end(), [](const SignaturePoint &point) {
            return point.meaning != SignatureMeaning::Performed || point.role == "qc"_L1
                || point.role == "qa"_L1;
        });
}

// The results of an in-process control are signed before a gate decides by them (CG 175(七)), on
// every way from the gate before or from the start. The hands that a gate names sign nothing.
void gateResults(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    QVector<int> gates;
    QVector<bool> signedHere(flow.flat().size(), false);
    for (int i = 0; i < flow.count(); ++i) {
        const Element &step = flow.element(i);
        if (step.gate && !step.gate->criteria.isEmpty()
            && (step.gate->mandatory || step.gate->release))
            gates.append(i);
        signedHere[ProcedureFlow::enter(i)] = signsResults(step);
    }
    if (gates.isEmpty())
        return;
    QVector<int> starts {flow.start()};
    for (const Link *link : context.links()) {
        const int next = ProcedureFlow::enter(flow.number(link->to.element));
        if (link->outcome == GateOutcome::Pass && !signedHere[next])
            starts.append(next);
    }
    const QVector<bool> unsignedWay = flow.flat().reachable(starts, signedHere);
    for (const int gate : std::as_const(gates)) {
        if (!unsignedWay[ProcedureFlow::enter(gate)])
            continue;
        QVector<LocalizedText> results;
        for (const Criterion &criterion : flow.element(gate).gate->criteria)
            results.append(criterion.name);
        findings
            .add(u"GMP-SIG-01"_s, u"gateUnsigned"_s, {context.place(gate)},
                FindingArgs()
                    .name(u"g"_s, flow.element(gate))
                    .names(u"results"_s, results, u", "_s))
            .fix
            = u"addReview"_s;
    }
}

// People act or answer here. A phase that only waits or notes a stage has nobody to sign for it.
bool hasPerformer(const ValidationContext &context, int element)
{
    const PhaseClass *used = context.phaseClass(element);
    return context.flow().kind(element) == ElementKind::ManualStep
        || (used && used->manual
            && std::any_of(used->run.begin(), used->run.end(),
                [](const LogicStep &logic) { return logic.kind == LogicKind::Ask; }));
}

void manualSteps(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &step = context.flow().element(element);
    const bool critical = step.critical && isManual(context, element);
    if ((critical || hasPerformer(context, element)) && step.signatures.isEmpty()) {
        Finding &finding
            = findings.add(u"GMP-SIG-01"_s, critical ? u"criticalStep"_s : u"noPerformer"_s,
                {context.place(element)}, FindingArgs().name(u"n"_s, step));
        finding.fix = u"addSignature"_s;
        finding.fixArgs = {{u"meaning"_s, u"performed"_s},
            {u"role"_s, step.crew.isEmpty() ? u"operator"_s : step.crew.first().role}};
    }
    for (const SignaturePoint &point : step.signatures) {
        if (point.role.trimmed().isEmpty())
            findings.add(u"GMP-SIG-02"_s, u"noRole"_s, {context.place(element)},
                FindingArgs().name(u"n"_s, step), QString::number(int(point.meaning)));
    }
}

// What a person types in and a gate decides by, or what belongs to a critical step: another person
// or a validated check looks at it. What a device reads or a scanner reads is no entry.
void entries(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    QHash<QString, int> decides;
    for (int i = 0; i < flow.count(); ++i) {
        if (const auto &gate = flow.gate(i)) {
            for (const Criterion &criterion : gate->criteria)
                decides.insert(criterion.attribute, i);
        }
    }
    for (int i = 0; i < flow.count(); ++i) {
        const Element &step = flow.element(i);
        const PhaseClass *used = context.phaseClass(i);
        if (!used || step.verification != VerificationKind::None
            || step.attributes.has(u"entryCheck"_s))
            continue;
        QVector<LocalizedText> fields;
        QVector<FindingPlace> places {context.place(i)};
        for (const LogicStep &logic : used->run) {
            const bool typed = logic.kind == LogicKind::Ask
                && (logic.prompt.answer == AnswerKind::Number
                    || logic.prompt.answer == AnswerKind::Text);
            if (!typed || (!step.critical && !decides.contains(logic.result)))
                continue;
            fields.append(logic.name);
            const int gate = decides.value(logic.result, -1);
            if (gate >= 0 && !places.contains(context.place(gate)))
                places.append(context.place(gate));
        }
        if (fields.isEmpty())
            continue;
        Finding &finding = findings.add(u"GMP-SIG-02"_s, u"entryUnchecked"_s, places,
            FindingArgs().name(u"n"_s, step).names(u"f"_s, fields, u", "_s));
        finding.fix = u"addSecondPerson"_s;
    }
}

} // namespace

QVector<RuleCheck> signatureRules()
{
    return {
        {QLatin1String("GMP-SIG-01"), RuleScope::Recipe, Aspect::Header, approvals},
        {QLatin1String("GMP-SIG-01"), RuleScope::Recipe, Aspect::Control | Aspect::Evidence,
            release},
        {QLatin1String("GMP-SIG-01"), RuleScope::Recipe, Aspect::Control | Aspect::Evidence,
            gateResults},
        {QLatin1String("GMP-SIG-01 GMP-SIG-02"), RuleScope::Element,
            Aspect::Control | Aspect::Evidence, manualSteps},
        {QLatin1String("GMP-SIG-02"), RuleScope::Recipe, Aspect::Control | Aspect::Evidence,
            entries},
    };
}

} // namespace cytoloom::rules
