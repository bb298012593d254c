// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// Materials in the recipe: GMP-MAT-03 to -06, and solutions that are prepared, GMP-ENV-06.
[[nodiscard]] QVector<RuleCheck> materialRules();

} // namespace cytoloom::rules
