// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// The lots that a batch is made from: GMP-MAT-01, -02, -04 (supplier), -07.
[[nodiscard]] QVector<RuleCheck> lotRules();

} // namespace cytoloom::rules
