// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QString>

namespace cytoloom {

/// A unit of measurement, kept as it was written ("mL", "°C", "1/min", "%", "1e6/mL", "rpm"),
/// understood by UDUNITS-2. The empty unit is dimensionless. Value; any thread.
class Unit
{
public:
    Unit() = default;

    /// Fails with "unit.unknown" when UDUNITS cannot read \p symbol. Besides the UDUNITS database
    /// it knows the field's own: cells (a count), rpm, VVD (1/day), CFU, EU, IU, pH (dimensionless
    /// scale), TU (transducing units), copies, MOI, "bar(g)".
    static Result<Unit> parse(const QString &symbol);

    [[nodiscard]] const QString &symbol() const { return m_symbol; }
    [[nodiscard]] bool isDimensionless() const { return m_symbol.isEmpty(); }
    /// Same dimension: a value can be converted from one to the other.
    [[nodiscard]] bool isConvertibleTo(const Unit &other) const;
    /// Fails with "unit.incompatible".
    [[nodiscard]] Result<double> convert(double value, const Unit &to) const;

    friend bool operator==(const Unit &, const Unit &) = default;

private:
    explicit Unit(QString symbol)
        : m_symbol(std::move(symbol))
    { }
    QString m_symbol;
};

} // namespace cytoloom
