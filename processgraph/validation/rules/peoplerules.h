// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-PER-01 … 03: who is trained, who checks, who can be there.
QVector<RuleCheck> peopleRules();

} // namespace cytoloom::rules
