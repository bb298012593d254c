// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringView>
#include <QtCore/QVector>

namespace cytoloom {

struct JsonMember;

/// JSON that remembers the order of its members and where each value stood in the text.
/// (QJsonDocument sorts the keys and forgets the lines.) A value; any thread.
class JsonValue
{
public:
    enum class Type { Null, Bool, Number, String, Array, Object };

    JsonValue() = default;
    JsonValue(bool value); // NOLINT(google-explicit-constructor): builds literals
    JsonValue(double value); // NOLINT(google-explicit-constructor)
    JsonValue(int value); // NOLINT(google-explicit-constructor)
    JsonValue(qint64 value); // NOLINT(google-explicit-constructor)
    JsonValue(QString value); // NOLINT(google-explicit-constructor)
    JsonValue(const char *) = delete;
    static JsonValue array(QVector<JsonValue> items = {});
    static JsonValue object();

    [[nodiscard]] Type type() const { return m_type; }
    [[nodiscard]] bool toBool() const { return m_number != 0; }
    [[nodiscard]] double toDouble() const { return m_number; }
    [[nodiscard]] const QString &toString() const { return m_string; }
    [[nodiscard]] const QVector<JsonValue> &items() const { return m_items; }
    [[nodiscard]] const QVector<JsonMember> &members() const { return m_members; }
    /// Null pointer when this is no object or has no such member.
    [[nodiscard]] const JsonValue *find(QStringView key) const;

    void append(JsonValue item);
    /// Adds a member at the end; the caller keeps keys unique.
    void insert(QString key, JsonValue value);

    /// 1-based; 0 where the value was not read from a text.
    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] int column() const { return m_column; }
    void setPlace(int line, int column);

    /// Two-space indent, members in order, shortest numbers that read back the same, final newline.
    [[nodiscard]] QByteArray toJson() const;
    /// One line, no spaces: for hashes and journal rows.
    [[nodiscard]] QByteArray toCompactJson() const;

    /// Places do not count. Members in another order are another value.
    friend bool operator==(const JsonValue &a, const JsonValue &b);

private:
    Type m_type = Type::Null;
    int m_line = 0;
    int m_column = 0;
    double m_number = 0;
    QString m_string;
    QVector<JsonValue> m_items;
    QVector<JsonMember> m_members;
};

struct JsonMember
{
    QString key;
    JsonValue value;
    friend bool operator==(const JsonMember &, const JsonMember &) = default;
};

struct JsonLimits
{
    qint64 maxBytes = 64LL * 1024 * 1024;
    int maxDepth = 64;
    qint64 maxValues = 5'000'000;
};

/// Strict RFC 8259 in UTF-8. Fails with "json.syntax", "json.encoding", "json.tooLarge",
/// "json.tooDeep", "json.tooManyValues" or "json.duplicateKey", each with file, line and column.
Result<JsonValue> parseJson(
    const QByteArray &text, const QString &fileName, JsonLimits limits = {});
/// Reads the file first; also "file.cannotRead" (args: file, reason) and "json.tooLarge".
Result<JsonValue> readJsonFile(const QString &fileName, JsonLimits limits = {});

} // namespace cytoloom
