// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/changeset.h"
#include "processgraph/validation/validationcontext.h"

namespace cytoloom {

/// Which scopes an edit concerns, by the contract of RuleScope: the reading of the contract from
/// the other end. Numbers are those of the context, which already knows the new recipe.
class TouchedScopes
{
public:
    explicit TouchedScopes(const ValidationContext &context)
        : m_context(context)
    { }

    void take(const ChangeSet &changes);
    /// Steps that ask for results: some step reports others than before.
    void takeReadersOfResults();

    /// Scopes of a kind that something with one of \p aspects has changed for, ascending.
    [[nodiscard]] QVector<int> scopes(RuleScope scope, Aspects aspects) const;
    /// Scopes that may say a name that has changed.
    [[nodiscard]] QVector<int> renamed(RuleScope scope) const;
    /// What has changed for every scope.
    [[nodiscard]] Aspects everywhere() const { return m_everywhere; }

private:
    /// Aspects, and a bit of its own for names.
    using Marks = QHash<int, uint>;
    [[nodiscard]] bool decidesTimes(int element) const;
    void takeStep(int element, uint marks);
    void takeEnd(int element, uint marks);
    void takeUnits(int element, uint marks);
    void takeContainer(int container, uint marks);
    [[nodiscard]] const Marks &marksOf(RuleScope scope) const;

    const ValidationContext &m_context;
    Marks m_elements;
    Marks m_links;
    Marks m_containers;
    Marks m_units;
    Marks m_recipe; ///< one entry: -1
    Aspects m_everywhere;
};

} // namespace cytoloom
