// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/graphvizlayouter.h"
#include "widgets/grapheditor/orthogonalrouter.h"

#include <QtTest/QTest>

#include <thread>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestLayouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boxesDoNotOverlap_data();
    void boxesDoNotOverlap();
    void worksFromSeveralThreads();
    void emptyIsEmpty();
    void routeIsRightAngledAndClear();

private:
    static LayoutJob chain(int count, double width);
};

LayoutJob TestLayouter::chain(int count, double width)
{
    LayoutJob job;
    job.width = std::max(0.0, width);
    job.aspect = std::max(0.0, -width);
    for (int i = 0; i < count; ++i) {
        job.boxes.append({ElementId(u"<b>%1"_s.arg(i)), {196, 134}});
        if (i > 0)
            job.lines.append({ElementId(u"<b>%1"_s.arg(i - 1)), ElementId(u"<b>%1"_s.arg(i)), 10});
        if (i > 4 && i % 3 == 0)
            job.lines.append({ElementId(u"<b>%1"_s.arg(i - 4)), ElementId(u"<b>%1"_s.arg(i)), 1});
    }
    return job;
}

void TestLayouter::boxesDoNotOverlap_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("width");
    QTest::newRow("one row") << 12 << 0.0;
    QTest::newRow("rows") << 40 << 1600.0;
    QTest::newRow("narrow") << 9 << 100.0;
    QTest::newRow("by aspect") << 60 << -1.6;
}

void TestLayouter::boxesDoNotOverlap()
{
    QFETCH(int, count);
    QFETCH(double, width);
    const LayoutJob job = chain(count, width);
    const auto placed = GraphvizLayouter().arrange(job);
    QVERIFY(placed.ok());
    QCOMPARE(placed->size(), count);
    QVector<QRectF> boxes;
    for (const LayoutJob::Box &box : job.boxes) {
        const Position at = placed->value(box.id);
        const QRectF rect(at.x - box.size.width() / 2 + 5, at.y - box.size.height() / 2 + 5,
            box.size.width() - 10, box.size.height() - 10);
        for (const QRectF &other : boxes)
            QVERIFY(!rect.intersects(other));
        boxes.append(rect);
        if (width > 400)
            QVERIFY(rect.right() < width + 300);
    }
    QCOMPARE(*GraphvizLayouter().arrange(job), *placed); // the same again
}

void TestLayouter::worksFromSeveralThreads()
{
    const LayoutJob job = chain(15, 1200);
    const auto expected = *GraphvizLayouter().arrange(job);
    std::vector<QHash<ElementId, Position>> results(4);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] { results[size_t(i)] = *GraphvizLayouter().arrange(job); });
    for (std::thread &thread : threads)
        thread.join();
    for (const auto &result : results)
        QCOMPARE(result, expected);
}

void TestLayouter::emptyIsEmpty()
{
    const auto placed = GraphvizLayouter().arrange({});
    QVERIFY(placed.ok());
    QVERIFY(placed->isEmpty());
}

void TestLayouter::routeIsRightAngledAndClear()
{
    const QRectF a(0, 0, 196, 104), b(600, 0, 196, 104), between(300, 0, 196, 104);
    OrthogonalRouter router;
    for (const QRectF &box : {a, b, between})
        router.addObstacle(box);
    const QPolygonF line = router.route({a}, {b});
    QVERIFY(line.size() >= 2);
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF step = line.at(i) - line.at(i - 1);
        QVERIFY(std::abs(step.x()) < 0.5 || std::abs(step.y()) < 0.5);
        QVERIFY(!QRectF(line.at(i - 1), line.at(i))
                     .normalized()
                     .adjusted(-1, -1, 1, 1)
                     .intersects(between));
    }
    // Nothing in the way: straight.
    OrthogonalRouter free;
    QCOMPARE(free.route({a}, {b}).size(), 2);
}

QTEST_GUILESS_MAIN(TestLayouter)
#include "tst_layouter.moc"
