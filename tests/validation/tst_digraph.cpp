// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/digraph.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace cytoloom;

class TestDigraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edgesKeepTheirOrder();
    void dominators_data();
    void dominators();
    void topologicalOrder();
};

namespace {

QVector<Digraph::Edge> randomEdges(QRandomGenerator &random, int size, int count, bool circles)
{
    QVector<Digraph::Edge> edges;
    for (int i = 0; i < count; ++i) {
        int from = random.bounded(size);
        int to = random.bounded(size);
        if (!circles && from > to)
            std::swap(from, to);
        if (from != to)
            edges.append({from, to});
    }
    return edges;
}

// By the definition: without it, the vertex is not reached any more; the nearest such one.
QVector<int> dominatorsByDefinition(const Digraph &graph, int entry)
{
    const QVector<bool> reached = graph.reachable({entry});
    QVector<QVector<bool>> without;
    for (int vertex = 0; vertex < graph.size(); ++vertex) {
        QVector<bool> blocked(graph.size(), false);
        blocked[vertex] = true;
        without.append(graph.reachable({entry}, blocked));
    }
    QVector<int> result(graph.size(), -1);
    for (int vertex = 0; vertex < graph.size(); ++vertex) {
        if (!reached[vertex] || vertex == entry)
            continue;
        for (int other = 0; other < graph.size(); ++other) {
            if (other == vertex || !reached[other] || without[other][vertex])
                continue;
            // Of two that dominate the vertex the nearer one is dominated by the other.
            if (result[vertex] < 0 || !without[result[vertex]][other])
                result[vertex] = other;
        }
    }
    return result;
}

} // namespace

void TestDigraph::edgesKeepTheirOrder()
{
    const Digraph graph(3, {{1, 2}, {0, 2}, {1, 0}, {0, 1}, {1, 1}});
    QCOMPARE(graph.next(0).copy(), (QVector<int> {2, 1}));
    QCOMPARE(graph.next(1).copy(), (QVector<int> {2, 0, 1}));
    QVERIFY(graph.next(2).isEmpty());
    QCOMPARE(graph.reversed().next(2).copy(), (QVector<int> {0, 1}));
}

void TestDigraph::dominators_data()
{
    QTest::addColumn<bool>("circles");
    QTest::newRow("without circles") << false;
    QTest::newRow("with circles") << true;
}

void TestDigraph::dominators()
{
    QFETCH(bool, circles);
    QRandomGenerator random(7);
    for (int round = 0; round < 400; ++round) {
        const int size = 2 + int(random.bounded(12));
        const Digraph graph(
            size, randomEdges(random, size, int(random.bounded(3 * size)), circles));
        const int entry = circles ? 0 : int(random.bounded(size));
        QCOMPARE(graph.dominators(entry), dominatorsByDefinition(graph, entry));
    }
}

void TestDigraph::topologicalOrder()
{
    QRandomGenerator random(8);
    for (int round = 0; round < 200; ++round) {
        const int size = 2 + int(random.bounded(20));
        const Digraph graph(size, randomEdges(random, size, 2 * size, false));
        const QVector<int> order = graph.topological();
        QCOMPARE(order.size(), size);
        for (int vertex = 0; vertex < size; ++vertex) {
            for (const int to : graph.next(vertex))
                QVERIFY(order.indexOf(vertex) < order.indexOf(to));
        }
    }
    QVERIFY(Digraph(2, {{0, 1}, {1, 0}}).topological().isEmpty());
}

QTEST_GUILESS_MAIN(TestDigraph)
#include "tst_digraph.moc"
