// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"

#include <QtCore/QAbstractTableModel>

namespace cytoloom {

/// Consumables and reagents with what the steps take, at most and as billed. GUI thread.
class MaterialModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Material, Code, Takes, Most, Bill, Tolerance, Steps };
    enum Role { ElementRole = Qt::UserRole /**< id of the first step that takes it */ };

    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const CompileReport &report);
    void setLanguage(Language language);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const MaterialFigure &line, int column) const;

    QVector<MaterialFigure> m_lines;
    MasterRecipe m_recipe;
    Language m_language = Language::En;
};

} // namespace cytoloom
