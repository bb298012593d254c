// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validator.h"
#include "tests/support/recipebuilder.h"

#include <functional>

namespace cytoloom::test {

/// The small catalogue in tests/data/validation/catalog: work, bare, spin, move (transfer), answer.
const Catalog &catalog();

/// V-1, V-2 in room R-C (grade C) and V-A in R-A (A in B), 20 … 1000 mL, heated 4 … 45 °C and
/// calibrated 10 … 42 °C.
Plant plant();

/// One recipe and what must be found in it.
struct RuleCase
{
    const char *name = "";
    std::function<ValidationInput()> input;
    const char *code = ""; ///< "GMP-STR-01.noEnd"; empty: nothing may be found
    const char *places = ""; ///< "element link element": the ids of the places, in order
    const char *words = ""; ///< must stand in both sentences, e.g. the counter-example
};

/// Fills the table of a data-driven test: one row per case.
void addRows(const QVector<RuleCase> &cases);
/// Exactly the finding of the row's case: code, places, both languages without a leftover "{". Only
/// the rules that some case of the table names are asked.
void check(const QVector<RuleCase> &cases);

inline std::function<ValidationInput()> designed(const std::function<MasterRecipe()> &recipe)
{
    return [recipe] {
        ValidationInput input;
        input.recipe = recipe();
        return input;
    };
}
inline std::function<ValidationInput()> bound(const std::function<MasterRecipe()> &recipe)
{
    return [recipe] {
        ValidationInput input;
        input.recipe = recipe();
        input.plant = plant();
        return input;
    };
}

} // namespace cytoloom::test
