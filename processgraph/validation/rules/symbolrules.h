// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

class FindingList;
class ValidationContext;

/// GMP-STR-05 and GMP-STR-10: conditions, and the names that expressions read.
namespace rules {

void guards(const ValidationContext &context, FindingList &findings); ///< GMP-STR-05
void formulaSymbols(const ValidationContext &context, FindingList &findings); ///< GMP-STR-10

} // namespace rules
} // namespace cytoloom
