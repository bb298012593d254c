// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

class FindingList;
class ValidationContext;

/// GMP-ENV: rooms around open product.
namespace rules {

void openHandling(const ValidationContext &context, FindingList &findings); ///< GMP-ENV-01

} // namespace rules
} // namespace cytoloom
