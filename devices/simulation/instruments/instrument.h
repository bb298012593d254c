// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/equipment.h"
#include "devices/simulation/profilebank.h"

#include <functional>
#include <memory>

namespace cytoloom {

/// A simulated real instrument: its physics, its settings and its own way of talking. It knows its
/// manual and not our profile of it, so that the two can contradict each other. A server puts it on
/// a port. Lives on the plant's thread.
class Instrument : public Equipment
{
public:
    struct Setup
    {
        UnitId unit;
        quint32 seed = 1;
        int number = 1; ///< Modbus unit, number of a pump
        ThermoChecksum checksum = ThermoChecksum::InvertedXor;
        /// Signals of the equipment that it measures and drives; null: a physics of its own.
        /// Outlives the instrument.
        const SignalTable *process = nullptr;
        ProfileBank::Now now; ///< must not be empty
    };
    explicit Instrument(Setup setup)
        : Equipment(setup.unit, setup.seed)
        , m_setup(std::move(setup))
    { }
    void tick(qint64) override { }

    /// Modbus instruments: their registers.
    [[nodiscard]] virtual RegisterBank *registers() { return nullptr; }
    /// Instruments on a line: bytes as they come; what it answers, one entry each.
    [[nodiscard]] virtual QVector<QByteArray> hear(const QByteArray &) { return {}; }
    /// Looks whether its master has fallen silent. Call it often.
    virtual void guard() { }
    /// As after its power came back.
    virtual void restart() { }

protected:
    [[nodiscard]] const Setup &setup() const { return m_setup; }
    [[nodiscard]] ProfileBank::Moment moment() const { return m_setup.now(); }
    /// What a sensor shows now, with its noise and its faults.
    [[nodiscard]] double shown(const QString &signal)
    {
        return signalTable().find(signal)->read(moment().tick);
    }
    /// The signal of the process around it; null where there is none.
    [[nodiscard]] Signal *process(const QString &name) const
    {
        return m_setup.process ? m_setup.process->find(name) : nullptr;
    }

private:
    Setup m_setup;
};

/// A quantity that follows its target in first order.
struct Lag
{
    double value = 0;
    double seconds = 60; ///< time constant
    void tick(double target) { value += (target - value) * std::min(1.0, TickSeconds / seconds); }
};

/// The instrument that a profile is for: by the protocol of a line, by the id of a Modbus profile.
/// Null: none of ours, the device is imitated from its register map (ProfileBank).
std::unique_ptr<Instrument> makeInstrument(const DeviceProfile &profile, Instrument::Setup setup);
/// Whether makeInstrument() gives one.
bool isInstrument(const DeviceProfile &profile);

} // namespace cytoloom
