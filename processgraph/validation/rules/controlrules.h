// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

class FindingList;
class ValidationContext;

/// GMP-IPC: in-process and release gates.
namespace rules {

void gateOutcomes(const ValidationContext &context, FindingList &findings); ///< GMP-IPC-06
void gateBypass(const ValidationContext &context, FindingList &findings); ///< GMP-IPC-07

} // namespace rules
} // namespace cytoloom
