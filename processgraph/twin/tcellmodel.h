// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/twin/odesolver.h"

namespace cytoloom {

/// T-cell expansion in a stirred micro-bioreactor exactly as published: model of the University of
/// Manchester (C. Duran-Villalobos), ambr15, 450 rpm, 37 °C. Nothing of ours is in here; the
/// extension to other conditions is CultureModel. One thread.
class TCellModel
{
public:
    struct Parameters
    {
        double growth = 0.02; ///< r_g, 1/h
        double lagDivisor = 5; ///< r_g is divided by it while the inhibitor is below 0
        double exhaustionDeath = 0.007; ///< r_d, 1/h; 0 in the lag phase
        double starvationDeath = 0.083; ///< r_dg, 1/h
        double glucoseUse = 0.05; ///< r_c, mg per 1e6 cells per h
        double growthHalf = 2.71; ///< k_p, mg/mL
        double useHalf = 0.2; ///< k_gu, mg/mL
        double inhibitionSlope = 0.111; ///< a_i
        double inhibitionCentre = 95.26; ///< b_i
        double deathHalf = 150; ///< a_d
        double starvationSlope = 30; ///< a_gluc
        double starvationCentre = 0.05; ///< b_gluc, mg/mL
        double inhibitorRate = 1; ///< r_i, per 1e6 cells per h
        double feedGlucose = 20; ///< C_0, mg/mL
        double phDrift = -5.899e-9; ///< gamma, mL/cell
    };

    struct State
    {
        double viable = 0; ///< X, cells/mL
        double dead = 0; ///< Xd, cells/mL
        double glucose = 0; ///< G, mg/mL
        double inhibitor = 0; ///< I
        double volume = 0; ///< V, mL
        double ph = 7.4;
    };

    TCellModel();
    explicit TCellModel(const Parameters &parameters);

    /// Carries \p state over \p hours with a constant feed of \p feed mL/h. Fails with
    /// "twin.odeFailed"; the state is then unchanged.
    Result<void> advance(State &state, double hours, double feed = 0);

private:
    void slope(const double *y, double *out) const;

    Parameters m_parameters;
    double m_feed = 0;
    OdeSolver m_solver;
};

} // namespace cytoloom
