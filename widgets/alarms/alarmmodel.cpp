// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/alarmmodel.h"

#include "processgraph/alarms/alarmtable.h"
#include "widgets/common/words.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <tuple>

namespace cytoloom {

using namespace Qt::StringLiterals;

void AlarmModel::setAlarms(const QVector<Alarm> &alarms)
{
    m_all = alarms;
    show();
}

void AlarmModel::setFilter(const QString &text, const QSet<int> &priorities)
{
    m_text = text.trimmed();
    m_priorities = priorities;
    show();
}

bool AlarmModel::passes(const Alarm &alarm) const
{
    if (!m_priorities.isEmpty() && !m_priorities.contains(alarm.priority))
        return false;
    const QStringList words {
        alarm.name.en, alarm.name.zh, alarm.key(), alarm.comment, alarm.quietReason};
    return m_text.isEmpty() || std::any_of(words.begin(), words.end(), [this](const QString &word) {
        return word.contains(m_text, Qt::CaseInsensitive);
    });
}

int AlarmModel::rowOf(const QString &key) const
{
    const auto found = std::find_if(m_alarms.begin(), m_alarms.end(),
        [&key](const Alarm &alarm) { return alarm.key() == key; });
    return found == m_alarms.end() ? -1 : int(found - m_alarms.begin());
}

void AlarmModel::show()
{
    QVector<Alarm> wanted;
    m_count = 0;
    m_flashing = false;
    for (const Alarm &alarm : std::as_const(m_all)) {
        if (alarm.state == AlarmState::Normal)
            continue;
        ++m_count;
        m_flashing = m_flashing || isWaiting(alarm.state);
        if (passes(alarm))
            wanted << alarm;
    }
    const auto key = [](const Alarm &alarm) {
        return std::tuple(!isWaiting(alarm.state), alarm.priority, -toMs(alarm.raised));
    };
    std::stable_sort(wanted.begin(), wanted.end(),
        [&](const Alarm &a, const Alarm &b) { return key(a) < key(b); });

    const bool sameRows = wanted.size() == m_alarms.size()
        && std::equal(wanted.cbegin(), wanted.cend(), m_alarms.cbegin(),
            [](const Alarm &a, const Alarm &b) { return a.key() == b.key(); });
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
        return isWaiting(alarm.state);
    if (role == Qt::TextAlignmentRole && (index.column() == Value))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Priority:
        return words::priority(alarm.priority);
    case Raised:
        return QDateTime::fromMSecsSinceEpoch(toMs(alarm.raised)).toString(u"MM-dd HH:mm"_s);
    case Unit:
        return alarm.tag.isEmpty() ? alarm.device.value() : alarm.tag.value().section(u'.', 0, 0);
    case Name:
        return alarm.name.in(m_language);
    case Value:
        return alarm.kind == AlarmKind::Limit ? words::brief(alarm.value, alarm.unit) : u"–"_s;
    case Limit:
        return alarm.kind == AlarmKind::Limit ? words::alarmLimit(alarm) : u"–"_s;
    case State:
        return alarm.chattering ? tr("%1, chatters").arg(words::alarmState(alarm.state))
                                : words::alarmState(alarm.state);
    case Batch:
        return alarm.batch.isEmpty() ? tr("Plant") : alarm.batch.value();
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
