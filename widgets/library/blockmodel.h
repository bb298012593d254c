// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/recipelibrary.h"

#include <QtCore/QAbstractListModel>

namespace cytoloom {

/// The own blocks as a list; what is dragged out of it is a recipe fragment, as the clipboard has
/// it. GUI thread.
class BlockModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setBlocks(const QVector<RecipeBlock> &blocks);
    void setLanguage(Language language);
    [[nodiscard]] const RecipeBlock &block(int row) const { return m_blocks.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;

private:
    QVector<RecipeBlock> m_blocks;
    Language m_language = Language::En;
};

} // namespace cytoloom
