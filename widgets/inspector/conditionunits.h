// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QMap>
#include <QtCore/QString>
#include <QtCore/QVector>

namespace cytoloom {

/// Two parts of a condition that are added or compared although their units do not fit.
struct UnitClash
{
    QString left;
    QString leftUnit;
    QString right;
    QString rightUnit;
    /// Of one dimension, but expressions take numbers as they are: nothing is converted.
    bool onlyScale = false;
    friend bool operator==(const UnitClash &, const UnitClash &) = default;
};

/// The clashes of \p condition (which Expression can parse), from left to right. \p units: symbol
/// by name; a name that is not there, and one without a unit, goes with everything, as a plain
/// number does. Times ("10 d", "2 h") are seconds. Products and quotients of two units are not
/// followed further. Pure; any thread.
[[nodiscard]] QVector<UnitClash> unitClashes(
    const QString &condition, const QMap<QString, QString> &units);

} // namespace cytoloom
