// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/expression.h"
#include "processgraph/foundation/language.h"
#include "widgets/inspector/conditionnames.h"

#include <QtWidgets/QPlainTextEdit>

class QCompleter;
class QLabel;
class QLineEdit;
class QStandardItemModel;

namespace cytoloom {

/// A transition condition with its syntax checked while it is typed; taken when the field is left
/// or Ctrl+Enter is pressed, and only when it is good. Names complete as they are typed (Ctrl+Space
/// shows all); a name that nothing gives and units that do not fit are pointed out; "Try" says what
/// the condition is for values that a person makes up. GUI thread.
class ConditionEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit ConditionEdit(QWidget *parent = nullptr);

    void setCondition(const QString &condition);
    void setLanguage(Language language) { m_language = language; }
    /// What can be read here. Empty: unknown, so no name is pointed out.
    void setNames(const QVector<ConditionName> &names);
    /// A transition without a condition is the way that is taken when no other one is.
    void setMayBeEmpty(bool may) { m_mayBeEmpty = may; }
    void setReadOnly(bool readOnly) { m_text->setReadOnly(readOnly); }
    [[nodiscard]] QPlainTextEdit *editor() const { return m_text; }
    [[nodiscard]] QCompleter *completer() const { return m_completer; }
    /// "BR-01.temperature ≥ 30": as people read operators.
    [[nodiscard]] static QString readable(const QString &condition);

Q_SIGNALS:
    void edited(const QString &condition);
    /// While typing: what stands there, or nothing while it cannot be read.
    void typed(const QString &condition);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void check();
    void tryOut();
    void take();
    void complete(bool all);
    void insertName(const QString &name);
    [[nodiscard]] QString namesText(const Expression &parsed) const;
    [[nodiscard]] QString unitsText(const QString &condition) const;
    [[nodiscard]] QString wordAtCursor() const;

    QPlainTextEdit *m_text;
    QLabel *m_verdict;
    QLineEdit *m_try;
    QLabel *m_outcome;
    QCompleter *m_completer;
    QStandardItemModel *m_completions;
    QVector<ConditionName> m_names;
    QString m_condition;
    Language m_language = Language::En;
    bool m_mayBeEmpty = false;
};

} // namespace cytoloom
