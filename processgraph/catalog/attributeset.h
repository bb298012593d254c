// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/attribute.h"
#include "processgraph/foundation/jsonreader.h"

#include <QtCore/QHash>

namespace cytoloom {

/// All attributes there are, from resources/attributes/*.json. Immutable after reading; any thread.
class AttributeSet
{
public:
    /// Fails with any "json.…", "schema.…" or "catalog.duplicateAttribute" (args: attribute) with
    /// its place.
    static Result<AttributeSet> read(const QString &folder);
    /// What ships with the program (":/cytoloom/attributes"). Asserts that it is sound: tested.
    static const AttributeSet &shipped();

    /// Null when unknown.
    [[nodiscard]] const AttributeDefinition *definition(const QString &id) const;
    [[nodiscard]] const QVector<AttributeDefinition> &definitions() const { return m_definitions; }
    /// Those that \p home may carry, in the order of the files.
    [[nodiscard]] QVector<const AttributeDefinition *> of(AttributeHome home) const;

private:
    QVector<AttributeDefinition> m_definitions;
    QHash<QString, int> m_index;
};

namespace json {

/// The member "attributes" of what \p reader reads; none when absent. What \p home cannot carry is
/// "catalog.unknownAttribute" (args: attribute), a unit that does not convert
/// "catalog.attributeUnit" (args: attribute, expected, found), no moment "catalog.attributeTime".
Attributes readAttributes(JsonReader &reader, AttributeHome home);
/// Nothing when empty.
void put(JsonValue &object, const Attributes &attributes);

} // namespace json

} // namespace cytoloom
