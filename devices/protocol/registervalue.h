// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"

namespace cytoloom {

// Registers to values and back. Pure functions; any thread. Words are as on the wire (each is one
// register, big-endian inside). The four orders generalise to 64 bits: CDAB reverses the words,
// BADC swaps the bytes of each word (of a 16-bit value, too), DCBA does both. 64-bit integers
// pass through double: exact up to 2^53.

/// 1, 2 or 4; of a coil 1.
int registerCount(RegisterType type);

/// The number in the registers, before scale and offset. NaN when \p words are too few.
double rawFromWords(const QVector<quint16> &words, const DeviceTag &tag);
/// value = raw * scale + offset.
double valueFromRaw(double raw, const DeviceTag &tag);

/// What to write so that the device holds \p value; integers are rounded to the nearest. A bool is
/// exactly 0 or 1 here; withBit() puts it into its bit. Fails with "device.notRepresentable" (args:
/// tag, value, type).
Result<QVector<quint16>> wordsFromValue(double value, const DeviceTag &tag);
/// Register \p word with the bit of \p tag (a bool in a register) set or cleared and all others as
/// they are. The bit is counted as in reading, after the tag's order.
quint16 withBit(quint16 word, const DeviceTag &tag, bool on);
/// Half a step of what the registers can hold at \p value: a value read back may differ by it.
double resolution(double value, const DeviceTag &tag);

/// "u16", "f32": as in the profile file.
QString registerTypeName(RegisterType type);

} // namespace cytoloom
