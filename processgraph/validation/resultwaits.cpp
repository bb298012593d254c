// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/resultwaits.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool isResult(const QString &name)
{
    return name.startsWith(u"r."_s);
}

bool readsResultsAlone(const QStringList &names)
{
    return std::any_of(names.begin(), names.end(), isResult)
        && std::all_of(names.begin(), names.end(), [](const QString &name) {
               return isResult(name) || name.startsWith(u"p."_s) || name.startsWith(u"f."_s);
           });
}

std::optional<Expression> awaitedBy(const PhaseClass &used)
{
    std::optional<Expression> found;
    for (const LogicStep &step : used.run) {
        if (step.kind != LogicKind::WaitUntil)
            continue;
        Result<Expression> read = Expression::parse(step.expression);
        if (!read || !readsResultsAlone(read->names()))
            continue;
        if (found)
            return std::nullopt;
        found = std::move(*read);
    }
    return found;
}

} // namespace

ResultWaits::ResultWaits(const ValidationContext &context)
    : m_context(context)
{
    for (int i = 0; i < context.flow().count(); ++i) {
        const PhaseClass *used = context.phaseClass(i);
        if (!used)
            continue;
        for (const QString &result : used->results)
            m_givers[result].append(i);
        if (!m_awaited.contains(used->id))
            m_awaited.insert(used->id, awaitedBy(*used));
    }
}

const Expression *ResultWaits::condition(int element) const
{
    const std::optional<Expression> *read = nullptr;
    if (m_context.flow().element(element).kind == ElementKind::Transition) {
        read = &m_context.condition(element);
        if (*read && !readsResultsAlone((*read)->names()))
            return nullptr;
    } else if (const PhaseClass *used = m_context.phaseClass(element)) {
        const auto known = m_awaited.constFind(used->id);
        read = known == m_awaited.cend() ? nullptr : &*known;
    }
    return read && *read ? &**read : nullptr;
}

bool ResultWaits::canFulfil(
    int giver, int element, const Expression &condition, const QString &result) const
{
    std::optional<double> value;
    for (const LogicStep &step : m_context.phaseClass(giver)->run) {
        if (step.kind == LogicKind::Record && step.result == result)
            value = m_context.plannedValue(giver, step.expression);
    }
    if (!value)
        return true;
    const Result<double> holds
        = condition.evaluate([&](const QString &name) -> std::optional<double> {
              if (isResult(name))
                  return value;
              if (name.startsWith(u"p."_s))
                  return m_context.parameterValue(element, name.mid(2));
              return m_context.plannedValue(element, name);
          });
    return !holds || *holds != 0;
}

int ResultWaits::giver(int element, const QVector<bool> &counts) const
{
    const Expression *awaited = condition(element);
    if (!awaited)
        return -1;
    QString result;
    for (const QString &name : awaited->names()) {
        if (!isResult(name))
            continue;
        if (!result.isEmpty())
            return -1;
        result = name.mid(2);
    }
    const QVector<int> candidates = givers(result);
    if (candidates.size() > 64) // a result that everybody gives names nobody
        return -1;
    int found = -1;
    for (const int candidate : candidates) {
        if (!counts[candidate] || !canFulfil(candidate, element, *awaited, result))
            continue;
        if (found >= 0 || !m_context.flow().concurrent(candidate, element))
            return -1;
        found = candidate;
    }
    return found;
}

} // namespace cytoloom
