// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/attributeset.h"
#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/jsonreader.h"
#include "processgraph/plant/batchbinding.h"
#include "processgraph/plant/plantreading.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using json::put;
using json::putEach;
using json::wordOf;

namespace {

const json::Words<LotStatus> &statusWords()
{
    static const json::Words<LotStatus> words {{u"quarantine"_s, LotStatus::Quarantine},
        {u"released"_s, LotStatus::Released},
        {u"conditionallyReleased"_s, LotStatus::ConditionallyReleased},
        {u"rejected"_s, LotStatus::Rejected}};
    return words;
}

QString readId(JsonReader &reader, const char *key, QSet<QString> &seen)
{
    return json::readFreshId(reader, key, seen, u"binding"_s);
}

std::optional<UtcTime> readOptionalTime(JsonReader &reader, const char *key)
{
    return json::readTime(reader, key, u"binding"_s);
}

UtcTime readTime(JsonReader &reader, const char *key)
{
    if (!reader.has(key))
        (void)reader.string(key); // says that it is missing
    return readOptionalTime(reader, key).value_or(UtcTime());
}

// A span must not end before it begins: everything that compares spans relies on it.
void readSpan(JsonReader &reader, UtcTime &from, UtcTime &to)
{
    from = readTime(reader, "from");
    to = readTime(reader, "to");
    if (to < from)
        reader.fail("to", u"binding.timeOrder"_s, {{u"from"_s, toIso(from)}, {u"to"_s, toIso(to)}});
}

MaterialLot readLot(JsonReader &reader, QSet<QString> &seen)
{
    MaterialLot lot;
    lot.id = LotId(readId(reader, "id", seen));
    lot.bomLine = reader.string("bomLine");
    lot.supplier = reader.string("supplier", {});
    lot.quantity = reader.quantity("quantity");
    lot.status = reader.word("status", statusWords());
    lot.expiry = readOptionalTime(reader, "expiry");
    lot.opened = readOptionalTime(reader, "opened");
    lot.inUseLife = json::readDuration(reader, "inUseLife");
    lot.attributes = json::readAttributes(reader, AttributeHome::Lot);
    reader.done();
    return lot;
}

SingleUseSet readSet(JsonReader &reader, QSet<QString> &seen)
{
    SingleUseSet set;
    set.serial = readId(reader, "serial", seen);
    set.bomLine = reader.string("bomLine");
    set.lot = LotId(reader.string("lot", {}));
    set.expiry = readOptionalTime(reader, "expiry");
    for (const QString &batch : reader.strings("usedBy"))
        set.usedBy.append(BatchId(batch));
    set.attributes = json::readAttributes(reader, AttributeHome::SingleUseSet);
    reader.done();
    return set;
}

CrewMember readMember(JsonReader &reader, QSet<QString> &seen)
{
    CrewMember member;
    member.id = PersonId(readId(reader, "id", seen));
    member.roles = reader.strings("roles");
    QSet<QString> qualifications;
    reader.eachObject("qualifications", [&](JsonReader each) {
        const QString what = readId(each, "for", qualifications);
        member.qualifications.insert(what, readTime(each, "until"));
        each.done();
    });
    member.attributes = json::readAttributes(reader, AttributeHome::Person);
    reader.done();
    return member;
}

Assignment readAssignment(JsonReader &reader, const QSet<QString> &people)
{
    Assignment assignment;
    assignment.person = PersonId(reader.string("person"));
    if (!assignment.person.isEmpty() && !people.contains(assignment.person.value()))
        reader.fail(
            "person", u"binding.unknownPerson"_s, {{u"person"_s, assignment.person.value()}});
    assignment.element = ElementId(reader.string("element"));
    assignment.room = RoomId(reader.string("room", {}));
    readSpan(reader, assignment.from, assignment.to);
    assignment.checker = reader.boolean("checker", false);
    reader.done();
    return assignment;
}

PlaceState readState(JsonReader &reader, AttributeHome home)
{
    PlaceState state;
    state.lastBatch = BatchId(reader.string("lastBatch", {}));
    state.lastProduct = reader.string("lastProduct", {});
    state.attributes = json::readAttributes(reader, home);
    reader.done();
    return state;
}

Booking readBooking(JsonReader &reader)
{
    Booking booking;
    booking.batch = BatchId(reader.string("batch"));
    booking.product = reader.string("product");
    booking.unit = UnitId(reader.string("unit", {}));
    booking.room = RoomId(reader.string("room", {}));
    readSpan(reader, booking.from, booking.to);
    booking.closed = reader.boolean("closed", true);
    booking.attributes = json::readAttributes(reader, AttributeHome::Batch);
    reader.done();
    return booking;
}

Result<BatchBinding> fromJson(const JsonValue &file, const QString &fileName)
{
    if (file.type() == JsonValue::Type::Object) {
        const Result<int> version
            = json::schemaVersion(file, fileName, u"cytoloom.binding"_s, BindingSchemaVersion);
        if (!version)
            return version.error();
        if (*version < BindingSchemaVersion) {
            // There never was a version 0 of this file.
            return Error(u"schema.wrong"_s,
                {{u"expected"_s, u"cytoloom.binding/%1"_s.arg(BindingSchemaVersion)},
                    {u"found"_s, u"cytoloom.binding/%1"_s.arg(*version)}},
                {fileName, u"$.schema"_s, file.find(u"schema")->line(),
                    file.find(u"schema")->column()});
        }
    }
    JsonReader root(file, fileName);
    BatchBinding binding;
    root.string("schema");
    binding.batch = BatchId(root.string("batch"));
    binding.product = root.string("product");
    binding.recipe = RecipeId(root.string("recipe"));
    binding.recipeVersion = root.integer("recipeVersion", 1, 1'000'000);
    binding.start = readOptionalTime(root, "start");
    binding.attributes = json::readAttributes(root, AttributeHome::Batch);
    QSet<QString> roles;
    root.eachObject("units", [&](JsonReader each) {
        const QString role = readId(each, "role", roles);
        binding.units.insert(RoleId(role), UnitId(each.string("unit")));
        each.done();
    });
    QSet<QString> steps;
    root.eachObject("rooms", [&](JsonReader each) {
        const QString element = readId(each, "element", steps);
        binding.rooms.insert(ElementId(element), RoomId(each.string("room")));
        each.done();
    });
    QSet<QString> lots;
    root.eachObject("lots", [&](JsonReader each) { binding.lots.append(readLot(each, lots)); });
    QSet<QString> serials;
    root.eachObject("sets", [&](JsonReader each) { binding.sets.append(readSet(each, serials)); });
    QSet<QString> people;
    root.eachObject(
        "crew", [&](JsonReader each) { binding.crew.append(readMember(each, people)); });
    root.eachObject("assignments",
        [&](JsonReader each) { binding.assignments.append(readAssignment(each, people)); });
    QSet<QString> units;
    root.eachObject("unitStates", [&](JsonReader each) {
        const QString unit = readId(each, "unit", units);
        binding.unitStates.insert(UnitId(unit), readState(each, AttributeHome::Unit));
    });
    QSet<QString> rooms;
    root.eachObject("roomStates", [&](JsonReader each) {
        const QString room = readId(each, "room", rooms);
        binding.roomStates.insert(RoomId(room), readState(each, AttributeHome::Room));
    });
    root.eachObject(
        "bookings", [&](JsonReader each) { binding.bookings.append(readBooking(each)); });
    root.eachObject("shifts", [&](JsonReader each) {
        Shift shift;
        readSpan(each, shift.from, shift.to);
        each.done();
        binding.shifts.append(shift);
    });
    root.done();
    if (Result<void> read = root.result(); !read)
        return read.error();
    return binding;
}

void putTime(JsonValue &object, const char *key, const std::optional<UtcTime> &time)
{
    if (time)
        put(object, key, toIso(*time));
}

// Hashes have no order of their own; files must not change from one writing to the next.
template <class Key, class Value> QVector<Key> sortedKeys(const QHash<Key, Value> &hash)
{
    QVector<Key> keys = hash.keys().toVector();
    std::sort(keys.begin(), keys.end());
    return keys;
}

JsonValue lotValue(const MaterialLot &lot)
{
    JsonValue value = JsonValue::object();
    put(value, "id", lot.id.value());
    put(value, "bomLine", lot.bomLine);
    put(value, "supplier", lot.supplier);
    put(value, "quantity", std::optional(lot.quantity));
    put(value, "status", wordOf(statusWords(), lot.status));
    putTime(value, "expiry", lot.expiry);
    putTime(value, "opened", lot.opened);
    put(value, "inUseLife", lot.inUseLife);
    put(value, lot.attributes);
    return value;
}

JsonValue setValue(const SingleUseSet &set)
{
    JsonValue value = JsonValue::object();
    put(value, "serial", set.serial);
    put(value, "bomLine", set.bomLine);
    put(value, "lot", set.lot.value());
    putTime(value, "expiry", set.expiry);
    putEach(
        value, "usedBy", set.usedBy, [](const BatchId &batch) { return JsonValue(batch.value()); });
    put(value, set.attributes);
    return value;
}

JsonValue memberValue(const CrewMember &member)
{
    JsonValue value = JsonValue::object();
    put(value, "id", member.id.value());
    putEach(value, "roles", QVector<QString>(member.roles),
        [](const QString &role) { return JsonValue(role); });
    putEach(value, "qualifications", QVector<QString>(member.qualifications.keys()),
        [&member](const QString &what) {
            JsonValue one = JsonValue::object();
            put(one, "for", what);
            put(one, "until", toIso(member.qualifications.value(what)));
            return one;
        });
    put(value, member.attributes);
    return value;
}

JsonValue assignmentValue(const Assignment &assignment)
{
    JsonValue value = JsonValue::object();
    put(value, "person", assignment.person.value());
    put(value, "element", assignment.element.value());
    put(value, "room", assignment.room.value());
    put(value, "from", toIso(assignment.from));
    put(value, "to", toIso(assignment.to));
    if (assignment.checker)
        value.insert(u"checker"_s, JsonValue(true));
    return value;
}

JsonValue bookingValue(const Booking &booking)
{
    JsonValue value = JsonValue::object();
    put(value, "batch", booking.batch.value());
    put(value, "product", booking.product);
    put(value, "unit", booking.unit.value());
    put(value, "room", booking.room.value());
    put(value, "from", toIso(booking.from));
    put(value, "to", toIso(booking.to));
    if (!booking.closed)
        value.insert(u"closed"_s, JsonValue(false));
    put(value, booking.attributes);
    return value;
}

template <class Key>
void putStates(
    JsonValue &object, const char *key, const char *idKey, const QHash<Key, PlaceState> &states)
{
    putEach(object, key, sortedKeys(states), [&](const Key &id) {
        const PlaceState state = states.value(id);
        JsonValue value = JsonValue::object();
        put(value, idKey, id.value());
        put(value, "lastBatch", state.lastBatch.value());
        put(value, "lastProduct", state.lastProduct);
        put(value, state.attributes);
        return value;
    });
}

template <class Key, class Value>
void putPairs(JsonValue &object, const char *key, const char *first, const char *second,
    const QHash<Key, Value> &pairs)
{
    putEach(object, key, sortedKeys(pairs), [&](const Key &id) {
        JsonValue value = JsonValue::object();
        put(value, first, id.value());
        put(value, second, pairs.value(id).value());
        return value;
    });
}

} // namespace

Result<BatchBinding> readBinding(const QByteArray &text, const QString &fileName)
{
    const Result<JsonValue> file = parseJson(text, fileName);
    return file ? fromJson(*file, fileName) : file.error();
}

Result<BatchBinding> readBindingFile(const QString &fileName)
{
    const Result<JsonValue> file = readJsonFile(fileName);
    return file ? fromJson(*file, fileName) : file.error();
}

QByteArray writeBinding(const BatchBinding &binding)
{
    JsonValue value = JsonValue::object();
    value.insert(u"schema"_s, json::schemaValue(u"cytoloom.binding"_s, BindingSchemaVersion));
    put(value, "batch", binding.batch.value());
    put(value, "product", binding.product);
    put(value, "recipe", binding.recipe.value());
    value.insert(u"recipeVersion"_s, JsonValue(binding.recipeVersion));
    putTime(value, "start", binding.start);
    put(value, binding.attributes);
    putPairs(value, "units", "role", "unit", binding.units);
    putPairs(value, "rooms", "element", "room", binding.rooms);
    putEach(value, "lots", binding.lots, lotValue);
    putEach(value, "sets", binding.sets, setValue);
    putEach(value, "crew", binding.crew, memberValue);
    putEach(value, "assignments", binding.assignments, assignmentValue);
    putStates(value, "unitStates", "unit", binding.unitStates);
    putStates(value, "roomStates", "room", binding.roomStates);
    putEach(value, "bookings", binding.bookings, bookingValue);
    putEach(value, "shifts", binding.shifts, [](const Shift &shift) {
        JsonValue one = JsonValue::object();
        put(one, "from", toIso(shift.from));
        put(one, "to", toIso(shift.to));
        return one;
    });
    return value.toJson();
}

} // namespace cytoloom
