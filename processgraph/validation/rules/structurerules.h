// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

class FindingList;
class ValidationContext;

/// GMP-STR-01 to -04 and -06: the shape of the procedure. Each function is one rule; it adds all
/// violations and changes nothing else.
namespace rules {

void beginAndEnd(const ValidationContext &context, FindingList &findings); ///< GMP-STR-01
void reachability(const ValidationContext &context, FindingList &findings); ///< GMP-STR-02
void loops(const ValidationContext &context, FindingList &findings); ///< GMP-STR-03
void blocks(const ValidationContext &context, FindingList &findings); ///< GMP-STR-04
void levels(const ValidationContext &context, FindingList &findings); ///< GMP-STR-06

} // namespace rules
} // namespace cytoloom
