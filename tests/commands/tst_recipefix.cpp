// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipefix.h"

#include "processgraph/commands/recipedocument.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/validator.h"
#include "resources/resources.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

MasterRecipe shipped()
{
    MasterRecipe recipe
        = readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s).value();
    recipe.status = RecipeStatus::Draft;
    return recipe;
}

QVector<Finding> findingsOf(const MasterRecipe &recipe, const QString &rule)
{
    ValidationInput input;
    input.recipe = recipe;
    QVector<Finding> found;
    for (const Finding &each : validate(input, Catalog::shipped()))
        if (each.rule == rule)
            found.append(each);
    return found;
}

void removeLinks(MasterRecipe &recipe, const ElementId &from, GateOutcome outcome)
{
    for (const LinkId &id : recipe.procedure.controlOut(from))
        if (recipe.procedure.link(id)->outcome == outcome)
            QVERIFY(recipe.procedure.removeLink(id));
}

} // namespace

class TestRecipeFix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void everyFixHasWords();
    void repairs_data();
    void repairs();
    void unknownAndGoneAreRefused();
    void evidenceIsStatedWhereThePlaceIs();
};

void TestRecipeFix::everyFixHasWords()
{
    for (const QString &id : RecipeFix::ids()) {
        Finding finding;
        finding.fix = id;
        for (const Language language : {Language::En, Language::Zh}) {
            const QString text
                = MessageCatalog::shipped().text(RecipeFix::label(finding), language);
            QVERIFY2(!text.isEmpty() && !text.contains(u"fix."_s), qPrintable(id));
        }
    }
}

// Each row breaks the shipped recipe in one way; the repair that the finding offers must make that
// rule say nothing more, in one undo step that can be taken back byte by byte.
void TestRecipeFix::repairs_data()
{
    using Break = std::function<void(MasterRecipe &)>;
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("fix");
    QTest::addColumn<Break>("breakIt");
    QTest::newRow("fail path of a gate")
        << u"GMP-IPC-06"_s << u"addFailPath"_s << Break([](MasterRecipe &recipe) {
               const ElementId gate(u"release"_s);
               removeLinks(recipe, gate, GateOutcome::Fail);
           });
    QTest::newRow("pending path of a gate")
        << u"GMP-IPC-06"_s << u"addPendingPath"_s << Break([](MasterRecipe &recipe) {
               removeLinks(recipe, ElementId(u"day5"_s), GateOutcome::Pending);
           });
    QTest::newRow("luer joint") << u"GMP-CON-01"_s << u"weldInsteadOfLuer"_s
                                << Break([](MasterRecipe &recipe) {
                                       for (const LinkId &id : recipe.procedure.links()) {
                                           Link link = *recipe.procedure.link(id);
                                           if (link.connection != Connection::Weld)
                                               continue;
                                           link.connection = Connection::Luer;
                                           QVERIFY(recipe.procedure.replaceLink(link));
                                           return;
                                       }
                                   });
    QTest::newRow("open step") << u"GMP-ENV-01"_s << u"closeStep"_s
                               << Break([](MasterRecipe &recipe) {
                                      Element step
                                          = *recipe.procedure.element(ElementId(u"expansion"_s));
                                      step.openness = Openness::Open;
                                      step.aseptic = true;
                                      QVERIFY(recipe.procedure.replaceElement(step));
                                  });
}

void TestRecipeFix::repairs()
{
    using Break = std::function<void(MasterRecipe &)>;
    QFETCH(QString, rule);
    QFETCH(QString, fix);
    QFETCH(Break, breakIt);
    MasterRecipe recipe = shipped();
    QVERIFY(findingsOf(recipe, rule).isEmpty());
    breakIt(recipe);
    RecipeDocument document(Catalog::shipped());
    document.setRecipe(recipe);
    const QByteArray broken = writeRecipe(document.recipe());
    int rounds = 0;
    for (QVector<Finding> found = findingsOf(document.recipe(), rule); !found.isEmpty();
         found = findingsOf(document.recipe(), rule)) {
        QVERIFY2(++rounds < 5, "the repair does not repair");
        const auto offered = std::find_if(
            found.cbegin(), found.cend(), [&](const Finding &each) { return each.fix == fix; });
        QVERIFY2(offered != found.cend(), qPrintable(found.first().message.code));
        QVERIFY(RecipeFix::canApply(*offered, document.recipe()));
        const auto done = document.fix(*offered, u"repair"_s);
        QVERIFY2(done, done ? "" : qPrintable(done.error().code()));
    }
    QVERIFY2(rounds > 0, "nothing was found");
    QVERIFY(findingsOf(document.recipe(), u"GMP-STR-02"_s).isEmpty());
    QVERIFY(findingsOf(document.recipe(), u"GMP-STR-04"_s).isEmpty());
    QCOMPARE(document.undoStack()->count(), rounds);
    while (document.undoStack()->canUndo())
        document.undoStack()->undo();
    QCOMPARE(writeRecipe(document.recipe()), broken);
}

void TestRecipeFix::unknownAndGoneAreRefused()
{
    const MasterRecipe recipe = shipped();
    Finding finding;
    finding.fix = u"makeCoffee"_s;
    RecipeEdit edit(recipe);
    QVERIFY(!RecipeFix::canApply(finding, recipe));
    QCOMPARE(RecipeFix::apply(finding, edit).error().code(), u"fix.unknown"_s);
    finding.fix = u"closeStep"_s;
    FindingPlace gone;
    gone.element = ElementId(u"nobody"_s);
    finding.places = {gone};
    QVERIFY(!RecipeFix::canApply(finding, recipe));
    QCOMPARE(RecipeFix::apply(finding, edit).error().code(), u"fix.placeGone"_s);
    // A time that nobody can read changes nothing, and says so.
    finding.fix = u"setMaxOpenTime"_s;
    finding.fixArgs = {{u"value"_s, u"a while"_s}};
    finding.places.first().element = recipe.procedure.elements().first();
    QCOMPARE(RecipeFix::apply(finding, edit).error().code(), u"fix.unknown"_s);
    QVERIFY(edit.isEmpty());
}

void TestRecipeFix::evidenceIsStatedWhereThePlaceIs()
{
    const MasterRecipe recipe = shipped();
    Finding finding;
    finding.fix = u"setAttribute"_s;
    finding.fixArgs = {{u"attribute"_s, u"documents"_s}, {u"value"_s, u"SOP-1;SOP-2"_s}};
    FindingPlace place;
    place.element = ElementId(u"expansion"_s);
    finding.places = {place};
    RecipeEdit edit(recipe);
    QVERIFY(RecipeFix::apply(finding, edit));
    const QStringList expected {u"SOP-1"_s, u"SOP-2"_s};
    QCOMPARE(
        edit.recipe().procedure.element(place.element)->attributes.texts(u"documents"_s), expected);
    finding.places = {FindingPlace()};
    RecipeEdit header(recipe);
    QVERIFY(RecipeFix::apply(finding, header));
    QCOMPARE(header.recipe().attributes.texts(u"documents"_s), expected);
}

QTEST_GUILESS_MAIN(TestRecipeFix)
#include "tst_recipefix.moc"
