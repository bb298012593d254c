// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/culturestep.h"
#include "devices/simulation/equipment.h"
#include "devices/simulation/simulationdata.h"

namespace cytoloom {

/// A bag or chamber with one inlet and one outlet pump, each on a manifold of lines. Signals:
/// volume.pv, inlet.line.sp, inlet.flow.sp/.pv, inlet.total.pv and the same of the outlet. A pump
/// stops by itself where there is nothing to pump or no room, and its flow.pv then says 0.
class Vessel : public Equipment
{
public:
    struct Setup
    {
        UnitTopology topology;
        QMap<QString, Broth> media;
        double capacity = 1000; ///< mL
        CultureStep *culture = nullptr; ///< owned by the plant, outlives the vessel
    };

    Vessel(const UnitId &id, quint32 seed, const Setup &setup);
    /// Called once when all vessels are there; \p find gives null for what is no vessel.
    void connectLines(const std::function<Vessel *(const UnitId &)> &find);

    [[nodiscard]] const Broth &broth() const { return m_broth; }
    [[nodiscard]] Broth &broth() { return m_broth; }
    /// What left the plant by this vessel: waste, samples, spent medium.
    [[nodiscard]] const Broth &drained() const { return m_drained; }
    /// What came out of bags.
    [[nodiscard]] const Broth &supplied() const { return m_supplied; }
    [[nodiscard]] double temperature() const { return m_broth.temperature(AmbientTemperature); }

    /// Takes a sample of up to \p volume mL, as the sampler and the counter do.
    [[nodiscard]] Broth sample(double volume);

    void beginTick() final { m_inletFlow = 0; }
    void tick(qint64 tick) final;

protected:
    /// What this kind of vessel does before its pumps move anything.
    virtual void work(qint64 tick) = 0;
    /// The liquid that the outlet pump takes out.
    virtual Broth withdraw(double volume, const OutletLine &line);
    /// How much of the content that line can reach, mL.
    [[nodiscard]] virtual double reachable(const OutletLine &line) const;
    [[nodiscard]] virtual CultureEnvironment environment() const;
    [[nodiscard]] virtual bool hasCarriers() const { return false; }

    void supply(const Broth &broth);
    void drain(const Broth &broth) { m_drained.add(broth); }
    [[nodiscard]] const Broth *medium(const QString &name) const;
    [[nodiscard]] const UnitTopology &topology() const { return m_setup.topology; }
    [[nodiscard]] double room() const { return m_setup.capacity - m_broth[Broth::Volume]; }

private:
    void pumpIn();
    void pumpOut();
    [[nodiscard]] bool accepts(const Vessel *from) const;
    void receive(const Broth &broth);
    void addSignals();

    Setup m_setup;
    QHash<int, Vessel *> m_targets;
    QHash<int, Vessel *> m_origins;
    Broth m_broth;
    Broth m_drained;
    Broth m_supplied;
    double m_inletLine = 0;
    double m_inletSetFlow = 0; // mL/min
    double m_inletFlow = 0;
    double m_inletTotal = 0; // mL
    double m_bagLeft = 0; // mL
    double m_outletLine = 0;
    double m_outletSetFlow = 0;
    double m_outletFlow = 0;
    double m_outletTotal = 0;
};

} // namespace cytoloom
