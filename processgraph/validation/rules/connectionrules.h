// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-CON-01: joints between ports.
[[nodiscard]] QVector<RuleCheck> connectionRules();

} // namespace cytoloom::rules
