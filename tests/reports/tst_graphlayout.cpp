// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/graphlayout.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace cytoloom;
using Link = GraphLayout::Link;

class TestGraphLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void graphs_data()
    {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<QVector<Link>>("links");
        QTest::newRow("nothing") << 0 << QVector<Link> {};
        QTest::newRow("one") << 1 << QVector<Link> {};
        QTest::newRow("chain") << 4 << QVector<Link> {{0, 1}, {1, 2}, {2, 3}};
        QTest::newRow("parallel") << 6
                                  << QVector<Link> {
                                         {0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 4}, {3, 4}, {4, 5}};
        QTest::newRow("a way round")
            << 5 << QVector<Link> {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {0, 4}, {1, 4}};
        QTest::newRow("crossed") << 6
                                 << QVector<Link> {{0, 1}, {0, 2}, {1, 4}, {2, 3}, {1, 3}, {2, 4},
                                        {3, 5}, {4, 5}};
        QTest::newRow("back") << 3 << QVector<Link> {{0, 1}, {1, 2}, {2, 0}};
        QTest::newRow("to itself") << 2 << QVector<Link> {{0, 0}, {0, 1}};
        QRandomGenerator random(5);
        QVector<Link> many;
        for (int i = 1; i < 60; ++i)
            for (int k = 0; k < 2; ++k)
                many << Link {random.bounded(i), i};
        QTest::newRow("sixty") << 60 << many;
    }

    void graphs()
    {
        QFETCH(int, nodes);
        QFETCH(QVector<Link>, links);
        const GraphLayout layout(QVector<QSizeF>(nodes, QSizeF(80, 30)), links);
        QCOMPARE(layout.places().size(), nodes);
        QCOMPARE(layout.routes().size(), links.size());
        const QRectF all(QPointF(-0.01, -0.01), layout.size() + QSizeF(0.02, 0.02));
        for (int a = 0; a < nodes; ++a) {
            QVERIFY(all.contains(layout.places()[a]));
            for (int b = a + 1; b < nodes; ++b)
                QVERIFY2(!layout.places()[a].intersects(layout.places()[b]),
                    qPrintable(QStringLiteral("%1 lies on %2").arg(a).arg(b)));
        }
        for (qsizetype i = 0; i < links.size(); ++i) {
            const QRectF from = layout.places()[links[i].from];
            const QRectF to = layout.places()[links[i].to];
            const QPolygonF &route = layout.routes()[i];
            QCOMPARE(route.first(), QPointF(from.center().x(), from.bottom()));
            QCOMPARE(route.last(), QPointF(to.center().x(), to.top()));
            if (to.top() < from.bottom())
                continue; // leads back
            for (qsizetype p = 1; p < route.size(); ++p) {
                const QPointF step = route[p] - route[p - 1];
                QVERIFY2(std::abs(step.x()) < 1e-6 || std::abs(step.y()) < 1e-6, "right angles");
            }
        }
    }

    void pagesMayEndBetweenLayersOnly()
    {
        QVector<Link> links;
        for (int i = 1; i < 30; ++i)
            links << Link {i - 1, i};
        const GraphLayout layout(QVector<QSizeF>(30, QSizeF(80, 30)), links);
        QCOMPARE(layout.cuts().size(), 31);
        QCOMPARE(layout.cuts().first(), 0.0);
        QCOMPARE(layout.cuts().last(), layout.size().height());
        for (const double cut : layout.cuts())
            for (const QRectF &place : layout.places())
                QVERIFY(cut <= place.top() || cut >= place.bottom());
    }

    void fewerCrossingsThanDrawn()
    {
        // 0 and 1 each lead to two; drawn in the given order three ways would cross.
        const GraphLayout layout(
            QVector<QSizeF>(6, QSizeF(10, 10)), {{0, 1}, {0, 2}, {1, 4}, {2, 3}, {4, 5}, {3, 5}});
        const QVector<QRectF> &places = layout.places();
        const bool left = places[1].center().x() < places[2].center().x();
        QCOMPARE(places[4].center().x() < places[3].center().x(), left);
    }
};

QTEST_GUILESS_MAIN(TestGraphLayout)
#include "tst_graphlayout.moc"
