// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipemigration.h"

#include "processgraph/model/recipejson.h"

#include <QtCore/QHash>

#include <array>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

// Version 0, the pilot format: "steps" instead of "elements", "cpp" instead of "critical" on
// parameters, times as numbers of minutes ("maxOpenMinutes", "maxHeldMinutes").
JsonValue fromVersion0(const JsonValue &value)
{
    static const QHash<QString, QString> renamed {{u"steps"_s, u"elements"_s},
        {u"cpp"_s, u"critical"_s}, {u"maxOpenMinutes"_s, u"maxOpenTime"_s},
        {u"maxHeldMinutes"_s, u"maxHeldTime"_s}};
    JsonValue lifted = value;
    if (value.type() == JsonValue::Type::Array) {
        lifted = JsonValue::array();
        for (const JsonValue &item : value.items())
            lifted.append(fromVersion0(item));
    } else if (value.type() == JsonValue::Type::Object) {
        lifted = JsonValue::object();
        for (const JsonMember &member : value.members()) {
            JsonValue inner = fromVersion0(member.value);
            if (member.key.endsWith("Minutes"_L1) && inner.type() == JsonValue::Type::Number) {
                inner = JsonValue(u"%1 min"_s.arg(inner.toDouble()));
                inner.setPlace(member.value.line(), member.value.column());
            }
            lifted.insert(renamed.value(member.key, member.key), std::move(inner));
        }
    }
    lifted.setPlace(value.line(), value.column());
    return lifted;
}

using Step = JsonValue (*)(const JsonValue &);
// Entry n lifts version n to version n + 1.
constexpr std::array<Step, RecipeSchemaVersion> Steps {fromVersion0};

} // namespace

JsonValue migrateRecipe(JsonValue file, int from)
{
    for (size_t version = size_t(from); version < Steps.size(); ++version)
        file = Steps[version](file);
    return file;
}

} // namespace cytoloom
