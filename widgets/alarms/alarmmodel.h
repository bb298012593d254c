// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QSet>
#include <QtCore/QVector>

namespace cytoloom {

/// Alarms that are not Normal: those that wait for a person first, then by priority, then the
/// newest. While the same alarms stay, rows only change in place, so that a selection stays. GUI
/// thread.
class AlarmModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Priority, State, Name, Value, Limit, Unit, Batch, Raised, ColumnCount };
    static constexpr int PriorityRole = Qt::UserRole; ///< int 1 … 4
    static constexpr int FlashingRole = Qt::UserRole + 1; ///< bool: waits for a person

    using QAbstractTableModel::QAbstractTableModel;

    void setAlarms(const QVector<Alarm> &alarms);
    void setLanguage(Language language);
    /// Only what has \p text in name, tag, batch or comment, and one of \p priorities (empty: all).
    void setFilter(const QString &text, const QSet<int> &priorities);
    [[nodiscard]] const Alarm &alarm(int row) const { return m_alarms[row]; }
    [[nodiscard]] int rowOf(const QString &key) const; ///< -1: not shown
    [[nodiscard]] int count() const { return m_count; } ///< not Normal, filtered out or not
    /// Something waits for a person, filtered out or not.
    [[nodiscard]] bool isFlashing() const { return m_flashing; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    void show();
    [[nodiscard]] bool passes(const Alarm &alarm) const;

    QVector<Alarm> m_all;
    QVector<Alarm> m_alarms;
    QString m_text;
    QSet<int> m_priorities;
    int m_count = 0;
    bool m_flashing = false;
    Language m_language = Language::En;
};

} // namespace cytoloom
