// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// What needs the planned batch: GMP-TIM-02 between assigned steps, GMP-TIM-03, and the working
/// hours of GMP-TIM-06.
QVector<RuleCheck> plannedTimeRules();

} // namespace cytoloom::rules
