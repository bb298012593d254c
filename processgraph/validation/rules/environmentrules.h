// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-ENV-01: rooms around open product.
[[nodiscard]] QVector<RuleCheck> environmentRules();

} // namespace cytoloom::rules
