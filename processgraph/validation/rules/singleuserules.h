// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-SUS-01 … 03: tubing sets, bags and filters that serve one batch.
QVector<RuleCheck> singleUseRules();

} // namespace cytoloom::rules
