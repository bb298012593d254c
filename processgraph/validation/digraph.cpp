// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/digraph.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <queue>

namespace cytoloom {

namespace {

using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

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
    Digraph result(size());
    for (int from = 0; from < size(); ++from) {
        for (const int to : m_next[from])
            result.addEdge(to, from);
    }
    return result;
}

QVector<bool> Digraph::reachable(const QVector<int> &starts, const QVector<bool> &blocked) const
{
    QVector<bool> seen(size(), false);
    QVector<int> todo;
    const auto visit = [&](int vertex) {
        if (seen[vertex] || (!blocked.isEmpty() && blocked[vertex]))
            return;
        seen[vertex] = true;
        todo.append(vertex);
    };
    std::for_each(starts.begin(), starts.end(), visit);
    while (!todo.isEmpty()) {
        const int vertex = todo.takeLast();
        std::for_each(m_next[vertex].begin(), m_next[vertex].end(), visit);
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
    QVector<int> previous(size(), -1);
    QVector<bool> seen(size(), false);
    std::queue<int> todo;
    todo.push(from);
    seen[from] = true;
    while (!todo.empty() && !seen[to]) {
        const int vertex = todo.front();
        todo.pop();
        for (const int next : m_next[vertex]) {
            if (seen[next] || (!blocked.isEmpty() && blocked[next]))
                continue;
            seen[next] = true;
            previous[next] = vertex;
            todo.push(next);
        }
    }
    if (!seen[to])
        return {};
    QVector<int> result;
    for (int vertex = to; vertex != -1; vertex = previous[vertex])
        result.prepend(vertex);
    return result;
}

QVector<QVector<int>> Digraph::cycles() const
{
    if (size() == 0)
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

QVector<int> Digraph::dominators(int entry) const
{
    const BoostGraph graph = toBoost(*this);
    const size_t none = boost::graph_traits<BoostGraph>::null_vertex();
    std::vector<size_t> immediate(size_t(size()), none);
    const auto index = boost::get(boost::vertex_index, graph);
    boost::lengauer_tarjan_dominator_tree(
        graph, size_t(entry), boost::make_iterator_property_map(immediate.begin(), index));
    QVector<int> result(size(), -1);
    for (int vertex = 0; vertex < size(); ++vertex) {
        if (immediate[size_t(vertex)] != none)
            result[vertex] = int(immediate[size_t(vertex)]);
    }
    return result;
}

} // namespace cytoloom
