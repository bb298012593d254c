// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace cytoloom {

/// What is in a vessel, as amounts that can only move: whatever leaves one place arrives in
/// another. Volumes in mL, masses in mg, cells in 1e6. Properties of cells (lag, activation) are
/// amounts, too: the value times the cells that have it, so that mixing averages them. A value.
class Broth
{
public:
    enum Matter {
        Volume, ///< mL
        Heat, ///< mL·°C
        Glucose, ///< mg
        Lactate, ///< mg
        Inhibitor, ///< units of the culture model × mL
        Dmso, ///< mL
        Vector, ///< 1e6 transducing units
        Beads, ///< mL of magnetic label reagent
        Activator, ///< mL of activation reagent
        Enzyme, ///< mL of dissociation reagent
        LiquidCount,
        Target = LiquidCount, ///< viable T cells or MSC, 1e6
        Car, ///< of these, CAR+
        Mesenchymal, ///< of these, MSC
        Attached, ///< of these, attached to carriers
        Labelled, ///< of these, with magnetic label
        LagHours, ///< 1e6 cells × h
        Activation, ///< 1e6 cells × (0 … 1)
        Other, ///< viable cells that are not the product's, 1e6
        Dead, ///< 1e6
        Count
    };

    [[nodiscard]] double operator[](Matter matter) const { return m_amount[matter]; }
    [[nodiscard]] double &operator[](Matter matter) { return m_amount[matter]; }

    [[nodiscard]] double viable() const { return m_amount[Target] + m_amount[Other]; }
    [[nodiscard]] double viability() const; ///< 0 … 1; 0 without cells
    [[nodiscard]] double temperature(double whenEmpty) const;
    /// Amount per mL; 0 in an empty vessel.
    [[nodiscard]] double concentration(Matter matter) const;

    void add(const Broth &other);
    /// Takes \p volume mL out, or all there is. \p cellPass: share of the suspended cells in that
    /// volume that goes along; \p attachedPass: the same of cells on carriers.
    [[nodiscard]] Broth take(double volume, double cellPass = 1, double attachedPass = 1);
    /// Takes \p share of the target cells out, with all their properties and without liquid.
    [[nodiscard]] Broth takeTarget(double share);
    /// This, times \p factor.
    [[nodiscard]] Broth scaled(double factor) const;

private:
    std::array<double, Count> m_amount {};
};

} // namespace cytoloom
