// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/guardcheck.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestGuardCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void manyNamesStayBounded();
    void manyBranchesOfManyNamesStayBounded();
    void neverIsSaidOnlyWhenAllWasTried();
};

void TestGuardCheck::finds_data()
{
    QTest::addColumn<QStringList>("branches");
    QTest::addColumn<QString>("uncovered"); // "name=value", empty: complete
    QTest::addColumn<bool>("overlaps");
    QTest::newRow("complete") << QStringList {u"x > 70"_s, u"x <= 70"_s} << QString() << false;
    QTest::newRow("the edge itself")
        << QStringList {u"x > 70"_s, u"x < 70"_s} << u"x=70"_s << false;
    QTest::newRow("edge twice") << QStringList {u"x >= 70"_s, u"x <= 70"_s} << QString() << true;
    QTest::newRow("between") << QStringList {u"x < 1"_s, u"x > 3"_s} << u"x=1"_s << false;
    QTest::newRow("time") << QStringList {u"x > 2 h"_s, u"x < 120 min"_s} << u"x=7200"_s << false;
    QTest::newRow("below zero") << QStringList {u"x > -5"_s} << u"x=-5"_s << false;
    QTest::newRow("exponent") << QStringList {u"x > 1e6"_s, u"x < 1e6"_s} << u"x=1e+06"_s << false;
    QTest::newRow("not") << QStringList {u"x > 3"_s, u"not (x > 3)"_s} << QString() << false;
}

void TestGuardCheck::finds()
{
    QFETCH(const QStringList, branches);
    QFETCH(const QString, uncovered);
    QFETCH(const bool, overlaps);
    GuardCheck check({});
    for (const QString &branch : branches)
        check.addBranch(Expression::parse(branch).value());
    const GuardCheck::Answer answer = check.solve();
    QString found;
    if (answer.uncovered)
        found = u"x="_s + QString::number(answer.uncovered->value(u"x"_s), 'g', 6);
    QCOMPARE(found, uncovered);
    QCOMPARE(answer.overlap.has_value(), overlaps);
    QVERIFY(answer.never.isEmpty());
}

void TestGuardCheck::manyNamesStayBounded()
{
    GuardCheck check({});
    QStringList parts;
    for (int i = 0; i < 12; ++i)
        parts << u"x%1 > %1"_s.arg(i);
    check.addBranch(Expression::parse(parts.join(u" and "_s)).value());
    const GuardCheck::Answer answer = check.solve();
    QVERIFY(answer.uncovered.has_value());
    QCOMPARE(answer.uncovered->size(), 12);
}

/// A choice made to hurt: gigabytes of cases, and minutes.
void TestGuardCheck::manyBranchesOfManyNamesStayBounded()
{
    GuardCheck check({});
    constexpr int Branches = 100;
    constexpr int Names = 100;
    for (int branch = 0; branch < Branches; ++branch) {
        QStringList parts;
        for (int i = 0; i < Names; ++i)
            parts << u"n%1x%2"_s.arg(branch).arg(i);
        check.addBranch(Expression::parse(parts.join(u"+"_s) + u" > %1"_s.arg(branch)).value());
    }
    const GuardCheck::Answer answer = check.solve();
    QVERIFY(answer.uncovered.has_value()); // all zero, for one
    QCOMPARE(answer.uncovered->size(), Branches * Names);
    QVERIFY(answer.never.isEmpty());
}

/// It holds where all twelve are large: no pair of names finds that, and that is no proof.
void TestGuardCheck::neverIsSaidOnlyWhenAllWasTried()
{
    GuardCheck check({});
    QStringList parts;
    for (int i = 0; i < 12; ++i)
        parts << u"x%1 > %1"_s.arg(i);
    check.addBranch(Expression::parse(parts.join(u" and "_s)).value());
    QVERIFY(check.solve().never.isEmpty());
    GuardCheck small({});
    small.addBranch(Expression::parse(u"x > 3 and x < 2"_s).value());
    QCOMPARE(small.solve().never, QVector<int> {0});
}

QTEST_GUILESS_MAIN(TestGuardCheck)
#include "tst_guardcheck.moc"
