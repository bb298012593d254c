// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"

namespace cytoloom {

/// Vapour-phase LN2 store: boils off 0.2 %/h, refills itself from 60 to 85 %; the vapour is warmer
/// the lower the liquid stands.
class Ln2Store final : public Equipment
{
public:
    Ln2Store(const UnitId &id, quint32 seed);
    void tick(qint64 tick) override;

private:
    double m_level = 82; ///< %
    bool m_filling = false;
};

} // namespace cytoloom
