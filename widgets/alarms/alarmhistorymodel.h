// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmhistory.h"

#include <QtCore/QAbstractTableModel>

#include <functional>

namespace cytoloom {

/// Occurrences of alarms that pass a filter, the newest first. GUI thread.
class AlarmHistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Raised,
        Priority,
        Name,
        Tag,
        Value,
        State,
        Acknowledged,
        Lasted,
        Batch,
        Phase,
        ColumnCount
    };
    static constexpr int PriorityRole = Qt::UserRole; ///< int 1 … 4
    /// Name of a phase in a language; empty: its id is shown.
    using PhaseNames = std::function<QString(const Alarm &, Language)>;

    using QAbstractTableModel::QAbstractTableModel;

    void setRecords(const QVector<AlarmRecord> &records);
    void setFilter(const AlarmFilter &filter);
    void setLanguage(Language language);
    void setPhaseNames(const PhaseNames &names);
    [[nodiscard]] const AlarmRecord &record(int row) const { return m_shown.at(row); }
    [[nodiscard]] const QVector<AlarmRecord> &shown() const { return m_shown; }
    [[nodiscard]] int count() const { return int(m_records.size()); } ///< filtered out or not

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    void show();

    QVector<AlarmRecord> m_records;
    QVector<AlarmRecord> m_shown;
    AlarmFilter m_filter;
    PhaseNames m_names;
    Language m_language = Language::En;
};

} // namespace cytoloom
