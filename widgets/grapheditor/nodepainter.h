// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/grapheditor/carddata.h"
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
    bool selected = false;
    bool hovered = false;
    bool highlighted = false; ///< a finding was jumped to
};

/// Draws cards and PFC symbols, centred at the origin. Stateless; GUI thread.
namespace NodePainter {

constexpr double CardWidth = 196;
constexpr double CardHeight = 104;
/// Zoom from which the small print of cards and links can be read; below it a card is its name.
constexpr double FullDetail = 0.6;

/// The outline of a node of \p kind, centred; bars reach at least \p above and \p below.
[[nodiscard]] QRectF body(ElementKind kind, double above = 0, double below = 0);
[[nodiscard]] bool isCard(ElementKind kind);
[[nodiscard]] bool isBar(ElementKind kind);
/// \p detail: pixels per scene unit; below 0.45 there are no rows, below 0.2 only outlines.
void paint(QPainter &painter, const NodeLook &look, const GraphStyle &style, const QRectF &body,
    double detail);

} // namespace NodePainter
} // namespace cytoloom
