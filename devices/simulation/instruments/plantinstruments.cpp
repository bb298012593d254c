// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PlantServer for devices that are imitated by instruments of their own.
#include "devices/runtime/deviceurl.h"
#include "devices/simulation/plantserver.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

/// Behind a device that talks in lines there are none.
class NoRegisters final : public RegisterBank
{
public:
    ModbusException read(RegisterTable, int, int, QVector<quint16> &) override
    {
        return ModbusException::IllegalDataAddress;
    }
    ModbusException write(RegisterTable, int, const QVector<quint16> &) override
    {
        return ModbusException::IllegalDataAddress;
    }
};

} // namespace

Result<void> PlantServer::makePhysics(const QMap<QString, DeviceProfile> &profiles)
{
    const auto data = readSimulationFile(m_options.simulationFile.isEmpty()
            ? u":/cytoloom/demo/demo.simulation.json"_s
            : m_options.simulationFile);
    if (!data)
        return data.error();
    m_data = *data;
    const bool isDemo = std::any_of(m_plant.units.cbegin(), m_plant.units.cend(),
        [this](const PlantUnit &unit) { return m_data.units.contains(unit.id); });
    if (m_options.simulationFile.isEmpty() && !isDemo)
        m_data.units.clear(); // another plant: tubes of the demo plant mean nothing here
    QSet<UnitId> instrumented;
    for (const DeviceBinding &device : std::as_const(m_plant.devices)) {
        if (isInstrument(profiles.value(device.profile)))
            instrumented.insert(unitOf(device.id));
    }
    auto physics
        = SimulatedPlant::make(m_plant, m_data, m_options.seed, m_options.start, instrumented);
    if (!physics)
        return physics.error();
    m_physics = std::move(*physics);
    return {};
}

Result<void> PlantServer::startInstrument(
    DeviceBinding &device, const DeviceProfile &profile, DeviceUrl url)
{
    const UnitId unit = unitOf(device.id);
    if (unit.isEmpty())
        return Error(u"simulation.unboundDevice"_s, {{u"device"_s, device.id.value()}});
    if (!url.adopt(profile.protocol)) {
        return Error(u"device.url"_s,
            {{u"url"_s, device.connect}, {u"reason"_s, u"profile %1"_s.arg(profile.id)}});
    }
    Instrument::Setup setup;
    setup.unit = unit;
    setup.seed = m_options.seed;
    setup.number = url.unit;
    setup.now = [this] { return moment(); };
    Equipment *around = m_physics->equipment(unit);
    if (around && !dynamic_cast<Instrument *>(around))
        setup.process = &around->signalTable();
    std::unique_ptr<Instrument> made = makeInstrument(profile, std::move(setup));
    Instrument &instrument = *made;
    m_physics->add(std::move(made));
    m_instruments.push_back(&instrument);

    if (!m_noRegisters)
        m_noRegisters = std::make_unique<NoRegisters>();
    RegisterBank *registers = instrument.registers() ? instrument.registers() : m_noRegisters.get();
    m_injectors.push_back(std::make_unique<DeviceInjector>(DeviceInjector::Setup {device.id, unit,
        profile, &instrument.signalTable(), registers, [&instrument] { instrument.restart(); }}));
    DeviceInjector &injector = *m_injectors.back();
    m_faults.addDevice(&injector);
    if (profile.protocol == DeviceProtocol::ModbusTcp)
        return serveTcp(device, url, injector);
    if (profile.protocol == DeviceProtocol::ModbusRtu)
        return serveRtu(device, url, injector);
    return serveLine(device, url, injector, instrument);
}

Result<void> PlantServer::serveLine(
    DeviceBinding &device, DeviceUrl url, DeviceInjector &injector, Instrument &instrument)
{
    LineServer *&line = m_wordLines[url.portKey()];
    if (!line) {
        auto server = std::make_unique<LineServer>([this] { catchUp(); });
        if (const auto opened = server->open(device.id.value()); !opened)
            return opened;
        line = server.get();
        m_servers.push_back(std::move(server));
    }
    line->add(instrument, [&injector](const QByteArray &bytes) { return injector.filter(bytes); });
    injector.setLink([line, &instrument](bool on) {
        line->setLink(instrument, on);
        return true;
    });
    url.path = line->path();
    device.connect = url.toString();
    return {};
}

} // namespace cytoloom
