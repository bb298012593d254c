// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmmonitorprivate.h"
#include "processgraph/execution/eventcodes.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString kindWord(AlarmKind kind)
{
    switch (kind) {
    case AlarmKind::Limit:
        return u"limit"_s;
    case AlarmKind::Device:
        return u"device"_s;
    case AlarmKind::Identity:
        return u"identity"_s;
    }
    Q_UNREACHABLE();
}

bool isActionLimit(const Alarm &alarm)
{
    return alarm.kind == AlarmKind::Limit && alarm.id.section(u'|', 2).startsWith("action."_L1);
}

/// Everything that a replay needs to know the alarm again.
JsonValue dataOf(const Alarm &alarm, double value, std::initializer_list<eventdata::Member> more)
{
    const bool isLimit = alarm.kind == AlarmKind::Limit;
    const auto numberOrNull
        = [&](double number) { return isLimit ? JsonValue(number) : JsonValue(); };
    const auto flagOrNull = [](bool flag) { return flag ? JsonValue(true) : JsonValue(); };
    JsonValue data = eventdata::object({{"alarm", alarm.id},
        {"tag", eventdata::textOrNull(alarm.tag.value())}, {"priority", alarm.priority},
        {"value", numberOrNull(value)}, {"limit", numberOrNull(alarm.limit)},
        {"side", isLimit ? JsonValue(toText(alarm.side)) : JsonValue()},
        {"unit", eventdata::textOrNull(alarm.unit)}, {"name", eventdata::toJson(alarm.name)},
        {"kind", isLimit ? JsonValue() : JsonValue(kindWord(alarm.kind))},
        {"device", eventdata::textOrNull(alarm.device.value())},
        {"card", eventdata::textOrNull(alarm.card)}, {"latching", flagOrNull(alarm.latching)},
        {"critical", flagOrNull(alarm.critical)}});
    for (const eventdata::Member &member : more) {
        if (member.value.type() != JsonValue::Type::Null)
            data.insert(QLatin1String(member.key), member.value);
    }
    return data;
}

} // namespace

void AlarmMonitor::Private::take(const QVector<TagSample> &samples)
{
    for (const TagSample &sample : samples) {
        if (sample.value.quality != Quality::Good)
            continue;
        for (LimitWatch *watch : watches.of(sample.tag)) {
            const Alarm &alarm = watch->prototype();
            const double value = sample.value.value;
            switch (watch->take(value, sample.value.time)) {
            case LimitWatch::Verdict::Raise:
                raise(alarm, value);
                break;
            case LimitWatch::Verdict::Return:
                clear(alarm.key(), "returned");
                break;
            case LimitWatch::Verdict::Suppress:
                if (list.stateOf(alarm.key()) != AlarmState::SuppressedByDesign) {
                    JournalEvent told = event(event::AlarmSuppressed, alarm, {});
                    told.data = dataOf(alarm, value,
                        {{"countsFrom",
                            watch->armedFrom() ? JsonValue(toIso(*watch->armedFrom()))
                                               : JsonValue()}});
                    tell(told);
                }
                break;
            case LimitWatch::Verdict::Arm: {
                const bool inside
                    = alarm.side == LimitSide::High ? value <= alarm.limit : value >= alarm.limit;
                tell(event(event::AlarmArmed, alarm,
                    {{"alarm", alarm.id}, {"tag", alarm.tag.value()}, {"value", value},
                        {"cause", inside ? u"inside"_s : u"settled"_s}}));
                break;
            }
            case LimitWatch::Verdict::Nothing:
                if (watch->isRaised())
                    changed = list.worsen(alarm.key(), value) || changed;
                break;
            }
        }
    }
    publish();
}

void AlarmMonitor::Private::takeDevice(const DeviceStatus &status)
{
    takeUpPlant();
    const Alarm alarm = deviceAlarm(status.device);
    if (status.state == ConnectionState::Connected) {
        everConnected.insert(status.device);
        clear(alarm.key(), "returned");
    } else if (status.state == ConnectionState::Faulted
        || (status.state == ConnectionState::Disconnected
            && everConnected.contains(status.device))) { // before its first time it is no loss
        raise(alarm, 0);
    }
    publish();
}

Alarm AlarmMonitor::Private::deviceAlarm(const DeviceId &id) const
{
    Alarm alarm;
    alarm.kind = AlarmKind::Device;
    alarm.id = id.value() + u"|device|fault"_s;
    alarm.device = id;
    const DeviceBinding *device = plant.device(id);
    alarm.name
        = device && !device->name.isEmpty() ? device->name : LocalizedText {id.value(), id.value()};
    AlarmSubject subject;
    subject.kind = AlarmKind::Device;
    const QVector<UnitId> units = unitsOfDevice.value(id);
    if (const PlantUnit *unit = units.isEmpty() ? nullptr : plant.unit(units.first()))
        subject.unitClass = unit->equipmentClass;
    if (const AlarmCard *card = catalog.cardFor(subject)) {
        alarm.card = card->id;
        alarm.priority = card->priority.value_or(2);
        alarm.latching = card->latching;
        alarm.critical = !card->shelvable;
    }
    return alarm;
}

bool AlarmMonitor::Private::isInUse(const DeviceId &device) const
{
    const QVector<UnitId> units = unitsOfDevice.value(device);
    // What many use (a store, a monitor of the room) is in use, and so is what serves no unit.
    return units.isEmpty() || std::any_of(units.begin(), units.end(), [this](const UnitId &id) {
        const PlantUnit *unit = plant.unit(id);
        return !unit || !unit->exclusive
            || std::any_of(use.begin(), use.end(),
                [&id](const QSet<UnitId> &taken) { return taken.contains(id); });
    });
}

JournalEvent AlarmMonitor::Private::annunciation(
    const Alarm &alarm, double value, AlarmState from) const
{
    // What still waits for an acknowledgement is called again, in use or not.
    const bool idle = alarm.kind == AlarmKind::Device && !isInUse(alarm.device)
        && alarmStateAfter(from, AlarmAction::Suppress);
    JournalEvent told = event(idle ? event::AlarmNotInUse : event::AlarmRaised, alarm, {});
    QStringList batches;
    if (alarm.batch.isEmpty()) {
        const QVector<UnitId> units = unitsOfDevice.value(alarm.device);
        for (auto it = use.begin(); it != use.end(); ++it) {
            if (std::any_of(units.begin(), units.end(),
                    [&it](const UnitId &unit) { return it->contains(unit); }))
                batches << it.key().value();
        }
        batches.sort();
    }
    told.data = dataOf(alarm, value, {{"batches", eventdata::toJson(batches)}});
    return told;
}

void AlarmMonitor::Private::raise(const Alarm &prototype, double value)
{
    const QString key = prototype.key();
    const AlarmState state = list.stateOf(key);
    const bool fresh = !list.isPresent(key);
    if (!fresh && state != AlarmState::Normal)
        return;
    if (state == AlarmState::Shelved || state == AlarmState::OutOfService) {
        JournalEvent told = event(event::AlarmCondition, prototype, {});
        told.data = dataOf(prototype, value, {{"present", JsonValue(true)}});
        tell(told);
    } else {
        const JournalEvent told = annunciation(prototype, value, state);
        tell(told);
        for (const QString &batch : eventdata::texts(told.data, u"batches"))
            touch(prototype, BatchId(batch), true);
    }
    // Whatever people have been told: outside an action limit is a deviation.
    if (fresh && (isActionLimit(prototype) || prototype.kind == AlarmKind::Identity))
        openDeviation(prototype, value);
}

void AlarmMonitor::Private::openDeviation(const Alarm &alarm, double value)
{
    const bool isIdentity = alarm.kind == AlarmKind::Identity;
    const QString number = QString::number(list.countDeviation(alarm.batch));
    const Message cause = isIdentity
        ? Message {u"alarm.identity"_s,
            {{u"name.en"_s, alarm.name.en}, {u"name.zh"_s, alarm.name.zh}}}
        : Message {u"alarm.actionLimit"_s,
            {{u"tag"_s, alarm.tag.value()}, {u"value"_s, QString::number(value, 'g', 6)},
                {u"limit"_s, QString::number(alarm.limit, 'g', 6)}, {u"unit"_s, alarm.unit}}};
    backlog << event(event::DeviationOpened, alarm,
        {{"deviation", alarm.batch.value() + u"-A"_s + number},
            {"class", isIdentity ? u"critical"_s : u"major"_s}, {"cause", eventdata::toJson(cause)},
            {"alarm", alarm.id}});
}

void AlarmMonitor::Private::touch(const Alarm &alarm, const BatchId &batch, bool present)
{
    QSet<BatchId> &batches = touched[alarm.key()];
    if (batches.contains(batch) == present)
        return;
    if (present)
        batches.insert(batch);
    else
        batches.remove(batch);
    JournalEvent told = event(event::AlarmTouched, alarm,
        {{"alarm", alarm.id}, {"device", eventdata::textOrNull(alarm.device.value())},
            {"priority", alarm.priority}, {"name", eventdata::toJson(alarm.name)},
            {"present", JsonValue(present)}});
    told.batch = batch;
    backlog << told;
}

void AlarmMonitor::Private::clear(const QString &key, const char *cause)
{
    if (!list.isPresent(key))
        return;
    const Alarm alarm = list.alarm(key);
    const QString why = QString::fromLatin1(cause);
    switch (alarm.state) {
    case AlarmState::Shelved:
    case AlarmState::OutOfService:
        tell(event(event::AlarmCondition, alarm,
            {{"alarm", alarm.id}, {"present", JsonValue(false)}, {"cause", why}}));
        if (alarm.oneShot)
            tell(event(
                event::AlarmUnshelved, alarm, {{"alarm", alarm.id}, {"cause", u"returned"_s}}));
        break;
    case AlarmState::SuppressedByDesign:
        tell(event(event::AlarmUnsuppressed, alarm, {{"alarm", alarm.id}, {"cause", why}}));
        break;
    default:
        tell(event(event::AlarmCleared, alarm,
            {{"alarm", alarm.id}, {"cause", why},
                {"worst", alarm.kind == AlarmKind::Limit ? JsonValue(alarm.value) : JsonValue()},
                {"latched", alarm.latching ? JsonValue(true) : JsonValue()}}));
    }
    const QSet<BatchId> batches = touched.value(key);
    for (const BatchId &batch : batches)
        touch(alarm, batch, false);
}

void AlarmMonitor::Private::end(const QString &key, const char *cause)
{
    clear(key, cause);
    const Alarm alarm = list.alarm(key);
    if (alarm.state == AlarmState::SuppressedByDesign)
        tell(event(event::AlarmUnsuppressed, alarm,
            {{"alarm", alarm.id}, {"cause", QString::fromLatin1(cause)}}));
}

void AlarmMonitor::Private::setUse(const BatchId &batch, const QSet<UnitId> &units)
{
    if (use.value(batch) == units)
        return;
    if (units.isEmpty())
        use.remove(batch);
    else
        use.insert(batch, units);
    const QVector<QString> open = list.openOf({});
    for (const QString &key : open) {
        const Alarm alarm = list.alarm(key);
        if (alarm.kind != AlarmKind::Device || !alarm.present)
            continue;
        const QVector<UnitId> served = unitsOfDevice.value(alarm.device);
        const bool ours = std::any_of(served.begin(), served.end(),
            [&units](const UnitId &unit) { return units.contains(unit); });
        if (!ours)
            continue;
        if (alarm.state == AlarmState::SuppressedByDesign) {
            tell(event(
                event::AlarmUnsuppressed, alarm, {{"alarm", alarm.id}, {"cause", u"inUse"_s}}));
            raise(alarm, 0);
        }
        touch(alarm, batch, true);
    }
}

void AlarmMonitor::Private::endBatch(const BatchId &batch)
{
    const QVector<QString> open = list.openOf(batch);
    for (const QString &key : open) {
        end(key, "batchEnded");
        const Alarm alarm = list.alarm(key);
        if (alarm.state == AlarmState::Shelved)
            tell(event(
                event::AlarmUnshelved, alarm, {{"alarm", alarm.id}, {"cause", u"batchEnded"_s}}));
        else if (alarm.state == AlarmState::OutOfService)
            tell(event(
                event::AlarmInService, alarm, {{"alarm", alarm.id}, {"cause", u"batchEnded"_s}}));
        deadlines.remove(key);
    }
    const QList<QString> plantAlarms = touched.keys();
    for (const QString &key : plantAlarms)
        touch(list.alarm(key), batch, false);
    list.retire(batch);
}

} // namespace cytoloom
