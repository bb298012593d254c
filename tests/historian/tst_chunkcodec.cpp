// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/chunkcodec.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class tst_ChunkCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBitComesBack_data()
    {
        QTest::addColumn<QVector<double>>("values");
        QTest::addColumn<double>("mostBytes"); // per sample
        std::mt19937 engine(1);
        std::normal_distribution<double> noise(37, 0.05);
        QVector<double> decimals;
        QVector<double> floats;
        QVector<double> doubles;
        QVector<double> mixed;
        for (int i = 0; i < 512; ++i) {
            const double value = noise(engine);
            decimals << std::round(value * 100) / 100;
            floats << double(float(value));
            doubles << value;
            mixed << (i % 100 == 7 ? 1.0 / 3 : std::round(value * 10) / 10);
        }
        QTest::newRow("register times 0.01") << decimals << 1.0;
        QTest::newRow("32-bit float") << floats << 2.8;
        QTest::newRow("double") << doubles << 7.0;
        QTest::newRow("mixed") << mixed << 9.0;
        QTest::newRow("constant") << QVector<double>(512, 37.25) << 0.2;
        QTest::newRow("one") << QVector<double> {7.0} << 100.0;
        QTest::newRow("none") << QVector<double> {} << 100.0;
        const double huge = std::numeric_limits<double>::max();
        const double tiny = std::numeric_limits<double>::denorm_min();
        QTest::newRow("edges") << QVector<double> {0.0, -0.0, huge, -huge, tiny, INFINITY,
            -INFINITY, std::nan(""), 9007199254740993.0, 1e-7, 3.4e38}
                               << 100.0;
        QTest::newRow("digits that grow")
            << QVector<double> {1, 1.5, 1.25, 1.125, 0.1, 1e15} << 100.0;
    }

    void everyBitComesBack()
    {
        QFETCH(QVector<double>, values);
        QFETCH(double, mostBytes);
        QVector<TagValue> samples;
        QRandomGenerator random(3);
        qint64 time = 1'790'000'000'000;
        for (const double value : values) {
            samples << TagValue {
                value, Quality(samples.size() % 40 == 39 ? 1 : 0), utcFromMs(time)};
            time += random.bounded(50) == 0 ? 1003 : 1000;
        }
        const QByteArray bytes = encodeSamples(samples);
        const auto back = decodeSamples(bytes);
        QVERIFY(back.has_value());
        QCOMPARE(back->size(), samples.size());
        for (qsizetype i = 0; i < samples.size(); ++i) {
            QCOMPARE(back->at(i).time, samples[i].time);
            QCOMPARE(back->at(i).quality, samples[i].quality);
            QCOMPARE(std::bit_cast<quint64>(back->at(i).value),
                std::bit_cast<quint64>(samples[i].value));
        }
        if (!samples.isEmpty())
            QVERIFY2(double(bytes.size()) / double(samples.size()) <= mostBytes,
                qPrintable(QString::number(double(bytes.size()) / double(samples.size()))));
    }

    void oddTimesComeBack()
    {
        QVector<TagValue> samples;
        for (const qint64 time : {0LL, -5LL, 5LL, 5LL, std::numeric_limits<qint64>::max() / 2,
                 std::numeric_limits<qint64>::min() / 2, 1LL})
            samples << TagValue {1, Quality::Good, utcFromMs(time)};
        QCOMPARE(decodeSamples(encodeSamples(samples)).value(), samples);
    }

    /// Garbage gives nullopt or samples, never a crash or a huge allocation.
    void garbageIsRefused()
    {
        QVector<TagValue> samples;
        for (int i = 0; i < 200; ++i)
            samples << TagValue {i * 0.25, Quality::Good, utcFromMs(i * 1000)};
        const QByteArray good = encodeSamples(samples);
        for (qsizetype cut = 0; cut < good.size(); ++cut)
            QVERIFY(!decodeSamples(good.left(cut)).has_value());
        QVERIFY(!decodeSamples(good + 'x').has_value());
        QRandomGenerator random(5);
        int refused = 0;
        for (int i = 0; i < 5000; ++i) {
            QByteArray bad = good;
            for (int n = random.bounded(1, 6); n > 0; --n)
                bad[random.bounded(bad.size())] = char(random.bounded(256));
            refused += decodeSamples(bad).has_value() ? 0 : 1;
        }
        QVERIFY(refused > 2000); // the checksum of the chunk catches the rest
    }
};

QTEST_GUILESS_MAIN(tst_ChunkCodec)
#include "tst_chunkcodec.moc"
