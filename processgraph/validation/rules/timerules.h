// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/rulecheck.h"

namespace cytoloom {
class TimeNetwork;
}

namespace cytoloom::rules {

/// GMP-TIM-01 … 06 and the part of GMP-IPC-04, GMP-IPC-08, GMP-BAL-02 and GMP-BAL-03 that needs
/// times: what a batch takes at worst, from one network for all of them (validation/timenetwork.h).
QVector<RuleCheck> timeRules();

/// GMP-TIM-01: the open time of the whole batch and of open containers.
void batchOpenTime(
    const ValidationContext &context, const TimeNetwork &times, FindingList &findings);
/// GMP-TIM-02, GMP-IPC-08: how long each intermediate waits.
void holds(const ValidationContext &context, const TimeNetwork &times, FindingList &findings);
/// GMP-TIM-04: from the cryoprotectant to the freezer.
void cryoContact(const ValidationContext &context, const TimeNetwork &times, FindingList &findings);
/// GMP-TIM-05, GMP-IPC-04: a product that cannot wait for its results.
void shelfLife(const ValidationContext &context, const TimeNetwork &times, FindingList &findings);
/// GMP-TIM-06: durations and limits that no schedule keeps.
void contradiction(
    const ValidationContext &context, const TimeNetwork &times, FindingList &findings);

} // namespace cytoloom::rules
