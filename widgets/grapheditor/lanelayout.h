// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"
#include "processgraph/plant/plant.h"

#include <QtCore/QHash>
#include <QtCore/QPointF>

namespace cytoloom {

/// Width of a lane's header at the left edge of the window, in pixels.
constexpr double LaneHeader = 132;

/// By what the drawing is cut into lanes.
enum class LaneMode { None, Unit, Room, Crew };

/// One level of a recipe in swim-lanes: who or what does a step decides its lane, the flow runs
/// from left to right. Display only. A pure function of its arguments, save for the words of the
/// translator; the same input gives the same lanes in the same order (that of the flow).
struct LaneLayout
{
    struct Lane
    {
        QString title;
        double top = 0;
        double height = 0;
    };
    QVector<Lane> lanes;
    QHash<ElementId, QPointF> places; ///< centres, of all children of the container
    QHash<ElementId, int> laneOf; ///< index into lanes
    double width = 0;

    /// \p plant says in which room a unit stands; without it the rooms are not known.
    [[nodiscard]] static LaneLayout of(const MasterRecipe &recipe, const ElementId &container,
        LaneMode mode, const std::optional<Plant> &plant, Language language);
};

} // namespace cytoloom
