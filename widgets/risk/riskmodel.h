// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/riskmatrix.h"
#include "widgets/common/theme.h"

#include <QtCore/QAbstractTableModel>

namespace cytoloom {

/// The risk matrix as a table: a row per critical parameter, a column per quality attribute, a
/// filled circle where the one acts on the other. Rows and columns that stand alone say so in their
/// header, by mark and by word. GUI thread.
class RiskModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { StepRole = Qt::UserRole }; ///< id of the row's step

    explicit RiskModel(const Theme &theme, QObject *parent = nullptr);

    void setMatrix(const RiskMatrix &matrix, const MasterRecipe &recipe);
    void setLanguage(Language language);
    void setTheme(const Theme &theme);
    [[nodiscard]] const RiskMatrix &matrix() const { return m_matrix; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    void name();
    [[nodiscard]] QString rowText(const RiskMatrix::ProcessParameter &row) const;
    [[nodiscard]] QVariant rowHeader(const RiskMatrix::ProcessParameter &row, int role) const;
    [[nodiscard]] QVariant columnHeader(const RiskMatrix::QualityAttribute &column, int role) const;

    RiskMatrix m_matrix;
    MasterRecipe m_recipe;
    Theme m_theme;
    QHash<ElementId, QString> m_names;
    Language m_language = Language::En;
};

} // namespace cytoloom
