// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trends/cursormodel.h"

#include "widgets/common/words.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
QString shown(const std::optional<double> &value, bool sign = false)
{
    if (!value)
        return u"–"_s;
    const QString text = words::number(*value);
    return sign && *value > 0 ? u'+' + text : text;
}
} // namespace

void CursorModel::setRows(const QVector<Row> &rows)
{
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    m_rows = rows;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void CursorModel::setLanguage(Language language)
{
    m_language = language;
    setRows(QVector<Row>(m_rows));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int CursorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CursorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CursorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    if (role == Qt::TextAlignmentRole && index.column() != Name)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return row.tag.tag.value();
    if (role != Qt::DisplayRole)
        return {};
    const trendmath::Between &figures = row.figures;
    switch (index.column()) {
    case Name: {
        const QString name = row.tag.name.in(m_language);
        const bool plain = row.tag.unit.isEmpty() || row.tag.unit == "1"_L1;
        return plain ? name : u"%1 (%2)"_s.arg(name, row.tag.unit);
    }
    case AtA:
        return shown(figures.atA);
    case AtB:
        return shown(figures.atB);
    case Delta:
        return figures.atA && figures.atB ? shown(*figures.atB - *figures.atA, true) : u"–"_s;
    case Minimum:
        return shown(figures.minimum);
    case Maximum:
        return shown(figures.maximum);
    case Mean:
        return shown(figures.mean);
    case Slope:
        return shown(figures.slopePerHour, true);
    default:
        return {};
    }
}

QVariant CursorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Signal");
    case AtA:
        return u"A"_s;
    case AtB:
        return u"B"_s;
    case Delta:
        return u"Δ"_s;
    case Minimum:
        return tr("Min");
    case Maximum:
        return tr("Max");
    case Mean:
        return tr("Mean");
    case Slope:
        return tr("Slope/h");
    default:
        return {};
    }
}

} // namespace cytoloom
