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

/// -1 where there is none: the profile's reader has seen to it.
int indexOf(const DeviceProfile &profile, const QString &name)
{
    const auto at = std::find_if(profile.tags.begin(), profile.tags.end(),
        [&](const DeviceTag &each) { return each.name == name; });
    return at == profile.tags.end() ? -1 : int(at - profile.tags.begin());
}

} // namespace

Message brokenGuard(
    const DeviceProfile &profile, const DeviceTag &tag, const QHash<int, TagReading> &readings)
{
    for (const TagGuard &guard : tag.guards) {
        const TagReading witness = readings.value(indexOf(profile, guard.tag));
        if (holds(guard, witness))
            continue;
        return {u"device.guard"_s,
            {{u"tag"_s, tag.name}, {u"guard"_s, guard.tag},
                {u"found"_s, witness.raw ? QString::number(witness.value, 'g', 10) : u"–"_s},
                {u"expected"_s, expectation(guard)}}};
    }
    return {};
}

QVector<PollItem> guardItems(const DeviceProfile &profile, int unit, const DeviceTag &tag)
{
    QVector<int> guards;
    for (const TagGuard &guard : tag.guards) {
        const int index = indexOf(profile, guard.tag);
        if (index >= 0 && !guards.contains(index))
            guards << index;
    }
    return pollItems(profile, unit, guards);
}

void applyGuards(const DeviceProfile &profile, QHash<int, TagReading> &readings)
{
    const QHash<int, TagReading> read = readings;
    for (auto it = readings.begin(); it != readings.end(); ++it) {
        if (!it->raw)
            continue; // there is nothing to doubt
        const Message broken = brokenGuard(profile, profile.tags[it.key()], read);
        if (broken.code.isEmpty())
            continue;
        it->plausible = false;
        it->trouble = broken;
    }
}

} // namespace cytoloom
