// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// Zones of the building and what must be kept apart in them: GMP-SEG-03 to -09.
[[nodiscard]] QVector<RuleCheck> zoneRules();

} // namespace cytoloom::rules
