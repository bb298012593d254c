// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DeviceSession that writes: orders, safe state, heartbeat.
#include "devices/runtime/devicesession.h"

#include "devices/protocol/registervalue.h"
#include "devices/runtime/tagwrite.h"

#include <algorithm>

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
    if (m_life == Life::Down || !m_port.isOpen()) {
        done(Error(u"device.notConnected"_s, {{u"device"_s, m_setup.device.value()}}));
        return;
    }
    ++m_writesUnderway;
    writeTag(m_port, m_setup.profile, m_setup.url.unit, tag, value,
        [this, done = std::move(done)](const Result<void> &outcome) {
            --m_writesUnderway;
            done(outcome ? outcome : named(outcome.error()));
            checkRound();
        });
}

Error DeviceSession::named(Error error) const
{
    error.message.args.insert(u"device"_s, m_setup.device.value());
    return error;
}

void DeviceSession::safeState(std::function<void(const Result<void> &)> done)
{
    safeStep(0, {}, std::move(done));
}

void DeviceSession::safeStep(
    int index, Result<void> sofar, std::function<void(const Result<void> &)> done)
{
    if (index >= m_setup.profile.safeState.size()) {
        done(sofar);
        return;
    }
    const SafeWrite &step = m_setup.profile.safeState[index];
    const auto found = std::find_if(m_setup.profile.tags.cbegin(), m_setup.profile.tags.cend(),
        [&](const DeviceTag &tag) { return tag.name == step.tag; });
    Q_ASSERT(found != m_setup.profile.tags.cend()); // the reader has checked it
    write(int(found - m_setup.profile.tags.cbegin()), step.value,
        [this, index, sofar, done = std::move(done)](
            const Result<void> &outcome) { safeStep(index + 1, sofar ? outcome : sofar, done); });
}

void DeviceSession::beat()
{
    const DeviceProfile &profile = m_setup.profile;
    const Duration now = m_clock.elapsed();
    if (m_beatDue > now)
        return;
    m_beatDue = now + profile.heartbeatInterval;
    const DeviceTag *tag = profile.tag(profile.heartbeat);
    Q_ASSERT(tag);
    // Every type can count to 32 767, a bool to 1.
    const quint64 period = tag->type == RegisterType::Bool ? 2 : 32768;
    ++m_beats;
    const auto words = wordsFromValue(valueFromRaw(double(m_beats % period), *tag), *tag);
    if (!words)
        return;
    // Nobody waits for it: when it fails, so does the poll behind it.
    m_port.submit({m_setup.url.unit, writeRequest(*tag, *words), {}, profile.timeout}, 0,
        PortConnection::Priority::Write, [](const LinkReply &) {});
}

} // namespace cytoloom
