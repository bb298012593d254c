// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-CLR-01 … 04, GMP-EQP-03: what was in a room or unit before, and that nothing of it is left.
QVector<RuleCheck> clearanceRules();

} // namespace cytoloom::rules
