// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/commands/elementfactory.h"
#include "processgraph/commands/recipefragment.h"
#include "processgraph/validation/finding.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtGui/QUndoStack>

namespace cytoloom {

/// The recipe that is being drawn. All edits pass through here; each call is one undo step, undo to
/// the start and redo give the same file byte by byte. Only a Draft can be edited: everything else
/// is refused with "edit.notDraft" (args: status). GUI thread; recipe() copied is a snapshot for a
/// worker. \p catalog outlives the document.
class RecipeDocument final : public QObject
{
    Q_OBJECT

public:
    explicit RecipeDocument(const Catalog &catalog, QObject *parent = nullptr);
    ~RecipeDocument() override;

    [[nodiscard]] const MasterRecipe &recipe() const { return m_recipe; }
    [[nodiscard]] const Procedure &procedure() const { return m_recipe.procedure; }
    [[nodiscard]] const Catalog &catalog() const { return m_catalog; }
    [[nodiscard]] QUndoStack *undoStack() { return &m_undo; }
    [[nodiscard]] const QString &fileName() const { return m_fileName; }
    [[nodiscard]] bool isModified() const { return !m_undo.isClean(); }
    [[nodiscard]] bool isEditable() const { return m_recipe.status == RecipeStatus::Draft; }

    /// Another recipe: undo starts anew.
    void setRecipe(const MasterRecipe &recipe, const QString &fileName = {});
    Result<void> open(const QString &fileName); ///< as readRecipeFile(); nothing changes on failure
    Result<void> save(); ///< as writeRecipeFile(); "edit.noFileName"
    Result<void> saveAs(const QString &fileName);
    /// Another thread has written \p saved to \p fileName: what the recipe was when the undo stack
    /// stood at \p index. What was edited meanwhile stays to be saved, and undoing it is clean
    /// again.
    void setSaved(const QString &fileName, int index, const MasterRecipe &saved);

    Result<ElementId> addFromPalette(
        const PaletteEntry &entry, const ElementId &container, Position position);
    Result<void> remove(const QVector<ElementId> &elements, const QVector<LinkId> &links);
    /// Moves of one \p gesture (newGesture()) merge into one undo step.
    Result<void> move(const QHash<ElementId, Position> &positions, quint64 gesture = 0);
    Result<void> arrange(const QHash<ElementId, Position> &positions);
    /// \p link as connectionrules propose it; its id is given here.
    Result<LinkId> connectSteps(Link link);
    /// Phases \p one and \p other wait for each other: the two sides of a transfer. Each has one
    /// partner, so older sync links of both go; an empty \p other only takes those of \p one away.
    /// One undo step. As connectSteps(), and "edit.connect.syncUnit" within one unit procedure.
    Result<void> synchronise(const ElementId &one, const ElementId &other);
    /// What flows through \p port comes from or goes to \p other and nowhere else; an empty
    /// element leaves the port open. One undo step. As connectSteps().
    Result<void> joinPort(const Endpoint &port, const Endpoint &other);
    /// The repair that \p finding names, as one undo step; as RecipeFix::apply().
    Result<void> fix(const Finding &finding, const QString &what);
    Result<void> rename(const ElementId &id, const LocalizedText &name);
    /// \p what: the words of the undo menu; empty for "Edit".
    Result<void> edit(const Element &element, const QString &what = {});
    Result<void> edit(const Link &link, const QString &what = {});
    /// Everything but the procedure: names, formula, bill of materials, unit roles.
    Result<void> editHeader(const MasterRecipe &recipe, const QString &what = {});
    /// Returns the outermost copies; what came with them is told by cameAlong().
    Result<QVector<ElementId>> paste(
        const RecipeFragment &fragment, const ElementId &container, Position offset);
    Result<QVector<ElementId>> duplicate(const QVector<ElementId> &elements);
    /// Turns a recipe that is no draft into a draft of the next version: the one edit that an
    /// approved recipe allows. Fails with "edit.isDraft".
    Result<void> startNewVersion();

    /// An edit that was put together elsewhere, on a copy of recipe() as it is now: one undo step
    /// under the name \p text. Nothing when the edit is empty.
    Result<void> perform(RecipeEdit &edit, const QString &text, quint64 gesture = 0);

    [[nodiscard]] quint64 newGesture() { return ++m_gesture; }

Q_SIGNALS:
    void elementAdded(const cytoloom::ElementId &id);
    void elementRemoved(const cytoloom::ElementId &id, const cytoloom::ElementId &container);
    void elementChanged(const cytoloom::ElementId &id);
    void linkAdded(const cytoloom::LinkId &id);
    void linkRemoved(const cytoloom::LinkId &id);
    void linkChanged(const cytoloom::LinkId &id);
    void headerChanged();
    void recipeReset();
    /// Once after each edit, undo, redo and reset, after the signals above.
    void changed();
    void fileNameChanged();
    /// After each paste: which parts the steps brought into the recipe, in the same undo step.
    void cameAlong(const cytoloom::BroughtParts &parts);

private:
    friend class EditCommand;
    void take(const QVector<RecipeChange> &changes);
    void announce(const RecipeChange &change);
    void commit(RecipeEdit &edit, const QString &text, quint64 gesture = 0);
    [[nodiscard]] Result<void> mayEdit() const;
    Result<void> place(
        const QHash<ElementId, Position> &positions, const QString &text, quint64 gesture);

    const Catalog &m_catalog;
    MasterRecipe m_recipe;
    QUndoStack m_undo;
    QString m_fileName;
    quint64 m_gesture = 0;
};

} // namespace cytoloom
