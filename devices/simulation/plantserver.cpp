// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/plantserver.h"

#include "devices/runtime/deviceurl.h"
#include "devices/simulation/balance.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr int HeartMs = 100;
constexpr Duration LongestStride = std::chrono::minutes(1);
} // namespace

PlantServer::PlantServer(const Plant &plant, const VirtualPlant::Options &options)
    : m_plant(plant)
    , m_options(options)
    , m_time(options.start, options.speed)
    , m_faults({[this] { return m_physics->tick(); }, [this](Duration by) { m_time.jump(by); },
          [this](Duration by) { m_controlBank->setClockError(by); },
          [this](const FaultNews &news) { Q_EMIT faultChanged(news); }})
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(ControlPort::SilenceMs);
    connect(&m_silence, &QTimer::timeout, this, [this] { m_time.release(1); });
    connect(&m_heart, &QTimer::timeout, this, &PlantServer::catchUp);
}

PlantServer::~PlantServer() = default;

Result<void> PlantServer::start(const QMap<QString, DeviceProfile> &profiles)
{
    if (!m_plant.simulated)
        return Error(u"simulation.notSimulated"_s, {{u"plant"_s, m_plant.id}});
    if (const auto made = makePhysics(profiles); !made)
        return made;
    for (DeviceBinding &device : m_plant.devices) {
        const auto profile = profiles.constFind(device.profile);
        if (profile == profiles.constEnd()) {
            return Error(u"plant.unknownProfile"_s,
                {{u"device"_s, device.id.value()}, {u"profile"_s, device.profile}});
        }
        if (const auto started = startDevice(device, *profile); !started)
            return started;
    }
    m_controlBank = std::make_unique<ControlPort>(
        m_time, m_options.seed, [this](UtcTime time) { grant(time); });
    m_control = std::make_unique<ModbusTcpServer>(*m_controlBank, 1, [this] { catchUp(); });
    if (const auto listening = m_control->listen(m_options.controlPort, u"control"_s); !listening)
        return listening;
    watchClients();
    if (const auto started = startFaults(); !started)
        return started;
    m_heart.start(HeartMs);
    return {};
}

Result<void> PlantServer::startFaults()
{
    m_faultPort = std::make_unique<FaultPort>(m_faults,
        FaultPort::Plant {[this] {
                              catchUp();
                              return m_physics->now();
                          },
            [this] { return m_physics->tick(); },
            [this](const QString &tag) -> const Signal * {
                const qsizetype dot = tag.indexOf(u'.');
                return m_physics->find(UnitId(tag.left(dot)), tag.mid(dot + 1));
            }});
    for (const Fault &fault : m_options.faults) {
        if (const auto added = m_faults.add(fault, m_options.start); !added)
            return added;
    }
    return m_faultPort->listen();
}

void PlantServer::watchClients()
{
    // The connection goes with the process that holds it, however that ends; silence would not do:
    // a client may wait for its disk.
    m_alone.setSingleShot(true);
    connect(&m_alone, &QTimer::timeout, this, &PlantServer::abandoned);
    connect(m_control.get(), &ModbusTcpServer::clientsChanged, this, [this](int connected) {
        if (connected > 0)
            m_alone.stop();
        else
            m_alone.start(std::chrono::milliseconds(m_controlBank->linger()));
    });
    m_alone.start(std::chrono::milliseconds(m_controlBank->linger()));
}

Result<void> PlantServer::startDevice(DeviceBinding &device, const DeviceProfile &profile)
{
    const UnitId unit = unitOf(device.id);
    const auto url = DeviceUrl::parse(device.connect);
    if (!url)
        return url.error();
    if (isInstrument(profile))
        return startInstrument(device, profile, *url);
    Equipment *equipment = m_physics->equipment(unit);
    if (!equipment)
        return Error(u"simulation.unboundDevice"_s, {{u"device"_s, device.id.value()}});
    auto bank = ProfileBank::make(profile, unit.value(), equipment->signalTable(),
        Watchdog(m_data.watchdog, m_data.pacedWatchdog), [this] { return moment(); });
    if (!bank)
        return bank.error();
    m_banks.push_back(std::move(*bank));
    DeviceInjector &injector = makeInjector(device, profile, *equipment);
    switch (url->protocol) {
    case DeviceProtocol::ModbusTcp:
        return serveTcp(device, *url, injector);
    case DeviceProtocol::ModbusRtu:
        return serveRtu(device, *url, injector);
    case DeviceProtocol::MtSics:
        return serveSics(device, *url, injector);
    default:
        break; // instruments: see startInstrument()
    }
    return Error(u"simulation.unboundDevice"_s, {{u"device"_s, device.id.value()}});
}

DeviceInjector &PlantServer::makeInjector(
    const DeviceBinding &device, const DeviceProfile &profile, Equipment &equipment)
{
    ProfileBank &bank = *m_banks.back();
    m_injectors.push_back(std::make_unique<DeviceInjector>(DeviceInjector::Setup {device.id,
        equipment.id(), profile, &equipment.signalTable(), &bank, [&bank] { bank.restart(); }}));
    m_faults.addDevice(m_injectors.back().get());
    return *m_injectors.back();
}

Result<void> PlantServer::serveTcp(DeviceBinding &device, DeviceUrl url, DeviceInjector &injector)
{
    auto server
        = std::make_unique<ModbusTcpServer>(injector.bank(), url.unit, [this] { catchUp(); });
    const quint16 port = m_options.freePorts ? 0 : url.port;
    if (const auto listening = server->listen(port, device.id.value()); !listening)
        return listening;
    url.host = u"127.0.0.1"_s;
    url.port = server->port();
    device.connect = url.toString();
    server->setReplyFilter([&injector](const QByteArray &frame) { return injector.filter(frame); });
    injector.setLink([line = server.get()](bool on) { return line->setLink(on); });
    m_servers.push_back(std::move(server));
    return {};
}

Result<void> PlantServer::serveRtu(DeviceBinding &device, DeviceUrl url, DeviceInjector &injector)
{
    ModbusRtuServer *&line = m_lines[url.portKey()];
    if (!line) {
        auto server = std::make_unique<ModbusRtuServer>([this] { catchUp(); });
        if (const auto opened = server->open(device.id.value()); !opened)
            return opened;
        line = server.get();
        m_servers.push_back(std::move(server));
    }
    line->addUnit(url.unit, injector.bank(),
        [&injector](const QByteArray &frame) { return injector.filter(frame); });
    injector.setLink([line, unit = url.unit](bool on) {
        line->setLink(unit, on);
        return true;
    });
    url.path = line->path();
    device.connect = url.toString();
    return {};
}

Result<void> PlantServer::serveSics(DeviceBinding &device, DeviceUrl url, DeviceInjector &injector)
{
    const UnitId &unit = injector.unit();
    auto *balance = dynamic_cast<Balance *>(m_physics->equipment(unit));
    const Signal *weight = m_physics->find(unit, u"weight.pv"_s);
    if (!balance || !weight)
        return Error(u"simulation.unboundDevice"_s, {{u"device"_s, device.id.value()}});
    auto server = std::make_unique<MtSicsServer>(*balance, *weight, [this] {
        catchUp();
        return m_physics->tick();
    });
    if (const auto opened = server->open(device.id.value()); !opened)
        return opened;
    url.path = server->path();
    device.connect = url.toString();
    server->setReplyFilter([&injector](const QByteArray &line) { return injector.filter(line); });
    injector.setLink([line = server.get()](bool on) {
        line->setLink(on);
        return true;
    });
    m_servers.push_back(std::move(server));
    return {};
}

UnitId PlantServer::unitOf(const DeviceId &device) const
{
    for (const PlantUnit &unit : m_plant.units) {
        for (const TagDefinition &tag : unit.tags) {
            if (tag.device == device)
                return unit.id;
        }
    }
    return {};
}

ProfileBank::Moment PlantServer::moment() const
{
    return {m_physics->now(), m_physics->tick(), m_time.isPaced()};
}

void PlantServer::catchUp()
{
    for (;;) {
        const UtcTime target = m_time.now(); // each time anew: a fault may set the clock
        const UtcTime before = m_physics->now();
        const UtcTime next = std::min({before + LongestStride, m_faults.nextEdge(before), target});
        m_physics->advanceTo(next);
        for (const auto &bank : m_banks)
            bank->guard();
        for (Instrument *instrument : m_instruments)
            instrument->guard();
        m_faults.update(std::max(next, before));
        if (next >= target)
            return;
    }
}

void PlantServer::grant(UtcTime time)
{
    m_time.grant(time);
    m_silence.start();
    catchUp();
}

} // namespace cytoloom
