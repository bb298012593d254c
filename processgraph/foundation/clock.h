// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/utctime.h"

#include <atomic>
#include <chrono>

namespace cytoloom {

/// Where time comes from. Injected, so that a test or a simulation can bring its own.
/// now() may jump (a wall clock does); elapsed() never goes back. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UtcTime now() const = 0;
    /// Process time since an arbitrary start, monotonic: use it for durations.
    [[nodiscard]] virtual Duration elapsed() const = 0;
    /// True where time is simulated: everything stamped with it carries the watermark.
    [[nodiscard]] virtual bool isSimulated() const { return false; }
};

/// The computer's own clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] UtcTime now() const override;
    [[nodiscard]] Duration elapsed() const override;
};

/// Process time that somebody sets: tests by hand, a simulation by its pacemaker. It only goes
/// forward. Any thread reads; one owner advances.
class SteppedClock final : public Clock
{
public:
    explicit SteppedClock(UtcTime start);
    [[nodiscard]] UtcTime now() const override;
    [[nodiscard]] Duration elapsed() const override;
    [[nodiscard]] bool isSimulated() const override { return true; }

    void advance(Duration step);
    /// A moment in the past is ignored.
    void advanceTo(UtcTime time);

private:
    qint64 m_start;
    std::atomic<qint64> m_now;
};

} // namespace cytoloom
