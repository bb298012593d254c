// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"

/// One procedure, several sets of values (dose 1e8 and 2e8, passage 3 and 5). A set holds what
/// differs from the formula; the active set is the one whose values the formula has. Each edit is
/// one undo step and fails as RecipeDocument::editHeader() and with the codes below.
namespace cytoloom::formulasets {

/// What \p set gives for a value of the formula: its own or the formula's.
[[nodiscard]] std::optional<Quantity> valueOf(
    const MasterRecipe &recipe, const FormulaSet &set, const QString &parameter);
/// Does \p set differ from the formula in \p parameter? Amounts count, not how they are written.
[[nodiscard]] bool differs(
    const MasterRecipe &recipe, const FormulaSet &set, const QString &parameter);
/// The set whose values are those of the formula; empty: none.
[[nodiscard]] QString activeSet(const MasterRecipe &recipe);

/// A new set, at first with the values of set \p like (empty: those of the formula); its id is
/// returned. Fails with "formulaSet.nameTaken" (args: name), "edit.emptyName".
Result<QString> add(RecipeDocument &document, const LocalizedText &name, const QString &like = {});
/// "formulaSet.unknown" (args: set) here and below.
Result<void> remove(RecipeDocument &document, const QString &set);
Result<void> rename(RecipeDocument &document, const QString &set, const LocalizedText &name);
/// A value equal to the formula's is no difference and is not kept. Fails with "unit.incompatible"
/// when \p value does not convert to the formula's unit, "model.unknownFormula".
Result<void> setValue(
    RecipeDocument &document, const QString &set, const QString &parameter, const Quantity &value);
/// The formula takes the values of \p set. What other sets gave they still give, and the values
/// that the formula had are kept as a set of their own unless one has them.
Result<void> activate(RecipeDocument &document, const QString &set);

} // namespace cytoloom::formulasets
