// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmmonitor.h"

#include "processgraph/alarms/alarmlist.h"
#include "processgraph/alarms/limitwatch.h"
#include "processgraph/alarms/watchlist.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

class AlarmMonitor::Private
{
public:
    Private(
        AlarmMonitor &monitor, const Plant &thePlant, const Clock &theClock, Journal &theJournal)
        : owner(monitor)
        , plant(thePlant)
        , clock(theClock)
        , journal(theJournal)
    { }

    void take(const QVector<TagSample> &samples);
    void takeDevice(const DeviceStatus &status);
    JournalEvent suppressed(const LimitWatch &watch, double value) const;
    JournalEvent armed(const LimitWatch &watch, const TagValue &value) const;
    void raise(const Alarm &prototype, double value);
    void clear(const QString &id, const char *cause);
    JournalEvent event(const char *code, const ElementId &element,
        std::initializer_list<eventdata::Member> data, const PersonId &person = {}) const;
    /// Shows the list and writes down what has collected.
    void publish();
    Result<void> flush();

    AlarmMonitor &owner;
    Plant plant;
    const Clock &clock;
    Journal &journal;
    BatchId batch;
    WatchList watches;
    AlarmList list;
    QSet<DeviceId> everConnected;
    QVector<JournalEvent> backlog;
    bool changed = false;
    bool journalDown = false;
};

AlarmMonitor::AlarmMonitor(const Plant &plant, const Clock &clock, Journal &journal,
    EquipmentGateway &gateway, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, plant, clock, journal))
{
    connect(&gateway, &EquipmentGateway::samples, this,
        [this](const QVector<TagSample> &samples) { d->take(samples); });
    connect(&gateway, &EquipmentGateway::deviceChanged, this,
        [this](const DeviceStatus &status) { d->takeDevice(status); });
}

AlarmMonitor::~AlarmMonitor() = default;

Result<void> AlarmMonitor::recover(const BatchId &batch)
{
    const auto events = d->journal.read(batch);
    if (!events)
        return events.error();
    d->batch = batch;
    for (const JournalEvent &event : *events)
        d->list.apply(event);
    Q_EMIT alarmsChanged(alarms());
    return {};
}

QVector<Alarm> AlarmMonitor::alarms() const
{
    return d->list.active();
}

void AlarmMonitor::setState(const BatchState &state)
{
    d->batch = state.control.header.id;
    const QStringList ended = d->watches.update(state, d->plant, d->clock.now());
    for (const QString &alarm : ended)
        d->clear(alarm, "phaseEnded");
    d->watches.setRaised(d->list);
    // What a crash left behind of phases that have ended since.
    const QVector<Alarm> active = d->list.active();
    for (const Alarm &alarm : active) {
        if (!alarm.element.isEmpty() && isAbnormal(alarm.state) && !d->watches.contains(alarm.id))
            d->clear(alarm.id, "phaseEnded");
    }
    d->publish();
}

void AlarmMonitor::acknowledge(const QString &alarm, const QString &comment, const PersonId &person)
{
    const QMap<QString, QString> args {{u"alarm"_s, alarm}};
    if (person.isEmpty()) {
        Q_EMIT refused(Error(u"alarm.noPerson"_s, args));
        return;
    }
    const auto state = d->list.stateOf(alarm);
    if (!alarmStateAfter(state, AlarmAction::Acknowledge)) {
        Q_EMIT refused(Error(u"alarm.notActive"_s, args));
        return;
    }
    if (const auto written = d->flush(); !written) {
        Q_EMIT refused(written.error());
        return;
    }
    d->backlog << d->event(event::AlarmAcknowledged, d->list.alarm(alarm).element,
        {{"alarm", alarm}, {"comment", eventdata::textOrNull(comment.trimmed())}}, person);
    if (const auto written = d->flush(); !written) {
        d->backlog.clear(); // flushed just before: this is the acknowledgement alone
        Q_EMIT refused(written.error());
    }
    d->publish();
}

void AlarmMonitor::tick()
{
    if (!d->backlog.isEmpty())
        d->publish();
}

void AlarmMonitor::Private::take(const QVector<TagSample> &samples)
{
    for (const TagSample &sample : samples) {
        if (sample.value.quality != Quality::Good)
            continue;
        const QVector<LimitWatch *> hit = watches.of(sample.tag);
        for (LimitWatch *watch : hit) {
            const QString id = watch->prototype().id;
            switch (watch->take(sample.value.value, sample.value.time)) {
            case LimitWatch::Verdict::Raise:
                raise(watch->prototype(), sample.value.value);
                break;
            case LimitWatch::Verdict::Return:
                clear(id, "returned");
                break;
            case LimitWatch::Verdict::Suppress:
                backlog << suppressed(*watch, sample.value.value);
                break;
            case LimitWatch::Verdict::Arm:
                backlog << armed(*watch, sample.value);
                break;
            case LimitWatch::Verdict::Nothing:
                if (watch->isRaised())
                    changed = list.worsen(id, sample.value.value) || changed;
                break;
            }
        }
    }
    publish();
}

void AlarmMonitor::Private::takeDevice(const DeviceStatus &status)
{
    Alarm alarm;
    alarm.id = status.device.value() + u"|device|fault"_s;
    if (status.state == ConnectionState::Connected) {
        everConnected.insert(status.device);
        clear(alarm.id, "returned");
    } else if (status.state == ConnectionState::Faulted
        || (status.state == ConnectionState::Disconnected
            && everConnected.contains(status.device))) { // before its first time it is no loss
        const DeviceBinding *device = plant.device(status.device);
        alarm.name = device && !device->name.isEmpty()
            ? device->name
            : LocalizedText {status.device.value(), status.device.value()};
        alarm.priority = 2;
        raise(alarm, 0);
    }
    publish();
}

JournalEvent AlarmMonitor::Private::suppressed(const LimitWatch &watch, double value) const
{
    const Alarm &alarm = watch.prototype();
    return event(event::AlarmSuppressed, alarm.element,
        {{"alarm", alarm.id}, {"tag", alarm.tag.value()}, {"value", value}, {"limit", alarm.limit},
            {"side", toText(alarm.side)}, {"unit", eventdata::textOrNull(alarm.unit)},
            {"countsFrom",
                watch.armedFrom() ? JsonValue(toIso(*watch.armedFrom())) : JsonValue()}});
}

JournalEvent AlarmMonitor::Private::armed(const LimitWatch &watch, const TagValue &value) const
{
    const Alarm &alarm = watch.prototype();
    const bool inside
        = alarm.side == LimitSide::High ? value.value <= alarm.limit : value.value >= alarm.limit;
    return event(event::AlarmArmed, alarm.element,
        {{"alarm", alarm.id}, {"tag", alarm.tag.value()}, {"value", value.value},
            {"cause", inside ? u"inside"_s : u"settled"_s}});
}

void AlarmMonitor::Private::raise(const Alarm &prototype, double value)
{
    if (isAbnormal(list.stateOf(prototype.id)))
        return;
    const bool isDevice = prototype.tag.isEmpty();
    const auto numberOrNull
        = [&](double number) { return isDevice ? JsonValue() : JsonValue(number); };
    backlog << event(event::AlarmRaised, prototype.element,
        {{"alarm", prototype.id}, {"tag", eventdata::textOrNull(prototype.tag.value())},
            {"priority", prototype.priority}, {"value", numberOrNull(value)},
            {"limit", numberOrNull(prototype.limit)},
            {"side", isDevice ? JsonValue() : JsonValue(toText(prototype.side))},
            {"unit", eventdata::textOrNull(prototype.unit)},
            {"name", eventdata::toJson(prototype.name)}});
    list.apply(backlog.last());
    if (!isDevice && prototype.priority <= 2) {
        const QString number = QString::number(list.countDeviation());
        backlog << event(event::DeviationOpened, prototype.element,
            {{"deviation", batch.value() + u"-A"_s + number}, {"class", u"major"_s},
                {"cause",
                    eventdata::toJson(Message {u"alarm.actionLimit"_s,
                        {{u"tag"_s, prototype.tag.value()},
                            {u"value"_s, QString::number(value, 'g', 6)},
                            {u"limit"_s, QString::number(prototype.limit, 'g', 6)},
                            {u"unit"_s, prototype.unit}}})},
                {"alarm", prototype.id}});
    }
    changed = true;
}

void AlarmMonitor::Private::clear(const QString &id, const char *cause)
{
    if (!isAbnormal(list.stateOf(id)))
        return;
    backlog << event(event::AlarmCleared, list.alarm(id).element,
        {{"alarm", id}, {"cause", QString::fromLatin1(cause)},
            {"worst",
                list.alarm(id).tag.isEmpty() ? JsonValue() : JsonValue(list.alarm(id).value)}});
    list.apply(backlog.last());
    changed = true;
}

JournalEvent AlarmMonitor::Private::event(const char *code, const ElementId &element,
    std::initializer_list<eventdata::Member> data, const PersonId &person) const
{
    JournalEvent result;
    result.time = clock.now();
    result.elapsed = clock.elapsed();
    result.batch = batch;
    result.code = QString::fromLatin1(code);
    result.element = element;
    result.person = person;
    result.data = eventdata::object(data);
    return result;
}

Result<void> AlarmMonitor::Private::flush()
{
    if (backlog.isEmpty())
        return {};
    const auto last = journal.append(backlog);
    if (!last) {
        if (!journalDown)
            Q_EMIT owner.journalFailed(last.error());
        journalDown = true;
        return last.error();
    }
    journalDown = false;
    QVector<JournalEvent> written = std::exchange(backlog, {});
    for (qsizetype i = 0; i < written.size(); ++i) {
        written[i].sequence = *last + 1 - quint64(written.size() - i);
        if (written.at(i).code == QLatin1String(event::AlarmAcknowledged)) {
            list.apply(written.at(i));
            changed = true;
        }
    }
    Q_EMIT owner.eventsAppended(written);
    return {};
}

void AlarmMonitor::Private::publish()
{
    static_cast<void>(flush()); // journalFailed() says it; the alarm shows all the same
    if (std::exchange(changed, false))
        Q_EMIT owner.alarmsChanged(list.active());
}

} // namespace cytoloom
