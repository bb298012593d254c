// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/profiles/deviceprofile.h"

#include "devices/profiles/profilecheck.h"
#include "processgraph/foundation/jsonreader.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxInt = 1'000'000'000;

const QVector<std::pair<QString, DeviceProtocol>> &protocolWords()
{
    static const QVector<std::pair<QString, DeviceProtocol>> words {
        {u"modbus-tcp"_s, DeviceProtocol::ModbusTcp},
        {u"modbus-rtu"_s, DeviceProtocol::ModbusRtu},
        {u"mt-sics"_s, DeviceProtocol::MtSics},
        {u"thermo"_s, DeviceProtocol::Thermo},
        {u"namur"_s, DeviceProtocol::Namur},
        {u"watson-marlow"_s, DeviceProtocol::WatsonMarlow},
    };
    return words;
}

const QVector<std::pair<QString, ThermoChecksum>> &checksumWords()
{
    static const QVector<std::pair<QString, ThermoChecksum>> words {
        {u"invertedXor"_s, ThermoChecksum::InvertedXor},
        {u"crc8"_s, ThermoChecksum::Crc8},
    };
    return words;
}

const QVector<std::pair<QString, TagDirection>> &accessWords()
{
    static const QVector<std::pair<QString, TagDirection>> words {
        {u"read"_s, TagDirection::Read},
        {u"write"_s, TagDirection::Write},
        {u"readWrite"_s, TagDirection::ReadWrite},
    };
    return words;
}

const QVector<std::pair<QString, RegisterTable>> &tableWords()
{
    static const QVector<std::pair<QString, RegisterTable>> words {
        {u"coils"_s, RegisterTable::Coils},
        {u"discreteInputs"_s, RegisterTable::DiscreteInputs},
        {u"inputRegisters"_s, RegisterTable::InputRegisters},
        {u"holdingRegisters"_s, RegisterTable::HoldingRegisters},
    };
    return words;
}

const QVector<std::pair<QString, RegisterType>> &typeWords()
{
    static const QVector<std::pair<QString, RegisterType>> words {
        {u"bool"_s, RegisterType::Bool},
        {u"u16"_s, RegisterType::U16},
        {u"i16"_s, RegisterType::I16},
        {u"u32"_s, RegisterType::U32},
        {u"i32"_s, RegisterType::I32},
        {u"f32"_s, RegisterType::F32},
        {u"f64"_s, RegisterType::F64},
        {u"i64"_s, RegisterType::I64},
    };
    return words;
}

const QVector<std::pair<QString, WordOrder>> &orderWords()
{
    static const QVector<std::pair<QString, WordOrder>> words {
        {u"ABCD"_s, WordOrder::ABCD},
        {u"CDAB"_s, WordOrder::CDAB},
        {u"BADC"_s, WordOrder::BADC},
        {u"DCBA"_s, WordOrder::DCBA},
    };
    return words;
}

QVector<LineWord> readWords(JsonReader &reader, const char *key, const char *textKey)
{
    QVector<LineWord> words;
    reader.eachObject(key, [&](JsonReader each) {
        words.append({each.string(textKey), each.number("value")});
        each.done();
    });
    return words;
}

void readLineTag(JsonReader &reader, DeviceTag &tag, DeviceProtocol protocol)
{
    if (protocol == DeviceProtocol::MtSics || tag.direction != TagDirection::Write)
        tag.command = reader.string("command");
    tag.agreeWithin = reader.number("agreeWithin", 0);
    if (protocol == DeviceProtocol::MtSics)
        return;
    tag.write = reader.string("write", QString());
    tag.orders = readWords(reader, "orders", "send");
    tag.field = reader.integer("field", 0, 99, 0);
    tag.words = readWords(reader, "words", "text");
}

QVector<TagGuard> readGuards(JsonReader &reader)
{
    QVector<TagGuard> guards;
    reader.eachObject("guards", [&](JsonReader each) {
        TagGuard guard;
        guard.tag = each.string("tag");
        if (each.has("equals"))
            guard.equals = each.number("equals");
        each.eachObject("noBits", [&](JsonReader bit) {
            guard.noneOf |= 1U << bit.integer("bit", 0, 31);
            bit.string("meaning", QString());
            bit.done();
        });
        if (guard.equals.has_value() == (guard.noneOf != 0))
            each.fail(nullptr, u"profile.guardEmpty"_s, {{u"tag"_s, guard.tag}});
        each.done();
        guards.append(guard);
    });
    return guards;
}

DeviceTag readTag(JsonReader &reader, DeviceProtocol protocol)
{
    DeviceTag tag;
    tag.name = reader.string("name");
    tag.label = reader.localized("label");
    tag.unit = reader.unit("unit");
    tag.direction = reader.word("access", accessWords(), TagDirection::Read);
    if (isLineProtocol(protocol)) {
        readLineTag(reader, tag, protocol);
    } else {
        tag.table = reader.word("table", tableWords());
        tag.address = reader.integer("address", 0, 65535);
        tag.type = reader.word("type", typeWords());
        tag.order = reader.word("order", orderWords(), WordOrder::ABCD);
        tag.bit = reader.integer("bit", 0, 15, -1);
    }
    tag.scale = reader.number("scale", 1);
    tag.offset = reader.number("offset", 0);
    tag.limits = reader.range("limits");
    tag.plausible = reader.range("plausible");
    tag.maxRate = reader.number("maxRate", 0);
    tag.frozenAfter = Duration(reader.integer("frozenAfterMs", 0, MaxInt, 0));
    tag.pollGroup = reader.string("pollGroup", QString());
    tag.guards = readGuards(reader);
    return tag;
}

void readBlocks(JsonReader &root, DeviceProfile &profile)
{
    root.eachObject("readBlocks", [&](JsonReader each) {
        profile.readBlocks.append({each.word("table", tableWords()),
            each.integer("address", 0, 65535), each.integer("count", 1, 125)});
        profilecheck::checkReadBlock(profile, each);
        each.done();
    });
}

} // namespace

const DeviceTag *DeviceProfile::tag(const QString &wanted) const
{
    for (const DeviceTag &candidate : tags) {
        if (candidate.name == wanted)
            return &candidate;
    }
    return nullptr;
}

const PollGroup *DeviceProfile::pollGroup(const QString &wanted) const
{
    for (const PollGroup &candidate : pollGroups) {
        if (candidate.name == wanted)
            return &candidate;
    }
    return nullptr;
}

static Result<DeviceProfile> profileOf(const JsonValue &json, const QString &fileName)
{
    JsonReader root(json, fileName);

    const int version = root.integer("schema", 1, MaxInt);
    if (version > DeviceProfileSchemaVersion) {
        // The rest may mean something else in that version: say only this.
        const JsonValue *at = json.find(u"schema");
        return Error(u"schema.newer"_s,
            {{u"found"_s, QString::number(version)},
                {u"known"_s, QString::number(DeviceProfileSchemaVersion)}},
            {fileName, u"$.schema"_s, at ? at->line() : 0, at ? at->column() : 0});
    }

    DeviceProfile profile;
    profile.id = root.string("id");
    profile.name = root.localized("name");
    profile.manufacturer = root.string("manufacturer", QString());
    profile.source = root.string("source", QString());
    profile.protocol = root.word("protocol", protocolWords());
    profile.timeout = std::chrono::milliseconds(root.integer("timeoutMs", 10, 60'000, 500));
    profile.retries = root.integer("retries", 0, 10, 1);
    profile.pipeline = root.integer("pipeline", 1, 64, 1);
    profile.maxRegistersPerRead = root.integer("maxRegistersPerRead", 1, 125, 125);
    if (profile.protocol == DeviceProtocol::Thermo)
        profile.checksum = root.word("checksum", checksumWords());
    if (isLineProtocol(profile.protocol))
        profile.agreeing = root.integer("agreeing", 1, 5, 1);
    else
        readBlocks(root, profile);
    profile.staleAfter = Duration(root.integer("staleAfterMs", 0, MaxInt, 0));

    root.eachObject("pollGroups", [&](JsonReader group) {
        profile.pollGroups.append(
            {group.string("name"), Duration(group.integer("intervalMs", 10, MaxInt))});
        profilecheck::checkPollGroup(profile, group);
        group.done();
    });
    root.eachObject("tags", [&](JsonReader tag) {
        profile.tags.append(readTag(tag, profile.protocol));
        profilecheck::checkTag(profile, tag);
        tag.done();
    });
    if (profile.tags.isEmpty())
        root.fail("tags", u"profile.noTags"_s);
    profilecheck::checkGuards(profile, root);
    if (auto heartbeat = root.optionalObject("heartbeat")) {
        profile.heartbeat = heartbeat->string("tag");
        profile.heartbeatInterval = Duration(heartbeat->integer("intervalMs", 10, MaxInt));
        if (heartbeat->has("value"))
            profile.heartbeatValue = heartbeat->number("value");
        profilecheck::checkHeartbeat(profile, *heartbeat);
        heartbeat->done();
    }
    if (auto ownership = root.optionalObject("ownership")) {
        profile.ownership = {ownership->string("tag"), ownership->number("value")};
        profilecheck::checkOwnership(profile, *ownership);
        ownership->done();
    }
    root.eachObject("safeState", [&](JsonReader write) {
        profile.safeState.append({write.string("tag"), write.number("value")});
        profilecheck::checkSafeWrite(profile, write);
        write.done();
    });
    root.done();
    if (const auto read = root.result(); !read)
        return read.error();
    return profile;
}

Result<DeviceProfile> readDeviceProfile(const QByteArray &text, const QString &fileName)
{
    const auto json = parseJson(text, fileName);
    return json ? profileOf(*json, fileName) : json.error();
}

Result<DeviceProfile> readDeviceProfileFile(const QString &fileName)
{
    const auto json = readJsonFile(fileName);
    return json ? profileOf(*json, fileName) : json.error();
}

} // namespace cytoloom
