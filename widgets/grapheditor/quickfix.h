// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "processgraph/validation/finding.h"

#include <QtCore/QCoreApplication>

namespace cytoloom {

/// The one-click repair of a finding, where there is one that is right without further thought.
class QuickFix
{
    Q_DECLARE_TR_FUNCTIONS(QuickFix)

public:
    /// The words of the button, e.g. "Change to tube weld"; empty where there is no such repair.
    [[nodiscard]] static QString label(const Finding &finding, const MasterRecipe &recipe);
    /// Does it as one undo step. Fails as the document does.
    static Result<void> apply(const Finding &finding, RecipeDocument &document);
};

} // namespace cytoloom
