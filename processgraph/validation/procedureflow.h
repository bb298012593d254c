// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/procedure.h"
#include "processgraph/validation/digraph.h"
#include "processgraph/validation/flowblocks.h"
#include "processgraph/validation/flowtraits.h"

#include <QtCore/QHash>

namespace cytoloom {

/// A procedure prepared for the rules: elements as numbers, the control flow of every container,
/// its parallel blocks, and the flow across all levels in one graph. Numbers go depth first, a
/// container before its content: what lies inside of number i is i + 1 … endOf(i) - 1. Built once
/// in near-linear time, then immutable; any thread. The procedure's elements outlive it.
class ProcedureFlow
{
public:
    explicit ProcedureFlow(const Procedure &procedure);
    /// The same, in less time, for what \p before has become by \p change (changedSince()).
    /// \p origins gets for each element its number in \p before; -1: it is new, or another value.
    /// Of \p before, whose elements still live, element() and container() are good afterwards.
    ProcedureFlow(const Procedure &procedure, ProcedureFlow &before, const ProcedureChange &change,
        QVector<int> *origins);

    [[nodiscard]] int count() const { return int(m_elements.size()); }
    [[nodiscard]] const Element &element(int number) const { return *m_elements[number]; }
    /// What element() says of itself, without a look at it: most steps are passed over by most
    /// rules, and ten thousand looks into memory all over the place are a millisecond.
    [[nodiscard]] ElementKind kind(int number) const { return m_traits[number].kind; }
    [[nodiscard]] bool has(int number, StepPart part) const { return m_traits[number].has(part); }
    /// The same as of element(), where it has none without a look at it.
    [[nodiscard]] const QVector<Port> &ports(int number) const
    {
        return has(number, StepPart::Ports) ? element(number).ports : none().ports;
    }
    [[nodiscard]] const std::optional<GateSpecification> &gate(int number) const
    {
        return has(number, StepPart::Gate) ? element(number).gate : none().gate;
    }
    [[nodiscard]] const Attributes &attributes(int number) const
    {
        return has(number, StepPart::Attributes) ? element(number).attributes : none().attributes;
    }
    [[nodiscard]] LinkKind linkKind(int link) const { return m_linkTraits[link].kind; }
    [[nodiscard]] GateOutcome linkOutcome(int link) const { return m_linkTraits[link].outcome; }
    [[nodiscard]] bool linkHasAttributes(int link) const { return m_linkTraits[link].attributes; }
    /// -1 when unknown.
    [[nodiscard]] int number(const ElementId &id) const
    {
        const int slot = m_slots.value(id, -1);
        return slot < 0 ? -1 : m_numberOf[slot];
    }
    /// The container's number; -1 is the procedure itself.
    [[nodiscard]] int container(int number) const { return m_containers[number]; }
    /// One past the last element inside \p number.
    [[nodiscard]] int endOf(int number) const { return m_ends[number]; }
    [[nodiscard]] Numbers children(int container) const { return m_children[container + 1]; }
    /// Where \p number stands in children() of its container.
    [[nodiscard]] int placeAmongSiblings(int number) const { return m_places[number]; }
    /// The children in control order; empty when their control links form a cycle.
    [[nodiscard]] Numbers order(int container) const
    {
        return m_isOrdered[container + 1] ? m_order[container + 1] : Numbers();
    }
    /// Over control links; of several the one that is asked first stands first.
    [[nodiscard]] Numbers next(int number) const { return m_next[number]; }
    [[nodiscard]] Numbers previous(int number) const { return m_previous[number]; }
    /// Circles of control links among the children of \p container, members ascending.
    [[nodiscard]] QVector<QVector<int>> cycles(int container) const
    {
        return m_cycles.value(container);
    }
    [[nodiscard]] QVector<BlockProblem> problems(int container) const
    {
        return m_problems.value(container);
    }
    [[nodiscard]] const QVector<ParallelBlock> &parallelBlocks() const { return m_blocks; }
    /// The sound block that ends at this join; null when there is none.
    [[nodiscard]] const ParallelBlock *blockOfJoin(int join) const
    {
        const auto index = m_blockOfJoin.constFind(join);
        return index == m_blockOfJoin.cend() ? nullptr : &m_blocks[*index];
    }
    /// The nearest unit procedure at or above; -1 when there is none.
    [[nodiscard]] int unitProcedure(int number) const { return m_unitProcedures[number]; }

    /// All links as Procedure::links() gives them, and the elements at their ends.
    [[nodiscard]] const QVector<const Link *> &links() const { return m_links; }
    [[nodiscard]] int fromOf(int link) const { return m_from[link]; }
    [[nodiscard]] int toOf(int link) const { return m_to[link]; }
    /// Indexes into links() of everything that begins or ends at \p number.
    [[nodiscard]] Numbers linksAt(int number) const { return m_linksAt[number]; }

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

    /// Another value of one element: what it is called, needs and holds, but not its kind, place or
    /// links. The element outlives the flow.
    void replace(int number, const Element &element)
    {
        m_elements[number] = &element;
        m_traits[number] = StepTraits::of(element);
    }
    /// The same for a link with the same kind, ends and priority.
    void replaceLink(int link, const Link &value)
    {
        m_links[link] = &value;
        m_linkTraits[link] = LinkTraits::of(value);
    }

private:
    /// One branch of a parallel split. Frames form a forest over all levels.
    struct Frame
    {
        int split = -1;
        int branch = 0;
        int parent = -1; ///< frame around this one in the same container, -1 when none
        int outer = -1; ///< the same on any level
        int depth = 0;
        int jump = -1; ///< an ancestor that makes the way up logarithmic
    };
    struct Reading; ///< the walk over the procedure: flowreading.cpp
    [[nodiscard]] static const Element &none(); ///< an empty one
    void analyse();
    void arrangeElements();
    void arrangeLinks();
    void orderChildren(int container);
    void analyseBlocks(int container);
    int joinFrames(int element, const QVector<int> &frames, QVector<BlockProblem> *problems) const;
    int addFrame(int split, int branch);
    /// The innermost frame around an element on any level, -1 when none.
    [[nodiscard]] int frameAround(int number) const;
    void buildFlat();

    QVector<const Element *> m_elements;
    QVector<StepTraits> m_traits;
    /// An edit moves the numbers of all that follows, but not these.
    QHash<ElementId, int> m_slots;
    QVector<int> m_slotOf; ///< by number
    QVector<int> m_numberOf; ///< by slot; -1: gone
    QVector<int> m_containers;
    QVector<int> m_ends;
    QVector<int> m_places;
    QVector<int> m_unitProcedures;
    NumberLists m_children; ///< by container + 1
    NumberLists m_order; ///< the same in control order
    QVector<bool> m_isOrdered; ///< by container + 1
    NumberLists m_next;
    NumberLists m_previous;
    QVector<const Link *> m_links; ///< by the container that they belong to
    QVector<int> m_linkStart; ///< by container + 1, and the end: the first link of it
    QVector<LinkTraits> m_linkTraits;
    QVector<int> m_from;
    QVector<int> m_to;
    NumberLists m_linksAt;
    QHash<int, QVector<QVector<int>>> m_cycles;
    QHash<int, QVector<BlockProblem>> m_problems;
    QVector<Frame> m_frames;
    QVector<int> m_frameOf; ///< frame in its container that each element lies in, -1 when none
    QVector<ParallelBlock> m_blocks;
    QHash<int, int> m_blockOfJoin;
    Digraph m_flat;
    Digraph m_flatParallel;
};

} // namespace cytoloom
