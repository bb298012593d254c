// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/twin/odesolver.h"

namespace cytoloom {

/// What the cells of one culture are like: the constants of CultureModel.
struct CultureParameters
{
    // From the published T-cell model, same meaning as in TCellModel::Parameters.
    double growth = 0.02;
    double lagDivisor = 5;
    double exhaustionDeath = 0.007;
    double starvationDeath = 0.083;
    double growthHalf = 2.71;
    double useHalf = 0.2;
    double inhibitionSlope = 0.111;
    double inhibitionCentre = 95.26;
    double deathHalf = 150;
    double starvationSlope = 30;
    double starvationCentre = 0.05;
    double inhibitorRate = 1;

    // Ours.
    /// mg per 1e6 cells per h. The published 0.05 is from a culture that was not perfused; 0.02 is
    /// 0.11 pmol per cell and h, the usual figure of an expanding T cell.
    double glucoseUse = 0.02;
    double lactateYield = 0.75; ///< g lactate per g glucose
    double lactateHalf = 6; ///< mg/mL of lactate that halves growth
    double activationGain = 2.5; ///< growth of fully activated cells against the published growth
    double restingGain = 0.1; ///< the same of cells that were never activated
    double activationTime = 6; ///< h, first order, while the reagent is there
    double activationLoss = 420; ///< h, first order
    double lysis = 0.02; ///< 1/h, dead cells fall to pieces and are counted no more
    double maximumDensity = 1e9; ///< 1e6/mL, where room ends (carriers); far away for suspension
    double temperatureWidth = 3.5; ///< K
    double phOptimum = 7.25;
    double phWidth = 0.35;
    double oxygenHalf = 4; ///< % air saturation

    /// Activated T cells in perfused culture.
    static CultureParameters tCells();
    /// Wharton's-jelly MSC on microcarriers: no activation, growth to about 3e6/mL; 93-fold in
    /// 9 to 16 days and harvest above 2e6/mL are the published figures it is set to meet.
    static CultureParameters mesenchymal();
};

/// One culture, as concentrations.
struct CultureState
{
    double viable = 0; ///< 1e6/mL
    double dead = 0; ///< 1e6/mL
    double glucose = 0; ///< mg/mL
    double lactate = 0; ///< mg/mL
    double inhibitor = 0; ///< as in the published model, never below 0
    double lag = 0; ///< h that the cells still rest after seeding
    double activation = 0; ///< 0 … 1

    [[nodiscard]] double viability() const
    {
        return viable + dead > 0 ? viable / (viable + dead) : 0;
    }
};

/// Where the cells live. Constant over one advance().
struct CultureEnvironment
{
    double temperature = 37; ///< °C
    double ph = 7.25;
    double oxygen = 50; ///< % air saturation
    double activator = 0; ///< 0 … 1, saturation of the activation reagent
    double perfusion = 0; ///< vessel volumes per day, cells retained
    double freshGlucose = 4.5; ///< mg/mL in the perfused medium
    double dmso = 0; ///< fraction of the volume
};

/// Culture in the plant: the published T-cell kinetics in other conditions.
///
/// From the model: Monod growth on glucose, logistic inhibition by the accumulated factor, death by
/// exhaustion and by starvation, with the published constants. Our assumptions:
/// - the lag phase is a rest of \c lag hours that the cells carry with them (in the model it is an
///   inhibitor that starts below 0: the same at 1e6 cells/mL, but it would grow with dilution);
/// - growth is multiplied by activation (resting … fully activated), by bells over temperature and
///   pH, by oxygen as Monod, by lactate, and by the room that is left;
/// - metabolism follows temperature with Q10 = 2.5; above 39 °C, below pH 6.7 and without oxygen
///   cells die; below 10 °C nothing grows and little dies; DMSO kills in the warm, 5 %/h at 10 %;
/// - perfusion removes glucose, lactate and inhibitor with the spent medium and keeps the cells.
/// One thread.
class CultureModel
{
public:
    explicit CultureModel(const CultureParameters &parameters);

    /// Carries \p state over \p hours. Fails with "twin.odeFailed"; the state is then unchanged.
    Result<void> advance(CultureState &state, const CultureEnvironment &environment, double hours);

    [[nodiscard]] const CultureParameters &parameters() const { return m_parameters; }

private:
    /// What the environment makes of the constants; fixed during one advance().
    struct Rates
    {
        double growth = 0;
        double metabolism = 0;
        double harm = 0; ///< 1/h
    };
    [[nodiscard]] Rates rates(const CultureEnvironment &environment) const;
    void slope(const double *y, double *out) const;

    CultureParameters m_parameters;
    CultureEnvironment m_environment;
    Rates m_rates;
    OdeSolver m_solver;
};

} // namespace cytoloom
