// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "resources/resources.h"
#include "widgets/trends/trendmath.h"
#include "widgets/trends/trendplot.h"
#include "widgets/trends/trendspage.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <atomic>

using namespace cytoloom;
using namespace Qt::StringLiterals;
using std::chrono::hours;

/// Trends: the worker thread, the figures between cursors, live and paused windows, exports.
class TestTrends final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void feedReadsOnItsOwnThread();
    void feedTellsWhyItCannotRead();
    void newestRequestWins();
    void figuresBetweenCursors();
    void gapsHaveNoValue();
    void csvLeavesGapsEmpty();
    void liveFollowsAndPanPauses();
    void exportsAreWritten();

private:
    const TagId m_tag = samples::trendTags().first().tag;
};

void TestTrends::feedReadsOnItsOwnThread()
{
    std::atomic<QThread *> maker = nullptr;
    ThreadedTrendFeed feed([&]() -> Result<std::unique_ptr<TrendSource>> {
        maker = QThread::currentThread();
        return std::unique_ptr<TrendSource>(std::make_unique<samples::Curves>());
    });
    int arrived = 0;
    connect(&feed, &TrendFeed::arrived, this,
        [&](const TagId &tag, UtcTime, UtcTime, const QVector<TrendPoint> &points) {
            QCOMPARE(tag, m_tag);
            QCOMPARE(QThread::currentThread(), thread());
            QVERIFY(!points.isEmpty());
            ++arrived;
        });
    feed.request(m_tag, samples::batchStart(), samples::now(), 500);
    QTRY_COMPARE_WITH_TIMEOUT(arrived, 1, 20'000);
    QVERIFY(maker && maker != thread());
}

void TestTrends::feedTellsWhyItCannotRead()
{
    ThreadedTrendFeed feed(
        []() -> Result<std::unique_ptr<TrendSource>> { return Error(u"store.cannotOpen"_s); });
    QString code;
    connect(&feed, &TrendFeed::failed, this,
        [&](const TagId &, const Error &error) { code = error.code(); });
    feed.request(m_tag, samples::batchStart(), samples::now(), 500);
    QTRY_COMPARE_WITH_TIMEOUT(code, u"store.cannotOpen"_s, 20'000);
}

void TestTrends::newestRequestWins()
{
    ThreadedTrendFeed feed([]() -> Result<std::unique_ptr<TrendSource>> {
        return std::unique_ptr<TrendSource>(std::make_unique<samples::Curves>());
    });
    QVector<qint64> ends;
    connect(&feed, &TrendFeed::arrived, this,
        [&](const TagId &, UtcTime, UtcTime to, const QVector<TrendPoint> &) { ends << toMs(to); });
    for (int i = 1; i <= 20; ++i)
        feed.request(m_tag, samples::batchStart(), samples::batchStart() + hours(i), 300);
    QTRY_VERIFY_WITH_TIMEOUT(
        !ends.isEmpty() && ends.last() == toMs(samples::batchStart() + hours(20)), 20'000);
    QVERIFY(ends.size() <= 2); // the one under way and the newest
}

void TestTrends::figuresBetweenCursors()
{
    QVector<TrendPoint> points;
    for (int i = 0; i <= 10; ++i) {
        TrendPoint point;
        point.time = samples::batchStart() + hours(i);
        point.mean = point.last = 10 + 2 * i;
        point.minimum = point.mean - 1;
        point.maximum = point.mean + 1;
        point.samples = 1;
        points << point;
    }
    const trendmath::Between figures = trendmath::between(
        points, samples::batchStart() + hours(8), samples::batchStart() + hours(2));
    QCOMPARE(*figures.atA, 26.0);
    QCOMPARE(*figures.atB, 14.0);
    QCOMPARE(*figures.minimum, 13.0);
    QCOMPARE(*figures.maximum, 27.0);
    QCOMPARE(*figures.mean, 20.0);
    QVERIFY(qAbs(*figures.slopePerHour - 2.0) < 1e-9);
}

void TestTrends::gapsHaveNoValue()
{
    samples::Curves curves;
    const QVector<TrendPoint> points
        = *curves.trend(m_tag, samples::batchStart(), samples::now(), 2000);
    QVERIFY(!trendmath::valueAt(points, samples::batchStart() + hours(97)));
    QVERIFY(trendmath::valueAt(points, samples::batchStart() + hours(90)));
    QVERIFY(!trendmath::valueAt(points, samples::batchStart() - hours(1)));
}

void TestTrends::csvLeavesGapsEmpty()
{
    TrendPoint good;
    good.time = samples::batchStart();
    good.mean = 37.5;
    TrendPoint gap = good;
    gap.time += hours(1);
    gap.gap = true;
    const QByteArray text = trendmath::csv(
        {u"A, B"_s}, {{good, gap}}, samples::batchStart(), samples::batchStart() + hours(2));
    const QList<QByteArray> lines = text.split('\n');
    QCOMPARE(lines[0].trimmed(), QByteArray("time,\"A, B\""));
    QVERIFY(lines[1].trimmed().endsWith("Z,37.5"));
    QVERIFY(lines[2].trimmed().endsWith("Z,"));
}

void TestTrends::liveFollowsAndPanPauses()
{
    TrendsPage page(Theme::light());
    page.resize(1200, 700);
    page.setTags(samples::trendTags());
    page.setShownTags({m_tag});
    page.show();
    page.showSpan(hours(1));
    page.setTime(samples::now());
    QTRY_VERIFY_WITH_TIMEOUT(page.plot()->to() > samples::now(), 5'000);
    page.addSamples({{m_tag, {37.2, Quality::Good, samples::now() + std::chrono::minutes(5)}}});
    QTRY_VERIFY_WITH_TIMEOUT(page.plot()->points(m_tag).size() == 1, 5'000);
    QVERIFY(page.plot()->to() > samples::now() + std::chrono::minutes(5));
    page.showRange(samples::batchStart(), samples::batchStart() + hours(2));
    QVERIFY(!page.isLive());
    const UtcTime held = page.plot()->to();
    page.addSamples({{m_tag, {37.3, Quality::Good, samples::now() + std::chrono::minutes(10)}}});
    QTRY_COMPARE_WITH_TIMEOUT(page.plot()->points(m_tag).size(), 2, 5'000); // it goes on behind
    QCOMPARE(page.plot()->to(), held);
}

void TestTrends::exportsAreWritten()
{
    TrendPlot plot(Theme::light());
    plot.resize(800, 500);
    plot.setTags({samples::trendTags().first()});
    plot.setRange(samples::batchStart(), samples::now());
    samples::Curves curves;
    plot.setPoints(m_tag, *curves.trend(m_tag, samples::batchStart(), samples::now(), 800));
    plot.show();
    const QHash<QString, QByteArray> begins {
        {u"png"_s, "\x89PNG"}, {u"pdf"_s, "%PDF-1."}, {u"svg"_s, "<?xml"}};
    for (auto it = begins.cbegin(); it != begins.cend(); ++it) {
        const QByteArray bytes = plot.picture(it.key());
        QVERIFY2(bytes.startsWith(it.value()), bytes.left(8).constData());
        QVERIFY(bytes.size() > 1000);
    }
    QVERIFY(plot.picture(u"doc"_s).isEmpty());
    const auto [low, high] = plot.valueRange(m_tag);
    QVERIFY(low < 36.5 && high > 37.5); // the action limits are in the picture
}

QTEST_MAIN(TestTrends)
#include "tst_trends.moc"
