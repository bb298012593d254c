// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "processgraph/foundation/utctime.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QDialog>

class QTreeWidget;
class QPushButton;

namespace cytoloom {

/// After a crash: what was drawn and not saved, with the time and what differs from the file, and
/// the choice what to do with it. Nothing is thrown away by closing the dialog. GUI thread.
class RestoreDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Item
    {
        LocalizedText name;
        QString fileName; ///< empty: it was never saved
        UtcTime time {};
        int differences = 0;
        int widened = 0;
        bool fileGone = false;
    };
    RestoreDialog(const Theme &theme, Language language, const QVector<Item> &items,
        QWidget *parent = nullptr);

Q_SIGNALS:
    /// The chosen ones are to be opened; the others are not wanted.
    void restoreRequested(const QVector<int> &items);
    void discardRequested();

private:
    QTreeWidget *m_list;
    QPushButton *m_restore;
};

} // namespace cytoloom
