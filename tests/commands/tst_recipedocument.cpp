// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/connectionrules.h"
#include "processgraph/commands/recipedocument.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestRecipeDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void addsWhatTheCatalogueSays();
    void refusesWrongNesting_data();
    void refusesWrongNesting();
    void phasesOfPeopleLieAnywhere();
    void editsOnlyDrafts();
    void renameNeedsBothLanguages();
    void pastesWithNewIds();
    void fragmentTravelsAsText();
    void synchronisesTheTwoSidesOfATransfer();
    void joinsAPortToOneOther();
    void aLinkThatMovesHomeComesBackToItsPlace();

private:
    [[nodiscard]] MasterRecipe draft() const;

    const Catalog *m_catalog = nullptr;
};

void TestRecipeDocument::initTestCase()
{
    initResources();
    m_catalog = &Catalog::shipped();
    QVERIFY(!m_catalog->unitOperations().isEmpty());
    QVERIFY(!m_catalog->phaseClasses().isEmpty());
}

MasterRecipe TestRecipeDocument::draft() const
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

void TestRecipeDocument::addsWhatTheCatalogueSays()
{
    RecipeDocument document(*m_catalog);
    const UnitOperationType &type = m_catalog->unitOperations().first();
    QSignalSpy changed(&document, &RecipeDocument::changed);
    const auto id
        = document.addFromPalette({ElementKind::UnitProcedure, type.id}, ElementId(), {100, 50});
    QVERIFY(id.ok());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(document.undoStack()->count(), 1);
    const Procedure &procedure = document.procedure();
    const Element *unit = procedure.element(*id);
    QVERIFY(unit);
    QCOMPARE(unit->kind, ElementKind::UnitProcedure);
    QCOMPARE(unit->name, type.name);
    QCOMPARE(unit->ports, type.ports);
    QCOMPARE(unit->grade, std::optional(type.grade));
    QCOMPARE(unit->position, (Position {100, 50}));
    // Begin, one operation, End; in the operation the usual phases with their standard parameters.
    QCOMPARE(procedure.children(*id).size(), 3);
    const ElementId operation = procedure.children(*id).at(1);
    QCOMPARE(procedure.element(operation)->kind, ElementKind::Operation);
    const QVector<ElementId> steps = procedure.children(operation);
    QCOMPARE(steps.size(), type.phases.size() + 2);
    for (int i = 0; i < type.phases.size(); ++i) {
        // Begin is first, End was added last.
        const Element *step = procedure.element(steps.at(i + 1));
        QCOMPARE(step->type, type.phases.at(i));
        const PhaseClass *phase = m_catalog->phaseClass(step->type);
        QCOMPARE(step->parameters.size(), phase->parameters.size());
        for (int p = 0; p < phase->parameters.size(); ++p) {
            QCOMPARE(step->parameters.at(p).value, phase->parameters.at(p).standard);
            QCOMPARE(step->parameters.at(p).unit, phase->parameters.at(p).unit);
        }
    }
    document.undoStack()->undo();
    QCOMPARE(document.procedure().elementCount(), 0);
    QVERIFY(document.procedure().links().isEmpty());
}

void TestRecipeDocument::refusesWrongNesting_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("code");
    const QString phase = u"weigh"_s;
    const QString operation = Catalog::shipped().unitOperations().first().id;
    QTest::newRow("phase outside")
        << QString() << int(ElementKind::Phase) << phase << u"edit.phaseNesting"_s;
    QTest::newRow("phase in a unit procedure")
        << u"process"_s << int(ElementKind::Phase) << phase << u"edit.phaseNesting"_s;
    QTest::newRow("operation in an operation")
        << u"process.select"_s << int(ElementKind::UnitProcedure) << operation << u"edit.nesting"_s;
    QTest::newRow("unknown type") << QString() << int(ElementKind::UnitProcedure) << u"no-such"_s
                                  << u"edit.unknownType"_s;
    QTest::newRow("unknown phase")
        << u"process.select"_s << int(ElementKind::Phase) << u"no-such"_s << u"edit.unknownType"_s;
}

void TestRecipeDocument::refusesWrongNesting()
{
    QFETCH(QString, container);
    QFETCH(int, kind);
    QFETCH(QString, type);
    QFETCH(QString, code);
    RecipeDocument document(*m_catalog);
    document.setRecipe(draft());
    const QByteArray before = writeRecipe(document.recipe());
    const auto id = document.addFromPalette({ElementKind(kind), type}, ElementId(container), {});
    QVERIFY(!id.ok());
    QCOMPARE(id.error().code(), code);
    QCOMPARE(writeRecipe(document.recipe()), before);
    QCOMPARE(document.undoStack()->count(), 0);
}

void TestRecipeDocument::phasesOfPeopleLieAnywhere()
{
    // What a review before a gate needs is a person, not a unit.
    const PaletteEntry review {ElementKind::Phase, u"gate-results"_s};
    for (const QString &container : {QString(), u"process"_s, u"process.select"_s}) {
        RecipeDocument document(*m_catalog);
        document.setRecipe(draft());
        const auto id = document.addFromPalette(review, ElementId(container), {});
        QVERIFY2(id.ok(), qPrintable(container));
        QCOMPARE(document.procedure().container(*id), ElementId(container));
        const auto copies = document.duplicate({*id});
        QVERIFY2(copies.ok(), qPrintable(container));
    }
}

void TestRecipeDocument::editsOnlyDrafts()
{
    MasterRecipe recipe = draft();
    recipe.status = RecipeStatus::Approved;
    recipe.approvedBy = u"QA-1"_s;
    RecipeDocument document(*m_catalog);
    document.setRecipe(recipe);
    const QByteArray before = writeRecipe(document.recipe());
    const ElementId id(u"harvest"_s);
    QCOMPARE(document.remove({id}, {}).error().code(), u"edit.notDraft"_s);
    QCOMPARE(document.move({{id, {1, 2}}}).error().code(), u"edit.notDraft"_s);
    QCOMPARE(document.rename(id, {u"a"_s, u"b"_s}).error().code(), u"edit.notDraft"_s);
    QCOMPARE(document.edit(*document.procedure().element(id)).error().code(), u"edit.notDraft"_s);
    QCOMPARE(document.duplicate({id}).error().code(), u"edit.notDraft"_s);
    QCOMPARE(writeRecipe(document.recipe()), before);

    QVERIFY(document.startNewVersion().ok());
    QCOMPARE(document.recipe().version, recipe.version + 1);
    QVERIFY(document.recipe().approvedBy.isEmpty());
    QVERIFY(document.move({{id, {1, 2}}}).ok());
    QCOMPARE(document.startNewVersion().error().code(), u"edit.isDraft"_s);
    document.undoStack()->undo();
    document.undoStack()->undo();
    QCOMPARE(writeRecipe(document.recipe()), before);
}

void TestRecipeDocument::renameNeedsBothLanguages()
{
    RecipeDocument document(*m_catalog);
    document.setRecipe(draft());
    const ElementId id(u"harvest"_s);
    QCOMPARE(document.rename(id, {u"Harvest"_s, u"  "_s}).error().code(), u"edit.emptyName"_s);
    QCOMPARE(document.rename(ElementId(u"none"_s), {u"a"_s, u"b"_s}).error().code(),
        u"model.unknownElement"_s);
    QVERIFY(document.rename(id, {u" Take off "_s, u"采收"_s}).ok());
    QCOMPARE(document.procedure().element(id)->name, (LocalizedText {u"Take off"_s, u"采收"_s}));
}

void TestRecipeDocument::pastesWithNewIds()
{
    RecipeDocument document(*m_catalog);
    document.setRecipe(draft());
    const int before = document.procedure().elementCount();
    const auto copies = document.duplicate({ElementId(u"process"_s), ElementId(u"harvest"_s)});
    QVERIFY(copies.ok());
    QCOMPARE(copies->size(), 2);
    QCOMPARE(document.undoStack()->count(), 1);
    const Procedure &procedure = document.procedure();
    QVERIFY(procedure.elementCount() > before + 2);
    const Element *original = procedure.element(ElementId(u"process"_s));
    const Element *copy = procedure.element(copies->first());
    QVERIFY(copy->id != original->id);
    QCOMPARE(copy->name, original->name);
    QCOMPARE(copy->position, (Position {original->position.x + 40, original->position.y + 40}));
    QCOMPARE(procedure.children(copy->id).size(), procedure.children(original->id).size());
    // The copy is joined inside itself and to nothing else.
    const auto isInCopy = [&](const ElementId &id) {
        return copies->contains(id) || procedure.ancestors(id).contains(copies->at(0))
            || procedure.ancestors(id).contains(copies->at(1));
    };
    int inner = 0;
    for (const LinkId &id : procedure.links()) {
        const Link *link = procedure.link(id);
        QCOMPARE(isInCopy(link->from.element), isInCopy(link->to.element));
        inner += isInCopy(link->from.element) ? 1 : 0;
    }
    QVERIFY(inner > 0);
}

void TestRecipeDocument::fragmentTravelsAsText()
{
    const MasterRecipe recipe = draft();
    const auto fragment = RecipeFragment::copy(recipe, {ElementId(u"harvest"_s)});
    QVERIFY(!fragment.isEmpty());
    const auto again = RecipeFragment::fromText(fragment.toText());
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().code()));
    QCOMPARE(again->toText(), fragment.toText());
    QVERIFY(!RecipeFragment::fromText("{\"schema\": 1").ok());
    QVERIFY(RecipeFragment::copy(recipe, {ElementId(u"nobody"_s)}).isEmpty());
}

void TestRecipeDocument::synchronisesTheTwoSidesOfATransfer()
{
    RecipeDocument document(*m_catalog);
    document.setRecipe(draft());
    const auto partnerOf = [&](const ElementId &id) {
        QVector<ElementId> found;
        const QVector<LinkId> links
            = document.procedure().incoming(id) + document.procedure().outgoing(id);
        for (const LinkId &each : links) {
            const Link *link = document.procedure().link(each);
            if (link->kind == LinkKind::Sync)
                found << (link->from.element == id ? link->to.element : link->from.element);
        }
        return found;
    };
    QVector<Link> pairs;
    const QVector<LinkId> links = document.procedure().links();
    for (const LinkId &id : links) {
        if (document.procedure().link(id)->kind == LinkKind::Sync)
            pairs << *document.procedure().link(id);
    }
    QVERIFY(pairs.size() >= 2);
    const ElementId a = pairs[0].from.element, b = pairs[0].to.element;
    const ElementId c = pairs[1].from.element, d = pairs[1].to.element;
    // a leaves b, d leaves c: one step, and nobody has two partners.
    QVERIFY(document.synchronise(a, d).ok());
    QCOMPARE(partnerOf(a), QVector<ElementId> {d});
    QCOMPARE(partnerOf(d), QVector<ElementId> {a});
    QVERIFY(partnerOf(b).isEmpty());
    QVERIFY(partnerOf(c).isEmpty());
    QCOMPARE(document.undoStack()->count(), 1);
    QVERIFY(document.synchronise(d, {}).ok());
    QVERIFY(partnerOf(a).isEmpty());
    // From whichever side it is asked for, it points the way that matter goes.
    QVERIFY(document.synchronise(b, a).ok());
    const QVector<LinkId> out = document.procedure().outgoing(a);
    QVERIFY(std::any_of(out.begin(), out.end(), [&](const LinkId &id) {
        const Link *link = document.procedure().link(id);
        return link->kind == LinkKind::Sync && link->to.element == b;
    }));
    const QByteArray before = writeRecipe(document.recipe());
    const ElementId unit = document.procedure().unitProcedure(a);
    QCOMPARE(document.synchronise(a, unit).error().code(), u"edit.connect.syncPhases"_s);
    QVector<ElementId> sisters;
    const QVector<ElementId> all = document.procedure().elements();
    for (const ElementId &id : all) {
        if (id != a && document.procedure().element(id)->kind == ElementKind::Phase
            && document.procedure().unitProcedure(id) == unit)
            sisters << id;
    }
    QVERIFY(!sisters.isEmpty());
    QCOMPARE(document.synchronise(a, sisters.first()).error().code(), u"edit.connect.syncUnit"_s);
    QCOMPARE(writeRecipe(document.recipe()), before);
}

void TestRecipeDocument::joinsAPortToOneOther()
{
    RecipeDocument document(*m_catalog);
    document.setRecipe(draft());
    Link material;
    const QVector<LinkId> links = document.procedure().links();
    for (const LinkId &id : links) {
        if (document.procedure().link(id)->kind == LinkKind::Material && material.id.isEmpty())
            material = *document.procedure().link(id);
    }
    QVERIFY(!material.id.isEmpty());
    QVERIFY(document.joinPort(material.to, {}).ok());
    QVERIFY(!document.procedure().link(material.id));
    QVERIFY(document.joinPort(material.to, material.from).ok()); // from the side that takes
    bool found = false;
    for (const LinkId &id : document.procedure().outgoing(material.from.element)) {
        const Link *link = document.procedure().link(id);
        found = found || (link->from == material.from && link->to == material.to);
    }
    QVERIFY(found);
    QCOMPARE(document.undoStack()->count(), 2);
    const QByteArray before = writeRecipe(document.recipe());
    // Two inlets are no joint, and the old one stays.
    QCOMPARE(document.joinPort(material.to, material.to).ok(), false);
    QCOMPARE(document.joinPort({material.to.element, PortId(u"none"_s)}, {}).error().code(),
        u"model.unknownPort"_s);
    QCOMPARE(writeRecipe(document.recipe()), before);
}

void TestRecipeDocument::aLinkThatMovesHomeComesBackToItsPlace()
{
    const auto step = [](const QString &id, ElementKind kind) {
        Element element;
        element.id = ElementId(id);
        element.kind = kind;
        Port out;
        out.id = PortId(u"out"_s);
        out.direction = PortDirection::Out;
        Port in;
        in.id = PortId(u"in"_s);
        element.ports = {out, in};
        return element;
    };
    MasterRecipe recipe;
    recipe.id = RecipeId(u"r"_s);
    Procedure &procedure = recipe.procedure;
    QVERIFY(procedure.addElement(step(u"A"_s, ElementKind::Operation), {}));
    for (const QString &id : {u"a1"_s, u"a2"_s})
        QVERIFY(procedure.addElement(step(id, ElementKind::Phase), ElementId(u"A"_s)));
    QVERIFY(procedure.addElement(step(u"b"_s, ElementKind::Phase), {}));
    for (const QString &id : {u"first"_s, u"second"_s}) {
        Link link;
        link.id = LinkId(id);
        link.kind = LinkKind::Material;
        link.from = {ElementId(u"a1"_s), PortId(u"out"_s)};
        link.to = {ElementId(u"a2"_s), PortId(u"in"_s)};
        QVERIFY(procedure.addLink(link));
    }
    RecipeDocument document(*m_catalog);
    document.setRecipe(recipe);
    const QByteArray before = writeRecipe(document.recipe());
    Link moved = *document.procedure().link(LinkId(u"first"_s));
    moved.to.element = ElementId(u"b"_s);
    QVERIFY(document.edit(moved));
    QCOMPARE(document.procedure().home(moved.id), ElementId());
    const QByteArray after = writeRecipe(document.recipe());
    document.undoStack()->undo();
    QCOMPARE(writeRecipe(document.recipe()), before);
    document.undoStack()->redo();
    QCOMPARE(writeRecipe(document.recipe()), after);
}

QTEST_GUILESS_MAIN(TestRecipeDocument)
#include "tst_recipedocument.moc"
