// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/inlinetextedit.h"

#include <QtGui/QKeyEvent>

namespace cytoloom {

InlineTextEdit::InlineTextEdit(const QString &text, bool oneLine, QWidget *parent)
    : QPlainTextEdit(text, parent)
    , m_before(text)
    , m_oneLine(oneLine)
{
    setObjectName(QStringLiteral("inlineText"));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    selectAll();
}

void InlineTextEdit::finish(bool accept)
{
    if (m_done)
        return;
    m_done = true;
    const QString text = toPlainText();
    hide();
    deleteLater();
    if (accept && text != m_before)
        Q_EMIT accepted(text);
}

void InlineTextEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        finish(false);
    } else if (enter && (m_oneLine || event->modifiers() & Qt::ControlModifier)) {
        finish(true);
    } else {
        QPlainTextEdit::keyPressEvent(event);
        return;
    }
    if (parentWidget())
        parentWidget()->setFocus();
    event->accept();
}

void InlineTextEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        finish(true);
}

} // namespace cytoloom
