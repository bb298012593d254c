// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QDialog>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace cytoloom {

class PersonSlot;

/// Asks for the reason of a command that changes the fate of a batch. Says the consequence first.
/// Reasons that come up often are one touch; anything else is typed. Without one it cannot be
/// confirmed.
class ReasonDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \p danger colours the confirming button; \p required: a reason must be given.
    ReasonDialog(const Theme &theme, const QString &title, const QString &consequence,
        const QString &confirm, bool danger, QWidget *parent = nullptr);

    void setSuggestions(const QStringList &reasons);
    void setRequired(bool required);
    [[nodiscard]] QString reason() const;
    /// Something more to see or to fill in, under the consequence; the dialog owns it.
    void addContent(QWidget *content, int stretch = 0);
    /// What is still missing in that content, a sentence; asked again by recheck().
    void setContentProblem(const std::function<QString()> &problem);
    void recheck() { check(); }
    /// Two different people are needed; \p doneBy stands there already, if anybody.
    void requireTwoPersons(const PersonId &doneBy, const QStringList &known);
    [[nodiscard]] PersonId doneBy() const; ///< empty where nobody was asked for
    [[nodiscard]] PersonId checkedBy() const;

    /// The usual reasons for holding, stopping and aborting.
    [[nodiscard]] static QStringList usualReasons();

Q_SIGNALS:
    void confirmed(const QString &reason);

private:
    void check();
    [[nodiscard]] QString problem() const;

    Theme m_theme;
    std::function<QString()> m_contentProblem;
    PersonSlot *m_doneBy = nullptr;
    PersonSlot *m_checkedBy = nullptr;
    QVBoxLayout *m_contents;
    QPlainTextEdit *m_text;
    QLabel *m_hint;
    QPushButton *m_confirm;
    QWidget *m_suggestions;
    bool m_required = true;
};

} // namespace cytoloom
