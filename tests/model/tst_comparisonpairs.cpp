// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipecomparison.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/model/comparisonrig.h"
#include "tests/model/randomrecipe.h"
#include "tests/support/recipebuilder.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

/// Which steps of two versions are the same one, and that nothing is told of what did not change.
class TestComparisonPairs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void pastedStepsAreKnownAgain();
    void removedContainerIsOneLineAndItsGuards();
    void otherIdsOfLinksAreNoChange();
    void nothingIsEqualToItself();
    void emptyExactlyWhenEqual();
    void editedStepIsTheOnlyOneTold();
    void hashesNameWhatADrawingShows();
};

// Cut and pasted: new ids for the step and its links, and nothing else to approve.
void TestComparisonPairs::pastedStepsAreKnownAgain()
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

void TestComparisonPairs::removedContainerIsOneLineAndItsGuards()
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

void TestComparisonPairs::otherIdsOfLinksAreNoChange()
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

void TestComparisonPairs::nothingIsEqualToItself()
{
    for (quint32 seed = 1; seed <= 60; ++seed) {
        const MasterRecipe recipe = RandomRecipe(seed).recipe(int(seed));
        QVERIFY(compareRecipes(recipe, recipe).isEmpty());
        const auto again = readRecipe(writeRecipe(recipe), u"again"_s);
        QVERIFY(again.ok());
        QVERIFY(compareRecipes(recipe, *again).isEmpty());
    }
}

void TestComparisonPairs::emptyExactlyWhenEqual()
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

void TestComparisonPairs::editedStepIsTheOnlyOneTold()
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

void TestComparisonPairs::hashesNameWhatADrawingShows()
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

QTEST_GUILESS_MAIN(TestComparisonPairs)
#include "tst_comparisonpairs.moc"
