// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/exchangemodel.h"

#include <QtCore/QDateTime>

namespace cytoloom {

using namespace Qt::StringLiterals;

void ExchangeModel::setLog(const QVector<DeviceExchange> &log)
{
    beginResetModel();
    m_log = log;
    endResetModel();
}

const DeviceExchange &ExchangeModel::at(int row) const
{
    return m_log[m_log.size() - 1 - row];
}

void ExchangeModel::setLanguage(Language language)
{
    m_language = language;
    if (!m_log.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

QString ExchangeModel::outcomeWord(ExchangeOutcome outcome)
{
    switch (outcome) {
    case ExchangeOutcome::Pending:
        return tr("Under way");
    case ExchangeOutcome::Answered:
        return tr("Answered");
    case ExchangeOutcome::Refused:
        return tr("Refused");
    case ExchangeOutcome::Garbage:
        return tr("Unreadable");
    case ExchangeOutcome::NoAnswer:
        return tr("No answer");
    case ExchangeOutcome::Lost:
        return tr("Connection lost");
    case ExchangeOutcome::Unasked:
        return tr("Not asked for");
    }
    return {};
}

int ExchangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_log.size());
}

int ExchangeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExchangeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeviceExchange &exchange = at(index.row());
    if (role == GoodRole) {
        return exchange.outcome == ExchangeOutcome::Answered
            || exchange.outcome == ExchangeOutcome::Pending;
    }
    if (role == Qt::TextAlignmentRole && index.column() == RoundTrip)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == Answer)
        return answerText(exchange, m_language);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return QDateTime::fromMSecsSinceEpoch(toMs(exchange.time), Qt::UTC)
            .toLocalTime()
            .toString(u"HH:mm:ss.zzz"_s);
    case Device:
        return exchange.device.isEmpty() ? exchange.port : exchange.device.value();
    case Outcome:
        return outcomeWord(exchange.outcome);
    case RoundTrip:
        return exchange.roundTripMs > 0 ? u"%1 ms"_s.arg(exchange.roundTripMs, 0, 'f', 2) : u"–"_s;
    case Question:
        return questionText(exchange, m_language);
    case Answer:
        return answerText(exchange, m_language);
    default:
        return {};
    }
}

QVariant ExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == RoundTrip)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Device:
        return tr("Device");
    case Outcome:
        return tr("Outcome");
    case RoundTrip:
        return tr("Round trip");
    case Question:
        return tr("Question");
    case Answer:
        return tr("Answer");
    default:
        return {};
    }
}

} // namespace cytoloom
