// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/watchdog.h"

namespace cytoloom {

Watchdog::Watchdog(Duration real, Duration paced)
    : m_real(real)
    , m_paced(paced)
{ }

void Watchdog::beat(UtcTime processTime)
{
    m_seen = true;
    m_tripped = false;
    m_lastProcess = processTime;
    m_lastReal.start();
}

bool Watchdog::trips(UtcTime processTime, bool paced)
{
    if (!m_seen || m_tripped)
        return false;
    const bool silent
        = paced ? processTime - m_lastProcess > m_paced : m_lastReal.hasExpired(m_real.count());
    m_tripped = silent;
    return silent;
}

} // namespace cytoloom
