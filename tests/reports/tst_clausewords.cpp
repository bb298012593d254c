// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/clausewords.h"
#include "resources/resources.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Clauses in the language of the reader: every one that the shipped rules rest on.
class TestClauseWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void noChineseInEnglish();
    void noEnglishWordsInChineseClauses();
    void articlesKeepTheirNumbers_data();
    void articlesKeepTheirNumbers();
    void unknownStaysAsItIs();
};

void TestClauseWords::noChineseInEnglish()
{
    static const QRegularExpression han(u"\\p{Han}"_s);
    int seen = 0;
    for (const RuleDefinition &rule : RuleSet::shipped().rules()) {
        for (const RuleClause &clause : rule.basis) {
            const QString text = clausewords::text(clause, Language::En);
            QVERIFY2(!text.contains(han), qPrintable(rule.id + u": "_s + text));
            seen += clause.document.contains(han) ? 1 : 0;
        }
    }
    QVERIFY(seen > 50);
}

void TestClauseWords::noEnglishWordsInChineseClauses()
{
    // Names of standards stay; what stands in a clause and is a word has a Chinese one.
    static const QRegularExpression word(u"\\b[A-Za-z]{4,}\\b"_s);
    static const QRegularExpression han(u"\\p{Han}"_s);
    for (const RuleDefinition &rule : RuleSet::shipped().rules()) {
        for (const RuleClause &clause : rule.basis) {
            const QString text = clausewords::clause(clause.clause, Language::Zh);
            const bool names = clause.document.startsWith("BatchML"_L1); // of the schema's types
            QVERIFY2(names || !text.contains(word) || text.contains(han),
                qPrintable(rule.id + u": "_s + text));
        }
    }
}

void TestClauseWords::articlesKeepTheirNumbers_data()
{
    QTest::addColumn<QString>("clause");
    QTest::addColumn<QString>("english");
    QTest::newRow("one") << u"第一百八十七条"_s << u"Art. 187"_s;
    QTest::newRow("a zero inside") << u"第一百零四条"_s << u"Art. 104"_s;
    QTest::newRow("ten") << u"第十条(六)"_s << u"Art. 10(6)"_s;
    QTest::newRow("several") << u"第八十四、八十七、一百九十九条"_s << u"Art. 84, 87, 199"_s;
    QTest::newRow("from to") << u"第三十八至四十五条"_s << u"Art. 38 to 45"_s;
    QTest::newRow("chapters") << u"第七、九章"_s << u"Ch. 7, 9"_s;
}

void TestClauseWords::articlesKeepTheirNumbers()
{
    QFETCH(const QString, clause);
    QTEST(clausewords::clause(clause, Language::En), "english");
    QCOMPARE(clausewords::clause(clause, Language::Zh), clause);
}

void TestClauseWords::unknownStaysAsItIs()
{
    QCOMPARE(clausewords::text(u"Site SOP 12"_s, Language::En), u"Site SOP 12"_s);
    QCOMPARE(clausewords::text(u"药品生产质量管理规范(2010年修订) 第一百八十七条"_s, Language::En),
        u"China GMP (2010 revision) Art. 187"_s);
}

QTEST_GUILESS_MAIN(TestClauseWords)
#include "tst_clausewords.moc"
