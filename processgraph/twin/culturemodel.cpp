// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/twin/culturemodel.h"

#include "processgraph/twin/kinetics.h"

namespace cytoloom {

namespace {
enum Index { Viable, Dead, Glucose, Lactate, Inhibitor, Lag, Activation, StateSize };
constexpr double HoursPerDay = 24;
} // namespace

CultureParameters CultureParameters::tCells()
{
    return {};
}

CultureParameters CultureParameters::mesenchymal()
{
    CultureParameters p;
    p.growth = 0.026;
    p.growthHalf = 0.3; // adherent cells grow to low glucose
    p.glucoseUse = 0.03;
    p.inhibitorRate = 0.3;
    p.activationGain = 1;
    p.restingGain = 1; // they need no activation
    p.exhaustionDeath = 0.003;
    p.maximumDensity = 3.5;
    return p;
}

CultureModel::CultureModel(const CultureParameters &parameters)
    : m_parameters(parameters)
    , m_solver(
          StateSize, [this](double, const double *y, double *out) { slope(y, out); }, 1e-5, 1e-9)
{ }

CultureModel::Rates CultureModel::rates(const CultureEnvironment &e) const
{
    const CultureParameters &p = m_parameters;
    const double warm = std::pow(2.5, (std::min(e.temperature, 42.0) - 37) / 10);
    const double oxygen = monod(e.oxygen, p.oxygenHalf);
    Rates r;
    r.metabolism = warm * oxygen;
    r.growth = e.temperature < 10 ? 0
                                  : p.growth * bell(e.temperature, 37, p.temperatureWidth)
            * bell(e.ph, p.phOptimum, p.phWidth) * oxygen * (1 - std::min(1.0, 20 * e.dmso));
    r.harm = 0.1 * logistic(3 * (e.temperature - 40.5)) // fever
        + 0.05 * logistic(20 * (6.6 - e.ph)) + 0.05 * logistic(20 * (e.ph - 8.0))
        + 0.02 * logistic(2 * (1.0 - e.oxygen)) * warm // no oxygen
        + 0.5 * e.dmso * warm * 2;
    return r;
}

void CultureModel::slope(const double *y, double *out) const
{
    const CultureParameters &p = m_parameters;
    const double x = std::max(y[Viable], 0.0);
    const double g = std::max(y[Glucose], 0.0);
    const double l = std::max(y[Lactate], 0.0);
    const double i = std::max(y[Inhibitor], 0.0);
    const bool lag = y[Lag] > 0;
    const double a = std::clamp(y[Activation], 0.0, 1.0);
    const double exchange = m_environment.perfusion / HoursPerDay;

    const double gain = p.restingGain + (p.activationGain - p.restingGain) * a;
    const double room = std::max(0.0, 1 - x / p.maximumDensity);
    const double growth = m_rates.growth / (lag ? p.lagDivisor : 1) * gain * x
        * monod(g, p.growthHalf) * (1 - logistic(p.inhibitionSlope * (i - p.inhibitionCentre)))
        * p.lactateHalf / (p.lactateHalf + l) * room;
    const double starved = p.starvationDeath * m_rates.metabolism
        * (1 - logistic(p.starvationSlope * (g - p.starvationCentre)));
    const double exhausted
        = lag ? 0 : p.exhaustionDeath * m_rates.metabolism * monod(i, p.deathHalf);
    const double death = (exhausted + starved + m_rates.harm) * x;
    const double use = p.glucoseUse * m_rates.metabolism * monod(g, p.useHalf) * x;

    out[Viable] = growth - death;
    out[Dead] = death - p.lysis * m_rates.metabolism * y[Dead];
    out[Glucose] = -use + (m_environment.freshGlucose - g) * exchange;
    out[Lactate] = p.lactateYield * use - l * exchange;
    out[Inhibitor] = p.inhibitorRate * m_rates.metabolism * (lag ? 0 : x) - i * exchange;
    out[Lag] = lag ? -m_rates.metabolism : 0;
    out[Activation] = m_environment.activator * (1 - a) / p.activationTime - a / p.activationLoss;
}

Result<void> CultureModel::advance(
    CultureState &state, const CultureEnvironment &environment, double hours)
{
    m_environment = environment;
    m_rates = rates(environment);
    std::vector<double> y {state.viable, state.dead, state.glucose, state.lactate, state.inhibitor,
        state.lag, state.activation};
    if (auto done = m_solver.advance(y, 0, hours); !done)
        return done;
    for (double &value : y)
        value = std::max(value, 0.0);
    state = {y[Viable], y[Dead], y[Glucose], y[Lactate], y[Inhibitor], y[Lag], y[Activation]};
    return {};
}

} // namespace cytoloom
