// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/blockmodel.h"

#include "processgraph/commands/recipefragment.h"
#include "processgraph/model/recipejson.h"

#include <QtCore/QMimeData>

namespace cytoloom {

using namespace Qt::StringLiterals;

void BlockModel::setBlocks(const QVector<RecipeBlock> &blocks)
{
    beginResetModel();
    m_blocks = blocks;
    endResetModel();
}

void BlockModel::setLanguage(Language language)
{
    beginResetModel();
    m_language = language;
    endResetModel();
}

int BlockModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_blocks.size());
}

QVariant BlockModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RecipeBlock &block = m_blocks.at(index.row());
    if (role == Qt::DisplayRole)
        return block.name.in(m_language) + u" · v"_s + QString::number(block.version);
    if (role == Qt::ToolTipRole) {
        QStringList lines {tr("%n step(s)", nullptr, block.content.procedure.elementCount())};
        if (!block.note.isEmpty())
            lines.prepend(block.note.in(m_language));
        if (!block.author.isEmpty())
            lines << block.author;
        return lines.join(u'\n');
    }
    return {};
}

Qt::ItemFlags BlockModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled
                           : Qt::NoItemFlags;
}

QStringList BlockModel::mimeTypes() const
{
    return {QLatin1String(RecipeFragment::MimeType)};
}

QMimeData *BlockModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(QLatin1String(RecipeFragment::MimeType),
        writeRecipe(m_blocks.at(indexes.first().row()).content));
    return data;
}

} // namespace cytoloom
