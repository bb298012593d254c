// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/badgepainter.h"

#include "widgets/common/shapes.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double PillHeight = 19;

/// Draws a pill whose left end is \p left and returns where it ends.
double pill(QPainter &painter, const QString &text, bool bold, double left, double middle,
    const QColor &fill, const QColor &line, const QColor &ink)
{
    const QFont font = Theme::font(11, bold);
    const double width = std::max(26.0, QFontMetricsF(font).horizontalAdvance(text) + 18);
    const QRectF box(left, middle - PillHeight / 2, width, PillHeight);
    painter.setPen(QPen(line, 1.2));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, PillHeight / 2, PillHeight / 2);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(box, Qt::AlignCenter, text);
    return box.right();
}

QColor inkOn(const QColor &fill)
{
    return fill.lightnessF() > 0.55F ? QColor(0x1E, 0x2A, 0x35) : QColor(Qt::white);
}

} // namespace

void BadgePainter::severity(QPainter &painter, Severity severity, const QString &text,
    const Theme &theme, QPointF centre, double size)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.raised, 1.2));
    const double half = size / 2;
    const QRectF box(centre.x() - half, centre.y() - half, size, size);
    QColor colour;
    switch (severity) {
    case Severity::Error:
        colour = theme.alarm[0];
        painter.setBrush(colour);
        painter.drawRoundedRect(box, 3, 3);
        break;
    case Severity::Warning: {
        colour = theme.alarm[2];
        painter.setBrush(colour);
        const double reach = half * 1.28;
        painter.drawPolygon(QPolygonF({centre + QPointF(0, -reach), centre + QPointF(reach, 0),
            centre + QPointF(0, reach), centre + QPointF(-reach, 0)}));
        break;
    }
    case Severity::Information:
        colour = theme.strongLine;
        painter.setBrush(colour);
        painter.drawEllipse(box);
        break;
    }
    painter.setFont(Theme::digits(int(size * 0.62), true));
    painter.setPen(severity == Severity::Warning ? QColor(0x1E, 0x2A, 0x35) : inkOn(colour));
    painter.drawText(box.adjusted(-4, -1, 4, 0), Qt::AlignCenter, text);
    painter.restore();
}

void BadgePainter::finding(
    QPainter &painter, const FindingBadge &badge, const Theme &theme, QPointF corner, double detail)
{
    const double size = detail < 0.45 ? 34 : 19;
    severity(painter, badge.worst, badge.count > 99 ? u"99"_s : QString::number(badge.count), theme,
        corner, size);
}

void BadgePainter::alarm(QPainter &painter, int priority, const Theme &theme, QPointF corner)
{
    shapes::paintAlarm(painter, theme, std::clamp(priority, 1, 4),
        QRectF(corner.x() - 12, corner.y() - 12, 24, 24));
}

void BadgePainter::pills(
    QPainter &painter, const CardData &card, const Theme &theme, const QRectF &body)
{
    double left = body.left() + (card.kind == ElementKind::Gate ? 22 : 12);
    if (!card.grade.isEmpty()) {
        left = pill(painter, card.grade, true, left, body.bottom(), theme.raised, theme.strongLine,
                   theme.text)
            + 6;
    }
    if (card.openness.isEmpty())
        return;
    // Open handling is what somebody has to look at: dark instead of light.
    if (card.open)
        pill(painter, card.openness, true, left, body.bottom(), theme.text, theme.text,
            theme.raised);
    else
        pill(painter, card.openness, false, left, body.bottom(), theme.raised, theme.strongLine,
            theme.text);
}

QColor BadgePainter::tintFill(double share, const Theme &theme)
{
    if (share <= 0)
        return theme.raised;
    const QColor &hue = theme.pens[1];
    const double part = (theme.dark ? 0.10 : 0.12) + 0.38 * std::min(1.0, share);
    return QColor::fromRgbF(float(theme.raised.redF() * (1 - part) + hue.redF() * part),
        float(theme.raised.greenF() * (1 - part) + hue.greenF() * part),
        float(theme.raised.blueF() * (1 - part) + hue.blueF() * part));
}

void BadgePainter::tint(
    QPainter &painter, const CardTint &tint, const Theme &theme, const QRectF &body)
{
    if (tint.word.isEmpty())
        return;
    const double side = 12;
    const QRectF line(body.left() + side, body.bottom() - 30, body.width() - 2 * side - 16, 18);
    painter.setFont(Theme::digits(Theme::caption, true));
    painter.setPen(theme.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, tint.word);
    const double left
        = line.left() + QFontMetricsF(painter.font()).horizontalAdvance(tint.word) + 8;
    const double room = line.right() - left;
    if (room < 12)
        return;
    const QRectF track(left, line.center().y() - 3, room, 6);
    painter.setPen(QPen(theme.muted, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(track);
    painter.fillRect(
        QRectF(track.left(), track.top(), track.width() * std::clamp(tint.share, 0.0, 1.0), 6),
        theme.text);
}

void BadgePainter::state(
    QPainter &painter, const RuntimeBadge &badge, const Theme &theme, const QRectF &body)
{
    QString text = badge.word;
    if (badge.elapsed.count() > 0 && badge.state != ProceduralState::Idle) {
        text += u" · "_s + toReadable(badge.elapsed);
        if (badge.expected.count() > 0 && !isFinal(badge.state))
            text += u" / "_s + toReadable(badge.expected);
    }
    const bool active = badge.state != ProceduralState::Idle && !isFinal(badge.state);
    if (active && badge.expected.count() > 0) {
        const double part
            = std::clamp(double(badge.elapsed.count()) / double(badge.expected.count()), 0.0, 1.0);
        const QRectF track(body.left() + 1, body.top() + 34, body.width() - 2, 3);
        painter.fillRect(track, theme.line);
        painter.fillRect(
            QRectF(track.left(), track.top(), track.width() * part, track.height()), theme.text);
    }
    if (!text.isEmpty()) {
        const bool dark = badge.attention || badge.state == ProceduralState::Held
            || badge.state == ProceduralState::Holding;
        pill(painter, text, active, body.left() + 12, body.bottom(),
            dark ? theme.text : theme.raised, active ? theme.text : theme.strongLine,
            dark ? theme.raised : theme.text);
    }
}

} // namespace cytoloom
