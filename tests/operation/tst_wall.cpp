// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operationsamples.h"

#include "resources/resources.h"
#include "widgets/operation/attention.h"
#include "widgets/operation/batchcard.h"
#include "widgets/operation/touch.h"
#include "widgets/operation/unitqueuedialog.h"
#include "widgets/operation/unitstrip.h"
#include "widgets/operation/wallpage.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace cytoloom;
using namespace Qt::StringLiterals;
using std::chrono::minutes;

namespace {

std::unique_ptr<WallPage> wall(const QSize &size = {1188, 736})
{
    auto page = std::make_unique<WallPage>(Theme::light());
    page->resize(size);
    page->setTime(samples::now());
    page->setBatches(samples::overviews());
    page->setUnits(samples::claims());
    page->show();
    return page;
}

QVector<BatchCard *> visibleCards(const WallPage &page)
{
    QVector<BatchCard *> cards;
    for (BatchCard *card : page.findChildren<BatchCard *>()) {
        if (card->isVisible())
            cards << card;
    }
    return cards;
}

} // namespace

/// The wall as people use it: who stands first, what a tap does, what a filter may not hide.
class TestWall final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void whoNeedsAPersonStandsFirst();
    void sixteenFitThePanelWithoutOverlap();
    void largeCardsScroll();
    void tapOpensTheBatch();
    void onlyUnacknowledgedDangerFlashes();
    void filterSaysWhomItHides();
    void outageIsOneTapAway();
    void unitLeadsToItsQueue();
    void cardsKeepTheirPlaceUnderAFinger();
    void everythingIsLargeEnoughForGloves();
    void wordsOfTimes_data();
    void wordsOfTimes();
};

void TestWall::whoNeedsAPersonStandsFirst()
{
    const auto page = wall();
    const QVector<BatchId> order = page->shownBatches();
    QCOMPARE(order.size(), 16);
    QCOMPARE(order.at(0), BatchId(u"B26-1103"_s)); // danger
    QCOMPARE(order.at(1), BatchId(u"B26-1105"_s)); // over its limit
    auto *first = page->findChild<BatchCard *>(u"batch-B26-1103"_s);
    auto *second = page->findChild<BatchCard *>(u"batch-B26-1105"_s);
    QVERIFY(first && second);
    QCOMPARE(first->rank(), 1);
    QCOMPARE(second->rank(), 2);
    QVERIFY(first->pos().y() < page->height() / 3 && first->pos().x() == 0);
    // Nobody is asked by a batch that runs by itself.
    QCOMPARE(page->findChild<BatchCard *>(u"batch-B26-1109"_s)->rank(), 0);
}

void TestWall::sixteenFitThePanelWithoutOverlap()
{
    const auto page = wall();
    const QVector<BatchCard *> cards = visibleCards(*page);
    QCOMPARE(cards.size(), 16);
    for (const BatchCard *card : cards) {
        QVERIFY(card->width() >= BatchCard::MinimumWidth);
        QVERIFY(card->height() >= BatchCard::MinimumHeight);
        QVERIFY2(card->visibleRegion().boundingRect().size() == card->size(),
            qPrintable(card->objectName() + u" is cut"_s));
        for (const BatchCard *other : cards) {
            if (other != card)
                QVERIFY(!other->geometry().intersects(card->geometry()));
        }
    }
    QVERIFY(!page->findChild<QPushButton *>(u"wall-down"_s)->isVisible());
}

void TestWall::largeCardsScroll()
{
    const auto page = wall();
    QTest::mouseClick(page->findChild<QPushButton *>(u"wall-size"_s), Qt::LeftButton);
    auto *down = page->findChild<QPushButton *>(u"wall-down"_s);
    QTRY_VERIFY(down->isVisible() && down->isEnabled());
    auto *last = page->findChild<BatchCard *>(u"batch-"_s + page->shownBatches().last().value());
    QVERIFY(last->width() >= 340);
    for (int i = 0; i < 12 && down->isEnabled(); ++i)
        QTest::mouseClick(down, Qt::LeftButton);
    QVERIFY(!down->isEnabled());
    QCOMPARE(last->visibleRegion().boundingRect().size(), last->size());
}

void TestWall::tapOpensTheBatch()
{
    const auto page = wall();
    QSignalSpy chosen(page.get(), &WallPage::batchChosen);
    QTest::mouseClick(page->findChild<BatchCard *>(u"batch-B26-1107"_s), Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().value<BatchId>(), BatchId(u"B26-1107"_s));
}

void TestWall::onlyUnacknowledgedDangerFlashes()
{
    BatchCard card(Theme::light());
    BatchOverview batch = samples::overviews().first();
    card.setOverview(batch);
    QVERIFY(card.isFlashing());
    batch.alarms = {0, 0, 0, 0}; // acknowledged: it stays red and stands still
    card.setOverview(batch);
    QVERIFY(!card.isFlashing());
    batch = samples::overviews().at(1); // late, with an alarm
    card.setOverview(batch);
    QVERIFY(!card.isFlashing());
}

void TestWall::filterSaysWhomItHides()
{
    const auto page = wall();
    auto *all = page->findChild<QPushButton *>(u"wall-show-all"_s);
    QVERIFY(!all->isVisible());
    QTest::mouseClick(page->findChild<QPushButton *>(u"wall-asked"_s), Qt::LeftButton);
    QCOMPARE(page->shownBatches().size(), 6);
    QVERIFY(!all->isVisible());
    QTest::mouseClick(page->findChild<QPushButton *>(u"wall-held"_s), Qt::LeftButton);
    QCOMPARE(page->shownBatches().size(), 3);
    QTRY_VERIFY(all->isVisible()); // four that are asked are not Held
    QTest::mouseClick(all, Qt::LeftButton);
    QCOMPARE(page->shownBatches().size(), 16);
    QCOMPARE(page->filter(), WallPage::Filter::All);
}

void TestWall::outageIsOneTapAway()
{
    const auto page = wall();
    auto *button = page->findChild<QPushButton *>(u"wall-recovery"_s);
    QVERIFY(!button->isVisible());
    QVector<BatchOverview> batches = samples::overviews();
    batches[0].next->kind = HumanAction::Kind::Recovery;
    page->setBatches(batches);
    QTRY_VERIFY(button->isVisible() && button->text().contains(u'1'));
    QSignalSpy asked(page.get(), &WallPage::recoveryRequested);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
}

void TestWall::unitLeadsToItsQueue()
{
    const auto page = wall();
    auto *strip = page->findChild<UnitStrip *>();
    QTRY_VERIFY(strip->isVisible());
    // Units that somebody waits for come first: the centrifuge, with two.
    QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(20, strip->height() / 2));
    auto *dialog = page->findChild<UnitQueueDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->windowTitle().contains(u"CF-01"_s));
    const QList<QLabel *> harms = dialog->findChildren<QLabel *>(u"harm"_s);
    QCOMPARE(harms.size(), 2);
    QVERIFY(harms.at(0)->text().contains(u"22 min"_s)); // B26-1120: its cells' clock runs
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"filter"_s), Qt::LeftButton);
    QCOMPARE(page->shownBatches(),
        (QVector<BatchId> {
            BatchId(u"B26-1103"_s), BatchId(u"B26-1113"_s), BatchId(u"B26-1120"_s)}));
}

void TestWall::cardsKeepTheirPlaceUnderAFinger()
{
    const auto page = wall();
    QVector<BatchOverview> batches = samples::overviews();
    const QVector<BatchId> before = page->shownBatches();
    auto *quiet = page->findChild<BatchCard *>(u"batch-B26-1109"_s);
    QTest::mousePress(quiet, Qt::LeftButton);
    batches[2].attention = Attention::Danger; // would go to the front
    batches[2].alarms = {2, 0, 0, 0};
    batches[0].attention = Attention::Quiet;
    page->setBatches(batches);
    QTRY_COMPARE(page->findChild<BatchCard *>(u"batch-B26-1107"_s)->overview().attention,
        Attention::Danger); // the content is new,
    QCOMPARE(page->shownBatches(), before); // the place is not
    QTest::mouseRelease(quiet, Qt::LeftButton);
    QCOMPARE(page->shownBatches(), before);
    QTRY_COMPARE_WITH_TIMEOUT(page->shownBatches().first(), BatchId(u"B26-1107"_s), 20'000);
}

void TestWall::everythingIsLargeEnoughForGloves()
{
    const auto page = wall();
    const int least = Theme::millimetres(15);
    for (const QPushButton *button : page->findChildren<QPushButton *>()) {
        if (!button->isVisible())
            continue;
        QVERIFY2(button->height() >= least && button->width() >= least,
            qPrintable(button->objectName()));
        for (const QPushButton *other : page->findChildren<QPushButton *>()) {
            if (other == button || !other->isVisible() || other->parent() != button->parent())
                continue;
            const int apart = Theme::millimetres(3) - 1;
            QVERIFY2(
                !button->geometry().adjusted(-apart, 0, apart, 0).intersects(other->geometry()),
                qPrintable(button->objectName() + u" and "_s + other->objectName()));
        }
    }
}

void TestWall::wordsOfTimes_data()
{
    QTest::addColumn<int>("in");
    QTest::addColumn<int>("left");
    QTest::addColumn<bool>("limited");
    QTest::addColumn<QString>("text");
    QTest::newRow("over") << -74 << -14 << true << u"14 min over"_s;
    QTest::newRow("left") << -26 << 34 << true << u"34 min left"_s;
    QTest::newRow("no limit") << -4 << 0 << false << u"for 4 min"_s;
    QTest::newRow("just now") << 0 << 0 << false << u"now"_s;
    QTest::newRow("later") << 200 << 0 << false << u"in 3 h 20 min"_s;
}

void TestWall::wordsOfTimes()
{
    QFETCH(int, in);
    QFETCH(int, left);
    QFETCH(bool, limited);
    QFETCH(QString, text);
    BatchOverview batch;
    HumanAction next;
    next.kind = in > 0 ? HumanAction::Kind::Upcoming : HumanAction::Kind::Prompt;
    next.in = minutes(in);
    if (limited)
        next.left = minutes(left);
    batch.next = next;
    QCOMPARE(AttentionLook::when(batch), text);
}

QTEST_MAIN(TestWall)
#include "tst_wall.moc"
