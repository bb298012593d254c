// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/simulatedplant.h"

#include "devices/simulation/autosampler.h"
#include "devices/simulation/balance.h"
#include "devices/simulation/bioreactor.h"
#include "devices/simulation/cellcounter.h"
#include "devices/simulation/cellprocessor.h"
#include "devices/simulation/centrifuge.h"
#include "devices/simulation/environmentmonitor.h"
#include "devices/simulation/fillstation.h"
#include "devices/simulation/freezer.h"
#include "devices/simulation/incubator.h"
#include "devices/simulation/ln2store.h"
#include "devices/simulation/tubewelder.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr double UnlimitedVolume = 1e6; // mL, where the plant file gives no maximum
}

SimulatedPlant::SimulatedPlant()
    : m_culture(std::make_unique<CultureStep>())
{ }

SimulatedPlant::~SimulatedPlant() = default;

Result<std::unique_ptr<SimulatedPlant>> SimulatedPlant::make(const Plant &plant,
    const SimulationData &data, quint32 seed, UtcTime start, const QSet<UnitId> &withoutModel)
{
    std::unique_ptr<SimulatedPlant> made(new SimulatedPlant);
    made->m_start = start;
    if (const auto built = made->build(plant, data, seed, withoutModel); !built)
        return built.error();
    return made;
}

Result<void> SimulatedPlant::build(
    const Plant &plant, const SimulationData &data, quint32 seed, const QSet<UnitId> &withoutModel)
{
    const auto unknown = [&](const UnitId &id) -> bool { return !id.isEmpty() && !plant.unit(id); };
    for (auto it = data.units.begin(); it != data.units.end(); ++it) {
        QVector<UnitId> named {it.key(), it->carries};
        named += it->sources;
        for (const InletLine &line : it->inlets)
            named << line.from;
        for (const OutletLine &line : it->outlets)
            named << line.to;
        for (const UnitId &id : std::as_const(named)) {
            if (unknown(id))
                return Error(u"simulation.unknownUnit"_s, {{u"unit"_s, id.value()}});
        }
    }
    // Vessels first: balances, counters and samplers look at them.
    for (const PlantUnit &unit : plant.units) {
        if (auto made = makeVessel(unit, data, seed))
            m_equipment.push_back(std::move(made));
    }
    for (const PlantUnit &unit : plant.units) {
        if (equipment(unit.id))
            continue;
        auto made = makeInstrument(unit, data.units.value(unit.id), seed);
        if (!made && withoutModel.contains(unit.id))
            continue;
        if (!made) {
            return Error(u"simulation.unknownModel"_s,
                {{u"unit"_s, unit.id.value()}, {u"class"_s, unit.equipmentClass}});
        }
        m_equipment.push_back(std::move(made));
    }
    for (const auto &each : m_equipment) {
        if (auto *asVessel = dynamic_cast<Vessel *>(each.get()))
            asVessel->connectLines([this](const UnitId &id) { return vessel(id); });
    }
    return {};
}

std::unique_ptr<Equipment> SimulatedPlant::makeVessel(
    const PlantUnit &unit, const SimulationData &data, quint32 seed)
{
    const Vessel::Setup setup {data.units.value(unit.id), data.media,
        unit.maxVolume.value_or(UnlimitedVolume), m_culture.get()};
    if (unit.equipmentClass == u"bioreactor"_s)
        return std::make_unique<Bioreactor>(unit.id, seed, setup);
    if (unit.equipmentClass == u"cell-processor"_s)
        return std::make_unique<CellProcessor>(unit.id, seed, setup);
    if (unit.equipmentClass == u"centrifuge"_s)
        return std::make_unique<Centrifuge>(unit.id, seed, setup);
    if (unit.equipmentClass == u"fill-station"_s)
        return std::make_unique<FillStation>(unit.id, seed, setup);
    return {};
}

std::unique_ptr<Equipment> SimulatedPlant::makeInstrument(
    const PlantUnit &unit, const UnitTopology &topology, quint32 seed)
{
    const QString &kind = unit.equipmentClass;
    QVector<Vessel *> sources;
    for (const UnitId &id : topology.sources)
        sources << vessel(id);
    if (kind == u"incubator"_s)
        return std::make_unique<Incubator>(unit.id, seed);
    if (kind == u"controlled-rate-freezer"_s)
        return std::make_unique<Freezer>(unit.id, seed);
    if (kind == u"ln2-store"_s)
        return std::make_unique<Ln2Store>(unit.id, seed);
    if (kind == u"balance"_s)
        return std::make_unique<Balance>(unit.id, seed, vessel(topology.carries), topology.tare);
    if (kind == u"cell-counter"_s)
        return std::make_unique<CellCounter>(unit.id, seed, sources);
    if (kind == u"autosampler"_s)
        return std::make_unique<Autosampler>(unit.id, seed, sources);
    if (kind == u"tube-welder"_s)
        return std::make_unique<TubeWelder>(unit.id, seed);
    if (kind == u"environmental-monitor"_s)
        return std::make_unique<EnvironmentMonitor>(unit.id, seed);
    return {};
}

void SimulatedPlant::add(std::unique_ptr<Equipment> instrument)
{
    m_equipment.push_back(std::move(instrument));
}

void SimulatedPlant::advanceTo(UtcTime time)
{
    while (now() + std::chrono::seconds(TickSeconds) <= time) {
        ++m_tick;
        for (const auto &each : m_equipment)
            each->beginTick();
        for (const auto &each : m_equipment)
            each->tick(m_tick);
    }
}

UtcTime SimulatedPlant::now() const
{
    return m_start + std::chrono::seconds(m_tick * TickSeconds);
}

Equipment *SimulatedPlant::equipment(const UnitId &unit) const
{
    for (const auto &each : m_equipment) {
        if (each->id() == unit)
            return each.get();
    }
    return nullptr;
}

Vessel *SimulatedPlant::vessel(const UnitId &unit) const
{
    return dynamic_cast<Vessel *>(equipment(unit));
}

Signal *SimulatedPlant::find(const UnitId &unit, const QString &name) const
{
    for (const auto &each : m_equipment) { // a unit may have several instruments
        Signal *found = each->id() == unit ? each->signalTable().find(name) : nullptr;
        if (found)
            return found;
    }
    return nullptr;
}

} // namespace cytoloom
