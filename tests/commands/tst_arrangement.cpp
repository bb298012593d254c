// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/arrangement.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Where steps go when they are aligned, distributed, snapped and laid out around pinned ones.
class TestArrangement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aligns_data();
    void aligns();
    void distributes();
    void snapsToNeighbours();
    void pinnedStepsStay();
    void givesWay_data();
    void givesWay();
    void giveWayIsTheShortest();
};

void TestArrangement::aligns_data()
{
    QTest::addColumn<Arrangement::Edge>("edge");
    QTest::addColumn<QPointF>("second"); // where the smaller box goes
    QTest::newRow("left") << Arrangement::Edge::Left << QPointF(50, 300);
    QTest::newRow("centre") << Arrangement::Edge::Centre << QPointF(150, 300);
    QTest::newRow("right") << Arrangement::Edge::Right << QPointF(250, 300);
    QTest::newRow("top") << Arrangement::Edge::Top << QPointF(200, 20);
    QTest::newRow("middle") << Arrangement::Edge::Middle << QPointF(200, 160);
    QTest::newRow("bottom") << Arrangement::Edge::Bottom << QPointF(200, 300);
}

void TestArrangement::aligns()
{
    QFETCH(Arrangement::Edge, edge);
    QFETCH(QPointF, second);
    const QVector<Arrangement::Box> boxes {
        {ElementId(u"wide"_s), QRectF(0, 0, 300, 100), {150, 50}},
        {ElementId(u"narrow"_s), QRectF(150, 280, 100, 40), {200, 300}}};
    const auto moved = Arrangement::aligned(boxes, edge);
    const Position now = moved.value(ElementId(u"narrow"_s), {200, 300});
    QCOMPARE(QPointF(now.x, now.y), second);
    QVERIFY(Arrangement::aligned({boxes.first()}, edge).isEmpty());
}

void TestArrangement::distributes()
{
    QVector<Arrangement::Box> boxes;
    const double lefts[] {0, 130, 700, 1000};
    for (int i = 0; i < 4; ++i)
        boxes.append(
            {ElementId(u"s%1"_s.arg(i)), QRectF(lefts[i], 0, 100, 100), {lefts[i] + 50, 50}});
    const auto moved = Arrangement::distributed(boxes, Qt::Horizontal);
    QVERIFY(!moved.contains(ElementId(u"s0"_s)) && !moved.contains(ElementId(u"s3"_s)));
    QCOMPARE(moved.value(ElementId(u"s1"_s)).x, 383.0);
    QCOMPARE(moved.value(ElementId(u"s2"_s)).x, 717.0);
    QVERIFY(Arrangement::distributed(boxes.mid(0, 2), Qt::Vertical).isEmpty());
}

void TestArrangement::snapsToNeighbours()
{
    const QVector<QRectF> others {{0, 0, 100, 100}, {200, 0, 100, 100}};
    // Nearly on the upper edge, and nearly as far from the second as that is from the first.
    const auto snap = Arrangement::snapped({403, 4, 100, 100}, others, 6);
    QCOMPARE(snap.shift, QPointF(-3, -4));
    QVERIFY(!snap.guides.isEmpty());
    QVERIFY(Arrangement::snapped({450, 250, 100, 100}, others, 6).guides.isEmpty());
}

void TestArrangement::pinnedStepsStay()
{
    const QVector<Arrangement::Box> boxes {{ElementId(u"p"_s), QRectF(-50, -50, 100, 100), {0, 0}},
        {ElementId(u"q"_s), QRectF(450, -50, 100, 100), {500, 0}}};
    const QHash<ElementId, Position> wanted {
        {ElementId(u"p"_s), {300, 200}}, {ElementId(u"q"_s), {300, 200}}};
    const auto moved = Arrangement::aroundPinned(boxes, wanted, {ElementId(u"p"_s)});
    QVERIFY(!moved.contains(ElementId(u"p"_s)));
    const Position q = moved.value(ElementId(u"q"_s));
    QCOMPARE(q.x, 0.0); // the arrangement came to where the pinned one stands …
    QVERIFY(q.y >= 110); // … and gave way to it
    QCOMPARE(Arrangement::aroundPinned(boxes, wanted, {}), wanted);
}

void TestArrangement::givesWay_data()
{
    QTest::addColumn<QVector<QRectF>>("taken");
    QTest::addColumn<QPointF>("shift");
    const QVector<QRectF> none;
    QTest::newRow("nothing there") << none << QPointF();
    QTest::newRow("beside") << QVector<QRectF> {{100, 0, 100, 100}} << QPointF(); // edges touch
    QTest::newRow("a little over") << QVector<QRectF> {{-95, 0, 100, 100}} << QPointF(10, 0);
    QTest::newRow("exactly over") << QVector<QRectF> {{0, 0, 100, 100}} << QPointF(0, 100);
    QTest::newRow("between two") << QVector<QRectF> {{-60, 0, 100, 100}, {60, 0, 100, 100}}
                                 << QPointF(0, 100);
    QTest::newRow("in a corner") << QVector<QRectF> {{-80, -200, 100, 400}, {-200, -80, 400, 100}}
                                 << QPointF(20, 20);
}

void TestArrangement::givesWay()
{
    QFETCH(QVector<QRectF>, taken);
    QTEST(Arrangement::freeShift({0, 0, 100, 100}, taken, 10), "shift");
}

// Against trying every place of the grid.
void TestArrangement::giveWayIsTheShortest()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 60; ++round) {
        QVector<QRectF> taken;
        for (int i = 0; i < 8; ++i)
            taken.append(QRectF(random.bounded(40) * 10 - 200, random.bounded(40) * 10 - 200,
                30 + random.bounded(10) * 10, 30 + random.bounded(10) * 10));
        const QRectF wanted(-30, -20, 60, 40);
        const auto isFree = [&](QPointF shift) {
            return std::none_of(taken.begin(), taken.end(),
                [&](const QRectF &other) { return other.intersects(wanted.translated(shift)); });
        };
        double least = 1e12;
        for (int x = -600; x <= 600; x += 10) {
            for (int y = -600; y <= 600; y += 10) {
                if (x * x + y * y < least && isFree(QPointF(x, y)))
                    least = x * x + y * y;
            }
        }
        const QPointF shift = Arrangement::freeShift(wanted, taken, 10);
        QVERIFY(isFree(shift));
        QCOMPARE(shift.x() * shift.x() + shift.y() * shift.y(), least);
    }
}

QTEST_GUILESS_MAIN(TestArrangement)
#include "tst_arrangement.moc"
