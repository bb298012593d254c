// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/controlflow.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

// Graphs are written as "a-b b-c": every letter is an element, B is Begin and E is End.
class TestControlFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dominators_data();
    void dominators();
    void reachability();
    void cycles();
    void topologicalOrder();

private:
    static ElementId id(QChar name) { return ElementId(QString(name)); }
    static Procedure graph(const QString &edges)
    {
        Procedure procedure;
        for (const QString &edge : edges.split(u' ')) {
            for (const QChar name : {edge[0], edge[2]}) {
                Element element;
                element.id = id(name);
                element.kind = name == u'B' ? ElementKind::Begin
                    : name == u'E'          ? ElementKind::End
                                            : ElementKind::Phase;
                if (!procedure.element(element.id) && !procedure.addElement(element, {}))
                    return {};
            }
            Link link;
            link.id = LinkId(edge);
            link.from.element = id(edge[0]);
            link.to.element = id(edge[2]);
            if (!procedure.addLink(link))
                return {};
        }
        return procedure;
    }
    static QString text(QVector<ElementId> ids)
    {
        QString result;
        for (const ElementId &each : ids)
            result += each.value();
        return result;
    }
    static QString text(const QSet<ElementId> &ids)
    {
        QVector<ElementId> sorted(ids.cbegin(), ids.cend());
        std::sort(sorted.begin(), sorted.end());
        return text(sorted);
    }
};

void TestControlFlow::dominators_data()
{
    QTest::addColumn<QString>("edges");
    QTest::addColumn<QChar>("of");
    QTest::addColumn<QString>("dominator");
    QTest::addColumn<QString>("postDominator");
    const QString diamond = u"B-g g-p g-f p-j f-j j-E"_s;
    QTest::newRow("branch") << diamond << QChar(u'p') << u"g"_s << u"j"_s;
    QTest::newRow("join") << diamond << QChar(u'j') << u"g"_s << u"E"_s;
    QTest::newRow("first") << diamond << QChar(u'g') << u"B"_s << u"j"_s;
    QTest::newRow("root") << diamond << QChar(u'B') << u""_s << u"g"_s;
    QTest::newRow("bypass") << u"B-a a-g g-E a-E"_s << QChar(u'E') << u"a"_s << u""_s;
    QTest::newRow("unreachable") << u"B-E x-E"_s << QChar(u'x') << u""_s << u"E"_s;
    QTest::newRow("with a cycle") << u"B-a a-b b-a b-E"_s << QChar(u'b') << u"a"_s << u"E"_s;
}

void TestControlFlow::dominators()
{
    QFETCH(QString, edges);
    QFETCH(QChar, of);
    QFETCH(QString, dominator);
    QFETCH(QString, postDominator);
    const ControlFlow flow(graph(edges), {});
    QCOMPARE(flow.immediateDominator(id(of)).value(), dominator);
    QCOMPARE(flow.immediatePostDominator(id(of)).value(), postDominator);
    if (!dominator.isEmpty()) {
        QVERIFY(flow.dominates(ElementId(dominator), id(of)));
        QVERIFY(!flow.dominates(id(of), ElementId(dominator)));
        QVERIFY(flow.dominates(flow.begin(), id(of)));
    }
    if (!postDominator.isEmpty())
        QVERIFY(flow.postDominates(ElementId(postDominator), id(of)));
}

void TestControlFlow::reachability()
{
    const ControlFlow flow(graph(u"B-a a-b b-E x-b"_s), {});
    QCOMPARE(text(flow.reachableFrom(flow.begin())), u"BEab"_s);
    QCOMPARE(text(flow.reaching(flow.end())), u"BEabx"_s);
    QCOMPARE(text(flow.reachableFrom(id(u'?'))), QString());
    QVERIFY(!flow.dominates(id(u'a'), id(u'x')));
    QCOMPARE(text(flow.successors(id(u'a'))), u"b"_s);
    QCOMPARE(text(flow.predecessors(id(u'b'))), u"ax"_s);
    QCOMPARE(text(flow.ofKind(ElementKind::Phase)), u"abx"_s);
}

void TestControlFlow::cycles()
{
    const ControlFlow flow(graph(u"B-a a-b b-a b-c c-c c-E"_s), {});
    const QVector<QVector<ElementId>> cycles = flow.cycles();
    QCOMPARE(cycles.size(), 2);
    QCOMPARE(text(cycles[0]), u"ab"_s);
    QCOMPARE(text(cycles[1]), u"c"_s);
    QVERIFY(!flow.topologicalOrder());
    QVERIFY(ControlFlow(graph(u"B-a a-E"_s), {}).cycles().isEmpty());
}

void TestControlFlow::topologicalOrder()
{
    const ControlFlow flow(graph(u"B-b B-a a-j b-j j-E"_s), {});
    QCOMPARE(text(flow.topologicalOrder().value()), u"BbajE"_s); // ties as drawn
    const ControlFlow empty(Procedure(), {});
    QVERIFY(empty.begin().isEmpty());
    QVERIFY(empty.topologicalOrder().value().isEmpty());
}

QTEST_GUILESS_MAIN(TestControlFlow)
#include "tst_controlflow.moc"
