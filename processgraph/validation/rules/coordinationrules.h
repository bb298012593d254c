// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

class FindingList;
class ValidationContext;

/// GMP-STR-07 to -09: what units and phases must agree on while they run.
namespace rules {

void synchronisation(const ValidationContext &context, FindingList &findings); ///< GMP-STR-07
void resources(const ValidationContext &context, FindingList &findings); ///< GMP-STR-08
void handlers(const ValidationContext &context, FindingList &findings); ///< GMP-STR-09

} // namespace rules
} // namespace cytoloom
