// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-SIG-01, GMP-SIG-02: the signatures and second checks that the record must hold.
QVector<RuleCheck> signatureRules();

} // namespace cytoloom::rules
