// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/faults/valuefault.h"

#include "devices/simulation/equipment.h"

namespace cytoloom {

ValueFault::ValueFault(const Fault &fault, Signal &signal, qint64 tick)
    : m_fault(fault)
    , m_signal(signal)
    , m_since(tick)
    , m_frozen(signal.read(tick))
{
    m_signal.addFault(this);
}

ValueFault::~ValueFault()
{
    m_signal.removeFault(this);
}

double ValueFault::shows(double shown, qint64 tick)
{
    const Duration passed = std::chrono::seconds((tick - m_since) * TickSeconds);
    switch (m_fault.kind) {
    case FaultKind::FrozenValue:
        return m_frozen;
    case FaultKind::Drift:
        return shown + m_fault.rate * toSeconds(passed) / 3600;
    case FaultKind::Spike:
        return passed % m_fault.interval < m_fault.width ? shown + m_fault.height : shown;
    case FaultKind::StuckActuator:
        return m_fault.showsOrdered ? m_ordered.value_or(shown) : shown;
    default:
        return shown;
    }
}

bool ValueFault::takes(double value)
{
    if (m_fault.kind != FaultKind::StuckActuator)
        return true;
    m_ordered = value;
    return false;
}

} // namespace cytoloom
