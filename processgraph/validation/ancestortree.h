// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QVector>

#include <utility>

namespace cytoloom {

/// A tree that grows at its leaves and tells the last common ancestor of two of its members in
/// logarithmic time (skew-binary jumps, Myers 1983). Members are numbers 0 … size-1. A value.
class AncestorTree
{
public:
    explicit AncestorTree(int size = 0)
        : m_nodes(size)
    { }

    [[nodiscard]] bool contains(int member) const { return m_nodes[member].depth >= 0; }
    /// -1 for the root and for what is not in the tree.
    [[nodiscard]] int parent(int member) const { return m_nodes[member].parent; }
    void addRoot(int member) { m_nodes[member] = {-1, member, 0}; }
    /// \p parent is in the tree, \p member is not.
    void add(int member, int parent)
    {
        const Node &above = m_nodes[parent];
        const Node &jump = m_nodes[above.jump];
        const bool far = above.depth - jump.depth == jump.depth - m_nodes[jump.jump].depth;
        m_nodes[member] = {parent, far ? jump.jump : parent, above.depth + 1};
    }
    /// Both are in the tree.
    [[nodiscard]] int common(int one, int other) const
    {
        if (m_nodes[one].depth < m_nodes[other].depth)
            std::swap(one, other);
        const int depth = m_nodes[other].depth;
        while (m_nodes[one].depth > depth) {
            const int jump = m_nodes[one].jump;
            one = m_nodes[jump].depth >= depth ? jump : m_nodes[one].parent;
        }
        while (one != other) {
            const bool far = m_nodes[one].jump != m_nodes[other].jump;
            one = far ? m_nodes[one].jump : m_nodes[one].parent;
            other = far ? m_nodes[other].jump : m_nodes[other].parent;
        }
        return one;
    }

private:
    struct Node
    {
        int parent = -1;
        int jump = -1; ///< an ancestor; the root: itself
        int depth = -1;
    };
    QVector<Node> m_nodes;
};

} // namespace cytoloom
