// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"

namespace cytoloom {

class Vessel;

/// Balance under one vessel of the plant. Weights in g, to 0.01 g.
class Balance final : public Equipment
{
public:
    /// \p vessel may be null (an empty pan) and must outlive the balance. \p emptyWeight: of the
    /// vessel itself, g.
    Balance(const UnitId &id, quint32 seed, const Vessel *vessel, double emptyWeight);
    void tick(qint64 tick) override;

    static constexpr double Capacity = 6200; ///< g
    static constexpr double Underload = -20; ///< g: the pan has been taken off
    static constexpr int Decimals = 2;
    [[nodiscard]] double gross() const; ///< g, true weight on the pan
    [[nodiscard]] double net() const { return gross() - m_tare - m_zero; }
    [[nodiscard]] bool isStable() const { return m_stable; }
    void tare() { m_tare = gross() - m_zero; }
    void setTare(double grams) { m_tare = grams; }
    [[nodiscard]] double tareWeight() const { return m_tare; }
    /// False where the load is too high to call it zero (over 2 % of the capacity).
    [[nodiscard]] bool zero();
    void reset();

private:
    const Vessel *m_vessel;
    double m_emptyWeight;
    double m_tare = 0;
    double m_zero = 0;
    double m_last = 0;
    bool m_stable = true;
};

} // namespace cytoloom
