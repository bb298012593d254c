// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-PAR-04, ramps: a set point that phase logic moves at a rate arrives within the longest time
/// of the phase, and has a rate at all. Judged where the way is known before the batch runs: from
/// the set point that the step before left on the same unit to the planned target.
[[nodiscard]] QVector<RuleCheck> rampRules();

} // namespace cytoloom::rules
