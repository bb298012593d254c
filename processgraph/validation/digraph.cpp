// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/digraph.h"

#include <QtCore/QHash>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <queue>
#include <utility>

namespace cytoloom {

namespace {

using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

BoostGraph toBoost(const Digraph &graph)
{
    BoostGraph result(size_t(graph.size()));
    for (int from = 0; from < graph.size(); ++from) {
        for (const int to : graph.next(from))
            boost::add_edge(size_t(from), size_t(to), result);
    }
    return result;
}

} // namespace

Digraph Digraph::reversed() const
{
    QVector<Edge> edges;
    edges.reserve(size() * 2);
    for (int from = 0; from < size(); ++from) {
        for (const int to : m_next[from])
            edges.append({to, from});
    }
    return Digraph(size(), edges);
}

QVector<bool> Digraph::reachable(const QVector<int> &starts, const QVector<bool> &blocked) const
{
    QVector<bool> seen(size(), false);
    QVector<int> todo;
    todo.reserve(size());
    const auto visit = [&](int vertex) {
        if (seen[vertex] || (!blocked.isEmpty() && blocked[vertex]))
            return;
        seen[vertex] = true;
        todo.append(vertex);
    };
    std::for_each(starts.begin(), starts.end(), visit);
    while (!todo.isEmpty()) {
        const int vertex = todo.takeLast();
        for (const int next : m_next[vertex])
            visit(next);
    }
    return seen;
}

QVector<int> Digraph::flood(int start, QVector<bool> &seen) const
{
    if (seen[start])
        return {};
    QVector<int> members {start};
    seen[start] = true;
    for (int i = 0; i < members.size(); ++i) {
        for (const int next : m_next[members[i]]) {
            if (!seen[next])
                members.append(next);
            seen[next] = true;
        }
    }
    return members;
}

QVector<int> Digraph::path(int from, int to, const QVector<bool> &blocked) const
{
    // A map and not a vector: many short ways in a large graph are looked for.
    QHash<int, int> previous {{from, -1}};
    std::queue<int> todo;
    todo.push(from);
    while (!todo.empty() && !previous.contains(to)) {
        const int vertex = todo.front();
        todo.pop();
        for (const int next : m_next[vertex]) {
            if (previous.contains(next) || (!blocked.isEmpty() && blocked[next]))
                continue;
            previous.insert(next, vertex);
            todo.push(next);
        }
    }
    if (!previous.contains(to))
        return {};
    QVector<int> result;
    for (int vertex = to; vertex != -1; vertex = previous.value(vertex))
        result.append(vertex);
    std::reverse(result.begin(), result.end());
    return result;
}

QVector<int> Digraph::wayTree(int from, bool lastFirst) const
{
    QVector<int> previous(size(), -1);
    QVector<bool> seen(size(), false);
    QVector<int> todo {from};
    todo.reserve(size());
    seen[from] = true;
    for (qsizetype head = 0; head < todo.size(); ++head) {
        const int vertex = todo[head];
        const Numbers next = m_next[vertex];
        for (qsizetype i = 0; i < next.size(); ++i) {
            const int to = next[lastFirst ? next.size() - 1 - i : i];
            if (seen[to])
                continue;
            seen[to] = true;
            previous[to] = vertex;
            todo.append(to);
        }
    }
    return previous;
}

QVector<int> Digraph::topological() const
{
    QVector<int> waiting(size(), 0);
    for (int vertex = 0; vertex < size(); ++vertex) {
        for (const int to : m_next[vertex])
            ++waiting[to];
    }
    QVector<int> order;
    order.reserve(size());
    for (int vertex = 0; vertex < size(); ++vertex) {
        if (waiting[vertex] == 0)
            order.append(vertex);
    }
    for (qsizetype at = 0; at < order.size(); ++at) {
        for (const int to : m_next[order[at]]) {
            if (--waiting[to] == 0)
                order.append(to);
        }
    }
    return order.size() == size() ? order : QVector<int>();
}

QVector<QVector<int>> Digraph::cycles() const
{
    // Nearly every graph has none, and that is decided at a fraction of the cost.
    if (size() == 0 || !topological().isEmpty())
        return {};
    std::vector<int> component(size_t(size()), 0);
    const int count = boost::strong_components(toBoost(*this), component.data());
    QVector<QVector<int>> members(count);
    for (int vertex = 0; vertex < size(); ++vertex)
        members[component[size_t(vertex)]].append(vertex);
    QVector<QVector<int>> result;
    for (const QVector<int> &group : members) {
        if (group.size() > 1 || m_next[group.first()].contains(group.first()))
            result.append(group);
    }
    std::sort(result.begin(), result.end(),
        [](const auto &a, const auto &b) { return a.first() < b.first(); });
    return result;
}

// Where the last ways from all that comes before a vertex meet.
AncestorTree Digraph::dominatorTree(int entry, const QVector<int> &order) const
{
    AncestorTree tree(size());
    QVector<int> above(size(), -1);
    tree.addRoot(entry);
    for (const int vertex : order) {
        if (vertex != entry) {
            if (above[vertex] < 0)
                continue; // cannot be reached
            tree.add(vertex, above[vertex]);
        }
        for (const int to : m_next[vertex])
            above[to] = above[to] < 0 ? vertex : tree.common(above[to], vertex);
    }
    return tree;
}

QVector<int> Digraph::dominators(int entry) const
{
    const QVector<int> order = topological();
    if (order.isEmpty())
        return cyclicDominators(entry);
    const AncestorTree tree = dominatorTree(entry, order);
    QVector<int> result(size(), -1);
    for (int vertex = 0; vertex < size(); ++vertex)
        result[vertex] = tree.parent(vertex);
    return result;
}

// Lengauer and Tarjan 1979, the simple version. Not Boost's: its path compression recurses as deep
// as the longest branch, which a large recipe turns into a stack overflow.
QVector<int> Digraph::cyclicDominators(int entry) const
{
    QVector<int> number(size(), -1); // vertex → depth-first number
    QVector<int> vertices; // and back; from here on vertices are these numbers
    QVector<int> parent;
    struct Visit
    {
        int vertex = 0;
        qsizetype next = 0;
    };
    QVector<Visit> visits {{entry, 0}};
    number[entry] = 0;
    vertices.append(entry);
    parent.append(-1);
    while (!visits.isEmpty()) {
        Visit &at = visits.last();
        if (at.next == m_next[at.vertex].size()) {
            visits.removeLast();
            continue;
        }
        const int to = m_next[at.vertex][at.next++];
        if (number[to] >= 0)
            continue;
        number[to] = int(vertices.size());
        vertices.append(to);
        parent.append(number[at.vertex]);
        visits.append({to, 0});
    }
    const int count = int(vertices.size());
    QVector<QVector<int>> before(count);
    for (int i = 0; i < count; ++i) {
        for (const int to : m_next[vertices[i]])
            before[number[to]].append(i);
    }
    QVector<int> semi(count);
    QVector<int> label(count);
    QVector<int> ancestor(count, -1);
    QVector<int> immediate(count, -1);
    QVector<QVector<int>> bucket(count);
    for (int i = 0; i < count; ++i)
        semi[i] = label[i] = i;
    QVector<int> way;
    const auto best = [&](int v) { // the vertex of least semidominator on the way up in the forest
        if (ancestor[v] < 0)
            return v;
        way.clear();
        for (int u = v; ancestor[ancestor[u]] >= 0; u = ancestor[u])
            way.append(u);
        for (auto u = way.crbegin(); u != way.crend(); ++u) {
            const int above = ancestor[*u];
            if (semi[label[above]] < semi[label[*u]])
                label[*u] = label[above];
            ancestor[*u] = ancestor[above];
        }
        return label[v];
    };
    for (int w = count - 1; w > 0; --w) {
        for (const int v : std::as_const(before[w]))
            semi[w] = std::min(semi[w], semi[best(v)]);
        bucket[semi[w]].append(w);
        ancestor[w] = parent[w];
        for (const int v : std::exchange(bucket[parent[w]], {})) {
            const int u = best(v);
            immediate[v] = semi[u] < semi[v] ? u : parent[w];
        }
    }
    for (int w = 1; w < count; ++w) {
        if (immediate[w] != semi[w])
            immediate[w] = immediate[immediate[w]];
    }
    QVector<int> result(size(), -1);
    for (int w = 1; w < count; ++w)
        result[vertices[w]] = vertices[immediate[w]];
    return result;
}

} // namespace cytoloom
