// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/utctime.h"

#include <QtCore/QElapsedTimer>

namespace cytoloom {

/// How fast simulated time goes: says how far the next step leads and how long to wait before it.
/// Steps are one process minute at most, so that every minute is seen. One thread.
class Pacer
{
public:
    static constexpr Duration LongestStep {60'000};

    /// \p speed: process seconds per real second, 0.1 … 100 000.
    void setSpeed(double speed, UtcTime now);
    [[nodiscard]] double speed() const { return m_speed; }
    /// The next step from \p now.
    [[nodiscard]] UtcTime next(UtcTime now) const;
    /// Real milliseconds until \p time is due; 0 when it is due or late.
    [[nodiscard]] int wait(UtcTime time) const;

private:
    double m_speed = 1;
    UtcTime m_base {};
    QElapsedTimer m_real;
};

} // namespace cytoloom
