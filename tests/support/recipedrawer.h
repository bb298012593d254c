// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "tests/support/canvashand.h"
#include "tests/support/headerentry.h"
#include "tests/support/stepentry.h"

namespace cytoloom {

/// Draws a recipe that is given as a model into the empty document of a design page, with the hand
/// alone. The script of the drawing follows from the model, so that it never goes stale: header,
/// then level by level each step at its place with all its fields, the lines of control, and in the
/// end what flows between units. Throws Stuck. GUI thread.
class RecipeDrawer
{
public:
    /// All outlive the drawer; \p page shows \p document.
    RecipeDrawer(
        Hand &hand, DesignPage &page, const RecipeDocument &document, const MasterRecipe &model);

    void drawHeader();
    /// What lies in \p model, into the container that is open; and so on inside.
    void drawLevel(const ElementId &model);
    void drawFlows();

    /// Of which steps and links something could not be entered, and why; the drawing went on.
    [[nodiscard]] QStringList leftOut() const { return m_leftOut; }

    /// What was drawn, under the ids of the model: what is left of differences is real.
    [[nodiscard]] MasterRecipe drawn() const;
    /// What the step of the model became.
    [[nodiscard]] ElementId made(const ElementId &step) const { return m_made.value(step); }

private:
    void place(const ElementId &step);
    void drawInside(const ElementId &step);
    void drawControl(const Link &link);
    void drawFlow(const Link &link);
    void openLevelOf(const ElementId &step);
    void enterLink(const Link &wanted);
    /// A Stuck there is noted, so that one run tells of all that are left.
    template <class Enter> void tryTo(const QString &what, Enter enter);
    [[nodiscard]] LinkId find(const Link &link) const;
    [[nodiscard]] PortId portOf(const Endpoint &end) const;
    [[nodiscard]] QString placeText(const ElementId &step) const;

    const RecipeDocument &m_document;
    const MasterRecipe &m_model;
    DesignPage &m_page;
    CanvasHand m_canvas;
    InspectorHand m_inspector;
    StepEntry m_steps;
    QStringList m_leftOut;
    QHash<ElementId, ElementId> m_made; ///< of the model → as drawn
};

} // namespace cytoloom
