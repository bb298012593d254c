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

} // namespace

ResultWaits::ResultWaits(const ValidationContext &context)
    : m_context(context)
{
    for (int i = 0; i < context.flow().count(); ++i) {
        if (const PhaseClass *used = context.phaseClass(i))
            m_phases[used].append(i);
    }
    for (auto used = m_phases.keyBegin(); used != m_phases.keyEnd(); ++used)
        m_awaited.insert(*used, context.awaitedBy(**used));
}

QVector<int> ResultWaits::givers(const QString &result) const
{
    const auto known = m_givers.constFind(result);
    if (known != m_givers.cend())
        return *known;
    QVector<int> found;
    for (auto used = m_phases.cbegin(); used != m_phases.cend(); ++used) {
        // As often as the class names it: who gives a thing twice is no single giver.
        for (qsizetype times = used.key()->results.count(result); times > 0; --times)
            found += *used;
    }
    std::sort(found.begin(), found.end());
    m_givers.insert(result, found);
    return found;
}

const Expression *ResultWaits::condition(int element) const
{
    const std::optional<Expression> *read = nullptr;
    if (m_context.flow().kind(element) == ElementKind::Transition) {
        read = &m_context.condition(element);
        if (*read && !ConditionCache::readsResultsAlone((*read)->names()))
            return nullptr;
    } else if (const PhaseClass *used = m_context.phaseClass(element)) {
        const auto known = m_awaited.constFind(used);
        read = known == m_awaited.cend() ? nullptr : known->get();
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
