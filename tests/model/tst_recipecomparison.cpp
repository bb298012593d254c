// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipecomparison.h"
#include "resources/resources.h"
#include "tests/model/comparisonrig.h"
#include "tests/model/randomrecipe.h"
#include "tests/support/recipebuilder.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Each kind of difference between two versions: what it is called, and whether a guard is weaker.
class TestRecipeComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void differences_data();
    void differences();
    void readsInChinese();
};

void TestRecipeComparison::differences_data()
{
    QTest::addColumn<RecipeEditing>("edit");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const RecipeEditing &edit, const QStringList &expected) {
        QTest::newRow(name) << edit << expected;
    };
    // Limits of a critical parameter
    row("action wider", onTemperature([](Parameter &p) {
        p.action = {36, 38};
    }),
        {u"WIDENED Step “Grow › Expand”: action limit of temperature widened from 36.5 – 37.5 °C to 36 – 38 °C."_s});
    row("action narrower", onTemperature([](Parameter &p) {
        p.action = {36.8, 37.2};
    }),
        {u"changed Step “Grow › Expand”: action limit of temperature narrowed from 36.5 – 37.5 °C to 36.8 – 37.2 °C."_s});
    row("alert shifted", onTemperature([](Parameter &p) {
        p.alert = {37, 37.4};
    }),
        {u"WIDENED Step “Grow › Expand”: alert limit of temperature shifted from 36.8 – 37.2 °C to 37 – 37.4 °C."_s});
    row("validated open at one end", onTemperature([](Parameter &p) {
        p.validated = {36, {}};
    }),
        {u"WIDENED Step “Grow › Expand”: validated range of temperature widened from 36 – 38 °C to ≥ 36 °C."_s});
    row("alert gone", onTemperature([](Parameter &p) { p.alert = {}; }),
        {u"WIDENED Step “Grow › Expand”: alert limit of temperature was removed (it was 36.8 – 37.2 °C)."_s});
    row("critical mark gone", onTemperature([](Parameter &p) { p.critical = false; }),
        {u"WIDENED Step “Grow › Expand” is no longer marked: temperature as critical process parameter (CPP)."_s});
    row("mark and limit at once", onTemperature([](Parameter &p) {
        p.critical = false;
        p.action = {30, 40};
    }),
        {u"WIDENED Step “Grow › Expand”: action limit of temperature widened from 36.5 – 37.5 °C to 30 – 40 °C."_s,
            u"WIDENED Step “Grow › Expand” is no longer marked: temperature as critical process parameter (CPP)."_s});
    row("not measured any more", onTemperature([](Parameter &p) { p.signal.clear(); }),
        {u"WIDENED Step “Grow › Expand”: measuring signal of temperature was removed (it was temperature.pv)."_s});
    row("recorded less often",
        onTemperature([](Parameter &p) { p.samplingInterval = Duration(120'000); }),
        {u"WIDENED Step “Grow › Expand”: recording interval of temperature changed from 1 min to 2 min."_s});
    row("set point", onTemperature([](Parameter &p) { p.value = 37.1; }),
        {u"changed Step “Grow › Expand”: set point of temperature changed from 37 °C to 37.1 °C."_s});
    row("a last digit", onTemperature([](Parameter &p) { p.value = 37.0000001; }),
        {u"changed Step “Grow › Expand”: set point of temperature changed from 37 °C to 37.0000001 °C."_s});
    row("the same in another unit", onTemperature([](Parameter &p) {
        p.unit = Unit::parse(u"K"_s).value();
        p.value = 310.15;
        p.alert = {309.95, 310.35};
        p.action = {309.65, 310.65};
        p.validated = {309.15, 311.15};
    }),
        {u"wording Step “Grow › Expand”: unit of temperature changed from °C to K."_s});
    row("wider in another unit", onTemperature([](Parameter &p) {
        p.unit = Unit::parse(u"K"_s).value();
        p.value = 310.15;
        p.alert = {309.95, 310.35};
        p.action = {309.15, 310.65};
        p.validated = {309.15, 311.15};
    }),
        {u"wording Step “Grow › Expand”: unit of temperature changed from °C to K."_s,
            u"WIDENED Step “Grow › Expand”: action limit of temperature widened from 36.5 – 37.5 °C to 309.15 – 310.65 K."_s});
    row("parameter gone", onElement("expand", [](Element &e) { e.parameters.removeFirst(); }),
        {u"WIDENED Step “Grow › Expand”: parameter temperature was removed (it was 37 °C)."_s});
    row("limit of a parameter that is not critical",
        onElement("expand",
            [](Element &e) {
                e.parameters[1].action = {5, 50};
            }),
        {u"changed Step “Grow › Expand”: action limit of speed widened from 10 – 30 rpm to 5 – 50 rpm."_s});
    row("value from the formula",
        onElement("expand",
            [](Element &e) {
                e.parameters[1].value.reset();
                e.parameters[1].formula = u"dose"_s;
            }),
        {u"changed Step “Grow › Expand”: set point of speed changed from 20 rpm to dose (formula)."_s});
    // Guards of a step
    row("second person gone",
        onElement("expand", [](Element &e) { e.verification = VerificationKind::None; }),
        {u"WIDENED Step “Grow › Expand”: verification changed from second person to none."_s});
    row("signature gone", onElement("expand", [](Element &e) { e.signatures.removeLast(); }),
        {u"WIDENED Step “Grow › Expand”: signature (operator) was removed (it was verified)."_s});
    row("signature new",
        onElement("expand",
            [](Element &e) {
                e.signatures << SignaturePoint {SignatureMeaning::Reviewed, u"qa"_s};
            }),
        {u"changed Step “Grow › Expand”: signature (qa) is new: reviewed."_s});
    row("crew", onElement("expand", [](Element &e) { e.crew[0].people = 1; }),
        {u"changed Step “Grow › Expand”: crew changed from 2 × operator · aseptic to 1 × operator · aseptic."_s});
    row("open now", onElement("expand", [](Element &e) { e.openness = Openness::Open; }),
        {u"WIDENED Step “Grow › Expand”: openness changed from closed to open."_s});
    row("lower grade", onElement("expand", [](Element &e) { e.grade = Grade::D; }),
        {u"WIDENED Step “Grow › Expand”: required grade changed from grade C to grade D."_s});
    row("longer on hold",
        onElement("expand", [](Element &e) { e.maxHeldTime = Duration(5'400'000); }),
        {u"WIDENED Step “Grow › Expand”: longest time on hold widened from 1 h to 1 h 30 min."_s});
    row("step not critical", onElement("expand", [](Element &e) { e.critical = false; }),
        {u"WIDENED Step “Grow › Expand” is no longer marked: critical step."_s});
    row("criterion looser", onElement("check", [](Element &e) { e.gate->criteria[0].limit = 60; }),
        {u"WIDENED Gate “Grow › check”: criterion viability widened from ≥ 70 % to ≥ 60 %."_s});
    row("criterion stricter",
        onElement("check", [](Element &e) { e.gate->criteria[0].comparison = u">"_s; }),
        {u"changed Gate “Grow › check”: criterion viability narrowed from ≥ 70 % to > 70 %."_s});
    row("criterion turned round",
        onElement("check", [](Element &e) { e.gate->criteria[0].comparison = u"<="_s; }),
        {u"WIDENED Gate “Grow › check”: criterion viability widened from ≥ 70 % to ≤ 70 %."_s});
    row("expected word",
        onElement("check", [](Element &e) { e.gate->criteria[1].text = u"any"_s; }),
        {u"WIDENED Gate “Grow › check”: criterion sterility widened from = negative to = any."_s});
    row("criterion gone", onElement("check", [](Element &e) { e.gate->criteria.removeFirst(); }),
        {u"WIDENED Gate “Grow › check”: criterion viability was removed (it was ≥ 70 %)."_s});
    row("gate optional", onElement("check", [](Element &e) { e.gate->mandatory = false; }),
        {u"WIDENED Gate “Grow › check” is no longer marked: mandatory before release."_s});
    // Other things of a step
    row("name", onElement("feed", [](Element &e) { e.name.en = u"Feed twice"_s; }),
        {u"wording Step “Grow › Feed twice”: name changed from feed to Feed twice."_s});
    row("role", onElement("Grow", [](Element &e) { e.role = RoleId(u"STORE"_s); }),
        {u"changed Unit procedure “Grow”: unit role changed from CULTURE to STORE."_s});
    row("moved",
        onElement("feed",
            [](Element &e) {
                e.position = {5, 7};
            }),
        {u"layout Step “Grow › feed” was moved in the drawing."_s});
    row("pinned", onElement("feed", [](Element &e) { e.pinned = true; }),
        {u"layout Step “Grow › feed” is now marked: pinned in the drawing."_s});
    row("port",
        onElement(
            "receive", [](Element &e) { e.ports[0].volume = Quantity::parse(u"0.1 L"_s).value(); }),
        {u"wording Step “Keep › receive”: volume through port in changed from 100 mL to 0.1 L."_s});
    row("evidence",
        onElement("feed", [](Element &e) { e.attributes.set(u"closureEvidence"_s, u"VAL-1"_s); }),
        {});
    // Links
    row("hold limit gone", onLink("M1", [](Link &link) { link.holdLimit.reset(); }),
        {u"WIDENED Material flow “Grow › Expand” → “Keep › receive”: longest hold between the steps was removed (it was 2 h)."_s});
    row("warmer",
        onLink("M1",
            [](Link &link) {
                link.temperatureBand = {2, 12};
            }),
        {u"WIDENED Material flow “Grow › Expand” → “Keep › receive”: temperature band widened from 2 – 8 °C to 2 – 12 °C."_s});
    row("worse joint", onLink("M1", [](Link &link) { link.connection = Connection::Spike; }),
        {u"WIDENED Material flow “Grow › Expand” → “Keep › receive”: connection changed from sterile weld to spike."_s});
    row("leads elsewhere",
        onLink("feed>check", [](Link &link) { link.to.element = ElementId(u"go"_s); }),
        {u"changed Sequence “Grow › feed” → “Grow › go”: destination changed from Grow › check to Grow › go."_s});
    row("link gone",
        [](MasterRecipe &recipe) {
            QVERIFY(recipe.procedure.removeLink(LinkId(u"expand>feed"_s)));
        },
        {u"changed Sequence “Grow › Expand” → “Grow › feed” was removed."_s});
    row("way of the failed gate gone",
        [](MasterRecipe &recipe) { QVERIFY(recipe.procedure.removeLink(LinkId(u"check>stop"_s))); },
        {u"WIDENED Sequence “Grow › check” → “Grow › stop” was removed."_s});
    // Header
    row("version", [](MasterRecipe &recipe) { recipe.version = 2; },
        {u"wording Recipe: version changed from 1 to 2."_s});
    row("donor", [](MasterRecipe &recipe) { recipe.autologous = false; },
        {u"WIDENED Recipe is no longer marked: autologous."_s});
    row("formula", [](MasterRecipe &recipe) { recipe.formula[0].value.value = 2e8; },
        {u"changed Formula: value of dose changed from 10⁸ cells to 2×10⁸ cells."_s});
    row("formula set",
        [](MasterRecipe &recipe) {
            recipe.formulaSets << FormulaSet {u"high"_s, {u"High"_s, u"高"_s}, {}};
        },
        {u"changed Formula set “High” was added."_s});
    row("material", [](MasterRecipe &recipe) { recipe.bom[0].specification = u"S-2"_s; },
        {u"changed Bill of materials: specification of medium changed from S-1 to S-2."_s});
    row("tolerance", [](MasterRecipe &recipe) { recipe.bom[0].tolerance = 0.1; },
        {u"WIDENED Bill of materials: tolerance of medium widened from ± 5 % to ± 10 %."_s});
    row("role's class", [](MasterRecipe &recipe) { recipe.roles[1].equipmentClass = u"bag"_s; },
        {u"changed Unit role “STORE”: equipment class changed from vessel to bag."_s});
    row("roles in another order",
        [](MasterRecipe &recipe) { std::swap(recipe.roles[0], recipe.roles[1]); },
        {u"layout Recipe: list of roles stands in another order."_s});
}

void TestRecipeComparison::differences()
{
    QFETCH(RecipeEditing, edit);
    QFETCH(QStringList, expected);
    const MasterRecipe before = culture();
    MasterRecipe after = before;
    edit(after);
    const RecipeComparison comparison = compareRecipes(before, after);
    checkWords(comparison);
    QStringList found = summary(comparison);
    found.replaceInStrings(QString(QChar(0x00A0)), u" "_s);
    if (QByteArray(QTest::currentDataTag()) == "evidence") { // its words are data
        QCOMPARE(found.size(), 1);
        QCOMPARE(comparison.differences.first().field, u"attribute.closureEvidence"_s);
        return;
    }
    QCOMPARE(found, expected);
    // The way back is told, too.
    QCOMPARE(compareRecipes(after, before).differences.size(), expected.size());
}

void TestRecipeComparison::readsInChinese()
{
    const MasterRecipe before = culture();
    MasterRecipe after = before;
    onTemperature([](Parameter &p) { p.action = {36, 38}; })(after);
    QCOMPARE(compareRecipes(before, after)
                 .differences.first()
                 .text(Language::Zh)
                 .replace(QChar(0x00A0), u' '),
        u"步骤“Grow › 扩增”：温度的纠偏限由 36.5 – 37.5 °C 放宽为 36 – 38 °C。"_s);
}

QTEST_GUILESS_MAIN(TestRecipeComparison)
#include "tst_recipecomparison.moc"
