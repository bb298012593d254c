// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/jsonvalue.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

namespace cytoloom {

JsonValue::JsonValue(bool value)
    : m_type(Type::Bool)
    , m_number(value ? 1 : 0)
{ }

// JSON has no word for what is no finite number, and a journal row with half a document in it could
// never be read again: better no value than no batch.
JsonValue::JsonValue(double value)
    : m_type(std::isfinite(value) ? Type::Number : Type::Null)
    , m_number(std::isfinite(value) ? value : 0)
{ }

JsonValue::JsonValue(int value)
    : JsonValue(double(value))
{ }

JsonValue::JsonValue(qint64 value)
    : JsonValue(double(value))
{ }

JsonValue::JsonValue(QString value)
    : m_type(Type::String)
    , m_string(std::move(value))
{ }

JsonValue JsonValue::array(QVector<JsonValue> items)
{
    JsonValue result;
    result.m_type = Type::Array;
    result.m_items = std::move(items);
    return result;
}

JsonValue JsonValue::object()
{
    JsonValue result;
    result.m_type = Type::Object;
    return result;
}

const JsonValue *JsonValue::find(QStringView key) const
{
    for (const JsonMember &member : m_members) {
        if (member.key == key)
            return &member.value;
    }
    return nullptr;
}

void JsonValue::append(JsonValue item)
{
    Q_ASSERT(m_type == Type::Array);
    m_items.append(std::move(item));
}

void JsonValue::insert(QString key, JsonValue value)
{
    Q_ASSERT(m_type == Type::Object);
    m_members.append({std::move(key), std::move(value)});
}

void JsonValue::setPlace(int line, int column)
{
    m_line = line;
    m_column = column;
}

bool operator==(const JsonValue &a, const JsonValue &b)
{
    return a.m_type == b.m_type && a.m_number == b.m_number && a.m_string == b.m_string
        && a.m_items == b.m_items && a.m_members == b.m_members;
}

namespace {

template <class Writer> void write(const JsonValue &value, Writer &writer)
{
    const auto text = [&writer](const QString &string, bool key) {
        const QByteArray utf8 = string.toUtf8();
        const auto length = rapidjson::SizeType(utf8.size());
        return key ? writer.Key(utf8.constData(), length, true)
                   : writer.String(utf8.constData(), length, true);
    };
    switch (value.type()) {
    case JsonValue::Type::Null:
        writer.Null();
        break;
    case JsonValue::Type::Bool:
        writer.Bool(value.toBool());
        break;
    case JsonValue::Type::Number: {
        // Whole numbers without ".0": people write 37, not 37.0.
        const double number = value.toDouble();
        if (std::floor(number) == number && std::abs(number) < 9.0e15)
            writer.Int64(qint64(number));
        else
            writer.Double(number);
        break;
    }
    case JsonValue::Type::String:
        text(value.toString(), false);
        break;
    case JsonValue::Type::Array:
        writer.StartArray();
        for (const JsonValue &item : value.items())
            write(item, writer);
        writer.EndArray();
        break;
    case JsonValue::Type::Object:
        writer.StartObject();
        for (const JsonMember &member : value.members()) {
            text(member.key, true);
            write(member.value, writer);
        }
        writer.EndObject();
        break;
    }
}

} // namespace

QByteArray JsonValue::toJson() const
{
    rapidjson::StringBuffer buffer;
    rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
    writer.SetIndent(' ', 2);
    write(*this, writer);
    QByteArray text(buffer.GetString(), qsizetype(buffer.GetSize()));
    text.append('\n');
    return text;
}

QByteArray JsonValue::toCompactJson() const
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    write(*this, writer);
    return {buffer.GetString(), qsizetype(buffer.GetSize())};
}

} // namespace cytoloom
