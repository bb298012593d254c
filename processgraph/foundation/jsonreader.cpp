// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/jsonreader.h"

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

struct JsonReader::Shared
{
    QString file;
    QVector<Error> problems;
    JsonValue empty = JsonValue::object(); ///< stands in for what is missing
    /// The members of large objects by name: a file may have thousands in one (formula sets).
    QHash<const JsonValue *, QHash<QStringView, const JsonValue *>> large;

    const JsonValue *find(const JsonValue &object, const QString &key)
    {
        constexpr int few = 32; // looked through faster than hashed
        if (object.members().size() <= few)
            return object.find(key);
        auto known = large.find(&object);
        if (known == large.end()) {
            known = large.insert(&object, {});
            known->reserve(object.members().size());
            for (const JsonMember &member : object.members())
                known->insert(member.key, &member.value);
        }
        return known->value(key);
    }
};

namespace {

QString nameOf(JsonValue::Type type)
{
    switch (type) {
    case JsonValue::Type::Null:
        return u"null"_s;
    case JsonValue::Type::Bool:
        return u"true/false"_s;
    case JsonValue::Type::Number:
        return u"number"_s;
    case JsonValue::Type::String:
        return u"text"_s;
    case JsonValue::Type::Array:
        return u"list"_s;
    case JsonValue::Type::Object:
        return u"object"_s;
    }
    return {};
}

} // namespace

JsonReader::JsonReader(const JsonValue &value, QString fileName, QString path)
    : JsonReader(&value, std::move(path), std::make_shared<Shared>())
{
    m_shared->file = std::move(fileName);
    if (value.type() != JsonValue::Type::Object) {
        fail(nullptr, u"json.type"_s,
            {{u"expected"_s, u"object"_s}, {u"found"_s, nameOf(value.type())}});
        m_value = &m_shared->empty;
    }
}

JsonReader::JsonReader(const JsonValue *value, QString path, std::shared_ptr<Shared> shared)
    : m_value(value)
    , m_path(std::move(path))
    , m_shared(std::move(shared))
    , m_taken(std::make_shared<QStringList>())
{ }

bool JsonReader::has(const char *key) const
{
    return m_shared->find(*m_value, QLatin1String(key).toString()) != nullptr;
}

void JsonReader::fail(const char *key, const QString &code, QMap<QString, QString> args)
{
    const JsonValue *at = key ? m_shared->find(*m_value, QLatin1String(key).toString()) : nullptr;
    const JsonValue *where = at ? at : m_value;
    if (key)
        args.insert(u"field"_s, QLatin1String(key));
    m_shared->problems.append(Error(code, std::move(args),
        {m_shared->file, key ? m_path + u'.' + QLatin1String(key) : m_path, where->line(),
            where->column()}));
}

const JsonValue *JsonReader::take(const char *key, JsonValue::Type type, bool required)
{
    const QString name = QLatin1String(key);
    m_taken->append(name);
    const JsonValue *value = m_shared->find(*m_value, name);
    if (!value) {
        // When the whole object was missing, that has been said already.
        if (required && m_value != &m_shared->empty)
            fail(key, u"json.missing"_s, {{u"expected"_s, nameOf(type)}});
        return nullptr;
    }
    if (value->type() != type) {
        fail(key, u"json.type"_s,
            {{u"expected"_s, nameOf(type)}, {u"found"_s, nameOf(value->type())}});
        return nullptr;
    }
    return value;
}

QString JsonReader::string(const char *key)
{
    const JsonValue *value = take(key, JsonValue::Type::String, true);
    if (value && value->toString().isEmpty())
        fail(key, u"json.empty"_s);
    return value ? value->toString() : QString();
}

QString JsonReader::string(const char *key, const QString &otherwise)
{
    const JsonValue *value = take(key, JsonValue::Type::String, false);
    return value ? value->toString() : otherwise;
}

double JsonReader::number(const char *key)
{
    const JsonValue *value = take(key, JsonValue::Type::Number, true);
    return value ? value->toDouble() : 0;
}

double JsonReader::number(const char *key, double otherwise)
{
    const JsonValue *value = take(key, JsonValue::Type::Number, false);
    return value ? value->toDouble() : otherwise;
}

int JsonReader::integer(const char *key, int low, int high)
{
    if (!has(key)) {
        take(key, JsonValue::Type::Number, true);
        return low;
    }
    return integer(key, low, high, low);
}

int JsonReader::integer(const char *key, int low, int high, int otherwise)
{
    const JsonValue *value = take(key, JsonValue::Type::Number, false);
    if (!value)
        return otherwise;
    const double number = value->toDouble();
    if (std::floor(number) != number || number < low || number > high) {
        fail(key, u"json.range"_s,
            {{u"low"_s, QString::number(low)}, {u"high"_s, QString::number(high)},
                {u"found"_s, QString::number(number)}});
        return otherwise;
    }
    return int(number);
}

bool JsonReader::boolean(const char *key)
{
    const JsonValue *value = take(key, JsonValue::Type::Bool, true);
    return value && value->toBool();
}

bool JsonReader::boolean(const char *key, bool otherwise)
{
    const JsonValue *value = take(key, JsonValue::Type::Bool, false);
    return value ? value->toBool() : otherwise;
}

LocalizedText JsonReader::localized(const char *key)
{
    const JsonValue *value = take(key, JsonValue::Type::Object, true);
    if (!value)
        return {};
    JsonReader text(value, m_path + u'.' + QLatin1String(key), m_shared);
    LocalizedText result {text.string("en"), text.string("zh")};
    text.done();
    return result;
}

LocalizedText JsonReader::localizedOr(const char *key, const LocalizedText &otherwise)
{
    if (has(key))
        return localized(key);
    m_taken->append(QLatin1String(key));
    return otherwise;
}

Quantity JsonReader::quantity(const char *key)
{
    const JsonValue *value = take(key, JsonValue::Type::String, true);
    if (!value)
        return {};
    Result<Quantity> read = Quantity::parse(value->toString());
    if (!read) {
        fail(key, read.error().code(), read.error().message.args);
        return {};
    }
    return *read;
}

std::optional<Quantity> JsonReader::optionalQuantity(const char *key)
{
    if (has(key))
        return quantity(key);
    m_taken->append(QLatin1String(key));
    return std::nullopt;
}

Unit JsonReader::unit(const char *key)
{
    const JsonValue *value = take(key, JsonValue::Type::String, true);
    if (!value)
        return {};
    Result<Unit> read = Unit::parse(value->toString());
    if (!read) {
        fail(key, read.error().code(), read.error().message.args);
        return {};
    }
    return *read;
}

Range JsonReader::range(const char *key)
{
    const JsonValue *value = take(key, JsonValue::Type::Array, false);
    if (!value)
        return {};
    const auto isEnd = [](const JsonValue &item) {
        return item.type() == JsonValue::Type::Number || item.type() == JsonValue::Type::Null;
    };
    const QVector<JsonValue> &items = value->items();
    if (items.size() != 2 || !isEnd(items[0]) || !isEnd(items[1])) {
        fail(key, u"json.type"_s, {{u"expected"_s, u"[low, high]"_s}, {u"found"_s, u"list"_s}});
        return {};
    }
    Range result;
    if (items[0].type() == JsonValue::Type::Number)
        result.low = items[0].toDouble();
    if (items[1].type() == JsonValue::Type::Number)
        result.high = items[1].toDouble();
    if (result.low && result.high && *result.low > *result.high) {
        fail(key, u"json.rangeOrder"_s,
            {{u"low"_s, QString::number(*result.low)}, {u"high"_s, QString::number(*result.high)}});
        return {};
    }
    return result;
}

QStringList JsonReader::strings(const char *key)
{
    const JsonValue *value = take(key, JsonValue::Type::Array, false);
    QStringList result;
    if (!value)
        return result;
    for (const JsonValue &item : value->items()) {
        if (item.type() != JsonValue::Type::String) {
            fail(key, u"json.type"_s,
                {{u"expected"_s, u"list of texts"_s}, {u"found"_s, nameOf(item.type())}});
            return {};
        }
        result << item.toString();
    }
    return result;
}

int JsonReader::indexOfWord(const char *key, const QStringList &words, bool required)
{
    const JsonValue *value = take(key, JsonValue::Type::String, required);
    if (!value)
        return -1;
    const auto index = words.indexOf(value->toString());
    if (index < 0)
        fail(key, u"json.word"_s,
            {{u"found"_s, value->toString()}, {u"expected"_s, words.join(u", "_s)}});
    return int(index);
}

std::optional<JsonReader> JsonReader::optionalObject(const char *key)
{
    const JsonValue *value = take(key, JsonValue::Type::Object, false);
    if (!value)
        return std::nullopt;
    return JsonReader(value, m_path + u'.' + QLatin1String(key), m_shared);
}

JsonReader JsonReader::object(const char *key)
{
    const JsonValue *value = take(key, JsonValue::Type::Object, true);
    return JsonReader(
        value ? value : &m_shared->empty, m_path + u'.' + QLatin1String(key), m_shared);
}

void JsonReader::eachObject(const char *key, const std::function<void(JsonReader)> &each)
{
    const JsonValue *value = take(key, JsonValue::Type::Array, false);
    if (!value)
        return;
    for (qsizetype i = 0; i < value->items().size(); ++i) {
        const JsonValue &item = value->items()[i];
        const QString path = u"%1.%2[%3]"_s.arg(m_path, QLatin1String(key)).arg(i);
        if (item.type() == JsonValue::Type::Object) {
            each(JsonReader(&item, path, m_shared));
        } else {
            JsonReader(&item, path, m_shared)
                .fail(nullptr, u"json.type"_s,
                    {{u"expected"_s, u"object"_s}, {u"found"_s, nameOf(item.type())}});
        }
    }
}

void JsonReader::eachMember(
    const char *key, const std::function<void(const QString &name, JsonReader)> &each)
{
    const JsonValue *value = take(key, JsonValue::Type::Object, false);
    if (!value)
        return;
    for (const JsonMember &member : value->members()) {
        const QString path = u"%1.%2.%3"_s.arg(m_path, QLatin1String(key), member.key);
        JsonReader reader(&member.value, path, m_shared);
        if (member.value.type() == JsonValue::Type::Object)
            each(member.key, reader);
        else
            reader.fail(nullptr, u"json.type"_s,
                {{u"expected"_s, u"object"_s}, {u"found"_s, nameOf(member.value.type())}});
    }
}

JsonValue JsonReader::raw(const char *key)
{
    const QString name = QLatin1String(key);
    m_taken->append(name);
    const JsonValue *value = m_shared->find(*m_value, name);
    return value ? *value : JsonValue();
}

void JsonReader::done()
{
    const QSet<QString> taken(m_taken->cbegin(), m_taken->cend());
    for (const JsonMember &member : m_value->members()) {
        if (taken.contains(member.key))
            continue;
        QStringList known = *m_taken;
        known.removeDuplicates();
        m_shared->problems.append(Error(u"json.unknownField"_s,
            {{u"field"_s, member.key}, {u"known"_s, known.join(u", "_s)}},
            {m_shared->file, m_path + u'.' + member.key, member.value.line(),
                member.value.column()}));
    }
}

Result<void> JsonReader::result() const
{
    if (m_shared->problems.isEmpty())
        return {};
    Error first = m_shared->problems.first();
    first.message.args.insert(u"more"_s, QString::number(m_shared->problems.size() - 1));
    return first;
}

const QVector<Error> &JsonReader::problems() const
{
    return m_shared->problems;
}

} // namespace cytoloom
