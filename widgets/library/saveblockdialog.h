// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace cytoloom {

/// Name and note of a block. A name that is there already makes a new version of that block.
/// GUI thread.
class SaveBlockDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \p known: English name → version of the blocks that are there.
    SaveBlockDialog(const Theme &theme, const QMap<QString, int> &known, const LocalizedText &name,
        QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(const cytoloom::LocalizedText &name, const cytoloom::LocalizedText &note);

private:
    void check();

    QMap<QString, int> m_known;
    QLineEdit *m_en;
    QLineEdit *m_zh;
    QLineEdit *m_noteEn;
    QLineEdit *m_noteZh;
    QLabel *m_hint;
    QPushButton *m_save;
};

} // namespace cytoloom
