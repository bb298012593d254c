// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmmonitorprivate.h"
#include "processgraph/execution/eventcodes.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

Error refusal(const QString &code, const QString &alarm, QMap<QString, QString> args = {})
{
    args.insert(u"alarm"_s, alarm);
    return Error(code, args);
}

} // namespace

Result<void> AlarmMonitor::Private::checkShelving(const AlarmOrder &order, const Alarm &alarm) const
{
    const AlarmPolicy &policy = catalog.policy();
    if (alarm.critical)
        return refusal(u"alarm.notShelvable"_s, order.alarm);
    if (!policy.shelvingRoles.contains(order.role))
        return refusal(u"alarm.role"_s, order.alarm,
            {{u"role"_s, order.role}, {u"allowed"_s, policy.shelvingRoles.join(u", "_s)}});
    if (order.text.trimmed().isEmpty())
        return refusal(u"alarm.noReason"_s, order.alarm);
    if (order.lasts <= Duration(0) || order.lasts > policy.longestShelving)
        return refusal(u"alarm.shelvingTime"_s, order.alarm,
            {{u"longest"_s, toReadable(policy.longestShelving)}});
    if (order.oneShot && !alarm.present)
        return refusal(u"alarm.oneShotNotPresent"_s, order.alarm);
    return {};
}

Result<void> AlarmMonitor::Private::checkService(const AlarmOrder &order) const
{
    const QStringList &roles = catalog.policy().serviceRoles;
    if (!roles.contains(order.role))
        return refusal(u"alarm.role"_s, order.alarm,
            {{u"role"_s, order.role}, {u"allowed"_s, roles.join(u", "_s)}});
    if (order.text.trimmed().isEmpty())
        return refusal(u"alarm.noReason"_s, order.alarm);
    return {};
}

Result<JournalEvent> AlarmMonitor::Private::eventOf(
    const AlarmOrder &order, const QString &key) const
{
    using Verb = AlarmOrder::Verb;
    const Alarm alarm = list.alarm(key);
    const JsonValue text = eventdata::textOrNull(order.text.trimmed());
    const JsonValue role = eventdata::textOrNull(order.role);
    const auto allows
        = [&alarm](AlarmAction action) { return alarmStateAfter(alarm.state, action).has_value(); };
    const auto make = [&](const char *code, std::initializer_list<eventdata::Member> data) {
        return event(code, alarm, data, order.person);
    };
    if (key.isEmpty() && order.verb != Verb::Acknowledge)
        return refusal(u"alarm.unknown"_s, order.alarm);
    switch (order.verb) {
    case Verb::Acknowledge:
        if (key.isEmpty() || !allows(AlarmAction::Acknowledge))
            return refusal(u"alarm.notActive"_s, order.alarm);
        return make(event::AlarmAcknowledged, {{"alarm", alarm.id}, {"comment", text}});
    case Verb::Reset:
        if (alarm.state == AlarmState::LatchedUnacknowledged)
            return refusal(u"alarm.acknowledgeFirst"_s, order.alarm);
        if (!allows(AlarmAction::Reset))
            return refusal(u"alarm.notLatched"_s, order.alarm);
        return make(event::AlarmReset, {{"alarm", alarm.id}, {"comment", text}});
    case Verb::Shelve:
        if (!allows(AlarmAction::Shelve))
            return refusal(u"alarm.cannotShelve"_s, order.alarm);
        if (const auto checked = checkShelving(order, alarm); !checked)
            return checked.error();
        return make(event::AlarmShelved,
            {{"alarm", alarm.id}, {"role", role}, {"reason", text},
                {"until", toIso(clock.now() + order.lasts)},
                {"oneShot", order.oneShot ? JsonValue(true) : JsonValue()}});
    case Verb::Unshelve:
        if (!allows(AlarmAction::Unshelve))
            return refusal(u"alarm.notShelved"_s, order.alarm);
        return make(
            event::AlarmUnshelved, {{"alarm", alarm.id}, {"cause", u"person"_s}, {"reason", text}});
    case Verb::TakeOutOfService:
        if (!allows(AlarmAction::TakeOutOfService))
            return refusal(u"alarm.outOfServiceAlready"_s, order.alarm);
        if (const auto checked = checkService(order); !checked)
            return checked.error();
        return make(
            event::AlarmOutOfService, {{"alarm", alarm.id}, {"role", role}, {"reason", text}});
    case Verb::ReturnToService:
        if (!allows(AlarmAction::ReturnToService))
            return refusal(u"alarm.notOutOfService"_s, order.alarm);
        if (const auto checked = checkService(order); !checked)
            return checked.error();
        return make(event::AlarmInService,
            {{"alarm", alarm.id}, {"cause", u"person"_s}, {"role", role}, {"reason", text}});
    case Verb::Comment:
        if (order.text.trimmed().isEmpty())
            return refusal(u"alarm.noComment"_s, order.alarm);
        return make(event::AlarmCommented, {{"alarm", alarm.id}, {"comment", text}});
    }
    Q_UNREACHABLE();
}

QVector<JournalEvent> AlarmMonitor::Private::comingBack(
    const QString &key, JournalEvent first) const
{
    const Alarm alarm = list.alarm(key);
    QVector<JournalEvent> events {std::move(first)};
    const LimitWatch *watch = watches.find(key);
    if (alarm.present) {
        events << annunciation(alarm, alarm.value, AlarmState::Normal);
    } else if (watch && watch->isSuppressed()) {
        // Nothing of it may be out of sight: it is listed again as not counting yet.
        JournalEvent told = annunciation(alarm, alarm.value, AlarmState::Normal);
        told.code = QString::fromLatin1(event::AlarmSuppressed);
        events << told;
    }
    return events;
}

void AlarmMonitor::Private::act(const AlarmOrder &order)
{
    takeUpPlant();
    const QString key = list.find(order.alarm);
    if (order.person.isEmpty()) {
        Q_EMIT owner.refused(refusal(u"alarm.noPerson"_s, order.alarm));
        return;
    }
    const auto made = eventOf(order, key);
    if (!made) {
        Q_EMIT owner.refused(made.error());
        return;
    }
    QVector<JournalEvent> events {*made};
    const AlarmState before = list.stateOf(key);
    const bool back = order.verb == AlarmOrder::Verb::Unshelve
        || order.verb == AlarmOrder::Verb::ReturnToService || order.verb == AlarmOrder::Verb::Reset
        || (order.verb == AlarmOrder::Verb::Acknowledge
            && before == AlarmState::ReturnedUnacknowledged);
    if (back)
        events = comingBack(key, *made);
    // What was told before comes before it in the journal; then the act, or nothing of it.
    Result<void> written = flush();
    if (written)
        written = write(events);
    if (!written) {
        Q_EMIT owner.refused(written.error());
        publish();
        return;
    }
    for (const JournalEvent &each : std::as_const(events)) {
        list.apply(each);
        if (each.code == QLatin1String(event::AlarmRaised))
            countAlarm(list.alarm(key), each.time);
    }
    if (order.verb == AlarmOrder::Verb::Shelve)
        deadlines.insert(key, clock.elapsed() + order.lasts);
    else if (list.stateOf(key) != AlarmState::Shelved)
        deadlines.remove(key);
    changed = true;
    publish();
}

} // namespace cytoloom
