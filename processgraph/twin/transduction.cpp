// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/twin/transduction.h"

#include <cmath>

namespace cytoloom {

double Transduction::vectorLeft(double vector, double hours)
{
    return vector * std::exp(-DecayPerHour * hours);
}

double Transduction::carFraction(double fraction, double moi, double readiness, double hours)
{
    // d(1-f)/dt = -k·DecayPerHour·moi(t)·(1-f): integrated over all time it gives exp(-k·MOI).
    const double used = moi - vectorLeft(moi, hours);
    return 1 - (1 - fraction) * std::exp(-EffectPerMoi * readiness * used);
}

} // namespace cytoloom
