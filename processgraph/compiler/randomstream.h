// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cytoloom {

/// Random numbers by counter: number k of run i is a pure function of seed, i and k, so that no
/// run depends on which thread does it or what ran before. Mixing function: SplitMix64 (Steele, Lea
/// and Flood 2014), applied to the key and then to the counter.
class RandomStream
{
public:
    RandomStream(std::uint64_t seed, std::uint64_t run)
        : m_key(mixed(mixed(seed) ^ (run + 1) * Golden))
    { }
    /// Uniform in (0, 1), never 0 or 1.
    [[nodiscard]] double at(std::uint64_t counter) const
    {
        const std::uint64_t bits = mixed(m_key + counter * Golden) >> 12;
        return (double(bits) + 0.5) * 0x1p-52;
    }

private:
    static constexpr std::uint64_t Golden = 0x9E3779B97F4A7C15ull;
    static constexpr std::uint64_t mixed(std::uint64_t z)
    {
        z += Golden;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }
    std::uint64_t m_key;
};

} // namespace cytoloom
