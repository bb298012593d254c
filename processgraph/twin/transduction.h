// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

/// Lentiviral transduction, our assumption: a cell of the culture becomes CAR+ with the chance
/// 1 - exp(-k·a·MOI) once the vector has been used up or has decayed, a the share of activation.
/// With k = 0.09 and a = 0.9 that is 33 % at MOI 5 and 46 % at MOI 7.5; a growing culture that is
/// diluted and perfused after a day keeps some points less (published: mean 37 % at MOI 5 to 10,
/// products of 26 to 42 %). Pure functions.
class Transduction
{
public:
    static constexpr double EffectPerMoi = 0.09;
    static constexpr double DecayPerHour = 0.0866; ///< half-life 8 h at 37 °C

    /// What is left of \p vector (TU) after \p hours.
    [[nodiscard]] static double vectorLeft(double vector, double hours);
    /// CAR+ fraction after \p hours with \p moi (TU that are still there, per viable T cell).
    /// \p readiness: 0 for resting cells … 1 for activated ones.
    [[nodiscard]] static double carFraction(
        double fraction, double moi, double readiness, double hours);
};

} // namespace cytoloom
