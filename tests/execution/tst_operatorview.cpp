// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/operatorview.h"
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;

class tst_OperatorView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheBatch();
    void heldStepSaysWhyAndForHowLong();

private:
    static MasterRecipe recipe();
    static OperatorView view(const Rig &rig);
};

MasterRecipe tst_OperatorView::recipe()
{
    RecipeBuilder builder;
    Parameter stirrer;
    stirrer.id = ParameterId(u"stirrer"_s);
    stirrer.name = words(u"stirrer"_s);
    stirrer.value = 100;
    stirrer.signal = u"stirrer.sp"_s;
    Parameter temperature = stirrer;
    temperature.id = ParameterId(u"temperature"_s);
    temperature.name = words(u"temperature"_s);
    temperature.value = 37;
    temperature.alert = Range {36.5, 37.5};
    temperature.action = Range {36.0, 38.0};
    temperature.signal = u"temperature.pv"_s;
    temperature.critical = true;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    Element &heat = builder.add(K::Phase, u"heat"_s, u"heat"_s);
    heat.parameters = {stirrer, temperature};
    heat.duration.longest = std::chrono::minutes(30);
    heat.maxHeldTime = std::chrono::minutes(5);
    builder.add(K::Transition, u"t"_s).condition = u"r.reached > 30"_s;
    builder.chain(u"up.b > heat > t > up.e"_s);
    builder.close();
    builder.add(K::ManualStep, u"m"_s);
    builder.chain(u"b > up > m > e"_s);
    return builder.build();
}

OperatorView tst_OperatorView::view(const Rig &rig)
{
    const QVector<PhaseClass> classes = smallPhaseClasses();
    return makeOperatorView(
        rig.executor->state(), [&](const TagId &tag) { return rig.executor->latest(tag); },
        [&](const QString &type) {
            const auto found = std::find_if(classes.begin(), classes.end(),
                [&](const PhaseClass &phaseClass) { return phaseClass.id == type; });
            return found == classes.end() ? nullptr : &*found;
        },
        rig.executor->batchTime());
}

void tst_OperatorView::followsTheBatch()
{
    Rig rig(recipe());
    rig.create();
    OperatorView seen = view(rig);
    QVERIFY(seen.current.isEmpty());
    QCOMPARE(seen.next.size(), 1);
    QCOMPARE(seen.next.first().element, ElementId(u"heat"_s));
    QCOMPARE(seen.total, 2);

    rig.start();
    rig.gateway.set(u"U1.temperature.pv"_s, 25);
    rig.run(3);
    seen = view(rig);
    QCOMPARE(seen.current.size(), 1);
    const OperatorView::Step step = seen.current.first();
    QCOMPARE(step.element, ElementId(u"heat"_s));
    QCOMPARE(step.unit, UnitId(u"U1"_s));
    QCOMPARE(step.step, 1);
    QCOMPARE(step.steps, 3);
    QCOMPARE(step.live.size(), 2);
    QCOMPARE(step.live.first().tag, TagId(u"U1.temperature.pv"_s)); // critical first
    QCOMPARE(step.live.first().value.value, 25.0);
    QCOMPARE(step.live.first().setPoint, std::optional(37.0));
    QCOMPARE(step.live.first().action, (Range {36.0, 38.0}));
    const auto run = std::find_if(step.timers.begin(), step.timers.end(),
        [](const auto &timer) { return timer.kind == OperatorView::Timer::Kind::Run; });
    QVERIFY(run != step.timers.end());
    QCOMPARE(run->passed, Duration(std::chrono::minutes(3)));
    QVERIFY(!run->exceeded());
    QCOMPARE(seen.next.size(), 1);
    QCOMPARE(seen.next.first().element, ElementId(u"m"_s));
    QCOMPARE(seen.next.first().condition, u"r.reached > 30"_s);

    rig.gateway.set(u"U1.temperature.pv"_s, 37);
    rig.run();
    seen = view(rig);
    QCOMPARE(seen.current.size(), 1);
    QCOMPARE(seen.current.first().element, ElementId(u"m"_s));
    QCOMPARE(seen.prompts.size(), 1);
    QCOMPARE(seen.done, 1);
    rig.answerAll();
    seen = view(rig);
    QCOMPARE(seen.state, ProceduralState::Complete);
    QVERIFY(seen.current.isEmpty() && seen.next.isEmpty() && seen.prompts.isEmpty());
    QCOMPARE(seen.done, 2);
}

void tst_OperatorView::heldStepSaysWhyAndForHowLong()
{
    Rig rig(recipe());
    rig.create();
    rig.start();
    rig.run(1);
    rig.command(u"heat"_s, ProceduralCommand::Hold, u"foam"_s);
    rig.run(6);
    const OperatorView seen = view(rig);
    QCOMPARE(seen.current.size(), 1);
    QCOMPARE(seen.current.first().state, ProceduralState::Held);
    QCOMPARE(seen.current.first().reason.args.value(u"reason"_s), u"foam"_s);
    const QVector<OperatorView::Timer> timers = seen.current.first().timers;
    const auto held = std::find_if(timers.begin(), timers.end(),
        [](const auto &timer) { return timer.kind == OperatorView::Timer::Kind::HeldTime; });
    QVERIFY(held != timers.end());
    QCOMPARE(held->passed, Duration(std::chrono::minutes(6)));
    QVERIFY(held->exceeded());
}

QTEST_GUILESS_MAIN(tst_OperatorView)
#include "tst_operatorview.moc"
