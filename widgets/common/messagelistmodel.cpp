// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/messagelistmodel.h"

#include "processgraph/foundation/messagecatalog.h"

#include <QtCore/QDateTime>

namespace cytoloom {

using namespace Qt::StringLiterals;

void MessageListModel::add(const Notice &notice)
{
    if (m_notices.size() >= Limit) {
        beginRemoveRows({}, Limit - 1, Limit - 1);
        m_notices.removeLast();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_notices.prepend(notice);
    endInsertRows();
}

void MessageListModel::clear()
{
    beginResetModel();
    m_notices.clear();
    endResetModel();
}

void MessageListModel::setLanguage(Language language)
{
    m_language = language;
    if (!m_notices.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_notices.size());
}

int MessageListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Notice &notice = m_notices[index.row()];
    if (role == SeverityRole)
        return int(notice.severity);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const MessageCatalog &catalog = MessageCatalog::shipped();
    switch (index.column()) {
    case Time:
        return QDateTime::fromMSecsSinceEpoch(toMs(notice.time)).toString(u"HH:mm:ss"_s);
    case Text: {
        // The place stands in front, the remedy has its own column.
        Error bare = notice.error;
        const QString sentence = catalog.text(bare.message, m_language);
        QString place = bare.place.file;
        if (bare.place.line > 0)
            place += u':' + QString::number(bare.place.line);
        if (!bare.place.path.isEmpty())
            place += place.isEmpty() ? bare.place.path : u" ("_s + bare.place.path + u')';
        return place.isEmpty() ? sentence : place + u": "_s + sentence;
    }
    case Remedy:
        return catalog.remedy(notice.error.message, m_language);
    default:
        return {};
    }
}

QVariant MessageListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Text:
        return tr("What happened");
    case Remedy:
        return tr("What to do");
    default:
        return {};
    }
}

} // namespace cytoloom
