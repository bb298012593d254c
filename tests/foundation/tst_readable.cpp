// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/readable.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Figures as a person reads them.
class TestReadable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data();
    void numbers();
    void quantities_data();
    void quantities();
};

void TestReadable::numbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("digits");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << 0.0 << 0 << u"0"_s;
    QTest::newRow("plain") << 37.25 << 0 << u"37.25"_s;
    QTest::newRow("round thousands") << 50000.0 << 0 << u"50000"_s;
    QTest::newRow("hundred thousand") << 1e5 << 0 << u"100000"_s;
    QTest::newRow("a power of ten") << 1e8 << 0 << u"10⁸"_s;
    QTest::newRow("of a power of ten") << 3.5e7 << 0 << u"3.5 × 10⁷"_s;
    QTest::newRow("less than nothing") << -2e9 << 0 << u"-2 × 10⁹"_s;
    QTest::newRow("very little") << 2.5e-6 << 0 << u"2.5 × 10⁻⁶"_s;
    QTest::newRow("two digits of an exponent") << 1.2e12 << 0 << u"1.2 × 10¹²"_s;
    QTest::newRow("three digits") << 43.076 << 3 << u"43.1"_s;
    QTest::newRow("three of many") << 43076.0 << 3 << u"43100"_s;
    QTest::newRow("rounded up") << 999.96 << 4 << u"1000"_s;
    QTest::newRow("rounded to a power") << 999999.6 << 5 << u"10⁶"_s;
    QTest::newRow("no zeros behind") << 3.0e7 << 4 << u"3 × 10⁷"_s;
}

void TestReadable::numbers()
{
    QFETCH(const double, value);
    QFETCH(const int, digits);
    QTEST(readable::number(value, digits), "expected");
}

void TestReadable::quantities_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("temperature") << u"37 °C"_s << u"37 °C"_s;
    QTest::newRow("without a unit") << u"12000"_s << u"12000"_s;
    QTest::newRow("per day") << u"1 1/day"_s << u"1 /day"_s;
    QTest::newRow("titre") << u"1e8 1/mL"_s << u"10⁸ /mL"_s;
    QTest::newRow("cells") << u"3.5e7 cells"_s << u"3.5 × 10⁷ cells"_s;
    QTest::newRow("a unit of millions") << u"0.95 1e6/mL"_s << u"0.95 × 10⁶/mL"_s;
    QTest::newRow("millions of millions") << u"3e6 1e6/mL"_s << u"3 × 10¹²/mL"_s;
    QTest::newRow("a share of one") << u"0.7 1"_s << u"0.7 1"_s;
}

void TestReadable::quantities()
{
    QFETCH(const QString, text);
    const auto quantity = Quantity::parse(text);
    QVERIFY(quantity.ok());
    QTEST(readable::quantity(*quantity), "expected");
}

QTEST_APPLESS_MAIN(TestReadable)
#include "tst_readable.moc"
