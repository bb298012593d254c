// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/profiles/profilecheck.h"

#include "devices/protocol/lineprotocol.h"
#include "devices/protocol/registervalue.h"

#include <algorithm>

namespace cytoloom::profilecheck {

using namespace Qt::StringLiterals;

namespace {

template <class List> bool nameStandsTwice(const List &list)
{
    return std::count_if(list.begin(), list.end(), [&](const auto &entry) {
        return entry.name == list.last().name;
    }) > 1;
}

/// Two signals in one place would be one number with two meanings, and a write to one would change
/// the other. Only bits of one register stand beside each other.
void checkOverlap(const DeviceProfile &profile, const DeviceTag &tag, JsonReader &reader)
{
    const int end = tag.address + registerCount(tag.type);
    for (const DeviceTag &other : profile.tags) {
        if (&other == &tag || other.table != tag.table || other.name == tag.name
            || other.address >= end || other.address + registerCount(other.type) <= tag.address
            || (tag.bit >= 0 && other.bit >= 0 && tag.bit != other.bit))
            continue;
        reader.fail("address", u"profile.overlap"_s,
            {{u"tag"_s, tag.name}, {u"other"_s, other.name},
                {u"address"_s, QString::number(std::max(tag.address, other.address))}});
        return;
    }
}

void checkRegister(const DeviceProfile &profile, const DeviceTag &tag, JsonReader &reader)
{
    const bool bits
        = tag.table == RegisterTable::Coils || tag.table == RegisterTable::DiscreteInputs;
    const bool readOnly
        = tag.table == RegisterTable::DiscreteInputs || tag.table == RegisterTable::InputRegisters;
    if (tag.direction != TagDirection::Read && readOnly)
        reader.fail("table", u"profile.notWritable"_s, {{u"tag"_s, tag.name}});
    // A bit table holds bools; a bool in a register needs its bit; nothing else may have one.
    const bool wantsBit = !bits && tag.type == RegisterType::Bool;
    if ((bits && tag.type != RegisterType::Bool) || wantsBit != (tag.bit >= 0))
        reader.fail("type", u"profile.bit"_s, {{u"tag"_s, tag.name}});
    checkOverlap(profile, tag, reader);
    // A limit that the register cannot hold would let through what the device cannot be told.
    for (const std::optional<double> &limit : {tag.limits.low, tag.limits.high}) {
        if (limit && tag.scale != 0 && !wordsFromValue(*limit, tag)) {
            reader.fail("limits", u"profile.limits"_s,
                {{u"tag"_s, tag.name}, {u"value"_s, QString::number(*limit)},
                    {u"type"_s, registerTypeName(tag.type)}});
        }
    }
    const int registers = registerCount(tag.type);
    if (tag.address + registers > 65536)
        reader.fail("address", u"profile.addressRange"_s, {{u"tag"_s, tag.name}});
    if (!bits && registers > profile.maxRegistersPerRead) {
        reader.fail("type", u"profile.tooLongForRead"_s,
            {{u"tag"_s, tag.name}, {u"limit"_s, QString::number(profile.maxRegistersPerRead)}});
    }
}

/// What is watched over time needs to be read over time.
void checkWatch(const DeviceProfile &profile, const DeviceTag &tag, JsonReader &reader)
{
    if (tag.maxRate < 0)
        reader.fail("maxRate", u"profile.maxRate"_s, {{u"tag"_s, tag.name}});
    if (tag.maxRate == 0 && tag.frozenAfter.count() == 0)
        return;
    const PollGroup *group = profile.pollGroup(tag.pollGroup);
    if (!group) {
        reader.fail(tag.maxRate != 0 ? "maxRate" : "frozenAfterMs", u"profile.watchedUnpolled"_s,
            {{u"tag"_s, tag.name}});
    } else if (tag.frozenAfter.count() > 0 && tag.frozenAfter < 3 * group->interval) {
        reader.fail("frozenAfterMs", u"profile.frozenTooSoon"_s,
            {{u"tag"_s, tag.name}, {u"limit"_s, QString::number(3 * group->interval.count())}});
    }
}

bool contains(const RegisterBlock &block, const DeviceTag &tag)
{
    return block.table == tag.table && block.address <= tag.address
        && tag.address + registerCount(tag.type) <= block.address + block.count;
}

bool touches(const RegisterBlock &block, RegisterTable table, int address, int count)
{
    return block.table == table && block.address < address + count
        && address < block.address + block.count;
}

/// Half in a block that is read as a whole, half out of it.
void checkInBlock(const DeviceProfile &profile, const DeviceTag &tag, JsonReader &reader)
{
    for (const RegisterBlock &block : profile.readBlocks) {
        if (touches(block, tag.table, tag.address, registerCount(tag.type))
            && !contains(block, tag))
            reader.fail("address", u"profile.readBlock"_s, {{u"tag"_s, tag.name}});
    }
}

/// Registers can count; an order needs the one value that it always gets.
bool takesBeat(const DeviceProfile &profile, const DeviceTag &tag)
{
    const bool line = isLineProtocol(profile.protocol);
    if (!profile.heartbeatValue)
        return !line;
    const double value = *profile.heartbeatValue;
    return tag.scale != 0 && tag.limits.contains(value)
        && (line ? writeCommand(tag, value).ok() : wordsFromValue(value, tag).ok());
}

} // namespace

void checkReadBlock(const DeviceProfile &profile, JsonReader &reader)
{
    const RegisterBlock &block = profile.readBlocks.last();
    const bool bits
        = block.table == RegisterTable::Coils || block.table == RegisterTable::DiscreteInputs;
    bool fits = block.address + block.count <= 65536
        && (bits || block.count <= profile.maxRegistersPerRead);
    for (qsizetype i = 0; i + 1 < profile.readBlocks.size(); ++i)
        fits = fits && !touches(profile.readBlocks[i], block.table, block.address, block.count);
    if (!fits)
        reader.fail(
            "address", u"profile.readBlock"_s, {{u"tag"_s, QString::number(block.address)}});
}

void checkGuards(const DeviceProfile &profile, JsonReader &reader)
{
    for (const DeviceTag &tag : profile.tags) {
        for (const TagGuard &guard : tag.guards) {
            const DeviceTag *other = profile.tag(guard.tag);
            if (!other)
                reader.fail("tags", u"profile.unknownTag"_s, {{u"tag"_s, guard.tag}});
            else if (other->direction == TagDirection::Write || !other->guards.isEmpty()
                || other == &tag)
                reader.fail(
                    "tags", u"profile.guard"_s, {{u"tag"_s, tag.name}, {u"guard"_s, guard.tag}});
        }
    }
}

void checkPollGroup(const DeviceProfile &profile, JsonReader &reader)
{
    if (nameStandsTwice(profile.pollGroups)) {
        reader.fail("name", u"profile.duplicatePollGroup"_s,
            {{u"group"_s, profile.pollGroups.last().name}});
    }
}

void checkTag(const DeviceProfile &profile, JsonReader &reader)
{
    const DeviceTag &tag = profile.tags.last();
    if (nameStandsTwice(profile.tags))
        reader.fail("name", u"profile.duplicateTag"_s, {{u"tag"_s, tag.name}});
    if (!tag.pollGroup.isEmpty() && !profile.pollGroup(tag.pollGroup)) {
        reader.fail("pollGroup", u"profile.unknownPollGroup"_s,
            {{u"tag"_s, tag.name}, {u"group"_s, tag.pollGroup}});
    }
    if (!tag.pollGroup.isEmpty() && tag.direction == TagDirection::Write)
        reader.fail("pollGroup", u"profile.pollsWriteOnly"_s, {{u"tag"_s, tag.name}});
    if (tag.scale == 0)
        reader.fail("scale", u"profile.scale"_s, {{u"tag"_s, tag.name}});
    checkWatch(profile, tag, reader);
    if (isLineProtocol(profile.protocol)) {
        checkLine(profile, reader);
    } else {
        checkRegister(profile, tag, reader);
        checkInBlock(profile, tag, reader);
    }
}

void checkHeartbeat(const DeviceProfile &profile, JsonReader &reader)
{
    const DeviceTag *tag = profile.tag(profile.heartbeat);
    if (!tag)
        reader.fail("tag", u"profile.unknownTag"_s, {{u"tag"_s, profile.heartbeat}});
    else if (tag->direction == TagDirection::Read)
        reader.fail("tag", u"profile.notWritable"_s, {{u"tag"_s, tag->name}});
    else if (tag->bit >= 0 || profile.protocol == DeviceProtocol::MtSics
        || !takesBeat(profile, *tag))
        reader.fail("tag", u"profile.heartbeat"_s, {{u"tag"_s, tag->name}});
}

void checkOwnership(const DeviceProfile &profile, JsonReader &reader)
{
    const DeviceTag *tag = profile.tag(profile.ownership.tag);
    if (!tag)
        reader.fail("tag", u"profile.unknownTag"_s, {{u"tag"_s, profile.ownership.tag}});
    else if (tag->direction == TagDirection::Write || tag->pollGroup.isEmpty())
        reader.fail("tag", u"profile.ownership"_s, {{u"tag"_s, tag->name}});
}

void checkSafeWrite(const DeviceProfile &profile, JsonReader &reader)
{
    const SafeWrite &write = profile.safeState.last();
    const DeviceTag *tag = profile.tag(write.tag);
    if (!tag) {
        reader.fail("tag", u"profile.unknownTag"_s, {{u"tag"_s, write.tag}});
        return;
    }
    if (tag->direction == TagDirection::Read)
        reader.fail("tag", u"profile.notWritable"_s, {{u"tag"_s, tag->name}});
    const bool fits = tag->scale == 0      ? true // said already
        : isLineProtocol(profile.protocol) ? writeCommand(*tag, write.value).ok()
                                           : wordsFromValue(write.value, *tag).ok();
    if (!fits || !tag->limits.contains(write.value)) {
        reader.fail("value", u"profile.safeValue"_s,
            {{u"tag"_s, tag->name}, {u"value"_s, QString::number(write.value)}});
    }
}

} // namespace cytoloom::profilecheck
