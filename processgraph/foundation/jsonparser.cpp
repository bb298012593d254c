// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/jsonvalue.h"

#include <QtCore/QFile>
#include <QtCore/QSet>
#include <QtCore/QStringDecoder>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace cytoloom {

namespace {

/// Byte offset -> line and column, by a table of line starts.
class Places
{
public:
    explicit Places(const QByteArray &text)
        : m_text(text)
    {
        m_starts.push_back(0);
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i] == '\n')
                m_starts.push_back(i + 1);
        }
    }

    [[nodiscard]] std::pair<int, int> at(qsizetype offset)
    {
        offset = std::clamp<qsizetype>(offset, 0, m_text.size());
        const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
        const qsizetype start = *std::prev(next);
        // The values of a file are asked for one after the other: on a line of 60 MB each one
        // counts on from the one before, not from the beginning.
        if (offset < m_lastOffset || start > m_lastOffset) {
            m_lastOffset = start;
            m_lastColumn = 0;
        }
        for (; m_lastOffset < offset; ++m_lastOffset)
            m_lastColumn += charactersAt(uchar(m_text[m_lastOffset]));
        return {int(next - m_starts.begin()), m_lastColumn + 1};
    }

private:
    /// Columns count characters as an editor (and a QString) does: what a byte of UTF-8 adds.
    static int charactersAt(uchar byte)
    {
        constexpr uchar FirstOfFour = 0xF0;
        constexpr uchar ContinuationMask = 0xC0;
        constexpr uchar Continuation = 0x80;
        if ((byte & ContinuationMask) == Continuation)
            return 0;
        return byte >= FirstOfFour ? 2 : 1;
    }

    const QByteArray &m_text;
    std::vector<qsizetype> m_starts;
    qsizetype m_lastOffset = 0;
    int m_lastColumn = 0; ///< characters between the start of its line and m_lastOffset
};

/// Builds the tree from RapidJSON's events, iteratively: depth costs heap, not stack.
class Builder
{
public:
    Builder(const rapidjson::MemoryStream &stream, Places &places, const JsonLimits &limits)
        : m_stream(stream)
        , m_places(places)
        , m_limits(limits)
    { }

    bool Null() { return add(JsonValue(), 4); }
    bool Bool(bool value) { return add(JsonValue(value), value ? 4 : 5); }
    // Numbers come as text: RapidJSON's own reading of them is undefined for a zero with many
    // digits (found by fuzzing; its diyfp.h counts the leading zeros of 0).
    bool Int(int value) { return add(JsonValue(value), 1); }
    bool Uint(unsigned value) { return add(JsonValue(double(value)), 1); }
    bool Int64(int64_t value) { return add(JsonValue(qint64(value)), 1); }
    bool Uint64(uint64_t value) { return add(JsonValue(double(value)), 1); }
    bool Double(double value) { return add(JsonValue(value), 1); }
    bool RawNumber(const char *text, rapidjson::SizeType length, bool)
    {
        const double value = QByteArray::fromRawData(text, qsizetype(length)).toDouble();
        if (!std::isfinite(value))
            return fail(QStringLiteral("json.syntax"),
                {{QStringLiteral("reason"), QStringLiteral("Number too big.")}});
        return add(JsonValue(value), 1);
    }
    bool String(const char *text, rapidjson::SizeType length, bool)
    {
        return add(JsonValue(QString::fromUtf8(text, qsizetype(length))), int(length) + 2);
    }
    bool StartObject() { return open(JsonValue::object()); }
    bool StartArray() { return open(JsonValue::array()); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }
    bool Key(const char *text, rapidjson::SizeType length, bool)
    {
        QString key = QString::fromUtf8(text, qsizetype(length));
        Level &level = m_levels.back();
        if (level.keys.contains(key))
            return fail(QStringLiteral("json.duplicateKey"), {{QStringLiteral("key"), key}});
        level.keys.insert(key);
        level.key = std::move(key);
        return true;
    }

    [[nodiscard]] const JsonValue &root() const { return m_root; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    struct Level
    {
        JsonValue value;
        QString key;
        QSet<QString> keys;
    };

    bool fail(const QString &code, const QMap<QString, QString> &args)
    {
        const auto [line, column] = m_places.at(qsizetype(m_stream.Tell()));
        m_error = Error(code, args, {QString(), QString(), line, column});
        return false;
    }

    bool place(JsonValue &value, int width)
    {
        if (++m_count > m_limits.maxValues)
            return fail(QStringLiteral("json.tooManyValues"),
                {{QStringLiteral("limit"), QString::number(m_limits.maxValues)}});
        const auto [line, column] = m_places.at(qsizetype(m_stream.Tell()) - width);
        value.setPlace(line, column);
        return true;
    }

    bool add(JsonValue value, int width)
    {
        if (!place(value, width))
            return false;
        put(std::move(value));
        return true;
    }

    bool open(JsonValue value)
    {
        if (int(m_levels.size()) >= m_limits.maxDepth)
            return fail(QStringLiteral("json.tooDeep"),
                {{QStringLiteral("limit"), QString::number(m_limits.maxDepth)}});
        if (!place(value, 0)) // RapidJSON tells before it takes the bracket
            return false;
        m_levels.push_back({std::move(value), {}, {}});
        return true;
    }

    bool close()
    {
        JsonValue value = std::move(m_levels.back().value);
        m_levels.pop_back();
        put(std::move(value));
        return true;
    }

    void put(JsonValue value)
    {
        if (m_levels.empty()) {
            m_root = std::move(value);
            return;
        }
        Level &level = m_levels.back();
        if (level.value.type() == JsonValue::Type::Array)
            level.value.append(std::move(value));
        else
            level.value.insert(std::exchange(level.key, {}), std::move(value));
    }

    const rapidjson::MemoryStream &m_stream;
    Places &m_places;
    const JsonLimits &m_limits;
    std::vector<Level> m_levels;
    JsonValue m_root;
    qint64 m_count = 0;
    std::optional<Error> m_error;
};

} // namespace

Result<JsonValue> parseJson(const QByteArray &text, const QString &fileName, JsonLimits limits)
{
    if (text.size() > limits.maxBytes)
        return Error(QStringLiteral("json.tooLarge"),
            {{QStringLiteral("size"), QString::number(text.size())},
                {QStringLiteral("limit"), QString::number(limits.maxBytes)}},
            {fileName, {}, 0, 0});

    Places places(text);
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(text);
    if (decoder.hasError()) {
        const auto [line, column] = places.at(decoded.indexOf(QChar(QChar::ReplacementCharacter)));
        return Error(QStringLiteral("json.encoding"), {}, {fileName, {}, line, column});
    }

    rapidjson::MemoryStream stream(text.constData(), size_t(text.size()));
    Builder builder(stream, places, limits);
    rapidjson::Reader reader;
    const rapidjson::ParseResult outcome
        = reader.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag>(
            stream, builder);
    if (builder.error()) {
        Error error = *builder.error();
        error.place.file = fileName;
        return error;
    }
    if (outcome.IsError()) {
        const auto [line, column] = places.at(qsizetype(outcome.Offset()));
        return Error(QStringLiteral("json.syntax"),
            {{QStringLiteral("reason"),
                QString::fromUtf8(rapidjson::GetParseError_En(outcome.Code()))}},
            {fileName, {}, line, column});
    }
    return builder.root();
}

Result<JsonValue> readJsonFile(const QString &fileName, JsonLimits limits)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return Error(QStringLiteral("file.cannotRead"),
            {{QStringLiteral("file"), fileName}, {QStringLiteral("reason"), file.errorString()}},
            {fileName, {}, 0, 0});
    if (file.size() > limits.maxBytes)
        return Error(QStringLiteral("json.tooLarge"),
            {{QStringLiteral("size"), QString::number(file.size())},
                {QStringLiteral("limit"), QString::number(limits.maxBytes)}},
            {fileName, {}, 0, 0});
    const QByteArray text = file.read(limits.maxBytes + 1); // a pipe has no size: bound it as well
    if (file.error() != QFileDevice::NoError)
        return Error(QStringLiteral("file.cannotRead"),
            {{QStringLiteral("file"), fileName}, {QStringLiteral("reason"), file.errorString()}},
            {fileName, {}, 0, 0});
    return parseJson(text, fileName, limits);
}

} // namespace cytoloom
