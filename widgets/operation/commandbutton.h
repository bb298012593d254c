// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QAbstractButton>

namespace cytoloom {

/// A command for gloved hands: the word, and under it what it does to the batch. A disabled one
/// says why instead. Where a hold time is set, it fires only after it was pressed that long, and
/// shows how far it is; letting go earlier does nothing.
class CommandButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit CommandButton(const Theme &theme, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setTexts(const QString &command, const QString &consequence);
    /// Disables with \p reason; an empty reason enables.
    void setBlocked(const QString &reason);
    [[nodiscard]] QString blockedReason() const { return m_blocked; }
    void setDanger(bool danger);
    void setHoldTime(int ms); ///< 0: an ordinary click
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void triggered();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void startHolding();
    void stopHolding();

    Theme m_theme;
    QString m_consequence;
    QString m_blocked;
    bool m_danger = false;
    int m_holdMs = 0;
    QTimer m_holdTimer;
    QTimer m_progress;
    QElapsedTimer m_held;
};

} // namespace cytoloom
