// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/protocol/modbusframe.h"

namespace cytoloom {

/// One read request and the tags that it serves.
struct ReadBlock
{
    RegisterTable table = RegisterTable::InputRegisters;
    int address = 0;
    int count = 0; ///< coils or registers
    QVector<int> tags; ///< indices into DeviceProfile::tags
    friend bool operator==(const ReadBlock &, const ReadBlock &) = default;
};

/// The fewest reads that fetch \p tags (indices into profile.tags; write-only ones are left out).
/// Neighbouring and overlapping addresses of one table become one read of at most
/// profile.maxRegistersPerRead registers (16 times as many coils, at most 2 000). A gap is read
/// across only where other readable tags of the profile cover it: a device may refuse addresses
/// that it does not have. A tag inside one of profile.readBlocks is read with exactly that block.
/// Pure; any thread.
QVector<ReadBlock> planReads(const DeviceProfile &profile, const QVector<int> &tags);

ModbusRequest readRequest(const ReadBlock &block);
/// The words of one tag out of the answer to its block; empty when the answer is too short.
QVector<quint16> wordsOfTag(
    const ReadBlock &block, const DeviceTag &tag, const QVector<quint16> &answer);
/// The write of \p words (from wordsFromValue()) to a tag that is a coil or whole registers.
ModbusRequest writeRequest(const DeviceTag &tag, const QVector<quint16> &words);

} // namespace cytoloom
