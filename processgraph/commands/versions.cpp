// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/versions.h"

#include "processgraph/foundation/messagecatalog.h"

#include <algorithm>

namespace cytoloom::versions {

using namespace Qt::StringLiterals;

namespace {

Error refusal(const QString &code, const MasterRecipe &recipe)
{
    return Error(code, {{u"version"_s, QString::number(recipe.version)}});
}

Result<void> hasPerson(const Signatory &signatory)
{
    if (samePerson(signatory.person.value(), QString())) // also one of invisible characters
        return Error(u"version.noPerson"_s);
    return {};
}

Result<void> hasReason(const Signatory &signatory)
{
    if (auto person = hasPerson(signatory); !person)
        return person;
    if (signatory.reason.trimmed().isEmpty())
        return Error(u"version.reasonMissing"_s);
    return {};
}

void sign(
    MasterRecipe &recipe, SignatureMeaning meaning, const QString &role, const Signatory &signatory)
{
    recipe.approvals.append({meaning, role, PersonId(signatory.person.value().trimmed()),
        signatory.time, signatory.reason.trimmed(), contentHash(recipe)});
}

bool isApproval(const Approval &approval, const QString &role)
{
    return approval.meaning == SignatureMeaning::Approved && approval.role == role;
}

} // namespace

Result<MasterRecipe> submit(
    const MasterRecipe &recipe, const QVector<Finding> &findings, const Signatory &author)
{
    if (recipe.status != RecipeStatus::Draft)
        return refusal(u"version.notDraft"_s, recipe);
    if (auto person = hasPerson(author); !person)
        return person.error();
    const auto open = [](const Finding &finding) {
        return finding.severity == Severity::Error && !finding.waived;
    };
    const auto first = std::find_if(findings.cbegin(), findings.cend(), open);
    if (first != findings.cend())
        return Error(u"version.openErrors"_s,
            {{u"count"_s, QString::number(std::count_if(findings.cbegin(), findings.cend(), open))},
                {u"rule"_s, first->rule}});
    MasterRecipe next = recipe;
    next.status = RecipeStatus::InReview;
    if (next.author.trimmed().isEmpty())
        next.author = author.person.value().trimmed(); // part of the content: before it is signed
    next.approvedBy.clear();
    next.approvals.clear();
    sign(next, SignatureMeaning::Performed, approvalroles::Author, author);
    return next;
}

Result<MasterRecipe> sendBack(
    const MasterRecipe &recipe, const QString &role, const Signatory &reviewer)
{
    if (recipe.status != RecipeStatus::InReview)
        return refusal(u"version.notInReview"_s, recipe);
    if (auto reason = hasReason(reviewer); !reason)
        return reason.error();
    MasterRecipe next = recipe;
    sign(next, SignatureMeaning::Reviewed, role, reviewer);
    next.status = RecipeStatus::Draft;
    return next;
}

Result<MasterRecipe> approve(
    const MasterRecipe &recipe, const QString &role, const Signatory &approver)
{
    if (recipe.status != RecipeStatus::InReview)
        return refusal(u"version.notInReview"_s, recipe);
    if (auto person = hasPerson(approver); !person)
        return person.error();
    if (role != approvalroles::Production && role != approvalroles::Quality)
        return Error(u"version.unknownRole"_s, {{u"role"_s, role}});
    if (auto sound = checkSignedContent(recipe); !sound)
        return sound.error();
    const QString &person = approver.person.value();
    const auto refuse = [&](const QString &code) {
        return Error(code, {{u"person"_s, person.trimmed()}, {u"role"_s, role}});
    };
    if (samePerson(person, recipe.author))
        return refuse(u"version.authorApproves"_s);
    for (const Approval &approval : recipe.approvals) {
        if (isApproval(approval, role))
            return refuse(u"version.roleSigned"_s);
        if (samePerson(person, approval.person.value()))
            return refuse(approval.role == approvalroles::Author ? u"version.authorApproves"_s
                                                                 : u"version.samePerson"_s);
    }
    MasterRecipe next = recipe;
    sign(next, SignatureMeaning::Approved, role, approver);
    if (missingRoles(next).isEmpty()) {
        next.status = RecipeStatus::Approved;
        next.approvedBy = approver.person.value().trimmed();
    }
    return next;
}

Result<MasterRecipe> makeEffective(const MasterRecipe &recipe, const Signatory &issuer)
{
    if (recipe.status != RecipeStatus::Approved)
        return refusal(u"version.notApproved"_s, recipe);
    if (auto person = hasPerson(issuer); !person)
        return person.error();
    if (auto sound = checkApprovals(recipe); !sound)
        return sound.error();
    MasterRecipe next = recipe;
    sign(next, SignatureMeaning::Approved, approvalroles::Issue, issuer);
    next.status = RecipeStatus::Effective;
    return next;
}

Result<MasterRecipe> retire(const MasterRecipe &recipe, const Signatory &by)
{
    if (recipe.status != RecipeStatus::Approved && recipe.status != RecipeStatus::Effective)
        return refusal(u"version.notRetirable"_s, recipe);
    if (auto reason = hasReason(by); !reason)
        return reason.error();
    MasterRecipe next = recipe;
    // Also where an earlier signature is broken: taking a version out of use must be possible.
    sign(next, SignatureMeaning::Approved, approvalroles::Retirement, by);
    next.status = RecipeStatus::Retired;
    return next;
}

Result<MasterRecipe> startNewVersion(
    const MasterRecipe &recipe, int highest, const Signatory &author)
{
    if (!isFrozen(recipe.status))
        return refusal(u"version.notFrozen"_s, recipe);
    if (auto reason = hasReason(author); !reason)
        return reason.error();
    MasterRecipe next = recipe;
    next.version = std::max(highest, recipe.version) + 1;
    next.status = RecipeStatus::Draft;
    next.author = author.person.value().trimmed();
    next.approvedBy.clear();
    next.approvals.clear();
    next.changeReason = author.reason.trimmed();
    return next;
}

MasterRecipe draftFrom(const MasterRecipe &pattern, const RecipeId &id)
{
    MasterRecipe draft = pattern;
    draft.id = id;
    draft.version = 1;
    draft.status = RecipeStatus::Draft;
    draft.author.clear();
    draft.approvedBy.clear();
    draft.changeReason.clear();
    draft.approvals.clear();
    draft.waivers.clear(); // given for another process
    return draft;
}

bool isFrozen(RecipeStatus status)
{
    return status == RecipeStatus::Approved || status == RecipeStatus::Effective
        || status == RecipeStatus::Retired;
}

QStringList missingRoles(const MasterRecipe &recipe)
{
    QStringList missing;
    for (const QString &role : {approvalroles::Production, approvalroles::Quality}) {
        if (std::none_of(recipe.approvals.cbegin(), recipe.approvals.cend(),
                [&role](const Approval &approval) { return isApproval(approval, role); }))
            missing << role;
    }
    return missing;
}

} // namespace cytoloom::versions
