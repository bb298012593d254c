// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/changeset.h"
#include "processgraph/validation/incrementalvalidator.h"
#include "processgraph/validation/validationcontext.h"
#include "tests/validation/rig.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

void must(const Result<void> &done)
{
    QVERIFY(done.ok());
}

Element step(const QString &id, ElementKind kind)
{
    Element element;
    element.id = ElementId(id);
    element.kind = kind;
    element.name = {id, id};
    return element;
}

Link way(const QString &id, const QString &from, const QString &to)
{
    Link link;
    link.id = LinkId(id);
    link.from.element = ElementId(from);
    link.to.element = ElementId(to);
    return link;
}

MasterRecipe small()
{
    return RecipeBuilder()
        .role("A", "vessel", "V-1")
        .unit("U", "A")
        .phase("P", "bare", [](Element &e) { e.critical = true; })
        .phase("Q", "work")
        .close()
        .manual("M")
        .recipe();
}

// Graphs that nobody draws and that a file can hold.

MasterRecipe ring(int size)
{
    MasterRecipe recipe;
    for (int i = 0; i < size; ++i)
        must(recipe.procedure.addElement(step(u"s%1"_s.arg(i), ElementKind::ManualStep), {}));
    for (int i = 0; i < size; ++i)
        must(recipe.procedure.addLink(
            way(u"l%1"_s.arg(i), u"s%1"_s.arg(i), u"s%1"_s.arg((i + 1) % size))));
    return recipe;
}

MasterRecipe bundle(int size)
{
    MasterRecipe recipe;
    must(recipe.procedure.addElement(step(u"a"_s, ElementKind::ParallelSplit), {}));
    must(recipe.procedure.addElement(step(u"b"_s, ElementKind::ParallelJoin), {}));
    for (int i = 0; i < size; ++i)
        must(recipe.procedure.addLink(way(u"l%1"_s.arg(i), u"a"_s, u"b"_s)));
    return recipe;
}

MasterRecipe nest(int depth)
{
    MasterRecipe recipe;
    ElementId container;
    for (int i = 0; i < depth; ++i) {
        Element loop = step(u"n%1"_s.arg(i), ElementKind::Loop);
        loop.condition = u"count >= 2"_s;
        loop.maxCount = 3;
        must(recipe.procedure.addElement(loop, container));
        container = loop.id;
    }
    return recipe;
}

MasterRecipe fan(int branches, ElementKind split, ElementKind join)
{
    MasterRecipe recipe;
    must(recipe.procedure.addElement(step(u"begin"_s, ElementKind::Begin), {}));
    must(recipe.procedure.addElement(step(u"split"_s, split), {}));
    must(recipe.procedure.addElement(step(u"join"_s, join), {}));
    must(recipe.procedure.addElement(step(u"end"_s, ElementKind::End), {}));
    must(recipe.procedure.addLink(way(u"in"_s, u"begin"_s, u"split"_s)));
    must(recipe.procedure.addLink(way(u"out"_s, u"join"_s, u"end"_s)));
    for (int i = 0; i < branches; ++i) {
        Element branch = step(u"t%1"_s.arg(i), ElementKind::Transition);
        branch.condition = u"r.viability > %1"_s.arg(i);
        must(recipe.procedure.addElement(branch, {}));
        must(recipe.procedure.addLink(way(u"i%1"_s.arg(i), u"split"_s, branch.id.value())));
        must(recipe.procedure.addLink(way(u"o%1"_s.arg(i), branch.id.value(), u"join"_s)));
    }
    return recipe;
}

// Parallel splits that nobody joins, each inside a branch of the one before.
MasterRecipe stairs(int size)
{
    MasterRecipe recipe;
    for (int i = 0; i < size; ++i) {
        must(recipe.procedure.addElement(step(u"s%1"_s.arg(i), ElementKind::ParallelSplit), {}));
        must(recipe.procedure.addElement(step(u"u%1"_s.arg(i), ElementKind::UnitProcedure), {}));
        must(recipe.procedure.addLink(way(u"u>%1"_s.arg(i), u"s%1"_s.arg(i), u"u%1"_s.arg(i))));
        if (i > 0)
            must(recipe.procedure.addLink(
                way(u"s>%1"_s.arg(i), u"s%1"_s.arg(i - 1), u"s%1"_s.arg(i))));
    }
    return recipe;
}

// Gates in a row; every second one releases, and what fails goes straight to the end.
MasterRecipe gates(int size)
{
    MasterRecipe recipe;
    must(recipe.procedure.addElement(step(u"g0"_s, ElementKind::Begin), {}));
    must(recipe.procedure.addElement(step(u"end"_s, ElementKind::End), {}));
    for (int i = 1; i <= size; ++i) {
        Element gate = step(u"g%1"_s.arg(i), ElementKind::Gate);
        gate.gate = GateSpecification();
        gate.gate->release = i % 2 == 0;
        must(recipe.procedure.addElement(gate, {}));
        must(recipe.procedure.addLink(way(u"p%1"_s.arg(i), u"g%1"_s.arg(i - 1), u"g%1"_s.arg(i))));
        Link fail = way(u"f%1"_s.arg(i), u"g%1"_s.arg(i), u"end"_s);
        fail.outcome = GateOutcome::Fail;
        must(recipe.procedure.addLink(fail));
    }
    return recipe;
}

} // namespace

class TestIncremental : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsEdits_data();
    void followsEdits();
    void asksLittle();
    void cancelled();
    void changeSet();
    void hostileGraphs_data();
    void hostileGraphs();
    void dominatorsOfALongChain();
};

void TestIncremental::followsEdits_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"rename", "move", "parameter", "add", "remove", "link", "unlink",
             "kind", "header", "role", "formula", "elsewhere"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestIncremental::followsEdits()
{
    QFETCH(const QString, what);
    ValidationInput input;
    input.recipe = small();
    input.plant = plant();
    IncrementalValidator validator(catalog());
    QVERIFY(*validator.update(input) == validate(input, catalog()));
    Procedure &procedure = input.recipe.procedure;
    Element p = *procedure.element(ElementId(u"P"_s));
    if (what == u"rename"_s) {
        p.name = {u"Other"_s, u"另一步"_s};
        must(procedure.replaceElement(p));
    } else if (what == u"move"_s) {
        p.position = {5, 6};
        must(procedure.replaceElement(p));
    } else if (what == u"parameter"_s) {
        p.parameters.append(RecipeBuilder::parameter("x", "5 L"));
        p.parameters.last().critical = true;
        must(procedure.replaceElement(p));
    } else if (what == u"add"_s) {
        must(procedure.addElement(step(u"new"_s, ElementKind::Transition), ElementId(u"U"_s)));
    } else if (what == u"remove"_s || what == u"unlink"_s) {
        for (const LinkId &id : procedure.incoming(p.id) + procedure.outgoing(p.id))
            must(procedure.removeLink(id));
        if (what == u"remove"_s)
            must(procedure.removeElement(p.id));
    } else if (what == u"link"_s) {
        must(procedure.addLink(way(u"back"_s, u"Q"_s, u"P"_s)));
    } else if (what == u"kind"_s) {
        p.kind = ElementKind::Gate;
        must(procedure.replaceElement(p));
    } else if (what == u"header"_s) {
        input.recipe.name = {u"Name"_s, u"名称"_s};
        input.recipe.bom.append(BomLine());
    } else if (what == u"role"_s) {
        input.recipe.roles.clear();
    } else if (what == u"formula"_s) {
        FormulaParameter value;
        value.id = u"f"_s;
        input.recipe.formula.append(value);
    } else {
        input.recipe = ring(5);
    }
    const QVector<Finding> findings = *validator.update(input);
    QVERIFY(!findings.isEmpty());
    QVERIFY(findings == validate(input, catalog()));
    input.recipe = small();
    QVERIFY(*validator.update(input) == validate(input, catalog()));
}

// What an edit does not concern is not asked again.
void TestIncremental::asksLittle()
{
    ValidationInput input;
    input.recipe = fan(300, ElementKind::SelectionSplit, ElementKind::SelectionJoin);
    IncrementalValidator validator(catalog());
    (void)validator.update(input);
    const int all = validator.lastCalls();
    Element one = *input.recipe.procedure.element(ElementId(u"t7"_s));
    one.position.x += 10;
    must(input.recipe.procedure.replaceElement(one));
    (void)validator.update(input);
    QCOMPARE(validator.lastCalls(), 0);
    one.duration.nominal = Duration(60'000);
    must(input.recipe.procedure.replaceElement(one));
    (void)validator.update(input);
    QVERIFY(validator.lastCalls() > 0);
    QVERIFY2(validator.lastCalls() < all / 20, qPrintable(QString::number(validator.lastCalls())));
}

void TestIncremental::cancelled()
{
    ValidationInput input;
    input.recipe = small();
    IncrementalValidator validator(catalog());
    const std::atomic_bool stop = true;
    QVERIFY(!validator.update(input, &stop));
    QVERIFY(*validator.update(input) == validate(input, catalog()));
}

void TestIncremental::changeSet()
{
    const MasterRecipe before = small();
    QVERIFY(ChangeSet::between(before, before).isEmpty());
    MasterRecipe after = before;
    Element p = *after.procedure.element(ElementId(u"P"_s));
    p.position.x = 99;
    must(after.procedure.replaceElement(p));
    QVERIFY(ChangeSet::between(before, after).isEmpty());
    p.maxHeldTime = Duration(1000);
    p.name.en = u"N"_s;
    must(after.procedure.replaceElement(p));
    const ChangeSet changes = ChangeSet::between(before, after);
    QCOMPARE(changes.replaced.size(), 1);
    QCOMPARE(changes.replaced.first().aspects, Aspect::Values | Aspect::Times | Aspect::Texts);
    QVERIFY(changes.replaced.first().renamed);
    QVERIFY(!changes.structure && !changes.everything);
    // The same content from elsewhere is the same recipe.
    QVERIFY(small() == before);
    QVERIFY(ChangeSet::between(before, small()).isEmpty());
}

void TestIncremental::hostileGraphs_data()
{
    QTest::addColumn<MasterRecipe>("recipe");
    QTest::newRow("circle") << ring(3000);
    QTest::newRow("links between two") << bundle(20'000);
    QTest::newRow("nesting") << nest(60);
    QTest::newRow("parallel branches")
        << fan(5000, ElementKind::ParallelSplit, ElementKind::ParallelJoin);
    QTest::newRow("choices") << fan(1000, ElementKind::SelectionSplit, ElementKind::SelectionJoin);
    QTest::newRow("stairs of splits") << stairs(1500);
    QTest::newRow("gates in a row") << gates(1500);
}

// No hang and no overflow of the stack: the time limit of the test run is the only one here.
void TestIncremental::hostileGraphs()
{
    QFETCH(const MasterRecipe, recipe);
    ValidationInput input;
    input.recipe = recipe;
    input.plant = plant();
    IncrementalValidator validator(catalog());
    const QVector<Finding> findings = *validator.update(input);
    QVERIFY(!findings.isEmpty());
    must(input.recipe.procedure.addElement(step(u"one-more"_s, ElementKind::ManualStep), {}));
    QVERIFY(*validator.update(input) == validate(input, catalog()));
}

void TestIncremental::dominatorsOfALongChain()
{
    constexpr int size = 300'000;
    QVector<Digraph::Edge> edges;
    for (int i = 0; i + 1 < size; ++i)
        edges.append({i, i + 1});
    edges.append({size - 1, size}); // a join far behind the split
    edges.append({0, size});
    const Digraph graph(size + 1, edges);
    const QVector<int> above = graph.dominators(0);
    QCOMPARE(above[size], 0);
    QCOMPARE(above[size - 1], size - 2);
    QCOMPARE(above[0], -1);
}

QTEST_GUILESS_MAIN(TestIncremental)
#include "tst_incremental.moc"
