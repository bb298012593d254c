// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/execution/rig.h"

#include "processgraph/execution/eventdata.h"
#include "processgraph/model/recipejson.h"
#include "tests/support/signing.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

MasterRecipe simple()
{
    RecipeBuilder builder;
    FormulaParameter moi;
    moi.id = u"moi"_s;
    moi.name = words(u"MOI"_s);
    moi.value = *Quantity::parse(u"3 MOI"_s);
    builder.recipe.formula << moi;
    builder.add(ElementKind::Phase, u"a"_s, u"quick"_s);
    builder.chain(u"b > a > e"_s);
    MasterRecipe recipe = builder.build();
    sign(recipe);
    return recipe;
}

BatchHeader header()
{
    BatchHeader result;
    result.id = BatchId(u"B-7"_s);
    result.identity = u"C-7K42-09"_s;
    result.shape = u"circle"_s;
    result.colour = u"#0072B2"_s;
    result.simulated = true;
    return result;
}

} // namespace

class tst_ControlRecipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void status_data();
    void status();
    void binding_data();
    void binding();
    void capabilityInAnotherUnit();
    void jsonRoundTrip();
    void profileStaysWithTheBatch_data();
    void profileStaysWithTheBatch();
    void brokenJson_data();
    void brokenJson();
    void promptSurvivesTheJournal();
};

void tst_ControlRecipe::status_data()
{
    QTest::addColumn<int>("given");
    QTest::addColumn<bool>("ok");
    QTest::newRow("draft") << int(RecipeStatus::Draft) << false;
    QTest::newRow("in review") << int(RecipeStatus::InReview) << false;
    QTest::newRow("approved") << int(RecipeStatus::Approved) << true;
    QTest::newRow("effective") << int(RecipeStatus::Effective) << true;
    QTest::newRow("retired") << int(RecipeStatus::Retired) << false;
}

void tst_ControlRecipe::status()
{
    QFETCH(int, given);
    QFETCH(bool, ok);
    MasterRecipe recipe = simple();
    recipe.status = RecipeStatus(given);
    sign(recipe);
    const auto control = ControlRecipe::make(recipe, smallPlant(), header());
    QCOMPARE(control.ok(), ok);
    if (!ok)
        QCOMPARE(control.error().code(), u"batch.notApproved"_s);
}

void tst_ControlRecipe::binding_data()
{
    QTest::addColumn<QString>("preferred1");
    QTest::addColumn<QString>("preferred2");
    QTest::addColumn<QString>("equipmentClass");
    QTest::addColumn<QString>("bound1"); // empty: no unit
    QTest::addColumn<QString>("bound2");
    QTest::newRow("preferred") << u"U2"_s << u"U1"_s << u"vessel"_s << u"U2"_s << u"U1"_s;
    QTest::newRow("first free one") << QString() << u"U1"_s << u"vessel"_s << u"U2"_s << u"U1"_s;
    QTest::newRow("unknown preference")
        << u"U9"_s << QString() << u"vessel"_s << u"U1"_s << u"U2"_s;
    QTest::newRow("no such class") << u"U1"_s << u"U2"_s << u"rocket"_s << QString() << QString();
}

void tst_ControlRecipe::binding()
{
    QFETCH(QString, preferred1);
    QFETCH(QString, preferred2);
    QFETCH(QString, equipmentClass);
    QFETCH(QString, bound1);
    QFETCH(QString, bound2);
    MasterRecipe recipe = simple();
    recipe.roles[0].preferredUnit = UnitId(preferred1);
    recipe.roles[0].equipmentClass = equipmentClass;
    recipe.roles[1].preferredUnit = UnitId(preferred2);
    sign(recipe);
    const auto control = ControlRecipe::make(recipe, smallPlant(), header());
    if (bound1.isEmpty()) {
        QVERIFY(!control.ok());
        QCOMPARE(control.error().code(), u"batch.noUnit"_s);
        QCOMPARE(control.error().message.args.value(u"role"_s), u"ROLE1"_s);
        return;
    }
    QVERIFY(control.ok());
    QCOMPARE(control->units.value(RoleId(u"ROLE1"_s)), UnitId(bound1));
    QCOMPARE(control->units.value(RoleId(u"ROLE2"_s)), UnitId(bound2));
}

void tst_ControlRecipe::capabilityInAnotherUnit()
{
    Plant plant = smallPlant();
    plant.units[0].capabilities
        = {Capability {u"flow"_s, Range {0.0, 100.0}, {}, *Unit::parse(u"mL/min"_s)}};
    MasterRecipe recipe = simple();
    recipe.roles.removeLast();
    recipe.roles[0].capabilities
        = {CapabilityNeed {u"flow"_s, Range {{}, 3.0}, *Unit::parse(u"L/h"_s)}}; // 50 mL/min
    sign(recipe);
    QVERIFY(ControlRecipe::make(recipe, plant, header()).ok());
    recipe.roles[0].capabilities[0].range.high = 9; // 150 mL/min
    sign(recipe);
    const auto control = ControlRecipe::make(recipe, plant, header());
    QVERIFY(!control.ok());
    QVERIFY(control.error().message.args.value(u"reason"_s).contains(u"flow"_s));
}

void tst_ControlRecipe::jsonRoundTrip()
{
    const auto control = ControlRecipe::make(simple(), smallPlant(), header());
    QVERIFY(control.ok());
    const JsonValue json = control->toJson();
    const auto parsed = parseJson(json.toCompactJson(), u"x"_s); // as the store gives it back
    QVERIFY(parsed.ok());
    const auto read = ControlRecipe::fromJson(*parsed);
    QVERIFY(read.ok());
    QCOMPARE(read->header, control->header);
    QCOMPARE(read->units, control->units);
    QCOMPARE(read->recipeHash, recipeHash(simple()));
    QCOMPARE(read->recipe, control->recipe);
    QCOMPARE(read->toJson(), json);
}

void tst_ControlRecipe::profileStaysWithTheBatch_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<std::optional<Profile>>("expected");
    QTest::newRow("China") << QByteArray("CN") << std::optional(Profile::CN);
    QTest::newRow("European Union") << QByteArray("EU") << std::optional(Profile::EU);
    QTest::newRow("United States") << QByteArray("US") << std::optional(Profile::US);
    QTest::newRow("a record of before") << QByteArray() << std::optional(Profile::CN);
    QTest::newRow("no profile") << QByteArray("XX") << std::optional<Profile>();
}

void tst_ControlRecipe::profileStaysWithTheBatch()
{
    QFETCH(QByteArray, word);
    QFETCH(std::optional<Profile>, expected);
    BatchHeader given = header();
    given.profile = Profile::US;
    const auto control = ControlRecipe::make(simple(), smallPlant(), given);
    QVERIFY(control.ok());
    QByteArray text = control->toJson().toCompactJson();
    QVERIFY(text.contains("\"profile\":\"US\","));
    text.replace("\"profile\":\"US\",", word.isEmpty() ? "" : "\"profile\":\"" + word + "\",");
    const auto json = parseJson(text, u"x"_s);
    QVERIFY(json.ok());
    const auto read = ControlRecipe::fromJson(*json);
    QCOMPARE(read.ok(), expected.has_value());
    if (expected)
        QCOMPARE(read->header.profile, *expected);
    else
        QCOMPARE(read.error().code(), u"json.word"_s);
}

void tst_ControlRecipe::brokenJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << QByteArray("{}") << u"json.missing"_s;
    QTest::newRow("no recipe") << QByteArray(
        R"({"batch":"B","simulated":true,"recipeHash":"h","units":{}})")
                               << QString();
    QTest::newRow("unknown field")
        << QByteArray(R"({"batch":"B","simulated":true,"recipeHash":"h","extra":1})")
        << u"json.unknownField"_s;
}

void tst_ControlRecipe::brokenJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    const auto parsed = parseJson(json, u"x"_s);
    QVERIFY(parsed.ok());
    const auto read = ControlRecipe::fromJson(*parsed);
    QVERIFY(!read.ok());
    if (!code.isEmpty())
        QCOMPARE(read.error().code(), code);
}

void tst_ControlRecipe::promptSurvivesTheJournal()
{
    PromptDefinition definition;
    definition.answer = AnswerKind::Choice;
    definition.text = {u"Colour?"_s, u"颜色？"_s};
    definition.unit = *Unit::parse(u"mL"_s);
    definition.range = Range {1.5, {}};
    definition.choices = {{u"red"_s, u"红"_s}, {u"blue"_s, u"蓝"_s}};
    definition.role = u"qa"_s;
    definition.automaticAnswer = u"1"_s;
    const JsonValue data = eventdata::object({{"definition", eventdata::toJson(definition)}});
    const auto stored = parseJson(data.toCompactJson(), u"x"_s);
    QVERIFY(stored.ok());
    QCOMPARE(eventdata::promptDefinition(*stored, u"definition"), definition);
}

QTEST_APPLESS_MAIN(tst_ControlRecipe)
#include "tst_controlrecipe.moc"
