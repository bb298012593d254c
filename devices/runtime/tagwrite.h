// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/transport/portconnection.h"

namespace cytoloom {

/// Checks what can be checked before the wire: "device.readOnly", "device.outOfRange" (args: tag,
/// value, low, high, unit), "device.notRepresentable".
Result<void> checkWrite(const DeviceProfile &profile, const DeviceTag &tag, double value);

/// Writes one tag and reads it back. \p done comes once, on this thread: success when the device
/// holds the value, "device.readBackDiffers" (args: tag, value, found), "device.exception", … when
/// not. A bit in a register is written by reading the register first. A write-only tag counts as
/// verified when the device has acknowledged the write: there is nothing to read back.
/// \p port must outlive the call of \p done.
void writeTag(PortConnection &port, const DeviceProfile &profile, int unit, const DeviceTag &tag,
    double value, std::function<void(const Result<void> &)> done);

} // namespace cytoloom
