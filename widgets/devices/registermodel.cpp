// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/registermodel.h"

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Displays round: so close counts as the same number.
constexpr double DisplayRounding = 0.02;

} // namespace

void RegisterModel::setSnapshot(const RegisterSnapshot &snapshot)
{
    m_isBits = snapshot.probe.table == ProbeTable::Coils
        || snapshot.probe.table == ProbeTable::DiscreteInputs;
    if (snapshot.rows.size() == m_rows.size() && !m_rows.isEmpty()
        && snapshot.rows.first().address == m_rows.first().address) {
        m_rows = snapshot.rows; // live: selection and scroll position stay
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = snapshot.rows;
    endResetModel();
}

void RegisterModel::setWide(Wide wide)
{
    m_wide = wide;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, FirstOrder), index(rowCount() - 1, Name - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void RegisterModel::setExpected(std::optional<double> value)
{
    m_expected = value;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int RegisterModel::fits() const
{
    int count = 0;
    for (const RegisterRow &row : m_rows) {
        for (int column = Unsigned; column < Name; ++column)
            count += agrees(number(row, column));
    }
    return count;
}

bool RegisterModel::agrees(double value) const
{
    return m_expected && std::isfinite(value)
        && std::abs(value - *m_expected) <= std::max(std::abs(*m_expected) * DisplayRounding, 1e-9);
}

double RegisterModel::number(const RegisterRow &row, int column) const
{
    if (column == Unsigned)
        return row.word;
    if (m_isBits)
        return WideReading::None;
    if (column == Signed)
        return qint16(row.word);
    const WideReading &reading = row.orders[size_t(column - FirstOrder)];
    switch (m_wide) {
    case Wide::F32:
        return reading.f32;
    case Wide::U32:
        return reading.u32;
    case Wide::I32:
        return reading.i32;
    case Wide::F64:
        return reading.f64;
    case Wide::I64:
        return reading.i64;
    }
    return WideReading::None;
}

int RegisterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RegisterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RegisterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RegisterRow &row = m_rows[index.row()];
    const int column = index.column();
    const bool isNumber = column >= Unsigned && column < Name;
    if (role == FitsRole)
        return isNumber && agrees(number(row, column));
    if (role == Qt::TextAlignmentRole)
        return column == Name ? QVariant() : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (column == Address)
        return QString::number(row.address);
    if (column == Hex)
        return m_isBits ? QString() : u"%1"_s.arg(row.word, 4, 16, QLatin1Char('0')).toUpper();
    if (column == Name)
        return row.tags.join(u", "_s);
    const double value = number(row, column);
    return std::isfinite(value) ? QString::number(value, 'g', column <= Signed ? 8 : 7) : u"–"_s;
}

QVariant RegisterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != Name)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const QString wides[] = {u"f32"_s, u"u32"_s, u"i32"_s, u"f64"_s, u"i64"_s};
    static const QString orders[] = {u"ABCD"_s, u"CDAB"_s, u"BADC"_s, u"DCBA"_s};
    switch (section) {
    case Address:
        return tr("Address");
    case Hex:
        return tr("Hex");
    case Unsigned:
        return u"u16"_s;
    case Signed:
        return u"i16"_s;
    case Name:
        return tr("Signal of the profile");
    default:
        return wides[int(m_wide)] + u' ' + orders[section - FirstOrder];
    }
}

} // namespace cytoloom
