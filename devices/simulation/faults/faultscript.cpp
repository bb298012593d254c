// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/faults/faultscript.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/expression.h"
#include "processgraph/foundation/jsonreader.h"

#include <QtCore/QSet>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

const json::Words<FaultKind> &kindWords()
{
    static const json::Words<FaultKind> words {
        {u"time-out"_s, FaultKind::NoAnswer},
        {u"wrong-transaction-id"_s, FaultKind::WrongTransactionId},
        {u"wrong-crc"_s, FaultKind::WrongCrc},
        {u"exception"_s, FaultKind::Exception},
        {u"short-frame"_s, FaultKind::ShortFrame},
        {u"long-frame"_s, FaultKind::LongFrame},
        {u"garbage-frame"_s, FaultKind::GarbageFrame},
        {u"slow-bytes"_s, FaultKind::SlowBytes},
        {u"swapped-unit-id"_s, FaultKind::SwappedUnitId},
        {u"wrong-word-order"_s, FaultKind::WrongWordOrder},
        {u"frozen-value"_s, FaultKind::FrozenValue},
        {u"drift"_s, FaultKind::Drift},
        {u"spike"_s, FaultKind::Spike},
        {u"stuck-actuator"_s, FaultKind::StuckActuator},
        {u"write-refused"_s, FaultKind::WriteRefused},
        {u"partial-write"_s, FaultKind::PartialWrite},
        {u"power-loss"_s, FaultKind::PowerLoss},
        {u"link-flap"_s, FaultKind::LinkFlap},
        {u"clock-jump"_s, FaultKind::ClockJump},
    };
    return words;
}

const json::Words<FaultAnswers> &answerWords()
{
    static const json::Words<FaultAnswers> words {{u"all"_s, FaultAnswers::All},
        {u"reads"_s, FaultAnswers::Reads}, {u"writes"_s, FaultAnswers::Writes}};
    return words;
}

/// Of one key, whose pair is false and true.
const json::Words<bool> &swapWords()
{
    static const json::Words<bool> words {{u"words"_s, false}, {u"bytes"_s, true}};
    return words;
}

const json::Words<bool> &showsWords()
{
    static const json::Words<bool> words {{u"old"_s, false}, {u"ordered"_s, true}};
    return words;
}

const json::Words<bool> &directionWords()
{
    static const json::Words<bool> words {{u"forward"_s, false}, {u"backward"_s, true}};
    return words;
}

/// Longer than nothing: a fault of no length or without pauses would be another fault.
Duration readPositive(JsonReader &reader, const char *key, Duration otherwise)
{
    const std::optional<Duration> read = json::readDuration(reader, key);
    if (read && read->count() <= 0)
        reader.fail(key, u"faults.noLength"_s, {{u"key"_s, QLatin1String(key)}});
    return read.value_or(otherwise);
}

void readWhen(JsonReader &reader, Fault &fault)
{
    auto when = reader.optionalObject("when");
    if (!when)
        return;
    fault.after = json::readDuration(*when, "after");
    if (!fault.after)
        fault.requests = when->integer("requests", 1, 1'000'000'000, 0);
    if (!fault.after && fault.requests == 0 && fault.kind != FaultKind::ClockJump) {
        fault.condition = when->string("condition", {});
        if (!fault.condition.isEmpty()) {
            if (const auto parsed = Expression::parse(fault.condition); !parsed)
                when->fail("condition", parsed.error().code(), parsed.error().message.args);
        }
    }
    when->done();
}

void readParameters(JsonReader &reader, Fault &fault)
{
    if (placeOf(fault.kind) == FaultPlace::Wire) {
        fault.every = reader.integer("every", 1, 1'000'000, fault.every);
        fault.answers = reader.word("answers", answerWords(), fault.answers);
    }
    switch (fault.kind) {
    case FaultKind::Exception:
    case FaultKind::WriteRefused:
        fault.exceptionCode = reader.integer("code", 1, 11, fault.exceptionCode);
        break;
    case FaultKind::SlowBytes:
        fault.gapMs = reader.integer("gapMs", 1, 10'000, fault.gapMs);
        break;
    case FaultKind::SwappedUnitId:
        fault.otherUnit = reader.integer("otherUnit", 1, 247, fault.otherUnit);
        break;
    case FaultKind::WrongWordOrder:
        fault.bytes = reader.word("swap", swapWords(), fault.bytes);
        break;
    case FaultKind::Drift:
        fault.rate = reader.number("rate");
        break;
    case FaultKind::Spike:
        fault.height = reader.number("height");
        fault.interval = readPositive(reader, "interval", fault.interval);
        fault.width = readPositive(reader, "width", fault.width);
        break;
    case FaultKind::LinkFlap:
        fault.interval = readPositive(reader, "interval", fault.interval);
        fault.width = readPositive(reader, "width", fault.width);
        break;
    case FaultKind::StuckActuator:
        fault.showsOrdered = reader.word("shows", showsWords(), fault.showsOrdered);
        break;
    case FaultKind::PartialWrite:
        fault.registers = reader.integer("registers", 1, 122, fault.registers);
        break;
    case FaultKind::ClockJump: {
        const Duration by = readPositive(reader, "by", std::chrono::minutes(30));
        if (by > std::chrono::hours(24))
            reader.fail("by", u"faults.jumpTooFar"_s);
        fault.by = reader.word("direction", directionWords(), false) ? -by : by;
        break;
    }
    default:
        break;
    }
}

bool takesSignal(FaultKind kind)
{
    return placeOf(kind) == FaultPlace::Value || kind == FaultKind::WriteRefused;
}

Fault readEntry(JsonReader &reader)
{
    Fault fault;
    fault.id = reader.string("id");
    fault.kind = reader.word("fault", kindWords());
    if (fault.kind != FaultKind::ClockJump) {
        fault.device = DeviceId(reader.string("device", QString()));
        fault.unit = UnitId(reader.string("unit", QString()));
        if (fault.device.isEmpty() == fault.unit.isEmpty())
            reader.fail(nullptr, u"faults.noTarget"_s);
    }
    if (takesSignal(fault.kind)) {
        fault.signal = reader.string("signal", QString());
        const bool needed = fault.kind == FaultKind::FrozenValue || fault.kind == FaultKind::Drift
            || fault.kind == FaultKind::Spike;
        if (needed && fault.signal.isEmpty())
            reader.fail(nullptr, u"faults.noSignal"_s, {{u"fault"_s, faultKindText(fault.kind)}});
    }
    readWhen(reader, fault);
    if (reader.has("for"))
        fault.lasts = readPositive(reader, "for", Duration {1});
    readParameters(reader, fault);
    reader.done();
    return fault;
}

Result<FaultScript> fromJson(const JsonValue &file, const QString &fileName)
{
    if (file.type() == JsonValue::Type::Object) {
        const auto version
            = json::schemaVersion(file, fileName, u"cytoloom.faults"_s, FaultScriptSchemaVersion);
        if (!version)
            return version.error();
    }
    JsonReader root(file, fileName);
    FaultScript script;
    root.string("schema");
    if (!root.has("faults"))
        root.fail("faults", u"json.missing"_s, {{u"expected"_s, u"array"_s}});
    QSet<QString> ids;
    root.eachObject("faults", [&](JsonReader each) {
        const Fault fault = readEntry(each);
        if (ids.contains(fault.id))
            each.fail("id", u"faults.sameId"_s, {{u"id"_s, fault.id}});
        ids.insert(fault.id);
        script.faults.append(fault);
    });
    root.done();
    if (const auto read = root.result(); !read)
        return read.error();
    return script;
}

void putWhen(JsonValue &object, const Fault &fault)
{
    JsonValue when = JsonValue::object();
    json::put(when, "after", fault.after);
    if (fault.requests > 0)
        when.insert(u"requests"_s, JsonValue(fault.requests));
    json::put(when, "condition", fault.condition);
    if (!when.members().isEmpty())
        object.insert(u"when"_s, when);
}

void putNumber(JsonValue &object, const char *key, int value, int otherwise)
{
    if (value != otherwise)
        object.insert(QLatin1String(key), JsonValue(value));
}

} // namespace

QString faultKindText(FaultKind kind)
{
    return json::wordOf(kindWords(), kind);
}

QVector<FaultKind> allFaultKinds()
{
    QVector<FaultKind> all;
    for (const auto &entry : kindWords())
        all << entry.second;
    return all;
}

FaultPlace placeOf(FaultKind kind)
{
    switch (kind) {
    case FaultKind::NoAnswer:
    case FaultKind::WrongTransactionId:
    case FaultKind::WrongCrc:
    case FaultKind::ShortFrame:
    case FaultKind::LongFrame:
    case FaultKind::GarbageFrame:
    case FaultKind::SlowBytes:
    case FaultKind::SwappedUnitId:
        return FaultPlace::Wire;
    case FaultKind::Exception:
    case FaultKind::WrongWordOrder:
    case FaultKind::WriteRefused:
    case FaultKind::PartialWrite:
        return FaultPlace::Registers;
    case FaultKind::FrozenValue:
    case FaultKind::Drift:
    case FaultKind::Spike:
    case FaultKind::StuckActuator:
        return FaultPlace::Value;
    case FaultKind::PowerLoss:
    case FaultKind::LinkFlap:
        return FaultPlace::Device;
    case FaultKind::ClockJump:
        break;
    }
    return FaultPlace::Plant;
}

Result<FaultScript> readFaultScript(const QByteArray &text, const QString &fileName)
{
    const auto parsed = parseJson(text, fileName);
    return parsed ? fromJson(*parsed, fileName) : parsed.error();
}

Result<FaultScript> readFaultScriptFile(const QString &fileName)
{
    const auto parsed = readJsonFile(fileName);
    return parsed ? fromJson(*parsed, fileName) : parsed.error();
}

Result<Fault> readFault(const QByteArray &text, const QString &fileName)
{
    const auto parsed = parseJson(text, fileName);
    if (!parsed)
        return parsed.error();
    JsonReader reader(*parsed, fileName);
    const Fault fault = readEntry(reader);
    if (const auto read = reader.result(); !read)
        return read.error();
    return fault;
}

JsonValue faultValue(const Fault &fault)
{
    const Fault usual;
    JsonValue object = JsonValue::object();
    object.insert(u"id"_s, JsonValue(fault.id));
    object.insert(u"fault"_s, JsonValue(faultKindText(fault.kind)));
    json::put(object, "device", fault.device.value());
    json::put(object, "unit", fault.unit.value());
    json::put(object, "signal", fault.signal);
    putWhen(object, fault);
    json::put(object, "for", fault.lasts);
    putNumber(object, "every", fault.every, usual.every);
    if (fault.answers != usual.answers)
        json::put(object, "answers", json::wordOf(answerWords(), fault.answers));
    putNumber(object, "code", fault.exceptionCode, usual.exceptionCode);
    putNumber(object, "gapMs", fault.gapMs, usual.gapMs);
    putNumber(object, "otherUnit", fault.otherUnit, usual.otherUnit);
    if (fault.bytes)
        json::put(object, "swap", json::wordOf(swapWords(), true));
    if (fault.kind == FaultKind::Drift)
        object.insert(u"rate"_s, JsonValue(fault.rate));
    if (fault.kind == FaultKind::Spike)
        object.insert(u"height"_s, JsonValue(fault.height));
    if (fault.interval != usual.interval)
        json::put(object, "interval", std::optional(fault.interval));
    if (fault.width != usual.width)
        json::put(object, "width", std::optional(fault.width));
    if (fault.showsOrdered)
        json::put(object, "shows", json::wordOf(showsWords(), true));
    putNumber(object, "registers", fault.registers, usual.registers);
    if (fault.kind == FaultKind::ClockJump) {
        json::put(object, "by", std::optional(std::chrono::abs(fault.by)));
        json::put(object, "direction", json::wordOf(directionWords(), fault.by.count() < 0));
    }
    return object;
}

QByteArray writeFaultScript(const FaultScript &script)
{
    JsonValue file = JsonValue::object();
    file.insert(u"schema"_s, json::schemaValue(u"cytoloom.faults"_s, FaultScriptSchemaVersion));
    JsonValue list = JsonValue::array();
    for (const Fault &fault : script.faults)
        list.append(faultValue(fault));
    file.insert(u"faults"_s, list);
    return file.toJson();
}

} // namespace cytoloom
