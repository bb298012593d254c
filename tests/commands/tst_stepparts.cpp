// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipedocument.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/model/recipelibrary.h"
#include "resources/resources.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

MasterRecipe shipped()
{
    auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
    if (!recipe)
        qFatal("the shipped recipe cannot be read");
    recipe->status = RecipeStatus::Draft;
    recipe->approvedBy.clear();
    recipe->approvals.clear();
    return *recipe;
}

MasterRecipe empty()
{
    MasterRecipe recipe;
    recipe.id = RecipeId(u"OTHER-01"_s);
    recipe.name = {u"Other"_s, u"其他"_s};
    return recipe;
}

QStringList textOf(const QVector<BroughtPart> &parts)
{
    QStringList text;
    for (const BroughtPart &part : parts)
        text << (part.id == part.as ? part.id : part.id + u'>' + part.as);
    return text;
}

} // namespace

/// Steps that go from one recipe to another bring what they refer to.
class TestStepParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void takesOnlyWhatIsReferredTo();
    void bringsWhatIsMissing_data();
    void bringsWhatIsMissing();
    void usesWhatIsThereAndEqual();
    void takesAnotherIdForWhatDiffers();
    void bringsTheSameThingOnce();
    void pointsConditionsToWhatTheyRead_data();
    void pointsConditionsToWhatTheyRead();
    void pointsLinksToTheCopiedCheck();
    void withinOneRecipeNothingComes();
    void oldBlockBringsItsParts();
    void everyReferenceOfTheShippedRecipeHolds();

private:
    RecipeDocument m_document {Catalog::shipped()};
};

void TestStepParts::takesOnlyWhatIsReferredTo()
{
    MasterRecipe recipe = shipped();
    recipe.waivers.append(Waiver());
    recipe.annotations.append(Annotation());
    const auto fragment = RecipeFragment::copy(recipe, {ElementId(u"fill"_s)});
    const MasterRecipe &piece = fragment.content();
    QCOMPARE(piece.roles.size(), 1);
    QCOMPARE(
        piece.roles.first(), *recipe.role(recipe.procedure.element(ElementId(u"fill"_s))->role));
    QVERIFY(piece.bomLine(u"set-fill"_s) && piece.bomLine(u"bags-cryo"_s));
    QVERIFY(!piece.bomLine(u"beads"_s));
    QVERIFY(!piece.formulaParameter(u"titre"_s));
    QVERIFY(piece.waivers.isEmpty() && piece.annotations.isEmpty());
}

void TestStepParts::bringsWhatIsMissing_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<QStringList>("formula");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("a bioreactor with vector")
        << u"culture1"_s << QStringList {u"CULTURE1"_s} << QStringList {u"moi"_s, u"titre"_s}
        << QStringList {u"medium"_s, u"vector"_s, u"vessel-activation"_s};
    QTest::newRow("a loop that asks for cells")
        << u"expansion.daily"_s << QStringList() << QStringList {u"targetCells"_s} << QStringList();
}

void TestStepParts::bringsWhatIsMissing()
{
    QFETCH(QString, step);
    QFETCH(QStringList, roles);
    QFETCH(QStringList, formula);
    QFETCH(QStringList, lines);
    const MasterRecipe source = shipped();
    const auto piece
        = RecipeFragment::fromText(RecipeFragment::copy(source, {ElementId(step)}).toText());
    QVERIFY(piece.ok());
    m_document.setRecipe(empty());
    QSignalSpy told(&m_document, &RecipeDocument::cameAlong);
    // A loop of an operation stands in an operation.
    ElementId outer;
    if (source.procedure.element(ElementId(step))->kind == ElementKind::Loop) {
        Element operation;
        operation.id = ElementId(u"op"_s);
        operation.kind = ElementKind::Operation;
        operation.name = {u"Op"_s, u"操作"_s};
        RecipeEdit edit(empty());
        QVERIFY(edit.add(operation, {}).ok());
        m_document.setRecipe(edit.recipe());
        outer = operation.id;
    }
    const QByteArray start = writeRecipe(m_document.recipe());
    QVERIFY(m_document.paste(*piece, outer, {}).ok());
    QCOMPARE(told.count(), 1);
    const auto brought = told.first().first().value<BroughtParts>();
    QCOMPARE(textOf(brought.roles), roles);
    QCOMPARE(textOf(brought.formula), formula);
    QCOMPARE(textOf(brought.bom), lines);
    const MasterRecipe &target = m_document.recipe();
    for (const QString &id : roles)
        QCOMPARE(*target.role(RoleId(id)), *source.role(RoleId(id)));
    for (const QString &id : formula)
        QCOMPARE(*target.formulaParameter(id), *source.formulaParameter(id));
    for (const QString &id : lines)
        QCOMPARE(*target.bomLine(id), *source.bomLine(id));
    const QByteArray after = writeRecipe(target);
    m_document.undoStack()->undo();
    QCOMPARE(writeRecipe(m_document.recipe()), start);
    m_document.undoStack()->redo();
    QCOMPARE(writeRecipe(m_document.recipe()), after);
}

void TestStepParts::usesWhatIsThereAndEqual()
{
    const MasterRecipe source = shipped();
    MasterRecipe target = empty();
    target.roles = source.roles;
    target.formula = source.formula;
    target.bom = source.bom;
    m_document.setRecipe(target);
    QSignalSpy told(&m_document, &RecipeDocument::cameAlong);
    QVERIFY(
        m_document.paste(RecipeFragment::copy(source, {ElementId(u"culture1"_s)}), {}, {}).ok());
    QVERIFY(told.first().first().value<BroughtParts>().isEmpty());
    QCOMPARE(m_document.recipe().roles, target.roles);
    QCOMPARE(m_document.recipe().formula, target.formula);
    QCOMPARE(m_document.recipe().bom, target.bom);
}

void TestStepParts::takesAnotherIdForWhatDiffers()
{
    const MasterRecipe source = shipped();
    MasterRecipe target = empty();
    UnitRole role = *source.role(RoleId(u"CULTURE1"_s));
    role.preferredUnit = UnitId(u"BR-77"_s);
    target.roles = {role};
    FormulaParameter titre = *source.formulaParameter(u"titre"_s);
    titre.value.value *= 2;
    target.formula = {titre};
    BomLine vector = *source.bomLine(u"vector"_s), vessel = *source.bomLine(u"vessel-activation"_s);
    vector.specification = u"another"_s;
    vessel.code = u"another"_s;
    target.bom = {vector, vessel};
    m_document.setRecipe(target);
    QSignalSpy told(&m_document, &RecipeDocument::cameAlong);
    const auto pasted
        = m_document.paste(RecipeFragment::copy(source, {ElementId(u"culture1"_s)}), {}, {});
    QVERIFY(pasted.ok());
    const auto brought = told.first().first().value<BroughtParts>();
    QCOMPARE(textOf(brought.roles), QStringList {u"CULTURE1>CULTURE1_2"_s});
    QCOMPARE(textOf(brought.formula), (QStringList {u"moi"_s, u"titre>titre_2"_s}));
    QCOMPARE(textOf(brought.bom),
        (QStringList {
            u"medium"_s, u"vector>vector_2"_s, u"vessel-activation>vessel-activation_2"_s}));
    QCOMPARE(brought.message().args.value(u"roles"_s), u"CULTURE1 → CULTURE1_2"_s);
    // What was there is as it was; the steps read what they read at home.
    const MasterRecipe &now = m_document.recipe();
    QCOMPARE(now.roles.first(), role);
    QCOMPARE(now.formula.first(), titre);
    QCOMPARE(now.procedure.element(pasted->first())->role, RoleId(u"CULTURE1_2"_s));
    const StepParts used = StepParts::of(now.procedure);
    QVERIFY(used.formula.contains(u"titre_2"_s) && !used.formula.contains(u"titre"_s));
    QVERIFY(used.bom.contains(u"vector_2"_s) && !used.bom.contains(u"vector"_s));
    QVERIFY(used.bom.contains(u"vessel-activation_2"_s)); // by usesSets
    QVERIFY(!used.bom.contains(u"vessel-activation"_s));
    QCOMPARE(now.formulaParameter(u"titre_2"_s)->value.value * 2, titre.value.value);
}

void TestStepParts::bringsTheSameThingOnce()
{
    const MasterRecipe source = shipped();
    MasterRecipe target = empty();
    FormulaParameter titre = *source.formulaParameter(u"titre"_s);
    titre.value.value *= 2;
    target.formula = {titre};
    m_document.setRecipe(target);
    const auto piece = RecipeFragment::copy(source, {ElementId(u"culture1"_s)});
    QVERIFY(m_document.paste(piece, {}, {}).ok());
    const MasterRecipe once = m_document.recipe();
    QSignalSpy told(&m_document, &RecipeDocument::cameAlong);
    const auto again = m_document.paste(piece, {}, {40, 40});
    QVERIFY(again.ok());
    QVERIFY(told.first().first().value<BroughtParts>().isEmpty());
    QCOMPARE(m_document.recipe().formula, once.formula);
    QVERIFY(!StepParts::of(m_document.procedure()).formula.contains(u"titre"_s));
}

void TestStepParts::pointsConditionsToWhatTheyRead_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("alone") << u"r.cells > f.titre"_s << u"r.cells > f.titre_2"_s;
    QTest::newRow("twice") << u"f.titre > 1 or f.titre < 0"_s
                           << u"f.titre_2 > 1 or f.titre_2 < 0"_s;
    QTest::newRow("a longer name") << u"f.titreMin < f.titre"_s << u"f.titreMin < f.titre_2"_s;
    QTest::newRow("of something else")
        << u"p.titre > 1 and r.f.titre > 2"_s << u"p.titre > 1 and r.f.titre > 2"_s;
    QTest::newRow("at the end of a sum") << u"(2*f.titre)+1 > 0"_s << u"(2*f.titre_2)+1 > 0"_s;
}

void TestStepParts::pointsConditionsToWhatTheyRead()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    MasterRecipe source = empty();
    FormulaParameter titre;
    titre.id = u"titre"_s;
    titre.value.value = 1;
    source.formula = {titre};
    Element step;
    step.id = ElementId(u"t"_s);
    step.kind = ElementKind::Transition;
    step.condition = before;
    QVERIFY(source.procedure.addElement(step, {}).ok());
    MasterRecipe target = empty();
    titre.value.value = 3;
    target.formula = {titre};
    PartsTransfer transfer(source, source.procedure, target);
    transfer.point(step);
    const bool reads = StepParts::of(source.procedure).formula.contains(u"titre"_s);
    QCOMPARE(step.condition, reads ? after : before);
    QCOMPARE(after != before, reads);
}

void TestStepParts::pointsLinksToTheCopiedCheck()
{
    MasterRecipe recipe = empty();
    const auto add = [&recipe](const QString &id) {
        Element step;
        step.id = ElementId(id);
        step.kind = ElementKind::ManualStep;
        step.name = {id, id};
        QVERIFY(recipe.procedure.addElement(step, {}).ok());
    };
    for (const QString &id : {u"a"_s, u"b"_s, u"check"_s})
        add(id);
    Link link;
    link.id = LinkId(u"L1"_s);
    link.from.element = ElementId(u"a"_s);
    link.to.element = ElementId(u"b"_s);
    link.attributes.set(u"jointCheckStep"_s, u"check"_s);
    QVERIFY(recipe.procedure.addLink(link).ok());
    m_document.setRecipe(recipe);
    const auto copies
        = m_document.duplicate({ElementId(u"a"_s), ElementId(u"b"_s), ElementId(u"check"_s)});
    QVERIFY(copies.ok());
    const LinkId copy = m_document.procedure().outgoing(copies->at(0)).value(0);
    QCOMPARE(m_document.procedure().link(copy)->attributes.text(u"jointCheckStep"_s),
        copies->at(2).value());
    // Where the check stays behind, it is the same one.
    const auto pair = m_document.duplicate({ElementId(u"a"_s), ElementId(u"b"_s)});
    QVERIFY(pair.ok());
    const LinkId second = m_document.procedure().outgoing(pair->at(0)).value(0);
    QCOMPARE(m_document.procedure().link(second)->attributes.text(u"jointCheckStep"_s), u"check"_s);
}

void TestStepParts::withinOneRecipeNothingComes()
{
    m_document.setRecipe(shipped());
    QSignalSpy told(&m_document, &RecipeDocument::cameAlong);
    const MasterRecipe before = m_document.recipe();
    const QVector<ElementId> top = before.procedure.children({});
    QVERIFY(m_document.duplicate(top).ok());
    QVERIFY(told.first().first().value<BroughtParts>().isEmpty());
    QCOMPARE(headerOf(m_document.recipe()), headerOf(before));
}

// Blocks of before hold the whole header of their origin.
void TestStepParts::oldBlockBringsItsParts()
{
    const MasterRecipe source = shipped();
    RecipeBlock block;
    block.id = u"old"_s;
    block.name = {u"Old"_s, u"旧"_s};
    block.content = headerOf(source);
    block.content.procedure
        = RecipeFragment::copy(source, {ElementId(u"concentrate"_s)}).content().procedure;
    const auto read = readBlock(writeBlock(block), u"old"_s);
    QVERIFY(read.ok());
    const auto piece = RecipeFragment::fromText(writeRecipe(read->content));
    QVERIFY(piece.ok());
    m_document.setRecipe(empty());
    QVERIFY(m_document.paste(*piece, {}, {}).ok());
    QCOMPARE(m_document.recipe().roles.size(), 1); // not all of them
    QVERIFY(m_document.recipe().bomLine(u"set-centrifuge"_s));
    QVERIFY(!m_document.recipe().bomLine(u"beads"_s));
    QVERIFY(m_document.recipe().approvals.isEmpty());
}

void TestStepParts::everyReferenceOfTheShippedRecipeHolds()
{
    const MasterRecipe source = shipped();
    m_document.setRecipe(empty());
    QVERIFY(
        m_document.paste(RecipeFragment::copy(source, source.procedure.children({})), {}, {}).ok());
    const StepParts used = StepParts::of(m_document.procedure());
    QCOMPARE(used.roles.size(), StepParts::of(source.procedure).roles.size());
    for (const QString &id : used.roles)
        QVERIFY2(m_document.recipe().role(RoleId(id)), qPrintable(id));
    for (const QString &id : used.formula)
        QVERIFY2(m_document.recipe().formulaParameter(id), qPrintable(id));
    for (const QString &id : used.bom)
        QVERIFY2(m_document.recipe().bomLine(id), qPrintable(id));
}

QTEST_GUILESS_MAIN(TestStepParts)
#include "tst_stepparts.moc"
