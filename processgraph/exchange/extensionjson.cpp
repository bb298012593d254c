// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/extensionjson.h"

#include "processgraph/model/recipewords.h"
#include "processgraph/model/recipewriter.h"

#include <optional>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// As XML can carry it. Only texts can hold such characters, and there JSON may write any as \u….
QString forXml(const JsonValue &value)
{
    const QString json = QString::fromUtf8(value.toCompactJson());
    QString safe;
    safe.reserve(json.size());
    for (const QChar c : json) {
        if (c.unicode() == 0xFFFE || c.unicode() == 0xFFFF
            || (c.unicode() >= 0x7F && c.unicode() < 0xA0))
            safe += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            safe += c;
    }
    return safe;
}

Error broken(const XmlDocument &document, const XmlNode &node, const QString &reason)
{
    return Error(u"exchange.extension"_s, {{u"reason"_s, reason}}, document.place(node));
}

/// nullopt when \p node has no such piece.
Result<std::optional<JsonValue>> pieceOf(
    const XmlDocument &document, const XmlNode &node, QLatin1StringView id)
{
    for (const XmlNode *each : node.all(u"OtherInformation")) {
        if (each->textOf(u"ID") != id)
            continue;
        const XmlNode *value = each->child(u"Value");
        const XmlNode *text = value ? value->child(u"ValueString") : nullptr;
        if (!text)
            return broken(document, *each, u"no ValueString"_s);
        Result<JsonValue> json = parseJson(text->text.toUtf8(), document.file);
        if (!json)
            return broken(document, *text, json.error().code());
        if (json->type() != JsonValue::Type::Object)
            return broken(document, *text, u"no JSON object"_s);
        return std::optional(std::move(json).value());
    }
    return std::optional<JsonValue>();
}

Result<JsonValue> filled(const XmlDocument &document, const XmlNode &node, const JsonValue &piece);

/// Recipe elements below \p node by the id that their pieces give.
Result<QHash<QString, JsonValue>> children(const XmlDocument &document, const XmlNode &node)
{
    QHash<QString, JsonValue> found;
    for (const XmlNode *each : node.all(u"RecipeElement")) {
        auto piece = pieceOf(document, *each, ExtensionJson::ElementPiece);
        if (!piece)
            return piece.error();
        if (!*piece)
            continue; // somebody has added this one
        Result<JsonValue> whole = filled(document, *each, **piece);
        if (!whole)
            return whole.error();
        const JsonValue *id = whole->find(u"id");
        if (id && id->type() == JsonValue::Type::String)
            found.insert(id->toString(), std::move(whole).value());
    }
    return found;
}

JsonValue withMembers(const JsonValue &object, QStringView key,
    const std::function<JsonValue(const JsonValue &)> &change)
{
    JsonValue result = JsonValue::object();
    for (const JsonMember &member : object.members())
        result.insert(member.key, member.key == key ? change(member.value) : member.value);
    return result;
}

/// \p piece with the steps that it only names put in their places.
Result<JsonValue> filled(const XmlDocument &document, const XmlNode &node, const JsonValue &piece)
{
    const Result<QHash<QString, JsonValue>> nested = children(document, node);
    if (!nested)
        return nested.error();
    return withMembers(piece, u"elements", [&](const JsonValue &list) {
        JsonValue result = JsonValue::array();
        for (const JsonValue &item : list.items()) {
            if (item.type() != JsonValue::Type::String)
                result.append(item);
            else if (const auto each = nested->constFind(item.toString()); each != nested->cend())
                result.append(*each);
        }
        return result;
    });
}

} // namespace

bool ExtensionJson::isRecipeElement(ElementKind kind)
{
    switch (kind) {
    case ElementKind::Transition:
    case ElementKind::ParallelSplit:
    case ElementKind::ParallelJoin:
    case ElementKind::SelectionSplit:
    case ElementKind::SelectionJoin:
        return false;
    default:
        return true;
    }
}

ExtensionJson::ExtensionJson(const MasterRecipe &recipe)
{
    m_recipe = forXml(withMembers(recipeToJson(recipe), u"procedure",
        [this](const JsonValue &procedure) { return cut(procedure); }));
}

JsonValue ExtensionJson::cut(const JsonValue &content)
{
    return withMembers(content, u"elements", [this](const JsonValue &list) {
        static const json::Words<ElementKind> &words = json::elementKindWords();
        JsonValue result = JsonValue::array();
        for (const JsonValue &item : list.items()) {
            const QString kind = item.find(u"kind")->toString();
            const auto word = std::find_if(
                words.cbegin(), words.cend(), [&](const auto &each) { return each.first == kind; });
            if (word == words.cend() || !isRecipeElement(word->second)) {
                result.append(item);
                continue;
            }
            const QString id = item.find(u"id")->toString();
            m_elements.insert(id, forXml(cut(item)));
            result.append(JsonValue(id));
        }
        return result;
    });
}

QString ExtensionJson::recipePiece() const
{
    return m_recipe;
}

QString ExtensionJson::elementPiece(const ElementId &id) const
{
    return m_elements.value(id.value());
}

Result<std::optional<JsonValue>> ExtensionJson::assembled(
    const XmlDocument &document, const XmlNode &master)
{
    const Result<std::optional<JsonValue>> piece = pieceOf(document, master, RecipePiece);
    if (!piece || !*piece)
        return piece;
    const JsonValue *procedure = (*piece)->find(u"procedure");
    if (!procedure || procedure->type() != JsonValue::Type::Object)
        return broken(document, master, u"no procedure"_s);
    Result<JsonValue> whole = filled(document, master, *procedure);
    if (!whole)
        return whole.error();
    return std::optional(
        withMembers(**piece, u"procedure", [&](const JsonValue &) { return *whole; }));
}

} // namespace cytoloom
