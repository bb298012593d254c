// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/profilebank.h"

#include "devices/protocol/registervalue.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr QLatin1String TrippedTag("watchdog.pv");

bool isBitTable(RegisterTable table)
{
    return table == RegisterTable::Coils || table == RegisterTable::DiscreteInputs;
}

} // namespace

ProfileBank::ProfileBank(const DeviceProfile &profile, Watchdog watchdog, Now now)
    : m_profile(profile)
    , m_watchdog(watchdog)
    , m_now(std::move(now))
{ }

Result<std::unique_ptr<ProfileBank>> ProfileBank::make(const DeviceProfile &profile,
    const QString &unit, const SignalTable &table, Watchdog watchdog, Now now)
{
    std::unique_ptr<ProfileBank> bank(new ProfileBank(profile, watchdog, std::move(now)));
    for (int i = 0; i < profile.tags.size(); ++i) {
        const DeviceTag &tag = profile.tags[i];
        Signal *signal = table.find(tag.name);
        if (!signal && tag.name != profile.heartbeat && tag.name != TrippedTag) {
            return Error(u"simulation.unknownSignal"_s,
                {{u"profile"_s, profile.id}, {u"tag"_s, tag.name}, {u"unit"_s, unit}});
        }
        bank->m_signals.push_back(signal);
        const int count = isBitTable(tag.table) ? 1 : registerCount(tag.type);
        for (int offset = 0; offset < count; ++offset)
            bank->m_tagsAt[{int(tag.table), tag.address + offset}].append(i);
    }
    return bank;
}

const QVector<int> &ProfileBank::tagsAt(RegisterTable table, int address) const
{
    static const QVector<int> none;
    const auto found = m_tagsAt.constFind({int(table), address});
    return found == m_tagsAt.constEnd() ? none : *found;
}

double ProfileBank::valueOf(int tag, const Moment &moment) const
{
    if (const Signal *signal = m_signals[size_t(tag)])
        return signal->read(moment.tick);
    return m_profile.tags[tag].name == TrippedTag ? double(m_watchdog.isTripped()) : m_heartbeat;
}

double ProfileBank::value(const QString &tag) const
{
    for (int i = 0; i < m_profile.tags.size(); ++i) {
        if (m_profile.tags[i].name == tag)
            return valueOf(i, m_now());
    }
    return qQNaN();
}

void ProfileBank::set(int tag, double value)
{
    if (Signal *signal = m_signals[size_t(tag)])
        signal->write(value);
    else
        m_heartbeat = value;
    if (m_profile.tags[tag].name == m_profile.heartbeat)
        m_watchdog.beat(m_now().time);
}

void ProfileBank::setValue(const QString &tag, double value)
{
    for (int i = 0; i < m_profile.tags.size(); ++i) {
        const Signal *signal = m_signals[size_t(i)];
        if (m_profile.tags[i].name == tag && (!signal || signal->isWritable()))
            set(i, value);
    }
}

void ProfileBank::restart()
{
    m_watchdog.reset();
    m_heartbeat = 0;
}

void ProfileBank::guard()
{
    const Moment moment = m_now();
    if (!m_watchdog.trips(moment.time, moment.paced))
        return;
    for (const SafeWrite &write : std::as_const(m_profile.safeState))
        setValue(write.tag, write.value);
}

ModbusException ProfileBank::read(
    RegisterTable table, int address, int count, QVector<quint16> &values)
{
    const Moment moment = m_now();
    for (int at = address; at < address + count; ++at) {
        const QVector<int> &tags = tagsAt(table, at);
        if (tags.isEmpty())
            return ModbusException::IllegalDataAddress;
        quint16 word = 0;
        for (const int index : tags) {
            const DeviceTag &tag = m_profile.tags[index];
            const double value = valueOf(index, moment);
            if (isBitTable(table)) {
                word = value != 0 ? 1 : 0;
                continue;
            }
            if (tag.type == RegisterType::Bool) {
                word = withBit(word, tag, value != 0);
                continue;
            }
            const auto words = wordsFromValue(value, tag);
            if (!words)
                return ModbusException::ServerDeviceFailure;
            // The rest of a value that starts here comes from the same reading.
            const int offset = at - tag.address;
            const int wanted = std::min(int(words->size()) - offset, address + count - at);
            for (int i = 0; i + 1 < wanted; ++i)
                values << (*words)[offset + i];
            at += wanted - 1;
            word = (*words)[offset + wanted - 1];
        }
        values << word;
    }
    return ModbusException::None;
}

ModbusException ProfileBank::write(RegisterTable table, int address, const QVector<quint16> &values)
{
    if (isBitTable(table))
        return writeBits(table, address, values);
    QVector<QPair<int, double>> orders;
    const int end = address + int(values.size());
    for (int at = address; at < end;) {
        const QVector<int> &tags = tagsAt(table, at);
        if (tags.isEmpty())
            return ModbusException::IllegalDataAddress;
        int next = at + 1;
        for (const int index : tags) {
            const DeviceTag &tag = m_profile.tags[index];
            const Signal *signal = m_signals[size_t(index)];
            if (tag.direction == TagDirection::Read || (signal && !signal->isWritable()))
                return ModbusException::IllegalDataAddress;
            const int count = registerCount(tag.type);
            if (tag.address != at || at + count > end)
                return ModbusException::IllegalDataAddress; // half of a value
            next = std::max(next, at + count);
            const QVector<quint16> words = values.mid(at - address, count);
            const double value = valueFromRaw(rawFromWords(words, tag), tag);
            if (!std::isfinite(value) || !tag.limits.contains(value))
                return ModbusException::IllegalDataValue;
            orders.append({index, value});
        }
        at = next;
    }
    for (const auto &[index, value] : std::as_const(orders))
        set(index, value);
    return ModbusException::None;
}

ModbusException ProfileBank::writeBits(
    RegisterTable table, int address, const QVector<quint16> &values)
{
    for (int i = 0; i < values.size(); ++i) {
        const QVector<int> &tags = tagsAt(table, address + i);
        if (tags.isEmpty() || m_profile.tags[tags.first()].direction == TagDirection::Read)
            return ModbusException::IllegalDataAddress;
        const Signal *signal = m_signals[size_t(tags.first())];
        if (signal && !signal->isWritable())
            return ModbusException::IllegalDataAddress;
    }
    for (int i = 0; i < values.size(); ++i)
        set(tagsAt(table, address + i).first(), values[i] != 0 ? 1 : 0);
    return ModbusException::None;
}

} // namespace cytoloom
