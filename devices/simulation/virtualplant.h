// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/simulation/faults/faultplayer.h"
#include "processgraph/foundation/clock.h"
#include "processgraph/plant/plant.h"

#include <QtCore/QMap>
#include <QtCore/QObject>

#include <memory>

namespace cytoloom {

/// The simulated plant: one real server per device of a simulated Plant, on loopback TCP ports and
/// ptys, with physics behind them. It knows nothing of batches; it is reached only through its
/// ports. Runs on its own thread. Time: it runs freely from Options::start at Options::speed, or,
/// once a client writes the control port (Modbus TCP, see simulation/controlport.h), stands at the
/// time that the client grants; when that client falls silent for 1 s of real time it runs at ×1
/// from there.
class VirtualPlant : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        quint32 seed = 1; ///< of sensor noise and biology
        double speed = 1; ///< process seconds per second while no client paces it
        UtcTime start {}; ///< process time at the beginning
        quint16 controlPort = 0; ///< 0: any free port
        bool freePorts = false; ///< ignore the ports of the plant file and take free ones
        QVector<Fault> faults; ///< what goes wrong, counted from the start
        QString simulationFile; ///< tubes and media (*.simulation.json); empty: of the demo plant
    };

    /// Fails with "simulation.portInUse", "simulation.pty", "simulation.unknownModel" and the other
    /// codes of simulation.json, "plant.unknownProfile", "device.url", and as FaultPlayer::add().
    static Result<std::unique_ptr<VirtualPlant>> start(
        const Plant &plant, const QMap<QString, DeviceProfile> &profiles, const Options &options);
    ~VirtualPlant() override;

    /// The plant with the URLs that the servers really have.
    [[nodiscard]] Plant plant() const;
    [[nodiscard]] quint16 controlPort() const;
    /// Where faults are injected at a chosen moment, see simulation/faults/faultport.h.
    [[nodiscard]] quint16 faultPort() const;

Q_SIGNALS:
    /// Nobody has been connected to the control port for as long as the last client asked for
    /// (register 14). A plant that belongs to one session ends then: it would be left for ever.
    void abandoned();
    /// A fault has begun or ended.
    void faultChanged(const cytoloom::FaultNews &news);

private:
    class Private;
    explicit VirtualPlant(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
