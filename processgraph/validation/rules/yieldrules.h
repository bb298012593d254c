// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom {
class CellTrack;
}

namespace cytoloom::rules {

/// GMP-BAL-04 and GMP-BAL-05: yield limits, labels.
QVector<RuleCheck> yieldRules();

/// GMP-BAL-02, GMP-BAL-03: what samples take, and whether the dose is reached. Called with the
/// times (rules/timerules), from which the cells follow.
void samplesAndDose(
    const ValidationContext &context, const CellTrack &cells, FindingList &findings);

} // namespace cytoloom::rules
