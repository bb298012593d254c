// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-STR-01 to -04 and -06: the shape of the procedure.
[[nodiscard]] QVector<RuleCheck> structureRules();

} // namespace cytoloom::rules
