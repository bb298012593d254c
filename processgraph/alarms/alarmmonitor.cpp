// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmmonitor.h"

#include "processgraph/alarms/alarmmonitorprivate.h"
#include "processgraph/execution/eventcodes.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

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

void AlarmMonitor::setCatalog(const AlarmCatalog &catalog)
{
    d->catalog = catalog;
}

void AlarmMonitor::setPositions(const QVector<AlarmPosition> &positions)
{
    d->positions = positions;
}

Result<void> AlarmMonitor::recover(const BatchId &batch)
{
    d->takeUpPlant();
    const auto events = d->journal.read(batch);
    if (!events)
        return events.error();
    d->takeUp(*events);
    Q_EMIT alarmsChanged(alarms());
    return {};
}

QVector<Alarm> AlarmMonitor::alarms() const
{
    QVector<Alarm> alarms = d->list.active();
    for (Alarm &alarm : alarms) {
        const QSet<BatchId> touched = d->touched.value(alarm.key());
        alarm.touches = QVector<BatchId>(touched.begin(), touched.end());
        std::sort(alarm.touches.begin(), alarm.touches.end());
    }
    return alarms;
}

QVector<Alarm> AlarmMonitor::quietAlarms() const
{
    return d->list.quiet();
}

QVector<AlarmFlood> AlarmMonitor::floods() const
{
    QVector<AlarmFlood> floods;
    for (auto it = d->meters.begin(); it != d->meters.end(); ++it) {
        if (it->flood()) {
            floods << *it->flood();
            floods.last().position = it.key();
        }
    }
    return floods;
}

void AlarmMonitor::setState(const BatchState &state)
{
    if (!state.exists())
        return;
    d->takeUpPlant();
    const BatchId batch = state.control.header.id;
    const bool ended = isFinal(state.state);
    const bool first = !d->use.contains(batch);
    const QList<UnitId> units = state.control.units.values();
    d->setUse(batch, ended ? QSet<UnitId>() : QSet<UnitId>(units.begin(), units.end()));
    const WatchList::Change change = ended
        ? d->watches.drop(batch)
        : d->watches.update(state, d->plant, d->catalog, d->clock.now());
    for (const QString &key : change.ended)
        d->end(key, "phaseEnded");
    if (ended) {
        d->endBatch(batch);
    } else if (change.any || first) {
        d->watches.restore(batch, d->list);
        // What a crash left behind of phases that have ended since; and device alarms of programs
        // that wrote them into the batch.
        const QVector<QString> open = d->list.openOf(batch);
        for (const QString &key : open) {
            if (d->list.alarm(key).kind != AlarmKind::Identity && !d->watches.find(key))
                d->end(key, "phaseEnded");
        }
    }
    d->publish();
}

void AlarmMonitor::order(const AlarmOrder &order)
{
    d->act(order);
}

void AlarmMonitor::acknowledge(const QString &alarm, const QString &comment, const PersonId &person)
{
    AlarmOrder order;
    order.alarm = alarm;
    order.text = comment;
    order.person = person;
    d->act(order);
}

void AlarmMonitor::setCondition(const Alarm &prototype, bool present)
{
    d->takeUpPlant();
    if (!present) {
        d->clear(prototype.key(), "returned");
        d->publish();
        return;
    }
    Alarm alarm = prototype;
    AlarmSubject subject;
    subject.kind = prototype.kind;
    if (const AlarmCard *card = d->catalog.cardFor(subject)) {
        alarm.card = card->id;
        alarm.priority = card->priority.value_or(prototype.priority);
        alarm.latching = card->latching;
        alarm.critical = !card->shelvable;
    }
    alarm.critical = alarm.critical || alarm.kind == AlarmKind::Identity;
    d->raise(alarm, 0);
    d->publish();
}

void AlarmMonitor::tick()
{
    d->takeUpPlant();
    d->expire();
    d->alarmAgain();
    d->watchRate();
    d->publish();
}

AlarmMonitor::Private::Private(
    AlarmMonitor &monitor, const Plant &thePlant, const Clock &theClock, Journal &theJournal)
    : owner(monitor)
    , plant(thePlant)
    , clock(theClock)
    , journal(theJournal)
    , catalog(AlarmCatalog::shipped())
{
    for (const PlantUnit &unit : std::as_const(plant.units)) {
        for (const TagDefinition &tag : unit.tags) {
            QVector<UnitId> &units = unitsOfDevice[tag.device];
            if (!units.contains(unit.id))
                units << unit.id;
        }
    }
}

JournalEvent AlarmMonitor::Private::event(const char *code, const Alarm &alarm,
    std::initializer_list<eventdata::Member> data, const PersonId &person) const
{
    JournalEvent result;
    result.time = clock.now();
    result.elapsed = clock.elapsed();
    result.batch = alarm.batch;
    result.code = QString::fromLatin1(code);
    result.element = alarm.element;
    result.person = person;
    result.data = eventdata::object(data);
    return result;
}

void AlarmMonitor::Private::tell(const JournalEvent &told)
{
    backlog << told;
    list.apply(told);
    changed = true;
    if (told.code == QLatin1String(event::AlarmRaised))
        countAlarm(AlarmList::alarmOf(told), told.time);
}

Result<void> AlarmMonitor::Private::write(QVector<JournalEvent> events)
{
    const auto last = journal.append(events);
    if (!last) {
        if (!journalDown)
            Q_EMIT owner.journalFailed(last.error());
        journalDown = true;
        return last.error();
    }
    journalDown = false;
    for (qsizetype i = 0; i < events.size(); ++i)
        events[i].sequence = *last + 1 - quint64(events.size() - i);
    Q_EMIT owner.eventsAppended(events);
    return {};
}

Result<void> AlarmMonitor::Private::flush()
{
    if (backlog.isEmpty())
        return {};
    // Listeners may lead to new alarms: those come behind.
    const QVector<JournalEvent> events = std::exchange(backlog, {});
    const Result<void> written = write(events);
    if (!written)
        backlog = events + backlog;
    return written;
}

void AlarmMonitor::Private::publish()
{
    static_cast<void>(flush()); // journalFailed() says it; the alarm shows all the same
    if (std::exchange(changed, false))
        Q_EMIT owner.alarmsChanged(owner.alarms());
}

} // namespace cytoloom
