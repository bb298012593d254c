// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/faults/faultplayer.h"

#include "processgraph/foundation/expression.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

/// The true value of a signal, so that a fault does not switch itself off by what it does.
std::optional<double> truthOf(const DeviceInjector &device, const QString &name)
{
    const Signal *signal = device.table().find(name);
    return signal ? std::optional(signal->truth()) : std::nullopt;
}

} // namespace

DeviceInjector *FaultPlayer::find(const Fault &fault) const
{
    for (DeviceInjector *each : m_devices) {
        if (fault.device.isEmpty() ? each->unit() == fault.unit : each->device() == fault.device)
            return each;
    }
    return nullptr;
}

Result<void> FaultPlayer::add(const Fault &fault, UtcTime now)
{
    for (const Entry &entry : std::as_const(m_entries)) {
        if (entry.fault.id == fault.id && entry.state != Entry::State::Over)
            return Error(u"faults.sameId"_s, {{u"id"_s, fault.id}});
    }
    Entry entry;
    entry.fault = fault;
    entry.added = now;
    entry.since = now;
    if (placeOf(fault.kind) != FaultPlace::Plant) {
        entry.device = find(fault);
        if (!entry.device) {
            return Error(u"faults.unknownDevice"_s,
                {{u"device"_s,
                    fault.device.isEmpty() ? fault.unit.value() : fault.device.value()}});
        }
        if (const auto checked = entry.device->check(fault); !checked)
            return checked;
        entry.requestsBefore = entry.device->requests();
        if (!fault.condition.isEmpty()) {
            const auto condition = Expression::parse(fault.condition);
            if (!condition)
                return condition.error();
            for (const QString &name : condition->names()) {
                if (!truthOf(*entry.device, name))
                    return Error(u"faults.unknownSignal"_s,
                        {{u"signal"_s, name}, {u"unit"_s, entry.device->unit().value()}});
            }
        }
    }
    m_entries.removeIf([&fault](const Entry &old) { return old.fault.id == fault.id; });
    m_entries.append(entry);
    return {};
}

bool FaultPlayer::holds(const Entry &entry) const
{
    const auto condition = Expression::parse(entry.fault.condition);
    if (!condition)
        return false;
    const auto value = condition->evaluate(
        [&entry](const QString &name) { return truthOf(*entry.device, name); });
    return value && *value != 0;
}

bool FaultPlayer::isDue(const Entry &entry, UtcTime now) const
{
    const Fault &fault = entry.fault;
    if (fault.after)
        return now >= entry.added + *fault.after;
    if (fault.requests > 0)
        return entry.device
            && entry.device->requests() >= entry.requestsBefore + quint64(fault.requests);
    return fault.condition.isEmpty() || holds(entry);
}

bool FaultPlayer::isOver(const Entry &entry, UtcTime now) const
{
    if (entry.fault.lasts)
        return now >= entry.since + *entry.fault.lasts;
    return !entry.fault.condition.isEmpty() && !holds(entry);
}

void FaultPlayer::begin(Entry &entry, UtcTime now)
{
    entry.state = Entry::State::Active;
    entry.since = now;
    m_plant.tell({now, entry.fault, entry.device ? entry.device->device() : DeviceId(), true});
    if (entry.device)
        entry.device->begin(entry.fault, now, m_plant.tick());
    else if (entry.fault.by.count() < 0)
        m_plant.setClockError(entry.fault.by);
    else
        m_plant.setForward(entry.fault.by);
}

void FaultPlayer::end(Entry &entry, UtcTime now)
{
    const bool wasActive = entry.state == Entry::State::Active;
    entry.state = Entry::State::Over;
    entry.since = now;
    if (!wasActive)
        return;
    if (entry.device) {
        entry.device->end(entry.fault.id);
        entry.device->update(now);
    } else if (entry.fault.by.count() < 0) {
        m_plant.setClockError(Duration {0});
    }
    m_plant.tell({now, entry.fault, entry.device ? entry.device->device() : DeviceId(), false});
}

void FaultPlayer::update(UtcTime now)
{
    for (Entry &entry : m_entries) {
        if (entry.state == Entry::State::Waiting && isDue(entry, now))
            begin(entry, now);
        else if (entry.state == Entry::State::Active && isOver(entry, now)) {
            end(entry, now);
            // A condition that holds again brings its fault back, unless it had a length of its
            // own.
            if (!entry.fault.condition.isEmpty() && !entry.fault.lasts)
                entry.state = Entry::State::Waiting;
        }
    }
    for (DeviceInjector *device : std::as_const(m_devices))
        device->update(now);
}

bool FaultPlayer::clear(const QString &id, UtcTime now)
{
    for (Entry &entry : m_entries) {
        if (entry.fault.id == id && entry.state != Entry::State::Over) {
            end(entry, now);
            return true;
        }
    }
    return false;
}

void FaultPlayer::clearAll(UtcTime now)
{
    for (Entry &entry : m_entries) {
        if (entry.state != Entry::State::Over)
            end(entry, now);
    }
}

UtcTime FaultPlayer::nextEdge(UtcTime now) const
{
    UtcTime next = UtcTime::max();
    const auto consider = [&](UtcTime edge) {
        if (edge > now)
            next = std::min(next, edge);
    };
    for (const Entry &entry : m_entries) {
        if (entry.state == Entry::State::Waiting && entry.fault.after)
            consider(entry.added + *entry.fault.after);
        if (entry.state == Entry::State::Active && entry.fault.lasts)
            consider(entry.since + *entry.fault.lasts);
    }
    return next;
}

JsonValue FaultPlayer::states() const
{
    JsonValue list = JsonValue::array();
    for (const Entry &entry : m_entries) {
        JsonValue object = JsonValue::object();
        object.insert(u"id"_s, JsonValue(entry.fault.id));
        const QString state = entry.state == Entry::State::Waiting ? u"waiting"_s
            : entry.state == Entry::State::Active                  ? u"active"_s
                                                                   : u"over"_s;
        object.insert(u"state"_s, JsonValue(state));
        object.insert(u"since"_s, JsonValue(double(toMs(entry.since))));
        object.insert(u"fault"_s, faultValue(entry.fault));
        list.append(object);
    }
    return list;
}

} // namespace cytoloom
