// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/conditioncache.h"

#include <QtCore/QSet>

#include <algorithm>
#include <mutex>

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

bool isResult(const QString &name)
{
    return name.startsWith(u"r."_s);
}

std::optional<Expression> awaitedBy(const PhaseClass &phaseClass)
{
    std::optional<Expression> found;
    for (const LogicStep &step : phaseClass.run) {
        if (step.kind != LogicKind::WaitUntil)
            continue;
        Result<Expression> read = Expression::parse(step.expression);
        if (!read || !ConditionCache::readsResultsAlone(read->names()))
            continue;
        if (found)
            return std::nullopt;
        found = std::move(*read);
    }
    return found;
}

} // namespace

bool ConditionCache::readsResultsAlone(const QStringList &names)
{
    return std::any_of(names.begin(), names.end(), isResult)
        && std::all_of(names.begin(), names.end(), [](const QString &name) {
               return isResult(name) || name.startsWith(u"p."_s) || name.startsWith(u"f."_s);
           });
}

// What was read stays; it is looked up together and read alone.
template <class Key, class Value, class Read>
Value ConditionCache::kept(QHash<Key, Value> &known, const Key &key, Read read)
{
    {
        const std::shared_lock lock(m_mutex);
        const auto found = known.constFind(key);
        if (found != known.cend())
            return *found;
    }
    Value made = read();
    const std::unique_lock lock(m_mutex);
    const auto found = known.constFind(key); // another thread was faster
    return found != known.cend() ? *found : *known.insert(key, made);
}

std::shared_ptr<const ConditionCache::Condition> ConditionCache::read(const QString &text)
{
    return kept(m_known, text, [&text] {
        auto condition = std::make_shared<Condition>();
        if (text.trimmed().isEmpty())
            return condition;
        condition->isElse = false;
        Result<Expression> parsed = Expression::parse(text);
        if (parsed && parsed->names().isEmpty()) {
            const Result<double> value
                = parsed->evaluate([](const QString &) { return std::nullopt; });
            condition->isElse = value && *value != 0;
        }
        if (parsed && !condition->isElse)
            condition->expression = std::move(*parsed);
        return condition;
    });
}

std::shared_ptr<const std::optional<Expression>> ConditionCache::parse(const QString &text)
{
    return kept(m_parsed, text, [&text] {
        Result<Expression> parsed = Expression::parse(text);
        return std::make_shared<std::optional<Expression>>(
            parsed ? std::optional(std::move(*parsed)) : std::nullopt);
    });
}

QStringList ConditionCache::namesIn(const PhaseClass &phaseClass)
{
    return kept(m_logicNames, &phaseClass, [&phaseClass] { return cytoloom::namesIn(phaseClass); });
}

std::shared_ptr<const std::optional<Expression>> ConditionCache::awaitedBy(
    const PhaseClass &phaseClass)
{
    return kept(m_awaited, &phaseClass, [&phaseClass] {
        return std::make_shared<std::optional<Expression>>(cytoloom::awaitedBy(phaseClass));
    });
}

} // namespace cytoloom
