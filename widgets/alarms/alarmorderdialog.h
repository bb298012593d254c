// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmorder.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QDialog>

class QButtonGroup;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace cytoloom {

/// Asks for what a verb needs: why, in which role, and for shelving how long. Says what the verb
/// leads to, when a shelved alarm comes back, and what is still missing. Acknowledging has a dialog
/// of its own.
class AlarmOrderDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \p now: to say when shelving ends.
    AlarmOrderDialog(const Theme &theme, const Alarm &alarm, AlarmOrder::Verb verb,
        Language language, UtcTime now, QWidget *parent = nullptr);

    /// As it stands; without person.
    [[nodiscard]] AlarmOrder order() const;
    /// What is missing, a sentence; empty: it can be confirmed.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void confirmed(const cytoloom::AlarmOrder &order);

private:
    void addChoices(class QVBoxLayout *layout, const QString &head, QButtonGroup *group,
        const QStringList &words, const QString &name);
    void check();

    Alarm m_alarm;
    AlarmOrder::Verb m_verb;
    UtcTime m_now;
    QStringList m_roles;
    QButtonGroup *m_role;
    QButtonGroup *m_time;
    QButtonGroup *m_reasons;
    QPushButton *m_oneShot = nullptr;
    QPlainTextEdit *m_text;
    QLabel *m_end;
    QLabel *m_hint;
    QPushButton *m_confirm;
};

} // namespace cytoloom
