// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRectF>
#include <QtCore/QString>
#include <QtGui/QColor>
#include <QtGui/QPainterPath>

class QPainter;

namespace cytoloom {

struct Theme;

/// Shapes that carry meaning beside colour. Pure functions; GUI thread.
namespace shapes {

/// ISA-18.2: 1 square, 2 triangle, 3 diamond, 4 circle.
[[nodiscard]] QPainterPath alarm(int priority, const QRectF &box);
/// The shape filled in the colour of its priority with its number in it; hollow when not
/// \p filled (acknowledged or the dark phase of a flash).
void paintAlarm(QPainter &painter, const Theme &theme, int priority, const QRectF &box,
    bool filled = true, bool withNumber = true);

/// Identity token: "triangle", "circle", "square", "diamond", "hexagon", "star"; anything else is a
/// circle.
[[nodiscard]] QPainterPath identity(const QString &shape, const QRectF &box);
[[nodiscard]] QStringList identityShapes();
/// The identity colours a batch can have: "#RRGGBB", colour-blind safe.
[[nodiscard]] QStringList identityColours();
/// Translated words of both, e.g. "triangle" and "blue".
[[nodiscard]] QString shapeWord(const QString &shape);
[[nodiscard]] QString colourWord(const QString &colour);

/// Connection or status lamp: 0 hollow circle, 1 half, 2 full circle, 3 cross in a square.
void paintLamp(QPainter &painter, const QRectF &box, int kind, const QColor &colour);

} // namespace shapes
} // namespace cytoloom
