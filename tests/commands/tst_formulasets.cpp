// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/formulasets.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::formulasets;
using namespace Qt::StringLiterals;

namespace {

Quantity amount(const char *text)
{
    return Quantity::parse(QString::fromUtf8(text)).value();
}

MasterRecipe recipe()
{
    MasterRecipe recipe;
    recipe.id = RecipeId(u"R"_s);
    recipe.formula = {
        {u"dose"_s, {u"dose"_s, u"剂量"_s}, FormulaKind::ProcessOutput, amount("1e8 cells")},
        {u"volume"_s, {u"volume"_s, u"体积"_s}, FormulaKind::ProcessParameter, amount("500 mL")}};
    return recipe;
}

template <class T> QString codeOf(const Result<T> &result)
{
    return result ? QString() : result.error().code();
}

} // namespace

class TestFormulaSets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void setHoldsWhatDiffers();
    void activationKeepsWhatEverySetGives();
    void eachEditIsOneUndoStep();
    void refusals();
    void frozenRecipeIsNotEdited();
};

void TestFormulaSets::setHoldsWhatDiffers()
{
    RecipeDocument document(Catalog::shipped());
    document.setRecipe(recipe());
    const auto high = add(document, {u"High"_s, u"高剂量"_s});
    QVERIFY(high.ok());
    QCOMPARE(activeSet(document.recipe()), *high); // the same values as yet
    QVERIFY(setValue(document, *high, u"dose"_s, amount("2e8 cells")));
    QVERIFY(setValue(document, *high, u"volume"_s, amount("0.5 L"))); // what the formula says
    const FormulaSet &set = document.recipe().formulaSets.first();
    QCOMPARE(set.values.keys(), QStringList({u"dose"_s}));
    QVERIFY(differs(document.recipe(), set, u"dose"_s));
    QVERIFY(!differs(document.recipe(), set, u"volume"_s));
    QCOMPARE(*valueOf(document.recipe(), set, u"volume"_s), amount("500 mL"));
    QCOMPARE(activeSet(document.recipe()), QString());
    QVERIFY(setValue(document, *high, u"dose"_s, amount("1e8 cells"))); // back
    QVERIFY(document.recipe().formulaSets.first().values.isEmpty());
}

void TestFormulaSets::activationKeepsWhatEverySetGives()
{
    RecipeDocument document(Catalog::shipped());
    document.setRecipe(recipe());
    const QString high = *add(document, {u"High"_s, u"高"_s});
    QVERIFY(setValue(document, high, u"dose"_s, amount("2e8 cells")));
    const QString wide = *add(document, {u"Wide"_s, u"大"_s}, high);
    QVERIFY(setValue(document, wide, u"volume"_s, amount("1 L")));
    QVERIFY(setValue(document, wide, u"dose"_s, amount("3e8 cells")));
    const auto given = [&document](const QString &id) {
        QStringList values;
        for (const FormulaSet &set : document.recipe().formulaSets) {
            if (set.id == id) {
                for (const FormulaParameter &each : document.recipe().formula)
                    values << valueOf(document.recipe(), set, each.id)->toString();
            }
        }
        return values;
    };
    const QStringList ofHigh = given(high), ofWide = given(wide);
    QVERIFY(activate(document, wide));
    QCOMPARE(activeSet(document.recipe()), wide);
    QCOMPARE(document.recipe().formulaParameter(u"dose"_s)->value, amount("3e8 cells"));
    QCOMPARE(given(high), ofHigh);
    QCOMPARE(given(wide), ofWide);
    // What the formula was is a set now.
    QCOMPARE(document.recipe().formulaSets.size(), 3);
    const QString former = document.recipe().formulaSets.last().id;
    QCOMPARE(given(former), QStringList({u"1e+08 cells"_s, u"500 mL"_s}));
    QVERIFY(activate(document, high));
    QCOMPARE(document.recipe().formulaSets.size(), 3); // wide has them
    QCOMPARE(given(wide), ofWide);
    QVERIFY(activate(document, former));
    QCOMPARE(document.recipe().formula, recipe().formula);
    QCOMPARE(given(high), ofHigh);
}

void TestFormulaSets::eachEditIsOneUndoStep()
{
    RecipeDocument document(Catalog::shipped());
    document.setRecipe(recipe());
    const QByteArray before = writeRecipe(document.recipe());
    const QString set = *add(document, {u"High"_s, u"高"_s});
    QVERIFY(setValue(document, set, u"dose"_s, amount("2e8 cells")));
    QVERIFY(rename(document, set, {u"Higher"_s, u"更高"_s}));
    QVERIFY(activate(document, set));
    QVERIFY(remove(document, set));
    QCOMPARE(document.undoStack()->count(), 5);
    const QByteArray after = writeRecipe(document.recipe());
    QVERIFY(readRecipe(after, u"x"_s));
    while (document.undoStack()->canUndo())
        document.undoStack()->undo();
    QCOMPARE(writeRecipe(document.recipe()), before);
    while (document.undoStack()->canRedo())
        document.undoStack()->redo();
    QCOMPARE(writeRecipe(document.recipe()), after);
}

void TestFormulaSets::refusals()
{
    RecipeDocument document(Catalog::shipped());
    document.setRecipe(recipe());
    const QString set = *add(document, {u"High"_s, u"高"_s});
    QCOMPARE(codeOf(add(document, {u"High"_s, u"高"_s})), u"formulaSet.nameTaken"_s);
    QCOMPARE(codeOf(add(document, {u" "_s, {}})), u"edit.emptyName"_s);
    QCOMPARE(codeOf(add(document, {u"X"_s, u"X"_s}, u"no"_s)), u"formulaSet.unknown"_s);
    QCOMPARE(codeOf(setValue(document, set, u"dose"_s, amount("3 °C"))), u"unit.incompatible"_s);
    QCOMPARE(codeOf(setValue(document, set, u"no"_s, amount("3"))), u"model.unknownFormula"_s);
    QCOMPARE(
        codeOf(setValue(document, u"no"_s, u"dose"_s, amount("3 cells"))), u"formulaSet.unknown"_s);
    for (const auto &done : {remove(document, u"no"_s), activate(document, u"no"_s)})
        QCOMPARE(codeOf(done), u"formulaSet.unknown"_s);
    QCOMPARE(document.undoStack()->count(), 1);
}

void TestFormulaSets::frozenRecipeIsNotEdited()
{
    RecipeDocument document(Catalog::shipped());
    MasterRecipe frozen = recipe();
    frozen.status = RecipeStatus::Approved;
    frozen.formulaSets = {{u"s"_s, {u"S"_s, u"S"_s}, {{u"dose"_s, amount("2e8 cells")}}}};
    document.setRecipe(frozen);
    QCOMPARE(codeOf(activate(document, u"s"_s)), u"edit.notDraft"_s);
    QCOMPARE(document.recipe(), frozen);
}

QTEST_GUILESS_MAIN(TestFormulaSets)
#include "tst_formulasets.moc"
