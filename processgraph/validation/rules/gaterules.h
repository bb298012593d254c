// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-IPC-01, GMP-IPC-05 and the pending way of GMP-IPC-08: what gates ask and what waits for
/// them.
QVector<RuleCheck> gateRules();

} // namespace cytoloom::rules
