// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"

namespace cytoloom {

class Broth;

/// A jacket that follows its set point in first order, and the liquid that follows the jacket.
/// Cools as well as it heats. Full vessels follow more slowly.
class Heater
{
public:
    /// \p low, \p high: what the jacket can reach, °C.
    Heater(double low, double high, double setPoint);

    double &setPoint() { return m_setPoint; }
    /// Of the liquid; of the jacket while the vessel is empty.
    [[nodiscard]] double temperature(const Broth &broth) const;
    void tick(Broth &broth);

private:
    double m_low;
    double m_high;
    double m_setPoint;
    double m_jacket = AmbientTemperature;
};

} // namespace cytoloom
