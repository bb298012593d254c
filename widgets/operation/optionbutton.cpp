// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/optionbutton.h"

#include "widgets/operation/touch.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

OptionButton::OptionButton(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void OptionButton::setTexts(
    const QString &word, const QString &consequence, const QString &marks, bool advised)
{
    setText(word);
    m_consequence = consequence;
    m_marks = marks;
    m_advised = advised;
    setAccessibleName(word);
    setAccessibleDescription(consequence);
    setToolTip(consequence);
    update();
}

void OptionButton::setIconName(const QString &name)
{
    m_icon = name;
    update();
}

QSize OptionButton::sizeHint() const
{
    return {Theme::millimetres(60), std::max(touch::critical(), 96)};
}

QSize OptionButton::minimumSizeHint() const
{
    return {touch::critical(), std::max(touch::critical(), 88)};
}

void OptionButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setBrush(!isEnabled() ? m_theme.surface : isDown() ? m_theme.idle : m_theme.raised);
    painter.setPen(QPen(!isEnabled()  ? m_theme.line
            : m_advised || hasFocus() ? m_theme.accent
                                      : m_theme.strongLine,
        isEnabled() && (m_advised || hasFocus()) ? 2.4 : 1.2));
    painter.drawRoundedRect(frame, 5, 5);
    const QColor ink = isEnabled() ? m_theme.text : m_theme.muted;
    Theme::icon(m_icon, isEnabled() ? m_theme.accent : m_theme.strongLine)
        .paint(&painter, QRect(12, 10, 26, 26));
    double right = width() - 12;
    if (!m_marks.isEmpty()) {
        painter.setFont(Theme::font(13, true));
        const double wide = painter.fontMetrics().horizontalAdvance(m_marks) + 2;
        painter.setPen(m_advised && isEnabled() ? m_theme.accent : m_theme.muted);
        painter.drawText(
            QRectF(right - wide, 10, wide, 26), Qt::AlignRight | Qt::AlignVCenter, m_marks);
        right -= wide + 8;
    }
    painter.setFont(Theme::font(19, true));
    painter.setPen(ink);
    painter.drawText(QRectF(46, 9, right - 46, 28), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, int(right - 46)));
    painter.setPen(m_theme.muted);
    const QRectF place(14, 40, width() - 28, height() - 46);
    // As large as it fits: nothing of a consequence may be cut.
    for (int size = 15; size >= 12; --size) {
        painter.setFont(Theme::font(size));
        const QRectF needed
            = painter.boundingRect(place, int(Qt::AlignLeft) | Qt::TextWordWrap, m_consequence);
        if (needed.height() <= place.height() || size == 12)
            break;
    }
    painter.drawText(place, int(Qt::AlignLeft) | Qt::TextWordWrap, m_consequence);
}

} // namespace cytoloom
