// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/guardcheck.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxCases = 20'000;
/// Evaluations of branches and values of names together: without it a choice of thousands of
/// branches, or of branches with hundreds of names each, would take minutes and gigabytes.
constexpr qsizetype MaxWork = 500'000;
constexpr qsizetype LeastCases = 100;

// The number literals of an expression, time literals in seconds. Digits inside names do not count.
QVector<double> literals(const QString &text)
{
    static const QRegularExpression number(
        uR"((?<![\w.:])(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)\s*(min|d|h|s)?(?![\w.:]))"_s);
    QVector<double> result;
    for (auto match = number.globalMatch(text); match.hasNext();) {
        const auto found = match.next();
        const QString unit = found.captured(2);
        const double factor = unit == u"min"_s ? 60
            : unit == u"h"_s                   ? 3600
            : unit == u"d"_s                   ? 86400
                                               : 1;
        result.append(found.captured(1).toDouble() * factor);
    }
    return result;
}

} // namespace

QStringList GuardCheck::freeNames() const
{
    QSet<QString> names;
    for (const Expression &branch : m_branches) {
        for (const QString &name : branch.names()) {
            if (!m_known.contains(name))
                names.insert(name);
        }
    }
    QStringList result = names.values();
    result.sort();
    return result;
}

// Where a condition can change: at the compared numbers. Between two of them it cannot, so one
// number in each gap stands for all of it.
QVector<double> GuardCheck::candidates() const
{
    QVector<double> edges {0};
    for (const Expression &branch : m_branches) {
        for (const double literal : literals(branch.text()))
            edges << literal << -literal;
        for (const QString &name : branch.names()) {
            if (m_known.contains(name))
                edges.append(m_known.value(name));
        }
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    QVector<double> result;
    for (int i = 0; i < edges.size(); ++i) {
        if (i > 0)
            result.append((edges[i - 1] + edges[i]) / 2);
        result.append(edges[i]);
    }
    const double beyond = std::max(1.0, std::abs(edges.last()));
    result.append(edges.last() + beyond);
    result.append(edges.first() - beyond);
    // A person reads the counter-example: a plain positive number first, if one will do.
    std::stable_partition(result.begin(), result.end(), [](double value) { return value >= 0; });
    return result;
}

QVector<double> GuardCheck::valuesOf(const QString &name, const QVector<double> &all) const
{
    const auto choices = m_choices.constFind(name);
    if (choices == m_choices.cend())
        return all;
    QVector<double> result;
    for (int i = 0; i < *choices; ++i)
        result.append(i);
    return result;
}

QVector<GuardCheck::Case> GuardCheck::cases(const QStringList &names, bool &tried) const
{
    const QVector<double> all = candidates();
    const qsizetype limit = std::clamp(
        MaxWork / std::max<qsizetype>(1, m_branches.size() + names.size()), LeastCases, MaxCases);
    QVector<Case> result {m_known};
    double size = 1;
    for (const QString &name : names)
        size *= double(valuesOf(name, all).size());
    tried = size <= double(limit);
    if (tried) {
        for (const QString &name : names) {
            QVector<Case> wider;
            for (const Case &one : std::as_const(result)) {
                for (const double value : valuesOf(name, all)) {
                    wider.append(one);
                    wider.last().insert(name, value);
                }
            }
            result = wider;
        }
        return result;
    }
    Case base = m_known;
    for (const QString &name : names)
        base.insert(name, valuesOf(name, all).first());
    result.clear(); // the one without names
    for (int i = 0; i < names.size(); ++i) {
        for (int k = i; k < names.size(); ++k) {
            for (const double one : valuesOf(names[i], all)) {
                for (const double other : valuesOf(names[k], all)) {
                    if (result.size() >= limit)
                        return result;
                    result.append(base);
                    result.last().insert(names[i], one);
                    result.last().insert(names[k], k == i ? one : other);
                }
            }
        }
    }
    return result;
}

GuardCheck::Answer GuardCheck::solve() const
{
    Answer answer;
    const QStringList names = freeNames();
    QVector<bool> ever(m_branches.size(), false);
    bool allTried = false;
    for (const Case &one : cases(names, allTried)) {
        const auto lookup = [&one](const QString &name) -> std::optional<double> {
            const auto value = one.constFind(name);
            return value == one.cend() ? std::nullopt : std::optional(*value);
        };
        int first = -1;
        bool failed = false;
        for (int i = 0; i < m_branches.size(); ++i) {
            const Result<double> holds = m_branches[i].evaluate(lookup);
            if (!holds) { // e.g. a division by zero at this corner: says nothing
                failed = true;
                continue;
            }
            if (*holds == 0)
                continue;
            ever[i] = true;
            if (first >= 0 && !answer.overlap)
                answer.overlap = Overlap {one, first, i};
            if (first < 0)
                first = i;
        }
        if (first < 0 && !failed && !answer.uncovered)
            answer.uncovered = one;
    }
    for (int i = 0; i < ever.size(); ++i) {
        if (allTried && !ever[i])
            answer.never.append(i);
    }
    const auto strip = [&names](Case &one) {
        for (auto it = one.begin(); it != one.end();)
            it = names.contains(it.key()) ? std::next(it) : one.erase(it);
    };
    if (answer.uncovered)
        strip(*answer.uncovered);
    if (answer.overlap)
        strip(answer.overlap->at);
    return answer;
}

} // namespace cytoloom
