// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/alarmsound.h"

#include <QtWidgets/QApplication>

namespace cytoloom {

AlarmSound::AlarmSound(QObject *parent, std::function<Duration()> clock)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_sounder(AlarmCatalog::shipped().policy())
{
    m_elapsed.start();
    if (!m_clock)
        m_clock = [this] { return Duration(m_elapsed.elapsed()); };
    m_timer.setInterval(500);
    connect(&m_timer, &QTimer::timeout, this, &AlarmSound::look);
}

void AlarmSound::setAlarms(const QVector<Alarm> &alarms)
{
    m_alarms = alarms;
    look();
}

void AlarmSound::mute()
{
    m_sounder.mute(m_clock());
    look();
}

int AlarmSound::mutedSeconds() const
{
    return int((m_sounder.mutedFor(m_clock()).count() + 999) / 1000);
}

void AlarmSound::look()
{
    if (const auto priority = m_sounder.look(m_alarms, m_clock())) {
        QApplication::beep();
        Q_EMIT sounded(*priority);
    }
    const int muted = mutedSeconds();
    if (muted != m_told) {
        m_told = muted;
        Q_EMIT mutedChanged(muted);
    }
    // Nothing to watch, no timer.
    if (m_alarms.isEmpty() && muted == 0)
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
}

} // namespace cytoloom
