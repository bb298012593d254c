// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"
#include "devices/simulation/simulationdata.h"
#include "processgraph/plant/plant.h"

#include <QtCore/QSet>

#include <memory>
#include <vector>

namespace cytoloom {

class CultureStep;
class Vessel;

/// The physics of a whole plant, without ports: equipment, the tubes between them, and the grid of
/// time steps that they share. One thread.
class SimulatedPlant
{
public:
    /// Fails with "simulation.unknownModel" (a class that nobody can imitate) or
    /// "simulation.unknownUnit" (the data name a unit that the plant lacks). Units of
    /// \p withoutModel may be of a class that nobody can imitate: their instruments do it.
    static Result<std::unique_ptr<SimulatedPlant>> make(const Plant &plant,
        const SimulationData &data, quint32 seed, UtcTime start,
        const QSet<UnitId> &withoutModel = {});
    ~SimulatedPlant();

    /// An instrument of one of its units; it is stepped with the rest.
    void add(std::unique_ptr<Equipment> instrument);
    /// Steps up to \p time; a moment in the past does nothing.
    void advanceTo(UtcTime time);
    [[nodiscard]] UtcTime now() const;
    [[nodiscard]] qint64 tick() const { return m_tick; }

    [[nodiscard]] Equipment *equipment(const UnitId &unit) const;
    [[nodiscard]] Vessel *vessel(const UnitId &unit) const;
    /// Null when there is no such unit or signal.
    [[nodiscard]] Signal *find(const UnitId &unit, const QString &name) const;

private:
    SimulatedPlant();
    Result<void> build(const Plant &plant, const SimulationData &data, quint32 seed,
        const QSet<UnitId> &withoutModel);
    std::unique_ptr<Equipment> makeVessel(
        const PlantUnit &unit, const SimulationData &data, quint32 seed);
    std::unique_ptr<Equipment> makeInstrument(
        const PlantUnit &unit, const UnitTopology &topology, quint32 seed);

    UtcTime m_start {};
    qint64 m_tick = 0;
    std::unique_ptr<CultureStep> m_culture;
    std::vector<std::unique_ptr<Equipment>> m_equipment;
};

} // namespace cytoloom
