// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QVector>

namespace cytoloom {

/// Alarms that are not Normal: unacknowledged first, then by priority, then the newest. While the
/// same alarms stay, rows only change in place, so that a selection stays. GUI thread.
class AlarmModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Priority, Raised, Unit, Name, Value, Limit, State, Batch, ColumnCount };
    static constexpr int PriorityRole = Qt::UserRole; ///< int 1 … 4
    static constexpr int FlashingRole = Qt::UserRole + 1; ///< bool: waits for a person

    using QAbstractTableModel::QAbstractTableModel;

    void setAlarms(const QVector<Alarm> &alarms);
    void setLanguage(Language language);
    [[nodiscard]] const Alarm &alarm(int row) const { return m_alarms[row]; }
    [[nodiscard]] bool isFlashing() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<Alarm> m_alarms;
    Language m_language = Language::En;
};

} // namespace cytoloom
