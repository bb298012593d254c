// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/readable.h"
#include "processgraph/foundation/typednumber.h"

#include <QtTest/QTest>

#include <cmath>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// What is typed and what is copied from the screen.
class TestTypedNumber final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plain_data();
    void plain();
    void shownIsReadBack_data();
    void shownIsReadBack();
    void refusesWhatIsNoNumber();
};

void TestTypedNumber::plain_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a file's form") << u"1e+08 1/mL"_s << u"1e+08 1/mL"_s;
    QTest::newRow("short") << u"1e8"_s << u"1e8"_s;
    QTest::newRow("short per mL") << u"1e8/mL"_s << u"1e8 1/mL"_s;
    QTest::newRow("a power") << u"10⁸ cells"_s << u"1e8 cells"_s;
    QTest::newRow("a power per mL") << u"10⁸ /mL"_s << u"1e8 1/mL"_s;
    QTest::newRow("tight") << u"1×10⁸"_s << u"1e8"_s;
    QTest::newRow("wide") << u" 3.5 × 10⁷ cells "_s << u"3.5e7 cells"_s;
    QTest::newRow("small") << u"2.5 × 10⁻⁶ L"_s << u"2.5e-6 L"_s;
    QTest::newRow("by keyboard") << u"3*10^7"_s << u"3e7"_s;
    QTest::newRow("letter x") << u"3 x 10^-7 L"_s << u"3e-7 L"_s;
    QTest::newRow("less than nothing") << u"−2 × 10⁹"_s << u"-2e9"_s;
    QTest::newRow("a unit of millions") << u"0.95 × 10⁶/mL"_s << u"0.95 1e6/mL"_s;
    QTest::newRow("hard spaces") << u"3\u00A0×\u202F10⁶\u00A0/mL"_s << u"3e6 1/mL"_s;
    QTest::newRow("per day") << u"1 /day"_s << u"1 1/day"_s;
    QTest::newRow("a plain ten") << u"10 mL"_s << u"10 mL"_s;
    QTest::newRow("a hundred") << u"108"_s << u"108"_s;
    QTest::newRow("a word") << u"warm"_s << u"warm"_s;
    QTest::newRow("nothing") << u"  "_s << u""_s;
}

void TestTypedNumber::plain()
{
    QFETCH(const QString, typed);
    QTEST(typednumber::plain(typed), "expected");
}

void TestTypedNumber::shownIsReadBack_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    for (const QString &unit : {u""_s, u"1/mL"_s, u"cells"_s, u"1e6/mL"_s, u"mL"_s, u"°C"_s,
             u"1/day"_s, u"TU/mL"_s, u"%"_s}) {
        for (const double value : {0.0, 1.0, -80.0, 37.25, 0.95, 12345.678, 1e6, 1e8, 3.5e7, -2e9,
                 2.5e-6, 1.0 / 3.0, 6.02214076e23})
            QTest::addRow("%g %s", value, qPrintable(unit)) << value << unit;
    }
}

void TestTypedNumber::shownIsReadBack()
{
    QFETCH(const double, value);
    QFETCH(const QString, unit);
    const Quantity quantity {value, *Unit::parse(unit)};
    const QString shown = readable::quantity(quantity);
    const auto read = typednumber::quantity(shown);
    QVERIFY2(read.ok(), qPrintable(shown));
    const auto same = read->in(quantity.unit);
    QVERIFY2(same.ok(), qPrintable(shown));
    QVERIFY2(std::abs(same->value - value) <= 1e-14 * std::abs(value), qPrintable(shown));
    // A file keeps it to the last bit.
    QCOMPARE(*Quantity::parse(quantity.toString()), quantity);
}

void TestTypedNumber::refusesWhatIsNoNumber()
{
    for (const QString &text : {u"×10⁸"_s, u"10⁻"_s, u"warm"_s, u"3 × 11⁸"_s, u"/mL"_s, u""_s})
        QVERIFY2(!typednumber::quantity(text).ok(), qPrintable(text));
}

QTEST_APPLESS_MAIN(TestTypedNumber)
#include "tst_typednumber.moc"
