// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/procedureflow.h"

#include <QtCore/QSet>

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

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
    readElements(procedure);
    readLinks(procedure);
    for (int container = -1; container < count(); ++container) {
        if (children(container).isEmpty())
            continue;
        orderChildren(container);
        analyseBlocks(container);
    }
    buildFlat();
}

void ProcedureFlow::readElements(const Procedure &procedure)
{
    const QVector<const Element *> found = procedure.walk(&m_containers);
    const int size = int(found.size());
    m_elements = found;
    m_numbers.reserve(size);
    m_ends.resize(size);
    m_places.resize(size);
    m_unitProcedures.resize(size);
    m_children.resize(size + 1);
    m_order.resize(size + 1);
    m_next.resize(size);
    m_previous.resize(size);
    m_linksAt.resize(size);
    m_frameOf.fill(-1, size);
    for (int i = 0; i < size; ++i) {
        // The container comes before its content, so its answers are there already.
        const int container = m_containers[i];
        m_numbers.insert(found[i]->id, i);
        m_places[i] = int(m_children[container + 1].size());
        m_children[container + 1].append(i);
        m_unitProcedures[i] = element(i).kind == ElementKind::UnitProcedure ? i
            : container >= 0 ? m_unitProcedures[container]
                             : -1;
    }
    for (int i = size - 1; i >= 0; --i) {
        m_ends[i] = std::max(m_ends[i], i + 1);
        if (m_containers[i] >= 0)
            m_ends[m_containers[i]] = std::max(m_ends[m_containers[i]], m_ends[i]);
    }
}

void ProcedureFlow::readLinks(const Procedure &procedure)
{
    m_links = procedure.walkLinks();
    m_from.reserve(m_links.size());
    m_to.reserve(m_links.size());
    struct Branch
    {
        int to = -1;
        int priority = 0;
    };
    QHash<int, QVector<Branch>> weighed; // elements whose links say which one is asked first
    for (int i = 0; i < m_links.size(); ++i) {
        const Link &link = *m_links[i];
        const int from = number(link.from.element);
        const int to = number(link.to.element);
        m_from.append(from);
        m_to.append(to);
        m_linksAt[from].append(i);
        if (to != from)
            m_linksAt[to].append(i);
        if (link.kind != LinkKind::Control)
            continue;
        if (link.priority != 0 || weighed.contains(from)) {
            QVector<Branch> &branches = weighed[from];
            for (const int earlier : std::exchange(m_next[from], {}))
                branches.append({earlier, 0});
            branches.append({to, link.priority});
        } else {
            m_next[from].append(to);
        }
    }
    for (auto it = weighed.begin(); it != weighed.end(); ++it) {
        std::stable_sort(it->begin(), it->end(),
            [](const Branch &a, const Branch &b) { return a.priority < b.priority; });
        for (const Branch &branch : std::as_const(*it))
            m_next[it.key()].append(branch.to);
    }
    for (int i = 0; i < count(); ++i) {
        for (const int to : m_next[i])
            m_previous[to].append(i);
    }
}

// Kahn's algorithm; of those that are ready the first sibling goes first, because the order shows.
void ProcedureFlow::orderChildren(int container)
{
    const QVector<int> &all = children(container);
    QVector<int> waiting(all.size());
    std::priority_queue<int, std::vector<int>, std::greater<>> ready;
    for (int i = 0; i < all.size(); ++i) {
        waiting[i] = int(m_previous[all[i]].size());
        if (waiting[i] == 0)
            ready.push(all[i]);
    }
    QVector<int> order;
    order.reserve(all.size());
    while (!ready.empty()) {
        const int at = ready.top();
        ready.pop();
        order.append(at);
        for (const int to : m_next[at]) {
            if (--waiting[m_places[to]] == 0)
                ready.push(to);
        }
    }
    if (order.size() == all.size()) {
        m_order[container + 1] = order;
        return;
    }
    Digraph graph(int(all.size()));
    for (const int i : all) {
        for (const int to : m_next[i])
            graph.addEdge(m_places[i], m_places[to]);
    }
    QVector<QVector<int>> cycles = graph.cycles();
    for (QVector<int> &cycle : cycles) {
        for (int &member : cycle)
            member = all[member];
    }
    m_cycles.insert(container, cycles);
}

int ProcedureFlow::frameAround(int number) const
{
    for (int i = number; i >= 0; i = m_containers[i]) {
        if (m_frameOf[i] >= 0)
            return m_frameOf[i];
    }
    return -1;
}

int ProcedureFlow::addFrame(int split, int branch)
{
    Frame frame {split, branch, m_frameOf[split], frameAround(split), 0, -1};
    if (frame.outer >= 0) {
        // Myers' skew-binary jumps: an ancestor is found in logarithmic steps.
        const Frame &outer = m_frames[frame.outer];
        frame.depth = outer.depth + 1;
        const int far = outer.jump < 0 ? -1 : m_frames[outer.jump].jump;
        const int outerStep = outer.depth - (outer.jump < 0 ? -1 : m_frames[outer.jump].depth);
        const int farStep = outer.jump < 0
            ? -1
            : m_frames[outer.jump].depth - (far < 0 ? -1 : m_frames[far].depth);
        frame.jump = outer.jump >= 0 && outerStep == farStep ? far : frame.outer;
    }
    m_frames.append(frame);
    return int(m_frames.size()) - 1;
}

// Walks the container in control order and gives every element the frame (branch of a parallel
// split) that it lies in. Exclusive branches need no frame: one token is in one place only.
void ProcedureFlow::analyseBlocks(int container)
{
    QVector<BlockProblem> problems;
    for (const int i : children(container)) {
        if (m_next[i].size() > 1 && !maySplit(element(i).kind))
            problems.append({BlockProblem::ForkWithoutSplit, i, -1});
        if (m_previous[i].size() > 1 && !mayMerge(element(i).kind))
            problems.append({BlockProblem::MergeWithoutJoin, i, -1});
    }
    struct Arrival
    {
        int frame = -1;
        int source = -1;
    };
    QVector<QVector<Arrival>> arrivals(children(container).size()); // per sibling, in link order
    QSet<int> joined;
    for (const int i : order(container)) {
        QVector<int> frames;
        for (const Arrival &arrival : std::as_const(arrivals[m_places[i]]))
            frames.append(arrival.frame);
        if (element(i).kind == ElementKind::ParallelJoin && !frames.isEmpty()) {
            const int frame = joinFrames(i, frames, &problems);
            m_frameOf[i] = frame >= 0 ? m_frames[frame].parent : -1;
            if (frame >= 0) {
                ParallelBlock block {m_frames[frame].split, i, {}, {}};
                block.first = m_next[block.split];
                block.last.resize(block.first.size());
                for (int k = 0; k < frames.size(); ++k)
                    block.last[m_frames[frames[k]].branch] = arrivals[m_places[i]][k].source;
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
                problems.append({BlockProblem::LeftoverToken, i, m_frames[*inner].split});
                joined.insert(m_frames[*inner].split); // said once
                m_frameOf[i] = m_frames[*inner].parent;
            }
        }
        for (int branch = 0; branch < m_next[i].size(); ++branch) {
            const bool splits = element(i).kind == ElementKind::ParallelSplit;
            arrivals[m_places[m_next[i][branch]]].append(
                {splits ? addFrame(i, branch) : m_frameOf[i], i});
        }
    }
    for (const BlockProblem &problem : std::as_const(problems))
        joined.insert(problem.other);
    for (const int i : order(container)) {
        if (element(i).kind == ElementKind::ParallelSplit && !joined.contains(i))
            problems.append({BlockProblem::NotJoined, i, -1});
    }
    if (!problems.isEmpty())
        m_problems.insert(container, problems);
}

// A frame of the split that all branches come from, or -1 after reporting why the join would wait
// for ever.
int ProcedureFlow::joinFrames(
    int join, const QVector<int> &frames, QVector<BlockProblem> *problems) const
{
    const int split = frames.first() < 0 ? -1 : m_frames[frames.first()].split;
    QSet<int> branches;
    for (const int frame : frames) {
        if (frame < 0 || m_frames[frame].split != split
            || branches.contains(m_frames[frame].branch)) {
            problems->append({BlockProblem::Deadlock, join, split});
            return -1;
        }
        branches.insert(m_frames[frame].branch);
    }
    if (branches.size() != m_next[split].size()) {
        problems->append({BlockProblem::Deadlock, join, split});
        return -1;
    }
    return frames.first();
}

// In the forest of frames: below their lowest common ancestor the two ways go up through two
// branches of one split.
bool ProcedureFlow::concurrent(int a, int b) const
{
    int left = frameAround(a);
    int right = frameAround(b);
    const auto depthOf = [this](int frame) { return frame < 0 ? -1 : m_frames[frame].depth; };
    const auto lift = [&](int frame, int depth) { // the ancestor at that depth
        while (depthOf(frame) > depth) {
            const int jump = m_frames[frame].jump;
            frame = depthOf(jump) >= depth ? jump : m_frames[frame].outer;
        }
        return frame;
    };
    const int depth = std::min(depthOf(left), depthOf(right));
    left = lift(left, depth);
    right = lift(right, depth);
    if (left == right)
        return false;
    while (m_frames[left].outer != m_frames[right].outer) {
        const bool far = m_frames[left].jump != m_frames[right].jump;
        left = far ? m_frames[left].jump : m_frames[left].outer;
        right = far ? m_frames[right].jump : m_frames[right].outer;
    }
    return m_frames[left].split == m_frames[right].split;
}

// Not every pair: a split remembers the first element in its branches, and the next one in another
// branch of it has found its partner. The outermost split counts. A frame that has been walked
// through before is not walked through again, so this is linear in the elements and the frames.
QVector<QPair<int, int>> ProcedureFlow::concurrentPairs(const QVector<int> &elements) const
{
    QVector<QPair<int, int>> result;
    QHash<int, QPair<int, int>> firstAt; // split → (branch, element)
    QHash<int, int> partnerIn; // frame → partner of what lies in it, -1 none
    for (const int one : elements) {
        QVector<int> way; // from the inside to what is known
        int frame = frameAround(one);
        for (; frame >= 0 && !partnerIn.contains(frame); frame = m_frames[frame].outer)
            way.append(frame);
        int partner = frame < 0 ? -1 : partnerIn.value(frame);
        for (auto at = way.crbegin(); at != way.crend(); ++at) {
            const Frame &branch = m_frames[*at];
            const auto known = firstAt.constFind(branch.split);
            if (known == firstAt.cend())
                firstAt.insert(branch.split, {branch.branch, one});
            else if (known->first != branch.branch && partner < 0)
                partner = known->second;
            partnerIn.insert(*at, partner);
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
