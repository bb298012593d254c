// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/transport/portlink.h"
#include "processgraph/foundation/clock.h"
#include "processgraph/plant/deviceexchange.h"

#include <mutex>
#include <vector>

namespace cytoloom {

/// A device behind a port, as far as the log has to know it to name what was asked.
struct LoggedDevice
{
    DeviceId device;
    int unit = 1;
    DeviceProfile profile;
    QVector<QVector<TagId>> shownAs; ///< for each tag of the profile the plant's tags
};

/// The last some thousand exchanges of one port. Written by the port's thread, which only copies
/// bytes (some 100 ns, no allocation once the ring is warm); read and decoded by anybody who wants
/// to look, from any thread, piece by piece so that the port never waits for long.
class CommunicationLog
{
public:
    static constexpr int DefaultCapacity = 2048;
    /// Longer ones are cut: no frame of Modbus is longer, and garbage has no end.
    static constexpr qsizetype MostBytes = 300;

    /// \p capacity: exchanges that are kept. \p clock must outlive the log.
    CommunicationLog(const DeviceUrl &url, QVector<LoggedDevice> devices, const Clock &clock,
        int capacity = DefaultCapacity);

    // On the port's thread.
    void sent(quint64 id, int unit, QByteArrayView bytes);
    /// \p id 0: nobody has asked for these.
    void received(quint64 id, int unit, QByteArrayView bytes);
    void finished(quint64 id, const LinkReply &reply);

    // Any thread.
    [[nodiscard]] QVector<DeviceExchange> read(const ExchangeFilter &filter = {}) const;
    [[nodiscard]] quint64 count() const; ///< exchanges since the port was opened, kept or not

private:
    struct Slot
    {
        quint64 number = 0; ///< 0: empty
        quint64 id = 0;
        UtcTime time {};
        float roundTripMs = 0;
        int unit = -1;
        ExchangeOutcome outcome = ExchangeOutcome::Pending;
        Message reason; ///< of no answer
        QByteArray sent;
        QByteArray received;
    };
    Slot &next();
    Slot *find(quint64 id);
    [[nodiscard]] DeviceExchange decoded(const Slot &slot) const;

    const DeviceUrl m_url;
    const QString m_port;
    const QVector<LoggedDevice> m_devices;
    const Clock &m_clock;
    const size_t m_capacity;
    mutable std::mutex m_mutex; ///< for what follows; held by the port for a copy of some bytes
    std::vector<Slot> m_slots; ///< a ring: number n stands at n % capacity
    quint64 m_last = 0;
};

} // namespace cytoloom
