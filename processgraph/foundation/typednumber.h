// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/quantity.h"

namespace cytoloom {

/// Numbers as people type them or copy them from the screen: everything that readable:: shows is
/// read back to the same amount, and so are "1e8", "3*10^7" and a true minus sign. Files go through
/// Quantity::parse() alone. Pure; any thread.
namespace typednumber {

/// \p text as Quantity::parse() and QLocale::c() read it: "3.5 × 10⁷ /mL" → "3.5e7 1/mL",
/// "0.95 × 10⁶/mL" → "0.95 1e6/mL". What is no such number comes back trimmed, otherwise as it is.
[[nodiscard]] QString plain(const QString &text);
/// As Quantity::parse().
Result<Quantity> quantity(const QString &text);

} // namespace typednumber
} // namespace cytoloom
