// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-TIM-06: no step may take longer than its kind takes anywhere (ProcessWords::longest()),
/// unless the recipe says what that rests on. The times are starting points that a site replaces.
[[nodiscard]] QVector<RuleCheck> stepTimeRules();

} // namespace cytoloom::rules
