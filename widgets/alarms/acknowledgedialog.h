// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QDialog>

class QPlainTextEdit;

namespace cytoloom {

/// Acknowledges one alarm: says what it is, takes a comment that may stay empty.
class AcknowledgeDialog final : public QDialog
{
    Q_OBJECT

public:
    AcknowledgeDialog(
        const Theme &theme, const Alarm &alarm, Language language, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(const QString &comment);

private:
    QPlainTextEdit *m_comment;
};

} // namespace cytoloom
