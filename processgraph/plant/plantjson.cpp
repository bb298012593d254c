// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/attributeset.h"
#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/jsonreader.h"
#include "processgraph/plant/plant.h"
#include "processgraph/plant/plantreading.h"

namespace cytoloom {

using namespace Qt::StringLiterals;
using json::put;
using json::putEach;
using json::wordOf;

namespace {

const json::Words<TagDirection> &directionWords()
{
    static const json::Words<TagDirection> words {{u"read"_s, TagDirection::Read},
        {u"write"_s, TagDirection::Write}, {u"readWrite"_s, TagDirection::ReadWrite}};
    return words;
}

const json::Words<Passage::Kind> &passageWords()
{
    static const json::Words<Passage::Kind> words {{u"airlock"_s, Passage::Kind::Airlock},
        {u"passBox"_s, Passage::Kind::PassBox}, {u"door"_s, Passage::Kind::Door},
        {u"hatch"_s, Passage::Kind::Hatch}};
    return words;
}

QString readId(JsonReader &reader, const char *key, QSet<QString> &seen)
{
    return json::readFreshId(reader, key, seen, u"plant"_s);
}

Room readRoom(JsonReader &reader, QSet<QString> &seen)
{
    Room room;
    room.id = RoomId(readId(reader, "id", seen));
    room.name = reader.localized("name");
    room.grade = reader.word("grade", json::gradeWords());
    room.background = reader.word("background", json::gradeWords(), room.grade);
    room.isolator = reader.boolean("isolator", false);
    room.maxPeople = reader.integer("maxPeople", 0, 10'000, 0);
    room.attributes = json::readAttributes(reader, AttributeHome::Room);
    reader.done();
    return room;
}

Passage readPassage(JsonReader &reader, QSet<QString> &seen)
{
    Passage passage;
    passage.id = readId(reader, "id", seen);
    passage.from = RoomId(reader.string("from"));
    passage.to = RoomId(reader.string("to"));
    passage.kind = reader.word("kind", passageWords());
    if (reader.has("pressureDifference"))
        passage.pressureDifference = reader.number("pressureDifference");
    passage.attributes = json::readAttributes(reader, AttributeHome::Passage);
    reader.done();
    return passage;
}

DeviceBinding readDevice(JsonReader &reader, QSet<QString> &seen)
{
    DeviceBinding device;
    device.id = DeviceId(readId(reader, "id", seen));
    device.name = reader.localized("name");
    device.profile = reader.string("profile");
    device.connect = reader.string("connect");
    reader.done();
    return device;
}

TagDefinition readTag(JsonReader &reader, const UnitId &unit, QSet<QString> &seen)
{
    TagDefinition tag;
    tag.signal = readId(reader, "signal", seen);
    tag.id = TagId(unit.value() + u'.' + tag.signal);
    tag.name = reader.localized("name");
    tag.unit = reader.unit("unit");
    tag.direction = reader.word("direction", directionWords(), TagDirection::Read);
    tag.device = DeviceId(reader.string("device"));
    tag.deviceTag = reader.string("deviceTag", tag.signal);
    tag.display = reader.range("display");
    reader.done();
    return tag;
}

Capability readCapability(JsonReader &reader, QSet<QString> &seen)
{
    Capability capability;
    capability.id = readId(reader, "id", seen);
    capability.range = reader.range("range");
    capability.calibrated = reader.range("calibrated");
    capability.unit = reader.unit("unit");
    reader.done();
    return capability;
}

PlantUnit readUnit(JsonReader &reader, QSet<QString> &seen)
{
    PlantUnit unit;
    unit.id = UnitId(readId(reader, "id", seen));
    if (unit.id.value().contains(u'.'))
        reader.fail("id", u"plant.dotInId"_s, {{u"id"_s, unit.id.value()}});
    unit.name = reader.localized("name");
    unit.equipmentClass = reader.string("equipmentClass");
    unit.room = RoomId(reader.string("room"));
    QSet<QString> capabilities;
    reader.eachObject("capabilities",
        [&](JsonReader each) { unit.capabilities.append(readCapability(each, capabilities)); });
    if (reader.has("minVolume"))
        unit.minVolume = reader.number("minVolume");
    if (reader.has("maxVolume"))
        unit.maxVolume = reader.number("maxVolume");
    if (unit.minVolume && unit.maxVolume && *unit.minVolume > *unit.maxVolume)
        reader.fail("maxVolume", u"plant.volumeOrder"_s, {{u"id"_s, unit.id.value()}});
    unit.exclusive = reader.boolean("exclusive", true);
    unit.positions = reader.integer("positions", 1, 100'000, 1);
    unit.qualified = reader.boolean("qualified", true);
    unit.calibrationDue = json::readTime(reader, "calibrationDue", u"plant"_s);
    unit.attributes = json::readAttributes(reader, AttributeHome::Unit);
    QSet<QString> tags;
    reader.eachObject(
        "tags", [&](JsonReader each) { unit.tags.append(readTag(each, unit.id, tags)); });
    reader.done();
    return unit;
}

// References are looked at when everything has been read: rooms, units and devices may stand in any
// order in the file.
void checkReferences(JsonReader &root, const Plant &plant)
{
    int passage = 0;
    root.eachObject("passages", [&](JsonReader reader) {
        const Passage &each = plant.passages[passage++];
        for (const auto &[key, room] : {std::pair("from", each.from), std::pair("to", each.to)})
            if (!room.isEmpty() && !plant.room(room))
                reader.fail(
                    key, u"plant.unknownRoom"_s, {{u"id"_s, each.id}, {u"room"_s, room.value()}});
    });
    int index = 0;
    root.eachObject("units", [&](JsonReader reader) {
        const PlantUnit &unit = plant.units[index++];
        if (!unit.room.isEmpty() && !plant.room(unit.room))
            reader.fail("room", u"plant.unknownRoom"_s,
                {{u"id"_s, unit.id.value()}, {u"room"_s, unit.room.value()}});
        int tagIndex = 0;
        reader.eachObject("tags", [&](JsonReader each) {
            const TagDefinition &tag = unit.tags[tagIndex++];
            if (!tag.device.isEmpty() && !plant.device(tag.device))
                each.fail("device", u"plant.unknownDevice"_s,
                    {{u"id"_s, tag.id.value()}, {u"device"_s, tag.device.value()}});
        });
    });
}

Result<Plant> fromJson(const JsonValue &file, const QString &fileName)
{
    if (file.type() == JsonValue::Type::Object) {
        const Result<int> version
            = json::schemaVersion(file, fileName, u"cytoloom.plant"_s, PlantSchemaVersion);
        if (!version)
            return version.error();
        if (*version < PlantSchemaVersion) {
            // There never was a version 0 of this file.
            return Error(u"schema.wrong"_s,
                {{u"expected"_s, u"cytoloom.plant/%1"_s.arg(PlantSchemaVersion)},
                    {u"found"_s, u"cytoloom.plant/%1"_s.arg(*version)}},
                {fileName, u"$.schema"_s, file.find(u"schema")->line(),
                    file.find(u"schema")->column()});
        }
    }
    JsonReader root(file, fileName);
    Plant plant;
    root.string("schema");
    plant.id = root.string("id");
    plant.name = root.localized("name");
    plant.simulated = root.boolean("simulated", false);
    QSet<QString> rooms;
    root.eachObject("rooms", [&](JsonReader each) { plant.rooms.append(readRoom(each, rooms)); });
    QSet<QString> passages;
    root.eachObject(
        "passages", [&](JsonReader each) { plant.passages.append(readPassage(each, passages)); });
    QSet<QString> units;
    root.eachObject("units", [&](JsonReader each) { plant.units.append(readUnit(each, units)); });
    QSet<QString> devices;
    root.eachObject(
        "devices", [&](JsonReader each) { plant.devices.append(readDevice(each, devices)); });
    root.done();
    if (root.result())
        checkReferences(root, plant);
    if (Result<void> read = root.result(); !read)
        return read.error();
    return plant;
}

JsonValue roomValue(const Room &room)
{
    JsonValue value = JsonValue::object();
    put(value, "id", room.id.value());
    put(value, "name", room.name);
    value.insert(u"grade"_s, JsonValue(wordOf(json::gradeWords(), room.grade)));
    if (room.background != room.grade)
        value.insert(u"background"_s, JsonValue(wordOf(json::gradeWords(), room.background)));
    if (room.isolator)
        value.insert(u"isolator"_s, JsonValue(true));
    if (room.maxPeople != 0)
        value.insert(u"maxPeople"_s, JsonValue(room.maxPeople));
    put(value, room.attributes);
    return value;
}

JsonValue passageValue(const Passage &passage)
{
    JsonValue value = JsonValue::object();
    put(value, "id", passage.id);
    put(value, "from", passage.from.value());
    put(value, "to", passage.to.value());
    put(value, "kind", wordOf(passageWords(), passage.kind));
    if (passage.pressureDifference)
        value.insert(u"pressureDifference"_s, JsonValue(*passage.pressureDifference));
    put(value, passage.attributes);
    return value;
}

JsonValue tagValue(const TagDefinition &tag)
{
    JsonValue value = JsonValue::object();
    put(value, "signal", tag.signal);
    put(value, "name", tag.name);
    value.insert(u"unit"_s, JsonValue(tag.unit.symbol()));
    if (tag.direction != TagDirection::Read)
        value.insert(u"direction"_s, JsonValue(wordOf(directionWords(), tag.direction)));
    put(value, "device", tag.device.value());
    if (tag.deviceTag != tag.signal)
        put(value, "deviceTag", tag.deviceTag);
    put(value, "display", tag.display);
    return value;
}

JsonValue capabilityValue(const Capability &capability)
{
    JsonValue value = JsonValue::object();
    put(value, "id", capability.id);
    put(value, "range", capability.range);
    put(value, "calibrated", capability.calibrated);
    value.insert(u"unit"_s, JsonValue(capability.unit.symbol()));
    return value;
}

JsonValue unitValue(const PlantUnit &unit)
{
    JsonValue value = JsonValue::object();
    put(value, "id", unit.id.value());
    put(value, "name", unit.name);
    put(value, "equipmentClass", unit.equipmentClass);
    put(value, "room", unit.room.value());
    putEach(value, "capabilities", unit.capabilities, capabilityValue);
    if (unit.minVolume)
        value.insert(u"minVolume"_s, JsonValue(*unit.minVolume));
    if (unit.maxVolume)
        value.insert(u"maxVolume"_s, JsonValue(*unit.maxVolume));
    if (!unit.exclusive)
        value.insert(u"exclusive"_s, JsonValue(false));
    if (unit.positions != 1)
        value.insert(u"positions"_s, JsonValue(unit.positions));
    if (!unit.qualified)
        value.insert(u"qualified"_s, JsonValue(false));
    if (unit.calibrationDue)
        put(value, "calibrationDue", toIso(*unit.calibrationDue));
    put(value, unit.attributes);
    putEach(value, "tags", unit.tags, tagValue);
    return value;
}

JsonValue deviceValue(const DeviceBinding &device)
{
    JsonValue value = JsonValue::object();
    put(value, "id", device.id.value());
    put(value, "name", device.name);
    put(value, "profile", device.profile);
    put(value, "connect", device.connect);
    return value;
}

} // namespace

Result<Plant> readPlant(const QByteArray &text, const QString &fileName)
{
    const Result<JsonValue> file = parseJson(text, fileName);
    return file ? fromJson(*file, fileName) : file.error();
}

Result<Plant> readPlantFile(const QString &fileName)
{
    const Result<JsonValue> file = readJsonFile(fileName);
    return file ? fromJson(*file, fileName) : file.error();
}

QByteArray writePlant(const Plant &plant)
{
    JsonValue value = JsonValue::object();
    value.insert(u"schema"_s, json::schemaValue(u"cytoloom.plant"_s, PlantSchemaVersion));
    put(value, "id", plant.id);
    put(value, "name", plant.name);
    if (plant.simulated)
        value.insert(u"simulated"_s, JsonValue(true));
    putEach(value, "rooms", plant.rooms, roomValue);
    putEach(value, "passages", plant.passages, passageValue);
    putEach(value, "units", plant.units, unitValue);
    putEach(value, "devices", plant.devices, deviceValue);
    return value.toJson();
}

} // namespace cytoloom
