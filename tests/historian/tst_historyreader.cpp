// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/historyreader.h"
#include "processgraph/historian/historywriter.h"
#include "processgraph/records/store.h"
#include "resources/resources.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cmath>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Start = 1'790'000'000'000;
const TagId Tag(u"BR-02.temperature.pv"_s);

struct Expected
{
    qint64 good = 0;
    double minimum = 0;
    double maximum = 0;
    double sum = 0;
    double last = 0;
    double integral = 0;
    qint64 covered = 0;
};

/// By definition, sample by sample.
Expected bruteForce(const QVector<TagValue> &samples, qint64 from, qint64 to)
{
    Expected e;
    for (qsizetype i = 0; i < samples.size(); ++i) {
        const TagValue &s = samples[i];
        const qint64 time = toMs(s.time);
        if (s.quality != Quality::Good)
            continue;
        if (time >= from && time <= to) {
            e.minimum = e.good ? std::min(e.minimum, s.value) : s.value;
            e.maximum = e.good ? std::max(e.maximum, s.value) : s.value;
            e.sum += s.value;
            e.last = s.value;
            ++e.good;
        }
        qint64 until = time + 120'000;
        if (i + 1 < samples.size())
            until = std::min(until, toMs(samples[i + 1].time));
        const qint64 held = std::min(until, to) - std::max(time, from);
        if (held > 0) {
            e.integral += s.value * double(held);
            e.covered += held;
        }
    }
    return e;
}

} // namespace

class tst_HistoryReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        m_store = Store::open(m_folder.filePath(u"store.sqlite"_s)).value();
        // Irregular on purpose: jitter, silences, bad stretches, several hundred chunks.
        QRandomGenerator random(17);
        qint64 time = Start;
        double value = 37;
        for (int i = 0; i < 300'000; ++i) {
            value += (random.generateDouble() - 0.5) * 0.1 + (37 - value) * 0.001;
            TagValue sample {std::round(value * 100) / 100, Quality::Good, utcFromMs(time)};
            if (i / 500 % 20 == 7)
                sample.quality = random.bounded(2) ? Quality::Bad : Quality::Stale;
            m_all << sample;
            time += random.bounded(20'000) == 0 ? 3'600'000
                : random.bounded(300) == 0      ? 400'000
                                                : 1000 + random.bounded(3000);
        }
        for (qsizetype at = 0; at < m_all.size();) {
            const qsizetype count = std::min<qsizetype>(random.bounded(1, 9000), m_all.size() - at);
            QVector<TagSample> part;
            for (qsizetype i = at; i < at + count; ++i)
                part << TagSample {Tag, m_all[i]};
            m_store->addSamples(part);
            QVERIFY(m_store->flush().ok());
            at += count;
        }
        m_trends = m_store->openTrends().value();
    }
    void cleanupTestCase()
    {
        m_trends.reset();
        const QString file = m_store->fileName();
        m_store.reset();
        QVERIFY(verifyStore(file).value().isEmpty());
    }

    void samplesAreWhatWasGiven()
    {
        QCOMPARE(m_trends->samples(Tag, utcFromMs(0), m_all.last().time).value(), m_all);
        QCOMPARE(m_trends->samples(Tag, m_all[5000].time, m_all[5100].time).value(),
            m_all.mid(5000, 101));
        QCOMPARE(
            m_trends->samples(TagId(u"no.such"_s), utcFromMs(0), m_all.last().time).value().size(),
            0);
        QCOMPARE(m_trends->tags().value(), QVector {Tag});
    }

    void trendAgreesWithBruteForce()
    {
        QRandomGenerator random(23);
        const qint64 span = toMs(m_all.last().time) - Start;
        for (int round = 0; round < 150; ++round) {
            // Windows of all lengths, some beyond the ends of the history.
            const auto length = qint64(double(span) * std::pow(10, -4 * random.generateDouble()));
            const qint64 from = Start - 100'000 + qint64(double(span) * random.generateDouble());
            const qint64 to = round == 0 ? toMs(m_all.last().time) : from + length;
            const int points = 1 + random.bounded(round % 3 == 0 ? 10 : 800);
            const auto trend = m_trends->trend(Tag, utcFromMs(from), utcFromMs(to), points).value();
            const Expected whole = bruteForce(m_all, from, to);
            qint64 good = 0;
            double sum = 0;
            qint64 before = from - 1;
            qsizetype drawn = 0;
            for (qsizetype i = 0; i < trend.size(); ++i) {
                const TrendPoint &p = trend[i];
                QVERIFY(toMs(p.time) > before && toMs(p.time) <= to);
                before = toMs(p.time);
                if (p.gap)
                    continue;
                ++drawn;
                qint64 end = to;
                if (i + 1 < trend.size())
                    end = toMs(trend[i + 1].time) - 1;
                const Expected e = bruteForce(slice(toMs(p.time), end), toMs(p.time), end);
                QCOMPARE(qint64(p.samples), e.good);
                QCOMPARE(p.minimum, e.minimum);
                QCOMPARE(p.maximum, e.maximum);
                QCOMPARE(p.last, e.last);
                QVERIFY(std::abs(p.mean - e.sum / double(e.good)) < 1e-9);
                good += p.samples;
                sum += p.mean * p.samples;
            }
            QCOMPARE(good, whole.good); // every sample is in exactly one point
            QVERIFY(std::abs(sum - whole.sum) < 1e-5);
            QVERIFY2(drawn <= points, qPrintable(u"%1 of %2"_s.arg(drawn).arg(points)));
        }
    }

    void trendCostsPointsNotSamples()
    {
        auto *reader = dynamic_cast<HistoryReader *>(m_trends.get());
        QVERIFY(reader != nullptr);
        const qint64 before = reader->rowsRead();
        QVERIFY(m_trends->trend(Tag, utcFromMs(Start), m_all.last().time, 10).ok());
        const qint64 rows = reader->rowsRead() - before;
        // 290 chunks: 18 groups of 16, two edges raw, ragged ends, the tail.
        QVERIFY2(rows <= 10 * HistoryWriter::GroupSize + 60, qPrintable(QString::number(rows)));
        QVERIFY(rows > 2);
    }

    void statisticsAgreeWithBruteForce()
    {
        QRandomGenerator random(29);
        const qint64 span = toMs(m_all.last().time) - Start;
        for (int round = 0; round < 100; ++round) {
            const auto length = qint64(double(span) * std::pow(10, -5 * random.generateDouble()));
            const qint64 from = Start + qint64(double(span) * random.generateDouble());
            const qint64 to = from + length;
            const TagStatistics s
                = m_trends->statistics(Tag, utcFromMs(from), utcFromMs(to)).value();
            const Expected e = bruteForce(m_all, from, to);
            QCOMPARE(s.samples, e.good);
            QCOMPARE(s.minimum, e.minimum);
            QCOMPARE(s.maximum, e.maximum);
            QCOMPARE(s.last, e.last);
            QCOMPARE(s.gaps.count(), to - from - e.covered);
            if (e.good > 0 && e.covered > 0)
                QVERIFY(std::abs(s.mean - e.integral / double(e.covered)) < 1e-6);
        }
    }

    void completenessAgreesWithBruteForce()
    {
        QRandomGenerator random(31);
        const qint64 span = toMs(m_all.last().time) - Start;
        for (int round = 0; round < 20; ++round) {
            const qint64 from
                = Start + qint64(double(span) * random.generateDouble() * 0.9) - 300'000;
            const qint64 minutes = 1 + random.bounded(3000);
            QVector<int> kind(minutes, 0);
            for (const TagValue &s : slice(from, from + minutes * 60'000 - 1)) {
                int &k = kind[(toMs(s.time) - from) / 60'000];
                k = std::max(k, s.quality == Quality::Good ? 2 : 1);
            }
            const Completeness c = m_trends
                                       ->completeness(Tag, utcFromMs(from),
                                           utcFromMs(from + minutes * 60'000 + 30'000))
                                       .value();
            QCOMPARE(c.minutes, minutes);
            QCOMPARE(c.good, qint64(kind.count(2)));
            QCOMPARE(c.stated, qint64(kind.count(1)));
            QCOMPARE(c.missing, qint64(kind.count(0)));
        }
        const auto none = m_trends->completeness(
            TagId(u"no.such"_s), utcFromMs(Start), utcFromMs(Start + 600'000));
        QCOMPARE(none.value().missing, 10);
    }

    void lateSamplesFindTheirPlace()
    {
        const QTemporaryDir folder;
        auto store = Store::open(folder.filePath(u"late.sqlite"_s)).value();
        QVector<TagSample> inOrder;
        QVector<TagSample> late;
        QVector<TagValue> expected;
        for (int i = 0; i < 4000; ++i) {
            const TagSample sample {Tag, {i * 0.5, Quality::Good, utcFromMs(Start + i * 1000)}};
            expected << sample.value;
            (i % 400 == 399 ? late : inOrder) << sample;
        }
        store->addSamples(inOrder);
        QVERIFY(store->flush().ok());
        store->addSamples(late); // a device that was cut off sends what it had kept
        QVERIFY(store->flush().ok());
        auto trends = store->openTrends().value();
        QCOMPARE(trends->samples(Tag, utcFromMs(0), utcFromMs(Start * 2)).value(), expected);
        const auto trend
            = trends->trend(Tag, utcFromMs(Start), utcFromMs(Start + 4'000'000), 3).value();
        int good = 0;
        for (const TrendPoint &point : trend)
            good += point.samples;
        QCOMPARE(good, 4000);
        QCOMPARE(
            trends->statistics(Tag, utcFromMs(Start), utcFromMs(Start + 4'000'000)).value().samples,
            4000);
    }

    /// A clock that was set back: everything is late from then on, and comes in one by one.
    void aClockThatWasSetBack()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"clock.sqlite"_s);
        QVector<TagValue> expected;
        const auto sample = [&](qint64 at, double value) {
            expected << TagValue {value, Quality::Good, utcFromMs(Start + at)};
            return TagSample {Tag, expected.last()};
        };
        auto store = Store::open(file).value();
        store->addSamples({sample(100 * 365 * 86'400'000LL, -1)}); // a clock gone mad
        QVERIFY(store->flush().ok());
        for (int i = 0; i < 700; ++i) {
            store->addSamples({sample(i * 1000, i)});
            QVERIFY(store->flush().ok());
            if (i == 300) { // what waits survives the program
                store.reset();
                store = Store::open(file).value();
            }
        }
        std::stable_sort(expected.begin(), expected.end(),
            [](const TagValue &a, const TagValue &b) { return a.time < b.time; });
        auto trends = store->openTrends().value();
        QCOMPARE(trends->samples(Tag, utcFromMs(0), utcFromMs(Start * 4)).value(), expected);
        QCOMPARE(
            trends->statistics(Tag, utcFromMs(Start), utcFromMs(Start + 700'000)).value().samples,
            700);
        trends.reset();
        store.reset();
        const auto seen = inspectStore(file).value();
        QCOMPARE(seen.damage.size(), 0);
        QCOMPARE(seen.samples, 701);
        QVERIFY2(seen.chunks < 5, qPrintable(QString::number(seen.chunks)));
    }

    void numbersThatAreNoneCountAsNoGoodValue()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"nan.sqlite"_s);
        auto store = Store::open(file).value();
        QVector<TagSample> samples;
        for (int i = 0; i < 3000; ++i) {
            const double value = i % 10 == 3 ? qQNaN() : i % 10 == 7 ? qInf() : 37.0;
            samples << TagSample {Tag, {value, Quality::Good, utcFromMs(Start + i * 60'000)}};
        }
        store->addSamples(samples);
        QVERIFY(store->flush().ok());
        auto trends = store->openTrends().value();
        const UtcTime to = utcFromMs(Start + 3000 * 60'000LL);
        const auto figures = trends->statistics(Tag, utcFromMs(Start), to).value();
        QCOMPARE(figures.minimum, 37.0);
        QCOMPARE(figures.maximum, 37.0);
        QCOMPARE(figures.mean, 37.0);
        QCOMPARE(figures.samples, 2400);
        const auto minutes = trends->completeness(Tag, utcFromMs(Start), to).value();
        QCOMPARE(minutes.good, 2400);
        QCOMPARE(minutes.stated, 600);
        for (const TrendPoint &point : trends->trend(Tag, utcFromMs(Start), to, 100).value())
            QVERIFY(point.gap || (point.mean == 37.0 && point.maximum == 37.0));
        trends.reset();
        store.reset();
        QCOMPARE(inspectStore(file).value().damage.size(), 0);
    }

private:
    QVector<TagValue> slice(qint64 from, qint64 to) const
    {
        const auto low = std::lower_bound(m_all.begin(), m_all.end(), from,
            [](const TagValue &v, qint64 t) { return toMs(v.time) < t; });
        const auto high = std::upper_bound(
            low, m_all.end(), to, [](qint64 t, const TagValue &v) { return t < toMs(v.time); });
        return QVector<TagValue>(low, high);
    }

    QTemporaryDir m_folder;
    QVector<TagValue> m_all;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<TrendSource> m_trends;
};

QTEST_GUILESS_MAIN(tst_HistoryReader)
#include "tst_historyreader.moc"
