// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/planttime.h"

#include <algorithm>

namespace cytoloom {

PlantTime::PlantTime(UtcTime start, double speed)
    : m_base(start)
    , m_speed(speed)
{
    m_real.start();
}

UtcTime PlantTime::now() const
{
    if (m_paced)
        return m_base;
    return m_base + Duration(qint64(double(m_real.nsecsElapsed()) / 1e6 * m_speed));
}

void PlantTime::grant(UtcTime time)
{
    m_base = std::max(now(), time);
    m_paced = true;
}

void PlantTime::release(double speed)
{
    m_base = now();
    m_speed = speed;
    m_paced = false;
    m_real.restart();
}

} // namespace cytoloom
