// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/faults/fault.h"
#include "devices/simulation/signaltable.h"

namespace cytoloom {

/// A sensor that lies or an actuator that does not move, on one signal for as long as the object
/// lives. The signal must outlive it. One thread.
class ValueFault final : public SignalFault
{
public:
    /// \p tick: now; a frozen value is the one of this moment.
    ValueFault(const Fault &fault, Signal &signal, qint64 tick);
    ~ValueFault() override;
    ValueFault(const ValueFault &) = delete;
    ValueFault &operator=(const ValueFault &) = delete;

    double shows(double shown, qint64 tick) override;
    bool takes(double value) override;

private:
    const Fault m_fault;
    Signal &m_signal;
    qint64 m_since;
    double m_frozen;
    std::optional<double> m_ordered;
};

} // namespace cytoloom
