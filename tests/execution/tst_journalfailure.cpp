// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Journal before effect: what could not be written down has not happened.
#include "tests/execution/rig.h"
#include "tests/support/signing.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;
using C = ProceduralCommand;

namespace {

MasterRecipe waitThenHeat()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    Parameter temperature;
    temperature.id = ParameterId(u"temperature"_s);
    temperature.name = words(u"temperature"_s);
    temperature.value = 37;
    builder.add(K::Phase, u"w"_s, u"wait"_s);
    builder.add(K::Phase, u"a"_s, u"heat"_s).parameters = {temperature};
    builder.add(K::Phase, u"q"_s, u"ask"_s);
    builder.chain(u"up.b > w > a > q > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    return builder.build();
}

} // namespace

class tst_JournalFailure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noEffectBeforeTheAppend();
    void outcomeOfAWriteIsNotLost();
    void commandAndAnswerAreRefused();
    void createFails();
    void plantIsMadeSafe();
    void stopIsHeardWithoutAJournal_data();
    void stopIsHeardWithoutAJournal();
};

void tst_JournalFailure::noEffectBeforeTheAppend()
{
    Rig rig(waitThenHeat());
    rig.create();
    rig.start();
    int shown = 0;
    QObject::connect(
        rig.executor.get(), &RecipeExecutor::stateChanged, rig.executor.get(), [&] { ++shown; });
    rig.journal.failing = true;
    rig.run(10); // the wait is over after ten
    rig.run();
    QCOMPARE(rig.state(u"w"_s), ProceduralState::Running);
    QVERIFY(rig.gateway.log.isEmpty());
    QCOMPARE(shown, 0);
    QCOMPARE(rig.journalErrors.size(), 1); // said once, not every minute
    QCOMPARE(rig.journalErrors.first().code(), u"store.cannotWrite"_s);
    rig.journal.failing = false;
    rig.run();
    QCOMPARE(rig.state(u"w"_s), ProceduralState::Complete);
    QCOMPARE(rig.gateway.log, QStringList {u"write U1.temperature.sp=37"_s});
    rig.journal.failing = true;
    rig.command(u"a"_s, C::Hold);
    QCOMPARE(rig.journalErrors.size(), 2);
}

void tst_JournalFailure::outcomeOfAWriteIsNotLost()
{
    Rig rig(waitThenHeat());
    rig.create();
    rig.start();
    rig.clock.advance(std::chrono::minutes(10));
    rig.executor->tick();
    QCOMPARE(rig.gateway.log.size(), 1);
    rig.journal.failing = true;
    rig.gateway.flush();
    for (int i = 0; i < 5; ++i)
        rig.run();
    QVERIFY(rig.codes(u"write.finished"_s).isEmpty());
    rig.journal.failing = false;
    rig.run();
    QCOMPARE(rig.codes(u"write.finished"_s).size(), 1);
    QCOMPARE(rig.gateway.log.size(), 1); // not ordered again
    QCOMPARE(rig.executor->state().status(ElementId(u"a"_s)).step, 1);
}

void tst_JournalFailure::commandAndAnswerAreRefused()
{
    Rig rig(waitThenHeat());
    rig.gateway.set(u"U1.temperature.pv"_s, 37);
    rig.create();
    rig.start();
    rig.run(11);
    QCOMPARE(rig.state(u"q"_s), ProceduralState::Running);
    rig.journal.failing = true;
    rig.command({}, C::Hold);
    rig.answer(5);
    QCOMPARE(rig.refusals.size(), 2);
    QCOMPARE(rig.refusals.first().code(), u"store.cannotWrite"_s);
    QCOMPARE(rig.state({}), ProceduralState::Running);
    QCOMPARE(rig.executor->state().prompts.size(), 1);
    rig.journal.failing = false;
    rig.answer(5);
    QCOMPARE(rig.state(u"q"_s), ProceduralState::Held); // its unit was made safe for the Hold
    rig.command(u"q"_s, C::Restart);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_JournalFailure::createFails()
{
    Rig rig(waitThenHeat());
    rig.journal.failing = true;
    BatchHeader header;
    header.id = BatchId(u"B-1"_s);
    sign(rig.master);
    const auto control = ControlRecipe::make(rig.master, smallPlant(), header);
    QVERIFY(control.ok());
    QVERIFY(!rig.executor->create(*control).ok());
    QVERIFY(!rig.executor->state().exists());
    rig.journal.failing = false;
    QVERIFY(rig.executor->create(*control).ok());
    const auto again = rig.executor->create(*control);
    QVERIFY(!again.ok());
    QCOMPARE(again.error().code(), u"batch.exists"_s);
}

/// A full disk in the midst of a phase: nobody can order the pump off in the usual way any more.
void tst_JournalFailure::plantIsMadeSafe()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"f"_s, u"feed"_s);
    builder.chain(u"up.b > f > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    rig.run(1);
    QCOMPARE(rig.gateway.log, QStringList {u"write U1.inlet.flow.sp=10"_s});
    rig.journal.failing = true;
    rig.run(10);
    rig.run(20);
    QCOMPARE(rig.gateway.log.mid(1), QStringList {u"safe U1"_s}); // once, and nothing else
    QCOMPARE(rig.state(u"f"_s), ProceduralState::Running); // nothing is shown that is not on record
    rig.journal.failing = false;
    rig.run(1);
    const QStringList late = rig.codes(u"unit.safeState"_s);
    QCOMPARE(late.size(), 1);
    QVERIFY2(late.first().contains(u"\"late\":true"_s), qPrintable(late.first()));
    QCOMPARE(rig.state(u"f"_s), ProceduralState::Held);
    QCOMPARE(
        rig.executor->state().status(ElementId(u"f"_s)).reason.code, u"execution.journalWasDown"_s);
    rig.run(5);
    QCOMPARE(rig.codes(u"unit.safeState"_s).size(), 1); // written down once
    rig.gateway.set(u"U1.inlet.total.pv"_s, 42);
    rig.command(u"f"_s, C::Restart);
    rig.run(20);
    QCOMPARE(rig.state({}), ProceduralState::Complete);
}

void tst_JournalFailure::stopIsHeardWithoutAJournal_data()
{
    QTest::addColumn<int>("command");
    QTest::addColumn<bool>("safe");
    QTest::newRow("hold") << int(C::Hold) << true;
    QTest::newRow("stop") << int(C::Stop) << true;
    QTest::newRow("abort") << int(C::Abort) << true;
    QTest::newRow("pause") << int(C::Pause) << false;
}

void tst_JournalFailure::stopIsHeardWithoutAJournal()
{
    QFETCH(int, command);
    QFETCH(bool, safe);
    Rig rig(waitThenHeat());
    rig.create();
    rig.start();
    rig.journal.failing = true;
    rig.command({}, C(command));
    QCOMPARE(rig.gateway.log, safe ? QStringList {u"safe U1"_s} : QStringList());
    QCOMPARE(rig.refusals.size(), 1); // and is told that it is not on record
}

QTEST_GUILESS_MAIN(tst_JournalFailure)
#include "tst_journalfailure.moc"
