// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/approvedcontent.h"

namespace cytoloom::test {

/// Production and quality sign \p recipe as it is now; earlier signatures go.
inline void sign(MasterRecipe &recipe)
{
    const UtcTime time = utcFromMs(1'790'000'000'000);
    const QString hash = contentHash(recipe);
    recipe.approvals = {{SignatureMeaning::Approved, approvalroles::Production,
                            PersonId(QStringLiteral("S-1")), time, {}, hash},
        {SignatureMeaning::Approved, approvalroles::Quality, PersonId(QStringLiteral("S-2")), time,
            {}, hash}};
}

/// The same people sign the changed content.
inline void signAgain(MasterRecipe &recipe)
{
    const QString hash = contentHash(recipe);
    for (Approval &approval : recipe.approvals)
        approval.contentHash = hash;
}

} // namespace cytoloom::test
