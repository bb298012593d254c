// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"

#include <functional>
#include <memory>

namespace cytoloom {

/// Reads one JSON object field by field and collects everything that is wrong with it, each with
/// its path and line: wrong type, missing field, unknown enum word, field that nobody asked for.
/// Getters return a default on error, so reading goes on; the caller asks result() at the end and
/// throws what it has read away when that fails. One thread; cheap to copy: copies share the list.
///
///     JsonReader root(value, fileName);
///     recipe.id = RecipeId(root.string("id"));
///     root.eachObject("links", [&](JsonReader link) { …; link.done(); });
///     root.done();
///     if (auto read = root.result(); !read) return read.error();
class JsonReader
{
public:
    JsonReader(const JsonValue &value, QString fileName, QString path = QStringLiteral("$"));

    [[nodiscard]] bool has(const char *key) const;
    [[nodiscard]] QString path() const { return m_path; }

    // Required fields: "json.missing", "json.type" (args: expected, found), "json.empty".
    QString string(const char *key); ///< not empty
    double number(const char *key); ///< finite
    int integer(const char *key, int low, int high); ///< also "json.range"
    bool boolean(const char *key);
    LocalizedText localized(const char *key); ///< {"en": …, "zh": …}, both not empty
    Quantity quantity(const char *key); ///< "37 °C"; also "quantity.syntax", "unit.unknown"
    Unit unit(const char *key); ///< ""

    // Optional fields: the default when absent; an error when present and wrong.
    QString string(const char *key, const QString &otherwise);
    double number(const char *key, double otherwise);
    int integer(const char *key, int low, int high, int otherwise);
    bool boolean(const char *key, bool otherwise);
    LocalizedText localizedOr(const char *key, const LocalizedText &otherwise);
    std::optional<Quantity> optionalQuantity(const char *key);
    /// [low, high] with null for an open end; empty when absent. low > high is "json.rangeOrder".
    Range range(const char *key);
    QStringList strings(const char *key); ///< array of strings; empty when absent

    /// One of \p words; "json.word" (args: found, expected) otherwise. \p words is a list of
    /// {text, value}.
    template <class E> E word(const char *key, const QVector<std::pair<QString, E>> &words);
    template <class E>
    E word(const char *key, const QVector<std::pair<QString, E>> &words, E otherwise);

    /// Nested object; nullopt when absent. Required: use object().
    std::optional<JsonReader> optionalObject(const char *key);
    JsonReader object(const char *key); ///< reads as {} after reporting when missing
    /// Calls \p each for every object of an array; nothing when the key is absent.
    void eachObject(const char *key, const std::function<void(JsonReader)> &each);
    /// Calls \p each for every member of an object whose values are objects.
    void eachMember(
        const char *key, const std::function<void(const QString &name, JsonReader)> &each);
    /// Any value, as it is (for payloads); Null when absent.
    JsonValue raw(const char *key);

    /// Reports a problem of meaning at \p key (or at this object when null).
    void fail(const char *key, const QString &code, QMap<QString, QString> args = {});
    /// Reports every member that no getter has asked for as "json.unknownField".
    void done();

    /// The first problem (with arg "more" = number of others), or success.
    [[nodiscard]] Result<void> result() const;
    [[nodiscard]] const QVector<Error> &problems() const;

private:
    struct Shared;
    JsonReader(const JsonValue *value, QString path, std::shared_ptr<Shared> shared);
    const JsonValue *take(const char *key, JsonValue::Type type, bool required);
    int indexOfWord(const char *key, const QStringList &words, bool required);

    const JsonValue *m_value;
    QString m_path;
    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<QStringList> m_taken;
};

template <class E> E JsonReader::word(const char *key, const QVector<std::pair<QString, E>> &words)
{
    QStringList texts;
    for (const auto &entry : words)
        texts << entry.first;
    const int index = indexOfWord(key, texts, true);
    return index < 0 ? words.first().second : words[index].second;
}

template <class E>
E JsonReader::word(const char *key, const QVector<std::pair<QString, E>> &words, E otherwise)
{
    QStringList texts;
    for (const auto &entry : words)
        texts << entry.first;
    const int index = indexOfWord(key, texts, false);
    return index < 0 ? otherwise : words[index].second;
}

} // namespace cytoloom
