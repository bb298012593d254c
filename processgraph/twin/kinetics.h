// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>

namespace cytoloom {

/// s / (half + s), 0 for s <= 0.
[[nodiscard]] inline double monod(double s, double half)
{
    return s > 0 ? s / (half + s) : 0;
}

[[nodiscard]] inline double logistic(double x)
{
    return 1 / (1 + std::exp(-x));
}

/// 1 at \p optimum, falling as a bell of half-width \p width to either side.
[[nodiscard]] inline double bell(double x, double optimum, double width)
{
    const double off = (x - optimum) / width;
    return std::exp(-off * off);
}

} // namespace cytoloom
