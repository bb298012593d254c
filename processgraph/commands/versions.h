// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/approvedcontent.h"
#include "processgraph/validation/finding.h"

/// The life of a version of a recipe: Draft › In review › Approved › Effective › Retired
/// (GMP-SIG-01, GMP-DOC-01, GMP-DOC-02). Each step takes a recipe and gives the next state of it,
/// signed, or says why not; nothing here edits the process. A step is no undoable edit: a signature
/// is not taken back with Ctrl+Z, so the desktop writes the file at once. Who may sign as what is
/// for people and roles to say; here only that they are different people. Any thread.
namespace cytoloom::versions {

/// Who takes a step, when, and why. Every step fails with "version.noPerson" without a person.
struct Signatory
{
    PersonId person;
    UtcTime time {};
    QString reason;
};

/// Draft → In review, signed by its author. Fails with "version.notDraft", "version.openErrors"
/// (args: count, rule, finding) while \p findings has errors that are not waived. Signatures of an
/// earlier review go.
Result<MasterRecipe> submit(
    const MasterRecipe &recipe, const QVector<Finding> &findings, const Signatory &author);
/// In review → Draft: \p reviewer says why ("version.reasonMissing"); it stays readable in the
/// approvals until the next submission. Fails with "version.notInReview".
Result<MasterRecipe> sendBack(
    const MasterRecipe &recipe, const QString &role, const Signatory &reviewer);
/// One of the two signatures, \p role Production or Quality ("version.unknownRole"); with the
/// second one the recipe is Approved and frozen. Fails with "version.notInReview",
/// "version.authorApproves" (who wrote or submitted it), "version.roleSigned",
/// "version.samePerson", "model.approvalBroken".
Result<MasterRecipe> approve(
    const MasterRecipe &recipe, const QString &role, const Signatory &approver);
/// Approved → Effective: batches may be made with it. Fails with "version.notApproved" and as
/// checkApprovals() does.
Result<MasterRecipe> makeEffective(const MasterRecipe &recipe, const Signatory &issuer);
/// Approved or Effective → Retired, with a reason. Fails with "version.notRetirable",
/// "version.reasonMissing".
Result<MasterRecipe> retire(const MasterRecipe &recipe, const Signatory &by);
/// A Draft of the next version with the reason for the change, the content as it was (GMP-DOC-02);
/// going back to an older version is a new version, too. \p highest: the highest version that there
/// is of this recipe. Fails with "version.notFrozen" (of a draft or one in review),
/// "version.reasonMissing".
Result<MasterRecipe> startNewVersion(
    const MasterRecipe &recipe, int highest, const Signatory &author);

/// The content of \p pattern as the first version, a Draft, of another recipe: nobody has written
/// or signed it yet.
[[nodiscard]] MasterRecipe draftFrom(const MasterRecipe &pattern, const RecipeId &id);

/// Nobody may change it any more.
[[nodiscard]] bool isFrozen(RecipeStatus status);
/// The signature that is still missing for approval: Production, Quality; both: the list.
[[nodiscard]] QStringList missingRoles(const MasterRecipe &recipe);

} // namespace cytoloom::versions
