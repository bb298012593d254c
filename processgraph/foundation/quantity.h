// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/unit.h"

#include <QtCore/QLocale>

namespace cytoloom {

/// A number with its unit. There is no number without one: dimensionless is a unit, too.
struct Quantity
{
    double value = 0;
    Unit unit;

    /// "37 °C", "0.5 L", "1e8 cells"; the number is in C notation. Fails with "quantity.syntax" or
    /// "unit.unknown".
    static Result<Quantity> parse(const QString &text);

    [[nodiscard]] Result<Quantity> in(const Unit &other) const;
    /// Shortest text that parse() reads back to the same quantity.
    [[nodiscard]] QString toString() const;
    friend bool operator==(const Quantity &, const Quantity &) = default;
};

/// A closed interval of numbers in a unit that stands beside it. Either end may be open.
struct Range
{
    std::optional<double> low;
    std::optional<double> high;

    [[nodiscard]] bool isEmpty() const { return !low && !high; }
    [[nodiscard]] bool contains(double value) const
    {
        return (!low || value >= *low) && (!high || value <= *high);
    }
    /// Every value of this lies in \p outer.
    [[nodiscard]] bool isWithin(const Range &outer) const
    {
        return (!outer.low || (low && *low >= *outer.low))
            && (!outer.high || (high && *high <= *outer.high));
    }
    friend bool operator==(const Range &, const Range &) = default;
};

} // namespace cytoloom
