// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"
#include "widgets/common/theme.h"
#include "widgets/documents/versionbar.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace cytoloom {

/// One step in the life of a version: says what it means, shows who has signed so far, and asks who
/// signs, as what and why. It stays open while the step is refused. It proves nobody's identity:
/// there are no passwords yet. GUI thread.
class SignDialog final : public QDialog
{
    Q_OBJECT

public:
    SignDialog(const Theme &theme, Language language, VersionStep step, const MasterRecipe &recipe,
        const QString &person, QWidget *parent = nullptr);

    void setPerson(const QString &person);
    [[nodiscard]] QString person() const { return m_person; }
    [[nodiscard]] QString role() const; ///< approvalroles; empty where the step has only one
    [[nodiscard]] QString reason() const;
    /// The step was refused: what is in the way, in words.
    void showRefusal(const QString &text);

Q_SIGNALS:
    void personRequested(); ///< the button beside the name
    void confirmed();

private:
    void check();
    void addSignatures(const MasterRecipe &recipe);

    VersionStep m_step;
    QString m_person;
    QLabel *m_signer;
    QComboBox *m_role;
    QPlainTextEdit *m_reason;
    QLabel *m_hint;
    QPushButton *m_confirm;
};

/// The signatures under \p recipe as rows of text: meaning, role, person, time, reason.
[[nodiscard]] QVector<QStringList> signatureRows(const MasterRecipe &recipe);

} // namespace cytoloom
