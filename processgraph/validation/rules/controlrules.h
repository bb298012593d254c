// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-IPC-06 and -07: in-process and release gates.
[[nodiscard]] QVector<RuleCheck> controlRules();

} // namespace cytoloom::rules
