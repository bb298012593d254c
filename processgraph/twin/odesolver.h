// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <functional>
#include <memory>
#include <vector>

namespace cytoloom {

/// Initial value problems by SUNDIALS CVODE (BDF, dense Newton). Every advance() starts afresh, so
/// the caller may change the state in between. Not thread-safe; cheap to keep, dear to make.
class OdeSolver
{
public:
    /// Writes dy/dt for \p y at time \p t; both arrays have the size given to the constructor.
    using Derivatives = std::function<void(double t, const double *y, double *slope)>;

    OdeSolver(
        int size, Derivatives derivatives, double relativeTolerance, double absoluteTolerance);
    ~OdeSolver();
    OdeSolver(const OdeSolver &) = delete;
    OdeSolver &operator=(const OdeSolver &) = delete;

    /// Carries \p state from \p from to \p to, in the time unit of the derivatives. Fails with
    /// "twin.odeFailed" (args: time, reason) and leaves \p state as it was.
    Result<void> advance(std::vector<double> &state, double from, double to);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
