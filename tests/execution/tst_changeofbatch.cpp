// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/changeofbatch.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/approvedcontent.h"
#include "tests/execution/rig.h"
#include "tests/support/signing.h"

#include <QtTest/QtTest>

#include <functional>
#include <random>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using C = ProceduralCommand;
using K = ElementKind;
using S = ProceduralState;

namespace {

/// up { a > h (heat, from f.target) > s ( x | y > y2 ) j > t (r.reached > 30) > z } > m. Every
/// phase takes ten minutes; h reports "reached".
MasterRecipe recipe()
{
    RecipeBuilder builder;
    FormulaParameter target;
    target.id = u"target"_s;
    target.name = words(u"target"_s);
    target.value.value = 37;
    builder.recipe.formula = {target};
    BomLine line;
    line.id = u"medium"_s;
    line.name = words(u"medium"_s);
    line.material = u"medium"_s;
    builder.recipe.bom = {line};
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"a"_s, u"wait"_s);
    Element &heat = builder.add(K::Phase, u"h"_s, u"heat"_s);
    Parameter temperature;
    temperature.id = ParameterId(u"temperature"_s);
    temperature.name = words(u"temperature"_s);
    temperature.formula = u"target"_s;
    heat.parameters = {temperature};
    Port port;
    port.id = PortId(u"in"_s);
    port.bomLine = u"medium"_s;
    heat.ports = {port};
    builder.add(K::ParallelSplit, u"s"_s);
    builder.add(K::ParallelJoin, u"j"_s);
    builder.add(K::Phase, u"x"_s, u"wait"_s);
    builder.add(K::Phase, u"y"_s, u"wait"_s);
    builder.add(K::Phase, u"y2"_s, u"wait"_s);
    builder.add(K::Transition, u"t"_s).condition = u"r.reached > 30"_s;
    builder.add(K::Phase, u"z"_s, u"wait"_s);
    builder.chain(u"up.b > a > h > s > x > j > t > z > up.e"_s);
    builder.chain(u"s > y > y2 > j"_s);
    builder.close();
    builder.add(K::ManualStep, u"m"_s);
    builder.chain(u"b > up > m > e"_s);
    return builder.build();
}

MasterRecipe next(const Rig &rig)
{
    MasterRecipe changed = rig.executor->state().control.recipe;
    ++changed.version;
    changed.changeReason = u"because"_s;
    changed.approvals.clear();
    return changed;
}

Element edited(const MasterRecipe &recipe, const QString &id)
{
    return *recipe.procedure.element(ElementId(id));
}

void ok(const Result<void> &done)
{
    if (!done)
        qFatal("%s", qPrintable(done.error().code()));
}

/// A new wait of ten minutes on the control link \p name, "a>b".
void insertOn(MasterRecipe &recipe, const QString &name, const QString &id)
{
    Link link = *recipe.procedure.link(LinkId(name));
    const ElementId to = link.to.element;
    Element step;
    step.id = ElementId(id);
    step.kind = K::Phase;
    step.type = u"quick"_s; // not used before: its logic has to come with the change
    step.name = words(id);
    ok(recipe.procedure.addElement(step, recipe.procedure.container(link.from.element)));
    link.to.element = step.id;
    ok(recipe.procedure.replaceLink(link));
    ok(recipe.procedure.addLink(linkOf(id + u'>' + to.value(), id, to.value())));
}

void removeBetween(MasterRecipe &recipe, const QString &id)
{
    const LinkId in = recipe.procedure.controlIn(ElementId(id)).first();
    const LinkId out = recipe.procedure.controlOut(ElementId(id)).first();
    Link link = *recipe.procedure.link(in);
    link.to = recipe.procedure.link(out)->to;
    ok(recipe.procedure.removeLink(out));
    ok(recipe.procedure.replaceLink(link));
    ok(recipe.procedure.removeElement(ElementId(id)));
}

/// Runs \p minutes and holds the batch.
void bring(Rig &rig, int minutes)
{
    rig.gateway.set(u"U1.temperature.pv"_s, 37);
    rig.create();
    rig.start();
    rig.run(minutes);
    rig.command({}, C::Hold);
    rig.run(1);
    if (rig.state({}) != S::Held)
        qFatal("not Held");
}

QStringList objections(const BatchChange &change)
{
    QStringList codes;
    for (const BatchChange::Objection &objection : change.objections)
        codes << objection.why.code;
    codes.removeDuplicates();
    return codes;
}

/// The journal as it would be had the batch been begun with \p control: where nothing that ran was
/// touched it gives the same state.
MemoryJournal rewritten(const MemoryJournal &journal, const ControlRecipe &control)
{
    MemoryJournal result = journal;
    for (JournalEvent &event : result.events) {
        if (event.code != QLatin1String(event::BatchCreated))
            continue;
        event.data = JsonValue::object();
        event.data.insert(u"controlRecipe"_s, control.toJson());
    }
    return result;
}

} // namespace

class tst_ChangeOfBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refused_data();
    void refused();
    void onlyHeldAndLater();
    void approvals();
    void unitsAndLogicStay();
    void resumePointIsProved();
    void unrunPartMayChange_data();
    void unrunPartMayChange();
    void randomChanges_data();
    void randomChanges();
    void wordsInBothLanguages();
};

void tst_ChangeOfBatch::refused_data()
{
    QTest::addColumn<int>("minute");
    QTest::addColumn<int>("edit");
    QTest::addColumn<QString>("code");
    QTest::newRow("finished step, value") << 15 << 0 << u"change.ran"_s;
    QTest::newRow("finished step, gone") << 15 << 1 << u"change.ranGone"_s;
    QTest::newRow("step at work") << 15 << 2 << u"change.atWork"_s;
    QTest::newRow("container at work") << 15 << 3 << u"change.atWork"_s;
    QTest::newRow("link behind a finished step") << 15 << 4 << u"change.ranLink"_s;
    QTest::newRow("formula value in use") << 15 << 5 << u"change.formula"_s;
    QTest::newRow("role in use") << 15 << 6 << u"change.role"_s;
    QTest::newRow("material in use") << 15 << 7 << u"change.material"_s;
    QTest::newRow("result is read later") << 5 << 8 << u"change.result"_s;
    QTest::newRow("branch that never comes") << 15 << 9 << u"change.joinStarves"_s;
    QTest::newRow("no way to the end") << 15 << 10 << u"change.noWayOn"_s;
    QTest::newRow("content of a finished container") << 50 << 11 << u"change.inFinished"_s;
    QTest::newRow("other product") << 15 << 12 << u"change.otherProduct"_s;
    QTest::newRow("same version") << 15 << 13 << u"change.notLater"_s;
    QTest::newRow("other recipe") << 15 << 14 << u"change.otherRecipe"_s;
    QTest::newRow("moved into another container") << 15 << 15 << u"change.ranMoved"_s;
}

void tst_ChangeOfBatch::refused()
{
    QFETCH(int, minute);
    QFETCH(int, edit);
    QFETCH(QString, code);
    Rig rig(recipe());
    bring(rig, minute);
    MasterRecipe changed = next(rig);
    Procedure &procedure = changed.procedure;
    const auto lengthen = [&](const QString &id) {
        Element element = edited(changed, id);
        element.duration.nominal += 5min;
        ok(procedure.replaceElement(element));
    };
    switch (edit) {
    case 0:
        lengthen(u"a"_s);
        break;
    case 1:
        removeBetween(changed, u"a"_s);
        break;
    case 2:
        lengthen(u"x"_s);
        break;
    case 3:
        lengthen(u"up"_s);
        break;
    case 4:
        insertOn(changed, u"a>h"_s, u"new"_s);
        break;
    case 5:
        changed.formula.first().value.value = 38;
        break;
    case 6:
        changed.roles.first().equipmentClass = u"centrifuge"_s;
        break;
    case 7:
        changed.bom.first().code = u"M-2"_s;
        break;
    case 8:
        removeBetween(changed, u"h"_s);
        break;
    case 9: {
        Element step = edited(changed, u"z"_s);
        step.id = ElementId(u"new"_s);
        ok(procedure.addElement(step, ElementId(u"up"_s)));
        ok(procedure.addLink(linkOf(u"new>j"_s, u"new"_s, u"j"_s)));
        break;
    }
    case 10:
        ok(procedure.removeLink(LinkId(u"t>z"_s)));
        break;
    case 11:
        insertOn(changed, u"z>up.e"_s, u"new"_s);
        break;
    case 12:
        changed.productCode = u"other"_s;
        break;
    case 13:
        --changed.version;
        lengthen(u"m"_s);
        break;
    case 14:
        changed.id = RecipeId(u"R2"_s);
        break;
    case 15: {
        const Element a = edited(changed, u"a"_s);
        for (const LinkId &id : procedure.controlIn(a.id) + procedure.controlOut(a.id))
            ok(procedure.removeLink(id));
        ok(procedure.removeElement(a.id));
        ok(procedure.addElement(a, ElementId()));
        break;
    }
    default:
        QFAIL("no such edit");
    }
    const BatchChange change = requestChange(rig.executor->state(), changed);
    QVERIFY2(objections(change).contains(code), qPrintable(objections(change).join(u' ')));
    QVERIFY(!change.isPossible());
    sign(changed);
    const auto control
        = changedControl(rig.executor->state(), changed, smallPlant(), smallPhaseClasses());
    QVERIFY(!control);
    QVERIFY(control.error().code().startsWith("change."_L1));
    for (const BatchChange::Objection &objection : change.objections) {
        for (const Language language : {Language::En, Language::Zh}) {
            const QString said = MessageCatalog::shipped().text(objection.why, language);
            QVERIFY2(!said.contains(u'{') && !said.startsWith("change."_L1), qPrintable(said));
            QVERIFY(!MessageCatalog::shipped().remedy(objection.why, language).isEmpty());
        }
    }
}

void tst_ChangeOfBatch::onlyHeldAndLater()
{
    Rig rig(recipe());
    rig.create();
    rig.start();
    rig.run(5);
    MasterRecipe changed = next(rig);
    insertOn(changed, u"z>up.e"_s, u"new"_s);
    QCOMPARE(objections(requestChange(rig.executor->state(), changed)),
        QStringList {u"change.notHeld"_s});
    rig.command({}, C::Hold);
    rig.run(1);
    const BatchChange change = requestChange(rig.executor->state(), changed);
    QVERIFY2(change.isPossible(), qPrintable(objections(change).join(u' ')));
    QCOMPARE(change.batch, BatchId(u"B-1"_s));
    QCOMPARE(change.fromVersion, 1);
    QCOMPARE(change.toVersion, 2);
    QCOMPARE(change.toHash, contentHash(changed));
    QVERIFY(!change.differences.isEmpty());
}

void tst_ChangeOfBatch::approvals()
{
    Rig rig(recipe());
    bring(rig, 5);
    MasterRecipe changed = next(rig);
    insertOn(changed, u"z>up.e"_s, u"new"_s);
    BatchChange change = requestChange(rig.executor->state(), changed);
    QVERIFY(change.isPossible() && !change.isApproved());
    QCOMPARE(change.approvals.size(), 2);
    QCOMPARE(change.approvals.first().role, approvalroles::Production);
    const auto control = [&] {
        return changedControl(rig.executor->state(), changed, smallPlant(), smallPhaseClasses());
    };
    QCOMPARE(control().error().code(), u"change.notApproved"_s);
    sign(changed);
    change = requestChange(rig.executor->state(), changed);
    QVERIFY(change.isApproved());
    QVERIFY(control().ok());
    changed.description.en += u"!"_s; // signed, then changed
    QVERIFY(!requestChange(rig.executor->state(), changed).isApproved());
    QCOMPARE(control().error().code(), u"change.notApproved"_s);
}

void tst_ChangeOfBatch::unitsAndLogicStay()
{
    Rig rig(recipe());
    bring(rig, 5);
    MasterRecipe changed = next(rig);
    changed.roles.first().preferredUnit = UnitId(u"U2"_s);
    insertOn(changed, u"z>up.e"_s, u"new"_s);
    sign(changed);
    const BatchState &state = rig.executor->state();
    QVERIFY(!state.control.phaseClass(u"quick"_s));
    const auto control = changedControl(state, changed, smallPlant(), smallPhaseClasses());
    QVERIFY2(control.ok(), control ? "" : qPrintable(control.error().code()));
    QCOMPARE(control->units.value(RoleId(u"ROLE1"_s)), UnitId(u"U1"_s));
    QCOMPARE(control->header, state.control.header);
    QVERIFY(control->phaseClass(u"quick"_s));
    for (const PhaseClass &frozen : state.control.phaseClasses)
        QCOMPARE(*control->phaseClass(frozen.id), frozen);
    QCOMPARE(
        changedControl(state, changed, smallPlant(), {}).error().code(), u"batch.unknownPhase"_s);
}

void tst_ChangeOfBatch::resumePointIsProved()
{
    Rig rig(recipe());
    rig.gateway.set(u"U1.temperature.pv"_s, 20);
    rig.create();
    rig.start();
    rig.run(12); // h waits for 36.5 °C
    rig.command({}, C::Hold);
    rig.run(1);
    MasterRecipe changed = next(rig);
    insertOn(changed, u"z>up.e"_s, u"new"_s);
    BatchChange change = requestChange(rig.executor->state(), changed);
    QVERIFY(change.isPossible());
    QCOMPARE(change.resume.size(), 2); // up, h
    for (const BatchChange::ResumePoint &point : change.resume)
        QCOMPARE(point.proof.code, u"change.proof.element"_s);
    Element heat = edited(changed, u"h"_s);
    heat.critical = true;
    ok(changed.procedure.replaceElement(heat));
    change = requestChange(rig.executor->state(), changed);
    QVERIFY(!change.isPossible());
    QVERIFY(change.resume.last().proof.code.isEmpty());
}

void tst_ChangeOfBatch::unrunPartMayChange_data()
{
    QTest::addColumn<int>("edit");
    QTest::newRow("value of a later step") << 0;
    QTest::newRow("step behind the one at work") << 1;
    QTest::newRow("later step goes away") << 2;
    QTest::newRow("drawing of what ran") << 3;
    QTest::newRow("another condition ahead") << 4;
    QTest::newRow("a new unit procedure at the end") << 5;
}

void tst_ChangeOfBatch::unrunPartMayChange()
{
    QFETCH(int, edit);
    Rig rig(recipe());
    bring(rig, 15); // a and h are done, x and y at work
    MasterRecipe changed = next(rig);
    switch (edit) {
    case 0: {
        Element z = edited(changed, u"z"_s);
        z.maxHeldTime = 1h;
        ok(changed.procedure.replaceElement(z));
        break;
    }
    case 1:
        insertOn(changed, u"y>y2"_s, u"new"_s);
        break;
    case 2:
        removeBetween(changed, u"y2"_s);
        break;
    case 3: {
        Element a = edited(changed, u"a"_s);
        a.position = {100, 200};
        ok(changed.procedure.replaceElement(a));
        break;
    }
    case 4: {
        Element t = edited(changed, u"t"_s);
        t.condition = u"r.reached > 20"_s;
        ok(changed.procedure.replaceElement(t));
        break;
    }
    case 5: {
        Element up = edited(changed, u"up"_s);
        up.id = ElementId(u"up9"_s);
        up.role = RoleId(u"ROLE2"_s);
        ok(changed.procedure.addElement(up, ElementId()));
        for (const auto &[id, kind] : {std::pair(u"up9.b"_s, K::Begin), {u"up9.e"_s, K::End}}) {
            Element element;
            element.id = ElementId(id);
            element.kind = kind;
            element.name = words(id);
            ok(changed.procedure.addElement(element, up.id));
        }
        ok(changed.procedure.addLink(linkOf(u"9"_s, u"up9.b"_s, u"up9.e"_s)));
        Link out = *changed.procedure.link(LinkId(u"m>e"_s));
        out.to.element = up.id;
        ok(changed.procedure.replaceLink(out));
        ok(changed.procedure.addLink(linkOf(u"up9>e"_s, u"up9"_s, u"e"_s)));
        break;
    }
    default:
        QFAIL("no such edit");
    }
    const BatchChange change = requestChange(rig.executor->state(), changed);
    QVERIFY2(change.isPossible(), qPrintable(objections(change).join(u' ')));
}

void tst_ChangeOfBatch::randomChanges_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 0; seed < 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Random edits at a random moment. What touches nothing that ran is possible, gives the same state
/// from the same journal, and the rest of the new procedure runs to its end; whatever touches what
/// ran is refused.
void tst_ChangeOfBatch::randomChanges()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto pick
        = [&](const auto &list) { return list.at(int(random() % unsigned(list.size()))); };
    Rig rig(recipe());
    bring(rig, int(random() % 48) + 1);
    const BatchState state = rig.executor->state();
    const auto ran = [&](const ElementId &id) { return state.status(id).run > 0; };
    MasterRecipe changed = next(rig);
    bool touched = false;
    bool any = false;
    for (int i = 0; i < 3; ++i) {
        const int kind = int(random() % 3);
        if (kind == 0) { // another value
            const QVector<QString> steps {u"a"_s, u"h"_s, u"x"_s, u"y"_s, u"y2"_s, u"z"_s, u"m"_s};
            const QString id = pick(steps);
            if (!changed.procedure.element(ElementId(id)))
                continue;
            Element element = edited(changed, id);
            element.note = words(element.note.en + u"!"_s);
            ok(changed.procedure.replaceElement(element));
            const ElementId container = changed.procedure.container(element.id);
            touched = touched || ran(element.id)
                || (!container.isEmpty() && isFinal(state.status(container).state));
            any = true;
        } else if (kind == 1) { // a new step on a link
            const QVector<QString> names {u"a>h"_s, u"h>s"_s, u"x>j"_s, u"y>y2"_s, u"y2>j"_s,
                u"t>z"_s, u"z>up.e"_s, u"up>m"_s};
            const LinkId id(pick(names));
            const Link *link = changed.procedure.link(id);
            const QString added = u"new%1"_s.arg(i);
            if (!link || link->to.element.value().startsWith("new"_L1))
                continue;
            const bool atWork = state.status(link->from.element).state == S::Held;
            touched = touched || (ran(link->from.element) && !(atWork && !ran(link->to.element)));
            insertOn(changed, id.value(), added);
            any = true;
        } else { // a step goes away
            const QString id = pick(QVector<QString> {u"a"_s, u"x"_s, u"y2"_s, u"z"_s});
            if (!changed.procedure.element(ElementId(id)))
                continue;
            const Link in
                = *changed.procedure.link(changed.procedure.controlIn(ElementId(id)).first());
            const bool atWork = state.status(in.from.element).state == S::Held;
            touched = touched || ran(ElementId(id)) || (ran(in.from.element) && !atWork);
            removeBetween(changed, id);
            any = true;
        }
    }
    if (!any)
        return;
    sign(changed);
    const BatchChange change = requestChange(state, changed);
    QVERIFY2(change.isPossible() == !touched, qPrintable(objections(change).join(u' ')));
    const auto control = changedControl(state, changed, smallPlant(), smallPhaseClasses());
    QCOMPARE(control.ok(), !touched);
    if (touched)
        return;
    const MemoryJournal journal = rewritten(rig.journal, *control);
    const BatchState folded = BatchState::fold(journal.events);
    const BatchState replaced = withControl(state, *control);
    QVERIFY(folded.control.recipe == replaced.control.recipe);
    QCOMPARE(folded.elements, replaced.elements);
    QCOMPARE(folded.tokens, replaced.tokens);
    QCOMPARE(folded.results, replaced.results);
    QCOMPARE(folded.allocated, replaced.allocated);
    QCOMPARE(folded.own, replaced.own);
    QCOMPARE(folded.prompts.size(), replaced.prompts.size());
    Rig again(changed, journal, rig.clock.now() + 1min);
    QVERIFY(again.executor->recover(BatchId(u"B-1"_s)));
    again.gateway.set(u"U1.temperature.pv"_s, 37);
    again.run();
    again.command({}, C::Restart);
    for (int minute = 0; minute < 120 && again.state({}) != S::Complete; ++minute) {
        again.run(1);
        again.answerAll();
    }
    QVERIFY2(again.state({}) == S::Complete, qPrintable(toText(again.state({}))));
    for (const ElementId &id : changed.procedure.elements()) {
        if (id.value().startsWith("new"_L1))
            QCOMPARE(again.state(id.value()), S::Complete);
    }
}

void tst_ChangeOfBatch::wordsInBothLanguages()
{
    for (const char *code : {"change.notHeld", "change.otherRecipe", "change.notLater",
             "change.otherProduct", "change.processEvidence", "change.ran", "change.atWork",
             "change.ranGone", "change.ranMoved", "change.inFinished", "change.ranLink",
             "change.token", "change.formula", "change.role", "change.material", "change.result",
             "change.joinStarves", "change.noWayOn", "change.notApproved", "change.proof.element",
             "change.proof.token"})
        QVERIFY2(MessageCatalog::shipped().contains(QString::fromLatin1(code)), code);
}

QTEST_GUILESS_MAIN(tst_ChangeOfBatch)
#include "tst_changeofbatch.moc"
