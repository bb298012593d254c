// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-BAL-01: nothing comes from nowhere and nothing is lost.
[[nodiscard]] QVector<RuleCheck> balanceRules();

} // namespace cytoloom::rules
