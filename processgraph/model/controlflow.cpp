// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/controlflow.h"

#include <QtCore/QHash>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <functional>
#include <queue>

namespace cytoloom {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;
constexpr int NoVertex = -1;

// Immediate dominators of every vertex that `root` reaches.
std::vector<int> dominatorTree(const Graph &graph, int root)
{
    std::vector<int> tree(boost::num_vertices(graph), NoVertex);
    if (root == NoVertex)
        return tree;
    std::vector<Vertex> found(
        boost::num_vertices(graph), boost::graph_traits<Graph>::null_vertex());
    const auto index = boost::get(boost::vertex_index, graph);
    boost::lengauer_tarjan_dominator_tree(
        graph, Vertex(root), boost::make_iterator_property_map(found.begin(), index));
    for (size_t v = 0; v < found.size(); ++v)
        if (found[v] != boost::graph_traits<Graph>::null_vertex())
            tree[v] = int(found[v]);
    return tree;
}

} // namespace

struct ControlFlow::Data
{
    QVector<ElementId> elements;
    QVector<ElementKind> kinds;
    QHash<ElementId, int> index;
    Graph forward;
    Graph backward;
    int begin = NoVertex;
    int end = NoVertex;
    std::vector<int> dominator; ///< in forward, from begin
    std::vector<int> postDominator; ///< in backward, from end

    [[nodiscard]] int vertex(const ElementId &id) const { return index.value(id, NoVertex); }
    [[nodiscard]] ElementId id(int vertex) const
    {
        return vertex == NoVertex ? ElementId() : elements[vertex];
    }
    [[nodiscard]] QVector<ElementId> neighbours(const Graph &graph, const ElementId &from) const;
    [[nodiscard]] QSet<ElementId> reach(const Graph &graph, const ElementId &from) const;
    [[nodiscard]] bool above(const std::vector<int> &tree, int root, const ElementId &upper,
        const ElementId &lower) const;
};

QVector<ElementId> ControlFlow::Data::neighbours(const Graph &graph, const ElementId &from) const
{
    QVector<ElementId> found;
    const int start = vertex(from);
    if (start == NoVertex)
        return found;
    for (auto [edge, last] = boost::out_edges(Vertex(start), graph); edge != last; ++edge)
        found.append(elements[int(boost::target(*edge, graph))]);
    return found;
}

QSet<ElementId> ControlFlow::Data::reach(const Graph &graph, const ElementId &from) const
{
    QSet<ElementId> found;
    const int start = vertex(from);
    if (start == NoVertex)
        return found;
    std::vector<Vertex> open {Vertex(start)};
    found.insert(from);
    while (!open.empty()) {
        const Vertex at = open.back();
        open.pop_back();
        for (auto [edge, last] = boost::out_edges(at, graph); edge != last; ++edge) {
            const Vertex next = boost::target(*edge, graph);
            const ElementId &next_id = elements[int(next)];
            if (!found.contains(next_id)) {
                found.insert(next_id);
                open.push_back(next);
            }
        }
    }
    return found;
}

bool ControlFlow::Data::above(
    const std::vector<int> &tree, int root, const ElementId &upper, const ElementId &lower) const
{
    const int wanted = vertex(upper);
    int at = vertex(lower);
    if (wanted == NoVertex || at == NoVertex || root == NoVertex)
        return false;
    if (at != root && tree[size_t(at)] == NoVertex)
        return false; // never reached
    while (at != NoVertex && at != wanted)
        at = tree[size_t(at)];
    return at == wanted;
}

ControlFlow::ControlFlow(const Procedure &procedure, const ElementId &container)
{
    auto data = std::make_shared<Data>();
    data->elements = procedure.children(container);
    const size_t count = size_t(data->elements.size());
    data->forward = Graph(count);
    data->backward = Graph(count);
    for (int i = 0; i < data->elements.size(); ++i) {
        const ElementKind kind = procedure.element(data->elements[i])->kind;
        data->index.insert(data->elements[i], i);
        data->kinds.append(kind);
        if (kind == ElementKind::Begin && data->begin == NoVertex)
            data->begin = i;
        if (kind == ElementKind::End && data->end == NoVertex)
            data->end = i;
    }
    for (int i = 0; i < data->elements.size(); ++i) {
        for (const LinkId &link : procedure.controlOut(data->elements[i])) {
            const int to = data->vertex(procedure.link(link)->to.element);
            boost::add_edge(Vertex(i), Vertex(to), data->forward);
        }
        for (const LinkId &link : procedure.controlIn(data->elements[i])) {
            const int from = data->vertex(procedure.link(link)->from.element);
            boost::add_edge(Vertex(i), Vertex(from), data->backward);
        }
    }
    data->dominator = dominatorTree(data->forward, data->begin);
    data->postDominator = dominatorTree(data->backward, data->end);
    d = std::move(data);
}

QVector<ElementId> ControlFlow::elements() const
{
    return d->elements;
}

QVector<ElementId> ControlFlow::ofKind(ElementKind kind) const
{
    QVector<ElementId> found;
    for (int i = 0; i < d->elements.size(); ++i)
        if (d->kinds[i] == kind)
            found.append(d->elements[i]);
    return found;
}

ElementId ControlFlow::begin() const
{
    return d->id(d->begin);
}

ElementId ControlFlow::end() const
{
    return d->id(d->end);
}

QVector<ElementId> ControlFlow::successors(const ElementId &id) const
{
    return d->neighbours(d->forward, id);
}

QVector<ElementId> ControlFlow::predecessors(const ElementId &id) const
{
    return d->neighbours(d->backward, id);
}

QSet<ElementId> ControlFlow::reachableFrom(const ElementId &id) const
{
    return d->reach(d->forward, id);
}

QSet<ElementId> ControlFlow::reaching(const ElementId &id) const
{
    return d->reach(d->backward, id);
}

QVector<QVector<ElementId>> ControlFlow::cycles() const
{
    std::vector<int> component(boost::num_vertices(d->forward));
    const auto index = boost::get(boost::vertex_index, d->forward);
    const int count = boost::strong_components(
        d->forward, boost::make_iterator_property_map(component.begin(), index));
    QVector<QVector<ElementId>> members(count);
    for (int i = 0; i < d->elements.size(); ++i)
        members[component[size_t(i)]].append(d->elements[i]);
    QVector<QVector<ElementId>> found;
    for (const QVector<ElementId> &each : members)
        if (each.size() > 1
            || (each.size() == 1 && successors(each.first()).contains(each.first())))
            found.append(each);
    std::sort(found.begin(), found.end(),
        [this](const auto &a, const auto &b) { return d->index[a.first()] < d->index[b.first()]; });
    return found;
}

// Kahn's algorithm: Boost's topological_sort gives no say in how ties are broken, and the order
// shows in reports.
std::optional<QVector<ElementId>> ControlFlow::topologicalOrder() const
{
    std::vector<size_t> waiting(boost::num_vertices(d->forward));
    std::priority_queue<int, std::vector<int>, std::greater<>> ready;
    for (size_t v = 0; v < waiting.size(); ++v) {
        waiting[v] = boost::in_degree(Vertex(v), d->forward);
        if (waiting[v] == 0)
            ready.push(int(v));
    }
    QVector<ElementId> order;
    while (!ready.empty()) {
        const int at = ready.top();
        ready.pop();
        order.append(d->elements[at]);
        for (auto [edge, last] = boost::out_edges(Vertex(at), d->forward); edge != last; ++edge) {
            const Vertex next = boost::target(*edge, d->forward);
            if (--waiting[next] == 0)
                ready.push(int(next));
        }
    }
    if (order.size() != d->elements.size())
        return std::nullopt;
    return order;
}

ElementId ControlFlow::immediateDominator(const ElementId &id) const
{
    const int vertex = d->vertex(id);
    return vertex == NoVertex ? ElementId() : d->id(d->dominator[size_t(vertex)]);
}

bool ControlFlow::dominates(const ElementId &dominator, const ElementId &id) const
{
    return d->above(d->dominator, d->begin, dominator, id);
}

bool ControlFlow::postDominates(const ElementId &dominator, const ElementId &id) const
{
    return d->above(d->postDominator, d->end, dominator, id);
}

ElementId ControlFlow::immediatePostDominator(const ElementId &id) const
{
    const int vertex = d->vertex(id);
    return vertex == NoVertex ? ElementId() : d->id(d->postDominator[size_t(vertex)]);
}

} // namespace cytoloom
