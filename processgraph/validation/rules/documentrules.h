// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-DOC-01 … 03 and GMP-PAR-03: versions, changes, filing and validation, alarm rationalisation.
QVector<RuleCheck> documentRules();

} // namespace cytoloom::rules
