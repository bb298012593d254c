// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"
#include "widgets/itemmodels/palettemodel.h"

#include <QtWidgets/QFrame>

#include <functional>

class QLabel;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;

namespace cytoloom {

/// A small list of steps that fit a place, with search: type, arrow keys, Enter; Esc leaves.
/// Deletes itself when it is closed.
class StepChooser final : public QFrame
{
    Q_OBJECT

public:
    using Fits = std::function<bool(const PaletteEntry &)>;

    StepChooser(const Catalog &catalog, const Theme &theme, Language language,
        PaletteModel::Level level, Fits fits, QWidget *parent);

    /// At \p globalPosition, inside the screen.
    void popUp(QPoint globalPosition);

Q_SIGNALS:
    void chosen(const cytoloom::PaletteEntry &entry);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void choose(const QModelIndex &index);

    PaletteModel *m_model;
    QSortFilterProxyModel *m_fitting;
    QLineEdit *m_search;
    QListView *m_list;
    QLabel *m_none;
};

} // namespace cytoloom
