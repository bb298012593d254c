// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-STR-07 to -09: what units and phases must agree on while they run.
[[nodiscard]] QVector<RuleCheck> coordinationRules();

} // namespace cytoloom::rules
