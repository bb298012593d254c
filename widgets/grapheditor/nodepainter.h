// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/grapheditor/carddata.h"
#include "widgets/grapheditor/cardtint.h"
#include "widgets/grapheditor/graphstyle.h"
#include "widgets/grapheditor/runtimebadge.h"

#include <QtCore/QRectF>

class QPainter;

namespace cytoloom {

/// Everything that decides how a node looks at this moment.
struct NodeLook
{
    CardData card;
    FindingBadge finding;
    std::optional<RuntimeBadge> runtime;
    std::optional<CardTint> tint; ///< the drawing is coloured by something
    bool selected = false;
    bool hovered = false;
    bool highlighted = false; ///< a finding was jumped to
    bool frame = false; ///< an opened container around its content
    bool pinned = false; ///< auto-arrange leaves it where it is
    std::optional<bool> target; ///< while a line is drawn: may it end here?
};

/// Draws cards and PFC symbols, centred at the origin. Stateless; GUI thread.
namespace NodePainter {

constexpr double CardWidth = 196;
constexpr double CardHeight = 104;
/// Of an opened container: its header, and the room around its content.
constexpr double FrameHeader = 34, FramePadding = 30;
/// Zoom from which the small print of cards and links can be read; below it a card is its name.
constexpr double FullDetail = 0.6;
/// Zoom below which a card is its outline and nothing else.
constexpr double OutlineDetail = 0.2;

/// The outline of a node of \p kind, centred; bars reach at least \p above and \p below.
[[nodiscard]] QRectF body(ElementKind kind, double above = 0, double below = 0);
[[nodiscard]] bool isCard(ElementKind kind);
[[nodiscard]] bool isBar(ElementKind kind);
/// \p detail: pixels per scene unit; below 0.45 there are no rows, below 0.2 only outlines.
void paint(QPainter &painter, const NodeLook &look, const GraphStyle &style, const QRectF &body,
    double detail);
/// Fill and line of a card that is only its outline.
[[nodiscard]] std::pair<QColor, QColor> outlineColours(
    const NodeLook &look, const GraphStyle &style);

} // namespace NodePainter
} // namespace cytoloom
