// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to a run that nobody attends: restarted by policy, or given up; never a silent wait.
#include "processgraph/execution/attendant.h"
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;
using C = ProceduralCommand;
using S = ProceduralState;

namespace {

MasterRecipe one(const QString &type)
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"p"_s, type);
    builder.chain(u"up.b > p > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    return builder.build();
}

/// A run without people, minute by minute, as the engine does it.
class Run
{
public:
    explicit Run(const MasterRecipe &recipe, bool answers = true)
        : rig(recipe)
        , m_answers(answers)
    {
        rig.create();
        rig.start();
    }
    /// Until it is given up or over.
    void go(int minutes)
    {
        for (int i = 0; i < minutes && !givenUp && !isFinal(rig.state({})); ++i) {
            rig.run(1);
            if (m_answers)
                rig.answerAll();
            const auto verdict
                = attendant.look(rig.executor->state(), rig.executor->batchTime(), m_answers);
            for (const ElementId &id : verdict.restart) {
                rig.executor->command(id, C::Restart, {}, PersonId(u"AUTO-1"_s));
                ++restarts;
            }
            givenUp = verdict.giveUp;
        }
    }

    Rig rig;
    Attendant attendant;
    std::optional<Error> givenUp;
    int restarts = 0;

private:
    bool m_answers;
};

} // namespace

class tst_Attendant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToDo();
    void restartsByPolicyAndNoMore();
    void withoutPolicyItEnds();
    void goesOnWhenTheCauseIsGone();
    void nobodyAnswers();
    void stoppedStepEnds();
    void stalledRunEnds();
    void heldBatchEnds();
};

void tst_Attendant::nothingToDo()
{
    Run run(one(u"wait"_s));
    run.go(60);
    QVERIFY(!run.givenUp);
    QCOMPARE(run.restarts, 0);
    QCOMPARE(run.rig.state({}), S::Complete);
}

/// feed: twice, each five minutes after the Hold.
void tst_Attendant::restartsByPolicyAndNoMore()
{
    Run run(one(u"feed"_s));
    run.rig.gateway.failures.insert(TagId(u"U1.inlet.flow.sp"_s), 1000);
    run.go(4);
    QCOMPARE(run.rig.state(u"p"_s), S::Held);
    QCOMPARE(run.restarts, 0); // not at once
    run.go(600);
    QCOMPARE(run.restarts, 2);
    QVERIFY(run.givenUp);
    QCOMPARE(run.givenUp->code(), u"run.heldUnattended"_s);
    QCOMPARE(run.givenUp->message.args.value(u"element"_s), u"p"_s);
    QCOMPARE(run.givenUp->message.args.value(u"state"_s), u"Held"_s);
    QCOMPARE(run.givenUp->message.args.value(u"restarts"_s), u"2"_s);
}

void tst_Attendant::withoutPolicyItEnds()
{
    Run run(one(u"check"_s));
    run.rig.gateway.set(u"U1.temperature.pv"_s, 50);
    run.go(600);
    QCOMPARE(run.restarts, 0);
    QVERIFY(run.givenUp);
    QCOMPARE(run.givenUp->code(), u"run.heldUnattended"_s);
    QCOMPARE(run.givenUp->message.args.value(u"element"_s), u"p"_s);
}

void tst_Attendant::goesOnWhenTheCauseIsGone()
{
    Run run(one(u"feed"_s));
    run.rig.gateway.failures.insert(TagId(u"U1.inlet.flow.sp"_s), 2);
    run.rig.gateway.set(u"U1.inlet.total.pv"_s, 50);
    run.go(120);
    QVERIFY(!run.givenUp);
    QCOMPARE(run.restarts, 1);
    QCOMPARE(run.rig.state({}), S::Complete);
}

void tst_Attendant::nobodyAnswers()
{
    Run run(one(u"ask"_s), false);
    run.go(600);
    QVERIFY(run.givenUp);
    QCOMPARE(run.givenUp->code(), u"run.promptUnattended"_s);
    QCOMPARE(run.givenUp->message.args.value(u"element"_s), u"p"_s);
    Run answered(one(u"ask"_s), true);
    answered.go(600);
    QVERIFY(!answered.givenUp);
}

void tst_Attendant::stoppedStepEnds()
{
    Run run(one(u"wait"_s));
    run.rig.command(u"p"_s, C::Stop);
    run.go(600);
    QVERIFY(run.givenUp);
    QCOMPARE(run.givenUp->message.args.value(u"state"_s), u"Stopped"_s);
}

/// A transition whose condition never comes true.
void tst_Attendant::stalledRunEnds()
{
    RecipeBuilder builder;
    builder.add(K::Phase, u"p"_s, u"wait"_s);
    builder.add(K::Transition, u"t"_s).condition = u"r.never > 1"_s;
    builder.chain(u"b > p > t > e"_s);
    Run run(builder.build());
    run.go(23 * 60);
    QVERIFY(!run.givenUp);
    run.go(2 * 60 + 15);
    QVERIFY(run.givenUp);
    QCOMPARE(run.givenUp->code(), u"run.stalled"_s);
}

void tst_Attendant::heldBatchEnds()
{
    Run run(one(u"wait"_s));
    run.rig.command({}, C::Hold);
    run.go(60);
    QVERIFY(run.givenUp);
    QCOMPARE(run.givenUp->code(), u"run.heldUnattended"_s);
    QCOMPARE(run.givenUp->message.args.value(u"element"_s), u"B-1"_s);
}

QTEST_GUILESS_MAIN(tst_Attendant)
#include "tst_attendant.moc"
