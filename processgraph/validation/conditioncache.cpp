// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/conditioncache.h"

#include <QtCore/QSet>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QStringList namesIn(const PhaseClass &phaseClass)
{
    QSet<QString> names;
    for (const QVector<LogicStep> *logic : {&phaseClass.run, &phaseClass.hold, &phaseClass.restart,
             &phaseClass.stop, &phaseClass.abort}) {
        for (const LogicStep &step : *logic) {
            if (!step.signal.isEmpty())
                names.insert(step.signal);
            for (const QString &text : {step.expression, step.rate}) {
                if (text.isEmpty())
                    continue;
                const Result<Expression> expression = Expression::parse(text);
                if (!expression)
                    continue; // the catalogue refuses such a class when it is read
                for (const QString &name : expression->names())
                    names.insert(name);
            }
        }
    }
    QStringList result = names.values();
    result.sort();
    return result;
}

} // namespace

std::shared_ptr<const ConditionCache::Condition> ConditionCache::read(const QString &text)
{
    std::shared_ptr<const Condition> &known = m_known[text];
    if (known)
        return known;
    auto condition = std::make_shared<Condition>();
    if (!text.trimmed().isEmpty()) {
        condition->isElse = false;
        Result<Expression> parsed = Expression::parse(text);
        if (parsed && parsed->names().isEmpty()) {
            const Result<double> value
                = parsed->evaluate([](const QString &) { return std::nullopt; });
            condition->isElse = value && *value != 0;
        }
        if (parsed && !condition->isElse)
            condition->expression = std::move(*parsed);
    }
    known = std::move(condition);
    return known;
}

std::shared_ptr<const std::optional<Expression>> ConditionCache::parse(const QString &text)
{
    std::shared_ptr<const std::optional<Expression>> &known = m_parsed[text];
    if (!known) {
        Result<Expression> parsed = Expression::parse(text);
        known = std::make_shared<std::optional<Expression>>(
            parsed ? std::optional(std::move(*parsed)) : std::nullopt);
    }
    return known;
}

const QStringList &ConditionCache::namesIn(const PhaseClass &phaseClass)
{
    const auto known = m_logicNames.constFind(&phaseClass);
    return known != m_logicNames.cend()
        ? *known
        : *m_logicNames.insert(&phaseClass, cytoloom::namesIn(phaseClass));
}

} // namespace cytoloom
