// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every case compares the whole log of state changes.
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;

namespace {

QStringList ran(const QString &id)
{
    return {id + u" Idle>Running"_s, id + u" Running>Complete"_s};
}

QString begun(const QString &id)
{
    return id + u" Idle>Running"_s;
}

QString ended(const QString &id)
{
    return id + u" Running>Complete"_s;
}

Criterion criterion(const QString &attribute, const QString &comparison, double limit)
{
    Criterion result;
    result.attribute = attribute;
    result.name = words(attribute);
    result.comparison = comparison;
    result.limit = limit;
    return result;
}

} // namespace

class tst_TokenFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sequence();
    void parallelJoinWaitsForBoth();
    void selection_data();
    void selection();
    void selectionWaitsUntilOneHolds();
    void loopEndsByItsCondition();
    void loopPastItsMaximumIsHeld();
    void nestedContainersAllocateTheirUnit();
    void aUnitIsGivenToOneAtATime();
    void gate_data();
    void gate();
    void gateWithoutFailLinkIsHeld();
    void transitionRecordsWhatItSaw();
    void unknownNameHoldsTheBatch();
};

void tst_TokenFlow::sequence()
{
    RecipeBuilder builder;
    builder.add(K::Phase, u"a"_s, u"quick"_s);
    builder.add(K::Phase, u"w"_s, u"wait"_s);
    builder.add(K::Phase, u"c"_s, u"quick"_s);
    builder.chain(u"b > a > w > c > e"_s);
    Rig rig(builder.build());
    rig.create();
    QCOMPARE(rig.takeLog(), QStringList());
    rig.start();
    QCOMPARE(
        rig.takeLog(), QStringList {begun(u"-"_s)} + ran(u"a"_s) + QStringList {begun(u"w"_s)});
    rig.run(9);
    QCOMPARE(rig.takeLog(), QStringList());
    rig.run(1);
    QCOMPARE(
        rig.takeLog(), QStringList {ended(u"w"_s)} + ran(u"c"_s) + QStringList {ended(u"-"_s)});
    QCOMPARE(rig.executor->state().state, ProceduralState::Complete);
    QVERIFY(rig.executor->state().tokens.isEmpty());
    const qsizetype size = rig.journal.events.size();
    rig.run(5);
    QCOMPARE(rig.journal.events.size(), size);
}

void tst_TokenFlow::parallelJoinWaitsForBoth()
{
    RecipeBuilder builder;
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    builder.add(K::Phase, u"a"_s, u"quick"_s);
    builder.add(K::Phase, u"w"_s, u"wait"_s);
    builder.chain(u"b > s > a > j > e"_s);
    builder.chain(u"s > w > j"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    QCOMPARE(
        rig.takeLog(), (QStringList {begun(u"-"_s), begun(u"a"_s), begun(u"w"_s), ended(u"a"_s)}));
    QCOMPARE(rig.executor->state().tokens.keys(), QList<LinkId> {LinkId(u"a>j"_s)});
    rig.run(10);
    QCOMPARE(rig.takeLog(), (QStringList {ended(u"w"_s), ended(u"-"_s)}));
}

void tst_TokenFlow::selection_data()
{
    QTest::addColumn<double>("count");
    QTest::addColumn<QString>("taken");
    QTest::newRow("first by priority although both hold") << 80.0 << u"high"_s;
    QTest::newRow("second") << 30.0 << u"some"_s;
}

void tst_TokenFlow::selection()
{
    QFETCH(double, count);
    QFETCH(QString, taken);
    RecipeBuilder builder;
    builder.add(K::Phase, u"ask"_s, u"ask"_s);
    builder.add(K::SelectionSplit, u"s"_s);
    builder.add(K::Transition, u"t1"_s).condition = u"r.count > 10"_s;
    builder.add(K::Transition, u"t2"_s).condition = u"r.count > 50"_s;
    builder.add(K::Phase, u"some"_s, u"quick"_s);
    builder.add(K::Phase, u"high"_s, u"quick"_s);
    builder.add(K::SelectionJoin, u"j"_s);
    builder.chain(u"b > ask > s"_s);
    builder.chain(u"t1 > some > j > e"_s);
    builder.chain(u"t2 > high > j"_s);
    Link low = linkOf(u"s1"_s, u"s"_s, u"t1"_s);
    low.priority = 2;
    Link high = linkOf(u"s2"_s, u"s"_s, u"t2"_s);
    high.priority = 1;
    builder.link(low);
    builder.link(high);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    rig.takeLog();
    rig.answer(count);
    QCOMPARE(
        rig.takeLog(), QStringList {ended(u"ask"_s)} + ran(taken) + QStringList {ended(u"-"_s)});
}

void tst_TokenFlow::selectionWaitsUntilOneHolds()
{
    RecipeBuilder builder;
    builder.add(K::SelectionSplit, u"s"_s);
    builder.add(K::Transition, u"t1"_s).condition = u"elapsed > 1 h"_s;
    builder.add(K::Transition, u"t2"_s).condition = u"ROLE1:temperature.pv > 30"_s;
    builder.add(K::SelectionJoin, u"j"_s);
    builder.chain(u"b > s > t1 > j > e"_s);
    builder.chain(u"s > t2 > j"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    rig.gateway.set(u"U1.temperature.pv"_s, 35, Quality::Stale); // not Good: says nothing
    rig.run(10);
    QCOMPARE(rig.state({}), ProceduralState::Running);
    rig.gateway.set(u"U1.temperature.pv"_s, 35);
    rig.run();
    QCOMPARE(rig.state({}), ProceduralState::Complete);
    QCOMPARE(rig.state(u"t2"_s), ProceduralState::Complete);
    QCOMPARE(rig.state(u"t1"_s), ProceduralState::Idle);
}

void tst_TokenFlow::loopEndsByItsCondition()
{
    RecipeBuilder builder;
    builder.open(K::Loop, u"l"_s);
    builder.add(K::Phase, u"ask"_s, u"ask"_s);
    builder.chain(u"l.b > ask > l.e"_s);
    builder.close();
    builder.chain(u"b > l > e"_s);
    MasterRecipe recipe = builder.build();
    Element loop = *recipe.procedure.element(ElementId(u"l"_s));
    loop.condition = u"r.count > 50 or count >= 3"_s;
    loop.maxCount = 5;
    QVERIFY(recipe.procedure.replaceElement(loop));
    Rig rig(recipe);
    rig.create();
    rig.start();
    rig.answer(1);
    rig.answer(2);
    QCOMPARE(rig.takeLog(),
        (QStringList {begun(u"-"_s), begun(u"l"_s)} + ran(u"ask"_s) + ran(u"ask"_s)
            + QStringList {begun(u"ask"_s)}));
    QCOMPARE(rig.executor->state().status(ElementId(u"ask"_s)).run, 3);
    rig.answer(3); // count reaches 3
    QCOMPARE(rig.takeLog(), (QStringList {ended(u"ask"_s), ended(u"l"_s), ended(u"-"_s)}));
    QCOMPARE(rig.codes(u"loop.iterated"_s),
        (QStringList {u"l {\"count\":1,\"exit\":false}"_s, u"l {\"count\":2,\"exit\":false}"_s,
            u"l {\"count\":3,\"exit\":true}"_s}));
}

void tst_TokenFlow::loopPastItsMaximumIsHeld()
{
    RecipeBuilder builder;
    builder.open(K::Loop, u"l"_s);
    builder.add(K::Phase, u"ask"_s, u"ask"_s);
    builder.chain(u"l.b > ask > l.e"_s);
    builder.close();
    builder.chain(u"b > l > e"_s);
    MasterRecipe recipe = builder.build();
    Element loop = *recipe.procedure.element(ElementId(u"l"_s));
    loop.condition = u"r.count > 50"_s;
    loop.maxCount = 2;
    QVERIFY(recipe.procedure.replaceElement(loop));
    Rig rig(recipe);
    rig.create();
    rig.start();
    rig.answer(1);
    rig.answer(2);
    QCOMPARE(rig.state(u"l"_s), ProceduralState::Held);
    QCOMPARE(rig.executor->state().status(ElementId(u"l"_s)).reason.code, u"execution.loopMax"_s);
    QCOMPARE(rig.state({}), ProceduralState::Running);
    QCOMPARE(rig.executor->state().deviations, 1);
}

void tst_TokenFlow::nestedContainersAllocateTheirUnit()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.open(K::Operation, u"op"_s);
    builder.add(K::Phase, u"a"_s, u"wait"_s);
    builder.chain(u"op.b > a > op.e"_s);
    builder.close();
    builder.chain(u"up.b > op > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    QCOMPARE(rig.executor->state().allocated.value(RoleId(u"ROLE1"_s)), UnitId(u"U1"_s));
    rig.run(10);
    QVERIFY(rig.executor->state().allocated.isEmpty());
    QCOMPARE(rig.takeLog(),
        (QStringList {begun(u"-"_s), begun(u"up"_s), begun(u"op"_s), begun(u"a"_s), ended(u"a"_s),
            ended(u"op"_s), ended(u"up"_s), ended(u"-"_s)}));
    QCOMPARE(rig.codes(u"unit.allocated"_s),
        QStringList {u"up {\"unit\":\"U1\",\"role\":\"ROLE1\",\"identity\":\"C-7K42\"}"_s});
    QCOMPARE(rig.codes(u"unit.released"_s).size(), 1);
}

void tst_TokenFlow::aUnitIsGivenToOneAtATime()
{
    RecipeBuilder builder;
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    for (const QString &name : {u"x"_s, u"y"_s}) {
        builder.open(K::UnitProcedure, name, u"ROLE1"_s);
        builder.add(K::Phase, name + u".w"_s, u"wait"_s);
        builder.chain(name + u".b > "_s + name + u".w > "_s + name + u".e"_s);
        builder.close();
        builder.chain(u"s > "_s + name + u" > j"_s);
    }
    builder.chain(u"b > s"_s);
    builder.chain(u"j > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    QCOMPARE(rig.state(u"x"_s), ProceduralState::Running);
    QCOMPARE(rig.state(u"y"_s), ProceduralState::Idle);
    rig.run(10);
    QCOMPARE(rig.state(u"x"_s), ProceduralState::Complete);
    QCOMPARE(rig.state(u"y"_s), ProceduralState::Running);
    rig.run(10);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_TokenFlow::gate_data()
{
    QTest::addColumn<double>("first"); // answered before the gate; -1: not measured before it
    QTest::addColumn<QStringList>("way");
    QTest::newRow("pass") << 80.0 << QStringList {u"good"_s};
    QTest::newRow("at the limit") << 50.0 << QStringList {u"good"_s};
    QTest::newRow("fail") << 49.0 << QStringList {u"bad"_s};
}

void tst_TokenFlow::gate()
{
    QFETCH(double, first);
    QFETCH(QStringList, way);
    RecipeBuilder builder;
    builder.add(K::Phase, u"late"_s, u"ask"_s);
    Element &gate = builder.add(K::Gate, u"g"_s);
    gate.gate = GateSpecification {};
    gate.gate->criteria = {criterion(u"count"_s, u">="_s, 50)};
    builder.add(K::Phase, u"good"_s, u"quick"_s);
    builder.add(K::Phase, u"bad"_s, u"quick"_s);
    builder.add(K::SelectionJoin, u"j"_s);
    builder.add(K::SelectionJoin, u"in"_s);
    builder.chain(u"b > in > g"_s);
    builder.chain(u"late > in"_s); // the pending way comes back
    builder.chain(u"good > j > e"_s);
    builder.chain(u"bad > j"_s);
    const auto out = [&](const QString &to, GateOutcome outcome) {
        Link link = linkOf(u"g>"_s + to, u"g"_s, to);
        link.outcome = outcome;
        builder.link(link);
    };
    out(u"good"_s, GateOutcome::Pass);
    out(u"bad"_s, GateOutcome::Fail);
    out(u"late"_s, GateOutcome::Pending);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    QCOMPARE(rig.state(u"late"_s), ProceduralState::Running); // nothing measured: pending
    rig.takeLog();
    rig.answer(first);
    QStringList expected {ended(u"late"_s), u"g Complete>Idle"_s};
    expected += ran(u"g"_s);
    for (const QString &phase : way)
        expected += ran(phase);
    QCOMPARE(rig.takeLog(), expected + QStringList {ended(u"-"_s)});
    QCOMPARE(rig.codes(u"gate.decided"_s).size(), 2);
}

void tst_TokenFlow::gateWithoutFailLinkIsHeld()
{
    RecipeBuilder builder;
    builder.add(K::Phase, u"ask"_s, u"ask"_s);
    Element &gate = builder.add(K::Gate, u"g"_s);
    gate.gate = GateSpecification {};
    gate.gate->criteria
        = {criterion(u"count"_s, u">="_s, 50), criterion(u"sterility"_s, u"=="_s, 0)};
    gate.gate->criteria[1].text = u"sterile"_s;
    builder.chain(u"b > ask > g > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    rig.answer(10);
    rig.run(60);
    QCOMPARE(rig.state(u"g"_s), ProceduralState::Running); // sterility is missing: it waits
    QVERIFY(rig.codes(u"gate.decided"_s).isEmpty());
}

void tst_TokenFlow::transitionRecordsWhatItSaw()
{
    RecipeBuilder builder;
    builder.add(K::Phase, u"ask"_s, u"ask"_s);
    builder.add(K::Transition, u"t"_s).condition = u"r.count >= 7"_s;
    builder.chain(u"b > ask > t > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    rig.answer(7);
    QCOMPARE(rig.codes(u"transition.fired"_s),
        QStringList {u"t {\"condition\":\"r.count >= 7\",\"values\":{\"r.count\":7},"
                     u"\"taken\":[\"ask>t\"],\"placed\":[\"t>e\"]}"_s});
}

void tst_TokenFlow::unknownNameHoldsTheBatch()
{
    RecipeBuilder builder;
    builder.add(K::Transition, u"t"_s).condition = u"ROLE9:temperature.pv > 1"_s;
    builder.chain(u"b > t > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    QCOMPARE(rig.state({}), ProceduralState::Held);
    QCOMPARE(rig.executor->state().own.reason.code, u"execution.unknownName"_s);
}

QTEST_GUILESS_MAIN(tst_TokenFlow)
#include "tst_tokenflow.moc"
