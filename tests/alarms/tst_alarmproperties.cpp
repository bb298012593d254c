// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/eventcodes.h"
#include "tests/alarms/alarmrig.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using Verb = AlarmOrder::Verb;

namespace {

constexpr Duration Shift = std::chrono::hours(8);

/// Random values, orders, outages and restarts around a monitor of three batches.
class Ordeal
{
public:
    explicit Ordeal(quint32 seed)
        : random(seed)
        , clock(utcFromMs(1'700'000'000'000))
    {
        BatchState state = AlarmRig().rig.executor->state();
        for (int i = 0; i < 3; ++i) {
            state.control.header.id = BatchId(u"B-%1"_s.arg(i + 1));
            state.control.units
                = {{RoleId(u"ROLE1"_s), UnitId(i == 2 ? u"U2"_s : u"U1"_s)}}; // two share U1
            batches << state;
        }
        restart();
    }

    void step()
    {
        clock.advance(std::chrono::seconds(20 + random.bounded(100)));
        switch (random.bounded(12)) {
        case 0:
            giveOrder();
            break;
        case 1:
            giveOrder();
            break;
        case 2:
            gateway.setDevice(
                random.bounded(2) ? u"D-U1"_s : u"D-U2"_s, ConnectionState(random.bounded(4)));
            break;
        case 3:
            if (random.bounded(4) == 0) {
                journal.failing = !journal.failing;
            } else if (random.bounded(6) == 0) {
                journal.failing = false;
                monitor->tick();
                restart();
            }
            break;
        case 4:
            if (random.bounded(20) == 0)
                endBatch();
            break;
        case 5:
            if (random.bounded(10) == 0)
                clock.advance(std::chrono::hours(random.bounded(12)));
            break;
        default:
            sample();
        }
        monitor->tick();
    }

    /// What is wrong; nothing when all is well.
    QString judge()
    {
        for (const Alarm &alarm : monitor->quietAlarms()) {
            seen.insert(alarm.state);
            if (alarm.state == AlarmState::Shelved
                && (alarm.quietBy.isEmpty() || alarm.quietReason.isEmpty()
                    || alarm.quietUntil <= clock.now() || alarm.quietUntil > clock.now() + Shift))
                return u"shelved without end: "_s + alarm.key();
            if (alarm.state == AlarmState::OutOfService
                && (alarm.quietBy.isEmpty() || alarm.quietReason.isEmpty()))
                return u"out of service by nobody: "_s + alarm.key();
            if (alarm.state == AlarmState::Shelved && alarm.critical)
                return u"shelved although critical: "_s + alarm.key();
        }
        for (const Alarm &alarm : monitor->alarms()) {
            seen.insert(alarm.state);
            if (alarm.state == AlarmState::Acknowledged && alarm.person.isEmpty())
                return u"acknowledged by nobody: "_s + alarm.key();
        }
        if (const QString hidden = findHidden(); !hidden.isEmpty())
            return u"out of sight: "_s + hidden;
        if (!journal.failing && ++looked % 7 == 0) {
            AlarmMonitor again(smallPlant(), clock, journal, gateway);
            for (int number = 1; number <= last; ++number)
                if (!again.recover(BatchId(u"B-%1"_s.arg(number))))
                    return u"cannot be taken up"_s;
            const auto missing = [this](const QVector<Alarm> &from, const QVector<Alarm> &in) {
                const QStringList there = text(in).split(u'\n');
                QStringList lines = text(from).split(u'\n');
                lines.removeIf([&](const QString &line) { return there.contains(line); });
                return lines.join(u'\n');
            };
            const QString lost = missing(monitor->alarms(), again.alarms())
                + missing(monitor->quietAlarms(), again.quietAlarms());
            const QString gained = missing(again.alarms(), monitor->alarms())
                + missing(again.quietAlarms(), monitor->quietAlarms());
            if (!lost.isEmpty() || !gained.isEmpty())
                return u"a restart loses\n%1\nand gains\n%2"_s.arg(lost, gained);
            if (again.floods() != monitor->floods())
                return u"a restart sees another flood"_s;
        }
        return {};
    }

    QSet<AlarmState> seen;
    MemoryJournal journal;

private:
    void restart()
    {
        monitor.reset();
        monitor = std::make_unique<AlarmMonitor>(smallPlant(), clock, journal, gateway);
        for (int number = 1; number <= last; ++number) { // also of ended ones something may wait
            if (!monitor->recover(BatchId(u"B-%1"_s.arg(number))))
                qFatal("recover");
        }
        for (const BatchState &batch : std::as_const(batches))
            monitor->setState(batch);
        outside.clear();
    }
    void endBatch()
    {
        // One ends and is followed by another of the same recipe on the same unit.
        BatchState &batch = batches[random.bounded(3)];
        batch.state = ProceduralState::Complete;
        monitor->setState(batch);
        batch.state = ProceduralState::Running;
        batch.control.header.id = BatchId(u"B-%1"_s.arg(++last));
        monitor->setState(batch);
        outside.clear();
    }
    void sample()
    {
        static const QList<double> values {37, 37, 37.5, 38.5, 39.5, 40, 35.5, 34};
        const QString tag = random.bounded(2) ? u"U1.temperature.pv"_s : u"U2.temperature.pv"_s;
        const double value = values.at(random.bounded(int(values.size())));
        // Several in a row, so that delays pass.
        for (int i = 0; i < 3; ++i) {
            clock.advance(std::chrono::seconds(40));
            gateway.set(tag, value, Quality::Good, clock.now());
        }
        outside[tag] = value;
    }
    /// A value beyond an action limit for longer than its delay, of which nobody is told anything.
    QString findHidden()
    {
        QSet<QString> shown;
        for (const Alarm &alarm : monitor->alarms() + monitor->quietAlarms())
            shown.insert(alarm.key());
        for (const BatchState &batch : std::as_const(batches)) {
            const QString tag = batch.control.units.first() == UnitId(u"U1"_s)
                ? u"U1.temperature.pv"_s
                : u"U2.temperature.pv"_s;
            const double value = outside.value(tag, 37);
            const QString side = value > 39 ? u"high"_s : value < 35 ? u"low"_s : QString();
            const QString key
                = tag + u"|w|action."_s + side + u'|' + batch.control.header.id.value();
            if (!side.isEmpty() && !shown.contains(key))
                return key;
        }
        return {};
    }
    void giveOrder()
    {
        const QVector<Alarm> known = monitor->alarms() + monitor->quietAlarms();
        AlarmOrder order;
        order.verb = Verb(random.bounded(7));
        order.alarm
            = known.isEmpty() ? u"nothing"_s : known.at(random.bounded(int(known.size()))).key();
        order.text = random.bounded(5) ? u"because"_s : QString();
        order.role = random.bounded(5) ? u"supervisor"_s : u"visitor"_s;
        order.person = PersonId(random.bounded(5) ? u"anna"_s : QString());
        order.lasts = std::chrono::minutes(random.bounded(600) - 20);
        order.oneShot = random.bounded(3) == 0;
        monitor->order(order);
    }
    QString text(QVector<Alarm> alarms)
    {
        QStringList lines;
        for (const Alarm &alarm : alarms) {
            lines << u"%1 %2 %3 by %4 %5 %6 %7 %8 %9"_s.arg(alarm.key(), letterOf(alarm.state),
                         alarm.person.value(), alarm.quietBy.value(), alarm.quietReason,
                         alarm.comment, toIso(alarm.quietUntil), toIso(alarm.annunciated),
                         toIso(alarm.cleared))
                    + (alarm.present ? u" present"_s : u""_s)
                    + (alarm.chattering ? u" chatters"_s : u""_s)
                    + QString::number(alarm.touches.size());
        }
        return lines.join(u'\n');
    }

    QRandomGenerator random;
    SteppedClock clock;
    FakeGateway gateway;
    std::unique_ptr<AlarmMonitor> monitor;
    QVector<BatchState> batches;
    QHash<QString, double> outside;
    int last = 3;
    int looked = 0;
};

} // namespace

/// Whatever people, plant and computer do: nothing is hidden for good, and nothing is lost.
class tst_AlarmProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordeal_data();
    void ordeal();
};

void tst_AlarmProperties::ordeal_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

void tst_AlarmProperties::ordeal()
{
    QFETCH(quint32, seed);
    Ordeal ordeal(seed);
    for (int step = 0; step < 500; ++step) {
        ordeal.step();
        const QString wrong = ordeal.judge();
        QVERIFY2(wrong.isEmpty(), qPrintable(u"step %1: %2"_s.arg(step).arg(wrong)));
    }
    for (const JournalEvent &event : std::as_const(ordeal.journal.events)) {
        if (event.code == QLatin1String(event::AlarmAcknowledged)
            || event.code == QLatin1String(event::AlarmShelved)
            || event.code == QLatin1String(event::AlarmOutOfService))
            QVERIFY(!event.person.isEmpty());
    }
    QVERIFY2(ordeal.seen.size() >= 5, "too little has happened");
}

QTEST_GUILESS_MAIN(tst_AlarmProperties)
#include "tst_alarmproperties.moc"
