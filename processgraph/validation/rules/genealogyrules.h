// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-GEN-01 … 04: splits, merges, destinations, one batch per patient.
QVector<RuleCheck> genealogyRules();

} // namespace cytoloom::rules
