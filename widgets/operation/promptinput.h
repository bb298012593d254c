// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/prompt.h"
#include "widgets/common/page.h"

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace cytoloom {

class NumberPad;

/// Takes the answer to one prompt in the form that it asks for: nothing more than a confirmation, a
/// number on a pad, a text, one of several choices, or a scan (a keyboard wedge types the code and
/// presses Enter). What was typed survives an update of the same prompt.
class PromptInput final : public Page
{
    Q_OBJECT

public:
    explicit PromptInput(const Theme &theme, QWidget *parent = nullptr);

    void setPrompt(const Prompt &prompt);
    void clear(); ///< no prompt
    /// What is missing before answer() can be given; empty when nothing is.
    [[nodiscard]] QString problem() const;
    /// The answer; its person is empty. Only when problem() is empty.
    [[nodiscard]] PromptAnswer answer() const;
    /// Needs more room than one line.
    [[nodiscard]] bool isTall() const;

Q_SIGNALS:
    void changed();
    /// Enter in a field or the end of a scan: the answer may be sent.
    void accepted();

protected:
    void retranslate() override;
    void restyle() override;

private:
    void fillChoices();
    void showPage(QWidget *page);

    Prompt m_prompt;
    NumberPad *m_number;
    QPlainTextEdit *m_text;
    QWidget *m_choicePage;
    QVBoxLayout *m_choiceLayout;
    QButtonGroup *m_choices;
    QWidget *m_scanPage;
    QLabel *m_scanHint;
    QLabel *m_scanIcon;
    QLineEdit *m_scan;
};

} // namespace cytoloom
