// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/plant.h"
#include "processgraph/plant/tagtrouble.h"
#include "processgraph/plant/tagvalue.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QHash>

namespace cytoloom {

/// Live values of the signals of one device. GUI thread.
class TagModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Tag, Name, Value, UnitName, QualityWord, Age, Direction, Reason, ColumnCount };
    static constexpr int QualityRole = Qt::UserRole; ///< Quality; Bad when never read
    static constexpr int IdRole = Qt::UserRole + 1; ///< QString

    using QAbstractTableModel::QAbstractTableModel;

    void setTags(const QVector<TagDefinition> &tags);
    /// \p values holds every value that is known, of this device and others.
    void refresh(const QHash<TagId, TagValue> &values, UtcTime now);
    void setTrouble(const TagTrouble &trouble); ///< of any device
    void setLanguage(Language language);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        TagDefinition tag;
        std::optional<TagValue> value;
    };
    [[nodiscard]] QString reasonOf(const Row &row) const;

    QVector<Row> m_rows;
    QHash<TagId, Message> m_troubles;
    UtcTime m_now {};
    Language m_language = Language::En;
};

} // namespace cytoloom
