// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/transport/portconnection.h"

namespace cytoloom {

/// Checks what can be checked before the wire: "device.readOnly", "device.outOfRange" (args: tag,
/// value, low, high, unit), "device.notRepresentable".
Result<void> checkWrite(const DeviceProfile &profile, const DeviceTag &tag, double value);

/// What became of one write.
struct TagWritten
{
    /// Success when the device holds the value; "device.readBackDiffers" (args: tag, value, found),
    /// "device.exception", "device.noAnswer", … when not.
    Result<void> result;
    /// The device fell silent or the connection broke meanwhile: nobody knows what it holds.
    bool unclear = false;
};

enum class WriteMode {
    WriteAndVerify,
    /// After an unclear end: looks first, and writes only what the device does not hold yet.
    VerifyFirst
};

/// A device that tells whose orders it obeys (profile.ownership) is asked first: "device.notOwner"
/// (args: device, tag, found, value) where it is not ours, and nothing is written.
///
/// Writes one tag and reads it back; \p done comes once, on this thread. A write is never simply
/// repeated, since it may have been carried out and only its answer got lost (a second "start"
/// would draw a second sample): after silence, garbage or "acknowledge" the tag is read, and
/// written anew, up to profile.retries times, only where it does not hold the value. A busy device
/// is asked again in the same number. A bit in a register is written by reading the register first;
/// nobody else may write that device meanwhile. A write-only tag counts as verified when the device
/// has acknowledged the write: there is nothing to read back; where its protocol acknowledges
/// nothing (NAMUR, Watson-Marlow), when it answers a question behind the order. \p profile and
/// \p port must outlive the call of \p done, or never run their event loop again.
void writeTag(PortConnection &port, const DeviceProfile &profile, int unit, const DeviceTag &tag,
    double value, WriteMode mode, std::function<void(const TagWritten &)> done);

} // namespace cytoloom
