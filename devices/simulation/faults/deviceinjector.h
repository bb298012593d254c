// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/faults/faultybank.h"
#include "devices/simulation/faults/valuefault.h"
#include "devices/simulation/replyfilter.h"
#include "processgraph/foundation/result.h"

#include <functional>
#include <memory>
#include <vector>

namespace cytoloom {

/// Everything that can be broken at one simulated device: its answers on the wire, its registers,
/// its sensors and actuators, its link and its power. The plant server puts it between the device's
/// line and its registers. One thread.
class DeviceInjector
{
public:
    struct Setup
    {
        DeviceId device;
        UnitId unit;
        DeviceProfile profile;
        SignalTable *table = nullptr; ///< of the unit; outlives the injector
        RegisterBank *registers = nullptr; ///< outlives the injector
        /// The device has lost its power: it has forgotten its master.
        std::function<void()> restart;
    };
    /// Made before anything is written: what the writable signals hold now is the power-on state.
    explicit DeviceInjector(Setup setup);

    [[nodiscard]] const DeviceId &device() const { return m_setup.device; }
    [[nodiscard]] const UnitId &unit() const { return m_setup.unit; }
    [[nodiscard]] const SignalTable &table() const { return *m_setup.table; }
    /// Stands between the server and the device's registers.
    [[nodiscard]] RegisterBank &bank() { return m_bank; }
    /// Stands between the server and its line; counts the answers.
    [[nodiscard]] FilteredReply filter(const QByteArray &frame);
    [[nodiscard]] quint64 requests() const { return m_requests; }
    /// How the server cuts and mends the link of this device; mending may fail and is tried again.
    void setLink(std::function<bool(bool on)> link) { m_link = std::move(link); }

    /// "faults.notApplicable" (args: fault, device), "faults.unknownSignal", "faults.readOnly"
    /// (args: signal, unit).
    [[nodiscard]] Result<void> check(const Fault &fault) const;
    void begin(const Fault &fault, UtcTime now, qint64 tick);
    void end(const QString &id);
    /// Links that flap, ports that were taken meanwhile. Call it whenever time has gone on.
    void update(UtcTime now);

private:
    struct Active
    {
        Fault fault;
        UtcTime since {};
        std::vector<std::unique_ptr<ValueFault>> values;
    };
    void losePower();

    Setup m_setup;
    FaultyBank m_bank;
    std::function<bool(bool)> m_link;
    QVector<QPair<Signal *, double>> m_powerOn;
    std::vector<Active> m_active;
    quint64 m_requests = 0;
    bool m_linked = true;
};

} // namespace cytoloom
