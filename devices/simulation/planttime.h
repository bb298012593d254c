// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/utctime.h"

#include <QtCore/QElapsedTimer>

namespace cytoloom {

/// The virtual plant's clock: runs by itself at a speed, or stands where a client put it. One
/// thread.
class PlantTime
{
public:
    PlantTime(UtcTime start, double speed);

    [[nodiscard]] UtcTime now() const;
    [[nodiscard]] bool isPaced() const { return m_paced; }
    [[nodiscard]] double speed() const { return m_paced ? 0 : m_speed; }

    /// From now on time stands and only moves to what is granted. The past is not granted.
    void grant(UtcTime time);
    /// The clock is set on by \p by, paced or not.
    void jump(Duration by) { m_base += by; }
    /// Runs on by itself at \p speed from where it stands.
    void release(double speed);

private:
    UtcTime m_base;
    double m_speed;
    bool m_paced = false;
    QElapsedTimer m_real;
};

} // namespace cytoloom
