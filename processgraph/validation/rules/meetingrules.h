// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// Cabinets, isolators, incubators and people that meet what they must not: GMP-SEG-03, -05, -07,
/// -08.
[[nodiscard]] QVector<RuleCheck> meetingRules();

} // namespace cytoloom::rules
