// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// Joints and openings of the sterile path: GMP-CON-02 to -05, GMP-ENV-04.
[[nodiscard]] QVector<RuleCheck> jointRules();

} // namespace cytoloom::rules
