// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipecomparison.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/model/randomrecipe.h"
#include "tests/support/recipebuilder.h"

#include <QtCore/QMetaEnum>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

using RecipeEditing = std::function<void(MasterRecipe &)>;
Q_DECLARE_METATYPE(RecipeEditing)

namespace {

MasterRecipe culture()
{
    const auto warm = [](Element &element) {
        Parameter temperature = RecipeBuilder::parameter("temperature", "37 °C");
        temperature.name = {u"temperature"_s, u"温度"_s};
        temperature.critical = true;
        temperature.alert = {36.8, 37.2};
        temperature.action = {36.5, 37.5};
        temperature.validated = {36, 38};
        temperature.signal = u"temperature.pv"_s;
        temperature.samplingInterval = Duration(60'000);
        Parameter speed = RecipeBuilder::parameter("speed", "20 rpm");
        speed.action = {10, 30};
        element.parameters = {temperature, speed};
        element.name = {u"Expand"_s, u"扩增"_s};
        element.critical = true;
        element.verification = VerificationKind::SecondPerson;
        element.signatures = {{SignatureMeaning::Performed, u"operator"_s},
            {SignatureMeaning::Verified, u"operator"_s}};
        element.openness = Openness::Closed;
        element.grade = Grade::C;
        element.maxHeldTime = Duration(3'600'000);
        element.crew = {{u"operator"_s, 2, u"aseptic"_s}};
        element.ports = {RecipeBuilder::port("out", PortDirection::Out, "100 mL")};
    };
    const auto take = [](Element &element) {
        element.ports = {RecipeBuilder::port("in", PortDirection::In, "100 mL")};
    };
    const auto gate = [](Element &element) {
        Criterion viability {u"viability"_s, {u"viability"_s, u"活率"_s}, u">="_s, 70, {},
            Unit::parse(u"%"_s).value(), u"SOP-7"_s, {}};
        Criterion sterile {u"sterility"_s, {u"sterility"_s, u"无菌检查"_s}, u"=="_s, 0,
            u"negative"_s, Unit(), u"USP <71>"_s, {}};
        element.gate = GateSpecification {true, false, {viability, sterile}};
    };
    MasterRecipe recipe = RecipeBuilder()
                              .role("CULTURE", "vessel", "V-1")
                              .role("STORE", "vessel", "V-2")
                              .formula("dose", "1e8 cells")
                              .unit("Grow", "CULTURE")
                              .phase("expand", "work", warm)
                              .phase("feed", "work", {})
                              .gate("check", gate)
                              .branch(GateOutcome::Pass)
                              .phase("go", "work")
                              .branch(GateOutcome::Fail)
                              .phase("stop", "work")
                              .joinOne("joined")
                              .close()
                              .unit("Keep", "STORE")
                              .phase("receive", "work", take)
                              .close()
                              .matter("M1", "expand", "out", "receive", "in",
                                  [](Link &link) {
                                      link.connection = Connection::Weld;
                                      link.holdLimit = Duration(7'200'000);
                                      link.temperatureBand = {2, 8};
                                  })
                              .recipe();
    recipe.bom = {{u"m1"_s, u"medium"_s, {u"medium"_s, u"培养基"_s}, u"C-1"_s, u"S-1"_s,
        Quantity::parse(u"500 mL"_s).value(), 0.05, {}}};
    return recipe;
}

RecipeEditing onElement(const char *id, const std::function<void(Element &)> &edit)
{
    return [id = ElementId(QLatin1String(id)), edit](MasterRecipe &recipe) {
        Element element = *recipe.procedure.element(id);
        edit(element);
        QVERIFY(recipe.procedure.replaceElement(element));
    };
}

RecipeEditing onTemperature(const std::function<void(Parameter &)> &edit)
{
    return onElement("expand", [edit](Element &element) { edit(element.parameters[0]); });
}

RecipeEditing onLink(const char *id, const std::function<void(Link &)> &edit)
{
    return [id = LinkId(QLatin1String(id)), edit](MasterRecipe &recipe) {
        Link link = *recipe.procedure.link(id);
        edit(link);
        QVERIFY(recipe.procedure.replaceLink(link));
    };
}

/// With its links and its content.
void removeTree(Procedure &procedure, const ElementId &id)
{
    for (const ElementId &child : procedure.children(id))
        removeTree(procedure, child);
    for (const LinkId &link : procedure.incoming(id) + procedure.outgoing(id))
        QVERIFY(procedure.removeLink(link));
    QVERIFY(procedure.removeElement(id));
}

QString weightName(DifferenceWeight weight)
{
    return weight == DifferenceWeight::Layout ? u"layout"_s
        : weight == DifferenceWeight::Wording ? u"wording"_s
        : weight == DifferenceWeight::Changed ? u"changed"_s
                                              : u"WIDENED"_s;
}

QStringList summary(const RecipeComparison &comparison)
{
    QStringList lines;
    for (const Difference &difference : comparison.differences)
        lines << weightName(difference.weight) + u' ' + difference.text(Language::En);
    return lines;
}

/// No hole in the sentence and no code instead of a word.
void checkWords(const RecipeComparison &comparison)
{
    for (const Difference &difference : comparison.differences) {
        for (const DifferenceText &each : difference.args) {
            if (!each.word.isEmpty())
                QVERIFY2(MessageCatalog::shipped().contains(each.word), qPrintable(each.word));
        }
        QVERIFY2(MessageCatalog::shipped().contains(difference.code), qPrintable(difference.code));
        for (const Language language : {Language::En, Language::Zh}) {
            const QString text = difference.text(language);
            QVERIFY2(!text.contains(u'{') && !text.contains(u"compare."), qPrintable(text));
        }
    }
}

} // namespace

class TestRecipeComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void differences_data();
    void differences();
    void readsInChinese();
    void pastedStepsAreKnownAgain();
    void removedContainerIsOneLineAndItsGuards();
    void otherIdsOfLinksAreNoChange();
    void nothingIsEqualToItself();
    void emptyExactlyWhenEqual();
    void editedStepIsTheOnlyOneTold();
    void hashesNameWhatADrawingShows();
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

// Cut and pasted: new ids for the step and its links, and nothing else to approve.
void TestRecipeComparison::pastedStepsAreKnownAgain()
{
    const MasterRecipe before = culture();
    MasterRecipe after = before;
    Procedure &procedure = after.procedure;
    Element feed = *procedure.element(ElementId(u"feed"_s));
    removeTree(procedure, feed.id);
    feed.id = ElementId(u"feed-7"_s);
    QVERIFY(procedure.addElement(feed, ElementId(u"Grow"_s), 2));
    const auto join = [&](const char *id, const QString &from, const QString &to) {
        Link link;
        link.id = LinkId(QLatin1String(id));
        link.from.element = ElementId(from);
        link.to.element = ElementId(to);
        QVERIFY(procedure.addLink(link));
    };
    join("n1", u"expand"_s, u"feed-7"_s);
    join("n2", u"feed-7"_s, u"check"_s);
    const RecipeComparison comparison = compareRecipes(before, after);
    QCOMPARE(comparison.partner.value(ElementId(u"feed"_s)), ElementId(u"feed-7"_s));
    for (const Difference &difference : comparison.differences)
        QCOMPARE(difference.weight, DifferenceWeight::Layout);
    QVERIFY(!comparison.isEmpty());
}

void TestRecipeComparison::removedContainerIsOneLineAndItsGuards()
{
    const MasterRecipe before = culture();
    MasterRecipe after = before;
    removeTree(after.procedure, ElementId(u"Grow"_s));
    const RecipeComparison comparison = compareRecipes(before, after);
    checkWords(comparison);
    const QStringList lines = summary(comparison);
    QCOMPARE(lines,
        QStringList({u"changed Unit procedure “Grow” was removed."_s,
            u"WIDENED Step “Grow › Expand” was removed."_s,
            u"WIDENED Gate “Grow › check” was removed."_s}));
    QCOMPARE(comparison.before.value(ElementId(u"feed"_s)), DifferenceKind::Removed);
    // And the other way round: what is new is one line.
    const RecipeComparison back = compareRecipes(after, before);
    QCOMPARE(summary(back), QStringList({u"changed Unit procedure “Grow” was added."_s}));
    QCOMPARE(back.after.value(ElementId(u"feed"_s)), DifferenceKind::Added);
}

void TestRecipeComparison::otherIdsOfLinksAreNoChange()
{
    const MasterRecipe before = culture();
    MasterRecipe after = before;
    Link link = *after.procedure.link(LinkId(u"M1"_s));
    QVERIFY(after.procedure.removeLink(link.id));
    link.id = LinkId(u"M99"_s);
    QVERIFY(after.procedure.addLink(link));
    const RecipeComparison comparison = compareRecipes(before, after);
    QCOMPARE(comparison.count(DifferenceWeight::Layout), int(comparison.differences.size()));
    QCOMPARE(comparison.differences.first().field, u"link.id"_s);
    QVERIFY(comparison.linksBefore.isEmpty() && comparison.linksAfter.isEmpty());
}

void TestRecipeComparison::nothingIsEqualToItself()
{
    for (quint32 seed = 1; seed <= 60; ++seed) {
        const MasterRecipe recipe = RandomRecipe(seed).recipe(int(seed));
        QVERIFY(compareRecipes(recipe, recipe).isEmpty());
        const auto again = readRecipe(writeRecipe(recipe), u"again"_s);
        QVERIFY(again.ok());
        QVERIFY(compareRecipes(recipe, *again).isEmpty());
    }
}

void TestRecipeComparison::emptyExactlyWhenEqual()
{
    for (quint32 seed = 1; seed <= 150; ++seed) {
        RandomRecipe random(seed);
        const MasterRecipe before = random.recipe(20);
        MasterRecipe after = random.chance(50) ? before : random.recipe(20);
        const QVector<ElementId> all = after.procedure.elements();
        for (int edits = random.below(3); edits > 0 && !all.isEmpty(); --edits) {
            const Element changed
                = random.changed(*after.procedure.element(all.at(random.below(int(all.size())))));
            QVERIFY(after.procedure.replaceElement(changed));
        }
        const RecipeComparison comparison = compareRecipes(before, after);
        checkWords(comparison);
        QCOMPARE(comparison.isEmpty(), before == after);
    }
}

void TestRecipeComparison::editedStepIsTheOnlyOneTold()
{
    for (quint32 seed = 1; seed <= 150; ++seed) {
        RandomRecipe random(seed);
        const MasterRecipe before = random.recipe(30);
        const QVector<ElementId> all = before.procedure.elements();
        const Element old = *before.procedure.element(all.at(random.below(int(all.size()))));
        const Element changed = random.changed(old);
        MasterRecipe after = before;
        QVERIFY(after.procedure.replaceElement(changed));
        const RecipeComparison comparison = compareRecipes(before, after);
        QCOMPARE(comparison.isEmpty(), changed == old);
        for (const Difference &difference : comparison.differences) {
            QCOMPARE(difference.afterElement, changed.id);
            QVERIFY2(difference.field != u"other"_s, qPrintable(difference.text(Language::En)));
        }
        QCOMPARE(comparison.after.size(), changed == old ? 0 : 1);
    }
}

void TestRecipeComparison::hashesNameWhatADrawingShows()
{
    const MasterRecipe before = culture();
    MasterRecipe after = before;
    onElement("feed", [](Element &e) { e.position = {500, 70}; })(after);
    onTemperature([](Parameter &p) { p.value = 36.9; })(after);
    removeTree(after.procedure, ElementId(u"go"_s));
    Element fresh;
    fresh.id = ElementId(u"fresh"_s);
    fresh.name = {u"Fresh"_s, u"新步骤"_s};
    QVERIFY(after.procedure.addElement(fresh, ElementId(u"Keep"_s)));
    const RecipeComparison comparison = compareRecipes(before, after);
    QCOMPARE(comparison.after.value(ElementId(u"feed"_s)), DifferenceKind::Moved);
    QCOMPARE(comparison.before.value(ElementId(u"feed"_s)), DifferenceKind::Moved);
    QCOMPARE(comparison.after.value(ElementId(u"expand"_s)), DifferenceKind::Changed);
    QCOMPARE(comparison.before.value(ElementId(u"go"_s)), DifferenceKind::Removed);
    QCOMPARE(comparison.after.value(ElementId(u"fresh"_s)), DifferenceKind::Added);
    QCOMPARE(comparison.linksBefore.value(LinkId(u"check>go"_s)), DifferenceKind::Removed);
    QVERIFY(!comparison.after.contains(ElementId(u"check"_s)));
}

QTEST_GUILESS_MAIN(TestRecipeComparison)
#include "tst_recipecomparison.moc"
