// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipedocument.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// What is done is undone and done again, to the same file.
class TestDocumentHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void deletesAndRestoresExactly();
    void oneGestureIsOneStep();
    void movesOfTwoGesturesStayApart();
    void undoAllRedoAllGivesTheSameFile_data();
    void undoAllRedoAllGivesTheSameFile();

private:
    [[nodiscard]] MasterRecipe draft() const;
    void randomEdit(RecipeDocument &document, QRandomGenerator &random) const;

    const Catalog *m_catalog = nullptr;
};

void TestDocumentHistory::initTestCase()
{
    initResources();
    m_catalog = &Catalog::shipped();
    QVERIFY(!m_catalog->unitOperations().isEmpty());
    QVERIFY(!m_catalog->phaseClasses().isEmpty());
}

MasterRecipe TestDocumentHistory::draft() const
{
    const auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
    if (!recipe) {
        qWarning("%s", qPrintable(recipe.error().code() + recipe.error().place.path));
        return {};
    }
    MasterRecipe result = *recipe;
    result.status = RecipeStatus::Draft;
    return result;
}

void TestDocumentHistory::deletesAndRestoresExactly()
{
    RecipeDocument document(*m_catalog);
    document.setRecipe(draft());
    const QByteArray before = writeRecipe(document.recipe());
    const ElementId target(u"culture1"_s);
    const ElementId inside(u"culture1.inoculate"_s);
    QVERIFY(document.procedure().element(inside));
    const qsizetype links = document.procedure().links().size();
    QVERIFY(document.remove({target, inside}, {}).ok());
    QVERIFY(!document.procedure().element(target));
    QVERIFY(!document.procedure().element(inside));
    QVERIFY(document.procedure().links().size() < links);
    for (const LinkId &id : document.procedure().links()) {
        const Link *link = document.procedure().link(id);
        QVERIFY(document.procedure().element(link->from.element));
        QVERIFY(document.procedure().element(link->to.element));
    }
    QCOMPARE(document.undoStack()->count(), 1);
    document.undoStack()->undo();
    QCOMPARE(writeRecipe(document.recipe()), before);
}

void TestDocumentHistory::oneGestureIsOneStep()
{
    RecipeDocument document(*m_catalog);
    document.setRecipe(draft());
    const QByteArray before = writeRecipe(document.recipe());
    const quint64 gesture = document.newGesture();
    for (int i = 1; i <= 100; ++i) {
        QVERIFY(document.move({{ElementId(u"harvest"_s), {double(i), 7}}}, gesture).ok());
    }
    QCOMPARE(document.undoStack()->count(), 1);
    const QByteArray after = writeRecipe(document.recipe());
    document.undoStack()->undo();
    QCOMPARE(writeRecipe(document.recipe()), before);
    document.undoStack()->redo();
    QCOMPARE(writeRecipe(document.recipe()), after);
}

void TestDocumentHistory::movesOfTwoGesturesStayApart()
{
    RecipeDocument document(*m_catalog);
    document.setRecipe(draft());
    QVERIFY(document.move({{ElementId(u"harvest"_s), {1, 1}}}, document.newGesture()).ok());
    QVERIFY(document.move({{ElementId(u"harvest"_s), {2, 2}}}, document.newGesture()).ok());
    QVERIFY(document.move({{ElementId(u"harvest"_s), {3, 3}}}).ok());
    QVERIFY(document.move({{ElementId(u"harvest"_s), {4, 4}}}).ok());
    QCOMPARE(document.undoStack()->count(), 4);
    // What changes nothing is no step.
    QVERIFY(document.move({{ElementId(u"harvest"_s), {4, 4}}}).ok());
    QCOMPARE(document.undoStack()->count(), 4);
}

void TestDocumentHistory::randomEdit(RecipeDocument &document, QRandomGenerator &random) const
{
    const QVector<ElementId> elements = document.procedure().elements();
    const QVector<LinkId> links = document.procedure().links();
    const auto any = [&]() {
        return elements.isEmpty() ? ElementId() : elements.at(random.bounded(int(elements.size())));
    };
    // Refusals are welcome: they must leave no trace, which the comparison below would show.
    switch (random.bounded(12)) {
    case 0: {
        const auto &types = m_catalog->unitOperations();
        (void)document.addFromPalette(
            {ElementKind::UnitProcedure, types.at(random.bounded(int(types.size()))).id},
            random.bounded(2) ? ElementId() : any(), {double(random.bounded(900)), 10});
        break;
    }
    case 1: {
        const auto &phases = m_catalog->phaseClasses();
        (void)document.addFromPalette(
            {ElementKind::Phase, phases.at(random.bounded(int(phases.size()))).id}, any(), {5, 5});
        break;
    }
    case 2: {
        QVector<LinkId> doomed;
        if (!links.isEmpty() && random.bounded(2))
            doomed << links.at(random.bounded(int(links.size())));
        (void)document.remove({any()}, doomed);
        break;
    }
    case 3:
        (void)document.move(
            {{any(), {double(random.bounded(2000)), double(random.bounded(900))}}, {any(), {1, 2}}},
            quint64(random.bounded(3)));
        break;
    case 4: {
        Link link;
        link.kind = LinkKind(random.bounded(5));
        link.from.element = any();
        link.to.element = any();
        (void)document.connectSteps(link);
        break;
    }
    case 5:
        (void)document.rename(any(), {QString::number(random.bounded(1000)), u"名"_s});
        break;
    case 6: {
        const Element *element = document.procedure().element(any());
        if (!element)
            break;
        Element changed = *element;
        changed.critical = !changed.critical;
        changed.duration.nominal = Duration(random.bounded(100000));
        if (!changed.parameters.isEmpty())
            changed.parameters.first().value = random.bounded(100);
        (void)document.edit(changed);
        break;
    }
    case 7: {
        if (links.isEmpty())
            break;
        Link link = *document.procedure().link(links.at(random.bounded(int(links.size()))));
        link.priority = random.bounded(9);
        (void)document.edit(link);
        break;
    }
    case 8:
        (void)document.duplicate({any()});
        break;
    case 9: // most elements are no phases: try until two are
        for (int i = 0; i < 200; ++i) {
            if (document.synchronise(any(), random.bounded(4) ? any() : ElementId()))
                break;
        }
        break;
    case 10: {
        const auto port = [&]() -> Endpoint {
            const ElementId id = any();
            const Element *element = document.procedure().element(id);
            if (!element || element->ports.isEmpty())
                return {id, {}};
            return {id, element->ports.at(random.bounded(int(element->ports.size()))).id};
        };
        for (int i = 0; i < 200; ++i) {
            if (document.joinPort(port(), random.bounded(4) ? port() : Endpoint()))
                break;
        }
        break;
    }
    default: {
        MasterRecipe header = document.recipe();
        header.product.en = QString::number(random.bounded(50));
        header.procedure = Procedure(); // must not matter
        (void)document.editHeader(header);
        break;
    }
    }
}

void TestDocumentHistory::undoAllRedoAllGivesTheSameFile_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("demo");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed << (seed % 2 == 0);
}

void TestDocumentHistory::undoAllRedoAllGivesTheSameFile()
{
    QFETCH(quint32, seed);
    QFETCH(bool, demo);
    RecipeDocument document(*m_catalog);
    if (demo)
        document.setRecipe(draft());
    QRandomGenerator random(seed);
    QVector<QByteArray> files {writeRecipe(document.recipe())};
    for (int i = 0; i < 90; ++i) {
        randomEdit(document, random);
        const int steps = document.undoStack()->count();
        // One file per undo step: a merged move replaces the last one.
        files.resize(steps + 1);
        files[steps] = writeRecipe(document.recipe());
    }
    const int steps = document.undoStack()->count();
    QVERIFY2(steps > 20, "the edits must be edits");
    for (int i = steps; i > 0; --i) {
        QCOMPARE(writeRecipe(document.recipe()), files.at(i));
        document.undoStack()->undo();
    }
    QCOMPARE(writeRecipe(document.recipe()), files.at(0));
    for (int i = 1; i <= steps; ++i) {
        document.undoStack()->redo();
        QCOMPARE(writeRecipe(document.recipe()), files.at(i));
    }
}

QTEST_GUILESS_MAIN(TestDocumentHistory)
#include "tst_documenthistory.moc"
