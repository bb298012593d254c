// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/cleanroom.h"
#include "processgraph/catalog/durationrange.h"
#include "processgraph/catalog/port.h"
#include "processgraph/foundation/jsonreader.h"
#include "processgraph/foundation/utctime.h"

/// What catalogue, recipe and plant files have in common. Readers report into the JsonReader that
/// they are given; writers leave out what has its default value.
namespace cytoloom::json {

/// The words of an enumeration as files spell them.
template <class E> using Words = QVector<std::pair<QString, E>>;
template <class E> QString wordOf(const Words<E> &words, E value)
{
    for (const auto &[text, each] : words)
        if (each == value)
            return text;
    return {};
}

const Words<Openness> &opennessWords();
const Words<Grade> &gradeWords();
const Words<PortDirection> &portDirectionWords();
const Words<PortPurpose> &portPurposeWords();

/// The version in "schema": "<name>/<version>". Fails with "schema.wrong" (args: expected, found)
/// and "schema.newer" (args: found, known), each with its place.
Result<int> schemaVersion(
    const JsonValue &file, const QString &fileName, const QString &name, int supported);
JsonValue schemaValue(const QString &name, int version);

/// A text of which one language may still be missing (a draft): {"en": …} or {"zh": …} or both.
LocalizedText readDraftText(JsonReader &reader, const char *key);
/// "30 min", "12 d", "1.5 h"; units ms, s, min, h, d. "catalog.duration" otherwise.
std::optional<Duration> readDuration(JsonReader &reader, const char *key);
DurationRange readDurationRange(JsonReader &reader, const char *key);
Port readPort(JsonReader &reader);

/// In the largest unit that gives a whole number, so that it reads back the same.
[[nodiscard]] QString durationText(Duration duration);
void put(JsonValue &object, const char *key, const QString &text); ///< nothing when empty
void put(JsonValue &object, const char *key, const LocalizedText &text); ///< nothing when empty
void put(JsonValue &object, const char *key, const Range &range); ///< nothing when open
void put(JsonValue &object, const char *key, const std::optional<Quantity> &quantity);
void put(JsonValue &object, const char *key, const std::optional<Duration> &duration);
void put(JsonValue &object, const char *key, const DurationRange &range); ///< nothing when all 0
/// An array under \p key made by \p write; nothing when \p items is empty.
template <class T, class Write>
void putEach(JsonValue &object, const char *key, const QVector<T> &items, Write write)
{
    if (items.isEmpty())
        return;
    JsonValue list = JsonValue::array();
    for (const T &item : items)
        list.append(write(item));
    object.insert(QLatin1String(key), std::move(list));
}
[[nodiscard]] JsonValue portValue(const Port &port);

} // namespace cytoloom::json
