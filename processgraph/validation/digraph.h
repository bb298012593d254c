// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/ancestortree.h"
#include "processgraph/validation/numberlists.h"

namespace cytoloom {

/// A directed graph over the numbers 0 … size-1, for questions across all levels of a procedure
/// (ControlFlow answers those inside one container). All run in (nearly) linear time and without
/// recursion. Immutable; a value.
class Digraph
{
public:
    /// The end of an edge by its beginning. Of one beginning they keep their order.
    using Edge = NumberLists::Entry;

    explicit Digraph(int size = 0, const QVector<Edge> &edges = {})
        : m_next(size, edges)
    { }

    [[nodiscard]] int size() const { return m_next.size(); }
    [[nodiscard]] Numbers next(int vertex) const { return m_next[vertex]; }
    [[nodiscard]] Digraph reversed() const;

    /// Every vertex that can be reached from \p starts, without stepping onto \p blocked.
    [[nodiscard]] QVector<bool> reachable(
        const QVector<int> &starts, const QVector<bool> &blocked = {}) const;
    /// What can be reached from \p start and is not yet \p seen, the start first; marks it as seen.
    [[nodiscard]] QVector<int> flood(int start, QVector<bool> &seen) const;
    /// A shortest path from \p from to \p to, both included, not through \p blocked; empty: none.
    [[nodiscard]] QVector<int> path(int from, int to, const QVector<bool> &blocked = {}) const;
    /// For each vertex the one before it on a shortest way from \p from; -1 for \p from itself and
    /// for what it does not reach. Of equal ways the one by the first edge, or by the last one.
    [[nodiscard]] QVector<int> wayTree(int from, bool lastFirst = false) const;
    /// An order in which every edge leads on; empty when there is a circle.
    [[nodiscard]] QVector<int> topological() const;
    /// Strongly connected components that hold a cycle, members ascending.
    [[nodiscard]] QVector<QVector<int>> cycles() const;
    /// Immediate dominator of each vertex on the way from \p entry; -1 for the entry itself and
    /// for what cannot be reached.
    [[nodiscard]] QVector<int> dominators(int entry) const;
    /// The same as a tree, for a graph without circles; \p order: topological().
    [[nodiscard]] AncestorTree dominatorTree(int entry, const QVector<int> &order) const;

private:
    [[nodiscard]] QVector<int> cyclicDominators(int entry) const;

    NumberLists m_next;
};

} // namespace cytoloom
