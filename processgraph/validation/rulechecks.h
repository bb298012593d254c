// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom {

class ProcedureFlow;

/// Every check there is, in the order in which findings of one place are told. Built once; any
/// thread. A new family of rules is one line in the .cpp.
[[nodiscard]] const QVector<RuleCheck> &allRuleChecks();

/// Every scope of a kind in \p flow, in the order of the recipe.
[[nodiscard]] QVector<int> scopesOf(RuleScope scope, const ProcedureFlow &flow);

} // namespace cytoloom
