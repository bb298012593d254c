// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/model/link.h"
#include "widgets/grapheditor/nodeitem.h"

namespace cytoloom {

class GraphScene;

/// A line that is being drawn from a handle: it follows the pointer, says at once whether it may
/// end where the pointer is, and why not. Lives for one gesture.
class ConnectionDrag
{
public:
    ConnectionDrag(GraphScene &scene, const NodeItem &from, const NodeItem::Handle &handle);
    ~ConnectionDrag();
    ConnectionDrag(const ConnectionDrag &) = delete;
    ConnectionDrag &operator=(const ConnectionDrag &) = delete;

    /// \p over: the node under the pointer, null over empty canvas.
    void moveTo(QPointF position, const NodeItem *over);
    /// The link to be made, the reason against it, or nothing when it ends in the empty.
    std::optional<Result<Link>> finish(QPointF position, const NodeItem *over);

private:
    class Rubber;
    [[nodiscard]] Result<Link> proposal(QPointF position, const NodeItem &over) const;

    GraphScene &m_scene;
    Endpoint m_from;
    QPointF m_start;
    Rubber *m_rubber;
};

} // namespace cytoloom
