// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchoverview.h"
#include "widgets/common/theme.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRectF>

class QPainter;

namespace cytoloom {

/// How loudly a batch calls, in words, colours and shapes that are read from across the room, and
/// what it wants. Pure functions; GUI thread (translator).
class AttentionLook
{
    Q_DECLARE_TR_FUNCTIONS(Attention)

public:
    [[nodiscard]] static QString word(Attention attention);
    [[nodiscard]] static QColor colour(const Theme &theme, Attention attention);
    /// Black or white, whichever is read better on \p ground.
    [[nodiscard]] static QColor inkOn(const QColor &ground);
    /// Danger octagon with "!", Late hourglass, Asked raised hand's circle, Soon clock, Quiet dot.
    static void paint(
        QPainter &painter, Attention attention, const QRectF &box, const QColor &colour);
    /// "12 min over", "34 min left", "for 4 min", "in 3 h 20 min"; empty when nobody is expected.
    /// \p brief for narrow places: "+14 min", "34 min".
    [[nodiscard]] static QString when(const BatchOverview &batch, bool brief = false);
    /// What a person does: "Answer", "Sign", "Choose what to do"; with the step's name.
    [[nodiscard]] static QString action(const HumanAction &action, Language language);
    [[nodiscard]] static QString verb(HumanAction::Kind kind);
    /// "12 min behind", "5 min ahead", "on time"; empty when the batch has not begun.
    [[nodiscard]] static QString behind(const std::optional<Duration> &behind);
    /// "Cells tolerate 18 min", "Cells over by 4 min".
    [[nodiscard]] static QString tolerance(const std::optional<Duration> &tolerance);
    /// Whole minutes below an hour, "3 h 20 min" below two days, then days: what a glance takes in.
    [[nodiscard]] static QString span(Duration length);
};

} // namespace cytoloom
