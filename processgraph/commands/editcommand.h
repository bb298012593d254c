// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipechange.h"

#include <QtGui/QUndoCommand>

namespace cytoloom {

class RecipeDocument;

/// One undo step: a list of changes that is done and taken back as a whole. Commands of the same
/// gesture (not 0) merge, so that dragging a card through a hundred points is one step.
class EditCommand final : public QUndoCommand
{
public:
    /// \p document outlives its undo stack and so the command.
    EditCommand(RecipeDocument &document, QVector<RecipeChange> changes, const QString &text,
        quint64 gesture = 0);

    void redo() override;
    void undo() override;
    [[nodiscard]] int id() const override { return m_gesture ? 1 : -1; }
    bool mergeWith(const QUndoCommand *other) override;

private:
    RecipeDocument &m_document;
    QVector<RecipeChange> m_changes;
    quint64 m_gesture;
};

} // namespace cytoloom
