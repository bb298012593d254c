// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-PAR-01, -02 and -04: set points, limits and units.
[[nodiscard]] QVector<RuleCheck> parameterRules();

} // namespace cytoloom::rules
