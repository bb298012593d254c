// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/ruleset.h"
#include "processgraph/validation/validator.h"
#include "resources/resources.h"
#include "tests/validation/jsonedit.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int AllRules = 100;

QString folder()
{
    return QStringLiteral(CYTOLOOM_TEST_DATA) + u"/rules"_s;
}

QString shipped(const QString &recipe)
{
    return recipe == "msc"_L1 ? u":/cytoloom/demo/msc-wharton.cyrecipe.json"_s
                              : u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s;
}

QJsonObject jsonOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString words(const Error &error)
{
    return MessageCatalog::shipped().text(error, Language::En) + u' ' + error.place.path;
}

/// One file of tests/data/rules.
struct RuleCase
{
    ValidationInput input;
    ValidationInput base; ///< the same before its edits
    QStringList findings;
    QString problem; ///< what is wrong with the case itself
};

template <class T, class Read>
std::optional<T> edited(
    const QString &fileName, const QJsonArray &edits, Read read, QString &problem)
{
    QJsonObject file = jsonOf(fileName);
    if (problem.isEmpty())
        problem = applyEdits(file, edits);
    const Result<T> result = read(textOf(file), fileName);
    if (!result && problem.isEmpty())
        problem = words(result.error());
    return result ? std::optional<T>(*result) : std::nullopt;
}

RuleCase load(const QString &fileName)
{
    const QJsonObject file = jsonOf(fileName);
    RuleCase one;
    if (file[u"why"_s].toString().isEmpty())
        one.problem = u"no \"why\""_s;
    const QJsonObject edits = file[u"edits"_s].toObject();
    const QString recipe = shipped(file[u"recipe"_s].toString());
    const auto parts = [&](ValidationInput &input, bool isBase) {
        const auto of
            = [&](const QString &part) { return isBase ? QJsonArray() : edits[part].toArray(); };
        if (auto read = edited<MasterRecipe>(recipe, of(u"recipe"_s), readRecipe, one.problem))
            input.recipe = *read;
        if (file[u"plant"_s].toBool(true))
            input.plant = edited<Plant>(
                u":/cytoloom/demo/demo.cyplant.json"_s, of(u"plant"_s), readPlant, one.problem);
        if (file[u"binding"_s].toBool(false))
            input.binding = edited<BatchBinding>(u":/cytoloom/demo/cart.cybinding.json"_s,
                of(u"binding"_s), readBinding, one.problem);
        const QString profile = file[u"profile"_s].toString(u"CN"_s);
        input.profile = profile == "EU"_L1 ? Profile::EU
            : profile == "US"_L1           ? Profile::US
                                           : Profile::CN;
    };
    parts(one.base, true);
    parts(one.input, false);
    for (const QJsonValue &code : file[u"findings"_s].toArray())
        one.findings << code.toString();
    one.findings.sort();
    return one;
}

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
    ValidationInput input;
    QString problem;
    input.recipe = *edited<MasterRecipe>(shipped(recipe), {}, readRecipe, problem);
    input.plant = edited<Plant>(u":/cytoloom/demo/demo.cyplant.json"_s, {}, readPlant, problem);
    if (bound)
        input.binding = edited<BatchBinding>(
            u":/cytoloom/demo/cart.cybinding.json"_s, {}, readBinding, problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    input.profile = Profile(profile);
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
    QDirIterator files(folder(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    QStringList names;
    while (files.hasNext())
        names << QDir(folder()).relativeFilePath(files.next());
    names.sort();
    for (const QString &name : std::as_const(names))
        QTest::newRow(qPrintable(name)) << name;
}

void TestRuleCases::givesItsFindings()
{
    QFETCH(QString, fileName);
    const QString rule = fileName.section(u'/', 0, 0);
    const bool violates = fileName.section(u'/', 1).startsWith("violates"_L1);
    QVERIFY2(violates || fileName.section(u'/', 1).startsWith("passes"_L1),
        "a case is called violates*.json or passes*.json");
    const RuleCase one = load(folder() + u'/' + fileName);
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
        const QDir cases(folder() + u'/' + rule.id);
        const bool violates = !cases.entryList({u"violates*.json"_s}).isEmpty();
        const bool passes = !cases.entryList({u"passes*.json"_s}).isEmpty();
        covered += violates && passes ? 1 : 0;
        if (violates != passes)
            half << rule.id;
    }
    qInfo("rules with cases: %d of %d", covered, AllRules);
    QVERIFY2(half.isEmpty(), qPrintable(u"only one side: "_s + half.join(u' ')));
    for (const QString &name : QDir(folder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QVERIFY2(RuleSet::shipped().rule(name), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestRuleCases)
#include "tst_rulecases.moc"
