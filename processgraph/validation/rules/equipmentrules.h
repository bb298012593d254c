// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

class FindingList;
class ValidationContext;

/// GMP-EQP: units that play the roles. Without a plant they have nothing to say.
namespace rules {

void unitSuitability(const ValidationContext &context, FindingList &findings); ///< GMP-EQP-01
void vesselLimits(const ValidationContext &context, FindingList &findings); ///< GMP-EQP-04
void doubleBooking(const ValidationContext &context, FindingList &findings); ///< GMP-EQP-05

} // namespace rules
} // namespace cytoloom
