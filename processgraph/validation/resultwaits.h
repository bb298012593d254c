// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validationcontext.h"

namespace cytoloom {

/// Which steps wait for a result of another one: transitions, and phases whose logic has a
/// WaitUntil on results alone ("r.stage >= p.stage"; one with signals ends by itself). Built in
/// linear time, each phase class read once. One thread at a time; keeps a reference to the context.
class ResultWaits
{
public:
    explicit ResultWaits(const ValidationContext &context);

    /// What \p element waits for; null when it waits for nothing that can be said in results, or
    /// for several things in a row.
    [[nodiscard]] const Expression *condition(int element) const;
    /// Phases whose class reports \p result.
    [[nodiscard]] QVector<int> givers(const QString &result) const;
    /// The one step in a parallel branch, among those that \p counts, that can make the condition
    /// true; -1 when there is no such step, or more than one.
    [[nodiscard]] int giver(int element, const QVector<bool> &counts) const;

private:
    [[nodiscard]] bool canFulfil(
        int giver, int element, const Expression &condition, const QString &result) const;

    const ValidationContext &m_context;
    QHash<const PhaseClass *, QVector<int>> m_phases;
    QHash<const PhaseClass *, std::shared_ptr<const std::optional<Expression>>> m_awaited;
    mutable QHash<QString, QVector<int>> m_givers; ///< as far as they were asked for
};

} // namespace cytoloom
