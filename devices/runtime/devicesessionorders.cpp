// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DeviceSession that writes: orders, safe state, heartbeat.
#include "devices/runtime/devicesession.h"

#include "devices/protocol/registervalue.h"
#include "devices/runtime/tagwrite.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

void DeviceSession::write(
    int tagIndex, double value, std::function<void(const Result<void> &)> done)
{
    const DeviceTag &tag = m_setup.profile.tags[tagIndex];
    if (const auto checked = checkWrite(m_setup.profile, tag, value); !checked) {
        done(checked);
        return;
    }
    m_orders.write(tagIndex, value, [this, done = std::move(done)](const Result<void> &outcome) {
        done(outcome ? outcome : named(outcome.error()));
    });
}

Error DeviceSession::named(Error error) const
{
    error.message.args.insert(u"device"_s, m_setup.device.value());
    return error;
}

void DeviceSession::safeState(std::function<void(const Result<void> &)> done)
{
    m_orders.safeState([this, done = std::move(done)](const Result<void> &outcome) {
        done(outcome ? outcome : named(outcome.error()));
    });
}

void DeviceSession::beat()
{
    const DeviceProfile &profile = m_setup.profile;
    const Duration now = m_clock.elapsed();
    if (m_beatDue > now)
        return;
    m_beatDue = now + profile.heartbeatInterval;
    if (m_setup.owner && !m_setup.owner->isFresh())
        return; // nobody is in control: the device's watchdog has to do its work
    if (m_ownershipTag >= 0 && !m_isOurs.value_or(false))
        return; // a beat of ours would hide that its real master has died
    const DeviceTag *tag = profile.tag(profile.heartbeat);
    Q_ASSERT(tag);
    if (isLineProtocol(profile.protocol)) {
        if (const auto order = writeCommand(*tag, profile.heartbeatValue.value_or(1)))
            m_port.submit(lineRequest(profile, m_setup.url.unit, *order), 0,
                PortConnection::Priority::Write, [](const LinkReply &) {});
        return;
    }
    // Every type can count to 32 767, a bool to 1.
    const quint64 period = tag->type == RegisterType::Bool ? 2 : 32768;
    ++m_beats;
    const double beat = profile.heartbeatValue ? *profile.heartbeatValue
                                               : valueFromRaw(double(m_beats % period), *tag);
    const auto words = wordsFromValue(beat, *tag);
    if (!words)
        return;
    // Nobody waits for it: when it fails, so does the poll behind it.
    m_port.submit({m_setup.url.unit, writeRequest(*tag, *words), {}, profile.timeout}, 0,
        PortConnection::Priority::Write, [](const LinkReply &) {});
}

} // namespace cytoloom
