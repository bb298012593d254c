// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipeedit.h"

namespace cytoloom {

/// Steps become the content of a container of their own, and the other way round: real levels of
/// the procedure, with their own Begin and End and with control links led anew. Ids of steps and
/// of links of matter stay. They work on an edit and change nothing in a document.
namespace Enclosure {

/// What a container around \p steps could be, the most useful first; empty: nothing.
[[nodiscard]] QVector<ElementKind> possibleKinds(
    const Procedure &procedure, const QVector<ElementId> &steps);

/// Puts \p steps of one container into a new container of \p kind. They must be a piece of line:
/// entered at one step and left at one ("edit.enclose.entries", "edit.enclose.exits"), without the
/// Begin or End of their level ("edit.enclose.ends"), of one level ("edit.enclose.levels"), and
/// such that ISA-88 allows the nesting ("edit.nesting"). Nothing selected: "edit.enclose.nothing".
Result<ElementId> enclose(
    RecipeEdit &edit, const QVector<ElementId> &steps, ElementKind kind, const LocalizedText &name);

/// A piece of line inside an operation (or unit procedure) becomes a container of the same kind
/// behind it; what followed the piece goes into another one. As enclose(), and "edit.enclose.split"
/// where the container itself has no single place behind it. Returns the container of \p steps.
Result<ElementId> splitOut(
    RecipeEdit &edit, const QVector<ElementId> &steps, const LocalizedText &name);

/// Takes \p container away and leaves its content: in the container's own place where the content
/// may lie there, otherwise at the end of the container of the same kind before it. Fails with
/// "edit.dissolve.line" (the content has not one first and one last step), "edit.dissolve.nowhere"
/// (the content may lie neither here nor in what goes before).
Result<QVector<ElementId>> dissolve(RecipeEdit &edit, const ElementId &container);

} // namespace Enclosure
} // namespace cytoloom
