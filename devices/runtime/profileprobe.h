// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/transport/portlink.h"
#include "processgraph/plant/registerprobe.h"

namespace cytoloom {

// Helps to write a profile: what stands in the registers, read in every way. Pure functions.

/// The words of one register and those behind it in all types and word orders; \p profile names
/// those that it knows (null: none is known).
QVector<RegisterRow> decodeRegisters(ProbeTable table, int address, const QVector<quint16> &words,
    const DeviceProfile *profile = nullptr);

/// One way to read a value that gives a number within \p expected.
struct ReadingCandidate
{
    int address = 0;
    RegisterType type = RegisterType::U16;
    WordOrder order = WordOrder::ABCD;
    double raw = 0;
    double scale = 1; ///< raw * scale lies within: 1, 0.1, 0.01 or 0.001
    friend bool operator==(const ReadingCandidate &, const ReadingCandidate &) = default;
};
/// "Try all word orders": every way to read \p rows that gives a number within \p expected, which
/// the display of the device says. Those that need no scale first, wide floats before narrow
/// integers (a chance hit is the less likely, the more bits there are).
QVector<ReadingCandidate> candidatesWithin(const QVector<RegisterRow> &rows, const Range &expected);

/// The question of a probe; count is cut to what one answer can hold.
LinkRequest probeRequest(const RegisterProbe &probe, int unit, std::chrono::milliseconds timeout);
/// What came of it: rows, or the trouble in words.
RegisterSnapshot probeResult(const RegisterProbe &probe, const LinkRequest &request,
    const LinkReply &reply, UtcTime time, const DeviceProfile *profile = nullptr);

QString wordOrderName(WordOrder order); ///< "ABCD"
QString probeTableName(ProbeTable table); ///< "holdingRegisters"

} // namespace cytoloom
