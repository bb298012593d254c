// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/checkrow.h"

#include "widgets/operation/attention.h"
#include "widgets/operation/touch.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

CheckRow::CheckRow(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CheckRow::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

void CheckRow::setContent(CheckState state, const QString &title, const QString &detail)
{
    m_state = state;
    m_detail = detail;
    setText(title);
    describe();
}

void CheckRow::describe()
{
    setAccessibleName(text() + u": "_s + word(m_state));
    setAccessibleDescription(m_detail);
    update();
}

void CheckRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QAbstractButton::changeEvent(event);
}

QString CheckRow::word(CheckState state)
{
    switch (state) {
    case CheckState::Open:
        return tr("open");
    case CheckState::Passed:
        return tr("OK");
    case CheckState::Failed:
        return tr("not OK");
    case CheckState::Excepted:
        return tr("exception");
    }
    return {};
}

QColor CheckRow::colour(const Theme &theme, CheckState state)
{
    switch (state) {
    case CheckState::Open:
        return theme.strongLine;
    case CheckState::Passed:
        return theme.passed;
    case CheckState::Failed:
        return theme.rejected;
    case CheckState::Excepted:
        return theme.quarantine;
    }
    return theme.strongLine;
}

void CheckRow::paintShape(
    QPainter &painter, const Theme &theme, CheckState state, const QRectF &box)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor fill = colour(theme, state);
    const QColor ink = AttentionLook::inkOn(fill);
    const double w = box.width();
    const QPointF at = box.topLeft();
    const auto point = [&](double x, double y) { return at + QPointF(x * w, y * w); };
    const QPen stroke(ink, std::max(2.0, w / 9), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    switch (state) {
    case CheckState::Open:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(fill, std::max(2.0, w / 11)));
        painter.drawEllipse(box.adjusted(2, 2, -2, -2));
        break;
    case CheckState::Passed:
        painter.drawEllipse(box);
        painter.setPen(stroke);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(QPolygonF({point(0.27, 0.52), point(0.44, 0.69), point(0.75, 0.33)}));
        break;
    case CheckState::Failed:
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3);
        painter.setPen(stroke);
        painter.drawLine(point(0.30, 0.30), point(0.70, 0.70));
        painter.drawLine(point(0.70, 0.30), point(0.30, 0.70));
        break;
    case CheckState::Excepted:
        painter.drawPolygon(QPolygonF({point(0.5, 0.04), point(1, 0.94), point(0, 0.94)}));
        painter.setPen(stroke);
        painter.drawLine(point(0.5, 0.38), point(0.5, 0.62));
        painter.drawPoint(point(0.5, 0.80));
        break;
    }
    painter.restore();
}

QSize CheckRow::sizeHint() const
{
    return {420, touch::normal()};
}

void CheckRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setBrush(isDown() ? m_theme.idle : m_theme.raised);
    painter.setPen(QPen(isChecked() || hasFocus() ? m_theme.accent : m_theme.line,
        isChecked() || hasFocus() ? 2.4 : 1));
    painter.drawRoundedRect(frame, Theme::radius, Theme::radius);
    const double side = 28;
    paintShape(painter, m_theme, m_state, QRectF(13, (height() - side) / 2, side, side));
    const double left = 13 + side + 12;
    painter.setFont(Theme::font(14, true));
    const QString state = word(m_state);
    const double stateWidth = painter.fontMetrics().horizontalAdvance(state) + 4;
    painter.setPen(m_state == CheckState::Open ? m_theme.muted : colour(m_theme, m_state));
    painter.drawText(QRectF(width() - 13 - stateWidth, 0, stateWidth, height()),
        Qt::AlignRight | Qt::AlignVCenter, state);
    const double room = width() - 13 - stateWidth - 10 - left;
    const bool two = !m_detail.isEmpty();
    painter.setFont(Theme::font(17, true));
    painter.setPen(m_theme.text);
    const QRectF title(left, two ? 6 : 0, room, two ? height() / 2.0 - 4 : height());
    if (!two) { // a sentence of its own may take two lines
        painter.drawText(title, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWordWrap, text());
        return;
    }
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, int(room)));
    painter.setFont(Theme::font(14));
    painter.setPen(m_state == CheckState::Failed ? m_theme.text : m_theme.muted);
    painter.drawText(QRectF(left, height() / 2.0, room, height() / 2.0 - 6),
        Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_detail, Qt::ElideRight, int(room)));
}

} // namespace cytoloom
