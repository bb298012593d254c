// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmcatalog.h"
#include "processgraph/alarms/alarmrate.h"
#include "processgraph/execution/journal.h"

namespace cytoloom {

/// One figure of the alarm system against its target and limit (rules.md 3.3). A value.
struct AlarmFigure
{
    enum class Verdict { Good, Watch, Exceeded }; ///< within the target, within the limit, beyond
    /// "perDay", "perHour", "perTenMinutes", "busyHours", "busyPeriods", "floodTime", "topTen",
    /// "chattering", "fleeting", "stale", "low", "medium", "high", "highest", "outsideMethod"
    QString id;
    double value = 0;
    QString unit; ///< "%", "" for a count
    double target = 0;
    double limit = 0;
    bool atLeast = false; ///< more is better (the share of low priority)
    Verdict verdict = Verdict::Good;
    friend bool operator==(const AlarmFigure &, const AlarmFigure &) = default;
};

/// An alarm, over batches and phases, with what is counted of it.
struct AlarmCount
{
    QString id; ///< "<tag>|action.high", "<device>|device|fault"
    LocalizedText name;
    int count = 0;
    friend bool operator==(const AlarmCount &, const AlarmCount &) = default;
};

/// How the alarm system of one operator position did between two moments. A value.
struct AlarmKpi
{
    UtcTime from {};
    UtcTime until {};
    int alarms = 0; ///< annunciated (raised) between them
    bool fullBase = false; ///< 30 days or more: what targets and limits are meant for
    QVector<AlarmFigure> figures; ///< in the order of AlarmFigure::id
    QVector<int> perTenMinutes; ///< from `from` on; the last may be cut
    QVector<AlarmFlood> floods;
    QVector<AlarmCount> top; ///< the ten most frequent, most frequent first
    QVector<AlarmCount> chattering; ///< count: most within the window
    QVector<AlarmCount> fleeting; ///< count: how often it was over within a minute
    QVector<AlarmCount> stale; ///< count: hours active
    [[nodiscard]] const AlarmFigure *figure(const QString &id) const;
    friend bool operator==(const AlarmKpi &, const AlarmKpi &) = default;
};

/// \p events in the order of the journal, of batches and plant; they may begin before \p from.
/// Pure; any thread. \p until must be after \p from.
///
/// Averages are over the time between both, hours and ten-minute periods are counted from \p from.
/// Only alarm.raised counts: what was shelved or suppressed asked nothing of anybody. Priorities
/// 4, 3, 2, 1 are low, medium, high, highest. Chattering as the policy says; fleeting: over within
/// a minute; stale: active for more than 24 h, the most on one day.
[[nodiscard]] AlarmKpi alarmKpi(
    const QVector<JournalEvent> &events, UtcTime from, UtcTime until, const AlarmPolicy &policy);

} // namespace cytoloom
