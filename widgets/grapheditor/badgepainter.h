// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/grapheditor/nodepainter.h"

namespace cytoloom {

/// The small marks on cards and in lists: severity, alarm priority, grade, openness, state. Each is
/// told apart by shape and text, not by colour alone.
namespace BadgePainter {

/// The mark of a severity with \p text in it: square for errors, diamond for warnings, else a disc.
void severity(QPainter &painter, Severity severity, const QString &text, const Theme &theme,
    QPointF centre, double size);
void finding(QPainter &painter, const FindingBadge &badge, const Theme &theme, QPointF corner,
    double detail);
/// ISA-18.2 priorities: 1 square, 2 triangle, 3 diamond, 4 disc, with the number.
void alarm(QPainter &painter, int priority, const Theme &theme, QPointF corner);
/// Grade and openness, straddling the lower edge of \p body.
void pills(QPainter &painter, const CardData &card, const Theme &theme, const QRectF &body);
/// What the drawing is coloured by: a bar of its share above the lower edge, and the amount.
void tint(QPainter &painter, const CardTint &tint, const Theme &theme, const QRectF &body);
/// The fill of a card with that \p share; words on it stay readable.
[[nodiscard]] QColor tintFill(double share, const Theme &theme);
/// State word with elapsed and expected time in place of the pills.
void state(QPainter &painter, const RuntimeBadge &badge, const Theme &theme, const QRectF &body);

} // namespace BadgePainter
} // namespace cytoloom
