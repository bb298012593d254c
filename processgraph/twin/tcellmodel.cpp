// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/twin/tcellmodel.h"

#include "processgraph/twin/kinetics.h"

namespace cytoloom {

namespace {
// Cells are carried in 1e6/mL so that all states are of one order of magnitude.
enum Index { Viable, Dead, Glucose, Inhibitor, Volume, Ph, StateSize };
} // namespace

TCellModel::TCellModel()
    : TCellModel(Parameters {})
{ }

TCellModel::TCellModel(const Parameters &parameters)
    : m_parameters(parameters)
    , m_solver(
          StateSize, [this](double, const double *y, double *out) { slope(y, out); }, 1e-8, 1e-12)
{ }

void TCellModel::slope(const double *y, double *out) const
{
    const Parameters &p = m_parameters;
    const double x = y[Viable];
    const double g = std::max(y[Glucose], 0.0);
    const double i = y[Inhibitor];
    const bool lag = i < 0;
    const double dilution = m_feed / y[Volume];

    const double growth = (lag ? p.growth / p.lagDivisor : p.growth) * x * monod(g, p.growthHalf)
        * (1 - logistic(p.inhibitionSlope * (i - p.inhibitionCentre)));
    const double exhausted = lag ? 0 : p.exhaustionDeath * x * monod(i, p.deathHalf);
    const double starved
        = p.starvationDeath * x * (1 - logistic(p.starvationSlope * (g - p.starvationCentre)));

    out[Viable] = growth - exhausted - starved;
    out[Dead] = exhausted + starved;
    out[Glucose] = -p.glucoseUse * monod(g, p.useHalf) * x + (p.feedGlucose - g) * dilution;
    out[Inhibitor] = p.inhibitorRate * x;
    out[Volume] = m_feed;
    out[Ph] = p.phDrift * 1e6 * (x - x * dilution);
}

Result<void> TCellModel::advance(State &state, double hours, double feed)
{
    m_feed = feed;
    std::vector<double> y {state.viable / 1e6, state.dead / 1e6, state.glucose, state.inhibitor,
        state.volume, state.ph};
    if (auto done = m_solver.advance(y, 0, hours); !done)
        return done;
    state = {y[Viable] * 1e6, y[Dead] * 1e6, y[Glucose], y[Inhibitor], y[Volume], y[Ph]};
    return {};
}

} // namespace cytoloom
