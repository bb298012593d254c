// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/deviceexchange.h"

#include <QtCore/QAbstractTableModel>

namespace cytoloom {

/// What went over the ports, the newest first. GUI thread.
class ExchangeModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Device, Outcome, RoundTrip, Question, Answer, ColumnCount };
    static constexpr int GoodRole = Qt::UserRole; ///< bool

    using QAbstractTableModel::QAbstractTableModel;

    /// \p log in order of time.
    void setLog(const QVector<DeviceExchange> &log);
    [[nodiscard]] const DeviceExchange &at(int row) const;
    void setLanguage(Language language);
    static QString outcomeWord(ExchangeOutcome outcome);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<DeviceExchange> m_log; ///< in order of time
    Language m_language = Language::En;
};

} // namespace cytoloom
