// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QPlainTextEdit>

namespace cytoloom {

/// A text that is edited where it stands in the drawing: Ctrl+Enter (one line: Enter) or leaving it
/// takes it, Esc does not. Deletes itself.
class InlineTextEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    InlineTextEdit(const QString &text, bool oneLine, QWidget *parent);

Q_SIGNALS:
    void accepted(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void finish(bool accept);

    QString m_before;
    bool m_oneLine;
    bool m_done = false;
};

} // namespace cytoloom
