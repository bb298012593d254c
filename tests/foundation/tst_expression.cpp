// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/expression.h"

#include <QtCore/QMap>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestExpression : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evaluates_data();
    void evaluates();
    void refuses_data();
    void refuses();
    void missingValueIsAnError();
    void bombsBelowTheLimits();
    void copiesAreIndependent();
};

static std::optional<double> lookup(const QString &name)
{
    static const QMap<QString, double> values {{u"temperature.pv"_s, 37.5}, {u"r.viability"_s, 82},
        {u"p.moi"_s, 5}, {u"elapsed"_s, 7200}, {u"CULTURE2:volume.pv"_s, 990}, {u"d"_s, 1},
        {u"zero"_s, 0}};
    const auto it = values.find(name);
    return it == values.end() ? std::nullopt : std::optional(*it);
}

void TestExpression::evaluates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("expected");
    QTest::newRow("number") << u"1"_s << 1.0;
    QTest::newRow("tag") << u"temperature.pv"_s << 37.5;
    QTest::newRow("role tag") << u"CULTURE2:volume.pv + 10"_s << 1000.0;
    QTest::newRow("compare") << u"r.viability >= 70"_s << 1.0;
    QTest::newRow("unicode") << u"r.viability ≥ 70 and elapsed ≤ 3 h"_s << 1.0;
    QTest::newRow("or") << u"r.viability < 70 or elapsed >= 2 h"_s << 1.0;
    QTest::newRow("not") << u"not (r.viability < 70)"_s << 1.0;
    QTest::newRow("and binds tighter") << u"1 or zero and zero"_s << 1.0;
    QTest::newRow("days") << u"elapsed + 10 d"_s << 871200.0;
    QTest::newRow("minutes") << u"30 min"_s << 1800.0;
    QTest::newRow("arithmetic") << u"p.moi * 2 + 1"_s << 11.0;
    QTest::newRow("abs") << u"abs(temperature.pv - 37) < 1"_s << 1.0;
    QTest::newRow("C operators") << u"r.viability > 70 && elapsed < 9000"_s << 1.0;
}

void TestExpression::evaluates()
{
    QFETCH(const QString, text);
    QFETCH(const double, expected);
    const auto expression = Expression::parse(text);
    QVERIFY2(expression.ok(),
        expression.ok() ? "" : qPrintable(expression.error().message.args[u"reason"_s]));
    const auto value = expression->evaluate(lookup);
    QVERIFY(value.ok());
    QCOMPARE(*value, expected);
}

void TestExpression::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << QString() << u"expression.syntax"_s;
    QTest::newRow("half") << u"r.viability >="_s << u"expression.syntax"_s;
    QTest::newRow("assignment") << u"r.viability = 70"_s << u"expression.syntax"_s;
    QTest::newRow("text") << u"\"abc\" == 1"_s << u"expression.syntax"_s;
    QTest::newRow("two values") << u"1, 2"_s << u"expression.syntax"_s;
    QTest::newRow("brackets") << u"("_s.repeated(3000) << u"expression.tooDeep"_s;
    QTest::newRow("nested calls") << u"abs("_s.repeated(51) + u'1' + u")"_s.repeated(51)
                                  << u"expression.tooDeep"_s;
    QTest::newRow("choices") << u"1?"_s.repeated(60) + u"1"_s + u":1"_s.repeated(60)
                             << u"expression.tooDeep"_s;
    QTest::newRow("list") << u"max("_s + u"1,"_s.repeated(1500) + u"1)"_s
                          << u"expression.tooManyParts"_s;
    QTest::newRow("signs") << u"-"_s.repeated(4000) + u"1"_s << u"expression.tooManyParts"_s;
    QTest::newRow("tower of powers")
        << u"9^"_s.repeated(1500) + u"9"_s << u"expression.tooManyParts"_s;
    QTest::newRow("long") << u"1+"_s.repeated(3000) << u"expression.tooLong"_s;
    QTest::newRow("unknown function") << u"system(1)"_s << u"expression.syntax"_s;
    QTest::newRow("Chinese name") << u"活率 > 70"_s << u"expression.syntax"_s;
}

void TestExpression::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, code);
    const auto expression = Expression::parse(text);
    QVERIFY(!expression.ok());
    QCOMPARE(expression.error().code(), code);
}

void TestExpression::missingValueIsAnError()
{
    const auto missing = Expression::parse(u"r.unknown > 1"_s);
    QVERIFY(missing.ok());
    QCOMPARE(missing->names(), QStringList {u"r.unknown"_s});
    QCOMPARE(missing->evaluate(lookup).error().code(), u"expression.missing"_s);
    const auto division = Expression::parse(u"1 / zero"_s);
    QVERIFY(division.ok());
    QCOMPARE(division->evaluate(lookup).error().code(), u"expression.value"_s);
}

// Just below the limits everything is read, and what is no number is an error and no number.
void TestExpression::bombsBelowTheLimits()
{
    const QString deep = u"("_s.repeated(50) + u"1"_s + u")"_s.repeated(50);
    QCOMPARE(*Expression::parse(deep)->evaluate(lookup), 1.0);
    const QString list = u"max("_s + u"1,"_s.repeated(490) + u"7)"_s;
    QCOMPARE(*Expression::parse(list)->evaluate(lookup), 7.0);
    const QString separate = u"(1) + "_s.repeated(200) + u"1"_s;
    QCOMPARE(*Expression::parse(separate)->evaluate(lookup), 201.0);
    for (const QString &huge : {u"9^9^9^9"_s, u"1e308*10"_s, u"zero/zero"_s,
             QString(u"9^"_s.repeated(400) + u"9"_s), u"exp(exp(exp(9)))"_s}) {
        const auto tower = Expression::parse(huge);
        QVERIFY2(tower.ok(), qPrintable(huge));
        QCOMPARE(tower->evaluate(lookup).error().code(), u"expression.value"_s);
    }
}

void TestExpression::copiesAreIndependent()
{
    auto first = Expression::parse(u"p.moi + 1"_s);
    QVERIFY(first.ok());
    const Expression copy = *first;
    first = Expression::parse(u"2"_s);
    QCOMPARE(*copy.evaluate(lookup), 6.0);
}

QTEST_GUILESS_MAIN(TestExpression)
#include "tst_expression.moc"
