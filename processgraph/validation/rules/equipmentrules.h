// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-EQP: units that play the roles. Without a plant they have nothing to say.
[[nodiscard]] QVector<RuleCheck> equipmentRules();

} // namespace cytoloom::rules
