// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/phaseclass.h"
#include "processgraph/foundation/expression.h"

#include <QtCore/QHash>

#include <memory>
#include <optional>
#include <shared_mutex>

namespace cytoloom {

/// The expressions of a recipe and its phase logic as they were read: the same text is read once.
/// Contexts that follow one another share it. Any thread.
class ConditionCache
{
public:
    struct Condition
    {
        std::optional<Expression> expression; ///< nullopt: empty, always true or not to be read
        bool isElse = true;
    };
    std::shared_ptr<const Condition> read(const QString &text);
    /// Any expression; nullopt when it does not parse.
    std::shared_ptr<const std::optional<Expression>> parse(const QString &text);
    /// The names that the logic of \p phaseClass reads, sorted. It belongs to a catalogue that
    /// outlives the cache.
    QStringList namesIn(const PhaseClass &phaseClass);
    /// What a phase of the class waits for: the only condition of its logic that reads results, and
    /// besides these nothing but parameters and formula values. nullopt: none, or several.
    std::shared_ptr<const std::optional<Expression>> awaitedBy(const PhaseClass &phaseClass);

    /// These names have results among them, and nothing else but parameters and formula values.
    [[nodiscard]] static bool readsResultsAlone(const QStringList &names);

private:
    template <class Key, class Value, class Read>
    Value kept(QHash<Key, Value> &known, const Key &key, Read read);

    std::shared_mutex m_mutex; ///< of all below
    QHash<QString, std::shared_ptr<const std::optional<Expression>>> m_parsed;
    QHash<QString, std::shared_ptr<const Condition>> m_known;
    QHash<const PhaseClass *, QStringList> m_logicNames;
    QHash<const PhaseClass *, std::shared_ptr<const std::optional<Expression>>> m_awaited;
};

} // namespace cytoloom
