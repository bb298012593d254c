// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>

namespace cytoloom {

/// Many requests, one update: runs \p work at most 20 times a second, the first time at once when
/// nothing ran lately. GUI thread.
class Coalescer final : public QObject
{
    Q_OBJECT

public:
    static constexpr int IntervalMs = 50;

    Coalescer(std::function<void()> work, QObject *parent)
        : QObject(parent)
        , m_work(std::move(work))
    {
        m_timer.setSingleShot(true);
        m_timer.setInterval(IntervalMs);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            if (!m_wanted)
                return;
            m_wanted = false;
            m_timer.start();
            m_work();
        });
    }

    void request()
    {
        if (m_timer.isActive()) {
            m_wanted = true;
            return;
        }
        m_timer.start();
        m_work();
    }

private:
    std::function<void()> m_work;
    QTimer m_timer;
    bool m_wanted = false;
};

} // namespace cytoloom
