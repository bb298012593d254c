// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "processgraph/execution/journal.h"

#include <QtCore/QSet>

#include <optional>

namespace cytoloom {

struct AlarmNote
{
    UtcTime time {};
    PersonId person;
    QString text;
    friend bool operator==(const AlarmNote &, const AlarmNote &) = default;
};

/// A time in which an alarm was shelved, suppressed by design or out of service.
struct QuietSpan
{
    AlarmState state = AlarmState::Shelved;
    UtcTime from {};
    UtcTime until {}; ///< epoch: it goes on
    UtcTime planned {}; ///< Shelved: its expiry
    PersonId person;
    QString role;
    QString reason;
    friend bool operator==(const QuietSpan &, const QuietSpan &) = default;
};

/// One occurrence of an alarm, from the coming of its condition to its end. A value.
struct AlarmRecord
{
    Alarm alarm; ///< as it was last in this occurrence; raised: when it began
    bool annunciated = false; ///< people were told; not while it was quiet all the time
    UtcTime reset {};
    PersonId resetBy;
    int calledAgain = 0; ///< re-alarmed, or back from shelving
    QString deviation;
    QVector<QuietSpan> quiet;
    QVector<AlarmNote> notes; ///< comments of acknowledgements and of their own
    friend bool operator==(const AlarmRecord &, const AlarmRecord &) = default;
};

/// What a person looks for. What is empty lets everything through.
struct AlarmFilter
{
    BatchId batch; ///< also alarms of the plant that touched it
    ElementId element;
    QSet<int> priorities;
    QString tag; ///< part of it
    std::optional<UtcTime> from; ///< raised or still open at or after
    std::optional<UtcTime> until; ///< raised before
    QSet<AlarmState> states;
    QString text; ///< in name, id, person, comment, reason; whatever the case
    bool suppressed = true; ///< also what was never annunciated
    friend bool operator==(const AlarmFilter &, const AlarmFilter &) = default;
};

/// Folds journal events (of one batch, of many, of the plant; in the order of the journal) into
/// occurrences, in the order of their beginning. Pure; any thread.
[[nodiscard]] QVector<AlarmRecord> alarmHistory(const QVector<JournalEvent> &events);
[[nodiscard]] bool passes(const AlarmRecord &record, const AlarmFilter &filter);
[[nodiscard]] QVector<AlarmRecord> filtered(
    const QVector<AlarmRecord> &records, const AlarmFilter &filter);
/// RFC 4180 in UTF-8 with a byte order mark (spreadsheets ask for it); heads and states in
/// \p language, times in UTC. Texts that a spreadsheet would take for a formula are quoted with '.
[[nodiscard]] QByteArray alarmCsv(const QVector<AlarmRecord> &records, Language language);

} // namespace cytoloom
