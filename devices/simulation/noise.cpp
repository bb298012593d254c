// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/noise.h"

#include <cmath>
#include <numbers>

namespace cytoloom {

namespace {

/// splitmix64 of S. Vigna (public domain), the finaliser.
quint64 mix(quint64 z)
{
    z += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

double unit(quint64 bits)
{
    return (double(bits >> 11) + 0.5) / 9007199254740992.0; // 2^53
}

} // namespace

Noise::Noise(quint32 seed, const QString &key)
    : m_key(mix(seed))
{
    // Not qHash(): that one is salted anew in every process.
    for (const QChar c : key)
        m_key = mix(m_key ^ c.unicode());
}

double Noise::uniform(qint64 counter) const
{
    return unit(mix(m_key ^ mix(quint64(counter))));
}

double Noise::gaussian(qint64 counter) const
{
    const quint64 first = mix(m_key ^ mix(quint64(counter)));
    return std::sqrt(-2 * std::log(unit(first)))
        * std::cos(2 * std::numbers::pi * unit(mix(first)));
}

} // namespace cytoloom
