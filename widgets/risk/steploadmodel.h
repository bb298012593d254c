// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/riskmatrix.h"

#include <QtCore/QAbstractTableModel>

namespace cytoloom {

/// Steps with what they cost in risk: open handling, waiting, manual work. Sortable. GUI thread.
class StepLoadModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Step, Open, Waiting, Manual };
    enum Role {
        StepRole = Qt::UserRole, ///< id of the step
        ShareRole ///< of the largest value in the column, 0 … 1: how long the bar is
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setLoads(const QVector<RiskMatrix::StepLoad> &loads, const MasterRecipe &recipe);
    void setLanguage(Language language);
    [[nodiscard]] bool hasValues(int column) const; ///< some step costs something there
    void sort(int column, Qt::SortOrder order) override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    void name();
    [[nodiscard]] static Duration value(const RiskMatrix::StepLoad &load, int column);

    QVector<RiskMatrix::StepLoad> m_loads;
    Duration m_largest[4] {};
    MasterRecipe m_recipe;
    QHash<ElementId, QString> m_names;
    Language m_language = Language::En;
};

} // namespace cytoloom
