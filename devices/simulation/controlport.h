// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/planttime.h"
#include "devices/simulation/registerbank.h"

#include <functional>

namespace cytoloom {

/// The register map of the virtual plant's control port: Modbus TCP, unit 1, holding registers,
/// PDU addresses, big-endian (ABCD). Reading works with function 3; function 23 grants and reads in
/// one round trip.
///
/// | address | type | meaning |
/// |---|---|---|
/// | 0 … 3 | i64 | granted process time, ms since 1970 UTC (read and write) |
/// | 4 … 7 | i64 | current process time, ms since 1970 UTC |
/// | 8 … 9 | u32 | seed |
/// | 10 | u16 | version of this map: 1 |
/// | 11 | u16 | 0 free running, 1 paced |
/// | 12 … 13 | f32 | speed while free running, process seconds per second |
/// | 14 | u16 | seconds for which a plant that ends when it is alone outlives the last client of
/// this port (read and write); a session with a batch asks for more, so that a restart finds the
/// cells |
///
/// A write to 0 … 3 paces the plant: by the time of the answer it has moved to the granted moment.
/// A moment in the past moves nothing (so writing 0 only takes over), one more than 24 h ahead is
/// refused with exception 3. Whoever paces writes at least once per second of real time, the same
/// moment again if there is nothing to grant; after 1 s of silence the plant runs on at ×1.
class ControlPort final : public RegisterBank
{
public:
    static constexpr int GrantedAddress = 0;
    static constexpr int CurrentAddress = 4;
    static constexpr int LingerAddress = 14;
    static constexpr int RegisterCount = 15;
    static constexpr quint16 Version = 1;
    static constexpr int SilenceMs = 1000;
    static constexpr quint16 FirstLinger = 60; ///< until a client has said something else
    static constexpr Duration LongestGrant = std::chrono::hours(24);

    /// \p granted is called for each accepted grant. \p time must outlive the port.
    ControlPort(const PlantTime &time, quint32 seed, std::function<void(UtcTime)> granted);

    ModbusException read(
        RegisterTable table, int address, int count, QVector<quint16> &values) override;
    ModbusException write(
        RegisterTable table, int address, const QVector<quint16> &values) override;

    /// The clock that clients are told goes wrong by \p by, while the plant itself goes on as it
    /// did.
    void setClockError(Duration by) { m_clockError = by; }
    [[nodiscard]] std::chrono::seconds linger() const { return std::chrono::seconds(m_linger); }

private:
    const PlantTime &m_time;
    quint32 m_seed;
    std::function<void(UtcTime)> m_grantedCall;
    qint64 m_granted = 0;
    quint16 m_linger = FirstLinger;
    Duration m_clockError {0};
};

/// 64 bits as four registers, most significant first.
QVector<quint16> wordsOfTime(qint64 ms);
qint64 timeOfWords(const QVector<quint16> &words);

} // namespace cytoloom
