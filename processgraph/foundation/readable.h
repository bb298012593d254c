// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/quantity.h"

namespace cytoloom {

/// Numbers and units as a person reads them: powers of ten as "3.5 × 10⁷", never as "3.5e+07", and
/// "per mL" as "/mL", never as "1/mL". For the screen and for paper only: files, records and
/// fields to type in keep what Quantity::parse() reads. Pure; any thread.
namespace readable {

/// \p digits significant digits; 0: as many as tell the number from any other. Plain digits from
/// 0.0001 up to a million.
[[nodiscard]] QString number(double value, int digits = 0);
/// "/mL", "10⁶/mL", "°C". Empty where the unit is.
[[nodiscard]] QString unit(const Unit &unit);
/// "3.5 × 10⁷ cells", "10⁸ /mL", "0.95 × 10⁶/mL", "37 °C".
[[nodiscard]] QString quantity(const Quantity &quantity, int digits = 0);

} // namespace readable
} // namespace cytoloom
