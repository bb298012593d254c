// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"
#include "widgets/itemmodels/palettemodel.h"

class QButtonGroup;
class QLineEdit;
class QListView;
class QToolButton;

namespace cytoloom {

class PaletteDelegate;

/// Left of the canvas: search, and what can be dragged into the drawing. Double click or Enter puts
/// it into the middle of what is seen; Enter in the search takes the first that was found.
class PaletteWidget final : public Page
{
    Q_OBJECT

public:
    PaletteWidget(const Catalog &catalog, const Theme &theme, QWidget *parent = nullptr);

    void setLevel(PaletteModel::Level level);
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] PaletteModel *model() const { return m_model; }

Q_SIGNALS:
    void chosen(const cytoloom::PaletteEntry &entry);

protected:
    void retranslate() override;
    void restyle() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    PaletteModel *m_model;
    PaletteDelegate *m_delegate;
    QLineEdit *m_search;
    QAction *m_searchIcon;
    QToolButton *m_operations;
    QToolButton *m_phases;
    QListView *m_list;
};

} // namespace cytoloom
