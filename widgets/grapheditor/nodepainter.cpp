// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/nodepainter.h"

#include "widgets/grapheditor/badgepainter.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double HeaderHeight = 34;
constexpr double Padding = 12;
constexpr double RowHeight = 18;
constexpr double Point = 16; ///< how far the ends of a gate stick out

QPainterPath outline(ElementKind kind, const QRectF &body)
{
    QPainterPath path;
    if (kind == ElementKind::Gate) {
        const double y = body.center().y();
        path.addPolygon(QPolygonF({{body.left(), y}, {body.left() + Point, body.top()},
            {body.right() - Point, body.top()}, {body.right(), y},
            {body.right() - Point, body.bottom()}, {body.left() + Point, body.bottom()}}));
        path.closeSubpath();
    } else {
        path.addRoundedRect(body, Theme::radius, Theme::radius);
    }
    return path;
}

QString elided(const QFont &font, const QString &text, double width)
{
    return QFontMetricsF(font).elidedText(text, Qt::ElideRight, width);
}

struct Colours
{
    QColor fill, line, text, muted;
    double width = 1.2;
};

Colours coloursOf(const NodeLook &look, const GraphStyle &style)
{
    const Theme &theme = style.theme;
    Colours colours {theme.raised, theme.strongLine, theme.text, theme.muted};
    if (look.tint && !style.runtime)
        colours.fill = BadgePainter::tintFill(look.tint->share, theme);
    if (!style.runtime)
        return colours;
    const ProceduralState state = look.runtime ? look.runtime->state : ProceduralState::Idle;
    if (state == ProceduralState::Idle) {
        colours.fill = theme.idle;
        colours.line = theme.line;
        colours.text = theme.muted;
    } else if (isFinal(state)) {
        colours.fill = theme.done;
        colours.line = theme.done.darker(115);
        colours.text = state == ProceduralState::Complete ? theme.muted : theme.text;
    } else {
        colours.fill = theme.running;
        colours.line = theme.text;
        colours.width = 2;
    }
    if (look.runtime && look.runtime->attention)
        colours.width = 3;
    return colours;
}

void paintHeader(QPainter &painter, const NodeLook &look, const GraphStyle &style,
    const QRectF &inner, const Colours &colours)
{
    const QRectF header(inner.left(), inner.top(), inner.width(), HeaderHeight);
    double left = header.left();
    if (!look.card.icon.isEmpty()) {
        const QRectF box(left - 2, header.center().y() - 9, 18, 18);
        Theme::icon(look.card.icon, colours.muted).paint(&painter, box.toRect());
        left += 22;
    }
    double right = header.right();
    if (!look.card.unit.isEmpty()) {
        const QFont font = Theme::font(11);
        const double width = QFontMetricsF(font).horizontalAdvance(look.card.unit);
        painter.setFont(font);
        painter.setPen(colours.muted);
        painter.drawText(QRectF(right - width - 1, header.top(), width + 2, header.height()),
            Qt::AlignVCenter | Qt::AlignRight, look.card.unit);
        right -= width + 8;
    }
    const QFont font = Theme::font(Theme::body, true);
    painter.setFont(font);
    painter.setPen(colours.text);
    painter.drawText(QRectF(left, header.top(), right - left, header.height()),
        Qt::AlignVCenter | Qt::AlignLeft, elided(font, look.card.title, right - left));
    painter.setPen(QPen(style.theme.line, 1));
    const double inset = look.card.kind == ElementKind::Gate ? 4 : Padding;
    painter.drawLine(QPointF(inner.left() - inset, header.bottom()),
        QPointF(inner.right() + inset, header.bottom()));
}

void paintRow(QPainter &painter, const QRectF &row, const QString &name, const QString &value,
    const QColor &nameColour, const QColor &valueColour, bool bold)
{
    const QFont valueFont = Theme::digits(Theme::caption, bold);
    const QFont nameFont = Theme::font(Theme::caption);
    const double wanted = QFontMetricsF(valueFont).horizontalAdvance(value) + 2;
    const double width = std::min(wanted, row.width() * 0.66);
    painter.setFont(valueFont);
    painter.setPen(valueColour);
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, elided(valueFont, value, width));
    painter.setFont(nameFont);
    painter.setPen(nameColour);
    const double room = row.width() - width - 8;
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, elided(nameFont, name, room));
}

void paintRows(QPainter &painter, const NodeLook &look, const GraphStyle &style,
    const QRectF &inner, const Colours &colours)
{
    const double top = inner.top() + HeaderHeight + 5;
    const auto rowAt = [&](int index) {
        // The "+" of a container stands at the end of the third row.
        const double shorter = index == 2 && look.card.container ? 14 : 0;
        return QRectF(inner.left(), top + index * RowHeight, inner.width() - shorter, RowHeight);
    };
    if (look.runtime && !look.runtime->values.isEmpty()) {
        const int count = std::min(3, int(look.runtime->values.size()));
        for (int i = 0; i < count; ++i) {
            const LiveValue &live = look.runtime->values.at(i);
            // A value that is not Good never looks like one.
            const bool good = live.quality == Quality::Good;
            QString text = live.value;
            if (live.quality == Quality::Stale)
                text = u"("_s + text + u")"_s;
            else if (live.quality == Quality::Bad)
                text = u"- - -"_s;
            QColor colour = good ? colours.text : colours.muted;
            if (good && live.abnormal) {
                text = u"▲ "_s + text;
                colour = style.theme.alarm[1];
            }
            paintRow(painter, rowAt(i), live.name, text, colours.muted, colour, good);
        }
        return;
    }
    const int rows = style.runtime ? 3 : 2;
    const int count = std::min(rows, int(look.card.rows.size()));
    for (int i = 0; i < count; ++i) {
        const auto &[name, value] = look.card.rows.at(i);
        paintRow(painter, rowAt(i), name, value, colours.muted, colours.text, false);
    }
}

void paintCard(QPainter &painter, const NodeLook &look, const GraphStyle &style, const QRectF &body,
    double detail)
{
    const Theme &theme = style.theme;
    const Colours colours = coloursOf(look, style);
    const QPainterPath path = outline(look.card.kind, body);
    if (look.selected || look.highlighted) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(look.selected ? theme.accent : theme.alarm[1], 2.5));
        painter.drawPath(outline(look.card.kind, body.adjusted(-3.5, -3.5, 3.5, 3.5)));
    }
    if (look.card.kind == ElementKind::Loop && detail > 0.2) {
        painter.setPen(QPen(colours.line, 1));
        painter.setBrush(colours.fill);
        painter.drawPath(outline(look.card.kind, body.translated(5, -5)));
    }
    painter.setBrush(colours.fill);
    // What runs stands out from afar, too.
    const double width
        = colours.width > 1.5 ? std::max(colours.width, 1.6 / detail) : colours.width;
    painter.setPen(QPen(look.hovered ? theme.accent : colours.line, width));
    painter.drawPath(path);
    const double side = look.card.kind == ElementKind::Gate ? Point + 4 : Padding;
    const QRectF inner = body.adjusted(side, 0, -side, 0);
    if (detail < 0.2)
        return;
    if (detail < NodePainter::FullDetail) {
        // Too small for rows: the name alone, as large as the card allows.
        painter.save();
        painter.setClipRect(body.adjusted(2, 2, -2, -2), Qt::IntersectClip);
        const int size = int(std::min(27.0, 10.5 / detail));
        QRectF top = inner;
        const QString foot = look.runtime ? look.runtime->word
            : look.tint                   ? look.tint->word
                                          : look.card.unit;
        // Where two lines fit, the second says the state, or where it is done.
        if (detail >= 0.3 && !foot.isEmpty()) {
            const QRectF line(inner.left(), inner.bottom() - size * 1.5, inner.width(), size * 1.3);
            const QFont font = Theme::font(int(size * 0.85), look.runtime.has_value());
            painter.setFont(font);
            painter.setPen(look.runtime ? colours.text : colours.muted);
            painter.drawText(line, Qt::AlignCenter, elided(font, foot, line.width()));
            top.setBottom(line.top());
        }
        painter.setFont(Theme::font(size, true));
        painter.setPen(colours.text);
        painter.drawText(top, Qt::AlignCenter | Qt::TextWordWrap, look.card.title);
        painter.restore();
        return;
    }
    paintHeader(painter, look, style, inner, colours);
    paintRows(painter, look, style, inner, colours);
    if (look.tint && !look.runtime)
        BadgePainter::tint(painter, *look.tint, theme, body);
    if (look.card.container) {
        const QPointF plus = body.bottomRight() - QPointF(14, 13);
        painter.setPen(QPen(colours.muted, 1.6));
        painter.drawLine(plus - QPointF(4, 0), plus + QPointF(4, 0));
        painter.drawLine(plus - QPointF(0, 4), plus + QPointF(0, 4));
    }
    if (look.runtime)
        BadgePainter::state(painter, *look.runtime, style.theme, body);
    else
        BadgePainter::pills(painter, look.card, theme, body);
}

/// The frame of a container that is open in place: its name stands in the upper edge.
void paintFrame(QPainter &painter, const NodeLook &look, const GraphStyle &style,
    const QRectF &body, double detail)
{
    const Theme &theme = style.theme;
    QColor inside = theme.surface;
    inside.setAlphaF(theme.dark ? 0.55F : 0.7F);
    painter.setBrush(inside);
    painter.setPen(QPen(
        look.selected ? theme.accent : theme.strongLine, look.selected ? 2.4 : 1.4, Qt::SolidLine));
    painter.drawRoundedRect(body, 6, 6);
    if (detail < NodePainter::OutlineDetail)
        return;
    const QRectF header(body.left(), body.top(), body.width(), NodePainter::FrameHeader);
    painter.setPen(QPen(theme.line, 1));
    painter.drawLine(header.bottomLeft(), header.bottomRight());
    painter.setPen(QPen(theme.muted, 1.6)); // "−": it can be closed
    const QPointF minus = header.topRight() + QPointF(-16, header.height() / 2);
    painter.drawLine(minus - QPointF(5, 0), minus + QPointF(5, 0));
    double left = header.left() + Padding;
    if (!look.card.icon.isEmpty()) {
        Theme::icon(look.card.icon, theme.muted)
            .paint(&painter, QRectF(left - 2, header.center().y() - 9, 18, 18).toRect());
        left += 22;
    }
    const int size = detail < 0.7 ? int(std::min(26.0, 10.5 / detail)) : Theme::body;
    const QFont font = Theme::font(size, true);
    const double width = header.right() - 34 - left;
    const QString title = elided(font, look.card.title, width);
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(QRectF(left, header.top(), width, header.height()),
        Qt::AlignVCenter | Qt::AlignLeft, title);
    left += QFontMetricsF(font).horizontalAdvance(title) + 12;
    painter.setFont(Theme::font(11));
    painter.setPen(theme.muted);
    painter.drawText(
        QRectF(left, header.top(), std::max(0.0, header.right() - 34 - left), header.height()),
        Qt::AlignVCenter | Qt::AlignLeft, look.card.unit);
}

void paintPin(QPainter &painter, const Theme &theme, const QRectF &body)
{
    const QPointF at = body.topLeft() + QPointF(2, -1);
    painter.setPen(QPen(theme.text, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(at, at + QPointF(0, 8));
    painter.setBrush(theme.text);
    painter.drawEllipse(at - QPointF(0, 3), 4, 4);
}

void paintTriangle(QPainter &painter, const NodeLook &look, const GraphStyle &style,
    const QRectF &body, double detail)
{
    const bool begin = look.card.kind == ElementKind::Begin;
    QPolygonF shape;
    if (begin)
        shape << body.topLeft() << body.topRight() << QPointF(body.center().x(), body.bottom());
    else
        shape << body.bottomLeft() << body.bottomRight() << QPointF(body.center().x(), body.top());
    painter.setBrush(style.theme.raised);
    painter.setPen(QPen(look.selected ? style.theme.accent : style.theme.text,
        look.selected ? 2.6 : 1.8, Qt::SolidLine, Qt::RoundCap, Qt::MiterJoin));
    painter.drawPolygon(shape);
    if (detail < NodePainter::FullDetail)
        return;
    painter.setFont(Theme::font(Theme::caption));
    painter.setPen(style.theme.muted);
    painter.drawText(
        QRectF(body.center().x() - 60, body.top() - 22, 120, 18), Qt::AlignCenter, look.card.title);
}

void paintBar(QPainter &painter, const NodeLook &look, const GraphStyle &style, const QRectF &body,
    double detail)
{
    const Theme &theme = style.theme;
    const QColor colour = look.selected ? theme.accent : look.hovered ? theme.accent : theme.text;
    const double x = body.center().x();
    const bool parallel = look.card.kind == ElementKind::ParallelSplit
        || look.card.kind == ElementKind::ParallelJoin;
    if (look.card.kind == ElementKind::Transition) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRect(QRectF(x - 2.5, body.top(), 5, body.height()));
        if (detail < NodePainter::FullDetail)
            return;
        const QFont font = Theme::digits(11);
        painter.setFont(font);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(x - 90, body.top() - 20, 180, 18), Qt::AlignCenter,
            elided(font, look.card.condition, 150));
        return;
    }
    painter.setPen(QPen(colour, parallel ? 2.2 : 3, Qt::SolidLine, Qt::FlatCap));
    if (parallel) {
        painter.drawLine(QPointF(x - 3.5, body.top()), QPointF(x - 3.5, body.bottom()));
        painter.drawLine(QPointF(x + 3.5, body.top()), QPointF(x + 3.5, body.bottom()));
    } else {
        painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()));
    }
}

} // namespace

bool NodePainter::isCard(ElementKind kind)
{
    switch (kind) {
    case ElementKind::UnitProcedure:
    case ElementKind::Operation:
    case ElementKind::Phase:
    case ElementKind::Loop:
    case ElementKind::Gate:
    case ElementKind::ManualStep:
        return true;
    default:
        return false;
    }
}

bool NodePainter::isBar(ElementKind kind)
{
    return !isCard(kind) && kind != ElementKind::Begin && kind != ElementKind::End
        && kind != ElementKind::Transition;
}

std::pair<QColor, QColor> NodePainter::outlineColours(const NodeLook &look, const GraphStyle &style)
{
    const Colours colours = coloursOf(look, style);
    if (look.selected)
        return {colours.fill, style.theme.accent};
    return {colours.fill, look.hovered ? style.theme.accent : colours.line};
}

QRectF NodePainter::body(ElementKind kind, double above, double below)
{
    if (kind == ElementKind::Gate)
        return {-CardWidth / 2 - 8, -CardHeight / 2, CardWidth + 16, CardHeight};
    if (isCard(kind))
        return {-CardWidth / 2, -CardHeight / 2, CardWidth, CardHeight};
    if (kind == ElementKind::Begin || kind == ElementKind::End)
        return {-17, -13, 34, 26};
    if (kind == ElementKind::Transition)
        return {-3, -17, 6, 34};
    const double up = std::max(CardHeight / 2, above), down = std::max(CardHeight / 2, below);
    return {-5, -up, 10, up + down};
}

void NodePainter::paint(QPainter &painter, const NodeLook &look, const GraphStyle &style,
    const QRectF &body, double detail)
{
    painter.setRenderHint(QPainter::Antialiasing, detail >= OutlineDetail);
    const double opacity = painter.opacity();
    if (look.target && !*look.target)
        painter.setOpacity(opacity * 0.35);
    if (look.frame)
        paintFrame(painter, look, style, body, detail);
    else if (isCard(look.card.kind))
        paintCard(painter, look, style, body, detail);
    else if (look.card.kind == ElementKind::Begin || look.card.kind == ElementKind::End)
        paintTriangle(painter, look, style, body, detail);
    else
        paintBar(painter, look, style, body, detail);
    if (look.pinned && detail >= 0.45)
        paintPin(painter, style.theme, body);
    if (look.target && *look.target) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(style.theme.accent, std::max(2.0, 1.5 / detail)));
        painter.drawRoundedRect(body.adjusted(-3.5, -3.5, 3.5, 3.5), Theme::radius, Theme::radius);
    }
    painter.setOpacity(opacity);
    const int alarm = look.runtime ? look.runtime->alarmPriority : 0;
    if (alarm > 0)
        BadgePainter::alarm(painter, alarm, style.theme, body.topRight());
    else if (look.finding.count > 0 && !style.runtime)
        BadgePainter::finding(painter, look.finding, style.theme, body.topRight(), detail);
}

} // namespace cytoloom
