// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestQuantity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void converts_data();
    void converts();
    void refuses_data();
    void refuses();
    void textReadsBack();
    void differentCountsDoNotMix();
    void shortestTimeReads();
    void manyUnitsDoNoHarm();
    void timeReads_data();
    void timeReads();
};

void TestQuantity::converts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<double>("expected");
    QTest::newRow("volume") << u"0.5 L"_s << u"mL"_s << 500.0;
    QTest::newRow("temperature") << u"37 °C"_s << u"K"_s << 310.15;
    QTest::newRow("minus sign") << u"−90 °C"_s << u"°C"_s << -90.0;
    QTest::newRow("rate") << u"-1 K/min"_s << u"K/h"_s << -60.0;
    QTest::newRow("concentration") << u"2 1e6/mL"_s << u"1/mL"_s << 2e6;
    QTest::newRow("cells") << u"1e8 cells"_s << u"cells"_s << 1e8;
    QTest::newRow("cells per volume") << u"1e6 cells/mL"_s << u"1e6/mL"_s << 1.0;
    QTest::newRow("rpm") << u"60 rpm"_s << u"1/s"_s << 1.0;
    QTest::newRow("VVD") << u"1 VVD"_s << u"1/day"_s << 1.0;
    QTest::newRow("percent") << u"70 %"_s << u"1"_s << 0.7;
    QTest::newRow("flow") << u"120 mL/min"_s << u"L/h"_s << 7.2;
    QTest::newRow("vector") << u"1e8 TU/mL"_s << u"TU/L"_s << 1e11;
}

void TestQuantity::converts()
{
    QFETCH(const QString, text);
    QFETCH(const QString, unit);
    QFETCH(const double, expected);
    const auto quantity = Quantity::parse(text);
    QVERIFY(quantity.ok());
    const auto to = Unit::parse(unit);
    QVERIFY(to.ok());
    const auto converted = quantity->in(*to);
    QVERIFY(converted.ok());
    QVERIFY2(qFuzzyCompare(converted->value, expected), qPrintable(converted->toString()));
}

void TestQuantity::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("no number") << u"mL"_s << u"quantity.syntax"_s;
    QTest::newRow("empty") << QString() << u"quantity.syntax"_s;
    QTest::newRow("unknown unit") << u"3 bananas"_s << u"unit.unknown"_s;
    QTest::newRow("two numbers") << u"3 5mL"_s << u"unit.unknown"_s;
    QTest::newRow("infinite") << u"1e999 mL"_s << u"quantity.syntax"_s;
    QTest::newRow("comma") << u"1,5 mL"_s << u"unit.unknown"_s;
}

void TestQuantity::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, code);
    const auto quantity = Quantity::parse(text);
    QVERIFY(!quantity.ok());
    QCOMPARE(quantity.error().code(), code);
}

void TestQuantity::textReadsBack()
{
    for (const QString &text :
        {u"37 °C"_s, u"0.1 mL"_s, u"1e+22 cells"_s, u"1234567.5 mL"_s, u"5"_s}) {
        const auto quantity = Quantity::parse(text);
        QVERIFY(quantity.ok());
        const auto again = Quantity::parse(quantity->toString());
        QVERIFY2(again.ok(), qPrintable(quantity->toString()));
        QCOMPARE(again->value, quantity->value);
        QCOMPARE(again->unit.symbol(), quantity->unit.symbol());
    }
}

void TestQuantity::differentCountsDoNotMix()
{
    QVERIFY(!Unit::parse(u"CFU/m3"_s)->isConvertibleTo(*Unit::parse(u"EU/m3"_s)));
    QVERIFY(!Unit::parse(u"mL"_s)->isConvertibleTo(*Unit::parse(u"g"_s)));
    QCOMPARE(Unit::parse(u"mL"_s)->convert(1, *Unit::parse(u"g"_s)).error().code(),
        u"unit.incompatible"_s);
}

void TestQuantity::shortestTimeReads()
{
    QCOMPARE(toReadable(Duration::min()), u'\u2212' + toReadable(Duration::max()));
}

/// The table of units is emptied when a hostile file has filled it, whoever is looking one up.
void TestQuantity::manyUnitsDoNoHarm()
{
    const Unit kilogram = *Unit::parse(u"kg"_s);
    const Unit gram = *Unit::parse(u"g"_s);
    int number = 10'000;
    for (int others = 4088; others < 4102; ++others) {
        for (int i = 0; i < others; ++i)
            QVERIFY(Unit::parse(u"1.%1 m"_s.arg(++number)).ok());
        QVERIFY(kilogram.isConvertibleTo(gram));
        QCOMPARE(*kilogram.convert(2, gram), 2000.0);
    }
}

void TestQuantity::timeReads_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0LL << u"0 s"_s;
    QTest::newRow("seconds") << 42'000LL << u"42 s"_s;
    QTest::newRow("hour") << 3'900'000LL << u"1 h 05 min"_s;
    QTest::newRow("days") << (12LL * 24 + 3) * 3'600'000 << u"12 d 03 h"_s;
    QTest::newRow("overdue") << -60'000LL << u"−1 min"_s;
}

void TestQuantity::timeReads()
{
    QFETCH(const qint64, ms);
    QFETCH(const QString, text);
    QCOMPARE(toReadable(Duration(ms)), text);
    QCOMPARE(utcFromIso(toIso(utcFromMs(ms))), std::optional(utcFromMs(ms)));
    QVERIFY(!utcFromIso(u"2026-11-22T14:00:00"_s)); // no zone: refuse to guess
}

QTEST_GUILESS_MAIN(TestQuantity)
#include "tst_quantity.moc"
