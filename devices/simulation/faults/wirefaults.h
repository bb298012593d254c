// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/simulation/faults/fault.h"
#include "devices/simulation/replyfilter.h"

namespace cytoloom {

/// Whether a device of that protocol can have that fault at all: a line without check sums has
/// none that is wrong.
[[nodiscard]] bool isApplicable(FaultKind kind, DeviceProtocol protocol);
/// An answer that confirms a write. Modbus: functions 5, 6, 15, 16, 22; MT-SICS: everything but
/// weights.
[[nodiscard]] bool confirmsWrite(const QByteArray &frame, DeviceProtocol protocol);
/// What a wire fault makes of a correct answer. \p count: of answers so far, so that noise differs
/// from frame to frame and is the same in every run. Pure; any thread.
[[nodiscard]] FilteredReply damagedReply(
    const Fault &fault, const QByteArray &frame, DeviceProtocol protocol, quint32 count);

} // namespace cytoloom
