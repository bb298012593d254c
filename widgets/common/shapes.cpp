// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/shapes.h"

#include "widgets/common/theme.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cytoloom::shapes {

using namespace Qt::StringLiterals;

namespace {

QPainterPath polygon(const QRectF &box, int corners, double firstDegrees, double innerRatio = 0)
{
    QPolygonF points;
    const int count = innerRatio > 0 ? corners * 2 : corners;
    for (int i = 0; i < count; ++i) {
        const double angle = (firstDegrees + 360.0 * i / count) * std::numbers::pi / 180.0;
        const double radius = innerRatio > 0 && i % 2 == 1 ? innerRatio : 1.0;
        points << QPointF(box.center().x() + box.width() / 2 * radius * std::cos(angle),
            box.center().y() + box.height() / 2 * radius * std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

struct Named
{
    const char *key;
    const char *word;
};
constexpr std::array<Named, 6> ShapeNames {{
    {"triangle", QT_TRANSLATE_NOOP("Shapes", "triangle")},
    {"circle", QT_TRANSLATE_NOOP("Shapes", "circle")},
    {"square", QT_TRANSLATE_NOOP("Shapes", "square")},
    {"diamond", QT_TRANSLATE_NOOP("Shapes", "diamond")},
    {"hexagon", QT_TRANSLATE_NOOP("Shapes", "hexagon")},
    {"star", QT_TRANSLATE_NOOP("Shapes", "star")},
}};
constexpr std::array<Named, 7> ColourNames {{
    {"#0072B2", QT_TRANSLATE_NOOP("Shapes", "blue")},
    {"#E69F00", QT_TRANSLATE_NOOP("Shapes", "orange")},
    {"#009E73", QT_TRANSLATE_NOOP("Shapes", "green")},
    {"#CC79A7", QT_TRANSLATE_NOOP("Shapes", "pink")},
    {"#56B4E9", QT_TRANSLATE_NOOP("Shapes", "light blue")},
    {"#D55E00", QT_TRANSLATE_NOOP("Shapes", "vermilion")},
    {"#000000", QT_TRANSLATE_NOOP("Shapes", "black")},
}};

template <size_t N> QString wordOf(const std::array<Named, N> &names, const QString &key)
{
    for (const Named &name : names) {
        if (key.compare(QLatin1String(name.key), Qt::CaseInsensitive) == 0)
            return QCoreApplication::translate("Shapes", name.word);
    }
    return key;
}

template <size_t N> QStringList keysOf(const std::array<Named, N> &names)
{
    QStringList keys;
    for (const Named &name : names)
        keys << QLatin1String(name.key);
    return keys;
}

} // namespace

QPainterPath alarm(int priority, const QRectF &box)
{
    QPainterPath path;
    switch (priority) {
    case 1:
        path.addRect(box.adjusted(
            box.width() * 0.08, box.height() * 0.08, -box.width() * 0.08, -box.height() * 0.08));
        return path;
    case 2:
        path.moveTo(box.center().x(), box.top() + box.height() * 0.04);
        path.lineTo(box.right(), box.bottom() - box.height() * 0.06);
        path.lineTo(box.left(), box.bottom() - box.height() * 0.06);
        path.closeSubpath();
        return path;
    case 3:
        return polygon(box, 4, -90);
    default:
        path.addEllipse(box.adjusted(
            box.width() * 0.05, box.height() * 0.05, -box.width() * 0.05, -box.height() * 0.05));
        return path;
    }
}

void paintAlarm(QPainter &painter, const Theme &theme, int priority, const QRectF &box, bool filled,
    bool withNumber)
{
    const int index = std::clamp(priority, 1, 4) - 1;
    const QColor colour = theme.alarm[index];
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = std::max(1.2, box.width() / 12);
    painter.setPen(QPen(colour, line, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(filled ? QBrush(colour) : QBrush(Qt::NoBrush));
    const double inset = line / 2;
    painter.drawPath(alarm(priority, box.adjusted(inset, inset, -inset, -inset)));
    if (withNumber && box.width() >= 12) {
        painter.setFont(Theme::font(std::max(8, int(box.height() * 0.58)), true));
        const bool darkNumber = theme.dark || index == 2;
        painter.setPen(
            filled ? (darkNumber ? QColor(0x10, 0x16, 0x1C) : QColor(Qt::white)) : colour);
        QRectF place = box;
        if (priority == 2)
            place.translate(0, box.height() * 0.13);
        painter.drawText(place, Qt::AlignCenter, QString::number(index + 1));
    }
    painter.restore();
}

QPainterPath identity(const QString &shape, const QRectF &box)
{
    QPainterPath path;
    if (shape == "triangle"_L1)
        return alarm(2, box);
    if (shape == "square"_L1)
        return alarm(1, box);
    if (shape == "diamond"_L1)
        return polygon(box, 4, -90);
    if (shape == "hexagon"_L1)
        return polygon(box, 6, 0);
    if (shape == "star"_L1)
        return polygon(box, 5, -90, 0.42);
    return alarm(4, box);
}

QStringList identityShapes()
{
    return keysOf(ShapeNames);
}
QStringList identityColours()
{
    return keysOf(ColourNames);
}
QString shapeWord(const QString &shape)
{
    return wordOf(ShapeNames, shape);
}
QString colourWord(const QString &colour)
{
    return wordOf(ColourNames, colour);
}

void paintLamp(QPainter &painter, const QRectF &box, int kind, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.8));
    painter.setBrush(Qt::NoBrush);
    const QRectF inner = box.adjusted(1, 1, -1, -1);
    if (kind == 3) {
        painter.drawRect(inner);
        painter.drawLine(
            inner.topLeft() + QPointF(3.5, 3.5), inner.bottomRight() - QPointF(3.5, 3.5));
        painter.drawLine(
            inner.topRight() + QPointF(-3.5, 3.5), inner.bottomLeft() - QPointF(-3.5, 3.5));
    } else {
        painter.drawEllipse(inner);
        painter.setBrush(colour);
        if (kind == 1)
            painter.drawPie(inner, 90 * 16, 180 * 16);
        else if (kind == 2)
            painter.drawEllipse(inner);
    }
    painter.restore();
}

} // namespace cytoloom::shapes
