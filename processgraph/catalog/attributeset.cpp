// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/attributeset.h"

#include "processgraph/catalog/commonjson.h"
#include "resources/resources.h"

#include <QtCore/QDir>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int AttributeSchemaVersion = 1;

const json::Words<AttributeType> &typeWords()
{
    static const json::Words<AttributeType> words {{u"flag"_s, AttributeType::Flag},
        {u"text"_s, AttributeType::Text}, {u"texts"_s, AttributeType::Texts},
        {u"choice"_s, AttributeType::Choice}, {u"choices"_s, AttributeType::Choices},
        {u"quantity"_s, AttributeType::Quantity}, {u"range"_s, AttributeType::Range},
        {u"time"_s, AttributeType::Time}};
    return words;
}

const json::Words<AttributeHome> &homeWords()
{
    static const json::Words<AttributeHome> words {{u"recipe"_s, AttributeHome::Recipe},
        {u"element"_s, AttributeHome::Element}, {u"parameter"_s, AttributeHome::Parameter},
        {u"port"_s, AttributeHome::Port}, {u"criterion"_s, AttributeHome::Criterion},
        {u"link"_s, AttributeHome::Link}, {u"bomLine"_s, AttributeHome::BomLine},
        {u"room"_s, AttributeHome::Room}, {u"passage"_s, AttributeHome::Passage},
        {u"unit"_s, AttributeHome::Unit}, {u"batch"_s, AttributeHome::Batch},
        {u"lot"_s, AttributeHome::Lot}, {u"singleUseSet"_s, AttributeHome::SingleUseSet},
        {u"person"_s, AttributeHome::Person}};
    return words;
}

AttributeDefinition readDefinition(JsonReader &reader)
{
    AttributeDefinition read;
    read.id = reader.string("id");
    read.type = reader.word("type", typeWords());
    const QStringList homes = reader.strings("on");
    for (const QString &home : homes) {
        const auto &words = homeWords();
        const auto found = std::find_if(
            words.cbegin(), words.cend(), [&](const auto &word) { return word.first == home; });
        if (found == words.cend())
            reader.fail("on", u"json.word"_s, {{u"found"_s, home}, {u"expected"_s, u"home"_s}});
        else
            read.homes.append(found->second);
    }
    read.name = reader.localized("name");
    read.help = reader.localizedOr("help", {});
    read.group = reader.string("group");
    if (read.type == AttributeType::Quantity || read.type == AttributeType::Range)
        read.unit = reader.unit("unit");
    reader.eachObject("choices", [&](JsonReader each) {
        read.choices.append({each.string("word"), each.localized("name")});
        each.done();
    });
    read.offeredFor = reader.strings("offeredFor");
    const bool needsChoices
        = read.type == AttributeType::Choice || read.type == AttributeType::Choices;
    if (needsChoices == read.choices.isEmpty())
        reader.fail("choices", u"json.missing"_s, {{u"expected"_s, u"array"_s}});
    if (homes.isEmpty())
        reader.fail("on", u"json.missing"_s, {{u"expected"_s, u"array"_s}});
    reader.done();
    return read;
}

QString readChoice(JsonReader &reader, const char *key, const AttributeDefinition &definition)
{
    json::Words<QString> words;
    for (const AttributeChoice &choice : definition.choices)
        words.append({choice.word, choice.word});
    return reader.word(key, words);
}

AttributeValue readValue(JsonReader &reader, const char *key, const AttributeDefinition &definition)
{
    switch (definition.type) {
    case AttributeType::Flag:
        return reader.boolean(key);
    case AttributeType::Text:
        return reader.string(key);
    case AttributeType::Choice:
        return readChoice(reader, key, definition);
    case AttributeType::Texts:
        return reader.strings(key);
    case AttributeType::Choices: {
        const QStringList words = reader.strings(key);
        for (const QString &word : words) {
            const bool known = std::any_of(definition.choices.cbegin(), definition.choices.cend(),
                [&](const AttributeChoice &choice) { return choice.word == word; });
            if (!known)
                reader.fail(key, u"json.word"_s,
                    {{u"found"_s, word},
                        {u"expected"_s, definition.choices.first().word + u" …"_s}});
        }
        return words;
    }
    case AttributeType::Quantity: {
        const Quantity quantity = reader.quantity(key);
        if (!quantity.in(definition.unit))
            reader.fail(key, u"catalog.attributeUnit"_s,
                {{u"attribute"_s, definition.id}, {u"expected"_s, definition.unit.symbol()},
                    {u"found"_s, quantity.toString()}});
        return quantity;
    }
    case AttributeType::Range:
        return reader.range(key);
    case AttributeType::Time: {
        const QString text = reader.string(key);
        const std::optional<UtcTime> time = utcFromIso(text);
        if (!time && !text.isEmpty())
            reader.fail(key, u"catalog.attributeTime"_s,
                {{u"attribute"_s, definition.id}, {u"found"_s, text}});
        return time.value_or(UtcTime());
    }
    }
    return {};
}

JsonValue jsonOf(const AttributeValue &value)
{
    if (const bool *flag = std::get_if<bool>(&value))
        return JsonValue(*flag);
    if (const QString *text = std::get_if<QString>(&value))
        return JsonValue(*text);
    if (const Quantity *quantity = std::get_if<Quantity>(&value))
        return JsonValue(quantity->toString());
    if (const UtcTime *time = std::get_if<UtcTime>(&value))
        return JsonValue(toIso(*time));
    JsonValue list = JsonValue::array();
    if (const Range *range = std::get_if<Range>(&value)) {
        list.append(range->low ? JsonValue(*range->low) : JsonValue());
        list.append(range->high ? JsonValue(*range->high) : JsonValue());
    } else {
        for (const QString &text : std::get<QStringList>(value))
            list.append(JsonValue(text));
    }
    return list;
}

} // namespace

Result<AttributeSet> AttributeSet::read(const QString &folder)
{
    AttributeSet set;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const QString fileName = dir.filePath(name);
        const Result<JsonValue> file = readJsonFile(fileName);
        if (!file)
            return file.error();
        if (file->type() == JsonValue::Type::Object) {
            const Result<int> version = json::schemaVersion(
                *file, fileName, u"cytoloom.attributes"_s, AttributeSchemaVersion);
            if (!version)
                return version.error();
        }
        JsonReader root(*file, fileName);
        root.string("schema");
        root.eachObject("attributes", [&](JsonReader each) {
            const AttributeDefinition definition = readDefinition(each);
            if (set.m_index.contains(definition.id))
                each.fail("id", u"catalog.duplicateAttribute"_s, {{u"attribute"_s, definition.id}});
            set.m_index.insert(definition.id, int(set.m_definitions.size()));
            set.m_definitions.append(definition);
        });
        root.done();
        if (const Result<void> result = root.result(); !result)
            return result.error();
    }
    return set;
}

const AttributeSet &AttributeSet::shipped()
{
    static const AttributeSet set = [] {
        initResources(); // readers need them whoever calls
        const Result<AttributeSet> result = read(u":/cytoloom/attributes"_s);
        Q_ASSERT_X(result, "AttributeSet::shipped", "resources/attributes do not read");
        return result ? *result : AttributeSet();
    }();
    return set;
}

const AttributeDefinition *AttributeSet::definition(const QString &id) const
{
    const auto found = m_index.constFind(id);
    return found == m_index.cend() ? nullptr : &m_definitions[*found];
}

QVector<const AttributeDefinition *> AttributeSet::of(AttributeHome home) const
{
    QVector<const AttributeDefinition *> result;
    for (const AttributeDefinition &each : m_definitions)
        if (each.homes.contains(home))
            result.append(&each);
    return result;
}

namespace json {

Attributes readAttributes(JsonReader &reader, AttributeHome home)
{
    if (!reader.has("attributes"))
        return {};
    const JsonValue members = reader.raw("attributes");
    std::optional<JsonReader> values = reader.optionalObject("attributes");
    if (!values || members.type() != JsonValue::Type::Object)
        return {};
    Attributes read;
    for (const JsonMember &member : members.members()) {
        const QByteArray key = member.key.toUtf8();
        const AttributeDefinition *definition = AttributeSet::shipped().definition(member.key);
        if (!definition || !definition->homes.contains(home)) {
            values->raw(key.constData());
            values->fail(
                key.constData(), u"catalog.unknownAttribute"_s, {{u"attribute"_s, member.key}});
            continue;
        }
        read.set(member.key, readValue(*values, key.constData(), *definition));
    }
    values->done();
    return read;
}

void put(JsonValue &object, const Attributes &attributes)
{
    if (attributes.isEmpty())
        return;
    JsonValue members = JsonValue::object();
    for (auto each = attributes.values().cbegin(); each != attributes.values().cend(); ++each)
        members.insert(each.key(), jsonOf(*each));
    object.insert(u"attributes"_s, std::move(members));
}

} // namespace json

} // namespace cytoloom
