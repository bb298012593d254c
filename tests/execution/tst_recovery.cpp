// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A program that dies anywhere: nothing acknowledged is lost, nothing runs by itself, and the batch
// can be finished.
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "tests/execution/rig.h"
#include "tests/support/signing.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;
using C = ProceduralCommand;
using S = ProceduralState;

namespace {

/// A bit of everything: parallel transfer, loop, question, gate, manual step with a second person
/// and a signature.
MasterRecipe everything()
{
    RecipeBuilder builder;
    Parameter temperature;
    temperature.id = ParameterId(u"temperature"_s);
    temperature.name = words(u"temperature"_s);
    temperature.value = 37;

    builder.open(K::UnitProcedure, u"prep"_s, u"ROLE1"_s);
    builder.open(K::Operation, u"op"_s);
    builder.add(K::Phase, u"heat"_s, u"heat"_s).parameters = {temperature};
    builder.open(K::Loop, u"l"_s);
    builder.add(K::Phase, u"ask"_s, u"ask"_s);
    builder.chain(u"l.b > ask > l.e"_s);
    builder.close();
    builder.chain(u"op.b > heat > l > op.e"_s);
    builder.close();
    builder.chain(u"prep.b > op > prep.e"_s);
    builder.close();

    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    int role = 1;
    for (const QString &name : {u"send"_s, u"receive"_s}) {
        builder.open(K::UnitProcedure, u"up-"_s + name, u"ROLE"_s + QString::number(role++));
        builder.add(K::Phase, name, name);
        builder.chain(u"up-%1.b > %1 > up-%1.e"_s.arg(name));
        builder.close();
        builder.chain(u"s > up-%1 > j"_s.arg(name));
    }
    Element &gate = builder.add(K::Gate, u"g"_s);
    gate.gate = GateSpecification {};
    Criterion criterion;
    criterion.attribute = u"count"_s;
    criterion.name = words(u"count"_s);
    criterion.comparison = u">="_s;
    criterion.limit = 40;
    gate.gate->criteria = {criterion};
    Element &manual = builder.add(K::ManualStep, u"m"_s);
    manual.verification = VerificationKind::SecondPerson;
    manual.signatures = {SignaturePoint {SignatureMeaning::Performed, u"operator"_s},
        SignaturePoint {SignatureMeaning::Verified, u"qa"_s}};
    builder.add(K::Transition, u"t"_s).condition = u"r.count >= 2"_s;
    builder.chain(u"b > prep > s"_s);
    builder.chain(u"j > g > t > m > e"_s);
    builder.link(linkOf(u"sync"_s, u"send"_s, u"receive"_s, LinkKind::Sync));
    MasterRecipe recipe = builder.build();
    Element loop = *recipe.procedure.element(ElementId(u"l"_s));
    loop.condition = u"count >= 2"_s;
    loop.maxCount = 4;
    if (!recipe.procedure.replaceElement(loop))
        qFatal("loop");
    return recipe;
}

/// People do what is asked until the batch is over; a person restarts what is Held.
void finishBatch(Rig &rig, int minutes)
{
    for (int i = 0; i < minutes && !isFinal(rig.state({})); ++i) {
        rig.gateway.set(u"U1.temperature.pv"_s, 37);
        if (rig.state({}) == S::Idle)
            rig.start();
        if (rig.state({}) == S::Held)
            rig.command({}, C::Restart);
        const QVector<ElementId> active = rig.executor->state().active();
        for (const ElementId &id : active) {
            if (rig.executor->state().status(id).state == S::Held
                && rig.executor->preview(id, C::Restart))
                rig.executor->command(id, C::Restart, {}, PersonId(u"anna"_s));
        }
        rig.answerAll();
        rig.run(1);
    }
}

MemoryJournal cut(const MemoryJournal &journal, qsizetype length)
{
    MemoryJournal result;
    result.events = journal.events.mid(0, length);
    return result;
}

/// What must be true whatever happens.
QString brokenInvariant(const BatchState &state)
{
    const Procedure &procedure = state.control.recipe.procedure;
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const S own = state.status(id).state;
        const S parent = state.status(procedure.container(id)).state;
        const bool active = own != S::Idle && !isFinal(own);
        if (active && (parent == S::Idle || isFinal(parent)))
            return id.value() + u" is active in a container that is "_s + toText(parent);
        if (own == S::Running && parent != S::Running && parent != S::Holding
            && parent != S::Restarting && parent != S::Pausing)
            return id.value() + u" runs in "_s + toText(parent);
    }
    for (const Prompt &prompt : state.prompts) {
        const S own = state.status(prompt.element).state;
        if (own == S::Idle || isFinal(own))
            return u"prompt of "_s + prompt.element.value();
    }
    for (const int count : state.tokens) {
        if (count <= 0)
            return u"token count"_s;
    }
    return {};
}

} // namespace

class tst_Recovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldIsTheLiveState();
    void comesUpHeld();
    void timersCountThroughTheOutage();
    void timersCountThroughHoldAndRestartLogic();
    void syncCountsOnceThroughRestartLogic();
    void orderThatArrivedIsNotGivenTwice_data();
    void orderThatArrivedIsNotGivenTwice();
    void abortGoesOn();
    void finishedBatchStaysFinished();
    void unknownBatch();
    void crashAtEveryEvent();
    void randomCommandsKeepInvariants_data();
    void randomCommandsKeepInvariants();
};

void tst_Recovery::foldIsTheLiveState()
{
    Rig rig(everything());
    rig.create();
    for (int i = 0; i < 60 && !isFinal(rig.state({})); ++i) {
        finishBatch(rig, 1);
        const BatchState folded = BatchState::fold(rig.journal.events);
        const BatchState &live = rig.executor->state();
        QCOMPARE(folded.elements, live.elements);
        QCOMPARE(folded.own, live.own);
        QCOMPARE(folded.tokens, live.tokens);
        QCOMPARE(folded.results, live.results);
        QCOMPARE(folded.prompts, live.prompts);
        QCOMPARE(folded.allocated, live.allocated);
        QCOMPARE(folded.lastSequence, live.lastSequence);
    }
    QCOMPARE(rig.state({}), S::Complete);
    MasterRecipe approved = rig.master; // as create() has it signed
    sign(approved);
    QCOMPARE(rig.executor->state().control.recipe, approved);
}

void tst_Recovery::comesUpHeld()
{
    Rig before(everything());
    before.create();
    before.start();
    before.run(1);
    QCOMPARE(before.state(u"heat"_s), S::Running);

    Rig after(before.master, before.journal, before.clock.now() + std::chrono::minutes(5));
    QVERIFY(after.executor->recover(BatchId(u"B-1"_s)));
    for (const QString &id : {QString(), u"prep"_s, u"op"_s, u"heat"_s})
        QCOMPARE(after.state(id), S::Held);
    QCOMPARE(
        after.executor->state().status(ElementId(u"heat"_s)).reason.code, u"execution.recovered"_s);
    QCOMPARE(after.gateway.log, QStringList {u"safe U1"_s});
    const QStringList recovered = after.codes(u"batch.recovered"_s);
    QCOMPARE(recovered.size(), 1);
    QVERIFY(recovered.first().contains(u"\"outageMs\":300000"_s));
    after.run(60);
    QCOMPARE(after.state(u"heat"_s), S::Held);
    QCOMPARE(after.gateway.log.size(), 1);
    after.command({}, C::Restart);
    after.run(1);
    QCOMPARE(after.state(u"heat"_s), S::Running);
    QCOMPARE(after.executor->state().status(ElementId(u"heat"_s)).step, 1);
}

void tst_Recovery::timersCountThroughTheOutage()
{
    RecipeBuilder builder;
    builder.add(K::Phase, u"w"_s, u"wait"_s);
    builder.chain(u"b > w > e"_s);
    Rig before(builder.build());
    before.create();
    before.start();
    before.run(4);
    before.command(u"w"_s, C::Hold); // an event, so that the time is known
    Rig after(before.master, before.journal, before.clock.now() + std::chrono::minutes(3));
    QVERIFY(after.executor->recover(BatchId(u"B-1"_s)));
    after.command({}, C::Restart);
    after.run(2);
    QCOMPARE(after.state(u"w"_s), S::Running); // 4 + 3 + 2 minutes
    after.run(1);
    QCOMPARE(after.state({}), S::Complete);
}

void tst_Recovery::timersCountThroughHoldAndRestartLogic()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"w"_s, u"culture"_s);
    builder.chain(u"up.b > w > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig before(builder.build());
    before.create();
    before.start();
    before.run(4);
    before.command(u"w"_s, C::Hold);
    before.run(1);
    QCOMPARE(before.state(u"w"_s), S::Held);
    Rig after(before.master, before.journal, before.clock.now() + std::chrono::minutes(2));
    QVERIFY(after.executor->recover(BatchId(u"B-1"_s)));
    after.command({}, C::Restart);
    after.run(2);
    QCOMPARE(after.state(u"w"_s), S::Running); // 4 + 1 + 2 + 2 minutes
    after.run(1);
    QCOMPARE(after.state({}), S::Complete);
}

void tst_Recovery::syncCountsOnceThroughRestartLogic()
{
    RecipeBuilder builder;
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    int role = 1;
    for (const auto &[name, type] :
        {std::pair(u"out"_s, u"send"_s), std::pair(u"in"_s, u"take"_s)}) {
        builder.open(K::UnitProcedure, u"up-"_s + name, u"ROLE"_s + QString::number(role++));
        builder.add(K::Phase, name, type);
        builder.chain(u"up-%1.b > %1 > up-%1.e"_s.arg(name));
        builder.close();
        builder.chain(u"s > up-%1 > j"_s.arg(name));
    }
    builder.chain(u"b > s"_s);
    builder.chain(u"j > e"_s);
    builder.link(linkOf(u"sync"_s, u"out"_s, u"in"_s, LinkKind::Sync));
    Rig before(builder.build());
    before.create();
    before.start();
    before.run(2);
    QCOMPARE(before.executor->state().status(ElementId(u"in"_s)).step, 0); // waits for its partner
    Rig after(before.master, before.journal, before.clock.now());
    QVERIFY(after.executor->recover(BatchId(u"B-1"_s)));
    after.command({}, C::Restart);
    after.run(1);
    QCOMPARE(after.state(u"in"_s), S::Running);
    QCOMPARE(after.executor->state().status(ElementId(u"in"_s)).syncs, 1);
    after.run(30);
    QCOMPARE(after.state({}), S::Complete);
}

void tst_Recovery::orderThatArrivedIsNotGivenTwice_data()
{
    QTest::addColumn<double>("readBack");
    QTest::addColumn<int>("orders");
    QTest::newRow("it arrived") << 1.0 << 0;
    QTest::newRow("it was lost") << 0.0 << 1;
}

void tst_Recovery::orderThatArrivedIsNotGivenTwice()
{
    QFETCH(double, readBack);
    QFETCH(int, orders);
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"d"_s, u"draw"_s);
    builder.chain(u"up.b > d > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig before(builder.build());
    before.create();
    before.gateway.silent = true; // the program ends before it hears of the order's outcome
    before.start();
    QCOMPARE(before.gateway.log, QStringList {u"write U2.stirrer.sp=1"_s});
    Rig after(before.master, before.journal, before.clock.now());
    after.gateway.set(u"U2.stirrer.sp"_s, readBack);
    QVERIFY(after.executor->recover(BatchId(u"B-1"_s)));
    after.command({}, C::Restart);
    after.answerAll(); // the restart's question
    after.run(1);
    QCOMPARE(after.state(u"d"_s), S::Running);
    QCOMPARE(after.gateway.log.count(u"write U2.stirrer.sp=1"_s), orders);
    after.run(10);
    QCOMPARE(after.state({}), S::Complete);
}

void tst_Recovery::abortGoesOn()
{
    Rig before(everything());
    before.create();
    before.start();
    before.run(1);
    before.gateway.silent = true;
    before.command({}, C::Abort);
    QCOMPARE(before.state(u"heat"_s), S::Aborting);
    Rig after(before.master, before.journal, before.clock.now());
    QVERIFY(after.executor->recover(BatchId(u"B-1"_s)));
    QCOMPARE(after.state({}), S::Aborting); // that order was given and acknowledged
    after.run(1);
    QCOMPARE(after.gateway.log, QStringList {u"write U1.temperature.sp=4"_s});
    QCOMPARE(after.state({}), S::Aborted);
}

void tst_Recovery::finishedBatchStaysFinished()
{
    Rig before(everything());
    before.create();
    finishBatch(before, 100);
    QCOMPARE(before.state({}), S::Complete);
    Rig after(before.master, before.journal, before.clock.now());
    QVERIFY(after.executor->recover(BatchId(u"B-1"_s)));
    QCOMPARE(after.journal.events.size(), before.journal.events.size());
    QCOMPARE(after.state({}), S::Complete);
}

void tst_Recovery::unknownBatch()
{
    Rig rig(everything());
    const auto recovered = rig.executor->recover(BatchId(u"B-9"_s));
    QVERIFY(!recovered.ok());
    QCOMPARE(recovered.error().code(), u"batch.unknown"_s);
    QVERIFY(!rig.executor->state().exists());
}

void tst_Recovery::crashAtEveryEvent()
{
    Rig whole(everything());
    whole.create();
    finishBatch(whole, 100);
    QCOMPARE(whole.state({}), S::Complete);
    const qsizetype length = whole.journal.events.size();
    QVERIFY(length > 80);
    for (qsizetype at = 1; at < length; ++at) {
        // Not even a cut within a group, which a journal never makes, may lose anything.
        const MemoryJournal left = cut(whole.journal, at);
        const BatchState known = BatchState::fold(left.events);
        Rig rig(whole.master, left, left.events.last().time + std::chrono::seconds(30));
        QVERIFY(rig.executor->recover(BatchId(u"B-1"_s)));
        const BatchState &state = rig.executor->state();
        QCOMPARE(rig.journal.events.mid(0, at), left.events);
        QCOMPARE(state.results, known.results);
        QCOMPARE(state.prompts, known.prompts);
        QCOMPARE(state.tokens, known.tokens);
        const QVector<ElementId> all = state.control.recipe.procedure.elements();
        for (const ElementId &id : all) {
            const S then = known.status(id).state;
            const S now = state.status(id).state;
            QVERIFY2(now != S::Running, qPrintable(id.value()));
            QCOMPARE(isFinal(now), isFinal(then));
            QCOMPARE(now == S::Idle, then == S::Idle);
        }
        rig.run(3);
        for (const ElementId &id : all)
            QVERIFY(rig.executor->state().status(id).state != S::Running);
        finishBatch(rig, 100);
        if (rig.state({}) != S::Complete)
            qInfo() << "cut after" << at << left.events.last().code
                    << left.events.last().element.value() << rig.takeLog();
        QCOMPARE(rig.state({}), S::Complete);
        QCOMPARE(brokenInvariant(rig.executor->state()), QString());
    }
}

void tst_Recovery::randomCommandsKeepInvariants_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_Recovery::randomCommandsKeepInvariants()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    auto rig = std::make_unique<Rig>(everything());
    rig->create();
    rig->start();
    int batches = 1;
    for (int i = 0; i < 600; ++i) {
        const QVector<ElementId> all = rig->executor->state().control.recipe.procedure.elements();
        const int what = int(random.bounded(20));
        // Stop and Abort of the whole batch are rare, or nothing would ever get far.
        if (what < 6) {
            const auto command = C(random.bounded(8));
            const bool ends = command == C::Stop || command == C::Abort;
            const ElementId target = random.bounded(4) == 0 && !ends
                ? ElementId()
                : all.at(random.bounded(int(all.size())));
            rig->executor->command(target, command, u"x"_s, PersonId(u"anna"_s));
        } else if (what < 10) {
            rig->answerAll();
        } else if (what == 10) {
            rig->gateway.failures.insert(TagId(u"U1.stirrer.sp"_s), int(random.bounded(3)));
            rig->gateway.failures.insert(TagId(u"U2.inlet.flow.sp"_s), int(random.bounded(3)));
        } else if (what == 11) {
            rig->journal.failing = random.bounded(2) == 0;
        } else if (what == 12) {
            rig->gateway.setDevice(u"D-U1"_s,
                random.bounded(2) == 0 ? ConnectionState::Faulted : ConnectionState::Connected);
        } else if (what == 13) {
            auto next = std::make_unique<Rig>(rig->master, rig->journal,
                rig->clock.now() + std::chrono::minutes(random.bounded(10)));
            QVERIFY(next->executor->recover(BatchId(u"B-1"_s)));
            rig = std::move(next);
        } else if (what == 14) {
            if (rig->state({}) == S::Held)
                rig->command({}, C::Restart);
        } else {
            rig->gateway.set(u"U1.temperature.pv"_s, 30 + int(random.bounded(10)));
            rig->run(int(random.bounded(5)));
        }
        QCOMPARE(brokenInvariant(rig->executor->state()), QString());
        if (isFinal(rig->state({}))) {
            rig = std::make_unique<Rig>(everything());
            rig->create();
            rig->start();
            ++batches;
        }
    }
    // Whatever was done to it, every step that the journal holds is one that the table allows.
    const QVector<JournalEvent> events = rig->journal.events;
    for (const JournalEvent &event : events) {
        if (event.code != QLatin1String(event::ElementState)
            || eventdata::text(event.data, u"cause") == u"recovery"_s)
            continue;
        const auto from = stateFromText(eventdata::text(event.data, u"from"));
        const auto to = stateFromText(eventdata::text(event.data, u"to"));
        QVERIFY(from && to);
        bool legal = stateWhenDone(*from) == to;
        for (int command = 0; command < 8; ++command)
            legal = legal || stateAfter(*from, C(command)) == to;
        QVERIFY2(legal, event.data.toCompactJson().constData());
    }
    QVERIFY(batches >= 1);
}

QTEST_GUILESS_MAIN(tst_Recovery)
#include "tst_recovery.moc"
