// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// What leaves the product path: GMP-WST-01 (waste), GMP-WST-02 (rejects).
[[nodiscard]] QVector<RuleCheck> wasteRules();

} // namespace cytoloom::rules
