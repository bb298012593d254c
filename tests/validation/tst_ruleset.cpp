// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/validation/ruleset.h"
#include "resources/resources.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestRuleSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void shippedIsSound();
    void everyRuleHasWords();
    void profilesDiffer();
    void unknownDocumentsAreMarked();
    void refusesBadFiles_data();
    void refusesBadFiles();
};

void TestRuleSet::shippedIsSound()
{
    const auto read = RuleSet::read(u":/cytoloom/rules"_s);
    QVERIFY2(read.ok(),
        read ? "" : qPrintable(MessageCatalog::shipped().text(read.error(), Language::En)));
    for (const char *id : {"GMP-STR-01", "GMP-STR-02", "GMP-STR-03", "GMP-STR-04", "GMP-STR-05",
             "GMP-STR-06", "GMP-STR-07", "GMP-STR-08", "GMP-STR-09", "GMP-STR-10", "GMP-PAR-01",
             "GMP-PAR-02", "GMP-PAR-04", "GMP-EQP-01", "GMP-EQP-04", "GMP-EQP-05", "GMP-ENV-01",
             "GMP-SEG-01", "GMP-SEG-02", "GMP-IPC-06", "GMP-IPC-07", "GMP-BAL-01", "GMP-CON-01"}) {
        const RuleDefinition *rule = read->rule(QString::fromLatin1(id));
        QVERIFY2(rule, id);
        QVERIFY2(!rule->basis.isEmpty() && !rule->moments.isEmpty(), id);
        QCOMPARE(rule->severity.size(), 3);
        for (const RuleClause &clause : rule->basis)
            QVERIFY2(!clause.profiles.isEmpty(), id);
    }
    QVERIFY(read->rules().size() >= 23);
    QCOMPARE(read->number(u"GMP-STR-09"_s, u"longPhaseSeconds"_s), 600.0);
}

void TestRuleSet::everyRuleHasWords()
{
    const QStringList codes = MessageCatalog::shipped().codes();
    for (const RuleDefinition &rule : RuleSet::shipped().rules()) {
        const bool known = std::any_of(codes.begin(), codes.end(),
            [&rule](const QString &code) { return code.startsWith(rule.id + u'.'); });
        QVERIFY2(known, qPrintable(rule.id));
    }
    QVERIFY(MessageCatalog::shipped().problems().isEmpty());
}

void TestRuleSet::profilesDiffer()
{
    const RuleSet &rules = RuleSet::shipped();
    QCOMPARE(rules.severity(u"GMP-SEG-01"_s, Profile::CN), Severity::Error);
    QCOMPARE(rules.severity(u"GMP-SEG-01"_s, Profile::EU), Severity::Error);
    QCOMPARE(rules.severity(u"GMP-SEG-01"_s, Profile::US), Severity::Warning);
    QVERIFY(!rules.severity(u"GMP-XXX-01"_s, Profile::CN));
}

// What nobody has compared with the text of the document must not look as if somebody had.
void TestRuleSet::unknownDocumentsAreMarked()
{
    for (const RuleDefinition &rule : RuleSet::shipped().rules()) {
        for (const RuleClause &clause : rule.basis) {
            if (clause.document.startsWith(u"细胞治疗产品"_s)
                || clause.document.startsWith(u"ISA-88"_s)
                || clause.document.startsWith(u"EU GMP Part IV"_s))
                QVERIFY2(!clause.checked, qPrintable(rule.id + u' ' + clause.document));
        }
    }
}

void TestRuleSet::refusesBadFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    const QByteArray rule = R"({"id": "R-1", "version": 1, "title": {"en": "a", "zh": "b"},
        "check": {"en": "a", "zh": "b"}, "severity": {"CN": "error"}, "when": ["design"]})";
    const QByteArray head = R"({"schema": "cytoloom.rules/1", "rules": [)";
    QTest::newRow("newer") << QByteArray(R"({"schema": "cytoloom.rules/9", "rules": []})")
                           << u"schema.newer"_s << u"$.schema"_s;
    QTest::newRow("duplicate") << head + rule + ',' + rule + "]}" << u"rules.duplicate"_s
                               << u"$.rules[1].id"_s;
    QTest::newRow("severity") << head + QByteArray(rule).replace("error", "bad") + "]}"
                              << u"json.word"_s << u"$.rules[0].severity.CN"_s;
    QTest::newRow("moment") << head + QByteArray(rule).replace("design", "never") + "]}"
                            << u"json.word"_s << u"$.rules[0].when"_s;
    QTest::newRow("unknown field")
        << head + QByteArray(rule).replace("\"version\"", "\"verzion\"") + "]}" << u"json.missing"_s
        << u"$.rules[0].version"_s;
    QTest::newRow("syntax") << QByteArray("{") << u"json.syntax"_s << QString();
}

void TestRuleSet::refusesBadFiles()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, code);
    QFETCH(const QString, path);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"rules.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    const auto read = RuleSet::read(folder.path());
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code(), code);
    QCOMPARE(read.error().place.path, path);
    QVERIFY(MessageCatalog::shipped().contains(code));
}

QTEST_GUILESS_MAIN(TestRuleSet)
#include "tst_ruleset.moc"
