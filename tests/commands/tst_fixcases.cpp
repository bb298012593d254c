// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipedocument.h"
#include "processgraph/commands/recipefix.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/support/signing.h"
#include "tests/validation/rulecasefile.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

/// A repair that a rule offers must be there, have words, be possible, and mend what it is for.
class TestFixCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void mends_data();
    void mends();
    void cleanupTestCase();

private:
    QMap<QString, int> m_mended; ///< repair → how often it was carried out
};

void TestFixCases::mends_data()
{
    QTest::addColumn<QString>("fileName");
    for (const QString &name : RuleCaseFile::all()) {
        if (name.section(u'/', 1).startsWith("violates"_L1))
            QTest::newRow(qPrintable(name)) << name;
    }
}

// What a repair leaves to be filled in, and says so: the code of a new line of the bill of
// materials, the form of a clearance, the place where what failed is kept.
bool isLeftToPeople(const QString &fix, const QString &code)
{
    static const QMap<QString, QString> left {
        {u"addBomLine"_s, u"GMP-MAT-03.incomplete"_s},
        {u"addLineClearance"_s, u"GMP-CLR-02.noItems"_s},
        {u"addFailPath"_s, u"GMP-WST-02.notIsolated"_s},
    };
    return left.value(fix) == code;
}

QSet<QString> errorsOf(const ValidationInput &input)
{
    QSet<QString> keys;
    for (const Finding &finding : validate(input, Catalog::shipped()))
        if (finding.severity == Severity::Error)
            keys.insert(finding.message.code + u' ' + finding.approvalKey);
    return keys;
}

void TestFixCases::mends()
{
    QFETCH(QString, fileName);
    RuleCaseFile one = RuleCaseFile::load(fileName);
    QVERIFY2(one.problem.isEmpty(), qPrintable(one.problem));
    ValidationInput asked = one.input;
    asked.rules = {fileName.section(u'/', 0, 0)};
    for (const Finding &finding : validate(asked, Catalog::shipped())) {
        // What a person must look up (an attribute without a value) nobody can put in.
        if (finding.fix.isEmpty()
            || (finding.fix == "setAttribute"_L1 && finding.fixArgs.value(u"value"_s).isEmpty()
                && !std::any_of(finding.fixArgs.keyBegin(), finding.fixArgs.keyEnd(),
                    [](const QString &key) { return key.startsWith("attribute."_L1); })))
            continue;
        const QString what = finding.fix + u" for "_s + finding.approvalKey;
        QVERIFY2(RecipeFix::ids().contains(finding.fix), qPrintable(what));
        QVERIFY2(MessageCatalog::shipped().contains(u"fix."_s + finding.fix), qPrintable(what));
        QVERIFY2(RecipeFix::canApply(finding, one.input.recipe), qPrintable(what));
        MasterRecipe draft = one.input.recipe;
        if (finding.fix != "newVersion"_L1) // of what is frozen nothing else can be changed
            draft.status = RecipeStatus::Draft;
        RecipeDocument document(Catalog::shipped());
        document.setRecipe(draft);
        const QByteArray before = writeRecipe(document.recipe());
        const Result<void> applied = document.fix(finding, finding.fix);
        QVERIFY2(applied.ok(), qPrintable(what + (applied ? QString() : applied.error().code())));
        ValidationInput mended = one.input;
        RecipeEdit real(one.input.recipe);
        QVERIFY(RecipeFix::apply(finding, real));
        mended.recipe = real.recipe();
        signAgain(mended.recipe); // whether signatures cover the repair is another matter
        const QSet<QString> had = errorsOf(one.input);
        for (const Finding &left : validate(mended, Catalog::shipped())) {
            QVERIFY2(left.approvalKey != finding.approvalKey, qPrintable(what + u" leaves it"_s));
            const QString key = left.message.code + u' ' + left.approvalKey;
            QVERIFY2(left.severity != Severity::Error || had.contains(key)
                    || isLeftToPeople(finding.fix, left.message.code),
                qPrintable(what + u" brings "_s + key));
        }
        QCOMPARE(document.undoStack()->count(), 1);
        document.undoStack()->undo();
        QCOMPARE(writeRecipe(document.recipe()), before);
        ++m_mended[finding.fix];
    }
}

void TestFixCases::cleanupTestCase()
{
    for (auto fix = m_mended.cbegin(); fix != m_mended.cend(); ++fix)
        qInfo("%-22s %d", qPrintable(fix.key()), *fix);
}

QTEST_GUILESS_MAIN(TestFixCases)
#include "tst_fixcases.moc"
