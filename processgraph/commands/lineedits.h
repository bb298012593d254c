// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipeedit.h"

namespace cytoloom {

/// Edits of the line that runs through steps: putting a step into it, closing the gap that a step
/// leaves. They work on an edit and change nothing in a document.
namespace LineEdits {

/// Puts \p step into \p links, which run between the same two steps: A → B becomes A → step → B.
/// The first piece keeps the id of the link with its outcome, priority and hold limit. Control
/// links are always led through; matter only through ports that take its medium, otherwise it goes
/// past the step. A step that stood in another line leaves it, and that line is closed. Fails with
/// "edit.insert.ends" (Begin, End), "edit.insert.elsewhere" (another container),
/// "edit.insert.noPort" (only matter, and no port takes it), "edit.insert.own" (its own line).
Result<void> insert(RecipeEdit &edit, const ElementId &step, const QVector<LinkId> &links);
/// May insert() do it? Cheap: nothing is copied.
Result<void> mayInsert(
    const Procedure &procedure, const ElementId &step, const QVector<LinkId> &links);
/// The same for a step that does not exist yet.
Result<void> mayInsert(const Procedure &procedure, const QVector<LinkId> &links,
    const ElementId &container, ElementKind kind, const QVector<Port> &ports);

/// The line past \p step is closed: what leads to it leads to the step that follows. Only where
/// that is clear: one way out (of a gate: the one that passes); matter, where what flows in flows
/// out again. Links that stay open go with the step. Nothing otherwise.
Result<void> bypass(RecipeEdit &edit, const ElementId &step);
/// Would bypass() join anything?
[[nodiscard]] bool canBypass(const Procedure &procedure, const ElementId &step);

/// As RecipeEdit::remove() with the line closed at every step that goes.
Result<void> removeAndClose(
    RecipeEdit &edit, const QVector<ElementId> &elements, const QVector<LinkId> &links);

} // namespace LineEdits
} // namespace cytoloom
