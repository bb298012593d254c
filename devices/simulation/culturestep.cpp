// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/culturestep.h"

#include "processgraph/twin/kinetics.h"
#include "processgraph/twin/transduction.h"

namespace cytoloom {

namespace {
constexpr double Hours = CultureStep::Seconds / 3600.0;
constexpr double FewCells = 1e-3; // 1e6 cells
constexpr double ActivatorHalf = 0.02; // mL per 1e8 cells
constexpr double OtherDeathPerHour = 0.02; // monocytes and B cells do not like T-cell medium
constexpr double AttachTime = 4 * 3600; // s
constexpr double DetachTime = 8 * 60; // s
constexpr double WorkingEnzyme = 0.05; // fraction of the volume
} // namespace

CultureStep::CultureStep()
    : m_tCells(CultureParameters::tCells())
    , m_mesenchymal(CultureParameters::mesenchymal())
{ }

void CultureStep::advance(Broth &broth, CultureEnvironment environment, bool carriers)
{
    using B = Broth;
    const double volume = broth[B::Volume];
    if (volume <= 0.1 || broth[B::Target] + broth[B::Other] < FewCells)
        return;
    const double cells = std::max(broth[B::Target], FewCells);
    environment.perfusion = 0;
    environment.activator = monod(broth[B::Activator] / (cells / 100), ActivatorHalf);
    environment.dmso = broth.concentration(B::Dmso);

    // The other cells of an apheresis die within days: what they eat meanwhile is left out.
    CultureState state {broth[B::Target] / volume, broth[B::Dead] / volume,
        broth.concentration(B::Glucose), broth.concentration(B::Lactate),
        broth.concentration(B::Inhibitor), broth[B::LagHours] / cells,
        broth[B::Activation] / cells};
    const bool mesenchymal = broth[B::Mesenchymal] > 0.5 * broth[B::Target];
    if (!(mesenchymal ? m_mesenchymal : m_tCells).advance(state, environment, Hours))
        return; // the broth keeps its last good state; the next minute tries again

    const double change = broth[B::Target] > 0 ? state.viable * volume / broth[B::Target] : 1;
    for (const B::Matter part : {B::Car, B::Mesenchymal, B::Attached, B::Labelled})
        broth[part] *= change;
    broth[B::Target] = state.viable * volume;
    broth[B::LagHours] = state.lag * broth[B::Target];
    broth[B::Activation] = state.activation * broth[B::Target];
    broth[B::Dead] = state.dead * volume;
    broth[B::Glucose] = state.glucose * volume;
    broth[B::Lactate] = state.lactate * volume;
    broth[B::Inhibitor] = state.inhibitor * volume;

    const double warm = environment.temperature > 30 ? 1 : 0.1;
    const double lost = broth[B::Other] * OtherDeathPerHour * warm * Hours;
    broth[B::Other] -= lost;
    broth[B::Dead] += lost;
    transduce(broth, Hours * warm);
    attach(broth, carriers);
}

void CultureStep::transduce(Broth &broth, double hours)
{
    using B = Broth;
    if (broth[B::Vector] <= 0 || broth[B::Target] < FewCells)
        return;
    const double moi = broth[B::Vector] / broth[B::Target];
    const double readiness = broth[B::Activation] / broth[B::Target];
    const double before = broth[B::Car] / broth[B::Target];
    broth[B::Car] = broth[B::Target] * Transduction::carFraction(before, moi, readiness, hours);
    broth[B::Vector] = Transduction::vectorLeft(broth[B::Vector], hours);
}

void CultureStep::attach(Broth &broth, bool carriers)
{
    using B = Broth;
    if (broth.concentration(B::Enzyme) > WorkingEnzyme)
        broth[B::Attached] *= 1 - Seconds / DetachTime;
    else if (carriers)
        broth[B::Attached] += (broth[B::Mesenchymal] - broth[B::Attached]) * Seconds / AttachTime;
}

} // namespace cytoloom
