// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/registerbank.h"
#include "devices/simulation/signaltable.h"
#include "devices/simulation/watchdog.h"

#include <QtCore/QHash>

#include <functional>

namespace cytoloom {

/// A device's registers as its profile describes them, computed from the signals of a simulated
/// unit when they are read. Like a real device it refuses addresses that the map does not have,
/// writes into half of a value, writes to what is read only, and values outside its limits.
/// Besides the unit's signals it knows the profile's heartbeat and "watchdog.pv" (1: tripped).
class ProfileBank final : public RegisterBank
{
public:
    /// What the bank asks the plant: the second for which a sensor shows its value.
    struct Moment
    {
        UtcTime time {};
        qint64 tick = 0;
        bool paced = false;
    };
    using Now = std::function<Moment()>;

    /// Fails with "simulation.unknownSignal". \p table must outlive the bank.
    static Result<std::unique_ptr<ProfileBank>> make(const DeviceProfile &profile,
        const QString &unit, const SignalTable &table, Watchdog watchdog, Now now);

    ModbusException read(
        RegisterTable table, int address, int count, QVector<quint16> &values) override;
    ModbusException write(
        RegisterTable table, int address, const QVector<quint16> &values) override;

    [[nodiscard]] const DeviceProfile &profile() const { return m_profile; }
    /// The value of a tag in its unit, as the device shows it. NaN for an unknown one.
    [[nodiscard]] double value(const QString &tag) const;
    /// For line protocols: a write that has come in as a command.
    void setValue(const QString &tag, double value);
    /// As after its power came back: no master has been heard yet.
    void restart();
    /// Puts the unit in its safe state when the master has fallen silent. Call it often.
    void guard();

private:
    ProfileBank(const DeviceProfile &profile, Watchdog watchdog, Now now);
    [[nodiscard]] double valueOf(int tag, const Moment &moment) const;
    void set(int tag, double value);
    ModbusException writeBits(RegisterTable table, int address, const QVector<quint16> &values);
    [[nodiscard]] const QVector<int> &tagsAt(RegisterTable table, int address) const;

    DeviceProfile m_profile;
    Watchdog m_watchdog;
    Now m_now;
    std::vector<Signal *> m_signals; ///< per tag; null for heartbeat and watchdog
    QHash<QPair<int, int>, QVector<int>> m_tagsAt; ///< (table, address) to tags
    double m_heartbeat = 0;
};

} // namespace cytoloom
