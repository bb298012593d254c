// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDeadlineTimer>

#include <atomic>
#include <chrono>

namespace cytoloom {

/// The heartbeat of a device proves that somebody is in control, not only that a port's thread
/// runs. So whoever owns the gateway gives this sign from its event loop, and the ports beat only
/// while it is fresh. Any thread.
class LifeSign
{
public:
    explicit LifeSign(std::chrono::milliseconds limit)
        : m_limit(limit)
    {
        give();
    }
    void give() { m_given = QDeadlineTimer::current().deadline(); }
    [[nodiscard]] bool isFresh() const
    {
        return QDeadlineTimer::current().deadline() - m_given <= m_limit.count();
    }
    [[nodiscard]] std::chrono::milliseconds limit() const { return m_limit; }

private:
    const std::chrono::milliseconds m_limit;
    std::atomic<qint64> m_given {0}; ///< ms, monotonic
};

} // namespace cytoloom
