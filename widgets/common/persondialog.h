// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtWidgets/QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace cytoloom {

/// Who stands in front of the window: one of the coded names known here, or a new one. It names a
/// person for the record; it proves nothing (there are no passwords yet).
class PersonDialog final : public QDialog
{
    Q_OBJECT

public:
    PersonDialog(const Theme &theme, const QStringList &known, const QString &current,
        QWidget *parent = nullptr);

    /// The name is wanted for one signature; who is at the window stays.
    void askForSignature();

Q_SIGNALS:
    void chosen(const QString &codedName);

private:
    void check();
    void take(const QString &name);

    QLabel *m_title;
    QLineEdit *m_name;
    QLabel *m_hint;
    QPushButton *m_take;
    bool m_forSignature = false;
};

} // namespace cytoloom
