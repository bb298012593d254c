// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/approvedcontent.h"

#include "processgraph/model/recipejson.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// A name as a reader sees it: "Ｐ－００３", "p-003" and a "P-003" with an invisible character in
/// it are one person, who may not sign twice.
QString nameFolded(const QString &name)
{
    QString folded;
    const QString plain = name.normalized(QString::NormalizationForm_KC);
    for (const QChar c : plain) {
        if (c.category() != QChar::Other_Format && c.category() != QChar::Other_Control)
            folded += c;
    }
    return folded.simplified().toCaseFolded();
}

} // namespace

QString contentHash(const MasterRecipe &recipe)
{
    MasterRecipe content = recipe;
    content.status = RecipeStatus::Draft;
    content.approvals.clear();
    content.approvedBy.clear();
    return recipeHash(content);
}

bool samePerson(const QString &a, const QString &b)
{
    return nameFolded(a) == nameFolded(b);
}

Result<void> checkSignedContent(const MasterRecipe &recipe)
{
    if (recipe.status == RecipeStatus::Draft || recipe.approvals.isEmpty())
        return {};
    const QString hash = contentHash(recipe);
    for (const Approval &approval : recipe.approvals) {
        if (approval.contentHash != hash)
            return Error(u"model.approvalBroken"_s,
                {{u"version"_s, QString::number(recipe.version)},
                    {u"person"_s, approval.person.value()}});
    }
    return {};
}

Result<void> checkApprovals(const MasterRecipe &recipe)
{
    if (auto sound = checkSignedContent(recipe); !sound)
        return sound;
    if (recipe.status == RecipeStatus::Draft || recipe.status == RecipeStatus::InReview)
        return {};
    QStringList signers;
    for (const QString &role : {approvalroles::Production, approvalroles::Quality}) {
        const auto signature = std::find_if(
            recipe.approvals.cbegin(), recipe.approvals.cend(), [&](const Approval &approval) {
                const QString person = approval.person.value();
                return approval.meaning == SignatureMeaning::Approved && approval.role == role
                    && !samePerson(person, {}) && !samePerson(person, recipe.author)
                    && std::none_of(signers.cbegin(), signers.cend(),
                        [&](const QString &other) { return samePerson(person, other); });
            });
        if (signature == recipe.approvals.cend())
            return Error(u"model.approvalMissing"_s,
                {{u"version"_s, QString::number(recipe.version)}, {u"role"_s, role}});
        signers << signature->person.value();
    }
    return {};
}

} // namespace cytoloom
