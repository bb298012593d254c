// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/alarms/alarmrig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

class tst_AlarmMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alertThenAction();
    void badValuesRaiseNothing();
    void acknowledgeWhileActive();
    void endsWithThePhase();
    void comesBackAfterACrash();
    void deviceAlarm();
    void showsEvenWhenTheJournalRefuses();
    void onTheWayToTheSetPoint();
    void notOrderedYet();
    void arrivesLate();
};

void tst_AlarmMonitor::alertThenAction()
{
    AlarmRig alarms;
    alarms.feed({37, 38.5, 38.5});
    QCOMPARE(alarms.list(), u"alert.high:B"_s);
    QVERIFY(alarms.rig.codes(u"deviation.opened"_s).isEmpty()); // an alert opens none
    alarms.feed({39.5, 39.8, 39.6});
    QCOMPARE(alarms.list(), u"action.high:B alert.high:B"_s); // highest priority first
    const Alarm action = alarms.monitor->alarms().first();
    QCOMPARE(action.priority, 2);
    QCOMPARE(action.limit, 39.0);
    QCOMPARE(action.value, 39.8); // the worst
    QCOMPARE(action.element, ElementId(u"w"_s));
    QCOMPARE(action.batch, BatchId(u"B-1"_s));
    QCOMPARE(alarms.monitor->alarms().last().priority, 3);
    const QStringList deviations = alarms.rig.codes(u"deviation.opened"_s);
    QCOMPARE(deviations.size(), 1);
    QVERIFY(deviations.first().contains(u"\"alarm\":\"%1\""_s.arg(ActionHigh)));
    alarms.feed({37});
    QCOMPARE(alarms.list(), u"action.high:D alert.high:D"_s);
    QCOMPARE(alarms.rig.codes(u"alarm.raised"_s).size(), 2);
    QCOMPARE(alarms.rig.codes(u"alarm.cleared"_s).size(), 2);
    const int before = alarms.shown;
    alarms.feed({37, 37, 37});
    QCOMPARE(alarms.shown, before); // nothing new, nothing said
}

void tst_AlarmMonitor::badValuesRaiseNothing()
{
    AlarmRig alarms;
    alarms.feed({37});
    alarms.feed({50, 50, 50}, Quality::Stale);
    alarms.feed({50, 50, 50}, Quality::Bad);
    QCOMPARE(alarms.list(), QString());
}

void tst_AlarmMonitor::acknowledgeWhileActive()
{
    AlarmRig alarms;
    alarms.feed({37, 38.5, 38.5});
    alarms.monitor->acknowledge(u"nothing"_s, {}, PersonId(u"anna"_s));
    alarms.monitor->acknowledge(AlertHigh, {}, PersonId());
    QCOMPARE(alarms.refusals.size(), 2);
    QCOMPARE(alarms.refusals.first().code(), u"alarm.notActive"_s);
    QCOMPARE(alarms.refusals.last().code(), u"alarm.noPerson"_s);
    alarms.monitor->acknowledge(AlertHigh, u"seen"_s, PersonId(u"anna"_s));
    QCOMPARE(alarms.list(), u"alert.high:C"_s);
    QCOMPARE(alarms.monitor->alarms().first().person, PersonId(u"anna"_s));
    QCOMPARE(alarms.rig.codes(u"alarm.acknowledged"_s),
        QStringList {u"w {\"alarm\":\"%1\",\"comment\":\"seen\"}"_s.arg(AlertHigh)});
    alarms.monitor->acknowledge(AlertHigh, {}, PersonId(u"anna"_s));
    QCOMPARE(alarms.refusals.size(), 3); // once is enough
    alarms.feed({37});
    QCOMPARE(alarms.list(), QString());
}

void tst_AlarmMonitor::endsWithThePhase()
{
    AlarmRig alarms;
    alarms.feed({37, 38.5, 38.5});
    alarms.rig.answer(1);
    QCOMPARE(alarms.rig.state({}), ProceduralState::Complete);
    QCOMPARE(alarms.list(), u"alert.high:D"_s); // still to be acknowledged
    QVERIFY(alarms.rig.codes(u"alarm.cleared"_s).first().contains(u"phaseEnded"_s));
    alarms.feed({45, 45, 45});
    QCOMPARE(alarms.list(), u"alert.high:D"_s);
    alarms.monitor->acknowledge(AlertHigh, {}, PersonId(u"anna"_s));
    QCOMPARE(alarms.list(), QString());
}

void tst_AlarmMonitor::comesBackAfterACrash()
{
    AlarmRig before;
    before.feed({37, 39.5, 39.5});
    before.monitor->acknowledge(AlertHigh, {}, PersonId(u"anna"_s));
    QCOMPARE(before.list(), u"action.high:B alert.high:C"_s);
    AlarmRig after(before.rig.journal, before.rig.clock.now() + std::chrono::minutes(2));
    QCOMPARE(after.list(), u"action.high:B alert.high:C"_s);
    after.feed({39.5, 39.5});
    QCOMPARE(after.rig.codes(u"alarm.raised"_s).size(), 2); // not raised again
    after.feed({37}); // a Held phase's values count as well
    QCOMPARE(after.list(), u"action.high:D"_s);
}

void tst_AlarmMonitor::deviceAlarm()
{
    AlarmRig alarms;
    alarms.rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Disconnected);
    QCOMPARE(alarms.list(), QString()); // it has never been there
    alarms.rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    alarms.rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Disconnected);
    QCOMPARE(alarms.list(), u"fault:B"_s);
    alarms.rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connecting);
    QCOMPARE(alarms.monitor->alarms().first().priority, 2);
    QCOMPARE(alarms.monitor->alarms().first().name, words(u"U1"_s));
    alarms.rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Faulted);
    QCOMPARE(alarms.rig.codes(u"alarm.raised"_s).size(), 1); // one cycle, one alarm
    alarms.rig.gateway.setDevice(u"D-U1"_s, ConnectionState::Connected);
    QCOMPARE(alarms.list(), u"fault:D"_s);
    alarms.rig.clock.advance(std::chrono::minutes(1));
    alarms.rig.gateway.setDevice(u"D-U2"_s, ConnectionState::Faulted); // newest first
    QCOMPARE(alarms.list(), u"fault:B fault:D"_s);
}

void tst_AlarmMonitor::showsEvenWhenTheJournalRefuses()
{
    AlarmRig alarms;
    alarms.feed({37});
    int failures = 0;
    QObject::connect(alarms.monitor.get(), &AlarmMonitor::journalFailed, alarms.monitor.get(),
        [&] { ++failures; });
    alarms.rig.journal.failing = true;
    alarms.feed({38.5, 38.5, 38.5});
    QCOMPARE(alarms.list(), u"alert.high:B"_s);
    QCOMPARE(failures, 1);
    alarms.monitor->acknowledge(AlertHigh, {}, PersonId(u"anna"_s));
    QCOMPARE(alarms.refusals.size(), 1);
    QCOMPARE(alarms.list(), u"alert.high:B"_s);
    alarms.rig.journal.failing = false;
    alarms.feed({38.5});
    QCOMPARE(alarms.rig.codes(u"alarm.raised"_s).size(), 1); // written late, not lost
    alarms.monitor->acknowledge(AlertHigh, {}, PersonId(u"anna"_s));
    QCOMPARE(alarms.list(), u"alert.high:C"_s);
}

/// heat waits an hour for the temperature: that is its settle time.
void tst_AlarmMonitor::onTheWayToTheSetPoint()
{
    AlarmRig alarms(u"heat"_s);
    alarms.feed(QList<double>(45, 20)); // longer than the half hour of a phase that states nothing
    QCOMPARE(alarms.list(), QString());
    QVERIFY(alarms.rig.codes(u"deviation.opened"_s).isEmpty());
    const QStringList suppressed = alarms.rig.codes(u"alarm.suppressed"_s);
    QCOMPARE(suppressed.size(), 2); // action.low and alert.low, once each
    QVERIFY2(suppressed.first().contains(u"\"side\":\"low\""_s), qPrintable(suppressed.first()));
    alarms.feed({35.5}); // within action, not within alert; the phase goes on waiting
    QCOMPARE(alarms.rig.codes(u"alarm.armed"_s).size(), 1);
    QVERIFY(alarms.rig.codes(u"alarm.armed"_s).first().contains(u"\"cause\":\"inside\""_s));
    alarms.feed({34, 34, 34}); // it has been inside: this is a deviation
    QCOMPARE(alarms.list().section(u' ', 0, 0), u"action.low:B"_s);
    QCOMPARE(alarms.rig.codes(u"deviation.opened"_s).size(), 1);
}

void tst_AlarmMonitor::notOrderedYet()
{
    AlarmRig alarms(u"heat"_s, true); // the order of the set point is lost: the vessel stays cold
    alarms.feed(QList<double>(180, 20));
    QCOMPARE(alarms.list(), QString());
    QCOMPARE(alarms.rig.codes(u"alarm.suppressed"_s).size(), 2);
    QVERIFY(!alarms.rig.codes(u"alarm.suppressed"_s).first().contains(u"countsFrom"_s));
}

void tst_AlarmMonitor::arrivesLate()
{
    AlarmRig alarms(u"heat"_s);
    alarms.feed(QList<double>(60, 20));
    QCOMPARE(alarms.list(), QString());
    alarms.feed({20, 20, 20});
    QCOMPARE(alarms.list(), u"action.low:B alert.low:B"_s);
    QVERIFY(alarms.rig.codes(u"alarm.armed"_s).last().contains(u"\"cause\":\"settled\""_s));
}

QTEST_GUILESS_MAIN(tst_AlarmMonitor)
#include "tst_alarmmonitor.moc"
