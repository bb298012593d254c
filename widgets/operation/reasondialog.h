// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtWidgets/QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace cytoloom {

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

    /// The usual reasons for holding, stopping and aborting.
    [[nodiscard]] static QStringList usualReasons();

Q_SIGNALS:
    void confirmed(const QString &reason);

private:
    void check();

    QPlainTextEdit *m_text;
    QLabel *m_hint;
    QPushButton *m_confirm;
    QWidget *m_suggestions;
    bool m_required = true;
};

} // namespace cytoloom
