// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/guards.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Status words are whole numbers of at most 32 bits; anything else has no bits.
std::optional<quint32> bitsOf(double value)
{
    if (value < 0 || value > 4294967295.0 || value != std::floor(value))
        return std::nullopt;
    return quint32(value);
}

bool holds(const TagGuard &guard, const TagReading &reading)
{
    if (!reading.plausible)
        return false;
    if (guard.equals)
        return reading.value == *guard.equals;
    const auto bits = bitsOf(reading.value);
    return bits && (*bits & guard.noneOf) == 0;
}

QString expectation(const TagGuard &guard)
{
    return guard.equals ? QString::number(*guard.equals, 'g', 10)
                        : u"& 0x%1 = 0"_s.arg(guard.noneOf, 0, 16);
}

} // namespace

void applyGuards(const DeviceProfile &profile, QHash<int, TagReading> &readings)
{
    for (auto it = readings.begin(); it != readings.end(); ++it) {
        const DeviceTag &tag = profile.tags[it.key()];
        for (const TagGuard &guard : tag.guards) {
            const auto at = std::find_if(profile.tags.begin(), profile.tags.end(),
                [&](const DeviceTag &each) { return each.name == guard.tag; });
            const TagReading witness = readings.value(int(at - profile.tags.begin()));
            if (!it->plausible || holds(guard, witness))
                continue;
            it->plausible = false;
            it->trouble = {u"device.guard"_s,
                {{u"tag"_s, tag.name}, {u"guard"_s, guard.tag},
                    {u"found"_s, witness.raw ? QString::number(witness.value, 'g', 10) : u"–"_s},
                    {u"expected"_s, expectation(guard)}}};
        }
    }
}

} // namespace cytoloom
