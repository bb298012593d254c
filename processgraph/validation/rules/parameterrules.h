// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

class FindingList;
class ValidationContext;

/// GMP-PAR: set points, limits and units.
namespace rules {

void limitNesting(const ValidationContext &context, FindingList &findings); ///< GMP-PAR-01
void criticalParameters(const ValidationContext &context, FindingList &findings); ///< GMP-PAR-02
void unitsAgree(const ValidationContext &context, FindingList &findings); ///< GMP-PAR-04

} // namespace rules
} // namespace cytoloom
