// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/runtime/pollitem.h"
#include "processgraph/plant/tagvalue.h"

namespace cytoloom {

/// Judges the readings of one tag over time, by DeviceTag::maxRate and frozenAfter.
///
/// A reading further from the last good one than the process can have gone since is Bad
/// ("device.jumped", args tag, from, value, unit, rate): a loose contact, a swapped unit number. A
/// real step must not be blocked for ever, so AcceptAfter readings in a row that agree with each
/// other are a new level and believed from the last of them on. Time without readings counts: after
/// an outage the process may be anywhere that it can have reached.
///
/// A reading that has not changed one bit for frozenAfter, and in no fewer than FrozenRepeats
/// readings after the first (a clock in large steps brings few), is Stale ("device.frozen", args
/// tag, value, unit, seconds) until it does. Time without readings does not count there.
class ReadingWatch
{
public:
    static constexpr int AcceptAfter = 3;
    static constexpr int FrozenRepeats = 3;

    struct Verdict
    {
        Quality quality = Quality::Good;
        Message trouble; ///< empty code: none
    };
    /// \p reading is plausible. \p now: process time; \p interval: between polls, since two
    /// readings at one moment of a stepped clock may still be one interval apart, and a gap of
    /// three is an outage.
    Verdict judge(const DeviceTag &tag, const TagReading &reading, Duration now, Duration interval);
    /// The device was away: whether the signal moved meanwhile, nobody knows.
    void interrupt() { m_raw.reset(); }

private:
    [[nodiscard]] bool jumps(
        const DeviceTag &tag, double from, double to, Duration since, Duration interval) const;

    bool m_hasGood = false;
    double m_good = 0;
    Duration m_goodAt {0};
    int m_levels = 0; ///< readings in a row that agree on a new level
    double m_level = 0;
    Duration m_levelAt {0};
    std::optional<double> m_raw;
    int m_repeats = 0; ///< of m_raw, at later moments
    Duration m_changedAt {0};
    Duration m_seenAt {0};
};

} // namespace cytoloom
