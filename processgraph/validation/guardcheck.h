// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/expression.h"

#include <QtCore/QMap>
#include <QtCore/QVector>

namespace cytoloom {

/// The branches of one choice as a question about numbers: is there a case that no condition takes,
/// or one that two of them take? The conditions are tried at every number that they compare with,
/// between those and beyond, which decides comparisons with literals and known values exactly.
/// Pure; one thread.
class GuardCheck
{
public:
    /// Values of names, e.g. {"r.viability": 70}.
    using Case = QMap<QString, double>;

    /// \p known holds the values of names that the batch cannot change (formula values).
    explicit GuardCheck(QMap<QString, double> known)
        : m_known(std::move(known))
    { }

    /// \p name takes only the values 0 … \p count - 1: the index of an answer.
    void setChoices(const QString &name, int count) { m_choices.insert(name, count); }
    void addBranch(const Expression &condition) { m_branches.append(condition); }

    struct Overlap
    {
        Case at;
        int first = 0;
        int second = 0;
    };
    struct Answer
    {
        std::optional<Case> uncovered;
        std::optional<Overlap> overlap; ///< the first two branches that hold at once
        QVector<int> never; ///< branches that hold nowhere; empty where not all cases were tried
    };
    /// At most about 20 000 cases are tried, fewer where each asks many branches or names; with
    /// more names than that allows, each name is tried alone and together with one other.
    [[nodiscard]] Answer solve() const;

private:
    [[nodiscard]] QStringList freeNames() const;
    [[nodiscard]] QVector<double> candidates() const;
    /// \p all: false when there were more than could be tried.
    [[nodiscard]] QVector<Case> cases(const QStringList &names, bool &all) const;

    [[nodiscard]] QVector<double> valuesOf(const QString &name, const QVector<double> &all) const;

    QMap<QString, double> m_known;
    QMap<QString, int> m_choices;
    QVector<Expression> m_branches;
};

} // namespace cytoloom
