// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/trends/trendmath.h"
#include "widgets/trends/trendtypes.h"

#include <QtCore/QAbstractTableModel>

namespace cytoloom {

/// One row for each shown signal: its values at the cursors and the figures between them.
class CursorModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, AtA, AtB, Delta, Slope, Minimum, Maximum, Mean, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    struct Row
    {
        TrendTag tag;
        trendmath::Between figures;
    };
    void setRows(const QVector<Row> &rows);
    void setLanguage(Language language);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<Row> m_rows;
    Language m_language = Language::En;
};

} // namespace cytoloom
