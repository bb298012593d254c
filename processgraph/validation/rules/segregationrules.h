// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

class FindingList;
class ValidationContext;

/// GMP-SEG: what must not meet in one room. They compare the bookings of other batches with each
/// other and with those of this batch, where its start is planned.
namespace rules {

void productsApart(const ValidationContext &context, FindingList &findings); ///< GMP-SEG-01
void batchesApart(const ValidationContext &context, FindingList &findings); ///< GMP-SEG-02

} // namespace rules
} // namespace cytoloom
