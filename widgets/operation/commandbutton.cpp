// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/commandbutton.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

CommandButton::CommandButton(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_holdTimer.setSingleShot(true);
    m_progress.setInterval(30);
    connect(&m_progress, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&m_holdTimer, &QTimer::timeout, this, [this] {
        stopHolding();
        Q_EMIT triggered();
    });
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_holdMs == 0)
            Q_EMIT triggered();
    });
}

void CommandButton::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

void CommandButton::setTexts(const QString &command, const QString &consequence)
{
    setText(command);
    m_consequence = consequence;
    setAccessibleName(command);
    setAccessibleDescription(m_blocked.isEmpty() ? consequence : m_blocked);
    update();
}

void CommandButton::setBlocked(const QString &reason)
{
    m_blocked = reason;
    setEnabled(reason.isEmpty());
    setToolTip(reason);
    setAccessibleDescription(reason.isEmpty() ? m_consequence : reason);
    if (!reason.isEmpty())
        stopHolding();
    update();
}

void CommandButton::setDanger(bool danger)
{
    m_danger = danger;
    update();
}

void CommandButton::setHoldTime(int ms)
{
    m_holdMs = ms;
}

QSize CommandButton::sizeHint() const
{
    return {Theme::millimetres(50), std::max(Theme::millimetres(20), 76)};
}

QSize CommandButton::minimumSizeHint() const
{
    return {Theme::millimetres(20), sizeHint().height()};
}

void CommandButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    const QColor edge = !isEnabled() ? m_theme.line
        : m_danger                   ? m_theme.alarm[0]
                                     : m_theme.strongLine;
    painter.setBrush(!isEnabled() ? m_theme.surface : isDown() ? m_theme.idle : m_theme.raised);
    painter.setPen(QPen(hasFocus() ? m_theme.accent : edge, m_danger || hasFocus() ? 2 : 1.4));
    painter.drawRoundedRect(frame, 5, 5);
    if (m_holdTimer.isActive()) {
        const double part = std::clamp(double(m_held.elapsed()) / m_holdMs, 0.0, 1.0);
        QColor fill = m_theme.alarm[0];
        fill.setAlphaF(0.30F);
        painter.setClipRect(
            QRectF(frame.left(), frame.top(), frame.width() * part, frame.height()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(frame, 5, 5);
        painter.setClipping(false);
    }
    const double middle = frame.height() * 0.54;
    painter.setFont(Theme::font(21, true));
    painter.setPen(!isEnabled() ? m_theme.strongLine : m_danger ? m_theme.alarm[0] : m_theme.text);
    painter.drawText(QRectF(8, 6, width() - 16, middle - 2), Qt::AlignCenter, text());
    QFont small = Theme::font(14);
    painter.setFont(small);
    painter.setPen(m_theme.muted);
    const QString line = isEnabled() ? m_consequence : m_blocked;
    const QRectF place(8, middle, width() - 16, height() - middle - 8);
    if (painter.fontMetrics().horizontalAdvance(line) > place.width()) {
        small.setPixelSize(Theme::caption);
        painter.setFont(small);
        painter.drawText(place, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, line);
    } else {
        painter.drawText(place, Qt::AlignHCenter | Qt::AlignVCenter, line);
    }
}

void CommandButton::startHolding()
{
    m_held.start();
    m_holdTimer.start(m_holdMs);
    m_progress.start();
    update();
}

void CommandButton::stopHolding()
{
    m_holdTimer.stop();
    m_progress.stop();
    update();
}

void CommandButton::mousePressEvent(QMouseEvent *event)
{
    QAbstractButton::mousePressEvent(event);
    if (m_holdMs > 0 && isEnabled() && event->button() == Qt::LeftButton)
        startHolding();
}

void CommandButton::mouseReleaseEvent(QMouseEvent *event)
{
    stopHolding();
    QAbstractButton::mouseReleaseEvent(event);
}

void CommandButton::keyPressEvent(QKeyEvent *event)
{
    if (m_holdMs > 0 && event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat() && isEnabled())
            startHolding();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void CommandButton::keyReleaseEvent(QKeyEvent *event)
{
    if (m_holdMs > 0 && event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat())
            stopHolding();
        return;
    }
    QAbstractButton::keyReleaseEvent(event);
}

void CommandButton::focusOutEvent(QFocusEvent *event)
{
    stopHolding();
    QAbstractButton::focusOutEvent(event);
}

} // namespace cytoloom
