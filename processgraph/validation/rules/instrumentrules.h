// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-EQP-02, GMP-EQP-06: calibration and computerised units.
QVector<RuleCheck> instrumentRules();

} // namespace cytoloom::rules
