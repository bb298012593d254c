// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/cardbutton.h"

#include <QtGui/QPainter>

namespace cytoloom {

CardButton::CardButton(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void CardButton::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

void CardButton::setTexts(
    const QString &title, const QString &paragraph, const QString &facts, const QString &mark)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(paragraph);
    m_paragraph = paragraph;
    m_facts = facts;
    m_mark = mark;
    updateGeometry();
    update();
}

void CardButton::setIconName(const QString &name)
{
    m_icon = name;
    update();
}

QSize CardButton::sizeHint() const
{
    return {340, m_paragraph.isEmpty() ? 96 : 196};
}

void CardButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool active = isChecked() || hasFocus();
    const bool lit = underMouse() || isDown();
    painter.setBrush(isDown() ? m_theme.idle : m_theme.raised);
    painter.setPen(QPen(active ? m_theme.accent
            : lit              ? m_theme.strongLine
                               : m_theme.line,
        active ? 2 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Theme::radius, Theme::radius);

    const int left = Theme::space4;
    const int side = 32;
    int textLeft = left;
    if (!m_icon.isEmpty()) {
        Theme::icon(m_icon, isEnabled() ? m_theme.accent : m_theme.strongLine)
            .paint(&painter, QRect(left, Theme::space4, side, side));
        textLeft += side + Theme::space3;
    }
    const QColor ink = isEnabled() ? m_theme.text : m_theme.strongLine;
    int titleRight = width() - Theme::space4;
    if (!m_mark.isEmpty()) {
        painter.setFont(Theme::font(Theme::caption, true));
        const int wide = painter.fontMetrics().horizontalAdvance(m_mark) + 16;
        const QRect place(titleRight - wide, Theme::space4 + 5, wide, 22);
        painter.setPen(QPen(m_theme.strongLine, 1));
        painter.setBrush(m_theme.surface);
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 11, 11);
        painter.setPen(m_theme.muted);
        painter.drawText(place, Qt::AlignCenter, m_mark);
        titleRight -= wide + Theme::space2;
    }
    painter.setFont(Theme::font(17, true));
    painter.setPen(ink);
    // Two lines where one is too short.
    constexpr int Words = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap;
    QRect title(textLeft, Theme::space4, titleRight - textLeft, 2 * side);
    title.setHeight(
        std::max(side, painter.fontMetrics().boundingRect(title, Words, text()).height()));
    painter.drawText(title, Words, text());

    painter.setFont(Theme::font(14));
    painter.setPen(m_theme.muted);
    const int top = title.bottom() + 1 + Theme::space2;
    const int bottom = height() - Theme::space4 - (m_facts.isEmpty() ? 0 : 26);
    painter.drawText(QRect(left, top, width() - 2 * left, std::max(0, bottom - top)),
        Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_paragraph);
    if (!m_facts.isEmpty()) {
        painter.setPen(ink);
        painter.setFont(Theme::font(Theme::body, true));
        const QRect place(left, height() - Theme::space4 - 20, width() - 2 * left, 20);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
            painter.fontMetrics().elidedText(m_facts, Qt::ElideRight, place.width()));
    }
}

} // namespace cytoloom
