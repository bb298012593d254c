// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/registerprobe.h"

#include <QtCore/QAbstractTableModel>

namespace cytoloom {

/// What stands in some registers: the words, and one type in all four word orders side by side. A
/// number that the device shows on its display may be given: readings that agree are marked. GUI
/// thread.
class RegisterModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Address,
        Hex,
        Unsigned,
        Signed,
        FirstOrder,
        Name = FirstOrder + WordOrderCount,
        ColumnCount
    };
    enum class Wide { F32, U32, I32, F64, I64 };
    static constexpr int FitsRole = Qt::UserRole; ///< bool: agrees with the expected number

    using QAbstractTableModel::QAbstractTableModel;

    void setSnapshot(const RegisterSnapshot &snapshot);
    void setWide(Wide wide);
    void setExpected(std::optional<double> value);
    [[nodiscard]] int fits() const; ///< readings that agree

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] double number(const RegisterRow &row, int column) const;
    [[nodiscard]] bool agrees(double value) const;

    QVector<RegisterRow> m_rows;
    bool m_isBits = false;
    Wide m_wide = Wide::F32;
    std::optional<double> m_expected;
};

} // namespace cytoloom
