// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/signaltable.h"

#include <algorithm>

namespace cytoloom {

Signal::Signal(QString name, quint32 seed, QString key, std::function<double()> truth)
    : m_name(std::move(name))
    , m_truth(std::move(truth))
    , m_noise(seed, key)
{ }

double Signal::read(qint64 tick) const
{
    double shown = sensed(tick);
    for (SignalFault *fault : m_faults)
        shown = fault->shows(shown, tick);
    return shown;
}

void Signal::write(double value)
{
    const bool taken = std::all_of(m_faults.begin(), m_faults.end(),
        [value](SignalFault *fault) { return fault->takes(value); });
    if (taken)
        m_write(value);
}

double Signal::sensed(qint64 tick) const
{
    const double truth = m_truth();
    const double deviation = m_absolute + m_relative * truth;
    if (deviation == 0)
        return truth;
    const double shown = truth + deviation * m_noise.gaussian(tick);
    return truth >= 0 ? std::max(shown, 0.0) : shown;
}

Signal &Signal::noise(double absolute, double relative)
{
    m_absolute = absolute;
    m_relative = relative;
    return *this;
}

Signal &Signal::writable(std::function<void(double)> write)
{
    m_write = std::move(write);
    return *this;
}

SignalTable::SignalTable(QString unit, quint32 seed)
    : m_unit(std::move(unit))
    , m_seed(seed)
{ }

Signal &SignalTable::measured(const QString &name, std::function<double()> truth)
{
    m_signals.push_back(
        std::make_unique<Signal>(name, m_seed, m_unit + QLatin1Char('.') + name, std::move(truth)));
    return *m_signals.back();
}

Signal &SignalTable::setPoint(const QString &name, double &value)
{
    return measured(name, [&value] { return value; }).writable([&value](double v) { value = v; });
}

QVector<Signal *> SignalTable::all() const
{
    QVector<Signal *> list;
    for (const auto &signal : m_signals)
        list << signal.get();
    return list;
}

Signal *SignalTable::find(const QString &name) const
{
    const auto found = std::find_if(m_signals.begin(), m_signals.end(),
        [&](const std::unique_ptr<Signal> &signal) { return signal->name() == name; });
    return found == m_signals.end() ? nullptr : found->get();
}

} // namespace cytoloom
