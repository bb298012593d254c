// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/faults/fault.h"
#include "devices/simulation/registerbank.h"

namespace cytoloom {

/// A device's registers as a fault makes them: requests refused, written in part, or with the
/// registers of a value in another order. Without faults it hands everything on. One thread.
class FaultyBank final : public RegisterBank
{
public:
    /// \p bank must outlive it. \p profile says where values of several registers are.
    FaultyBank(RegisterBank &bank, const DeviceProfile &profile);

    ModbusException read(
        RegisterTable table, int address, int count, QVector<quint16> &values) override;
    ModbusException write(
        RegisterTable table, int address, const QVector<quint16> &values) override;

    void add(const Fault &fault) { m_faults.append(fault); }
    void remove(const QString &id);

private:
    [[nodiscard]] const Fault *active(FaultKind kind) const;
    [[nodiscard]] bool touches(
        const Fault &fault, RegisterTable table, int address, int count) const;
    /// Its own inverse.
    void reorder(RegisterTable table, int address, QVector<quint16> &values) const;

    RegisterBank &m_bank;
    const DeviceProfile &m_profile;
    QVector<Fault> m_faults;
};

} // namespace cytoloom
