// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmsounder.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>

namespace cytoloom {

/// Makes the sound that AlarmSounder asks for: the beep of the desktop, which does not block. GUI
/// thread.
class AlarmSound final : public QObject
{
    Q_OBJECT

public:
    /// \p clock: real time that only grows; by default the computer's.
    explicit AlarmSound(QObject *parent = nullptr, std::function<Duration()> clock = {});

    void setAlarms(const QVector<Alarm> &alarms);
    /// Silence for as long as the policy says; the next alarm of priority 1 breaks it.
    void mute();
    [[nodiscard]] int mutedSeconds() const; ///< 0: not muted
    /// Looks at the time; called by itself twice a second.
    void look();

Q_SIGNALS:
    void sounded(int priority);
    void mutedChanged(int seconds); ///< left; 0: it sounds again

private:
    std::function<Duration()> m_clock;
    QElapsedTimer m_elapsed;
    QTimer m_timer;
    AlarmSounder m_sounder;
    QVector<Alarm> m_alarms;
    int m_told = 0;
};

} // namespace cytoloom
