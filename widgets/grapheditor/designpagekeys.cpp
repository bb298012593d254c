// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The second part of DesignPage: keys.
#include "widgets/grapheditor/canvasactions.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/keysdialog.h"

#include <QtGui/QKeyEvent>

namespace cytoloom {

void DesignPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F1) {
        auto *keys = new KeysDialog(theme(), m_view->actions(), this);
        keys->open();
        return;
    }
    // Undo, find and the like mean the drawing wherever the focus stands on this page, and so does
    // F2. Other bare keys do not: they are typed by mistake beside it.
    const bool meant = event->modifiers() & Qt::ControlModifier || event->key() == Qt::Key_F2;
    if (!meant || !m_view->isVisible() || !m_view->actions().handle(*event))
        Page::keyPressEvent(event);
}

} // namespace cytoloom
