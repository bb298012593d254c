// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/validation/ruleset.h"
#include "processgraph/validation/validator.h"
#include "resources/resources.h"
#include "tests/validation/rulecasefile.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int AllRules = 100;

QString describe(const QVector<Finding> &findings)
{
    QStringList lines;
    for (const Finding &finding : findings)
        lines << finding.approvalKey + u": "_s
                + MessageCatalog::shipped().text(finding.message, Language::En);
    return lines.join(u'\n');
}

} // namespace

/// Each case is a shipped recipe with a few edits and says which findings these must bring; the
/// findings of the unchanged recipe do not count (that there are none is another test here).
class TestRuleCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void shippedRecipesAreClean_data();
    void shippedRecipesAreClean();
    void givesItsFindings_data();
    void givesItsFindings();
    void coverage();

private:
    QHash<QByteArray, QVector<Finding>> m_bases;
};

void TestRuleCases::shippedRecipesAreClean_data()
{
    QTest::addColumn<QString>("recipe");
    QTest::addColumn<bool>("bound");
    QTest::addColumn<int>("profile");
    const char *names[] = {"CN", "EU", "US"};
    for (const QString &recipe : {u"cart"_s, u"msc"_s}) {
        for (int profile = 0; profile < 3; ++profile) {
            for (const bool bound : {false, true}) {
                if (!bound || recipe == "cart"_L1)
                    QTest::addRow(
                        "%s %s%s", qPrintable(recipe), names[profile], bound ? " bound" : "")
                        << recipe << bound << profile;
            }
        }
    }
}

void TestRuleCases::shippedRecipesAreClean()
{
    QFETCH(QString, recipe);
    QFETCH(bool, bound);
    QFETCH(int, profile);
    const ValidationInput input = RuleCaseFile::shipped(recipe, bound, Profile(profile));
    QVector<Finding> errors;
    for (const Finding &finding : validate(input, Catalog::shipped())) {
        if (finding.severity == Severity::Error)
            errors.append(finding);
    }
    QVERIFY2(errors.isEmpty(), qPrintable(describe(errors)));
}

void TestRuleCases::givesItsFindings_data()
{
    QTest::addColumn<QString>("fileName");
    for (const QString &name : RuleCaseFile::all())
        QTest::newRow(qPrintable(name)) << name;
}

void TestRuleCases::givesItsFindings()
{
    QFETCH(QString, fileName);
    const QString rule = fileName.section(u'/', 0, 0);
    const bool violates = fileName.section(u'/', 1).startsWith("violates"_L1);
    QVERIFY2(violates || fileName.section(u'/', 1).startsWith("passes"_L1),
        "a case is called violates*.json or passes*.json");
    const RuleCaseFile one = RuleCaseFile::load(fileName);
    QVERIFY2(one.problem.isEmpty(), qPrintable(one.problem));
    QCOMPARE(one.findings.isEmpty(), !violates);
    for (const QString &code : one.findings)
        QVERIFY2(code.startsWith(rule + u'.'), qPrintable(code));

    const QByteArray base = one.base.recipe.id.value().toUtf8()
        + QByteArray::number(int(one.base.profile)) + (one.base.plant ? "p" : "-")
        + (one.base.binding ? "b" : "-");
    if (!m_bases.contains(base))
        m_bases.insert(base, validate(one.base, Catalog::shipped()));
    QSet<QString> before;
    for (const Finding &finding : m_bases.value(base))
        before.insert(finding.approvalKey);
    QVector<Finding> brought;
    QStringList codes;
    for (const Finding &finding : validate(one.input, Catalog::shipped())) {
        if (before.contains(finding.approvalKey))
            continue;
        brought.append(finding);
        codes << finding.message.code;
    }
    codes.sort();
    QVERIFY2(codes == one.findings,
        qPrintable(
            u"expected: %1\nfound:\n%2"_s.arg(one.findings.join(u", "_s), describe(brought))));
    const MessageCatalog &messages = MessageCatalog::shipped();
    for (const Finding &finding : std::as_const(brought)) {
        QVERIFY(!finding.places.isEmpty());
        for (const Language language : {Language::En, Language::Zh}) {
            const QString text = messages.text(finding.message, language);
            QVERIFY2(
                messages.contains(finding.message.code) && !text.contains(u'{'), qPrintable(text));
            QVERIFY2(!text.contains("(?)"_L1) && !text.contains(u"（?）"_s), qPrintable(text));
            const QString remedy = messages.remedy(finding.message, language);
            QVERIFY2(!remedy.isEmpty() && !remedy.contains(u'{'), qPrintable(remedy));
        }
    }
}

void TestRuleCases::coverage()
{
    int covered = 0;
    QStringList half;
    for (const RuleDefinition &rule : RuleSet::shipped().rules()) {
        const QDir cases(RuleCaseFile::folder() + u'/' + rule.id);
        const bool violates = !cases.entryList({u"violates*.json"_s}).isEmpty();
        const bool passes = !cases.entryList({u"passes*.json"_s}).isEmpty();
        covered += violates && passes ? 1 : 0;
        if (violates != passes)
            half << rule.id;
    }
    qInfo("rules with cases: %d of %d", covered, AllRules);
    QVERIFY2(half.isEmpty(), qPrintable(u"only one side: "_s + half.join(u' ')));
    for (const QString &name :
        QDir(RuleCaseFile::folder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QVERIFY2(RuleSet::shipped().rule(name), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestRuleCases)
#include "tst_rulecases.moc"
