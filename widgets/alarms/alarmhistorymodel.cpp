// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/alarmhistorymodel.h"

#include "widgets/common/words.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

void AlarmHistoryModel::setRecords(const QVector<AlarmRecord> &records)
{
    m_records = records;
    show();
}

void AlarmHistoryModel::setFilter(const AlarmFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    show();
}

void AlarmHistoryModel::setPhaseNames(const PhaseNames &names)
{
    m_names = names;
    setLanguage(m_language);
}

void AlarmHistoryModel::show()
{
    beginResetModel();
    m_shown = filtered(m_records, m_filter);
    std::reverse(m_shown.begin(), m_shown.end());
    endResetModel();
}

void AlarmHistoryModel::setLanguage(Language language)
{
    m_language = language;
    if (!m_shown.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int AlarmHistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int AlarmHistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AlarmHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AlarmRecord &record = m_shown[index.row()];
    const Alarm &alarm = record.alarm;
    if (role == PriorityRole)
        return alarm.priority;
    if (role == Qt::TextAlignmentRole && (index.column() == Value || index.column() == Lasted))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Raised:
        return QDateTime::fromMSecsSinceEpoch(toMs(alarm.raised)).toString(u"MM-dd HH:mm:ss"_s);
    case Priority:
        return words::priority(alarm.priority);
    case Name:
        return alarm.name.in(m_language);
    case Tag:
        return alarm.tag.isEmpty() ? alarm.device.value() : alarm.tag.value();
    case Value:
        return alarm.kind == AlarmKind::Limit
            ? u"%1 (%2)"_s.arg(words::brief(alarm.value, alarm.unit), words::alarmLimit(alarm))
            : u"–"_s;
    case State:
        return record.annunciated ? words::alarmState(alarm.state)
                                  : tr("Not annunciated, %1").arg(words::alarmState(alarm.state));
    case Acknowledged:
        return alarm.person.isEmpty()
            ? QString()
            : u"%1 · %2"_s.arg(alarm.person.value(), toReadable(alarm.acknowledged - alarm.raised));
    case Lasted:
        return alarm.cleared >= alarm.raised && !alarm.present
            ? toReadable(alarm.cleared - alarm.raised)
            : tr("open");
    case Batch:
        return alarm.batch.isEmpty() ? tr("Plant") : alarm.batch.value();
    case Phase: {
        const QString name = m_names ? m_names(alarm, m_language) : QString();
        return name.isEmpty() ? alarm.element.value() : name;
    }
    default:
        return {};
    }
}

QVariant AlarmHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Raised:
        return tr("Raised");
    case Priority:
        return tr("Priority");
    case Name:
        return tr("Alarm");
    case Tag:
        return tr("Tag");
    case Value:
        return tr("Worst value (limit)");
    case State:
        return tr("State");
    case Acknowledged:
        return tr("Acknowledged after");
    case Lasted:
        return tr("Lasted");
    case Batch:
        return tr("Batch");
    case Phase:
        return tr("Phase");
    default:
        return {};
    }
}

} // namespace cytoloom
