// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/utctime.h"

#include <QtCore/QString>
#include <QtCore/QVector>

#include <optional>

namespace cytoloom {

/// A flood of alarms: from when to when, and how many came in it.
struct AlarmFlood
{
    QString position; ///< of the operator; empty: the plant as a whole
    UtcTime from {};
    UtcTime until {}; ///< epoch: it goes on
    int count = 0;
    friend bool operator==(const AlarmFlood &, const AlarmFlood &) = default;
};

/// Recognises floods (rules.md 3.3): one begins with the alarm that makes more than `start` within
/// the window and ends when fewer than `end` are left in it. A value.
class FloodMeter
{
public:
    FloodMeter(int start, int end, Duration window);

    /// One alarm; advance() to its moment first. True when a flood begins with it.
    bool add(UtcTime time);
    /// After a restart: the alarms within the window, in order, and the flood that was under way.
    void restore(const QVector<UtcTime> &times, const std::optional<AlarmFlood> &flood);
    /// Time goes on. The flood that has ended by \p now, with the moment of its end.
    std::optional<AlarmFlood> advance(UtcTime now);

    [[nodiscard]] const std::optional<AlarmFlood> &flood() const { return m_flood; } ///< under way
    [[nodiscard]] int count() const { return int(m_times.size()); } ///< within the window

private:
    int m_start;
    int m_end;
    Duration m_window;
    QVector<UtcTime> m_times;
    std::optional<AlarmFlood> m_flood;
};

/// Floods in a row of moments, which may stand in any order. One that goes on at \p until ends
/// there.
[[nodiscard]] QVector<AlarmFlood> floodsOf(
    QVector<UtcTime> times, int start, int end, Duration window, UtcTime until);

} // namespace cytoloom
