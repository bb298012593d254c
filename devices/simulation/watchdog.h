// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/utctime.h"

#include <QtCore/QElapsedTimer>

namespace cytoloom {

/// A device's own guard against a dead master: once a heartbeat has been seen, silence trips it.
/// Silence is counted in process time while a client paces the plant and in real time otherwise.
class Watchdog
{
public:
    Watchdog(Duration real, Duration paced);

    void beat(UtcTime processTime);
    /// True exactly once per silence: the device then goes to its safe state.
    [[nodiscard]] bool trips(UtcTime processTime, bool paced);
    void reset() { m_seen = m_tripped = false; }
    [[nodiscard]] bool isTripped() const { return m_tripped; }

private:
    Duration m_real;
    Duration m_paced;
    bool m_seen = false;
    bool m_tripped = false;
    UtcTime m_lastProcess {};
    QElapsedTimer m_lastReal;
};

} // namespace cytoloom
