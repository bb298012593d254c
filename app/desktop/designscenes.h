// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/picturescene.h"
#include "processgraph/model/masterrecipe.h"

#include <QtCore/QPointer>

namespace cytoloom {

class MainWindow;
class RecipeDocument;
class Workspace;

/// The designer in use, for the pictures: a new version of the recipe on the page is begun and
/// edited with some slips in it, and everything that helps to see them is opened. GUI thread.
class DesignScenes final
{
public:
    /// Window and workspace outlive it. Conditions are tried on the record of \p batch.
    DesignScenes(MainWindow &window, Workspace &workspace, const QString &batch);

    [[nodiscard]] QVector<PictureScene> scenes();

private:
    using Step = PictureScene::Step;
    [[nodiscard]] Step onOriginal();
    [[nodiscard]] Step onDraft();
    [[nodiscard]] Step openStep(const ElementId &id, const QString &unfold = {});
    [[nodiscard]] Step waitForWindow(const QString &name);
    [[nodiscard]] Step compare();
    [[nodiscard]] static Step firstDifference(bool overlaid);
    [[nodiscard]] Step compiled(int tab);
    [[nodiscard]] Step donors();
    [[nodiscard]] Step scrolled(const QString &area);
    void makeDraft();
    void editDraft(RecipeDocument &document);
    void fillLibrary();
    void typeCondition();
    void tryCondition();
    void chooseFinding();

    MainWindow &m_window;
    Workspace &m_workspace;
    QString m_batch;
    QPointer<RecipeDocument> m_draft;
    MasterRecipe m_original;
};

} // namespace cytoloom
