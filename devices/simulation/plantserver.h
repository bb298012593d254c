// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/controlport.h"
#include "devices/simulation/faults/faultport.h"
#include "devices/simulation/instruments/lineserver.h"
#include "devices/simulation/modbusrtuserver.h"
#include "devices/simulation/modbustcpserver.h"
#include "devices/simulation/mtsicsserver.h"
#include "devices/simulation/profilebank.h"
#include "devices/simulation/simulatedplant.h"
#include "devices/simulation/virtualplant.h"

#include <QtCore/QTimer>

#include <vector>

namespace cytoloom {

struct DeviceUrl;

/// The virtual plant on its own thread: physics, clock, and the servers in front of them. Created,
/// used and destroyed on one thread, which runs an event loop.
class PlantServer final : public QObject
{
    Q_OBJECT

public:
    PlantServer(const Plant &plant, const VirtualPlant::Options &options);
    ~PlantServer() override;

    /// Opens every port. Fails as VirtualPlant::start().
    Result<void> start(const QMap<QString, DeviceProfile> &profiles);
    /// With the URLs that are really served.
    [[nodiscard]] const Plant &plant() const { return m_plant; }
    [[nodiscard]] quint16 controlPort() const { return m_control->port(); }
    [[nodiscard]] quint16 faultPort() const { return m_faultPort->port(); }

Q_SIGNALS:
    /// See VirtualPlant::abandoned().
    void abandoned();
    /// See VirtualPlant::faultChanged().
    void faultChanged(const cytoloom::FaultNews &news);

private:
    Result<void> startDevice(DeviceBinding &device, const DeviceProfile &profile);
    Result<void> serveTcp(DeviceBinding &device, DeviceUrl url, DeviceInjector &injector);
    Result<void> serveRtu(DeviceBinding &device, DeviceUrl url, DeviceInjector &injector);
    Result<void> serveSics(DeviceBinding &device, DeviceUrl url, DeviceInjector &injector);
    Result<void> startFaults();
    DeviceInjector &makeInjector(
        const DeviceBinding &device, const DeviceProfile &profile, Equipment &equipment);
    /// A device that is imitated by its own instrument, not by its register map.
    Result<void> startInstrument(
        DeviceBinding &device, const DeviceProfile &profile, DeviceUrl url);
    Result<void> serveLine(
        DeviceBinding &device, DeviceUrl url, DeviceInjector &injector, Instrument &instrument);
    [[nodiscard]] Result<void> makePhysics(const QMap<QString, DeviceProfile> &profiles);
    [[nodiscard]] UnitId unitOf(const DeviceId &device) const;
    [[nodiscard]] ProfileBank::Moment moment() const;
    /// Carries the physics up to the clock, a minute at a time so that watchdogs bite in between.
    void catchUp();
    void grant(UtcTime time);
    void watchClients();

    Plant m_plant;
    VirtualPlant::Options m_options;
    SimulationData m_data;
    PlantTime m_time;
    std::unique_ptr<SimulatedPlant> m_physics;
    std::vector<std::unique_ptr<ProfileBank>> m_banks;
    FaultPlayer m_faults;
    std::vector<std::unique_ptr<DeviceInjector>> m_injectors;
    std::unique_ptr<FaultPort> m_faultPort;
    std::vector<Instrument *> m_instruments; ///< owned by the physics
    std::unique_ptr<RegisterBank> m_noRegisters; ///< of instruments on a line
    std::vector<std::unique_ptr<QObject>> m_servers;
    QHash<QString, ModbusRtuServer *> m_lines; ///< by port key of the plant file
    QHash<QString, LineServer *> m_wordLines; ///< the same, for line protocols
    std::unique_ptr<ControlPort> m_controlBank;
    std::unique_ptr<ModbusTcpServer> m_control;
    QTimer m_heart; ///< physics and watchdogs while nobody asks
    QTimer m_silence; ///< since the last grant
    QTimer m_alone; ///< since the last client of the control port went
};

} // namespace cytoloom
