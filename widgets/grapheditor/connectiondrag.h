// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/model/link.h"
#include "widgets/grapheditor/nodeitem.h"

namespace cytoloom {

class GraphScene;

/// A line that is being drawn from a handle (from an inlet: backwards): where it may end stands
/// out, the rest is dimmed, and over a step it says at once yes or no and why. Lives for one
/// gesture.
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
    [[nodiscard]] const Endpoint &origin() const { return m_from; }
    [[nodiscard]] bool isOutwards() const { return m_out; }

private:
    class Rubber;
    [[nodiscard]] Result<Link> proposal(QPointF position, const NodeItem &over) const;
    [[nodiscard]] Result<Link> between(const Endpoint &other) const;
    [[nodiscard]] QString yes(const Link &link) const;

    GraphScene &m_scene;
    Endpoint m_from;
    bool m_out;
    QPointF m_start;
    Rubber *m_rubber;
};

} // namespace cytoloom
