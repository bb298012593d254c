// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/phaseclass.h"
#include "processgraph/foundation/expression.h"

#include <QtCore/QHash>

#include <memory>
#include <optional>

namespace cytoloom {

/// The expressions of a recipe and its phase logic as they were read: the same text is read once.
/// Contexts that follow one another share it; one thread at a time.
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
    const QStringList &namesIn(const PhaseClass &phaseClass);

private:
    QHash<QString, std::shared_ptr<const std::optional<Expression>>> m_parsed;
    QHash<QString, std::shared_ptr<const Condition>> m_known;
    QHash<const PhaseClass *, QStringList> m_logicNames;
};

} // namespace cytoloom
