// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/recipelibrary.h"

#include <QtCore/QObject>
#include <QtCore/QPointF>

namespace cytoloom {

class LibraryPanel;
class MainWindow;
class RecipeDesk;
class RecipeDocument;

/// Own blocks, templates and formula sets: what is used again in other recipes. The folder of the
/// blocks is read and written in the pool. GUI thread.
class LibraryDesk final : public QObject
{
    Q_OBJECT

public:
    LibraryDesk(MainWindow &window, RecipeDesk &recipes, QObject *parent = nullptr);
    ~LibraryDesk() override;

    /// Where blocks are kept: the application's data unless a person chose another folder.
    [[nodiscard]] static QString folder();
    void refresh(); ///< reads the folder anew
    /// A draft with a new id and the content of \p fileName, beside the open recipes.
    void newFromTemplate(const QString &fileName);
    void showFormulaSets();

Q_SIGNALS:
    void refreshed();

protected:
    /// Blocks dropped on the canvas are pasted where they were dropped.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectPanel();
    void saveSelection();
    void insert(const RecipeBlock &block);
    void paste(const QByteArray &fragment, QPointF at);
    void removeBlock(const RecipeBlock &block);
    void chooseFolder();

    MainWindow &m_window;
    RecipeDesk &m_recipes;
    LibraryPanel *m_panel;
};

} // namespace cytoloom
