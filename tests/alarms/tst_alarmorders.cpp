// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmcatalog.h"
#include "processgraph/foundation/messagecatalog.h"
#include "tests/alarms/alarmrig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using Verb = AlarmOrder::Verb;

namespace {

const BatchId B1(u"B-1"_s);

} // namespace

/// What people do with alarms, and what time does with what they did.
class tst_AlarmOrders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals();
    void shelvingExpires();
    void conditionComesWhileShelved();
    void oneShotEndsWithTheReturn();
    void criticalIsNotShelved();
    void clockSetBackDoesNotProlong();
    void shelvingSurvivesARestart();
    void outOfService();
    void comments();
    void latched();
    void alarmsAgain();
    void nothingHappensThatIsNotWritten();
    void floodAndChattering();
    void deviceBelongsToThePlant();
    void severalBatches();
    void batchEnds();
    void recipeSettlesTheDelay();
};

void tst_AlarmOrders::refusals_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<QString>("alarm");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("minutes");
    QTest::addColumn<QString>("person");
    QTest::addColumn<QString>("code");
    const auto row
        = [](const char *name, Verb verb, const QString &alarm, const QString &text,
              const QString &role, int minutes, const QString &person, const QString &code) {
              QTest::newRow(name) << verb << alarm << text << role << minutes << person << code;
          };
    const QString why = u"sensor is being checked"_s;
    const QString chief = u"supervisor"_s;
    row("nobody", Verb::Shelve, AlertHigh, why, chief, 30, {}, u"alarm.noPerson"_s);
    row("unknown", Verb::Shelve, u"x"_s, why, chief, 30, u"anna"_s, u"alarm.unknown"_s);
    row("no reason", Verb::Shelve, AlertHigh, u"  "_s, chief, 30, u"anna"_s, u"alarm.noReason"_s);
    row("no role", Verb::Shelve, AlertHigh, why, {}, 30, u"anna"_s, u"alarm.role"_s);
    row("wrong role", Verb::Shelve, AlertHigh, why, u"qc"_s, 30, u"anna"_s, u"alarm.role"_s);
    row("no time", Verb::Shelve, AlertHigh, why, chief, 0, u"anna"_s, u"alarm.shelvingTime"_s);
    row("more than a shift", Verb::Shelve, AlertHigh, why, chief, 8 * 60 + 1, u"anna"_s,
        u"alarm.shelvingTime"_s);
    row("not shelved", Verb::Unshelve, AlertHigh, {}, chief, 0, u"anna"_s, u"alarm.notShelved"_s);
    row("not latched", Verb::Reset, AlertHigh, {}, chief, 0, u"anna"_s, u"alarm.notLatched"_s);
    row("service by an operator", Verb::TakeOutOfService, AlertHigh, why, u"operator"_s, 0,
        u"anna"_s, u"alarm.role"_s);
    row("service without reason", Verb::TakeOutOfService, AlertHigh, {}, chief, 0, u"anna"_s,
        u"alarm.noReason"_s);
    row("in service", Verb::ReturnToService, AlertHigh, why, chief, 0, u"anna"_s,
        u"alarm.notOutOfService"_s);
    row("empty comment", Verb::Comment, AlertHigh, u" "_s, chief, 0, u"anna"_s,
        u"alarm.noComment"_s);
}

void tst_AlarmOrders::refusals()
{
    QFETCH(Verb, verb);
    QFETCH(QString, alarm);
    QFETCH(QString, text);
    QFETCH(QString, role);
    QFETCH(int, minutes);
    QFETCH(QString, person);
    QFETCH(QString, code);
    AlarmRig alarms;
    alarms.feed({37, 38.5, 38.5});
    const qsizetype written = alarms.rig.journal.events.size();
    QCOMPARE(alarms.say(
                 {verb, alarm, text, role, std::chrono::minutes(minutes), false, PersonId(person)}),
        code);
    QCOMPARE(alarms.rig.journal.events.size(), written);
    QCOMPARE(alarms.list(), u"alert.high:B"_s);
    QVERIFY(MessageCatalog::shipped().contains(code));
}

void tst_AlarmOrders::shelvingExpires()
{
    AlarmRig alarms;
    alarms.feed({37, 38.5, 38.5});
    QCOMPARE(alarms.say(Verb::Shelve, AlertHigh, u"door open for loading"_s), QString());
    QCOMPARE(alarms.list(), QString());
    QCOMPARE(alarms.quiet(), u"alert.high:G"_s);
    const Alarm shelved = alarms.monitor->quietAlarms().first();
    QCOMPARE(shelved.quietUntil, alarms.rig.clock.now() + std::chrono::minutes(30));
    QCOMPARE(shelved.quietBy, PersonId(u"anna"_s));
    QCOMPARE(shelved.quietReason, u"door open for loading"_s);
    QCOMPARE(alarms.say(Verb::Shelve, AlertHigh, u"again"_s), u"alarm.cannotShelve"_s);
    alarms.feed(QList<double>(29, 38.5));
    QCOMPARE(alarms.quiet(), u"alert.high:G"_s);
    alarms.feed({38.5});
    QCOMPARE(alarms.quiet(), QString());
    QCOMPARE(alarms.list(), u"alert.high:B"_s); // it is still there: it is called again
    QVERIFY(alarms.rig.codes(u"alarm.unshelved"_s).last().contains(u"\"cause\":\"expired\""_s));
    QCOMPARE(alarms.rig.codes(u"alarm.raised"_s).size(), 2);

    // By a person, and what has returned meanwhile stays silent.
    QCOMPARE(alarms.say(Verb::Shelve, AlertHigh, u"again"_s), QString());
    alarms.feed({37, 37});
    QCOMPARE(alarms.say(Verb::Unshelve, AlertHigh), QString());
    QCOMPARE(alarms.list() + alarms.quiet(), QString());
}

void tst_AlarmOrders::conditionComesWhileShelved()
{
    AlarmRig alarms;
    alarms.feed({37, 39.5, 39.5, 37});
    QCOMPARE(alarms.list(), u"action.high:D alert.high:D"_s);
    QCOMPARE(alarms.rig.codes(u"deviation.opened"_s).size(), 1);
    QCOMPARE(alarms.say(Verb::Shelve, ActionHigh, u"calibration"_s), QString());
    alarms.feed({39.5, 39.5, 39.5});
    QCOMPARE(alarms.quiet(), u"action.high:G"_s);
    QVERIFY(alarms.monitor->quietAlarms().first().present);
    // Whatever people are told: the product was outside its action limit.
    QCOMPARE(alarms.rig.codes(u"deviation.opened"_s).size(), 2);
    QCOMPARE(alarms.rig.codes(u"alarm.condition"_s).size(), 1);
    alarms.feed(QList<double>(27, 39.5));
    QCOMPARE(alarms.list(), u"action.high:B alert.high:B"_s);
    QCOMPARE(alarms.rig.codes(u"deviation.opened"_s).size(), 2); // the same excursion
}

void tst_AlarmOrders::oneShotEndsWithTheReturn()
{
    AlarmRig alarms;
    alarms.feed({37, 38.5, 38.5});
    AlarmOrder order = alarms.order(Verb::Shelve, AlertHigh, u"sampling"_s);
    order.oneShot = true;
    QCOMPARE(alarms.say(order), QString());
    alarms.feed({38.5, 37});
    QCOMPARE(alarms.quiet() + alarms.list(), QString());
    QVERIFY(alarms.rig.codes(u"alarm.unshelved"_s).last().contains(u"\"cause\":\"returned\""_s));
    QCOMPARE(alarms.say(order), u"alarm.oneShotNotPresent"_s);
    alarms.feed({38.5, 38.5});
    QCOMPARE(alarms.list(), u"alert.high:B"_s); // the next time it calls
    QCOMPARE(alarms.say(order), QString());
    alarms.feed(QList<double>(30, 38.5));
    QCOMPARE(alarms.list(), u"alert.high:B"_s); // it did not return in time
}

void tst_AlarmOrders::criticalIsNotShelved()
{
    AlarmRig alarms;
    alarms.feed({37});
    Alarm identity;
    identity.id = u"identity|w"_s;
    identity.kind = AlarmKind::Identity;
    identity.batch = B1;
    identity.element = ElementId(u"w"_s);
    identity.name = words(u"bag B-2"_s);
    alarms.monitor->setCondition(identity, true);
    QCOMPARE(alarms.monitor->alarms().size(), 1);
    QCOMPARE(alarms.monitor->alarms().first().priority, 1);
    QVERIFY(alarms.rig.codes(u"deviation.opened"_s).last().contains(u"critical"_s));
    QCOMPARE(alarms.say(Verb::Shelve, identity.id, u"annoying"_s), u"alarm.notShelvable"_s);
    alarms.monitor->setCondition(identity, false);
    const Alarm latched = alarms.monitor->alarms().first();
    QCOMPARE(latched.state, AlarmState::LatchedUnacknowledged);
    alarms.feed({37});
    QCOMPARE(alarms.monitor->alarms().size(), 1); // the end of a phase's limits does not touch it
}

void tst_AlarmOrders::clockSetBackDoesNotProlong()
{
    struct JumpingClock : Clock
    {
        UtcTime wall = utcFromMs(1'700'000'000'000);
        Duration running {0};
        UtcTime now() const override { return wall; }
        Duration elapsed() const override { return running; }
    };
    AlarmRig source;
    source.feed({37, 38.5, 38.5});
    JumpingClock clock;
    clock.wall = source.rig.clock.now();
    AlarmMonitor monitor(smallPlant(), clock, source.rig.journal, source.rig.gateway);
    QVERIFY(monitor.recover(B1).ok());
    monitor.order(source.order(Verb::Shelve, AlertHigh, u"why"_s));
    QCOMPARE(monitor.quietAlarms().size(), 1);
    clock.wall -= std::chrono::hours(5);
    clock.running += std::chrono::minutes(30);
    monitor.tick();
    QCOMPARE(monitor.quietAlarms().size(), 0);
    QCOMPARE(monitor.alarms().size(), 1);
}

void tst_AlarmOrders::shelvingSurvivesARestart()
{
    AlarmRig before;
    before.feed({37, 39.5, 39.5});
    QCOMPARE(before.say(Verb::Shelve, AlertHigh, u"why"_s), QString());
    QCOMPARE(before.say(Verb::TakeOutOfService, ActionHigh, u"sensor broken"_s), QString());
    AlarmRig after(before.rig.journal, before.rig.clock.now() + std::chrono::minutes(10));
    QCOMPARE(after.quiet(), u"alert.high:G action.high:I"_s);
    after.feed(QList<double>(19, 39.5));
    QCOMPARE(after.quiet(), u"alert.high:G action.high:I"_s);
    after.feed({39.5});
    QCOMPARE(after.list(), u"alert.high:B"_s);
    QCOMPARE(after.quiet(), u"action.high:I"_s);
    // Over while nobody was there: it calls with the first tick.
    AlarmRig late(before.rig.journal, before.rig.clock.now() + std::chrono::hours(3));
    late.feed({39.5});
    QCOMPARE(late.list(), u"alert.high:B"_s);
}

void tst_AlarmOrders::outOfService()
{
    AlarmRig alarms;
    alarms.feed({37, 38.5, 38.5});
    QCOMPARE(alarms.say(Verb::TakeOutOfService, AlertHigh, u"sensor broken"_s), QString());
    QCOMPARE(alarms.quiet(), u"alert.high:I"_s);
    QCOMPARE(alarms.say(Verb::TakeOutOfService, AlertHigh, u"sensor broken"_s),
        u"alarm.outOfServiceAlready"_s);
    alarms.feed(QList<double>(60 * 12, 38.5)); // for as long as it takes
    QCOMPARE(alarms.quiet(), u"alert.high:I"_s);
    QCOMPARE(alarms.say(Verb::ReturnToService, AlertHigh, u"new sensor"_s), QString());
    QCOMPARE(alarms.list(), u"alert.high:B"_s);
    QCOMPARE(alarms.rig.codes(u"alarm.outOfService"_s).size(), 1);
    QCOMPARE(alarms.rig.codes(u"alarm.inService"_s).size(), 1);
}

void tst_AlarmOrders::comments()
{
    AlarmRig alarms;
    alarms.feed({37, 38.5, 38.5});
    QCOMPARE(alarms.say(Verb::Comment, AlertHigh, u" heater was off "_s), QString());
    QCOMPARE(alarms.monitor->alarms().first().comment, u"heater was off"_s);
    QCOMPARE(alarms.list(), u"alert.high:B"_s);
    QCOMPARE(alarms.say(Verb::Acknowledge, AlertHigh, u"switched on"_s), QString());
    QCOMPARE(alarms.monitor->alarms().first().comment, u"switched on"_s);
    QCOMPARE(alarms.list(), u"alert.high:C"_s);
}

void tst_AlarmOrders::latched()
{
    AlarmRig alarms;
    Alarm alarm;
    alarm.id = u"identity|w"_s;
    alarm.kind = AlarmKind::Identity;
    alarm.batch = B1;
    alarms.feed({37});
    alarms.monitor->setCondition(alarm, true);
    alarms.monitor->setCondition(alarm, false);
    QCOMPARE(alarms.monitor->alarms().first().state, AlarmState::LatchedUnacknowledged);
    QCOMPARE(alarms.say(Verb::Reset, alarm.id), u"alarm.acknowledgeFirst"_s);
    QCOMPARE(alarms.say(Verb::Acknowledge, alarm.id), QString());
    QCOMPARE(alarms.monitor->alarms().first().state, AlarmState::LatchedAcknowledged);
    alarms.monitor->setCondition(alarm, true);
    QCOMPARE(alarms.monitor->alarms().first().state, AlarmState::Unacknowledged);
    QCOMPARE(alarms.say(Verb::Acknowledge, alarm.id), QString());
    alarms.monitor->setCondition(alarm, false);
    QCOMPARE(alarms.monitor->alarms().first().state, AlarmState::LatchedAcknowledged);
    QCOMPARE(alarms.say(Verb::Reset, alarm.id), QString());
    QVERIFY(alarms.monitor->alarms().isEmpty());
}

void tst_AlarmOrders::alarmsAgain()
{
    AlarmRig alarms;
    alarms.feed({37, 39.5, 39.5});
    alarms.say(Verb::Acknowledge, ActionHigh);
    alarms.say(Verb::Acknowledge, AlertHigh);
    alarms.feed(QList<double>(59, 39.5));
    QCOMPARE(alarms.list(), u"action.high:C alert.high:C"_s);
    alarms.feed({39.5});
    QCOMPARE(alarms.list(), u"action.high:B alert.high:C"_s); // an alert stays as it is
    QCOMPARE(alarms.rig.codes(u"alarm.realarmed"_s).size(), 1);
    QCOMPARE(alarms.monitor->alarms().first().annunciated, alarms.rig.clock.now());
}

void tst_AlarmOrders::nothingHappensThatIsNotWritten()
{
    AlarmRig alarms;
    alarms.feed({37, 38.5, 38.5});
    alarms.rig.journal.failing = true;
    for (const Verb verb : {Verb::Shelve, Verb::TakeOutOfService, Verb::Acknowledge, Verb::Comment})
        QCOMPARE(alarms.say(verb, AlertHigh, u"why"_s), u"store.cannotWrite"_s);
    QCOMPARE(alarms.list() + alarms.quiet(), u"alert.high:B"_s);
    QVERIFY(alarms.monitor->alarms().first().comment.isEmpty());
    alarms.rig.journal.failing = false;
    QCOMPARE(alarms.say(Verb::Shelve, AlertHigh, u"why"_s), QString());
    alarms.rig.journal.failing = true;
    alarms.feed(QList<double>(31, 38.5)); // its expiry waits for nobody
    QCOMPARE(alarms.list(), u"alert.high:B"_s);
    alarms.rig.journal.failing = false;
    alarms.feed({38.5});
    QCOMPARE(alarms.rig.codes(u"alarm.unshelved"_s).size(), 1);
}

void tst_AlarmOrders::floodAndChattering()
{
    AlarmRig alarms;
    Alarm alarm;
    alarm.kind = AlarmKind::Identity; // without a delay, so that it can come often
    alarm.batch = B1;
    alarms.feed({37});
    for (int i = 0; i < 11; ++i) {
        alarm.id = u"identity|%1"_s.arg(i < 4 ? 0 : i);
        alarms.monitor->setCondition(alarm, true);
        alarms.monitor->setCondition(alarm, false);
        QCOMPARE(alarms.monitor->floods().size(), i < 10 ? 0 : 1);
        alarms.rig.clock.advance(std::chrono::seconds(30));
    }
    QCOMPARE(alarms.rig.codes(u"alarm.floodStarted"_s).size(), 1);
    QCOMPARE(alarms.rig.codes(u"alarm.chattering"_s).size(), 1);
    // Of the plant, not of the batch.
    QVERIFY(alarms.rig.journal.read({})->last().code.startsWith(u"alarm.flood"_s));
    // A program that starts anew in the middle of it knows it.
    AlarmRig after(alarms.rig.journal, alarms.rig.clock.now());
    QCOMPARE(after.monitor->floods().size(), 1);
    // The seventh of eleven came after 180 s; ten minutes later four are left.
    alarms.rig.clock.advance(std::chrono::seconds(600 + 180 - 330 - 1));
    alarms.monitor->tick();
    QCOMPARE(alarms.monitor->floods().size(), 1);
    alarms.rig.clock.advance(std::chrono::seconds(1));
    alarms.monitor->tick();
    QCOMPARE(alarms.monitor->floods().size(), 0);
    QVERIFY(alarms.rig.codes(u"alarm.floodEnded"_s).last().contains(u"\"lastedMs\":480000"_s));
    alarms.rig.clock.advance(std::chrono::minutes(10));
    alarms.monitor->tick();
    QCOMPARE(alarms.rig.codes(u"alarm.calm"_s).size(), 1);
}

void tst_AlarmOrders::deviceBelongsToThePlant()
{
    AlarmRig alarms;
    alarms.rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Faulted);
    const Alarm lost = alarms.monitor->alarms().first();
    QCOMPARE(lost.batch, BatchId());
    QCOMPARE(lost.touches, QVector<BatchId> {B1});
    QCOMPARE(alarms.rig.journal.read({})->size(), 1);
    QCOMPARE(alarms.rig.codes(u"alarm.touched"_s).size(), 1); // in the record of the batch
    // Out of service survives a restart, whatever batch is taken up.
    QCOMPARE(alarms.say(Verb::TakeOutOfService, lost.id, u"in repair"_s), QString());
    AlarmRig after(alarms.rig.journal, alarms.rig.clock.now());
    QCOMPARE(after.quiet(), u"fault:I"_s);
    after.rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    QCOMPARE(after.say(Verb::ReturnToService, lost.id, u"repaired"_s), QString());
    QCOMPARE(after.list() + after.quiet(), QString());
    QCOMPARE(after.rig.codes(u"alarm.touched"_s).size(), 2); // over for the batch, too

    // Lost while nobody needs it: listed. It calls once a batch has its unit.
    FakeGateway gateway;
    MemoryJournal journal;
    AlarmMonitor idle(smallPlant(), alarms.rig.clock, journal, gateway);
    BatchState state = alarms.rig.executor->state();
    state.control.units = {{RoleId(u"ROLE1"_s), UnitId(u"U1"_s)}};
    idle.setState(state);
    gateway.setDevice(u"D-U2"_s, ConnectionState::Faulted);
    QVERIFY(idle.alarms().isEmpty());
    QCOMPARE(idle.quietAlarms().size(), 1);
    QCOMPARE(idle.quietAlarms().first().state, AlarmState::SuppressedByDesign);
    state.control.header.id = BatchId(u"B-2"_s);
    state.control.units = {{RoleId(u"ROLE1"_s), UnitId(u"U2"_s)}};
    idle.setState(state);
    QVERIFY(idle.quietAlarms().isEmpty());
    QCOMPARE(idle.alarms().size(), 1);
    QCOMPARE(idle.alarms().first().state, AlarmState::Unacknowledged);
    QCOMPARE(idle.alarms().first().touches, QVector<BatchId> {BatchId(u"B-2"_s)});
    gateway.setDevice(u"D-U2"_s, ConnectionState::Connected);
    gateway.setDevice(u"D-U1"_s, ConnectionState::Faulted);
    state.state = ProceduralState::Complete;
    idle.setState(state);
    gateway.setDevice(u"D-U2"_s, ConnectionState::Faulted); // nobody has it, but it still waits
    QCOMPARE(idle.alarms().first().state, AlarmState::Unacknowledged);
    gateway.setDevice(u"D-U2"_s, ConnectionState::Connected);
    idle.acknowledge(u"D-U2|device|fault"_s, {}, PersonId(u"anna"_s));
    gateway.setDevice(u"D-U2"_s, ConnectionState::Faulted);
    QCOMPARE(idle.quietAlarms().size(), 1);
}

void tst_AlarmOrders::severalBatches()
{
    AlarmRig alarms;
    BatchState other = alarms.rig.executor->state();
    other.control.header.id = BatchId(u"B-2"_s);
    alarms.monitor->setState(other); // both watch the same incubator, as it were
    alarms.feed({37, 38.5, 38.5});
    QCOMPARE(alarms.list(), u"alert.high:B alert.high:B"_s);
    const QVector<Alarm> both = alarms.monitor->alarms();
    QVERIFY(both.at(0).key() != both.at(1).key());
    QCOMPARE(alarms.say(Verb::Acknowledge, AlertHigh + u"|B-2"_s), QString());
    QCOMPARE(alarms.list(), u"alert.high:B alert.high:C"_s.section(u' ', 0, -1));
    for (const Alarm &alarm : alarms.monitor->alarms())
        QCOMPARE(alarm.state == AlarmState::Acknowledged, alarm.batch == BatchId(u"B-2"_s));
    // By its id alone: the one that waits.
    QCOMPARE(alarms.say(Verb::Acknowledge, AlertHigh), QString());
    QCOMPARE(alarms.list(), u"alert.high:C alert.high:C"_s);
    // One ends, the other goes on.
    other.state = ProceduralState::Aborted;
    alarms.monitor->setState(other);
    QCOMPARE(alarms.list(), u"alert.high:C"_s);
    QCOMPARE(alarms.monitor->alarms().first().batch, B1);
    // Taken up again, in any order.
    AlarmMonitor again(smallPlant(), alarms.rig.clock, alarms.rig.journal, alarms.rig.gateway);
    QVERIFY(again.recover(BatchId(u"B-2"_s)).ok());
    QVERIFY(again.recover(B1).ok());
    QCOMPARE(again.alarms(), alarms.monitor->alarms());
}

void tst_AlarmOrders::batchEnds()
{
    AlarmRig alarms;
    alarms.feed({37, 39.5, 39.5});
    alarms.say(Verb::Shelve, AlertHigh, u"why"_s);
    alarms.rig.command({}, ProceduralCommand::Abort);
    alarms.feed({39.5, 39.5});
    QCOMPARE(alarms.rig.state({}), ProceduralState::Aborted);
    QCOMPARE(alarms.list(), u"action.high:D"_s); // a person has still to see it
    QCOMPARE(alarms.quiet(), QString());
    alarms.say(Verb::Acknowledge, ActionHigh);
    QCOMPARE(alarms.list(), QString());
    alarms.feed(QList<double>(60, 39.5));
    QCOMPARE(alarms.list() + alarms.quiet(), QString());
}

void tst_AlarmOrders::recipeSettlesTheDelay()
{
    AlarmRig plain;
    plain.feed({37, 38.5, 38.5});
    QCOMPARE(plain.list(), u"alert.high:B"_s);
    AlarmRig alarms;
    BatchState state = alarms.rig.executor->state();
    state.control.header.id = BatchId(u"B-2"_s);
    const ElementId w(u"w"_s);
    Element element = *state.control.recipe.procedure.element(w);
    element.parameters[0].attributes.set(u"alarmDelay"_s, Quantity {300, *Unit::parse(u"s"_s)});
    QVERIFY(state.control.recipe.procedure.replaceElement(element));
    alarms.monitor->setState(state);
    alarms.feed({37, 38.5, 38.5, 38.5, 38.5, 38.5});
    QCOMPARE(alarms.monitor->alarms().size(), 1); // B-1's
    alarms.feed({38.5});
    QCOMPARE(alarms.monitor->alarms().size(), 2);
}

QTEST_GUILESS_MAIN(tst_AlarmOrders)
#include "tst_alarmorders.moc"
