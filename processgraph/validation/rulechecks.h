// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom {

/// Every check there is, in the order in which findings of one place are told. Built once; any
/// thread. A new family of rules is one line in the .cpp.
[[nodiscard]] const QVector<RuleCheck> &allRuleChecks();

} // namespace cytoloom
