// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/readingwatch.h"

#include "devices/protocol/registervalue.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// A gap of so many intervals is an outage: nobody knows whether the signal moved meanwhile.
constexpr int Outage = 3;

QString numberText(double value)
{
    return QString::number(value, 'g', 8);
}

} // namespace

bool ReadingWatch::jumps(
    const DeviceTag &tag, double from, double to, Duration since, Duration interval) const
{
    // Twice the half step: both readings are rounded.
    const double noise = 2 * resolution(std::max(std::abs(from), std::abs(to)), tag);
    return std::abs(to - from) > tag.maxRate * toSeconds(std::max(since, interval)) + noise;
}

ReadingWatch::Verdict ReadingWatch::judge(
    const DeviceTag &tag, const TagReading &reading, Duration now, Duration interval)
{
    const double value = reading.value;
    Verdict verdict;
    if (tag.frozenAfter.count() > 0) {
        const double raw = reading.raw.value_or(value);
        // Bit by bit: that 0 equals -0 does not matter to a converter.
        const bool same = m_raw && std::bit_cast<quint64>(*m_raw) == std::bit_cast<quint64>(raw)
            && now - m_seenAt <= Outage * interval;
        if (!same) {
            m_changedAt = now;
            m_repeats = 0;
        } else if (now > m_seenAt) {
            ++m_repeats;
        }
        m_raw = raw;
        m_seenAt = now;
        if (const Duration still = now - m_changedAt;
            still >= tag.frozenAfter && m_repeats >= FrozenRepeats) {
            verdict.quality = Quality::Stale;
            verdict.trouble = {u"device.frozen"_s,
                {{u"tag"_s, tag.name}, {u"value"_s, numberText(value)},
                    {u"unit"_s, tag.unit.symbol()},
                    {u"seconds"_s, numberText(std::round(toSeconds(still)))}}};
        }
    }
    if (tag.maxRate <= 0)
        return verdict;
    if (m_hasGood && jumps(tag, m_good, value, now - m_goodAt, interval)) {
        const bool agrees = m_levels > 0 && !jumps(tag, m_level, value, now - m_levelAt, interval);
        m_levels = agrees ? m_levels + 1 : 1;
        m_level = value;
        m_levelAt = now;
        if (m_levels < AcceptAfter) {
            return {Quality::Bad,
                {u"device.jumped"_s,
                    {{u"tag"_s, tag.name}, {u"from"_s, numberText(m_good)},
                        {u"value"_s, numberText(value)}, {u"unit"_s, tag.unit.symbol()},
                        {u"rate"_s, numberText(tag.maxRate)}}}};
        }
    }
    m_levels = 0;
    m_hasGood = true;
    m_good = value;
    m_goodAt = now;
    return verdict;
}

} // namespace cytoloom
