// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/model/element.h"

#include <QtCore/QHash>
#include <QtCore/QSizeF>
#include <QtCore/QVector>

namespace cytoloom {

/// What an arrangement is made of: boxes, lines between them, and how wide it may become.
struct LayoutJob
{
    struct Box
    {
        ElementId id;
        QSizeF size;
    };
    struct Line
    {
        ElementId from;
        ElementId to;
        double weight = 1; ///< heavier lines become straighter and shorter
    };
    QVector<Box> boxes;
    QVector<Line> lines;
    /// The flow runs left to right and turns into a new row at this width; 0: one row, unless
    /// aspect says otherwise.
    double width = 0;
    double aspect = 0; ///< width over height of the window to be filled; 0: take width as it is
};

/// Arranges a drawing. Implementations may be called on any thread.
class Layouter
{
public:
    virtual ~Layouter() = default;
    /// Centres of all boxes. Fails with "layout.failed" (args: reason).
    virtual Result<QHash<ElementId, Position>> arrange(const LayoutJob &job) = 0;
};

} // namespace cytoloom
