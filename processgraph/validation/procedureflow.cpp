// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/procedureflow.h"

#include "processgraph/model/controlflow.h"

#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

namespace {

bool maySplit(ElementKind kind)
{
    return kind == ElementKind::ParallelSplit || kind == ElementKind::SelectionSplit
        || kind == ElementKind::Gate;
}

bool mayMerge(ElementKind kind)
{
    return kind == ElementKind::ParallelJoin || kind == ElementKind::SelectionJoin
        || kind == ElementKind::End;
}

} // namespace

ProcedureFlow::ProcedureFlow(const Procedure &procedure)
{
    const QVector<ElementId> ids = procedure.elements();
    const int size = int(ids.size());
    m_elements.reserve(size);
    m_numbers.reserve(size);
    for (const ElementId &id : ids) {
        m_numbers.insert(id, count());
        m_elements.append(procedure.element(id));
    }
    m_children.resize(size + 1);
    m_order.resize(size + 1);
    m_next.resize(size);
    m_previous.resize(size);
    m_frameOf.fill(-1, size);
    for (int i = 0; i < size; ++i) {
        // elements() gives the container before its content, so its answers are there already.
        const int container = number(procedure.container(ids[i]));
        m_containers.append(container);
        m_children[container + 1].append(i);
        m_unitProcedures.append(element(i).kind == ElementKind::UnitProcedure ? i
                : container >= 0 ? m_unitProcedures[container]
                                 : -1);
        for (const LinkId &link : procedure.controlOut(ids[i]))
            m_next[i].append(number(procedure.link(link)->to.element));
    }
    for (int i = 0; i < size; ++i) {
        for (const int to : m_next[i])
            m_previous[to].append(i);
    }
    for (int container = -1; container < size; ++container) {
        if (children(container).isEmpty())
            continue;
        const ControlFlow flow(procedure, container < 0 ? ElementId() : ids[container]);
        if (const auto order = flow.topologicalOrder()) {
            for (const ElementId &id : *order)
                m_order[container + 1].append(number(id));
        } else {
            for (const QVector<ElementId> &cycle : flow.cycles()) {
                QVector<int> members;
                for (const ElementId &id : cycle)
                    members.append(number(id));
                m_cycles.append(members);
            }
        }
        analyseBlocks(container);
    }
    buildFlat();
}

// Walks the container in control order and gives every element the frame (branch of a parallel
// split) that it lies in. Exclusive branches need no frame: one token is in one place only.
void ProcedureFlow::analyseBlocks(int container)
{
    for (const int i : children(container)) {
        if (m_next[i].size() > 1 && !maySplit(element(i).kind))
            m_problems.append({BlockProblem::ForkWithoutSplit, i, -1});
        if (m_previous[i].size() > 1 && !mayMerge(element(i).kind))
            m_problems.append({BlockProblem::MergeWithoutJoin, i, -1});
    }
    QHash<QPair<int, int>, int> branchFrames; // (split, branch) → frame
    QHash<int, QVector<int>> incoming; // element → frame per incoming link, in link order
    QHash<int, QVector<int>> sources;
    QSet<int> joined;
    for (const int i : order(container)) {
        const QVector<int> frames = incoming.value(i);
        if (element(i).kind == ElementKind::ParallelJoin && !frames.isEmpty()) {
            const int frame = joinFrames(i, frames);
            m_frameOf[i] = frame >= 0 ? m_frames[frame].parent : -1;
            if (frame >= 0) {
                ParallelBlock block {m_frames[frame].split, i, {}, {}};
                block.first = m_next[block.split];
                block.last.resize(block.first.size());
                for (int k = 0; k < frames.size(); ++k)
                    block.last[m_frames[frames[k]].branch] = sources[i][k];
                m_blockOfJoin.insert(i, int(m_blocks.size()));
                m_blocks.append(block);
                joined.insert(block.split);
            }
        } else if (!frames.isEmpty()) {
            m_frameOf[i] = frames.first();
            const bool mixed = std::any_of(
                frames.begin(), frames.end(), [&](int frame) { return frame != frames.first(); });
            const bool ends = element(i).kind == ElementKind::End && frames.first() >= 0;
            if (mixed || ends) {
                const auto inner = std::max_element(frames.begin(), frames.end());
                m_problems.append({BlockProblem::LeftoverToken, i, m_frames[*inner].split});
                joined.insert(m_frames[*inner].split); // said once
                m_frameOf[i] = m_frames[*inner].parent;
            }
        }
        for (int branch = 0; branch < m_next[i].size(); ++branch) {
            int frame = m_frameOf[i];
            if (element(i).kind == ElementKind::ParallelSplit) {
                m_frames.append({i, branch, m_frameOf[i]});
                frame = int(m_frames.size()) - 1;
            }
            incoming[m_next[i][branch]].append(frame);
            sources[m_next[i][branch]].append(i);
        }
    }
    for (const BlockProblem &problem : std::as_const(m_problems))
        joined.insert(problem.other);
    for (const int i : order(container)) {
        if (element(i).kind == ElementKind::ParallelSplit && !joined.contains(i))
            m_problems.append({BlockProblem::NotJoined, i, -1});
    }
}

// A frame of the split that all branches come from, or -1 after reporting why the join would wait
// for ever.
int ProcedureFlow::joinFrames(int join, const QVector<int> &frames)
{
    const int split = frames.first() < 0 ? -1 : m_frames[frames.first()].split;
    QSet<int> branches;
    for (const int frame : frames) {
        if (frame < 0 || m_frames[frame].split != split
            || branches.contains(m_frames[frame].branch)) {
            m_problems.append({BlockProblem::Deadlock, join, split});
            return -1;
        }
        branches.insert(m_frames[frame].branch);
    }
    if (branches.size() != m_next[split].size()) {
        m_problems.append({BlockProblem::Deadlock, join, split});
        return -1;
    }
    return frames.first();
}

// From the outside to the element: (split, branch) for a parallel branch, (element, -1) for a
// container and the element itself.
QVector<QPair<int, int>> ProcedureFlow::chain(int number) const
{
    QVector<QPair<int, int>> result;
    for (int i = number; i >= 0; i = m_containers[i]) {
        result.append({i, -1});
        for (int frame = m_frameOf[i]; frame >= 0; frame = m_frames[frame].parent)
            result.append({m_frames[frame].split, m_frames[frame].branch});
    }
    std::reverse(result.begin(), result.end());
    return result;
}

bool ProcedureFlow::concurrent(int a, int b) const
{
    const auto left = chain(a);
    const auto right = chain(b);
    const int size = int(std::min(left.size(), right.size()));
    for (int i = 0; i < size; ++i) {
        if (left[i] == right[i])
            continue;
        return left[i].first == right[i].first && left[i].second >= 0 && right[i].second >= 0;
    }
    return false;
}

// Not every pair: a split remembers the first element in its branches, and the next one in another
// branch of it has found its partner. Linear in the elements times their nesting.
QVector<QPair<int, int>> ProcedureFlow::concurrentPairs(const QVector<int> &elements) const
{
    QVector<QPair<int, int>> result;
    QHash<int, QPair<int, int>> firstAt; // split → (branch, element)
    for (const int one : elements) {
        int partner = -1;
        for (const auto &[split, branch] : chain(one)) {
            if (branch < 0)
                continue;
            const auto known = firstAt.constFind(split);
            if (known == firstAt.cend())
                firstAt.insert(split, {branch, one});
            else if (known->first != branch && partner < 0)
                partner = known->second;
        }
        if (partner >= 0)
            result.append({one, partner});
    }
    return result;
}

void ProcedureFlow::buildFlat()
{
    m_flatParallel = Digraph(2 * count() + 2);
    for (int i = 0; i < count(); ++i) {
        const bool isEntry = m_previous[i].isEmpty();
        const bool isExit = m_next[i].isEmpty();
        const int above = m_containers[i];
        if (isEntry)
            m_flatParallel.addEdge(above < 0 ? start() : enter(above), enter(i));
        if (isExit)
            m_flatParallel.addEdge(leave(i), above < 0 ? finish() : leave(above));
        if (children(i).isEmpty())
            m_flatParallel.addEdge(enter(i), leave(i));
    }
    m_flat = m_flatParallel;
    QHash<int, const ParallelBlock *> bySplit;
    QHash<QPair<int, int>, bool> replaced; // links into a join that go elsewhere
    for (const ParallelBlock &block : std::as_const(m_blocks)) {
        bySplit.insert(block.split, &block);
        for (const int last : block.last)
            replaced.insert({last, block.join}, true);
    }
    for (int i = 0; i < count(); ++i) {
        for (const int to : m_next[i]) {
            m_flatParallel.addEdge(leave(i), enter(to));
            if (!bySplit.contains(i) && !replaced.contains({i, to}))
                m_flat.addEdge(leave(i), enter(to));
        }
        const auto block = bySplit.constFind(i);
        if (block == bySplit.cend())
            continue;
        int from = i;
        for (int branch = 0; branch < (*block)->first.size(); ++branch) {
            if ((*block)->last[branch] == i) // an empty branch
                continue;
            m_flat.addEdge(leave(from), enter((*block)->first[branch]));
            from = (*block)->last[branch];
        }
        m_flat.addEdge(leave(from), enter((*block)->join));
    }
}

} // namespace cytoloom
