// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

class FindingList;
class ValidationContext;

/// GMP-BAL: nothing comes from nowhere and nothing is lost.
namespace rules {

void volumeBalance(const ValidationContext &context, FindingList &findings); ///< GMP-BAL-01

} // namespace rules
} // namespace cytoloom
