// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-SEG-01 and -02: what must not meet in one room. They compare the bookings of other batches
/// with each other and with those of this batch, where its start is planned.
[[nodiscard]] QVector<RuleCheck> segregationRules();

} // namespace cytoloom::rules
