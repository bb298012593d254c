// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/records/store.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QVector>
#include <QtGui/QColor>

namespace cytoloom {

/// Batches of a store, the newest first. GUI thread.
class BatchModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Batch, Identity, Product, Recipe, State, Created, Ended, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setBatches(const QVector<BatchSummary> &batches);
    void setLanguage(Language language);
    void setEdgeColour(const QColor &colour); ///< outline of identity symbols
    [[nodiscard]] const BatchSummary &batch(int row) const { return m_batches[row]; }
    [[nodiscard]] int rowOf(const BatchId &batch) const; ///< -1: not there

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<BatchSummary> m_batches;
    Language m_language = Language::En;
    QColor m_edge;
};

} // namespace cytoloom
