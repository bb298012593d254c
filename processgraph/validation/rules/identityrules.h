// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-COI-01 … 06: whose cells they are, on every step and in every hand.
QVector<RuleCheck> identityRules();

} // namespace cytoloom::rules
