// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmtable.h"
#include "processgraph/execution/journal.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace cytoloom {

/// The alarms of all batches and of the plant as a fold over their events; the live list and a
/// restart come from here. Keyed by Alarm::key(). A value.
class AlarmList
{
public:
    /// Takes every event whose data names an alarm, and counts the deviations of alarms. Codes that
    /// it does not know, and what the table does not allow, change nothing.
    void apply(const JournalEvent &event);
    /// Keeps the worst value of an alarm that is present. True when \p value is worse.
    bool worsen(const QString &key, double value);
    /// Number of the next deviation of \p batch.
    int countDeviation(const BatchId &batch) { return ++m_deviations[batch]; }
    /// Forgets a batch that has ended, but for what a person has still to acknowledge or to reset.
    void retire(const BatchId &batch);

    [[nodiscard]] bool contains(const QString &key) const { return m_alarms.contains(key); }
    [[nodiscard]] AlarmState stateOf(const QString &key) const;
    [[nodiscard]] bool isPresent(const QString &key) const;
    [[nodiscard]] Alarm alarm(const QString &key) const { return m_alarms.value(key); }
    /// The key that \p name stands for: itself, or that of an alarm with this id; one that waits
    /// for a person first, then the last one raised. Empty when there is none.
    [[nodiscard]] QString find(const QString &name) const;

    /// Annunciated (B-F): highest priority first, then newest, then by key.
    [[nodiscard]] QVector<Alarm> active() const;
    /// Shelved, suppressed by design, out of service: by state, then as active().
    [[nodiscard]] QVector<Alarm> quiet() const;
    /// Keys of alarms of \p batch (empty: the plant) that are not Normal or whose condition holds.
    [[nodiscard]] QVector<QString> openOf(const BatchId &batch) const;
    /// Keys of all that are not Normal.
    [[nodiscard]] const QSet<QString> &open() const { return m_open; }

    /// An alarm as its event told it. Reads what records of older programs lack as its default.
    [[nodiscard]] static Alarm alarmOf(const JournalEvent &event);

private:
    void change(Alarm &alarm, AlarmState next);
    void applyQuiet(Alarm &alarm, AlarmAction action, const JournalEvent &event);
    void applyFlag(const QString &key, const JournalEvent &event);

    QHash<QString, Alarm> m_alarms; ///< the last occurrence of each
    QSet<QString> m_open; ///< not Normal, or present
    QHash<BatchId, int> m_deviations;
};

} // namespace cytoloom
