// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/records/eventtext.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QVector>

namespace cytoloom {

/// Events of one batch as sentences, in order. Sentences are made when a row is looked at, so ten
/// thousand events open at once. GUI thread.
class TimelineModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Time, What, Who, ColumnCount };
    static constexpr int KindRole = Qt::UserRole; ///< eventtext::Kind
    static constexpr int PriorityRole = Qt::UserRole + 1; ///< of an alarm, else 0

    using QAbstractTableModel::QAbstractTableModel;

    void setEvents(const QVector<JournalEvent> &events, const eventtext::ElementNames &names);
    void append(const QVector<JournalEvent> &events);
    void setLanguage(Language language);
    [[nodiscard]] const JournalEvent &event(int row) const { return m_events[row]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<JournalEvent> m_events;
    eventtext::ElementNames m_names = [](const ElementId &, Language) { return QString(); };
    Language m_language = Language::En;
};

} // namespace cytoloom
