// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/enclosure.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/commands/smalldrawing.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Steps become the content of containers and come out again; undoing gives the same file, byte by
/// byte.
class TestEnclosure : public QObject, private SmallDrawing
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { start(); }
    void enclosesAPieceOfLine();
    void refusesWhatIsNoPieceOfLine_data();
    void refusesWhatIsNoPieceOfLine();
    void dissolvesWhatItEnclosed();
    void splitsAnOperationAndJoinsItAgain();
    void demoRecipeSurvivesEveryEnclosure();
};

void TestEnclosure::enclosesAPieceOfLine()
{
    const QByteArray before = writeRecipe(m_document->recipe());
    const QVector<ElementId> steps {ElementId(u"a"_s), ElementId(u"b"_s)};
    QCOMPARE(Enclosure::possibleKinds(m_document->procedure(), steps),
        (QVector {ElementKind::UnitProcedure, ElementKind::Loop}));
    RecipeEdit edit(m_document->recipe());
    const auto box
        = Enclosure::enclose(edit, steps, ElementKind::UnitProcedure, {u"Unit"_s, u"单元"_s});
    QVERIFY(box.ok());
    perform(edit);
    QCOMPARE(lines(), u"begin>unit-procedure-1 c>end unit-procedure-1>c"_s);
    QCOMPARE(lines(*box), u"a>b b>end-1 begin-1>a"_s);
    QCOMPARE(m_document->procedure().container(ElementId(u"b"_s)), *box);
    undoes(before);
}

void TestEnclosure::refusesWhatIsNoPieceOfLine_data()
{
    QTest::addColumn<QStringList>("steps");
    QTest::addColumn<ElementKind>("kind");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << QStringList() << ElementKind::Loop << u"edit.enclose.nothing"_s;
    QTest::newRow("two pieces") << QStringList {u"a"_s, u"c"_s} << ElementKind::Loop
                                << u"edit.enclose.entries"_s;
    QTest::newRow("with the end") << QStringList {u"c"_s, u"end"_s} << ElementKind::Loop
                                  << u"edit.enclose.ends"_s;
    QTest::newRow("wrong level") << QStringList {u"a"_s, u"b"_s} << ElementKind::Operation
                                 << u"edit.nesting"_s;
    QTest::newRow("unknown") << QStringList {u"nobody"_s} << ElementKind::Loop
                             << u"edit.connect.unknown"_s;
}

void TestEnclosure::refusesWhatIsNoPieceOfLine()
{
    QFETCH(QStringList, steps);
    QFETCH(ElementKind, kind);
    QFETCH(QString, code);
    QVector<ElementId> ids;
    for (const QString &step : steps)
        ids.append(ElementId(step));
    RecipeEdit edit(m_document->recipe());
    const auto box = Enclosure::enclose(edit, ids, kind, {u"Box"_s, u"框"_s});
    QVERIFY(!box.ok());
    QCOMPARE(box.error().code(), code);
}

void TestEnclosure::dissolvesWhatItEnclosed()
{
    const QString lineBefore = lines();
    RecipeEdit make(m_document->recipe());
    const auto box = Enclosure::enclose(
        make, {ElementId(u"b"_s), ElementId(u"c"_s)}, ElementKind::Loop, {u"Loop"_s, u"循环"_s});
    QVERIFY(box.ok());
    m_document->setRecipe(make.recipe());
    const QByteArray before = writeRecipe(m_document->recipe());
    RecipeEdit edit(m_document->recipe());
    const auto content = Enclosure::dissolve(edit, *box);
    QVERIFY(content.ok());
    QCOMPARE(*content, (QVector<ElementId> {ElementId(u"b"_s), ElementId(u"c"_s)}));
    perform(edit);
    QCOMPARE(lines(), lineBefore);
    QVERIFY(!m_document->procedure().element(*box));
    undoes(before);
}

void TestEnclosure::splitsAnOperationAndJoinsItAgain()
{
    const auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
    QVERIFY(recipe.ok());
    MasterRecipe draft = *recipe;
    draft.status = RecipeStatus::Draft;
    m_document->setRecipe(draft);
    // An operation with at least four phases in a row.
    const Procedure &procedure = m_document->procedure();
    ElementId operation;
    QVector<ElementId> row;
    for (const ElementId &id : procedure.elements()) {
        if (procedure.element(id)->kind != ElementKind::Operation || !operation.isEmpty())
            continue;
        row.clear();
        for (const ElementId &child : procedure.children(id)) {
            if (procedure.element(child)->kind == ElementKind::Begin)
                row = {child};
        }
        while (!row.isEmpty() && procedure.controlOut(row.last()).size() == 1)
            row.append(procedure.link(procedure.controlOut(row.last()).first())->to.element);
        if (row.size() >= 6 && procedure.children(id).size() == row.size())
            operation = id;
    }
    QVERIFY(!operation.isEmpty());
    const QByteArray before = writeRecipe(m_document->recipe());
    const QVector<ElementId> middle {row.at(2), row.at(3)};
    RecipeEdit edit(m_document->recipe());
    const auto own = Enclosure::splitOut(edit, middle, {u"Own"_s, u"自"_s});
    QVERIFY2(own.ok(), own.ok() ? "" : qPrintable(own.error().code()));
    perform(edit);
    QVERIFY(*own != operation);
    QCOMPARE(m_document->procedure().container(row.at(2)), *own);
    QCOMPARE(m_document->procedure().container(row.at(1)), operation);
    const ElementId rest = m_document->procedure().container(row.at(4));
    QVERIFY(rest != operation && rest != *own);
    QCOMPARE(m_document->procedure()
                 .link(m_document->procedure().controlOut(operation).first())
                 ->to.element,
        *own);
    QCOMPARE(
        m_document->procedure().link(m_document->procedure().controlOut(*own).first())->to.element,
        rest);
    undoes(before);
    // Phases may not lie in a unit procedure, so the container goes into the one before it.
    RecipeEdit back(m_document->recipe());
    QVERIFY(Enclosure::dissolve(back, rest).ok());
    QVERIFY(Enclosure::dissolve(back, *own).ok());
    QCOMPARE(back.recipe().procedure.children(operation).size(), row.size());
    ElementId at = row.first();
    for (qsizetype i = 1; i < row.size(); ++i) {
        const QVector<LinkId> out = back.recipe().procedure.controlOut(at);
        QCOMPARE(out.size(), 1);
        at = back.recipe().procedure.link(out.first())->to.element;
        QCOMPARE(at, row.at(i));
    }
}

// Whatever piece of the shipped recipe is enclosed: every step is still there, and undoing it gives
// the same file.
void TestEnclosure::demoRecipeSurvivesEveryEnclosure()
{
    const auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
    QVERIFY(recipe.ok());
    MasterRecipe draft = *recipe;
    draft.status = RecipeStatus::Draft;
    m_document->setRecipe(draft);
    const QByteArray before = writeRecipe(draft);
    int made = 0;
    const QVector<ElementId> all = draft.procedure.elements();
    for (const ElementId &id : all) {
        for (const ElementKind kind : Enclosure::possibleKinds(draft.procedure, {id})) {
            RecipeEdit edit(m_document->recipe());
            const auto box = Enclosure::enclose(edit, {id}, kind, {u"Box"_s, u"框"_s});
            QVERIFY(box.ok());
            QVERIFY(m_document->perform(edit, u"Box"_s).ok());
            QCOMPARE(m_document->procedure().elementCount(), draft.procedure.elementCount() + 3);
            for (const LinkId &link : draft.procedure.links()) {
                const Link *now = m_document->procedure().link(link);
                QVERIFY2(now, qPrintable(id.value() + u" lost "_s + link.value()));
            }
            m_document->undoStack()->undo();
            if (made++ % 20 == 0)
                QCOMPARE(writeRecipe(m_document->recipe()), before);
        }
    }
    QCOMPARE(writeRecipe(m_document->recipe()), before);
    QVERIFY(made > 50);
}

QTEST_GUILESS_MAIN(TestEnclosure)
#include "tst_enclosure.moc"
