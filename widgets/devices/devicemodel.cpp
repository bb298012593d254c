// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/devicemodel.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/words.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

void DeviceModel::setPlant(const Plant &plant)
{
    beginResetModel();
    m_devices = plant.devices;
    m_status.clear();
    endResetModel();
}

void DeviceModel::setStatus(const QVector<DeviceStatus> &changes)
{
    int first = rowCount();
    int last = -1;
    for (const DeviceStatus &status : changes) {
        const int row = rowOf(status.device);
        if (row < 0)
            continue;
        m_status.insert(status.device, status);
        first = std::min(first, row);
        last = std::max(last, row);
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

void DeviceModel::setLanguage(Language language)
{
    m_language = language;
    if (!m_devices.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int DeviceModel::connected() const
{
    return int(
        std::count_if(m_devices.cbegin(), m_devices.cend(), [this](const DeviceBinding &device) {
            return m_status.value(device.id).state == ConnectionState::Connected;
        }));
}

int DeviceModel::rowOf(const DeviceId &device) const
{
    for (int row = 0; row < m_devices.size(); ++row) {
        if (m_devices[row].id == device)
            return row;
    }
    return -1;
}

int DeviceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_devices.size());
}

int DeviceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeviceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeviceBinding &device = m_devices[index.row()];
    const DeviceStatus status = m_status.value(device.id);
    const MessageCatalog &catalog = MessageCatalog::shipped();
    const bool troubled
        = status.state != ConnectionState::Connected && !status.reason.code.isEmpty();
    switch (role) {
    case StateRole:
        return int(status.state);
    case IdRole:
        return device.id.value();
    case RemedyRole:
        return troubled ? catalog.remedy(status.reason, m_language) : QString();
    case Qt::TextAlignmentRole:
        if (index.column() >= Requests && index.column() <= RoundTrip)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::ToolTipRole:
        if (index.column() == RoundTrip && status.roundTripP99Ms > 0)
            return tr("Half of the answers take at most %1 ms, 99 of 100 at most %2 ms.")
                .arg(status.roundTripP50Ms, 0, 'f', 1)
                .arg(status.roundTripP99Ms, 0, 'f', 1);
        if (index.column() == Failures && !status.lastError.code.isEmpty()) {
            return QString(tr("Last error at %1, missed polls: %2")
                               .arg(toIso(status.lastErrorAt))
                               .arg(status.missedPolls)
                + u'\n' + catalog.text(status.lastError, m_language));
        }
        if (index.column() == Reason && troubled)
            return QString(catalog.text(status.reason, m_language) + u'\n'
                + catalog.remedy(status.reason, m_language));
        return index.column() == Connection ? device.connect : QVariant();
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Device: {
        const QString name = device.name.in(m_language);
        return name.isEmpty() ? device.id.value() : device.id.value() + u" · "_s + name;
    }
    case State:
        return words::connection(status.state);
    case Connection:
        return device.connect;
    case Requests:
        return QLocale::c().toString(status.requests);
    case Failures:
        return QLocale::c().toString(status.failures);
    case RoundTrip:
        if (status.requests == 0)
            return u"–"_s;
        if (status.roundTripP99Ms > 0) {
            return u"%1 / %2 ms"_s.arg(status.roundTripP50Ms, 0, 'f', 1)
                .arg(status.roundTripP99Ms, 0, 'f', 1);
        }
        return u"%1 ms"_s.arg(status.roundTripMs, 0, 'f', 1);
    case Reason:
        return troubled ? catalog.text(status.reason, m_language) : QString();
    default:
        return {};
    }
}

QVariant DeviceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= Requests && section <= RoundTrip)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Device:
        return tr("Device");
    case State:
        return tr("State");
    case Connection:
        return tr("Connection");
    case Requests:
        return tr("Answered");
    case Failures:
        return tr("Failures");
    case RoundTrip:
        return tr("Round trip");
    case Reason:
        return tr("Reason");
    default:
        return {};
    }
}

} // namespace cytoloom
