// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

#include <QtCore/QRandomGenerator>

namespace cytoloom::test {

/// Recipes that make no sense but hold anything that a file can hold: every field filled at some
/// time, odd texts, extreme numbers, nesting. The same seed gives the same recipe.
class RandomRecipe
{
public:
    explicit RandomRecipe(quint32 seed)
        : m_random(seed)
    { }

    [[nodiscard]] MasterRecipe recipe(int elements);
    /// \p element with other values in some of its fields; id, kind, ports and content stay.
    [[nodiscard]] Element changed(Element element);
    [[nodiscard]] LocalizedText text();
    [[nodiscard]] int below(int bound) { return int(m_random.bounded(bound)); }
    [[nodiscard]] bool chance(int percent) { return below(100) < percent; }

private:
    [[nodiscard]] QString word();
    [[nodiscard]] double number();
    [[nodiscard]] Unit unit();
    [[nodiscard]] Quantity quantity() { return {number(), unit()}; }
    [[nodiscard]] Range range();
    [[nodiscard]] Duration duration();
    [[nodiscard]] UtcTime time() { return utcFromMs(qint64(below(2'000'000'000)) * 1000); }
    /// Any attributes that \p home may carry.
    [[nodiscard]] Attributes attributes(AttributeHome home);
    [[nodiscard]] Parameter parameter(int index);
    [[nodiscard]] Port port(int index);
    [[nodiscard]] Criterion criterion();
    [[nodiscard]] Element element(int index);
    void addHeader(MasterRecipe &recipe);
    void addVersion(MasterRecipe &recipe);
    void addAnnotations(MasterRecipe &recipe);
    void addLinks(MasterRecipe &recipe, int count);
    template <class T> [[nodiscard]] std::optional<T> perhaps(T value)
    {
        return chance(40) ? std::optional<T>(value) : std::nullopt;
    }

    QRandomGenerator m_random;
};

} // namespace cytoloom::test
