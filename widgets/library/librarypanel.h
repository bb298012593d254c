// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"
#include "widgets/library/blockmodel.h"

class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace cytoloom {

/// Own blocks beside the palette: dragged onto the canvas or inserted by a double click, saved from
/// the selection. It touches no file: the desk does. GUI thread.
class LibraryPanel final : public Page
{
    Q_OBJECT

public:
    explicit LibraryPanel(const Theme &theme, QWidget *parent = nullptr);

    void setBlocks(const QVector<RecipeBlock> &blocks, int refused);
    void setSelectionCount(int steps); ///< selected on the canvas: may be saved as a block
    [[nodiscard]] BlockModel *model() const { return m_model; }
    [[nodiscard]] QListView *list() const { return m_list; }

Q_SIGNALS:
    void saveRequested();
    void insertRequested(const cytoloom::RecipeBlock &block);
    void removeRequested(const cytoloom::RecipeBlock &block);
    void folderRequested(); ///< another folder for the blocks

protected:
    void retranslate() override;
    void restyle() override;

private:
    void refresh();

    BlockModel *m_model;
    QLabel *m_title;
    QLabel *m_hint;
    QListView *m_list;
    QPushButton *m_save;
    QToolButton *m_remove;
    QToolButton *m_folder;
    int m_selected = 0;
    int m_refused = 0;
};

} // namespace cytoloom
