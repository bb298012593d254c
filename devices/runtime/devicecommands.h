// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/runtime/deviceurl.h"
#include "processgraph/plant/deviceexchange.h"
#include "processgraph/plant/registerprobe.h"

#include <functional>
#include <optional>

namespace cytoloom {

// One device without a plant, for the command line. Each call opens the port, asks and closes it,
// runs an event loop meanwhile and comes back within \p limit (real time) plus one time-out of the
// profile. Call from a thread with nothing else on it, never from the GUI.

inline constexpr std::chrono::milliseconds DeviceCommandLimit {10'000};

/// How much a call may take, and where to put what went over the port.
struct DeviceTalk
{
    std::chrono::milliseconds limit = DeviceCommandLimit;
    QVector<DeviceExchange> *log = nullptr; ///< filled when the call ends; null: not wanted
};

struct DeviceReading
{
    QString tag;
    std::optional<double> raw; ///< before scale and offset; none: the device gave no number
    double value = 0; ///< in unit
    Unit unit;
    bool plausible = false;
    Message trouble; ///< why there is no usable value; empty code otherwise
    double roundTripMs = 0;
};

/// Reads \p tags, all readable ones when empty, in the fewest requests. Fails as a whole only when
/// the device cannot be reached: "device.cannotConnect", "device.noAnswer", …; "device.unknownTag";
/// "device.writeOnly".
Result<QVector<DeviceReading>> readDevice(const DeviceProfile &profile, const DeviceUrl &url,
    const QStringList &tags = {}, const DeviceTalk &talk = {});

/// Writes one tag and reads it back: success means that the device holds the value.
Result<void> writeDevice(const DeviceProfile &profile, const DeviceUrl &url, const QString &tag,
    double value, const DeviceTalk &talk = {});

/// Holds a profile against the device: asks for every readable tag on its own, so that a register
/// that the device does not have shows by name. A tag that gets no answer is a reading with that
/// trouble; three in a row and the device counts as not there, and the call fails.
Result<QVector<DeviceReading>> checkDevice(
    const DeviceProfile &profile, const DeviceUrl &url, const DeviceTalk &talk = {});

/// Reads registers of any Modbus device as they are; \p profile, where there is one, names what it
/// knows. "device.noRegisters", and what readDevice() fails with; a refusal is in the snapshot.
Result<RegisterSnapshot> probeDevice(const DeviceUrl &url, const RegisterProbe &probe,
    std::chrono::milliseconds timeout, const DeviceProfile *profile = nullptr,
    const DeviceTalk &talk = {});

/// Reads \p tags every \p interval (real time) over one connection and hands each result to
/// \p each, until that returns false or the device is lost.
Result<void> watchDevice(const DeviceProfile &profile, const DeviceUrl &url,
    const QStringList &tags, std::chrono::milliseconds interval,
    const std::function<bool(const QVector<DeviceReading> &)> &each, const DeviceTalk &talk = {});

} // namespace cytoloom
