// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/readplan.h"

#include "devices/protocol/registervalue.h"

#include <algorithm>
#include <optional>

namespace cytoloom {

namespace {

constexpr int MaxBitsPerRead = 2000;

bool isBitTable(RegisterTable table)
{
    return table == RegisterTable::Coils || table == RegisterTable::DiscreteInputs;
}

bool isReadable(const DeviceTag &tag)
{
    return tag.direction != TagDirection::Write;
}

/// The block that \p tag can only be read with.
std::optional<ReadBlock> wholeBlock(const DeviceProfile &profile, const DeviceTag &tag)
{
    for (const RegisterBlock &block : profile.readBlocks) {
        if (block.table == tag.table && block.address <= tag.address
            && tag.address < block.address + block.count)
            return ReadBlock {block.table, block.address, block.count, {}};
    }
    return std::nullopt;
}

/// Every address of [from, to) of \p table belongs to a readable tag.
bool isCovered(const DeviceProfile &profile, RegisterTable table, int from, int to)
{
    for (int address = from; address < to;) {
        int next = address;
        for (const DeviceTag &tag : profile.tags) {
            const int end = tag.address + registerCount(tag.type);
            if (isReadable(tag) && tag.table == table && tag.address <= address && end > address
                && !wholeBlock(profile, tag))
                next = std::max(next, end);
        }
        if (next == address)
            return false;
        address = next;
    }
    return true;
}

} // namespace

QVector<ReadBlock> planReads(const DeviceProfile &profile, const QVector<int> &tags)
{
    QVector<int> sorted;
    for (const int index : tags) {
        if (isReadable(profile.tags[index]))
            sorted << index;
    }
    std::stable_sort(sorted.begin(), sorted.end(), [&](int a, int b) {
        const DeviceTag &left = profile.tags[a];
        const DeviceTag &right = profile.tags[b];
        return std::pair(left.table, left.address) < std::pair(right.table, right.address);
    });

    QVector<ReadBlock> blocks;
    bool lastIsWhole = false;
    for (const int index : sorted) {
        const DeviceTag &tag = profile.tags[index];
        if (auto whole = wholeBlock(profile, tag)) {
            const bool again = lastIsWhole && blocks.last().table == whole->table
                && blocks.last().address == whole->address;
            if (!again)
                blocks << *whole;
            blocks.last().tags << index;
            lastIsWhole = true;
            continue;
        }
        const int end = tag.address + registerCount(tag.type);
        const int limit = isBitTable(tag.table)
            ? std::min(profile.maxRegistersPerRead * 16, MaxBitsPerRead)
            : profile.maxRegistersPerRead;
        if (!blocks.isEmpty() && !lastIsWhole) {
            ReadBlock &last = blocks.last();
            const int lastEnd = last.address + last.count;
            if (last.table == tag.table && end - last.address <= limit
                && isCovered(profile, tag.table, lastEnd, tag.address)) {
                last.count = std::max(lastEnd, end) - last.address;
                last.tags << index;
                continue;
            }
        }
        blocks << ReadBlock {tag.table, tag.address, end - tag.address, {index}};
        lastIsWhole = false;
    }
    return blocks;
}

ModbusRequest readRequest(const ReadBlock &block)
{
    ModbusRequest request;
    switch (block.table) {
    case RegisterTable::Coils:
        request.function = ModbusFunction::ReadCoils;
        break;
    case RegisterTable::DiscreteInputs:
        request.function = ModbusFunction::ReadDiscreteInputs;
        break;
    case RegisterTable::InputRegisters:
        request.function = ModbusFunction::ReadInputRegisters;
        break;
    case RegisterTable::HoldingRegisters:
        request.function = ModbusFunction::ReadHoldingRegisters;
        break;
    }
    request.address = quint16(block.address);
    request.count = quint16(block.count);
    return request;
}

QVector<quint16> wordsOfTag(
    const ReadBlock &block, const DeviceTag &tag, const QVector<quint16> &answer)
{
    const int from = tag.address - block.address;
    const int count = registerCount(tag.type);
    if (from < 0 || from + count > answer.size())
        return {};
    return answer.mid(from, count);
}

ModbusRequest writeRequest(const DeviceTag &tag, const QVector<quint16> &words)
{
    ModbusRequest request;
    request.address = quint16(tag.address);
    request.count = quint16(words.size());
    request.values = words;
    if (tag.table == RegisterTable::Coils)
        request.function = ModbusFunction::WriteSingleCoil;
    else if (words.size() == 1)
        request.function = ModbusFunction::WriteSingleRegister;
    else
        request.function = ModbusFunction::WriteMultipleRegisters;
    return request;
}

} // namespace cytoloom
