// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/error.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QVector>

namespace cytoloom {

enum class NoticeLevel { Info, Warning, Error };

/// One thing that the program wants to say. Kept as a code, shown in the current language.
struct Notice
{
    UtcTime time {};
    NoticeLevel severity = NoticeLevel::Info;
    Error error; ///< message and, where it has one, its place
};

/// The last notices, newest first. Old ones fall off at Limit. GUI thread.
class MessageListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Text, Remedy, ColumnCount };
    static constexpr int SeverityRole = Qt::UserRole;
    static constexpr int Limit = 1000;

    using QAbstractTableModel::QAbstractTableModel;

    void add(const Notice &notice);
    void clear();
    void setLanguage(Language language);
    [[nodiscard]] const Notice &notice(int row) const { return m_notices[row]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<Notice> m_notices;
    Language m_language = Language::En;
};

} // namespace cytoloom
