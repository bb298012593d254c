// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipeedit.h"

#include <QtCore/QPointF>
#include <QtCore/QRectF>
#include <QtCore/QSet>

namespace cytoloom {

/// How steps are taken from one container to another within an edit: the parts of Enclosure.
namespace StepTransfer {

using Steps = QSet<ElementId>;

/// How control enters and leaves a set of steps.
struct Line
{
    QVector<Link> in, out;
    ElementId first, last; ///< empty: several, or none
};

[[nodiscard]] Line lineOf(const Procedure &procedure, const Steps &steps);

/// Steps with all their content and every link that touches it, taken out of a recipe.
struct Lifted
{
    struct Part
    {
        Element element;
        ElementId container;
    };
    QVector<Part> parts; ///< container before content
    QVector<Link> links;
};

/// Takes \p steps of one container out.
Result<Lifted> lift(RecipeEdit &edit, const Steps &steps);
/// Puts the elements back, \p steps into \p container and moved by \p shift. Links are the
/// caller's.
Result<void> lower(RecipeEdit &edit, const Lifted &lifted, const Steps &steps,
    const ElementId &container, QPointF shift);
/// The lifted links but those of control that cross the edge of \p line.
Result<void> addKept(RecipeEdit &edit, const Lifted &lifted, const Line &line);
/// A control link with a fresh id.
Result<void> join(RecipeEdit &edit, const ElementId &from, const ElementId &to,
    GateOutcome outcome = GateOutcome::None);

/// Of the positions of \p steps.
[[nodiscard]] QRectF extentOf(const Procedure &procedure, const Steps &steps);
/// The first child of that kind; empty: none.
[[nodiscard]] ElementId only(
    const Procedure &procedure, const ElementId &container, ElementKind kind);
[[nodiscard]] std::optional<ElementKind> kindOf(const Procedure &procedure, const ElementId &id);
[[nodiscard]] double onGrid(double value);

} // namespace StepTransfer
} // namespace cytoloom
