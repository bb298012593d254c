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

void ProcedureFlow::analyse()
{
    for (int container = -1; container < count(); ++container) {
        if (children(container).isEmpty())
            continue;
        orderChildren(container);
        analyseBlocks(container);
    }
    buildFlat();
}

void ProcedureFlow::arrangeElements()
{
    const int size = count();
    m_ends.resize(size);
    m_places.resize(size);
    m_unitProcedures.resize(size);
    m_frameOf.fill(-1, size);
    QVector<int> siblings(size + 1, 0);
    QVector<NumberLists::Entry> children(size);
    for (int i = 0; i < size; ++i) {
        // The container comes before its content, so its answers are there already.
        const int container = m_containers[i];
        m_places[i] = siblings[container + 1]++;
        children[i] = {container + 1, i};
        m_unitProcedures[i] = kind(i) == ElementKind::UnitProcedure ? i
            : container >= 0                                        ? m_unitProcedures[container]
                                                                    : -1;
    }
    m_children = NumberLists(size + 1, children);
    m_order = m_children;
    m_isOrdered.fill(false, size + 1);
    for (int i = size - 1; i >= 0; --i) {
        m_ends[i] = std::max(m_ends[i], i + 1);
        if (m_containers[i] >= 0)
            m_ends[m_containers[i]] = std::max(m_ends[m_containers[i]], m_ends[i]);
    }
}

void ProcedureFlow::arrangeLinks()
{
    QVector<NumberLists::Entry> ends;
    QVector<NumberLists::Entry> ways; // control links by the element that they leave
    QSet<int> weighed; // elements whose links say which one is asked first
    ends.reserve(2 * m_links.size());
    ways.reserve(m_links.size());
    for (int i = 0; i < m_links.size(); ++i) {
        ends.append({m_from[i], i});
        if (m_to[i] != m_from[i])
            ends.append({m_to[i], i});
        if (m_linkTraits[i].kind != LinkKind::Control)
            continue;
        ways.append({m_from[i], i});
        if (m_linkTraits[i].priority != 0)
            weighed.insert(m_from[i]);
    }
    m_linksAt = NumberLists(count(), ends);
    m_next = NumberLists(count(), ways);
    for (const int from : std::as_const(weighed)) {
        const std::span<int> links = m_next.mutableList(from);
        std::stable_sort(links.begin(), links.end(),
            [this](int a, int b) { return m_linkTraits[a].priority < m_linkTraits[b].priority; });
    }
    ways.clear();
    for (int i = 0; i < count(); ++i) {
        for (int &link : m_next.mutableList(i)) {
            link = m_to[link];
            ways.append({link, i});
        }
    }
    m_previous = NumberLists(count(), ways);
}

// Kahn's algorithm; of those that are ready the first sibling goes first, because the order shows.
void ProcedureFlow::orderChildren(int container)
{
    const Numbers all = children(container);
    QVector<int> waiting(all.size());
    std::priority_queue<int, std::vector<int>, std::greater<>> ready;
    for (int i = 0; i < all.size(); ++i) {
        waiting[i] = int(previous(all[i]).size());
        if (waiting[i] == 0)
            ready.push(all[i]);
    }
    qsizetype ordered = 0;
    const std::span<int> order = m_order.mutableList(container + 1);
    while (!ready.empty()) {
        const int at = ready.top();
        ready.pop();
        order[size_t(ordered++)] = at;
        for (const int to : next(at)) {
            if (--waiting[m_places[to]] == 0)
                ready.push(to);
        }
    }
    m_isOrdered[container + 1] = ordered == all.size();
    if (m_isOrdered[container + 1])
        return;
    QVector<Digraph::Edge> edges;
    for (const int i : all) {
        for (const int to : next(i))
            edges.append({m_places[i], m_places[to]});
    }
    QVector<QVector<int>> cycles = Digraph(int(all.size()), edges).cycles();
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
        if (m_next[i].size() > 1 && !maySplit(kind(i)))
            problems.append({BlockProblem::ForkWithoutSplit, i, -1});
        if (m_previous[i].size() > 1 && !mayMerge(kind(i)))
            problems.append({BlockProblem::MergeWithoutJoin, i, -1});
    }
    struct Arrival
    {
        int frame = -1;
        int source = -1;
    };
    QVector<Arrival> arrivals; // per sibling, in the order in which they come
    QVector<int> starts; // where those of a sibling begin, and how many have come
    QVector<int> come(children(container).size(), 0);
    for (const int i : children(container)) {
        starts.append(int(arrivals.size()));
        arrivals.resize(arrivals.size() + m_previous[i].size());
    }
    QSet<int> joined;
    QVector<int> frames;
    for (const int i : order(container)) {
        frames.clear();
        const Arrival *arrived = arrivals.constData() + starts[m_places[i]];
        for (int k = 0; k < come[m_places[i]]; ++k)
            frames.append(arrived[k].frame);
        if (kind(i) == ElementKind::ParallelJoin && !frames.isEmpty()) {
            const int frame = joinFrames(i, frames, &problems);
            m_frameOf[i] = frame >= 0 ? m_frames[frame].parent : -1;
            if (frame >= 0) {
                ParallelBlock block {m_frames[frame].split, i, {}, {}};
                block.first = next(block.split).copy();
                block.last.resize(block.first.size());
                for (int k = 0; k < frames.size(); ++k)
                    block.last[m_frames[frames[k]].branch] = arrived[k].source;
                m_blockOfJoin.insert(i, int(m_blocks.size()));
                m_blocks.append(block);
                joined.insert(block.split);
            }
        } else if (!frames.isEmpty()) {
            m_frameOf[i] = frames.first();
            const bool mixed = std::any_of(
                frames.begin(), frames.end(), [&](int frame) { return frame != frames.first(); });
            const bool ends = kind(i) == ElementKind::End && frames.first() >= 0;
            if (mixed || ends) {
                const auto inner = std::max_element(frames.begin(), frames.end());
                problems.append({BlockProblem::LeftoverToken, i, m_frames[*inner].split});
                joined.insert(m_frames[*inner].split); // said once
                m_frameOf[i] = m_frames[*inner].parent;
            }
        }
        for (int branch = 0; branch < m_next[i].size(); ++branch) {
            const bool splits = kind(i) == ElementKind::ParallelSplit;
            const int place = m_places[m_next[i][branch]];
            arrivals[starts[place] + come[place]++]
                = {splits ? addFrame(i, branch) : m_frameOf[i], i};
        }
    }
    for (const BlockProblem &problem : std::as_const(problems))
        joined.insert(problem.other);
    for (const int i : order(container)) {
        if (kind(i) == ElementKind::ParallelSplit && !joined.contains(i))
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
    const int size = 2 * count() + 2;
    QVector<Digraph::Edge> levels; // from and to the containers
    levels.reserve(size);
    for (int i = 0; i < count(); ++i) {
        const int above = m_containers[i];
        if (m_previous[i].isEmpty())
            levels.append({above < 0 ? start() : enter(above), enter(i)});
        if (m_next[i].isEmpty())
            levels.append({leave(i), above < 0 ? finish() : leave(above)});
        if (children(i).isEmpty())
            levels.append({enter(i), leave(i)});
    }
    QHash<int, const ParallelBlock *> bySplit;
    QSet<QPair<int, int>> replaced; // links into a join that go elsewhere
    for (const ParallelBlock &block : std::as_const(m_blocks)) {
        bySplit.insert(block.split, &block);
        for (const int last : block.last)
            replaced.insert({last, block.join});
    }
    const auto isReplaced = [&](int from, int to) {
        return m_blockOfJoin.contains(to) && replaced.contains({from, to});
    };
    QVector<Digraph::Edge> parallel = levels;
    QVector<Digraph::Edge> serial = levels;
    parallel.reserve(levels.size() + m_links.size());
    serial.reserve(levels.size() + m_links.size());
    for (int i = 0; i < count(); ++i) {
        const bool splits = kind(i) == ElementKind::ParallelSplit;
        const auto block = splits ? bySplit.constFind(i) : bySplit.cend();
        for (const int to : m_next[i]) {
            parallel.append({leave(i), enter(to)});
            const bool joins = kind(to) == ElementKind::ParallelJoin;
            if (block == bySplit.cend() && !(joins && isReplaced(i, to)))
                serial.append({leave(i), enter(to)});
        }
        if (block == bySplit.cend())
            continue;
        int from = i;
        for (int branch = 0; branch < (*block)->first.size(); ++branch) {
            if ((*block)->last[branch] == i) // an empty branch
                continue;
            serial.append({leave(from), enter((*block)->first[branch])});
            from = (*block)->last[branch];
        }
        serial.append({leave(from), enter((*block)->join)});
    }
    m_flatParallel = Digraph(size, parallel);
    m_flat = Digraph(size, serial);
}

} // namespace cytoloom
