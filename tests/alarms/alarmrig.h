// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmmonitor.h"
#include "processgraph/alarms/alarmtable.h"
#include "tests/execution/rig.h"

namespace cytoloom::test {

inline const QString ActionHigh = QStringLiteral("U1.temperature.pv|w|action.high");
inline const QString AlertHigh = QStringLiteral("U1.temperature.pv|w|alert.high");

inline MasterRecipe watched(const QString &type)
{
    RecipeBuilder builder;
    Parameter temperature;
    temperature.id = ParameterId(QStringLiteral("temperature"));
    temperature.name = words(QStringLiteral("temperature"));
    temperature.value = 37;
    temperature.alert = Range {36.0, 38.0};
    temperature.action = Range {35.0, 39.0};
    temperature.signal = QStringLiteral("temperature.pv");
    builder.open(ElementKind::UnitProcedure, QStringLiteral("up"), QStringLiteral("ROLE1"));
    builder.add(ElementKind::Phase, QStringLiteral("w"), type).parameters = {temperature};
    builder.chain(QStringLiteral("up.b > w > up.e"));
    builder.close();
    builder.chain(QStringLiteral("b > up > e"));
    return builder.build();
}

/// A rig with a monitor on the same journal and gateway.
class AlarmRig
{
public:
    explicit AlarmRig(const QString &type = QStringLiteral("ask"), bool silent = false)
        : rig(watched(type))
    {
        rig.gateway.silent = silent;
        attach(rig);
        rig.create();
        rig.start();
    }
    AlarmRig(const MemoryJournal &journal, UtcTime now)
        : rig(watched(QStringLiteral("ask")), journal, now)
    {
        attach(rig);
        if (!monitor->recover(BatchId(QStringLiteral("B-1")))
            || !rig.executor->recover(BatchId(QStringLiteral("B-1"))))
            qFatal("recover");
    }
    /// One sample a minute.
    void feed(const QList<double> &values, Quality quality = Quality::Good)
    {
        for (const double value : values) {
            rig.clock.advance(std::chrono::minutes(1));
            rig.gateway.set(QStringLiteral("U1.temperature.pv"), value, quality, rig.clock.now());
            rig.executor->tick();
            rig.gateway.flush();
            monitor->tick();
        }
    }
    /// The same of what is shelved, suppressed or out of service.
    [[nodiscard]] QString quiet() const { return text(monitor->quietAlarms()); }
    /// "action.high:B alert.high:C", A-D as in ISA-18.2.
    [[nodiscard]] QString list() const { return text(monitor->alarms()); }
    AlarmOrder order(AlarmOrder::Verb verb, const QString &alarm, const QString &text = {}) const
    {
        AlarmOrder made;
        made.verb = verb;
        made.alarm = alarm;
        made.text = text;
        made.role = QStringLiteral("supervisor");
        made.lasts = std::chrono::minutes(30);
        made.person = PersonId(QStringLiteral("anna"));
        return made;
    }
    /// The code of the refusal, or nothing.
    QString say(const AlarmOrder &order)
    {
        refusals.clear();
        monitor->order(order);
        return refusals.isEmpty() ? QString() : refusals.first().code();
    }
    QString say(AlarmOrder::Verb verb, const QString &alarm, const QString &text = {})
    {
        return say(order(verb, alarm, text));
    }

    Rig rig;
    std::unique_ptr<AlarmMonitor> monitor;
    QVector<Error> refusals;
    int shown = 0;

private:
    static QString text(const QVector<Alarm> &alarms)
    {
        QStringList words;
        for (const Alarm &alarm : alarms)
            words << alarm.id.section(u'|', 2) + u':' + letterOf(alarm.state);
        return words.join(u' ');
    }
    void attach(Rig &to)
    {
        monitor = std::make_unique<AlarmMonitor>(smallPlant(), to.clock, to.journal, to.gateway);
        QObject::connect(to.executor.get(), &RecipeExecutor::stateChanged, monitor.get(),
            &AlarmMonitor::setState);
        QObject::connect(monitor.get(), &AlarmMonitor::refused, monitor.get(),
            [this](const Error &error) { refusals << error; });
        QObject::connect(
            monitor.get(), &AlarmMonitor::alarmsChanged, monitor.get(), [this] { ++shown; });
    }
};

} // namespace cytoloom::test
