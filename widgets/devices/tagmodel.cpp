// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/tagmodel.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/words.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

void TagModel::setTags(const QVector<TagDefinition> &tags)
{
    beginResetModel();
    m_rows.clear();
    for (const TagDefinition &tag : tags)
        m_rows << Row {tag, std::nullopt};
    endResetModel();
}

void TagModel::refresh(const QHash<TagId, TagValue> &values, UtcTime now)
{
    m_now = now;
    for (Row &row : m_rows) {
        const auto value = values.constFind(row.tag.id);
        if (value != values.constEnd())
            row.value = *value;
    }
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Value), index(rowCount() - 1, Age));
}

void TagModel::setTrouble(const TagTrouble &trouble)
{
    if (trouble.reason.code.isEmpty())
        m_troubles.remove(trouble.tag);
    else
        m_troubles.insert(trouble.tag, trouble.reason);
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Reason), index(rowCount() - 1, Reason));
}

QString TagModel::reasonOf(const Row &row) const
{
    const auto reason = m_troubles.constFind(row.tag.id);
    return reason == m_troubles.constEnd() ? QString()
                                           : MessageCatalog::shipped().text(*reason, m_language);
}

void TagModel::setLanguage(Language language)
{
    m_language = language;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int TagModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TagModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TagModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case QualityRole:
        return int(row.value ? row.value->quality : Quality::Bad);
    case IdRole:
        return row.tag.id.value();
    case Qt::ToolTipRole:
        if (index.column() != Reason || !m_troubles.contains(row.tag.id))
            return {};
        return QString(reasonOf(row) + u'\n'
            + MessageCatalog::shipped().remedy(m_troubles.value(row.tag.id), m_language));
    case Qt::TextAlignmentRole:
        if (index.column() == Value || index.column() == Age)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Tag:
        return row.tag.id.value();
    case Name:
        return row.tag.name.in(m_language);
    case Value:
        return row.value ? words::number(row.value->value) : u"–"_s;
    case UnitName:
        return row.tag.unit.symbol() == "1"_L1 ? QString() : row.tag.unit.symbol();
    case QualityWord:
        return row.value ? words::quality(row.value->quality) : tr("never read");
    case Age:
        return row.value && row.value->time != UtcTime {} && m_now >= row.value->time
            ? words::age((m_now - row.value->time).count())
            : u"–"_s;
    case Direction:
        return row.tag.direction == TagDirection::Read ? tr("reads")
            : row.tag.direction == TagDirection::Write ? tr("writes")
                                                       : tr("reads, writes");
    case Reason:
        return reasonOf(row);
    default:
        return {};
    }
}

QVariant TagModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Value || section == Age))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Tag:
        return tr("Tag");
    case Name:
        return tr("Name");
    case Value:
        return tr("Value");
    case UnitName:
        return tr("Unit");
    case QualityWord:
        return tr("Quality");
    case Age:
        return tr("Age");
    case Direction:
        return tr("Direction");
    case Reason:
        return tr("Reason");
    default:
        return {};
    }
}

} // namespace cytoloom
