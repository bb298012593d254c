// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/devicegateway.h"

#include "devices/runtime/portworker.h"

#include <QtCore/QLoggingCategory>
#include <QtCore/QMutex>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcGateway, "cytoloom.devices")

namespace {

/// How long a thread may take to end. Longer than any blocking call at a port should last.
constexpr std::chrono::seconds JoinLimit {3};
/// Orders that may wait at one port; more would only be carried out too late.
constexpr int OrderLimit = 256;

struct Port
{
    std::unique_ptr<PortWorker> worker;
    std::unique_ptr<QThread> thread;
};

/// Where a tag of the plant is written.
struct Route
{
    PortWorker *worker = nullptr;
    int device = 0;
    int tag = 0;
};

struct DevicePlace
{
    PortWorker *worker = nullptr;
    int device = 0;
};

/// One line has one protocol and one setting.
bool speaksAlike(const DeviceUrl &a, const DeviceUrl &b)
{
    return a.protocol == b.protocol && a.baud == b.baud && a.parity == b.parity
        && a.stopBits == b.stopBits && a.dataBits == b.dataBits;
}

Result<int> tagIndex(const DeviceProfile &profile, const TagDefinition &tag)
{
    for (int i = 0; i < profile.tags.size(); ++i) {
        if (profile.tags[i].name == tag.deviceTag)
            return i;
    }
    return Error(u"plant.unknownDeviceTag"_s,
        {{u"tag"_s, tag.id.value()}, {u"device"_s, tag.device.value()},
            {u"deviceTag"_s, tag.deviceTag}, {u"profile"_s, profile.id}});
}

} // namespace

class DeviceGateway::Private
{
public:
    Private(const Clock &plantClock, Polling howPolled, std::shared_ptr<LifeSign> ownerSign)
        : clock(plantClock)
        , polling(howPolled)
        , owner(std::move(ownerSign))
    { }

    const Clock &clock;
    Polling polling;
    std::vector<Port> ports;
    // Not changed after make(): write() reads them from any thread.
    QHash<TagId, Route> routes;
    QHash<UnitId, QVector<DevicePlace>> units;
    std::shared_ptr<LifeSign> owner;
    QTimer sign; ///< on the thread of the gateway
    std::atomic<bool> running {false};
};

DeviceGateway::DeviceGateway(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
    d->sign.setParent(this); // follows moveToThread()
    connect(&d->sign, &QTimer::timeout, this, [this] { d->owner->give(); });
    for (const Port &port : d->ports) {
        // Direct: the signal is passed on by the port's thread, so a receiver gets it after one
        // queue, and a round's samples stand in that queue before its end.
        PortWorker *worker = port.worker.get();
        connect(
            worker, &PortWorker::samples, this, &EquipmentGateway::samples, Qt::DirectConnection);
        connect(worker, &PortWorker::statusChanged, this, &EquipmentGateway::deviceChanged,
            Qt::DirectConnection);
        connect(worker, &PortWorker::counted, this, &DeviceGateway::deviceCounted,
            Qt::DirectConnection);
        connect(worker, &PortWorker::probed, this, &DeviceGateway::probed, Qt::DirectConnection);
        connect(worker, &PortWorker::tagTroubled, this, &DeviceGateway::tagTroubled,
            Qt::DirectConnection);
        connect(worker, &PortWorker::writeFinished, this, &EquipmentGateway::writeFinished,
            Qt::DirectConnection);
        connect(worker, &PortWorker::roundFinished, this, &DeviceGateway::pollFinished,
            Qt::DirectConnection);
    }
}

DeviceGateway::~DeviceGateway()
{
    stop();
}

Result<std::unique_ptr<DeviceGateway>> DeviceGateway::make(const Plant &plant,
    const QMap<QString, DeviceProfile> &profiles, const Clock &clock, Polling polling,
    std::chrono::milliseconds ownerSilence)
{
    const auto owner = std::make_shared<LifeSign>(ownerSilence);
    std::vector<SessionSetup> setups;
    QHash<DeviceId, int> setupOf;
    for (const DeviceBinding &binding : plant.devices) {
        const auto profile = profiles.constFind(binding.profile);
        if (profile == profiles.constEnd()) {
            return Error(u"plant.unknownProfile"_s,
                {{u"device"_s, binding.id.value()}, {u"profile"_s, binding.profile}});
        }
        auto url = DeviceUrl::parse(binding.connect);
        if (!url)
            return url.error();
        if (!url->adopt(profile->protocol)) {
            return Error(u"device.url"_s,
                {{u"url"_s, binding.connect}, {u"reason"_s, u"profile %1"_s.arg(profile->id)}});
        }
        SessionSetup setup {binding.id, *profile, *url, {}, polling == Polling::Paced, owner};
        setup.shownAs.resize(profile->tags.size());
        // By the golden ratio: however many there are, they lie about evenly.
        setup.phase = std::fmod(double(setups.size()) * 0.6180339887498949, 1.0);
        setupOf.insert(binding.id, int(setups.size()));
        setups.push_back(std::move(setup));
    }

    QHash<TagId, std::pair<int, int>> places; // tag -> setup, tag index
    QHash<UnitId, QVector<int>> setupsOfUnit;
    for (const PlantUnit &unit : plant.units) {
        for (const TagDefinition &tag : unit.tags) {
            const auto found = setupOf.constFind(tag.device);
            if (found == setupOf.constEnd())
                continue; // a tag without a device is the plant reader's business
            SessionSetup &setup = setups[size_t(*found)];
            const auto index = tagIndex(setup.profile, tag);
            if (!index)
                return index.error();
            setup.shownAs[*index].append(tag.id);
            places.insert(tag.id, {*found, *index});
            if (!setupsOfUnit[unit.id].contains(*found))
                setupsOfUnit[unit.id].append(*found);
        }
    }

    auto d = std::make_unique<Private>(clock, polling, owner);
    QMap<QString, QVector<int>> byPort;
    for (int i = 0; i < int(setups.size()); ++i)
        byPort[setups[size_t(i)].url.portKey()].append(i);
    QHash<int, DevicePlace> placeOf;
    for (const QVector<int> &sharing : std::as_const(byPort)) {
        QVector<SessionSetup> devices;
        for (const int index : sharing) {
            devices << setups[size_t(index)];
            const SessionSetup &first = devices.first();
            if (!speaksAlike(first.url, devices.last().url)) {
                return Error(u"device.portConflict"_s,
                    {{u"device"_s, devices.last().device.value()},
                        {u"other"_s, first.device.value()},
                        {u"url"_s, devices.last().url.toString()},
                        {u"otherUrl"_s, first.url.toString()}});
            }
        }
        Port port {
            std::make_unique<PortWorker>(std::move(devices), clock), std::make_unique<QThread>()};
        port.thread->setObjectName(u"port %1"_s.arg(byPort.key(sharing)));
        for (int i = 0; i < sharing.size(); ++i)
            placeOf.insert(sharing[i], {port.worker.get(), i});
        d->ports.push_back(std::move(port));
    }
    for (auto it = places.cbegin(); it != places.cend(); ++it) {
        const DevicePlace place = placeOf.value(it->first);
        d->routes.insert(it.key(), {place.worker, place.device, it->second});
    }
    for (const PlantUnit &unit : plant.units) {
        QVector<DevicePlace> &list = d->units[unit.id];
        for (const int setup : setupsOfUnit.value(unit.id))
            list << placeOf.value(setup);
    }
    return std::unique_ptr<DeviceGateway>(new DeviceGateway(std::move(d)));
}

void DeviceGateway::start()
{
    if (d->running.exchange(true))
        return;
    d->owner->give();
    d->sign.start(d->owner->limit() / 4);
    for (const Port &port : d->ports) {
        PortWorker *worker = port.worker.get();
        port.thread->start();
        worker->moveToThread(port.thread.get());
        QMetaObject::invokeMethod(
            worker, [worker] { worker->begin(); }, Qt::QueuedConnection);
    }
}

void DeviceGateway::stop()
{
    if (!d->running.exchange(false))
        return;
    d->sign.stop();
    QThread *home = QThread::currentThread();
    for (const Port &port : d->ports) {
        PortWorker *worker = port.worker.get();
        QMetaObject::invokeMethod(
            worker,
            [worker, home, thread = port.thread.get()] {
                worker->end(home);
                thread->quit();
            },
            Qt::QueuedConnection);
    }
    const QDeadlineTimer limit(JoinLimit);
    for (Port &port : d->ports) {
        if (port.thread->wait(limit))
            continue;
        // A call into the operating system hangs. The thread cannot be ended safely, so it keeps
        // what it uses until the process ends; nobody hears it any more.
        qCCritical(lcGateway) << "port thread does not end:" << port.thread->objectName();
        port.worker->disconnect(this);
        (void)port.worker.release();
        (void)port.thread.release();
    }
    std::erase_if(d->ports, [](const Port &port) { return !port.worker; });
}

void DeviceGateway::write(CommandId command, const TagId &tag, double value)
{
    WriteOutcome outcome;
    outcome.command = command;
    outcome.tag = tag;
    outcome.value = value;
    const auto refuse = [&](Error error) {
        outcome.error = std::move(error);
        outcome.time = d->clock.now();
        Q_EMIT writeFinished(outcome);
    };
    const auto route = d->routes.constFind(tag);
    if (route == d->routes.constEnd()) {
        refuse(Error(u"device.unknownTag"_s, {{u"tag"_s, tag.value()}}));
        return;
    }
    PortWorker *worker = route->worker;
    const DeviceId device = worker->devices()[route->device].device;
    if (!d->running) {
        refuse(Error(u"device.notConnected"_s, {{u"device"_s, device.value()}}));
        return;
    }
    if (worker->ordersOpen.fetch_add(1) >= OrderLimit) {
        worker->ordersOpen.fetch_sub(1);
        refuse(Error(u"device.queueFull"_s, {{u"device"_s, device.value()}}));
        return;
    }
    QMetaObject::invokeMethod(
        worker,
        [worker, clock = &d->clock, place = *route, outcome]() mutable {
            worker->write(place.device, place.tag, outcome.value,
                [worker, clock, outcome](const Result<void> &written) mutable {
                    worker->ordersOpen.fetch_sub(1);
                    outcome.verified = written.ok();
                    if (!written)
                        outcome.error = written.error();
                    outcome.time = clock->now();
                    Q_EMIT worker->writeFinished(outcome);
                });
        },
        Qt::QueuedConnection);
}

void DeviceGateway::safeState(CommandId command, const UnitId &unit)
{
    /// Several devices, perhaps on several ports, make up one outcome.
    struct Order
    {
        QMutex mutex;
        qsizetype open = 0;
        WriteOutcome outcome;
    };
    const auto order = std::make_shared<Order>();
    order->outcome.command = command;
    order->outcome.verified = true;
    order->outcome.time = d->clock.now();
    const auto found = d->units.constFind(unit);
    if (found == d->units.constEnd() || !d->running) {
        order->outcome.verified = false;
        order->outcome.error = found == d->units.constEnd()
            ? Error(u"device.unknownUnit"_s, {{u"unit"_s, unit.value()}})
            : Error(u"device.notConnected"_s, {{u"device"_s, unit.value()}});
        Q_EMIT writeFinished(order->outcome);
        return;
    }
    if (found->isEmpty()) {
        Q_EMIT writeFinished(order->outcome);
        return;
    }
    order->open = found->size();
    for (const DevicePlace &place : *found) {
        // No limit on these: safety is not refused because a queue is long.
        QMetaObject::invokeMethod(
            place.worker,
            [clock = &d->clock, place, order] {
                place.worker->safeState(
                    place.device, [clock, place, order](const Result<void> &done) {
                        QMutexLocker lock(&order->mutex);
                        if (!done && order->outcome.verified) {
                            order->outcome.verified = false;
                            order->outcome.error = done.error();
                        }
                        if (--order->open > 0)
                            return;
                        order->outcome.time = clock->now();
                        lock.unlock();
                        Q_EMIT place.worker->writeFinished(order->outcome);
                    });
            },
            Qt::QueuedConnection);
    }
}

void DeviceGateway::poll(quint64 number)
{
    if (!d->running || d->ports.empty()) {
        Q_EMIT pollFinished(number);
        return;
    }
    d->owner->give();
    const auto round = std::make_shared<PollRound>();
    round->number = number;
    round->open = int(d->ports.size());
    for (const Port &port : d->ports) {
        QMetaObject::invokeMethod(
            port.worker.get(), [worker = port.worker.get(), round] { worker->pollRound(round); },
            Qt::QueuedConnection);
    }
}

void DeviceGateway::probe(quint64 id, const RegisterProbe &asked)
{
    for (const Port &port : d->ports) {
        PortWorker *worker = port.worker.get();
        for (int i = 0; d->running && i < worker->devices().size(); ++i) {
            if (worker->devices()[i].device != asked.device)
                continue;
            QMetaObject::invokeMethod(
                worker,
                [worker, i, id, asked] {
                    worker->probe(i, asked, [worker, id](const RegisterSnapshot &snapshot) {
                        Q_EMIT worker->probed(id, snapshot);
                    });
                },
                Qt::QueuedConnection);
            return;
        }
    }
    RegisterSnapshot snapshot;
    snapshot.probe = asked;
    snapshot.time = d->clock.now();
    snapshot.trouble = {u"device.notConnected"_s, {{u"device"_s, asked.device.value()}}};
    Q_EMIT probed(id, snapshot);
}

QVector<DeviceExchange> DeviceGateway::communication(const ExchangeFilter &filter) const
{
    QVector<DeviceExchange> list;
    for (const Port &port : d->ports)
        list << port.worker->log().read(filter);
    std::stable_sort(list.begin(), list.end(),
        [](const DeviceExchange &a, const DeviceExchange &b) { return a.time < b.time; });
    if (filter.limit > 0 && list.size() > filter.limit)
        list.remove(0, list.size() - filter.limit);
    return list;
}

} // namespace cytoloom
