// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/runtime/deviceurl.h"

#include <functional>
#include <optional>

namespace cytoloom {

// One device without a plant, for the command line. Each call opens the port, asks and closes it,
// runs an event loop meanwhile and comes back within \p limit (real time) plus one time-out of the
// profile. Call from a thread with nothing else on it, never from the GUI.

inline constexpr std::chrono::milliseconds DeviceCommandLimit {10'000};

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
    const QStringList &tags = {}, std::chrono::milliseconds limit = DeviceCommandLimit);

/// Writes one tag and reads it back: success means that the device holds the value.
Result<void> writeDevice(const DeviceProfile &profile, const DeviceUrl &url, const QString &tag,
    double value, std::chrono::milliseconds limit = DeviceCommandLimit);

/// Holds a profile against the device: asks for every readable tag on its own, so that a register
/// that the device does not have shows by name.
Result<QVector<DeviceReading>> checkDevice(const DeviceProfile &profile, const DeviceUrl &url,
    std::chrono::milliseconds limit = DeviceCommandLimit);

/// Reads \p tags every \p interval (real time) over one connection and hands each result to
/// \p each, until that returns false or the device is lost.
Result<void> watchDevice(const DeviceProfile &profile, const DeviceUrl &url,
    const QStringList &tags, std::chrono::milliseconds interval,
    const std::function<bool(const QVector<DeviceReading> &)> &each,
    std::chrono::milliseconds limit = DeviceCommandLimit);

} // namespace cytoloom
