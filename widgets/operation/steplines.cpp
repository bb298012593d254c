// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/steplines.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

StepLines::StepLines(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void StepLines::setLines(const QVector<StepLine> &lines)
{
    if (m_lines == lines)
        return;
    m_lines = lines;
    QStringList spoken;
    for (const StepLine &line : lines)
        spoken << line.text;
    setAccessibleDescription(spoken.join(QLatin1Char('\n')));
    updateGeometry();
    update();
}

QSize StepLines::sizeHint() const
{
    const int rows = std::clamp(int(m_lines.size()), 1, 4);
    return {480, rows * (RowHeight + Gap) - Gap};
}

int StepLines::current() const
{
    for (int i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].state == StepLine::State::Current)
            return i;
    }
    return 0;
}

void StepLines::paintEvent(QPaintEvent *)
{
    if (m_lines.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int fit = std::max(1, (height() + Gap) / (RowHeight + Gap));
    const int shown = std::min(fit, int(m_lines.size()));
    const int first = std::clamp(current() - (shown > 2 ? 1 : 0), 0, int(m_lines.size()) - shown);
    for (int i = 0; i < shown; ++i) {
        const StepLine &line = m_lines[first + i];
        const bool now = line.state == StepLine::State::Current;
        const bool done = line.state == StepLine::State::Done;
        const QRectF row(0.5, i * (RowHeight + Gap) + 0.5, width() - 1.0, RowHeight - 1.0);
        painter.setPen(QPen(now ? theme().strongLine : theme().line, 1));
        painter.setBrush(done ? theme().raised : theme().surface);
        painter.drawRoundedRect(row, Theme::radius, Theme::radius);
        const QRectF circle(row.left() + 13, row.center().y() - 17, 34, 34);
        painter.setPen(Qt::NoPen);
        painter.setBrush(now ? theme().text : theme().idle);
        painter.drawEllipse(circle);
        if (done) {
            Theme::icon(QStringLiteral("check"), theme().muted)
                .paint(&painter, circle.adjusted(8, 8, -8, -8).toRect());
        } else {
            painter.setFont(Theme::digits(15, true));
            painter.setPen(now ? theme().raised : theme().muted);
            painter.drawText(circle, Qt::AlignCenter, QString::number(line.number));
        }
        QFont font = Theme::font(Theme::panelBody, now);
        painter.setFont(font);
        painter.setPen(done ? theme().muted : theme().text);
        const QRectF text = row.adjusted(62, 2, -12, -2);
        if (painter.fontMetrics().horizontalAdvance(line.text) > text.width()) {
            font.setPixelSize(15);
            painter.setFont(font);
        }
        const QRect needed = painter.fontMetrics().boundingRect(
            text.toRect(), int(Qt::AlignVCenter) | Qt::TextWordWrap, line.text);
        if (needed.height() <= text.height()) {
            painter.drawText(text, int(Qt::AlignVCenter) | Qt::TextWordWrap, line.text);
        } else {
            painter.drawText(text, Qt::AlignVCenter,
                painter.fontMetrics().elidedText(line.text, Qt::ElideRight, int(text.width())));
        }
    }
}

} // namespace cytoloom
