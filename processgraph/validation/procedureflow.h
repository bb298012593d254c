// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/procedure.h"
#include "processgraph/validation/digraph.h"

#include <QtCore/QHash>

namespace cytoloom {

/// What is wrong with the blocks of a container. Element numbers as in ProcedureFlow.
struct BlockProblem
{
    enum Kind {
        ForkWithoutSplit, ///< a step with several control links out
        MergeWithoutJoin, ///< a step with several control links in
        LeftoverToken, ///< a parallel branch of `other` reaches End or a selection join `element`
        Deadlock, ///< parallel join `element` waits for a token that does not come
        NotJoined ///< parallel split `element` has no join of its own
    };
    Kind kind = ForkWithoutSplit;
    int element = -1;
    int other = -1; ///< the split or join on the other side, -1 when none
};

/// A parallel split with its own join, soundly nested.
struct ParallelBlock
{
    int split = -1;
    int join = -1;
    QVector<int> first; ///< per branch: its first element; the join itself for an empty branch
    QVector<int> last; ///< per branch: its last element; the split itself for an empty branch
};

/// A procedure prepared for the rules: elements as numbers, the control flow of every container,
/// its parallel blocks, and the flow across all levels in one graph. Built once in near-linear
/// time, then immutable; any thread. It keeps a reference to the procedure.
class ProcedureFlow
{
public:
    explicit ProcedureFlow(const Procedure &procedure);

    [[nodiscard]] int count() const { return int(m_elements.size()); }
    [[nodiscard]] const Element &element(int number) const { return *m_elements[number]; }
    /// -1 when unknown.
    [[nodiscard]] int number(const ElementId &id) const { return m_numbers.value(id, -1); }
    /// The container's number; -1 is the procedure itself.
    [[nodiscard]] int container(int number) const { return m_containers[number]; }
    [[nodiscard]] const QVector<int> &children(int container) const
    {
        return m_children[container + 1];
    }
    /// The children in control order; empty when their control links form a cycle.
    [[nodiscard]] const QVector<int> &order(int container) const { return m_order[container + 1]; }
    [[nodiscard]] const QVector<int> &next(int number) const { return m_next[number]; }
    [[nodiscard]] const QVector<int> &previous(int number) const { return m_previous[number]; }
    [[nodiscard]] const QVector<QVector<int>> &cycles() const { return m_cycles; }
    [[nodiscard]] const QVector<BlockProblem> &problems() const { return m_problems; }
    [[nodiscard]] const QVector<ParallelBlock> &parallelBlocks() const { return m_blocks; }
    /// The sound block that ends at this join; null when there is none.
    [[nodiscard]] const ParallelBlock *blockOfJoin(int join) const
    {
        const auto index = m_blockOfJoin.constFind(join);
        return index == m_blockOfJoin.cend() ? nullptr : &m_blocks[*index];
    }
    /// The nearest unit procedure at or above; -1 when there is none.
    [[nodiscard]] int unitProcedure(int number) const { return m_unitProcedures[number]; }

    /// Both can be active at the same time: they lie in different branches of one parallel split.
    [[nodiscard]] bool concurrent(int a, int b) const;

    /// Pairs among \p elements that can be active at the same time: for each element at most one
    /// partner that stands before it. Empty means that all of them are serial.
    [[nodiscard]] QVector<QPair<int, int>> concurrentPairs(const QVector<int> &elements) const;

    /// One graph over all levels. A token enters an element at enter() and leaves it at leave(), a
    /// container's content lies between the two. The branches of a sound parallel block stand one
    /// after the other (all of them run), so that "every way passes x" means what it says.
    [[nodiscard]] const Digraph &flat() const { return m_flat; }
    /// The same with the branches side by side, as the links go.
    [[nodiscard]] const Digraph &flatParallel() const { return m_flatParallel; }
    [[nodiscard]] static int enter(int number) { return 2 * number; }
    [[nodiscard]] static int leave(int number) { return 2 * number + 1; }
    [[nodiscard]] static int elementOf(int vertex) { return vertex / 2; }
    /// The vertices of the procedure itself.
    [[nodiscard]] int start() const { return 2 * count(); }
    [[nodiscard]] int finish() const { return 2 * count() + 1; }

private:
    struct Frame
    {
        int split = -1;
        int branch = 0;
        int parent = -1; ///< frame around this one, -1 when none
    };
    void analyseBlocks(int container);
    int joinFrames(int element, const QVector<int> &frames);
    [[nodiscard]] QVector<QPair<int, int>> chain(int number) const;
    void buildFlat();

    QVector<const Element *> m_elements;
    QHash<ElementId, int> m_numbers;
    QVector<int> m_containers;
    QVector<int> m_unitProcedures;
    QVector<QVector<int>> m_children;
    QVector<QVector<int>> m_order;
    QVector<QVector<int>> m_next;
    QVector<QVector<int>> m_previous;
    QVector<QVector<int>> m_cycles;
    QVector<Frame> m_frames;
    QVector<int> m_frameOf; ///< frame that each element lies in, -1 when none
    QVector<BlockProblem> m_problems;
    QVector<ParallelBlock> m_blocks;
    QHash<int, int> m_blockOfJoin;
    Digraph m_flat;
    Digraph m_flatParallel;
};

} // namespace cytoloom
