// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

class FindingList;
class ValidationContext;

/// GMP-CON: joints between ports.
namespace rules {

void jointGrades(const ValidationContext &context, FindingList &findings); ///< GMP-CON-01

} // namespace rules
} // namespace cytoloom
