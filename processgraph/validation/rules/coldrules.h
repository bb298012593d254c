// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-TMP-01 … 03 and the parts of GMP-TIM-04 that need no times: temperature bands, transport,
/// freezing and stores.
QVector<RuleCheck> coldRules();

} // namespace cytoloom::rules
