// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// Rooms and what is done in them: GMP-ENV-02, -03, -05, -07, -08, -09.
[[nodiscard]] QVector<RuleCheck> roomRules();

} // namespace cytoloom::rules
