// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/commonjson.h"

#include "processgraph/catalog/attributeset.h"

#include <cmath>

namespace cytoloom::json {

using namespace Qt::StringLiterals;

namespace {

// Milliseconds per unit, largest first.
constexpr std::pair<const char *, qint64> DurationUnits[]
    = {{"d", 86'400'000}, {"h", 3'600'000}, {"min", 60'000}, {"s", 1'000}, {"ms", 1}};

} // namespace

const Words<Openness> &opennessWords()
{
    static const Words<Openness> words {{u"notApplicable"_s, Openness::NotApplicable},
        {u"closed"_s, Openness::Closed}, {u"functionallyClosed"_s, Openness::FunctionallyClosed},
        {u"open"_s, Openness::Open}};
    return words;
}

const Words<Grade> &gradeWords()
{
    static const Words<Grade> words {{u"A"_s, Grade::A}, {u"B"_s, Grade::B}, {u"C"_s, Grade::C},
        {u"D"_s, Grade::D}, {u"unclassified"_s, Grade::Unclassified}};
    return words;
}

const Words<PortDirection> &portDirectionWords()
{
    static const Words<PortDirection> words {
        {u"in"_s, PortDirection::In}, {u"out"_s, PortDirection::Out}};
    return words;
}

const Words<PortPurpose> &portPurposeWords()
{
    static const Words<PortPurpose> words {{u"product"_s, PortPurpose::Product},
        {u"material"_s, PortPurpose::Material}, {u"sample"_s, PortPurpose::Sample},
        {u"waste"_s, PortPurpose::Waste}};
    return words;
}

Result<int> schemaVersion(
    const JsonValue &file, const QString &fileName, const QString &name, int supported)
{
    const QString expected = u"%1/%2"_s.arg(name).arg(supported);
    const JsonValue *schema = file.find(u"schema");
    const JsonValue &at = schema ? *schema : file;
    const ErrorPlace place {fileName, u"$.schema"_s, at.line(), at.column()};
    const QString found = schema ? schema->toString() : QString();
    bool isNumber = false;
    const int version = found.startsWith(name + u'/')
        ? QStringView(found).mid(name.size() + 1).toInt(&isNumber)
        : 0;
    if (!isNumber || version < 0)
        return Error(u"schema.wrong"_s, {{u"expected"_s, expected}, {u"found"_s, found}}, place);
    if (version > supported)
        return Error(u"schema.newer"_s, {{u"found"_s, found}, {u"known"_s, expected}}, place);
    return version;
}

JsonValue schemaValue(const QString &name, int version)
{
    return JsonValue(u"%1/%2"_s.arg(name).arg(version));
}

LocalizedText readDraftText(JsonReader &reader, const char *key)
{
    std::optional<JsonReader> text = reader.optionalObject(key);
    if (!text)
        return {};
    LocalizedText read {text->string("en", {}), text->string("zh", {})};
    text->done();
    return read;
}

std::optional<Duration> readDuration(JsonReader &reader, const char *key)
{
    const bool isText = reader.has(key);
    const QString text = reader.string(key, {});
    if (!isText)
        return std::nullopt;
    const qsizetype space = text.indexOf(u' ');
    bool isNumber = false;
    const double number = QStringView(text).left(space).toDouble(&isNumber);
    const QStringView unit = QStringView(text).mid(space + 1);
    for (const auto &[symbol, factor] : DurationUnits) {
        const double ms = number * double(factor);
        // A hundred years: beyond that it is a slip, and it keeps the arithmetic far from overflow.
        if (space > 0 && isNumber && number >= 0 && ms < 3.2e12 && unit == QLatin1String(symbol))
            return Duration(std::llround(ms));
    }
    reader.fail(key, u"catalog.duration"_s, {{u"found"_s, text}});
    return std::nullopt;
}

DurationRange readDurationRange(JsonReader &reader, const char *key)
{
    std::optional<JsonReader> range = reader.optionalObject(key);
    if (!range)
        return {};
    DurationRange read;
    read.shortest = readDuration(*range, "shortest").value_or(Duration {0});
    read.nominal = readDuration(*range, "nominal").value_or(Duration {0});
    read.longest = readDuration(*range, "longest").value_or(Duration {0});
    range->done();
    return read;
}

Port readPort(JsonReader &reader)
{
    Port port;
    port.id = PortId(reader.string("id"));
    port.name = readDraftText(reader, "name");
    port.direction = reader.word("direction", portDirectionWords());
    port.purpose = reader.word("purpose", portPurposeWords(), PortPurpose::Product);
    port.medium = reader.string("medium", {});
    port.volume = reader.optionalQuantity("volume");
    port.bomLine = reader.string("bomLine", {});
    port.attributes = readAttributes(reader, AttributeHome::Port);
    reader.done();
    return port;
}

QString durationText(Duration duration)
{
    for (const auto &[symbol, factor] : DurationUnits)
        if (duration.count() % factor == 0 && (duration.count() != 0 || factor == 1'000))
            return u"%1 %2"_s.arg(duration.count() / factor).arg(QLatin1String(symbol));
    return {};
}

void put(JsonValue &object, const char *key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(QLatin1String(key), JsonValue(text));
}

void put(JsonValue &object, const char *key, const LocalizedText &text)
{
    if (text.isEmpty())
        return;
    JsonValue value = JsonValue::object();
    put(value, "en", text.en);
    put(value, "zh", text.zh);
    object.insert(QLatin1String(key), std::move(value));
}

void put(JsonValue &object, const char *key, const Range &range)
{
    if (range.isEmpty())
        return;
    const auto end = [](const std::optional<double> &value) {
        return value ? JsonValue(*value) : JsonValue();
    };
    object.insert(QLatin1String(key), JsonValue::array({end(range.low), end(range.high)}));
}

void put(JsonValue &object, const char *key, const std::optional<Quantity> &quantity)
{
    if (quantity)
        object.insert(QLatin1String(key), JsonValue(quantity->toString()));
}

void put(JsonValue &object, const char *key, const std::optional<Duration> &duration)
{
    if (duration)
        object.insert(QLatin1String(key), JsonValue(durationText(*duration)));
}

void put(JsonValue &object, const char *key, const DurationRange &range)
{
    if (range == DurationRange {})
        return;
    JsonValue value = JsonValue::object();
    put(value, "shortest", std::optional(range.shortest));
    put(value, "nominal", std::optional(range.nominal));
    put(value, "longest", std::optional(range.longest));
    object.insert(QLatin1String(key), std::move(value));
}

JsonValue portValue(const Port &port)
{
    JsonValue value = JsonValue::object();
    put(value, "id", port.id.value());
    put(value, "name", port.name);
    value.insert(u"direction"_s, JsonValue(wordOf(portDirectionWords(), port.direction)));
    value.insert(u"purpose"_s, JsonValue(wordOf(portPurposeWords(), port.purpose)));
    put(value, "medium", port.medium);
    put(value, "volume", port.volume);
    put(value, "bomLine", port.bomLine);
    put(value, port.attributes);
    return value;
}

} // namespace cytoloom::json
