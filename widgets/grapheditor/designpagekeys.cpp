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
    // Undo, find and the like mean the drawing wherever the focus stands on this page. Bare keys do
    // not: they are typed by mistake beside it.
    if (!(event->modifiers() & Qt::ControlModifier) || !m_view->isVisible()
        || !m_view->actions().handle(*event))
        Page::keyPressEvent(event);
}

} // namespace cytoloom
