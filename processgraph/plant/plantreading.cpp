// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/plant/plantreading.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

QString json::readFreshId(
    JsonReader &reader, const char *key, QSet<QString> &seen, const QString &file)
{
    const QString id = reader.string(key);
    if (!id.isEmpty() && seen.contains(id))
        reader.fail(key, file + u".duplicateId"_s, {{u"id"_s, id}});
    seen.insert(id);
    return id;
}

std::optional<UtcTime> json::readTime(JsonReader &reader, const char *key, const QString &file)
{
    if (!reader.has(key))
        return std::nullopt;
    const QString text = reader.string(key);
    const std::optional<UtcTime> time = utcFromIso(text);
    if (!time)
        reader.fail(key, file + u".time"_s, {{u"found"_s, text}});
    return time;
}

} // namespace cytoloom
