// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "processgraph/foundation/jsonreader.h"

namespace cytoloom::profilecheck {

// What a profile must hold beyond its form. Each looks at the entry that was read last and reports
// through \p reader, so that the problem carries its line.

/// "profile.duplicatePollGroup".
void checkPollGroup(const DeviceProfile &profile, JsonReader &reader);
/// "profile.readBlock": longer than the device reads at once, beyond the table, or upon another.
void checkReadBlock(const DeviceProfile &profile, JsonReader &reader);
/// "profile.duplicateTag", "profile.unknownPollGroup", "profile.pollsWriteOnly", "profile.scale",
/// "profile.notWritable", "profile.bit", "profile.overlap", "profile.limits",
/// "profile.addressRange", "profile.tooLongForRead", "profile.maxRate", "profile.watchedUnpolled"
/// (maxRate and frozenAfter judge what is polled), "profile.frozenTooSoon",
/// "profile.readBlock" (it reaches out of one), "profile.writePattern", "profile.orders",
/// "profile.lineWords", "profile.command".
void checkTag(const DeviceProfile &profile, JsonReader &reader);
/// The part of checkTag() for line protocols (linecheck.cpp).
void checkLine(const DeviceProfile &profile, JsonReader &reader);
/// Of all tags, once they are known: "profile.unknownTag", "profile.guard" (a guard must be a
/// readable tag without guards, and not the tag itself).
void checkGuards(const DeviceProfile &profile, JsonReader &reader);
/// "profile.unknownTag", "profile.notWritable", "profile.heartbeat" (it must be a coil or whole
/// registers: a bit would need a read before each beat; on a line protocol it must take its value).
void checkHeartbeat(const DeviceProfile &profile, JsonReader &reader);
/// "profile.unknownTag", "profile.ownership" (the flag must be read with the polls).
void checkOwnership(const DeviceProfile &profile, JsonReader &reader);
/// "profile.unknownTag", "profile.notWritable", "profile.safeValue".
void checkSafeWrite(const DeviceProfile &profile, JsonReader &reader);

} // namespace cytoloom::profilecheck
