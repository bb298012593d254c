// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipeparts.h"

#include "processgraph/model/recipewords.h"

#include <algorithm>
#include <cmath>

namespace cytoloom::json {

using namespace Qt::StringLiterals;

namespace {

const Words<Annotation::Kind> &annotationWords()
{
    static const Words<Annotation::Kind> words {
        {u"comment"_s, Annotation::Kind::Comment}, {u"group"_s, Annotation::Kind::Group}};
    return words;
}

UtcTime readTime(JsonReader &reader, const char *key)
{
    const QString text = reader.string(key);
    const std::optional<UtcTime> time = utcFromIso(text);
    if (!time && !text.isEmpty())
        reader.fail(key, u"recipe.time"_s, {{u"found"_s, text}});
    return time.value_or(UtcTime());
}

} // namespace

double readCoordinate(JsonReader &reader, const char *key)
{
    constexpr double Farthest = 1e6;
    const double value = reader.number(key);
    if (std::abs(value) > Farthest) {
        reader.fail(key, u"json.range"_s,
            {{u"low"_s, QString::number(-Farthest, 'f', 0)},
                {u"high"_s, QString::number(Farthest, 'f', 0)},
                {u"found"_s, QString::number(value)}});
    }
    return value;
}

Approval readApproval(JsonReader &reader)
{
    Approval read;
    read.meaning = reader.word("meaning", signatureWords());
    read.role = reader.string("role");
    read.person = PersonId(reader.string("person"));
    read.time = readTime(reader, "time");
    read.reason = reader.string("reason", {});
    read.contentHash = reader.string("contentHash", {});
    reader.done();
    return read;
}

Waiver readWaiver(JsonReader &reader)
{
    Waiver read;
    read.key = reader.string("key");
    read.placeHash = reader.string("placeHash");
    read.reason = reader.string("reason");
    read.role = reader.string("role");
    read.person = PersonId(reader.string("person"));
    read.time = readTime(reader, "time");
    reader.done();
    return read;
}

Annotation readAnnotation(JsonReader &reader)
{
    Annotation read;
    read.id = reader.string("id");
    read.kind = reader.word("kind", annotationWords());
    read.container = ElementId(reader.string("container", {}));
    read.position = {readCoordinate(reader, "x"), readCoordinate(reader, "y")};
    if (reader.has("width"))
        read.width = readCoordinate(reader, "width");
    if (reader.has("height"))
        read.height = readCoordinate(reader, "height");
    read.text = readDraftText(reader, "text");
    for (const QString &member : reader.strings("members"))
        read.members.append(ElementId(member));
    read.collapsed = reader.boolean("collapsed", false);
    reader.done();
    return read;
}

FormulaSet readFormulaSet(JsonReader &reader, const QVector<FormulaParameter> &formula)
{
    FormulaSet read;
    read.id = reader.string("id");
    read.name = readDraftText(reader, "name");
    if (std::optional<JsonReader> values = reader.optionalObject("values")) {
        for (const FormulaParameter &parameter : formula) {
            const QByteArray key = parameter.id.toUtf8();
            if (!values->has(key.constData()))
                continue;
            const Quantity value = values->quantity(key.constData());
            if (!value.in(parameter.value.unit))
                values->fail(key.constData(), u"recipe.formulaUnit"_s,
                    {{u"id"_s, parameter.id}, {u"expected"_s, parameter.value.unit.symbol()},
                        {u"found"_s, value.toString()}});
            read.values.insert(parameter.id, value);
        }
        values->done(); // names that the formula does not have
    }
    reader.done();
    return read;
}

JsonValue approvalValue(const Approval &approval)
{
    JsonValue value = JsonValue::object();
    put(value, "meaning", wordOf(signatureWords(), approval.meaning));
    put(value, "role", approval.role);
    put(value, "person", approval.person.value());
    put(value, "time", toIso(approval.time));
    put(value, "reason", approval.reason);
    put(value, "contentHash", approval.contentHash);
    return value;
}

JsonValue waiverValue(const Waiver &waiver)
{
    JsonValue value = JsonValue::object();
    put(value, "key", waiver.key);
    put(value, "placeHash", waiver.placeHash);
    put(value, "reason", waiver.reason);
    put(value, "role", waiver.role);
    put(value, "person", waiver.person.value());
    put(value, "time", toIso(waiver.time));
    return value;
}

JsonValue annotationValue(const Annotation &annotation)
{
    JsonValue value = JsonValue::object();
    put(value, "id", annotation.id);
    put(value, "kind", wordOf(annotationWords(), annotation.kind));
    put(value, "container", annotation.container.value());
    value.insert(u"x"_s, JsonValue(annotation.position.x));
    value.insert(u"y"_s, JsonValue(annotation.position.y));
    if (annotation.width != 0)
        value.insert(u"width"_s, JsonValue(annotation.width));
    if (annotation.height != 0)
        value.insert(u"height"_s, JsonValue(annotation.height));
    put(value, "text", annotation.text);
    putEach(value, "members", annotation.members,
        [](const ElementId &member) { return JsonValue(member.value()); });
    if (annotation.collapsed)
        value.insert(u"collapsed"_s, JsonValue(true));
    return value;
}

JsonValue formulaSetValue(const FormulaSet &set)
{
    JsonValue value = JsonValue::object();
    put(value, "id", set.id);
    put(value, "name", set.name);
    JsonValue values = JsonValue::object();
    for (auto each = set.values.cbegin(); each != set.values.cend(); ++each)
        values.insert(each.key(), JsonValue(each->toString()));
    if (!set.values.isEmpty())
        value.insert(u"values"_s, std::move(values));
    return value;
}

} // namespace cytoloom::json
