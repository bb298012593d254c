// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "tests/support/inspectorhand.h"

namespace cytoloom {

/// Enters the header of a recipe into the inspector while nothing is selected: names, evidence,
/// formula, bill of materials and unit roles. As StepEntry.
class HeaderEntry
{
public:
    HeaderEntry(InspectorHand &hand, const RecipeDocument &document);

    void enter(const MasterRecipe &wanted);

private:
    [[nodiscard]] const MasterRecipe &now() const { return m_document.recipe(); }
    void names(const MasterRecipe &wanted);
    void formula(int index, const FormulaParameter &wanted);
    void material(int index, const BomLine &wanted);
    void role(int index, const UnitRole &wanted);
    void texts(const QString &field, const LocalizedText &now, const LocalizedText &wanted);
    /// The fields that all lines have; of the unfolded entry \p box.
    void quantity(const QString &box, const Quantity &now, const Quantity &wanted);

    InspectorHand &m_hand;
    const RecipeDocument &m_document;
};

} // namespace cytoloom
