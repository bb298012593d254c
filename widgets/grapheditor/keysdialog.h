// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtWidgets/QDialog>

class QTreeWidget;

namespace cytoloom {

class CanvasActions;

/// Which key and which gesture does what on the design page; the words are those of the menus, so
/// that the list cannot fall behind them. GUI thread.
class KeysDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \p actions are read now, not kept.
    KeysDialog(const Theme &theme, const CanvasActions &actions, QWidget *parent = nullptr);

private:
    void add(const QString &heading, const QVector<std::pair<QString, QString>> &rows);

    QTreeWidget *m_list;
};

} // namespace cytoloom
