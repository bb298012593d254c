// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which steps the runtime rules let start, rule by rule.
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"
#include "tests/execution/permissivebench.h"

#include <QtTest/QtTest>

#include <functional>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using S = ProceduralState;

namespace {

using Change = std::function<void(PermissiveBench &)>;

struct Row
{
    const char *name = "";
    const char *step = "";
    Change change;
    QStringList codes; ///< what stands in the way; empty: it starts
};

Attributes &stateOf(PermissiveBench &bench, const char *unit)
{
    return bench.binding->unitStates[UnitId(QString::fromLatin1(unit))].attributes;
}

Booking foreign(const PermissiveBench &bench, const QString &product)
{
    Booking booking;
    booking.batch = BatchId(u"B-OTHER"_s);
    booking.product = product;
    booking.unit = UnitId(u"SEP-01"_s);
    booking.room = RoomId(u"R-C01"_s);
    booking.from = bench.clock.now() - 1h;
    booking.to = bench.clock.now() + 24h;
    booking.closed = false;
    return booking;
}

void addIrreversible(PermissiveBench &bench, const QString &outcome)
{
    Element ship = bench.change(u"release.sign"_s);
    ship.attributes.set(u"irreversible"_s, u"ship"_s);
    bench.put(ship);
    bench.gate(u"day12"_s, outcome);
}

QVector<Row> bindingRows()
{
    return {
        {"clearance of the line", "receive.clear", {}, {}},
        {"MAT-01 rejected lot", "process.prime",
            [](PermissiveBench &b) { b.lot(u"buffer"_s)->status = LotStatus::Rejected; },
            {u"GMP-MAT-01.rejected"_s}},
        {"MAT-01 other step", "culture1.settle",
            [](PermissiveBench &b) { b.lot(u"buffer"_s)->status = LotStatus::Rejected; }, {}},
        {"MAT-01 expires before the end", "process.prime",
            [](PermissiveBench &b) { b.lot(u"buffer"_s)->expiry = b.clock.now() + 5min; },
            {u"GMP-MAT-01.expires"_s}},
        {"MAT-02 no record", "process.label",
            [](PermissiveBench &b) {
                b.lot(u"beads"_s)->status = LotStatus::ConditionallyReleased;
            },
            {u"GMP-MAT-02.noRecord"_s}},
        {"MAT-07 tests missing", "culture1.vector",
            [](PermissiveBench &b) { b.lot(u"vector"_s)->attributes.remove(u"testsOnFile"_s); },
            {u"GMP-MAT-07.tests"_s}},
        {"SUS-01 expired set", "process.weld",
            [](PermissiveBench &b) { b.set(u"set-processor"_s)->expiry = b.clock.now(); },
            {u"GMP-SUS-01.expires"_s}},
        {"SUS-02 used set", "process.weld",
            [](PermissiveBench &b) { b.set(u"set-processor"_s)->usedBy = {BatchId(u"B-OLD"_s)}; },
            {u"GMP-SUS-02.used"_s}},
        {"PER-01 nobody", "receive.clear",
            [](PermissiveBench &b) {
                b.binding->assignments.removeIf([](const Assignment &one) {
                    return one.element.value() == "receive.clear"_L1 && !one.checker;
                });
            },
            {u"GMP-PER-01.nobody"_s}},
        {"PER-01 training lapsed", "receive.clear",
            [](PermissiveBench &b) {
                for (CrewMember &one : b.binding->crew)
                    one.qualifications[u"CART-LV-01/3"_s] = b.clock.now() - 24h;
            },
            {u"GMP-PER-01.expires"_s}},
        {"PER-02 checks himself", "receive.clear",
            [](PermissiveBench &b) {
                for (Assignment &one : b.binding->assignments)
                    one.person = PersonId(u"P-021"_s);
            },
            {u"GMP-PER-02.samePerson"_s}},
        {"COI-03 wrong donor", "process.load",
            [](PermissiveBench &b) {
                b.binding->attributes.set(u"donors"_s, QStringList {u"D-9"_s});
            },
            {u"GMP-COI-03.mismatch"_s}},
        {"SEG-06 positive donor", "process.load",
            [](PermissiveBench &b) {
                b.binding->attributes.set(u"donorSerology"_s, u"positive"_s);
            },
            {u"GMP-SEG-06.zone"_s}},
        {"TIM-03 too old", "process.load",
            [](PermissiveBench &b) {
                b.binding->attributes.set(u"collectedAt"_s, UtcTime(b.clock.now() - 24h * 10));
            },
            {u"GMP-TIM-03.tooOld"_s}},
        {"EQP-03 not clean", "process.prime",
            [](PermissiveBench &b) {
                stateOf(b, "SEP-01").set(u"cleanStatus"_s, u"toBeCleaned"_s);
            },
            {u"GMP-EQP-03.notClean"_s}},
        {"CLR-01 not cleared", "culture1.clear",
            [](PermissiveBench &b) { stateOf(b, "BR-01").remove(u"clearanceRecord"_s); },
            {u"GMP-CLR-01.notConfirmed"_s}},
        {"CLR-04 clean hold", "culture1.clear",
            [](PermissiveBench &b) {
                stateOf(b, "BR-01").set(u"cleanedAt"_s, UtcTime(b.clock.now() - 24h * 31));
            },
            {u"GMP-CLR-04.cleanHold"_s}},
        {"SEG-01 other product", "process.prime",
            [](PermissiveBench &b) { b.binding->bookings = {foreign(b, u"OTHER"_s)}; },
            {u"GMP-SEG-01.now"_s, u"GMP-SEG-02.now"_s}},
        {"SEG-02 other batch, open", "process.prime",
            [](PermissiveBench &b) { b.binding->bookings = {foreign(b, b.recipe.productCode)}; },
            {u"GMP-SEG-02.now"_s}},
        {"SEG-02 other batch has left", "process.prime",
            [](PermissiveBench &b) {
                b.binding->bookings = {foreign(b, b.recipe.productCode)};
                b.binding->bookings.first().to = b.clock.now() - 1min;
            },
            {}},
        {"SEG-02 both closed", "process.prime",
            [](PermissiveBench &b) {
                b.binding->bookings = {foreign(b, b.recipe.productCode)};
                b.binding->bookings.first().closed = true;
            },
            {}},
    };
}

QVector<Row> recordRows()
{
    return {
        {"EQP-02 calibration due", "process.prime",
            [](PermissiveBench &b) { b.unit(u"SEP-01"_s)->calibrationDue = b.clock.now() + 1min; },
            {u"GMP-EQP-02.due"_s}},
        {"EQP-02 long enough", "process.prime",
            [](PermissiveBench &b) {
                b.unit(u"SEP-01"_s)->calibrationDue = b.clock.now() + 24h * 60;
            },
            {}},
        {"ENV-09 requalification", "process.prime",
            [](PermissiveBench &b) {
                b.room(u"R-C01"_s)
                    ->attributes.set(u"requalificationDue"_s, UtcTime(b.clock.now() - 24h));
            },
            {u"GMP-ENV-09.requalification"_s}},
        {"ENV-09 action limit", "process.prime",
            [](PermissiveBench &b) {
                b.room(u"R-C01"_s)->attributes.set(u"environmentState"_s, u"action"_s);
            },
            {u"GMP-ENV-09.action"_s}},
        {"TIM-02 waited too long", "culture1.in",
            [](PermissiveBench &b) { b.done(u"process.out"_s, 121min); },
            {u"GMP-TIM-02.elapsed"_s}},
        {"TIM-02 waited to the limit", "culture1.in",
            [](PermissiveBench &b) { b.done(u"process.out"_s, 120min); }, {}},
        {"TIM-04 cryoprotectant", "freeze.run",
            [](PermissiveBench &b) { b.done(u"fill.cryo"_s, 119min); }, {u"GMP-TIM-04.elapsed"_s}},
        {"TIM-04 in time", "freeze.run", [](PermissiveBench &b) { b.done(u"fill.cryo"_s, 10min); },
            {}},
        {"IPC-08 gate undecided", "release.sign",
            [](PermissiveBench &b) { addIrreversible(b, u"pending"_s); },
            {u"GMP-IPC-08.undecided"_s}},
        {"IPC-08 gate failed", "release.sign",
            [](PermissiveBench &b) { addIrreversible(b, u"fail"_s); }, {u"GMP-IPC-08.failed"_s}},
        {"IPC-08 gate passed", "release.sign",
            [](PermissiveBench &b) { addIrreversible(b, u"pass"_s); }, {}},
        {"BAL-05 a label is missing", "release",
            [](PermissiveBench &b) {
                b.passResults(u"release"_s);
                b.result(u"labelDifference"_s, JsonValue(1.0));
            },
            {u"GMP-BAL-05.counted"_s}},
        {"BAL-05 all labels there", "release",
            [](PermissiveBench &b) {
                b.passResults(u"release"_s);
                b.result(u"labelDifference"_s, JsonValue(0.0));
            },
            {}},
        {"COI-03 nobody has matched", "release",
            [](PermissiveBench &b) {
                b.binding->attributes.remove(u"donorRecipientCheck"_s);
                b.passResults(u"release"_s);
            },
            {u"GMP-COI-03.unconfirmed"_s}},
        {"MAT-02 a lot is open", "release",
            [](PermissiveBench &b) {
                MaterialLot &lot = *b.lot(u"beads"_s);
                lot.status = LotStatus::ConditionallyReleased;
                lot.attributes.set(u"conditionalReleaseRecord"_s, u"CR-1"_s);
                lot.attributes.set(u"riskAssessment"_s, u"RA-1"_s);
                b.passResults(u"release"_s);
            },
            {u"GMP-MAT-02.open"_s}},
    };
}

QVector<Row> rows()
{
    return bindingRows() + recordRows();
}

} // namespace

class tst_PermissiveRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void asked_data();
    void asked();
};

void tst_PermissiveRows::asked_data()
{
    QTest::addColumn<int>("index");
    const QVector<Row> all = rows();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << i;
}

void tst_PermissiveRows::asked()
{
    QFETCH(const int, index);
    const Row row = rows()[index];
    const QString step = QString::fromLatin1(row.step);
    PermissiveBench bench;
    if (row.change)
        row.change(bench);
    bench.place(step);
    bench.resume();
    bench.tick();
    QCOMPARE(bench.refused(), row.codes);
    if (row.codes.isEmpty()) {
        QVERIFY(bench.stateOf(step) != S::Idle);
        QVERIFY2(bench.events(u"rule.refused"_s).isEmpty(),
            qPrintable(bench.events(u"rule.refused"_s).join(u'\n')));
        return;
    }
    const bool isGate = bench.recipe.procedure.element(ElementId(step))->kind == ElementKind::Gate;
    QCOMPARE(bench.stateOf(step), isGate ? S::Running : S::Idle);
    QVERIFY(bench.state().status(ElementId(step)).outcome.isEmpty());
    QCOMPARE(bench.state().prompts.size(), 1);
    const Prompt prompt = bench.state().prompts.constBegin().value();
    QCOMPARE(prompt.element, ElementId(step));
    QCOMPARE(prompt.purpose, PromptPurpose::Refusal);
    for (const QString &text : {prompt.definition.text.en, prompt.definition.text.zh})
        QVERIFY2(text.contains(u"GMP-"_s) && !text.contains(u'{'), qPrintable(text));
    // Ticks change nothing while nobody has answered, and a replay gives the same.
    const qsizetype before = bench.journal.events.size();
    bench.clock.advance(1min);
    bench.tick();
    QCOMPARE(bench.journal.events.size(), before);
    const BatchState replayed = BatchState::fold(bench.journal.events);
    QCOMPARE(replayed.refusals, bench.state().refusals);
    QCOMPARE(replayed.prompts, bench.state().prompts);
    QCOMPARE(replayed.tokens, bench.state().tokens);
}

QTEST_GUILESS_MAIN(tst_PermissiveRows)
#include "tst_permissiverows.moc"
