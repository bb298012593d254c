// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-STR-05 and GMP-STR-10: conditions, and the names that expressions read.
[[nodiscard]] QVector<RuleCheck> symbolRules();

} // namespace cytoloom::rules
