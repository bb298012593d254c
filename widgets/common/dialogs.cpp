// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/dialogs.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QDialog>

namespace cytoloom {

void closeByEscape(QDialog &dialog)
{
    const auto *key = new QShortcut(Qt::Key_Escape, &dialog);
    QObject::connect(key, &QShortcut::activated, &dialog, &QDialog::reject);
}

} // namespace cytoloom
