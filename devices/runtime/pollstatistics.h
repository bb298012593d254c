// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace cytoloom {

/// The round trips of the last answers of one device. One thread.
class PollStatistics
{
public:
    void add(double ms) { m_ring[size_t(m_count++ % m_ring.size())] = float(ms); }
    /// \p part of the last answers were not slower: 0.5, 0.99. 0 before the first.
    [[nodiscard]] double quantile(double part) const
    {
        const auto size = std::min<std::size_t>(m_count, m_ring.size());
        if (size == 0)
            return 0;
        std::vector<float> sorted(m_ring.begin(), m_ring.begin() + std::ptrdiff_t(size));
        const auto at = sorted.begin() + std::lround(part * double(size - 1));
        std::nth_element(sorted.begin(), at, sorted.end());
        return double(*at);
    }

private:
    std::array<float, 512> m_ring {};
    std::size_t m_count = 0;
};

} // namespace cytoloom
