// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/noise.h"

#include <QtCore/QString>
#include <QtCore/QVector>

#include <functional>
#include <memory>
#include <vector>

namespace cytoloom {

/// How a fault changes one signal: what its sensor shows and what its actuator takes.
class SignalFault
{
public:
    virtual ~SignalFault() = default;
    /// What is shown instead of \p shown in second \p tick.
    [[nodiscard]] virtual double shows(double shown, qint64 tick) = 0;
    /// False: the write is swallowed.
    [[nodiscard]] virtual bool takes(double /*value*/) { return true; }
};

/// One signal of simulated equipment: the truth behind a register.
class Signal
{
public:
    Signal(QString name, quint32 seed, QString key, std::function<double()> truth);

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] bool isWritable() const { return bool(m_write); }
    /// What the sensor shows in second \p tick: the truth with its error. A sensor of what cannot
    /// be negative does not go below 0.
    [[nodiscard]] double read(qint64 tick) const;
    void write(double value);
    /// What nobody in the plant sees: the value without the sensor's error and without faults.
    [[nodiscard]] double truth() const { return m_truth(); }
    /// The last one is asked last; each must outlive the signal or be taken away.
    void addFault(SignalFault *fault) { m_faults.push_back(fault); }
    void removeFault(SignalFault *fault) { std::erase(m_faults, fault); }

    /// Standard deviation, in the signal's unit.
    Signal &noise(double absolute, double relative = 0);
    Signal &writable(std::function<void(double)> write);

private:
    QString m_name;
    std::function<double()> m_truth;
    std::function<void(double)> m_write;
    double m_absolute = 0;
    double m_relative = 0;
    Noise m_noise;
    std::vector<SignalFault *> m_faults;

    [[nodiscard]] double sensed(qint64 tick) const;
};

/// The signals of one unit, by name. Signals stay where they are once added.
class SignalTable
{
public:
    SignalTable(QString unit, quint32 seed);

    Signal &measured(const QString &name, std::function<double()> truth);
    /// A set point that is nothing but a number.
    Signal &setPoint(const QString &name, double &value);
    [[nodiscard]] Signal *find(const QString &name) const;
    [[nodiscard]] QVector<Signal *> all() const;

private:
    QString m_unit;
    quint32 m_seed;
    std::vector<std::unique_ptr<Signal>> m_signals;
};

} // namespace cytoloom
