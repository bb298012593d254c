// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/signaltable.h"
#include "processgraph/foundation/id.h"

namespace cytoloom {

/// Length of one physics step, in process time. All equipment steps on one grid, so that the result
/// does not depend on when somebody looks.
inline constexpr int TickSeconds = 1;
inline constexpr double AmbientTemperature = 20; ///< °C

/// A unit of the virtual plant. Lives on the plant's thread.
class Equipment
{
public:
    Equipment(const UnitId &id, quint32 seed)
        : m_id(id)
        , m_signals(id.value(), seed)
        , m_luck(seed, id.value())
    { }
    virtual ~Equipment() = default;
    Equipment(const Equipment &) = delete;
    Equipment &operator=(const Equipment &) = delete;

    [[nodiscard]] const UnitId &id() const { return m_id; }
    [[nodiscard]] SignalTable &signalTable() { return m_signals; }
    /// Before any unit ticks.
    virtual void beginTick() { }
    /// One step of TickSeconds. \p tick counts steps since the start of the plant.
    virtual void tick(qint64 tick) = 0;

protected:
    /// Draws of biology: yields, counting errors.
    [[nodiscard]] const Noise &luck() const { return m_luck; }

private:
    UnitId m_id;
    SignalTable m_signals;
    Noise m_luck;
};

} // namespace cytoloom
