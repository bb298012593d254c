// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/records/timelinemodel.h"

#include <QtCore/QDateTime>

namespace cytoloom {

using namespace Qt::StringLiterals;

void TimelineModel::setEvents(
    const QVector<JournalEvent> &events, const eventtext::ElementNames &names)
{
    beginResetModel();
    m_events = events;
    m_names = names;
    endResetModel();
}

void TimelineModel::append(const QVector<JournalEvent> &events)
{
    if (events.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(events.size()) - 1);
    m_events += events;
    endInsertRows();
}

void TimelineModel::setLanguage(Language language)
{
    m_language = language;
    if (!m_events.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int TimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JournalEvent &event = m_events[index.row()];
    if (role == KindRole)
        return int(eventtext::kind(event.code));
    if (role == PriorityRole) {
        const JsonValue *priority
            = event.code == "alarm.raised"_L1 ? event.data.find(u"priority") : nullptr;
        return priority ? int(priority->toDouble()) : 0;
    }
    if (role == Qt::ToolTipRole)
        return event.code;
    if (role == Qt::TextAlignmentRole && index.column() == Number)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Number:
        return QString::number(event.sequence);
    case Time:
        return QDateTime::fromMSecsSinceEpoch(toMs(event.time)).toString(u"MM-dd HH:mm:ss"_s);
    case What:
        return eventtext::sentence(event, m_language, m_names);
    case Who:
        return event.person.isEmpty() ? tr("system") : event.person.value();
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.");
    case Time:
        return tr("Time");
    case What:
        return tr("What happened");
    case Who:
        return tr("Who");
    default:
        return {};
    }
}

} // namespace cytoloom
