// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/alarmmodel.h"

#include "widgets/common/words.h"

#include <QtCore/QDateTime>
#include <QtCore/QHash>

#include <algorithm>
#include <tuple>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
bool waits(const Alarm &alarm)
{
    return alarm.state == AlarmState::Unacknowledged
        || alarm.state == AlarmState::ReturnedUnacknowledged;
}
} // namespace

void AlarmModel::setAlarms(const QVector<Alarm> &alarms)
{
    QVector<Alarm> wanted;
    std::copy_if(alarms.cbegin(), alarms.cend(), std::back_inserter(wanted),
        [](const Alarm &alarm) { return alarm.state != AlarmState::Normal; });
    const auto key = [](const Alarm &alarm) {
        return std::tuple(!waits(alarm), alarm.priority, -toMs(alarm.raised));
    };
    std::stable_sort(wanted.begin(), wanted.end(),
        [&](const Alarm &a, const Alarm &b) { return key(a) < key(b); });

    const bool sameRows = wanted.size() == m_alarms.size()
        && std::equal(wanted.cbegin(), wanted.cend(), m_alarms.cbegin(),
            [](const Alarm &a, const Alarm &b) { return a.id == b.id; });
    if (sameRows) {
        for (int row = 0; row < wanted.size(); ++row) {
            if (m_alarms[row] == wanted[row])
                continue;
            m_alarms[row] = wanted[row];
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_alarms = std::move(wanted);
    endResetModel();
}

void AlarmModel::setLanguage(Language language)
{
    m_language = language;
    if (!m_alarms.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

bool AlarmModel::isFlashing() const
{
    return std::any_of(m_alarms.cbegin(), m_alarms.cend(), waits);
}

int AlarmModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_alarms.size());
}

int AlarmModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AlarmModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Alarm &alarm = m_alarms[index.row()];
    if (role == PriorityRole)
        return alarm.priority;
    if (role == FlashingRole)
        return waits(alarm);
    if (role == Qt::TextAlignmentRole && (index.column() == Value))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Priority:
        return words::priority(alarm.priority);
    case Raised:
        return QDateTime::fromMSecsSinceEpoch(toMs(alarm.raised)).toString(u"MM-dd HH:mm:ss"_s);
    case Unit:
        return alarm.tag.value().section(u'.', 0, 0);
    case Name:
        return alarm.name.in(m_language);
    case Value:
        return words::brief(alarm.value, alarm.unit);
    case Limit:
        return words::alarmLimit(alarm);
    case State:
        return words::alarmState(alarm.state);
    case Batch:
        return alarm.batch.value();
    default:
        return {};
    }
}

QVariant AlarmModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Priority:
        return tr("Priority");
    case Raised:
        return tr("Raised");
    case Unit:
        return tr("Unit");
    case Name:
        return tr("Alarm");
    case Value:
        return tr("Worst value");
    case Limit:
        return tr("Limit");
    case State:
        return tr("State");
    case Batch:
        return tr("Batch");
    default:
        return {};
    }
}

} // namespace cytoloom
