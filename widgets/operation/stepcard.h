// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"
#include "widgets/operation/stepcontent.h"

class QLabel;
class QPushButton;

namespace cytoloom {

class ElidedLabel;
class PromptInput;

/// One step as a card: what is wanted, why, until when, its parts, and one primary action. A step
/// that runs by itself says so and has no button to press in vain.
class StepCard final : public Page
{
    Q_OBJECT

public:
    explicit StepCard(const Theme &theme, QWidget *parent = nullptr);

    void setContent(const StepContent &content);
    [[nodiscard]] const StepContent &content() const { return m_content; }
    /// Shown in place of the content while there is none.
    void setEmptyText(const QString &title, const QString &text);
    /// Why nobody can answer now (nobody signed in); empty: they can.
    void setBlocked(const QString &reason);
    /// A refusal of the last answer, in red until the next change.
    void setRefusal(const QString &text);

Q_SIGNALS:
    void answered(const cytoloom::PromptAnswer &answer);
    void signRequested(const cytoloom::ElementId &element, cytoloom::SignatureMeaning meaning,
        const QString &role);
    void helpRequested(const cytoloom::ElementId &element);
    void nextRequested(); ///< show the next waiting question

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showAction();
    void showPicture();
    void act();

    StepContent m_content;
    QString m_emptyTitle;
    QString m_emptyText;
    QString m_blocked;
    QString m_refusal;
    bool m_updating = false; ///< what changes now is not a person's doing
    QLabel *m_picture; ///< the unit operation, large
    QLabel *m_caption;
    QLabel *m_title;
    QLabel *m_why;
    QLabel *m_left;
    QLabel *m_window;
    QPushButton *m_others;
    StepLines *m_lines;
    PromptInput *m_input;
    QLabel *m_hint;
    ElidedLabel *m_next;
    QPushButton *m_primary;
    QPushButton *m_help;
};

} // namespace cytoloom
