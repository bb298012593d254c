// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"

#include <QtWidgets/QPlainTextEdit>

class QLabel;

namespace cytoloom {

/// A transition condition with its syntax checked while it is typed; taken when the field is left
/// or Ctrl+Enter is pressed, and only when it is good. GUI thread.
class ConditionEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit ConditionEdit(QWidget *parent = nullptr);

    void setCondition(const QString &condition);
    void setLanguage(Language language) { m_language = language; }
    void setReadOnly(bool readOnly) { m_text->setReadOnly(readOnly); }
    [[nodiscard]] QPlainTextEdit *editor() const { return m_text; }
    /// "BR-01.temperature ≥ 30": as people read operators.
    [[nodiscard]] static QString readable(const QString &condition);

Q_SIGNALS:
    void edited(const QString &condition);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void check();
    void take();

    QPlainTextEdit *m_text;
    QLabel *m_verdict;
    QString m_condition;
    Language m_language = Language::En;
};

} // namespace cytoloom
