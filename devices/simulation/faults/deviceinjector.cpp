// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/faults/deviceinjector.h"

#include "devices/simulation/faults/wirefaults.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

DeviceInjector::DeviceInjector(Setup setup)
    : m_setup(std::move(setup))
    , m_bank(*m_setup.registers, m_setup.profile)
{
    const QVector<Signal *> all = m_setup.table->all();
    for (Signal *signal : all) {
        if (signal->isWritable())
            m_powerOn.append({signal, signal->truth()});
    }
}

FilteredReply DeviceInjector::filter(const QByteArray &frame)
{
    ++m_requests;
    const DeviceProtocol protocol = m_setup.profile.protocol;
    FilteredReply reply {frame};
    for (const Active &active : m_active) {
        const Fault &fault = active.fault;
        if (placeOf(fault.kind) != FaultPlace::Wire || m_requests % quint64(fault.every) != 0)
            continue;
        const bool write = confirmsWrite(frame, protocol);
        if (fault.answers != FaultAnswers::All && (fault.answers == FaultAnswers::Writes) != write)
            continue;
        FilteredReply damaged = damagedReply(fault, reply.bytes, protocol, quint32(m_requests));
        damaged.gapMs = std::max(damaged.gapMs, reply.gapMs);
        reply = damaged;
    }
    return reply;
}

Result<void> DeviceInjector::check(const Fault &fault) const
{
    bool applicable = isApplicable(fault.kind, m_setup.profile.protocol);
    // A line protocol has no exceptions: its refusals belong to the device's own words.
    if (isLineProtocol(m_setup.profile.protocol)
        && (fault.kind == FaultKind::Exception || fault.kind == FaultKind::WriteRefused))
        applicable = false;
    if (!applicable) {
        return Error(u"faults.notApplicable"_s,
            {{u"fault"_s, faultKindText(fault.kind)}, {u"device"_s, m_setup.device.value()}});
    }
    if (fault.signal.isEmpty())
        return {};
    const QMap<QString, QString> args {
        {u"signal"_s, fault.signal}, {u"unit"_s, m_setup.unit.value()}};
    const Signal *signal = m_setup.table->find(fault.signal);
    if (!signal)
        return Error(u"faults.unknownSignal"_s, args);
    const bool written
        = fault.kind == FaultKind::StuckActuator || fault.kind == FaultKind::WriteRefused;
    if (written && !signal->isWritable())
        return Error(u"faults.readOnly"_s, args);
    return {};
}

void DeviceInjector::begin(const Fault &fault, UtcTime now, qint64 tick)
{
    Active active {fault, now, {}};
    if (placeOf(fault.kind) == FaultPlace::Value) {
        const QVector<Signal *> all = m_setup.table->all();
        for (Signal *signal : all) {
            if (fault.signal.isEmpty() ? signal->isWritable() : signal->name() == fault.signal)
                active.values.push_back(std::make_unique<ValueFault>(fault, *signal, tick));
        }
    }
    if (placeOf(fault.kind) == FaultPlace::Registers)
        m_bank.add(fault);
    if (fault.kind == FaultKind::PowerLoss)
        losePower();
    m_active.push_back(std::move(active));
    update(now);
}

void DeviceInjector::losePower()
{
    for (const auto &[signal, value] : std::as_const(m_powerOn))
        signal->write(value);
    m_setup.restart();
}

void DeviceInjector::end(const QString &id)
{
    m_bank.remove(id);
    const auto ended = [&id](const Active &active) { return active.fault.id == id; };
    // Orders that reached a device without power have moved nothing.
    std::erase_if(m_active, ended);
}

void DeviceInjector::update(UtcTime now)
{
    const bool cut = std::any_of(m_active.begin(), m_active.end(), [now](const Active &active) {
        const Fault &fault = active.fault;
        return fault.kind == FaultKind::PowerLoss
            || (fault.kind == FaultKind::LinkFlap
                && (now - active.since) % fault.interval < fault.width);
    });
    if (cut != m_linked || !m_link)
        return;
    if (m_link(!cut))
        m_linked = !cut;
}

} // namespace cytoloom
