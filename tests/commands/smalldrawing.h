// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"

#include <memory>

namespace cytoloom {

/// A small drawing for tests of edits: begin → a → b → c → end, with a loose step x beside it.
/// Tests of edits inherit it, draw more into m_recipe, and look at what becomes of the document.
class SmallDrawing
{
protected:
    void start(); ///< drawn anew; before each test
    ElementId add(
        ElementKind kind, const char *id, const ElementId &container, double x, double y = 0);
    LinkId join(const char *from, const char *to, GateOutcome outcome = GateOutcome::None);
    /// The control links of one level: "a>b b>c", in alphabetical order.
    [[nodiscard]] QString lines(const ElementId &container = {}) const;
    void perform(RecipeEdit &edit);
    void undoes(const QByteArray &before); ///< one undo step leads back to it, byte by byte

    MasterRecipe m_recipe;
    std::unique_ptr<RecipeDocument> m_document;
};

} // namespace cytoloom
