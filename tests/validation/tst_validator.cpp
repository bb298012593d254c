// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/validation/rig.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QSet>
#include <QtTest/QTest>

#include <algorithm>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

// Unit procedures one after the other with loops, choices, parallel phases and volumes.
MasterRecipe large(int units)
{
    RecipeBuilder builder;
    builder.role("A", "vessel", "V-1").role("B", "vessel", "V-2");
    for (int i = 0; i < units; ++i) {
        const QByteArray n = QByteArray::number(i);
        const auto id = [&n](const char *word) { return word + n; };
        builder.unit(id("U").constData(), i % 2 == 0 ? "A" : "B")
            .phase(id("Fill").constData(), "work",
                [](Element &e) {
                    e.ports = {RecipeBuilder::port("in", PortDirection::In, "500 mL")};
                })
            .parallel(id("P").constData())
            .branch()
            .phase(id("Left").constData(), "work")
            .branch()
            .phase(id("Right").constData(), "work")
            .joinAll(id("PJ").constData())
            .select(id("S").constData())
            .branch(GateOutcome::None, 1)
            .transition(id("T").constData(), "r.viability > 70")
            .branch(GateOutcome::None, 2)
            .transition(id("E").constData(), "")
            .joinOne(id("SJ").constData())
            .phase(id("Empty").constData(), "work",
                [](Element &e) {
                    e.ports = {RecipeBuilder::port("out", PortDirection::Out, "500 mL")};
                })
            .close();
    }
    return builder.recipe();
}

} // namespace

class TestValidator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void allFindingsAtOnce();
    void sameInputSameFindings();
    void approvalKeysAreUniqueAndStable();
    void emptyRecipe();
    void growsNearLinearly();
    void demoRecipes_data();
    void demoRecipes();
    void brokenDemoIsFound_data();
    void brokenDemoIsFound();
};

void TestValidator::allFindingsAtOnce()
{
    ValidationInput input;
    input.rules = {u"GMP-STR"_s};
    input.recipe = RecipeBuilder()
                       .role("A", "vessel", "V-1")
                       .unit("U", "A")
                       .phase("P", "bare", [](Element &e) { e.critical = true; })
                       .transition("T", "f.nope > 1")
                       .close()
                       .manual("Lost")
                       .cut("U", "Lost")
                       .recipe();
    QStringList codes;
    QVector<Severity> severities;
    for (const Finding &finding : validate(input, catalog())) {
        codes << finding.message.code;
        severities << finding.severity;
    }
    codes.sort();
    QCOMPARE(codes,
        (QStringList {u"GMP-STR-02.deadEnd"_s, u"GMP-STR-02.unreachable"_s,
            u"GMP-STR-09.noHeldLimit"_s, u"GMP-STR-09.noLogic"_s, u"GMP-STR-10.formula"_s}));
    QVERIFY(std::is_sorted(severities.begin(), severities.end()));
}

void TestValidator::sameInputSameFindings()
{
    ValidationInput input;
    input.recipe = large(5);
    input.plant = plant();
    input.recipe.roles.first().preferredUnit = UnitId(u"V-9"_s);
    const QVector<Finding> findings = validate(input, catalog());
    QVERIFY(!findings.isEmpty());
    QVERIFY(findings == validate(input, catalog()));
}

void TestValidator::approvalKeysAreUniqueAndStable()
{
    RecipeBuilder builder;
    builder.role("A", "vessel", "V-1")
        .unit("U", "A")
        .transition("T", "f.a + f.b + r.c + p.d > 1")
        .phase("P", "work")
        .close();
    ValidationInput input;
    input.rules = {u"GMP-STR"_s};
    input.recipe = builder.recipe();
    QStringList before;
    for (const Finding &finding : validate(input, catalog()))
        before << finding.approvalKey;
    QCOMPARE(before.size(), 4);
    QCOMPARE(QSet<QString>(before.begin(), before.end()).size(), before.size());
    Element other = *input.recipe.procedure.element(ElementId(u"P"_s));
    other.name = {u"Another name"_s, u"另一名称"_s};
    QVERIFY(input.recipe.procedure.replaceElement(other).ok());
    QStringList after;
    for (const Finding &finding : validate(input, catalog()))
        after << finding.approvalKey;
    QCOMPARE(after, before);
}

void TestValidator::emptyRecipe()
{
    ValidationInput input;
    input.rules = {u"GMP-STR"_s};
    QStringList codes;
    for (const Finding &finding : validate(input, catalog()))
        codes << finding.message.code;
    QCOMPARE(codes, (QStringList {u"GMP-STR-01.noBegin"_s, u"GMP-STR-01.noEnd"_s}));
}

// Ten times the elements must cost about ten times as much: a quadratic rule would cost a hundred.
// A ratio of the fastest of several runs, with a wide margin: speed itself is no matter here.
void TestValidator::growsNearLinearly()
{
    const auto cost = [](int units) {
        ValidationInput input;
        input.recipe = large(units);
        input.plant = plant();
        qint64 best = std::numeric_limits<qint64>::max();
        for (int run = 0; run < 3; ++run) {
            QElapsedTimer timer;
            timer.start();
            const QVector<Finding> findings = validate(input, catalog());
            best = std::min(best, timer.nsecsElapsed());
            if (!findings.isEmpty())
                qWarning("%s", qPrintable(findings.first().approvalKey));
        }
        return double(best);
    };
    QVERIFY(large(715).procedure.elementCount() >= 9'000);
    const double ratio = cost(715) / cost(71);
    qInfo("ten times the elements cost %.1f times as much", ratio);
    QVERIFY2(ratio < 45, qPrintable(QString::number(ratio)));
}

void TestValidator::demoRecipes_data()
{
    QTest::addColumn<QString>("recipe");
    QTest::addColumn<Profile>("profile");
    for (const char *recipe : {"cart-lentiviral", "msc-wharton"}) {
        for (const auto &[word, profile] : {std::pair {"CN", Profile::CN},
                 std::pair {"EU", Profile::EU}, std::pair {"US", Profile::US}})
            QTest::addRow("%s %s", recipe, word) << QString::fromLatin1(recipe) << profile;
    }
}

void TestValidator::demoRecipes()
{
    QFETCH(const QString, recipe);
    QFETCH(const Profile, profile);
    const MessageCatalog &messages = MessageCatalog::shipped();
    const auto read = readRecipeFile(u":/cytoloom/demo/%1.cyrecipe.json"_s.arg(recipe));
    QVERIFY2(read.ok(), read ? "" : qPrintable(messages.text(read.error(), Language::En)));
    const auto plantRead = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s);
    QVERIFY2(plantRead.ok(),
        plantRead ? "" : qPrintable(messages.text(plantRead.error(), Language::En)));
    for (const bool withPlant : {false, true}) {
        ValidationInput input;
        input.recipe = *read;
        input.profile = profile;
        if (withPlant)
            input.plant = *plantRead;
        QStringList errors;
        for (const Finding &finding : validate(input, Catalog::shipped())) {
            if (finding.severity == Severity::Error)
                errors << finding.message.code + u": "_s
                        + messages.text(finding.message, Language::En);
        }
        QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n')));
    }
}

// The demo recipes are clean because they are right, not because nothing is looked at: each single
// fault of a kind, put anywhere, is found.
void TestValidator::brokenDemoIsFound_data()
{
    QTest::addColumn<QString>("recipe");
    for (const char *recipe : {"cart-lentiviral", "msc-wharton"})
        QTest::addRow("%s", recipe) << QString::fromLatin1(recipe);
}

void TestValidator::brokenDemoIsFound()
{
    QFETCH(const QString, recipe);
    const auto read = readRecipeFile(u":/cytoloom/demo/%1.cyrecipe.json"_s.arg(recipe));
    const auto plantRead = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s);
    QVERIFY(read.ok() && plantRead.ok());
    const auto found = [&](const Procedure &procedure, const QStringList &rules) {
        ValidationInput input;
        input.recipe = *read;
        input.recipe.procedure = procedure;
        input.plant = *plantRead;
        const QVector<Finding> findings = validate(input, Catalog::shipped());
        return std::any_of(findings.begin(), findings.end(),
            [&rules](const Finding &finding) { return rules.contains(finding.rule); });
    };
    int faults = 0;
    for (const LinkId &id : read->procedure.links()) {
        Link link = *read->procedure.link(id);
        Procedure broken = read->procedure;
        QString rule;
        if (link.kind == LinkKind::Sync) {
            QVERIFY(broken.removeLink(id).ok());
            rule = u"GMP-STR-07"_s;
        } else if (link.outcome != GateOutcome::None) {
            link.outcome = GateOutcome::None;
            QVERIFY(broken.replaceLink(link).ok());
            rule = u"GMP-IPC-06"_s;
        } else {
            continue;
        }
        ++faults;
        QVERIFY2(found(broken, {rule}), qPrintable(id.value()));
    }
    for (const ElementId &id : read->procedure.elements()) {
        const Element good = *read->procedure.element(id);
        if (good.critical && good.maxHeldTime) {
            Element element = good;
            element.maxHeldTime.reset();
            Procedure broken = read->procedure;
            QVERIFY(broken.replaceElement(element).ok());
            ++faults;
            QVERIFY2(found(broken, {u"GMP-STR-09"_s}), qPrintable(id.value()));
        }
        for (int i = 0; i < good.ports.size(); ++i) {
            if (!good.ports[i].volume || good.ports[i].purpose == PortPurpose::Sample)
                continue;
            Element element = good;
            element.ports[i].volume->value *= 20;
            Procedure broken = read->procedure;
            QVERIFY(broken.replaceElement(element).ok());
            ++faults;
            QVERIFY2(found(broken, {u"GMP-BAL-01"_s, u"GMP-EQP-04"_s}),
                qPrintable(id.value() + u'/' + good.ports[i].id.value()));
        }
    }
    QVERIFY2(faults > 30, qPrintable(QString::number(faults)));
}

QTEST_GUILESS_MAIN(TestValidator)
#include "tst_validator.moc"
